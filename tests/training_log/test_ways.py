"""However runs come into the log and leave it, its routes and hills are those of one gathering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.frames import HILLS, ROUTES
from runwins.metrics.hill_passes import hill_efforts
from runwins.metrics.hills import Climbed, find_hills
from runwins.metrics.routes import match_routes
from runwins.metrics.traces import trace_of
from tests.training_log.walked_logs import COURSES, Log, measured


def at_once(runs: Sequence[tuple[int, int, int]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return routes and hills as the metrics find them, without a store."""
    climbed = []
    for day, course, seed in sorted(runs):
        made = measured(course, seed)
        if made.way is not None:
            climbed.append(Climbed(trace_of(f"day{day:03d}", made.way), made.climbs))
    routes = match_routes(one.way for one in climbed)
    return routes, hill_efforts([one.way for one in climbed], find_hills(climbed))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    with closing(Log(tmp_path)) as made:
        yield made


def assert_same(found: tuple[pd.DataFrame, ...], wanted: tuple[pd.DataFrame, ...]) -> None:
    for one, other, keys in zip(
        found, wanted, (["route_id", "run_id"], ["run_id", "from_s", "hill_id"]), strict=True
    ):
        pd.testing.assert_frame_equal(
            one.sort_values(keys, ignore_index=True), other.sort_values(keys, ignore_index=True)
        )


COURSE_AND_SEED = st.tuples(st.integers(0, len(COURSES) - 1), st.integers(0, 20))


@settings(max_examples=30, deadline=None)
@given(data=st.data(), told=st.lists(COURSE_AND_SEED, min_size=1, max_size=14))
def test_any_order_of_import_and_any_run_taken_out(
    data: st.DataObject, told: list[tuple[int, int]]
) -> None:
    runs = [(day, course, seed) for day, (course, seed) in enumerate(told)]
    with TemporaryDirectory() as folder, closing(Log(Path(folder))) as log:
        kept: set[tuple[int, int, int]] = set()
        for run in data.draw(st.permutations(runs)):
            log.add(*run)
            kept.add(run)
            if data.draw(st.booleans()):
                assert_same(log.gather(), at_once(list(kept)))
            if data.draw(st.integers(0, 4)) == 0:
                gone = data.draw(st.sampled_from(sorted(kept)))
                log.remove(gone[0])
                kept.discard(gone)
        assert_same(log.gather(), at_once(list(kept)))
        assert_same(log.gather(), at_once(list(kept)))
        assert not log.store._db.execute("PRAGMA foreign_key_check").fetchall()


def test_of_some_runs_the_ways_they_went_on_are_whole_and_no_others(log: Log) -> None:
    for day, course in enumerate((0, 2, 0, 2, 0, 1, 0)):
        log.add(day, course, day)
    routes, hills = log.gather()
    over, loop = (routes[routes["route_id"] == first] for first in ("day000", "day001"))
    assert (len(over), len(loop), set(hills["hill_id"])) == (4, 2, {"day000@500"})
    assert_same(log.gather(range(6, 7)), (over, hills))
    assert_same(log.gather(range(3, 4)), (loop, hills))
    assert_same(log.gather(range(3, 6)), (routes, hills))
    assert_same(log.gather(range(5, 6)), (routes.iloc[:0], hills.iloc[:0]))


def test_an_empty_log_has_neither(log: Log) -> None:
    routes, hills = log.gather()
    assert (list(routes.columns), len(routes)) == (ROUTES.names, 0)
    assert (list(hills.columns), len(hills)) == (HILLS.names, 0)


def test_a_new_run_is_gathered_without_looking_at_the_others_again(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(30):
        log.add(day, day % 3, day)
    log.gather()
    looked: list[int] = []
    way = log.store.ways.way
    monkeypatch.setattr(log.store.ways, "way", lambda number: looked.append(number) or way(number))
    log.gather()
    assert looked == []
    log.add(30, 5, 1)
    log.gather()
    assert looked == []
    log.add(31, 3, 1)
    log.gather()
    assert looked == [log.runs[31][0]]
    log.add(32, 2, 1)
    log.gather()
    assert len(set(looked)) <= 1 + 12 + 2


def test_what_was_found_with_a_run_that_is_gone_goes_with_it(log: Log) -> None:
    for day in range(3):
        log.add(day, 0, day)
    assert len(log.gather()[1]) == 3
    log.remove(2)
    assert log.gather()[1].empty
    log.add(5, 1, 1)
    assert log.gather()[1].empty
    log.add(6, 0, 9)
    assert len(log.gather()[1]) == 3


def test_ids_are_of_the_first_run_and_stay_when_runs_are_added(log: Log) -> None:
    for day in (3, 5, 7):
        log.add(day, 0, day)
    routes, hills = log.gather()
    assert (set(routes["route_id"]), set(hills["hill_id"])) == ({"day003"}, {"day003@500"})
    assert set(hills["known_since"]) == {"day007"}
    log.add(9, 0, 1)
    routes, hills = log.gather()
    assert (set(routes["route_id"]), set(hills["hill_id"])) == ({"day003"}, {"day003@500"})


def test_a_run_measured_anew_is_gathered_anew(log: Log) -> None:
    for day in range(4):
        log.add(day, 0, day)
    log.gather()
    log.store.keep_measured(log.runs[1][0], measured(2, 1))
    assert_same(log.gather(), at_once([(0, 0, 0), (1, 2, 1), (2, 0, 2), (3, 0, 3)]))
