"""What does one more run cost in a log of many, for routes and for hills?

    python tests/benchmarks/routes.py RECORDINGS [--runs 3000]

RECORDINGS is a folder of recordings. Where it holds fewer than RUNS runs with satellites, each is
taken again with the noise of another day, until there are enough. Everything is measured in this
one run, on the same ways, so the ratios hold on any machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.errors import RunwinsError
from runwins.frames import CLIMBS, EFFORTS, STREAM
from runwins.importers import find_members, read_member
from runwins.metrics.summary import measure
from runwins.model import Measured
from runwins.store import Store, stream_codec
from runwins.training_log.ways import GatheredWays

LAST = 30
NOISE_DEG = 4.0 / 111_000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    parser.add_argument("--runs", type=int, default=3000)
    told = parser.parse_args()
    seconds: list[float] = []
    known = [one for one in measured(told.recordings, seconds) if one.way is not None]
    runs = [again(known[place % len(known)], place // len(known)) for place in range(told.runs)]
    with tempfile.TemporaryDirectory() as home:
        store = Store(Path(home) / "log.db", metrics_version=1)
        speakers = stored(store, runs)
        climbs = store.cached("measured_climb", {n: run_id for run_id, n in speakers.items()})

        def gathered(runs: dict[str, int], beside: range | None = None) -> None:
            ways = GatheredWays(store, runs, climbs)
            ways.routes(beside)
            ways.hills(beside)

        whole = timed(lambda: gathered(speakers))
        ways = GatheredWays(store, speakers, climbs)
        routes, hills = ways.routes(), ways.hills()
        read = statistics.median(timed(lambda: gathered(speakers)) for _ in range(5))
        one_more = []
        for count in range(told.runs - LAST, told.runs):
            part = dict(list(speakers.items())[: count + 1])
            with store.transaction():
                store.ways.forget_from(count)
            new = range(count, count + 1)
            one_more.append(timed(lambda part=part, new=new: gathered(part, new)))
        store.close()
    measuring = statistics.mean(seconds)
    print(f"{len(known)} recordings made into {told.runs} runs: {routes['route_id'].nunique()}")
    print(
        f"routes with {len(routes)} runs, {hills['hill_id'].nunique()} hills, {len(hills)} passes"
    )
    print()
    row("routes and hills of all runs at once", whole)
    row("  of them for a run", whole / told.runs)
    row("read again when nothing is new", read)
    row("one more run, median, with those on its ways", statistics.median(one_more))
    row("one more run, slowest", max(one_more))
    row("reading and measuring a recording, mean", measuring)
    print()
    print(f"one more run against measuring it     {statistics.median(one_more) / measuring:6.1f} ×")
    print(f"one more run against all at once      {statistics.median(one_more) / whole:6.3f} ×")


def measured(folder: Path, seconds: list[float]) -> list[Measured]:
    """Return what the metrics make of every recording in a folder."""
    found: list[Measured] = []
    for member in find_members([folder]):
        began = time.perf_counter()
        try:
            found += [measure(activity) for activity in read_member(member)]
        except RunwinsError:
            continue
        seconds.append(time.perf_counter() - began)
    return found


def again(one: Measured, day: int) -> Measured:
    """Return the run as satellites would have seen it on another day."""
    if day == 0 or one.way is None:
        return one
    noise = np.random.default_rng(day).normal(0, NOISE_DEG, (2, len(one.way)))
    lat, lon = one.way["lat_deg"] + noise[0], one.way["lon_deg"] + noise[1]
    return replace(one, way=one.way.assign(lat_deg=lat, lon_deg=lon))


def stored(store: Store, runs: list[Measured]) -> dict[str, int]:
    """Put the runs into a store in an order drawn by lot; return the recording of each."""
    samples = stream_codec.encode(STREAM.empty())
    speakers: dict[str, int] = {}
    first = pd.Timestamp("2015-01-01", tz="UTC")
    with store.transaction():
        store.add_batch("one")
        for day, one in enumerate(random.Random(1).sample(runs, len(runs))):
            facts = {"start_time": (first + pd.Timedelta(days=day)).isoformat()}
            added = store.add_recording(
                facts, samples, batch_id="one", sha256=str(day), part=0, run_no=None
            )
            climbs = CLIMBS.empty() if one.climbs.empty else one.climbs
            store.keep_measured(added.recording_id, Measured({}, EFFORTS.empty(), climbs, one.way))
            speakers[f"{day:06d}"] = added.recording_id
    return speakers


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(name: str, seconds: float) -> None:
    """Print milliseconds."""
    print(f"{name:<48} {1000 * seconds:10.1f} ms")


if __name__ == "__main__":
    main()
