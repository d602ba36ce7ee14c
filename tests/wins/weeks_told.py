"""Weeks of a log as its runner would have seen them, run by run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from runwins.model import History
from runwins.units import format_date, format_distance, format_duration
from runwins.wins import find_remarks, find_wins

_SAID = {"almost": "almost: ", "not counted": "", "big step": "", "progress": ""}


def weeks_told(history: History, monday: dt.date, weeks: int = 12) -> str:
    """Return what was told in so many weeks from a Monday on; no place and no name is in it."""
    wins = find_wins(history)
    remarks = find_remarks(history, wins)
    wins = wins[wins["shown"]]
    told = dict(list(wins.sort_values("score", ascending=False, kind="stable").groupby("run_id")))
    beside = dict(list(remarks.groupby("run_id")))
    lines: list[str] = []
    for week in range(weeks):
        first = monday + dt.timedelta(days=7 * week)
        day = history.runs["local_date"]
        inside = (day >= pd.Timestamp(first)) & (day < pd.Timestamp(first + dt.timedelta(days=7)))
        runs = history.runs[inside]
        far = format_distance(float(runs["distance_m"].sum()), history.units, 0)
        plural = "s" if len(runs) != 1 else ""
        lines += ["", f"week of {format_date(first)}: {len(runs)} run{plural}, {far}"]
        for run in runs.to_dict("records"):
            lines += _run(run, history, told.get(run["run_id"]), beside.get(run["run_id"]))
    return "\n".join(lines[1:]) + "\n"


def _run(
    run: dict[Any, Any], history: History, wins: pd.DataFrame | None, beside: pd.DataFrame | None
) -> Iterator[str]:
    day = format_date(run["local_date"].date(), weekday=True, year=False)
    book = "" if run["book"] == "road" else f"  ({run['book']})"
    far = format_distance(run["distance_m"], history.units)
    yield f"  {day:<11} {far:>8}  {format_duration(run['elapsed_s'])}{book}"
    for win in [] if wins is None else wins.to_dict("records"):
        yield f"    * {win['label']}"
        if win["detail"]:
            yield f"      {win['detail']}"
    for remark in [] if beside is None else beside.to_dict("records"):
        yield f"    {_SAID[remark['remark']]}{remark['label']}"
