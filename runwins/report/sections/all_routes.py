"""Every route of a log that was run three times or more."""

from __future__ import annotations

import pandas as pd

from runwins.report.block_input import BlockInput
from runwins.report.parts import Cell, Section, Table
from runwins.report.sections.routes import without_the_ends
from runwins.report.way_names import route_names
from runwins.units import format_date, format_distance, format_duration

_LEAST_RUNS = 3


def section(block: BlockInput) -> Section:
    """Return the routes, those run most often first, each with its fastest and its newest run."""
    routes = often(block)
    if block.routes is None or not routes:
        return _none()
    told = block.runs.set_index("run_id")
    known = block.routes[block.routes["run_id"].isin(told.index)]
    known = known.assign(
        date=pd.to_datetime(known["run_id"].map(told["local_date"].to_dict())),
    ).sort_values("date", kind="stable")
    names = route_names(block.routes, block.runs, block.units, block.route_shapes)
    groups = dict(list(known.groupby("route_id")))
    rows = tuple(_row(groups[route], names[route], block) for route in routes)
    table = Table(
        f"Times are on the clock, stops included, {without_the_ends(block)}",
        ("Route", "Length", "Runs", "Fastest", "Fastest on", "Newest", "Newest on"), rows,
        right=(1, 2, 3, 5),
    )  # fmt: skip
    said = f"{len(rows)} route{'s' if len(rows) != 1 else ''} run three times or more."
    return Section("all-routes", "Every route", said, (table,))


def often(block: BlockInput) -> list[str]:
    """Return the routes that were run three times or more, those run most often first."""
    if block.routes is None or block.routes.empty:
        return []
    known = block.routes[block.routes["run_id"].isin(block.runs["run_id"])]
    counts = known.groupby("route_id", sort=True).size()
    counts = counts[counts >= _LEAST_RUNS].sort_values(ascending=False, kind="stable")
    return [str(route) for route in counts.index]


def _none() -> Section:
    said = "No route yet: run the same way three times and it stands here."
    return Section("all-routes", "Every route", said)


def _row(group: pd.DataFrame, name: str, block: BlockInput) -> tuple[Cell, ...]:
    fastest = group.sort_values(["elapsed_s", "date"], kind="stable").iloc[0]
    newest = group.iloc[-1]
    return (
        Cell(name),
        Cell(format_distance(float(group["length_m"].median()), block.units)),
        Cell(f"{len(group)}"),
        Cell(format_duration(fastest["elapsed_s"])),
        Cell(format_date(fastest["date"].date()), run_id=str(fastest["run_id"])),
        Cell(format_duration(newest["elapsed_s"])),
        Cell(format_date(newest["date"].date()), run_id=str(newest["run_id"])),
    )
