"""All that is known of one run, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runwins.report import run_words
from runwins.report.cells import TerminalStyle
from runwins.report.listings import table
from runwins.units import (
    distance_name,
    format_date,
    format_distance,
    format_duration,
    format_height,
    format_pace,
)


def run_details(details: Mapping[str, Any], style: TerminalStyle) -> str:
    """Return all that is known of a run: its numbers, how they came about, splits, efforts, climbs.

    Parameters
    ----------
    details
        A row of frame `RUNS` and beside it ``recordings``, ``notes``, ``pauses``, ``stops``,
        ``laps``, ``splits``, ``efforts`` and ``climbs`` as lists of rows.
    """
    run = details["run"]
    day = run_words.local_start(run)
    facts = "   ".join(value for _, value in run_words.numbers(run, style.units))
    lines = [
        f"{style.clean(run['run_id'])}   {format_date(day.date(), weekday=True)} {day:%H:%M}",
        f"{style.clean(run_words.text(run['name']))}   {run['book']}".strip(),
        facts,
        "",
        f"distance from {run['distance_source'] or 'nowhere'}, climb from "
        f"{run['ascent_source'] or 'nowhere'}, quality {run['quality']}"
        + (f": {style.clean(run['quality_reasons'])}" if run["quality_reasons"] else ""),
    ]
    lines += [f"from {style.clean(r['source'])}" for r in details["recordings"]]
    lines += [
        f"note: {style.clean(note['text'])}"
        + (f" (felt {note['feel']:+d})" if note["feel"] is not None else "")
        for note in details["notes"]
    ]
    if details["splits"]:
        lines += ["", table(_split_rows(details["splits"], style), "rrrr", style)]
    if details["efforts"]:
        rows = [["best", "time", "pace", "trusted"]]
        rows += [
            [
                distance_name(e["distance_m"], style.units),
                format_duration(e["elapsed_s"]),
                format_pace(e["distance_m"] / e["elapsed_s"], style.units),
                style.clean(e["quality"] if not e["reason"] else f"{e['quality']}: {e['reason']}"),
            ]
            for e in details["efforts"]
        ]
        lines += ["", table(rows, "rrrl", style)]
    if details["climbs"]:
        rows = [["climb", "length", "grade", "time", "from"]]
        rows += [
            [
                format_height(c["gain_m"], style.units),
                format_distance(c["length_m"], style.units),
                f"{100 * c['grade']:.0f} %",
                format_duration(c["elapsed_s"]),
                format_distance(c["started_at_m"], style.units),
            ]
            for c in details["climbs"]
        ]
        lines += ["", table(rows, "rrrrr", style)]
    return "\n".join(lines)


def _split_rows(splits: Sequence[Mapping[str, Any]], style: TerminalStyle) -> list[list[str]]:
    rows = [["split", "time", "pace", "to"]]
    rows += [
        [
            str(number),
            format_duration(split["elapsed_s"]),
            format_pace(split["distance_m"] / split["elapsed_s"], style.units),
            format_distance(split["ended_at_m"], style.units),
        ]
        for number, split in enumerate(splits, start=1)
    ]
    return rows
