"""Routes that were run more than once: each run's time between the same gates."""

from __future__ import annotations

import pandas as pd

from runwins.frames import ROUTES
from runwins.report import route_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Part, Picture, Section, Table
from runwins.report.style import THEMES
from runwins.report.way_names import route_names
from runwins.units import format_date, format_distance, format_duration, format_height
from runwins.wins.rounds import GATE_M

_MOST = 3
LEAST_RUNS = 3
_DAYS = 730
"""How far back the earlier runs of a route are shown: two years."""


def section(block: BlockInput) -> Section | None:
    """Return the routes run most often in the block, of those with three runs or more."""
    known = _recent(block)
    counts = _counts(known, block)
    if counts.empty:
        return None
    often = most_run(block)
    names = route_names(_all(block), block.runs, block.units, block.route_shapes)
    parts: list[Part] = []
    titles: list[str] = []
    for place, route in enumerate(often):
        runs = known[known["route_id"] == route]
        titles.append(_title(names[route], runs, block))
        parts.append(_picture(runs, titles[-1], place, block))
    times = int(counts["inside"].max())
    said = (
        f"{len(counts)} of your routes were run in the {block.called}, most often "
        if len(counts) > 1
        else f"One of your routes was run in the {block.called}: "
    )
    said += f"{titles[0]}, {_count(times)}. Times are {without_the_ends(block)}."
    return Section("routes", "Matched routes", said, tuple(parts))


def most_run(block: BlockInput) -> list[str]:
    """Return the routes that are told about, the one run most often in the block first."""
    counts = _counts(_recent(block), block)
    often = counts.sort_values(["inside", "all"], ascending=False, kind="stable").head(_MOST)
    return [str(route) for route in often.index]


def without_the_ends(block: BlockInput) -> str:
    """Return which part of a route is timed, to go after "times are"."""
    return f"without the first and last {format_height(GATE_M, block.units)}"


def _all(block: BlockInput) -> pd.DataFrame:
    return block.routes if block.routes is not None else ROUTES.empty()


def _recent(block: BlockInput) -> pd.DataFrame:
    """Return the runs of routes of two years until the block's last day, with their days."""
    routes = _all(block)
    days = dict(zip(block.runs["run_id"], block.runs["local_date"], strict=True))
    known = routes.assign(date=pd.to_datetime(routes["run_id"].map(days)))
    last = pd.Timestamp(block.last)
    inside = (known["date"] <= last) & (known["date"] > last - pd.Timedelta(days=_DAYS))
    return known[inside].sort_values("date", kind="stable")


def _counts(known: pd.DataFrame, block: BlockInput) -> pd.DataFrame:
    """Return how often each route was run in the block, and in all of two years."""
    inside = known[known["date"] >= pd.Timestamp(block.first)]
    counts = pd.DataFrame({
        "inside": inside.groupby("route_id").size(), "all": known.groupby("route_id").size(),
    })  # fmt: skip
    return counts[(counts["inside"] > 0) & (counts["all"] >= LEAST_RUNS)]


def _count(number: int) -> str:
    return f"{number} run{'s' if number != 1 else ''}"


def _title(name: str, runs: pd.DataFrame, block: BlockInput) -> str:
    """Return what a route is called, with its length where that is not said."""
    length = format_distance(float(runs["length_m"].median()), block.units)
    return name if length in name else f"{name} ({length})"


def _picture(runs: pd.DataFrame, name: str, place: int, block: BlockInput) -> Picture:
    inside = runs["date"] >= pd.Timestamp(block.first)
    said = f"{name}: {_count(int(inside.sum()))} in the {block.called}"
    said += f", {int((~inside).sum())} before it" if not inside.all() else ""
    before, now = (float(part["elapsed_s"].median()) for part in (runs[~inside], runs[inside]))
    if now < before:
        said += f"; median {format_duration(now)}, before it {format_duration(before)}"
    shows = "The line is the median" if inside.all() else f"Filled dots are of the {block.called}"
    note = f"{said}. {shows}; faster is higher."
    with styled():
        figure = new_figure(4.9, 2.3, THEMES["light"])
        ax = figure.add_axes((0.15, 0.26, 0.83, 0.7))
        route_chart.draw(ax, runs, block.first)
        svg = inline_svg(figure, f"route-{place}", name, note)
    fastest = runs[~inside].sort_values("elapsed_s", kind="stable").head(1)
    rows = tuple(
        (
            Cell(format_date(row["date"].date()), run_id=row["run_id"]),
            Cell(format_duration(row["elapsed_s"])),
        )
        for row in pd.concat([fastest, runs[inside]]).to_dict("records")
    )
    caption = f"The runs of {name} in the {block.called}" + (
        ", after the fastest before it" if len(fastest) else ""
    )
    data = Table(caption, ("Date", "Time"), rows, right=(1,), folded=True)
    return Picture(f"route-{place}", svg, data=data, note=note)
