from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from runwins.frames import ROUTES
from runwins.report.way_names import route_names

DAY = dt.date(2026, 5, 1)


def _log(*ways: dict[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Routes of some runs each, and their runs: three a route unless `times` says otherwise."""
    runs, routes = [], []
    for way in ways:
        first = f"r{len(runs)}"
        for called in way.get("called") or [None] * 3:
            run = f"r{len(runs)}"
            runs.append({
                "run_id": run, "name": called, "ascent_m": way.get("up", 120.0),
                "local_date": pd.Timestamp(DAY) + pd.Timedelta(days=len(runs)),
            })  # fmt: skip
            routes.append({
                "run_id": run, "route_id": first, "length_m": way.get("far", 8240.0),
                "from_s": 1.0, "to_s": 2.0, "elapsed_s": 1.0, "name": way.get("name"),
            })  # fmt: skip
    frame = pd.DataFrame(runs)
    return ROUTES.build(routes), frame


def _names(*ways: dict[str, Any], **more: Any) -> list[str]:
    return list(route_names(*_log(*ways), **more).values())


def test_a_nameless_route_is_called_by_what_it_is() -> None:
    assert _names({}, shapes={"r0": "loop"}) == ["8.2 km loop, 120 m up"]
    assert _names({"far": 6100.0, "up": 4.0}, shapes={"r0": "there and back"}) == [
        "6.1 km there and back"
    ]
    assert _names({"up": None}, units="mi") == ["5.1 mi route"]


def test_the_runners_own_name_comes_first() -> None:
    assert _names({"name": "River loop", "called": ["Home", "Home", "Home"]}) == ["River loop"]


def test_what_its_runs_are_called_names_it() -> None:
    assert _names({"called": ["Church hill", "Church hill", "Tired"]}) == ["Church hill"]


@pytest.mark.parametrize(
    "ways",
    [
        ({"called": ["Morning run"] * 3}, {"called": ["Morning run"] * 3, "far": 5000.0}),
        ({"called": ["Monday", "Tuesday", "Wednesday"]}, {"far": 5000.0}),
    ],
)
def test_a_name_that_tells_no_route_from_others_is_none(ways: tuple[dict[str, Any], ...]) -> None:
    assert _names(*ways) == ["8.2 km route, 120 m up", "5.0 km route, 120 m up"]


def test_no_two_are_called_the_same() -> None:
    same = _names({}, {}, {"up": 300.0})
    assert same == [
        "8.2 km route, 120 m up, since 1 May 2026", "8.2 km route, 120 m up, since 4 May 2026",
        "8.2 km route, 300 m up",
    ]  # fmt: skip
    routes, runs = _log({"name": "Loop"}, {"name": "Loop", "far": 3000.0}, {}, {})
    runs["local_date"] = pd.Timestamp(DAY)
    names = list(route_names(routes, runs).values())
    assert len(set(names)) == 4
    assert names[:2] == ["Loop, 8.2 km", "Loop, 3.0 km"]


def test_no_routes_no_names() -> None:
    assert route_names(ROUTES.empty(), pd.DataFrame()) == {}
