"""However runs come into the log and leave it, its routes and hills are those of one gathering."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.errors import GoalError
from runwins.frames import CLIMBS, EFFORTS, HILLS, ROUTES, RUNS, STREAM
from runwins.metrics.hill_passes import hill_efforts
from runwins.metrics.hills import Climbed, find_hills
from runwins.metrics.routes import match_routes
from runwins.metrics.traces import HILL_STEP_M, trace_of
from runwins.model import History, Measured
from runwins.store import Store, stream_codec
from runwins.training_log.names_of_ways import keep_name, named, names_of_ways, way_ids
from runwins.training_log.ways import KeptHills, routes_and_hills

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
OVER = [(0, 0), (1800, 0), (1800, 700)]
BACK = OVER[::-1]
LOOP = [(100, 0), (1300, 0), (1300, -900), (100, -900), (100, -80)]
SHORT = [(0, 0), (400, 0)]
REPEATS = [(300, 0), (1300, 0), (400, 0), (1300, 0), (400, 0), (1300, 0)]
COURSES = (OVER, BACK, LOOP, SHORT, REPEATS, None)
NO_SAMPLES = stream_codec.encode(STREAM.empty())
CLIMB_M, LENGTH_M = 500.0, 600.0


@cache
def measured(course: int, seed: int) -> Measured:
    """Return what a run over one of the courses measures; up the hill at 500 m where it goes."""
    corners = COURSES[course]
    climbs = CLIMBS.empty()
    if corners is None:
        return Measured({}, EFFORTS.empty(), climbs)
    places = np.array(corners, dtype=float)
    ends = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(places, axis=0).T))])
    along = np.arange(0.0, ends[-1], HILL_STEP_M)
    rng = np.random.default_rng(seed)
    east, north = (np.interp(along, ends, places[:, at]) for at in (0, 1))
    speed = rng.uniform(2.0, 3.5)
    way = pd.DataFrame({
        "elapsed_s": np.rint(along / speed * 1e3) / 1e3,
        "lat_deg": np.rint((1 + (north + rng.normal(0, 3, len(along))) / 110_574) * 1e7) / 1e7,
        "lon_deg": np.rint((1 + (east + rng.normal(0, 3, len(along))) / 111_303) * 1e7) / 1e7,
    })  # fmt: skip
    if course in (0, 4):
        starts = [CLIMB_M] if course == 0 else [200.0, 2000.0]
        climbs = CLIMBS.build(
            {
                "run_id": "",
                "started_at_m": start + 10 * (seed % 3),
                "started_at_s": start / speed,
                "length_m": LENGTH_M,
                "gain_m": 60.0,
                "grade": 0.1,
                "elapsed_s": LENGTH_M / speed,
                "vam_m_per_h": 700.0,
            }
            for start in starts
        )
    return Measured({}, EFFORTS.empty(), climbs, way)


class Log:
    """A store with runs in it, and its gathering."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "log.db", metrics_version=1)
        self.store.add_batch("one")
        self.runs: dict[int, tuple[int, int, int]] = {}
        self.kept: KeptHills | None = None

    def close(self) -> None:
        self.store.close()

    def add(self, day: int, course: int, seed: int) -> None:
        facts = {"start_time": (START + dt.timedelta(days=day)).isoformat()}
        added = self.store.add_recording(
            facts, NO_SAMPLES, batch_id="one", sha256=f"{day}", part=0, run_no=None
        )
        self.store.keep_measured(added.recording_id, measured(course, seed))
        self.runs[day] = (added.recording_id, added.run_no, course)

    def remove(self, day: int) -> None:
        recording_id, *_ = self.runs.pop(day)
        with self.store.transaction():
            self.store._db.execute("DELETE FROM recording WHERE recording_id = ?", (recording_id,))
            self.store._forget_empty_runs()

    def gather(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        order = sorted(self.runs)
        speakers = {f"day{day:03d}": self.runs[day][0] for day in order}
        owners = {number: run_id for run_id, number in speakers.items()}
        climbs = self.store.cached("measured_climb", owners)
        routes, hills, same = routes_and_hills(self.store, speakers, climbs, self.kept)
        if same:
            assert self.kept is not None
            pd.testing.assert_frame_equal(hills.iloc[:same], self.kept.frame.iloc[:same])
        self.kept = KeptHills(list(speakers.values()), hills)
        return routes, hills


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
