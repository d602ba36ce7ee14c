"""A store of runs over a few made-up courses, with the hill at 500 m of one of them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.frames import CLIMBS, EFFORTS, STREAM
from runwins.metrics.traces import HILL_STEP_M
from runwins.model import Measured
from runwins.store import Store, stream_codec
from runwins.training_log.ways import GatheredWays

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

    def gather(self, beside: range | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
        order = sorted(self.runs)
        speakers = {f"day{day:03d}": self.runs[day][0] for day in order}
        owners = {number: run_id for run_id, number in speakers.items()}
        climbs = self.store.cached("measured_climb", owners)
        ways = GatheredWays(self.store, speakers, climbs)
        return ways.routes(beside), ways.hills(beside)
