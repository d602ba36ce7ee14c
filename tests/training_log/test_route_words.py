"""Routes merged, split and ignored: said once, it stands however runs come in or are measured."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from runwins import TrainingLog
from runwins.errors import UnknownName

SPEED_MPS = 3.0
STRAIGHT = [(0, 0), (0, 3000)]
# Near enough to the straight way for one route.
BULGED = [(0, 0), (0, 500), (25, 800), (25, 2200), (0, 2500), (0, 3000)]
DETOUR = [(0, 0), (0, 1000), (300, 1000), (300, 2000), (0, 2000), (0, 3000)]
ELSEWHERE = [(5000, 0), (8000, 0)]


def gpx(corners: Sequence[tuple[float, float]], day: int) -> str:
    """Return a run past the corners, metres east and north, at an even pace."""
    ends = np.array(corners, dtype=float)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(ends, axis=0).T))])
    metres = np.arange(0.0, along[-1] + 0.1, 15.0)
    east, north = (np.interp(metres, along, ends[:, at]) for at in (0, 1))
    start = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC) + dt.timedelta(days=day)
    points = "".join(
        f'<trkpt lat="{n / 110_574:.7f}" lon="{30 + e / 111_320:.7f}"><ele>10</ele>'
        f"<time>{start + dt.timedelta(seconds=float(m) / SPEED_MPS):%Y-%m-%dT%H:%M:%SZ}</time>"
        "</trkpt>"
        for e, n, m in zip(east, north, metres, strict=True)
    )
    return (
        '<gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )


class Runner:
    """A log, and runs for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = TrainingLog(folder / "home", today=dt.date(2026, 6, 1))

    def runs(self, corners: Sequence[tuple[float, float]], *days: int) -> None:
        for day in days:
            file = self.folder / f"{day}.gpx"
            file.write_text(gpx(corners, day))
            self.log.import_files([file])

    def routes(self) -> dict[int, list[int]]:
        """Return the routes: days of their runs by the day of their first."""
        told: dict[int, list[int]] = {}
        routes = self.log.routes()
        for route, run in zip(routes["route_id"], routes["run_id"], strict=True):
            told.setdefault(day_of(route), []).append(day_of(run))
        return told


def day_of(run_id: str) -> int:
    return (dt.date.fromisoformat(run_id[:8]) - dt.date(2026, 3, 1)).days


def on(day: int) -> str:
    return str(dt.date(2026, 3, 1) + dt.timedelta(days=day))


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    made = Runner(tmp_path)
    yield made
    made.log.close()


def test_a_split_route_is_two_and_later_runs_join_the_nearer(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 4)
    runner.runs(BULGED, 2, 6)
    assert runner.routes() == {0: [0, 2, 4, 6]}
    assert runner.log.split_route([on(2), on(6)]).startswith("20260303")
    assert runner.routes() == {0: [0, 4], 2: [2, 6]}
    runner.runs(BULGED, 8)
    runner.runs(STRAIGHT, 9)
    assert runner.routes() == {0: [0, 4, 9], 2: [2, 6, 8]}
    runner.runs(BULGED, 1)
    assert runner.routes() == {0: [0, 4, 9], 1: [1, 2, 6, 8]}
    runner.log.rebuild()
    assert runner.routes() == {0: [0, 4, 9], 1: [1, 2, 6, 8]}


def test_its_first_run_can_be_taken_out_of_a_route(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 2, 4)
    runner.log.split_route([on(0)])
    assert runner.routes() == {2: [2, 4]}
    assert runner.log.restore_route(on(0)).startswith("20260301")
    assert runner.routes() == {0: [0, 2, 4]}


