"""A runner of thirty years: ten thousand recordings at one sample a second, made from a seed.

    python -m tests.long_logs.making FOLDER [--runs 10000] [--seed 1]

She runs on a few dozen loops, some far more often than others, over ground that is the same every
time, so that routes and hills come again; faster for some years, then slower. Every run is a FIT
file as a watch writes it: time, position, altitude, heart rate, cadence, distance, speed.
"""

from __future__ import annotations

import argparse
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from runwins.importers.fit_file import sealed
from tests.importers.made_files import FILE_ID, FIT_EPOCH, fit, session

Floats = NDArray[np.float64]

YEARS = 30
FIRST = 946_684_800  # 2000-01-01 UTC: a watch that says less than 1998 was not set
DAY_S = 86_400.0
HOME = (47.2, 11.4)
M_PER_DEG = 111_195.0
LOOPS = 40
RECORD = np.dtype([
    ("head", "u1"), ("timestamp", "<u4"), ("lat", "<i4"), ("lon", "<i4"), ("altitude", "<u2"),
    ("hr", "u1"), ("cadence", "u1"), ("distance", "<u4"), ("speed", "<u2"),
])  # fmt: skip
FIELDS = ((253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (2, 2, 0x84), (3, 1, 2), (4, 1, 2),
          (5, 4, 0x86), (6, 2, 0x84))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loop:
    """A way that ends where it began: metres from its start, east and north of home."""

    along: Floats
    east: Floats
    north: Floats

    @property
    def length_m(self) -> float:
        """How long it is."""
        return float(self.along[-1])


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    write(told.folder, told.runs, told.seed)


def write(folder: Path, runs: int, seed: int = 1) -> None:
    """Write so many runs into a folder, named by their order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(recordings(runs, seed)):
        (folder / f"{number:05d}.fit").write_bytes(content)


def recordings(runs: int, seed: int = 1) -> Iterator[bytes]:
    """Yield the FIT files of a runner with so many runs in thirty years."""
    rng = np.random.default_rng(seed)
    loops = [loop(rng) for _ in range(LOOPS)]
    often = 1 / np.arange(1, LOOPS + 1)
    for number in range(runs):
        day = int(number * YEARS * 365.25 / runs)
        start = int(FIRST + day * DAY_S + rng.integers(5, 19) * 3600 + rng.integers(0, 3600))
        year = day / 365.25
        speed = 2.6 + 0.5 * np.sin(np.pi * year / YEARS) + rng.normal(0, 0.12)
        minutes = float(np.clip(rng.gamma(6, 8.5), 18, 240))
        where = loops[int(rng.choice(LOOPS, p=often / often.sum()))]
        yield recording(rng, where, start, speed, minutes)


def loop(rng: np.random.Generator) -> Loop:
    """Return a loop of 3 to 16 km that begins at home."""
    turn = np.linspace(0, 2 * np.pi, 2000)
    radius = rng.uniform(450, 2300)
    bumps = sum(rng.uniform(0, 0.25) / k * np.cos(k * turn + rng.uniform(0, 6)) for k in (2, 3, 5))
    heading = rng.uniform(0, 2 * np.pi)
    east = radius * ((1 + bumps) * np.cos(turn + heading))
    north = radius * ((1 + bumps) * np.sin(turn + heading))
    east, north = east - east[0], north - north[0]
    step = np.hypot(np.diff(east), np.diff(north))
    return Loop(np.concatenate(([0.0], np.cumsum(step))), east, north)


def ground(east: Floats, north: Floats) -> Floats:
    """Return the height of the ground, the same every time."""
    return np.asarray(
        620
        + 45 * np.sin(east / 800)
        + 35 * np.cos(north / 650)
        + 12 * np.sin((east + 2 * north) / 310)
    )


def smooth(rng: np.random.Generator, count: int, spread: float, over: int) -> Floats:
    """Return noise that lasts for some seconds."""
    raw = rng.normal(0, spread * np.sqrt(over), count + over - 1)
    return np.convolve(raw, np.ones(over) / over, mode="valid")


def recording(
    rng: np.random.Generator, where: Loop, start: int, speed: float, minutes: float
) -> bytes:
    """Return one run as a FIT file."""
    count = int(minutes * 60)
    pace = np.clip(speed + smooth(rng, count, 0.15, 40), 0.8, 6.0)
    far = np.cumsum(pace)
    along = far % where.length_m
    east = np.interp(along, where.along, where.east)
    north = np.interp(along, where.along, where.north)
    height = ground(east, north) + smooth(rng, count, 0.6, 60)
    east, north = east + smooth(rng, count, 2.0, 20), north + smooth(rng, count, 2.0, 20)
    lat = HOME[0] + north / M_PER_DEG
    lon = HOME[1] + east / (M_PER_DEG * np.cos(np.radians(HOME[0])))
    beats = 118 + 12 * pace + 8 * np.linspace(0, 1, count) + smooth(rng, count, 2.0, 15)
    rows = np.empty(count, RECORD)
    rows["head"] = 1
    rows["timestamp"] = start - FIT_EPOCH + np.arange(count)
    rows["lat"] = np.rint(lat * 2**31 / 180)
    rows["lon"] = np.rint(lon * 2**31 / 180)
    rows["altitude"] = np.rint((height + 500) * 5)
    rows["hr"] = np.clip(beats, 60, 200)
    rows["cadence"] = np.clip(82 + 3 * (pace - 2.8) + rng.normal(0, 0.7, count), 60, 110)
    rows["distance"] = np.rint(far * 100)
    rows["speed"] = np.rint(pace * 1000)
    define = struct.pack("<BBBHB", 0x41, 0, 0, 20, len(FIELDS)) + b"".join(map(bytes, FIELDS))
    ends = session(count, start=start, metres=float(far[-1]))
    told = ("activity", {"timestamp": start + count, "local_timestamp": start + count + 3600,
                         "num_sessions": 1})  # fmt: skip
    head = fit([("file_id", {**FILE_ID[1], "time_created": start})])[14:-2]
    tail = fit([ends, told])[14:-2]
    return sealed(b"\x20\x54\x08", head + define + rows.tobytes() + tail)


if __name__ == "__main__":
    main()
