"""A name stays with the route or hill it was given to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from runwins.errors import GoalError
from runwins.frames import CLIMBS, EFFORTS, RUNS
from runwins.model import History
from runwins.training_log.names_of_ways import keep_name, named, names_of_ways, way_ids
from tests.training_log.walked_logs import Log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with closing(Log(tmp_path)) as made:
        yield made


def history(log: Log) -> History:
    routes, hills = log.gather()
    order = sorted(log.runs)
    run_ids = [f"day{day:03d}" for day in order]
    runs = pd.DataFrame({"run_id": run_ids}, columns=pd.Index(RUNS.names))
    return History(runs, EFFORTS.empty(), CLIMBS.empty(), routes=routes, hills=hills)


def names(log: Log) -> tuple[dict[str, str], dict[str, str]]:
    known = history(log)
    numbers = {f"day{day:03d}": number for day, (_, number, _) in log.runs.items()}
    assert known.routes is not None
    return names_of_ways(log.store, numbers, known.routes, known.runs["run_id"])


def give(log: Log, way: str, name: str | None) -> None:
    numbers = {f"day{day:03d}": number for day, (_, number, _) in log.runs.items()}
    keep_name(log.store, numbers, history(log), way, name)


def test_a_name_stays_with_its_route_and_hill_when_an_older_run_turns_up(log: Log) -> None:
    for day in (3, 5, 7):
        log.add(day, 0, day)
    assert way_ids(history(log)) == ["day003", "day003@500"]
    give(log, "day003", "  Mill  road ")
    give(log, "day003@500", "Church hill")
    assert names(log) == ({"day003": "Mill road"}, {"day003@500": "Church hill"})
    log.add(1, 0, 12)
    assert names(log) == ({"day001": "Mill road"}, {"day001@500": "Church hill"})
    give(log, "day001", "Long road")
    assert names(log)[0] == {"day001": "Long road"}
    give(log, "day001", None)
    give(log, "day001@500", None)
    assert names(log) == ({}, {})
    assert log.store.way_names() == []


def test_a_name_is_short(log: Log) -> None:
    log.add(1, 0, 1)
    log.add(2, 0, 2)
    for name in ("", "   ", "one two three four five six"):
        with pytest.raises(GoalError, match="one to five words"):
            give(log, "day001", name)


def test_names_stand_in_the_frame(log: Log) -> None:
    for day in range(3):
        log.add(day, 0, day)
    routes, _ = log.gather()
    assert routes["name"].isna().all()
    assert set(named(routes, "route_id", {"day000": "Mill road"})["name"]) == {"Mill road"}