def test_merged_routes_are_timed_between_the_gates_of_the_first_run(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 4)
    runner.runs(DETOUR, 2, 6)
    assert runner.routes() == {0: [0, 4], 2: [2, 6]}
    runner.log.merge_routes([on(4), on(6)])
    assert runner.routes() == {0: [0, 2, 4, 6]}
    routes = runner.log.routes()
    times = dict(zip(routes["run_id"].map(day_of), routes["elapsed_s"], strict=True))
    straight_s, detour_s = (3000 - 400) / SPEED_MPS, (3600 - 400) / SPEED_MPS
    assert [times[day] for day in (0, 4)] == pytest.approx([straight_s] * 2, abs=1)
    assert [times[day] for day in (2, 6)] == pytest.approx([detour_s] * 2, abs=1)
    runner.runs(DETOUR, 8)
    assert runner.routes() == {0: [0, 2, 4, 6, 8]}


def test_a_merged_run_that_misses_the_gates_is_of_the_route_and_not_timed(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 2)
    runner.runs(ELSEWHERE, 4)
    runner.log.merge_routes([on(0), on(4)])
    assert runner.routes() == {0: [0, 2]}
    assert [day_of(run) for run in runner.log.runs_of_route(on(2))] == [0, 2, 4]


def test_two_runs_that_were_of_no_route_can_be_made_one(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0)
    runner.runs(DETOUR, 2)
    assert runner.routes() == {}
    runner.log.merge_routes([on(0), on(2)])
    assert runner.routes() == {0: [0, 2]}


def test_what_was_merged_can_be_split_and_all_of_it_taken_back(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 4)
    runner.runs(DETOUR, 2, 6)
    found = runner.routes()
    runner.log.merge_routes([on(0), on(2)])
    runner.log.split_route([on(4), on(6)])
    assert runner.routes() == {0: [0, 2], 4: [4, 6]}
    runner.log.restore_route(on(0))
    assert runner.routes() == found
    with pytest.raises(UnknownName, match="as it was found"):
        runner.log.restore_route(on(0))


def test_an_ignored_route_is_not_compared_also_when_it_is_run_again(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 2, 4)
    runner.runs(DETOUR, 1, 3)
    runner.log.name_way(runner.log.route_id(on(2).replace("-", "")), "Mill road")
    runner.log.ignore_route("Mill road")
    assert runner.routes() == {1: [1, 3]}
    assert [day_of(run) for run in runner.log.ignored_routes()] == [0]
    runner.runs(STRAIGHT, 6)
    assert runner.routes() == {1: [1, 3]}
    runner.log.restore_route(on(6))
    assert runner.routes() == {0: [0, 2, 4, 6], 1: [1, 3]}
    assert set(runner.log.routes()["name"].dropna()) == {"Mill road"}
    assert runner.log.ignored_routes() == []


def test_it_stands_when_a_run_it_was_said_of_goes(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 4)
    runner.runs(DETOUR, 6, 2)
    runner.log.merge_routes([on(0), on(2)])
    runner.log.undo()
    assert runner.routes() == {0: [0, 4, 6]}
    runner.log.drop_run(runner.log.run_id(on(0)))
    assert runner.routes() == {4: [4, 6]}


def test_a_new_log_object_knows_it(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 2)
    runner.log.ignore_route("last")
    assert runner.log.wins(all_found=True) is not None  # concluded and kept
    with TrainingLog(runner.folder / "home", today=dt.date(2026, 6, 1)) as log:
        assert log.routes().empty
        log.restore_route("last")
    with TrainingLog(runner.folder / "home", today=dt.date(2026, 6, 1)) as log:
        assert len(log.routes()) == 2


def test_what_makes_no_sense_is_said(runner: Runner) -> None:
    runner.runs(STRAIGHT, 0, 2)
    runner.runs(DETOUR, 4, 6)
    with pytest.raises(UnknownName, match="not of one route"):
        runner.log.split_route([on(0), on(4)])
    with pytest.raises(UnknownName, match="nothing to split"):
        runner.log.split_route([on(0), on(2)])
    runner.runs([(0, 0), (0, 400)], 8)
    with pytest.raises(UnknownName, match="no way that could be compared"):
        runner.log.ignore_route(on(8))
