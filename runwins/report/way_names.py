"""What a route is called that has no name: by what it is, without where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from runwins.units import Units, format_date, format_distance, format_height

_LEAST_CLIMB_M, _STEP_M = 10.0, 10.0
_MOSTLY = 0.5


def route_names(
    routes: pd.DataFrame,
    runs: pd.DataFrame,
    units: Units = "km",
    shapes: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return what each route is called, by ``route_id``; no two of a log are called the same.

    The runner's own name for it comes first. Then what its runs are called, where most of them and
    none but few others are called so: a "Morning run" names no route. Else what it is, like
    ``8.2 km loop, 120 m up``. Names that would be the same get what tells them apart: the length,
    then the day since when it is run.

    Parameters
    ----------
    routes
        Frame `ROUTES` of the whole log.
    runs
        Frame `RUNS` of the whole log.
    shapes
        What shape a route has, where that is known: loop, there and back, one way.
    """
    if routes.empty:
        return {}
    known = routes.merge(runs[["run_id", "local_date", "ascent_m", "name"]].rename(
        columns={"name": "run_name"}), on="run_id", how="inner")  # fmt: skip
    bearing = Counter(runs["name"].dropna())
    groups = [(str(route), mine) for route, mine in known.groupby("route_id", sort=True)]
    shown = {route: _name(route, mine, bearing, units, shapes or {}) for route, mine in groups}
    apart = {
        route: (
            format_distance(float(mine["length_m"].median()), units),
            f"since {format_date(mine['local_date'].min().date())}",
            route,
        )
        for route, mine in groups
    }
    for step in range(3):
        times = Counter(shown.values())
        for route, name in shown.items():
            if times[name] > 1 and not name.startswith(apart[route][step]):
                shown[route] = f"{name}, {apart[route][step]}"
    return shown


def _name(
    route: str, mine: pd.DataFrame, bearing: Mapping[Any, int], units: Units,
    shapes: Mapping[str, str],
) -> str:  # fmt: skip
    if "name" in mine.columns and bool(mine["name"].notna().any()):
        return str(mine["name"].dropna().iloc[-1])
    called = mine["run_name"].dropna().mode()
    if len(called):
        own = int((mine["run_name"] == called.iloc[0]).sum())
        if own > _MOSTLY * len(mine) and own > _MOSTLY * bearing[called.iloc[0]]:
            return str(called.iloc[0])
    shape = shapes.get(route, "route")
    length = format_distance(float(mine["length_m"].median()), units)
    climb = float(mine["ascent_m"].dropna().median())  # older pandas warn where all are missing
    if not climb >= _LEAST_CLIMB_M:
        return f"{length} {shape}"
    return f"{length} {shape}, {format_height(round(climb / _STEP_M) * _STEP_M, units)} up"
