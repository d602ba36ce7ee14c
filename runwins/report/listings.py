"""Tables and short answers for the terminal: pure functions from frames to text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from runwins.goal import Goal
from runwins.metrics.best_efforts import AIDED
from runwins.metrics.prediction import Prediction
from runwins.report import run_words
from runwins.report.cells import TerminalStyle, left, right, width
from runwins.units import (
    distance_name,
    format_date,
    format_distance,
    format_duration,
    format_height,
    format_pace,
)


def table(
    rows: Sequence[Sequence[str]], sides: str, style: TerminalStyle, give: int | None = None
) -> str:
    """Return columns of text, the first row as their names.

    Parameters
    ----------
    rows
        Cells, already clean.
    sides
        One letter a column: l or r.
    style
        The terminal.
    give
        Which column gives way where all do not fit; by default the last.
    """
    widths = [max(width(row[column]) for row in rows) for column in range(len(sides))]
    over = 1 + sum(widths) + 2 * (len(widths) - 1) - style.width
    if over > 0:
        column = len(sides) - 1 if give is None else give
        widths[column] = max(6, widths[column] - over)
    lines: list[str] = []
    for place, row in enumerate(rows):
        cells = [
            (right if side == "r" else left)(cell, room, style)
            for cell, room, side in zip(row, widths, sides, strict=True)
        ]
        line = " " + "  ".join(cells).rstrip()
        lines.append(style.paint(line, "muted") if place == 0 else line)
    return "\n".join(lines)


def run_table(runs: pd.DataFrame, style: TerminalStyle) -> str:
    """Return runs as a table, in the order given."""
    if runs.empty:
        return "no run in the log yet: runwins import FILE"
    rows = [["run", "date", "distance", "time", "pace", "climb", "name"]]
    for run in runs.to_dict("records"):
        facts = dict(run_words.numbers(run, style.units))
        day = run_words.local_start(run).date()
        rows.append([
            style.clean(run["run_id"]), format_date(day, weekday=True),
            facts.get("distance", "-"), facts.get("moving", facts.get("time", "-")),
            facts.get("pace", "-"), facts.get("climbed", "-"),
            style.clean(run_words.text(run["name"])),
        ])  # fmt: skip
    return table(rows, "llrrrrl", style)


def wins_table(wins: pd.DataFrame, style: TerminalStyle) -> str:
    """Return wins as a table, in the order given; what is not celebrated has no mark."""
    if wins.empty:
        return "no win yet: every run after the first has something to beat"
    rows = [["", "date", "win", "before", "id"]]
    for win in wins.to_dict("records"):
        mark = style.symbols.family(str(win["family"])) if win["shown"] else ""
        rows.append([
            mark, format_date(_day(win["date"])), style.clean(win["label"]),
            run_words.before(win, style.units), style.clean(win["win_id"]),
        ])  # fmt: skip
    return table(rows, "llllr", style, give=2)


def weeks_table(weeks: pd.DataFrame, style: TerminalStyle) -> str:
    """Return weeks as a table, oldest first."""
    if weeks.empty:
        return "no week yet: runwins import FILE"
    rows = [["week of", "runs", "distance", "moving", "climb", "longest"]]
    rows += [
        [
            format_date(_day(week["week"])),
            str(week["runs"]),
            format_distance(week["distance_m"], style.units),
            format_duration(week["moving_s"]),
            format_height(week["ascent_m"], style.units),
            format_distance(week["longest_m"], style.units) if week["runs"] else "",
        ]
        for week in weeks.to_dict("records")
    ]
    return table(rows, "lrrrrr", style)


def climbs_table(climbs: pd.DataFrame, runs: pd.DataFrame, style: TerminalStyle) -> str:
    """Return climbs as a table, in the order given."""
    if climbs.empty:
        return "no climb in the log yet"
    days = dict(zip(runs["run_id"], runs["local_date"], strict=True))
    rows = [["gain", "length", "grade", "time", "climbing", "date", "run"]]
    rows += [
        [
            format_height(climb["gain_m"], style.units),
            format_distance(climb["length_m"], style.units),
            f"{100 * climb['grade']:.0f} %",
            format_duration(climb["elapsed_s"]),
            f"{format_height(climb['vam_m_per_h'], style.units)}/h",
            format_date(_day(days[climb["run_id"]])),
            climb["run_id"],
        ]
        for climb in climbs.to_dict("records")
    ]
    return table(rows, "rrrrrll", style)


def bests_table(bests: pd.DataFrame, style: TerminalStyle) -> str:
    """Return best efforts as a table, in the order given."""
    if bests.empty:
        return "no best yet: no run of a standard distance that can be trusted"
    rows = [["distance", "time", "pace", "date", "where", "run"]]
    rows += [
        [
            distance_name(best["distance_m"], style.units),
            format_duration(best["elapsed_s"]),
            format_pace(best["distance_m"] / best["elapsed_s"], style.units),
            format_date(_day(best["date"])),
            best["book"] + (", downhill" if best["reason"] == AIDED else ""),
            best["run_id"],
        ]
        for best in bests.to_dict("records")
    ]
    return table(rows, "rrrlll", style)


def goal_line(goal: Goal, today: dt.date, style: TerminalStyle) -> str:
    """Return a goal in a line: what, how far, when."""
    parts = [style.clean(goal.name), format_distance(goal.distance_m, style.units)]
    if goal.ascent_m:
        parts.append(f"+{format_height(goal.ascent_m, style.units)}")
    if goal.time_s:
        parts.append(f"in {format_duration(goal.time_s)}")
    if goal.date is not None:
        days = (goal.date - today).days
        when = f"{days // 7} weeks to go" if days >= 14 else f"{days} days to go"
        parts.append(format_date(goal.date, weekday=True))
        parts.append(when if days > 0 else "today" if days == 0 else "past")
    if goal.priority != "A":
        parts.append(f"priority {goal.priority}")
    return "   ".join(parts)


def prediction_view(prediction: Prediction, style: TerminalStyle) -> str:
    """Return a predicted time as a range, and what it rests on."""
    name = distance_name(prediction.distance_m, style.units)
    if not prediction.enough:
        return f"{name}: {prediction.reason}"
    span = f"{format_duration(prediction.p10_s)} to {format_duration(prediction.p90_s)}"
    middle = format_duration(prediction.p50_s)
    lines = [f"{name}: {span}, eight times in ten; in the middle {middle}"]
    lines += [f"from {style.clean(prediction.basis)}; more often slower than the range than faster"]
    return "\n".join(lines)


def at_a_glance(runs: pd.DataFrame, wins: pd.DataFrame, style: TerminalStyle) -> str:
    """Return a log that holds runs in a few lines: how much, since when, and the newest wins."""
    total = format_distance(float(runs["distance_m"].sum()), style.units, digits=0)
    first, last = (format_date(_day(runs["local_date"].iloc[place])) for place in (0, -1))
    lines = [
        f"{_counted(len(runs), 'run')}, {total}, "
        + (f"{first} to {last}" if first != last else first)
    ]
    if wins.empty:
        return f"{lines[0]}\nno wins yet: the first runs are what the later ones are compared with"
    lines += [f"{_counted(len(wins), 'win')} worth saying, the newest:", ""]
    return "\n".join([*lines, wins_table(wins.tail(5), style)])


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _day(value: Any) -> dt.date:
    return pd.Timestamp(value).date()
