"""What else lies in the export and is no run: a ride, a walk, a hike typed in by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from .calendar import LOCAL
from .fit_writer import About, write_fit
from .physics import Truth
from .sensors import Recording, record
from .terrain import UTC_OFFSET_S, Path, join, paths
from .xml_writers import write_gpx


@dataclass(frozen=True)
class Other:
    """An activity of another sport; without a file where it was typed in."""

    start: dt.datetime
    kind: str
    name: str
    distance_m: float
    elapsed_s: int
    ending: str
    content: bytes


def others() -> list[Other]:
    """Return the activities that are no runs, in order."""
    ride_at = dt.datetime(2026, 3, 2, 17, 30, 11, tzinfo=LOCAL)
    ride = _steady(paths()["road"], 9000.0, 5.9, 76.0, 131.0, 21)
    walk_at = dt.datetime(2026, 5, 20, 15, 2, 40, tzinfo=LOCAL)
    walk = _steady(paths()["lagoon"], 900.0, 1.25, 52.0, 98.0, 22)
    hike_at = dt.datetime(2025, 12, 25, 10, 0, 0, tzinfo=LOCAL)
    return [
        Other(hike_at, "Hike", "Up the ridge with my sister", 6500.0, 9000, "", b""),
        Other(
            ride_at, "Ride", "Bike to the shearing shed", ride.total_m, ride.elapsed_s, "fit",
            write_fit(ride, About(ride_at.astimezone(dt.UTC), UTC_OFFSET_S, "cycling")),
        ),
        Other(
            walk_at, "Walk", "Fresh air, slowly", walk.total_m, walk.elapsed_s, "gpx",
            write_gpx(
                walk, walk_at.astimezone(dt.UTC), "Fresh air, slowly", "Made-up Phone", "walking"
            ),
        ),
    ]  # fmt: skip


def _steady(
    base: Path, half_m: float, speed_mps: float, rpm: float, hr_bpm: float, seed: int
) -> Recording:
    path = join(base.cut(0, half_m), base.cut(half_m, 0))
    seconds = int(path.length_m / speed_mps)
    s = np.arange(seconds + 1) * speed_mps
    z = np.interp(s, np.arange(len(path.z)) * 5.0, path.z)
    flat = np.full(len(s), 1.0)
    truth = Truth(s, z, flat * speed_mps, flat * hr_bpm, flat * 2 * rpm, flat > 2)
    return record(truth, path, np.random.default_rng(seed), every="smart", air_c=15.0)
