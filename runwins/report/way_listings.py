"""Routes and hills for the terminal: pure functions from frames to text."""

from __future__ import annotations

from typing import Any

import pandas as pd

from runwins.report.cells import TerminalStyle
from runwins.report.listings import table
from runwins.units import format_date, format_distance, format_duration, format_height, format_pace

_GATES_M = 400.0


def routes_table(routes: pd.DataFrame, runs: pd.DataFrame, style: TerminalStyle) -> str:
    """Return one line a route, the one run most often first."""
    if routes.empty:
        return "no route yet: a route is a way that was run more than once"
    dated = _dated(routes, runs)
    rows = [["runs", "length", "best", "on", "last", "name", "id"]]
    for route_id, mine in _most_often(dated, "route_id"):
        best = mine.iloc[int(mine["elapsed_s"].to_numpy().argmin())]
        rows.append(
            [
                str(len(mine)),
                format_distance(float(mine["length_m"].iloc[0]), style.units),
                format_duration(float(best["elapsed_s"])),
                format_date(best["date"].date()),
                format_date(mine["date"].iloc[-1].date()),
                _text(mine["name"].iloc[0]),
                route_id,
            ]
        )
    return table(rows, "rrrllll", style, give=5)


def route_runs(routes: pd.DataFrame, runs: pd.DataFrame, style: TerminalStyle) -> str:
    """Return one line a run of one route, the newest first; its best is marked."""
    dated = _dated(routes, runs).iloc[::-1]
    best = dated["elapsed_s"].min()
    rows = [["date", "time", "pace", "", "run"]]
    rows += [
        [
            format_date(one["date"].date()),
            format_duration(one["elapsed_s"]),
            format_pace((one["length_m"] - _GATES_M) / one["elapsed_s"], style.units),
            "best" if one["elapsed_s"] == best else "",
            one["run_id"],
        ]
        for one in dated.to_dict("records")
    ]
    name = _text(dated["name"].iloc[0]) or "a route"
    length = format_distance(float(dated["length_m"].iloc[-1]), style.units)
    note = "from 200 m after the start to 200 m before the end, stops included"
    return f" {name}, {length}: {len(dated)} runs, {note}\n{table(rows, 'lrrll', style)}"


def hills_table(hills: pd.DataFrame, runs: pd.DataFrame, style: TerminalStyle) -> str:
    """Return one line a hill, the one climbed in most runs first."""
    if hills.empty:
        return "no hill yet: a hill is a climb that was found three times"
    rows = [["gain", "length", "times", "runs", "best", "on", "name", "id"]]
    for hill_id, mine in _most_often(_dated(hills, runs), "hill_id"):
        best = mine.iloc[int(mine["elapsed_s"].to_numpy().argmin())]
        rows.append(
            [
                format_height(float(best["gain_m"]), style.units),
                format_distance(float(best["length_m"]), style.units),
                str(len(mine)),
                str(mine["run_id"].nunique()),
                format_duration(float(best["elapsed_s"])),
                format_date(best["date"].date()),
                _text(best["name"]),
                hill_id,
            ]
        )
    return table(rows, "rrrrrlll", style, give=6)


def _dated(ways: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order they were run, with the day of each."""
    days = dict(zip(runs["run_id"], runs["local_date"], strict=True))
    starts = dict(zip(runs["run_id"], runs["start_time"], strict=True))
    dated = ways.assign(
        date=[days[run] for run in ways["run_id"]], start=[starts[run] for run in ways["run_id"]]
    )
    return dated.sort_values(["start", "from_s"], kind="stable", ignore_index=True)


def _most_often(dated: pd.DataFrame, column: str) -> list[tuple[str, pd.DataFrame]]:
    groups = [(str(name), mine) for name, mine in dated.groupby(column, sort=True)]
    return sorted(groups, key=lambda group: -group[1]["run_id"].nunique())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
