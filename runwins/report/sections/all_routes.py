"""Every route of a log that was run three times or more."""

from __future__ import annotations

import pandas as pd

from runwins.report.parts import BlockInput, Cell, Section, Table
from runwins.units import format_date, format_distance, format_duration

_LEAST_RUNS = 3


def section(block: BlockInput) -> Section:
    """Return the routes, those run most often first, each with its fastest and its newest run."""
    if block.routes is None or block.routes.empty:
        return _none()
    told = block.runs.set_index("run_id")
    known = block.routes[block.routes["run_id"].isin(told.index)]
    known = known.assign(
        date=pd.to_datetime(known["run_id"].map(told["local_date"].to_dict())),
        run_name=known["run_id"].map(told["name"].to_dict()),
    ).sort_values("date", kind="stable")
    groups = [group for _, group in known.groupby("route_id", sort=True)]
    often = sorted((group for group in groups if len(group) >= _LEAST_RUNS), key=len, reverse=True)
    if not often:
        return _none()
    rows = tuple(_row(group, block) for group in often)
    table = Table(
        "Times are on the clock between the same two gates, stops included",
        ("Route", "Length", "Runs", "Fastest", "On", "Newest", "On"), rows, right=(1, 2, 3, 5),
    )  # fmt: skip
    said = f"{len(rows)} route{'s' if len(rows) != 1 else ''} run three times or more."
    return Section("all-routes", "Every route", said, (table,))


def _none() -> Section:
    said = "No route yet: run the same way three times and it stands here."
    return Section("all-routes", "Every route", said)


def _row(group: pd.DataFrame, block: BlockInput) -> tuple[Cell, ...]:
    fastest = group.sort_values(["elapsed_s", "date"], kind="stable").iloc[0]
    newest = group.iloc[-1]
    return (
        Cell(_name(group)),
        Cell(format_distance(float(group["length_m"].median()), block.units)),
        Cell(f"{len(group)}"),
        Cell(format_duration(fastest["elapsed_s"])),
        Cell(format_date(fastest["date"].date()), run_id=str(fastest["run_id"])),
        Cell(format_duration(newest["elapsed_s"])),
        Cell(format_date(newest["date"].date()), run_id=str(newest["run_id"])),
    )


def _name(group: pd.DataFrame) -> str:
    """Return the runner's name for a route, or what its runs are called most often."""
    if "name" in group.columns and bool(group["name"].notna().any()):
        return str(group["name"].dropna().iloc[-1])
    called = group["run_name"].dropna().mode()
    return str(called.iloc[0]) if len(called) else "a route without a name"
