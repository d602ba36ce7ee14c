"""Routes that were run more than once: each run's time between the same gates."""

from __future__ import annotations

import pandas as pd

from runwins.report import route_chart
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import BlockInput, Cell, Part, Picture, Section, Table
from runwins.report.style import THEMES
from runwins.units import format_date, format_distance, format_duration

_MOST = 3
_LEAST_RUNS = 3
_DAYS = 730
"""How far back the earlier runs of a route are shown: two years."""


def section(block: BlockInput) -> Section | None:
    """Return the routes run most often in the block, of those with three runs or more."""
    if block.routes is None or block.routes.empty:
        return None
    told = block.runs.set_index("run_id")
    known = block.routes[block.routes["run_id"].isin(told.index)]
    days = pd.to_datetime(known["run_id"].map(told["local_date"].to_dict()))
    called = known["run_id"].map(told["name"].to_dict())
    if "name" in known.columns:
        called = known["name"].where(known["name"].notna(), called)
    known = known.assign(date=days, name=called)
    last = pd.Timestamp(block.last)
    recent = (known["date"] <= last) & (known["date"] > last - pd.Timedelta(days=_DAYS))
    known = known[recent].sort_values("date", kind="stable")
    inside = known[known["date"] >= pd.Timestamp(block.first)]
    counts = pd.DataFrame({
        "inside": inside.groupby("route_id").size(), "all": known.groupby("route_id").size(),
    })  # fmt: skip
    counts = counts[(counts["inside"] > 0) & (counts["all"] >= _LEAST_RUNS)]
    if counts.empty:
        return None
    often = counts.sort_values(["inside", "all"], ascending=False, kind="stable").head(_MOST)
    parts: list[Part] = []
    titles: list[str] = []
    for place, route in enumerate(often.index):
        runs = known[known["route_id"] == route]
        titles.append(_name(runs, block))
        parts.append(_picture(runs, titles[-1], place, block))
    runs = "run" if int(often["inside"].iloc[0]) == 1 else "runs"
    said = (
        f"{len(counts)} route{'s' if len(counts) != 1 else ''} run three times or more; "
        f"most often in the {block.called} {titles[0]}: {int(often['inside'].iloc[0])} {runs}."
    )
    return Section("routes", "Matched routes", said, tuple(parts))


def _name(runs: pd.DataFrame, block: BlockInput) -> str:
    """Return what the runner calls a route most often, and how long it is."""
    length = format_distance(float(runs["length_m"].median()), block.units)
    named = runs["name"].dropna().mode()
    return f"{named.iloc[0]} ({length})" if len(named) else f"a route of {length}"


def _picture(runs: pd.DataFrame, name: str, place: int, block: BlockInput) -> Picture:
    inside = runs["date"] >= pd.Timestamp(block.first)
    count = f"{int(inside.sum())} of the {len(runs)} runs of two years"
    said = [f"{name}: {count} in the {block.called}"]
    before, now = (float(part["elapsed_s"].median()) for part in (runs[~inside], runs[inside]))
    if now < before:
        said.append(f"median {format_duration(now)}, before it {format_duration(before)}")
    note = f"{', '.join(said)}. Filled dots are of the {block.called}; faster is higher."
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
