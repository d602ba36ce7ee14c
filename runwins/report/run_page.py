"""A page about one run: its numbers, what it won and why, its pace and hills, splits and bests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from runwins.report import run_pictures, run_tables, run_words
from runwins.report.page import foot
from runwins.report.parts import Link, Page, Section, Sentences, WinGroup, WinLine, WinList
from runwins.report.plain_text import LONGEST_NAME, cut
from runwins.report.run_chart import Stretch
from runwins.report.sections.wins_by_week import win_line
from runwins.units import Units, format_date

_FIRST = "This is the first run in the log: everything after it has something to beat."
_QUIET = "No new marks that day, and easy days are where they come from."
_NONE_COUNTED = "No new marks that day."
_SOURCES = {
    "device": "the watch", "gps": "satellites", "baro": "a barometer",
    "dem": "an elevation model", "summary": "the summary", "runner": "you",
}  # fmt: skip
_FEELINGS = {-2: "a very hard day", -1: "a hard day", 0: "as usual", 1: "a good day",
             2: "a very good day"}  # fmt: skip


@dataclass(frozen=True)
class RunInput:
    """All that a page about a run is made of; of the places where it was, nothing enters.

    Attributes
    ----------
    run
        A row of frame `RUNS`.
    stream
        Frame `CLEAN_STREAM`: time, distance and altitude are used.
    laps, efforts, climbs, wins, remarks
        Frames of this run.
    splits
        Rows with ``distance_m``, ``elapsed_s`` and ``ended_at_m``.
    evidence
        For each ``win_id`` the sentences that explain it.
    bests
        Columns ``distance_m`` and ``elapsed_s``: the bests before this run.
    notes
        Frame `NOTES` of this run.
    facts
        Of the recording: ``source_format``, ``device`` and ``problems``.
    first_run
        Whether nothing came before it.
    """

    run: Mapping[str, Any]
    stream: pd.DataFrame
    laps: pd.DataFrame
    splits: list[dict[str, float]]
    efforts: pd.DataFrame
    climbs: pd.DataFrame
    wins: pd.DataFrame
    remarks: pd.DataFrame
    evidence: Mapping[str, tuple[str, ...]]
    bests: pd.DataFrame
    notes: pd.DataFrame
    made_on: dt.date
    version: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    units: Units = "km"
    first_run: bool = False


def run_page(told: RunInput, beside: tuple[Link, ...] = ()) -> Page:
    """Return the page about a run as data: the same for the same input, whenever made."""
    day = run_words.local_start(told.run).date()
    name = run_words.text(told.run["name"]) or f"{str(told.run['book']).capitalize()} run"
    marked = _stretches(told)
    made = (
        _wins(told, marked),
        run_pictures.course_of_the_run(told.stream, list(marked.values()), told.units),
        run_tables.splits(told.splits, told.units),
        run_tables.laps(told.laps, told.units),
        run_tables.efforts(told.efforts, told.units),
        run_pictures.fastest_paces(told.stream, told.bests, told.units),
        run_tables.climbs(told.climbs, told.units),
        _remarks(told),
        _method(told),
    )
    return Page(
        title=cut(name, LONGEST_NAME),
        figures=tuple((name, value) for name, value in run_words.numbers(told.run, told.units)),
        facts=_facts(told, day),
        sections=tuple(section for section in made if section is not None),
        foot=foot(told.version, told.made_on),
        kind="Race" if told.run["is_race"] else "Run",
        beside=beside,
    )


def _facts(told: RunInput, day: dt.date) -> tuple[tuple[str, str], ...]:
    run = told.run
    facts = [("Day", format_date(day, weekday=True)), ("Ground", str(run["book"]))]
    heart, cadence = (run_words.number(run[key]) for key in ("avg_hr_bpm", "avg_cadence_spm"))
    if heart > 0:
        facts.append(("Mean heart rate", f"{heart:.0f}"))
    if cadence > 0:
        facts.append(("Steps a minute", f"{cadence:.0f}"))
    return tuple(facts)


def _celebrated(told: RunInput) -> pd.DataFrame:
    shown = told.wins[told.wins["shown"]] if not told.first_run else told.wins.iloc[:0]
    return shown.sort_values("score", ascending=False, kind="stable")


def _stretches(told: RunInput) -> dict[str, Stretch]:
    """Return the part of the run that each celebrated win rests on, with its number."""
    found: dict[str, Stretch] = {}
    for win in _celebrated(told).to_dict("records"):
        start, end = run_words.number(win["from_m"]), run_words.number(win["to_m"])
        if end > start:
            found[str(win["win_id"])] = Stretch(start, end, str(len(found) + 1))
    return found


def _wins(told: RunInput, marked: Mapping[str, Stretch]) -> Section:
    celebrated = _celebrated(told)
    if told.first_run or celebrated.empty:
        tried = bool((told.remarks["remark"] == "not counted").any())
        said = _NONE_COUNTED if tried else _QUIET
        return Section("wins", "Wins", _FIRST if told.first_run else said)
    lines: list[WinLine] = []
    for win in celebrated.to_dict("records"):
        line = win_line(win, told.units, year=True)
        sign = marked[line.win_id].mark if line.win_id in marked else ""
        lines.append(
            WinLine(
                line.label, line.detail, line.change, line.date, line.family, line.mark,
                line.certainty, line.run_id, line.win_id, sign, told.evidence.get(line.win_id, ()),
            )
        )  # fmt: skip
    parts: list[WinList | Sentences] = [WinList((), (WinGroup("", tuple(lines)),))]
    quiet = told.wins[~told.wins["shown"]].sort_values("score", ascending=False, kind="stable")
    said = f"{len(lines)} win{'s' if len(lines) != 1 else ''}."
    if len(quiet):
        labels = "; ".join(str(label) for label in quiet["label"])
        parts.append(Sentences((f"Also true that day: {labels}.",)))
    return Section("wins", "Wins", said, tuple(parts))


def _remarks(told: RunInput) -> Section | None:
    lines = tuple(
        f"{row['remark'].capitalize()}: {run_words.remark(row)}"
        for row in told.remarks.to_dict("records")
    )
    notes = []
    for note in told.notes.to_dict("records"):
        feel = run_words.number(note["feel"])
        parts = [run_words.text(note["text"]), _FEELINGS.get(int(feel), "") if feel == feel else ""]
        notes.append(f"Your note: {' · '.join(part for part in parts if part)}")
    if not lines and not notes:
        return None
    return Section("remarks", "Beside the wins", "", (Sentences((*lines, *notes), listed=True),))


def _method(told: RunInput) -> Section:
    run, facts = told.run, told.facts
    lines = [
        f"Recorded as {str(facts.get('source_format') or run['source']).upper()}"
        + (f" by {facts['device']}" if facts.get("device") else "")
        + f"; the recording is {run['quality']}."
    ]
    reasons = run_words.text(run["quality_reasons"])
    lines += [f"What could not be trusted: {reasons}."] if reasons else []
    lines += [f"In the file: {problem}." for problem in facts.get("problems") or ()]
    sources = [
        f"{what} from {_SOURCES.get(name, name)}"
        for what, key in (("distance", "distance_source"), ("climb", "ascent_source"))
        if (name := run_words.text(run[key]))
    ]
    if sources:
        said = " and ".join(sources)
        lines.append(f"{said[0].upper()}{said[1:]}.")
    lines.append(
        "Best efforts are the fastest stretch on the clock, stops included. Moving time is without "
        "pauses and stops. Where the run was is not on this page."
    )
    lines.append(f"In the terminal: runwins show {run['run_id']}")
    return Section("method", "How this was computed", "", (Sentences(tuple(lines)),))
