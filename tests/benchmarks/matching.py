"""What does matching one more run with the routes of 3,000 others cost?

    python tests/benchmarks/matching.py RECORDINGS [--runs 3000]

RECORDINGS is a folder of recordings. Where it holds fewer than RUNS runs with satellites, each is
taken again with the noise of another day, until there are enough. Seconds of the processor, and as
multiples of measuring a recording, which hold on any machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from runwins.errors import RunwinsError
from runwins.importers import find_members, read_member
from runwins.metrics.cleaning import clean
from runwins.metrics.routes import RouteBook
from runwins.metrics.traces import HILL_STEP_M, Trace, trace

LAST = 200
NOISE_DEG = 4.0 / 111_000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    parser.add_argument("--runs", type=int, default=3000)
    told = parser.parse_args()
    cleaning: list[float] = []
    known = traces(told.recordings, cleaning)
    runs = [again(known[place % len(known)], place) for place in range(told.runs)]
    random.Random(1).shuffle(runs)
    by_id = {one.run_id: one for one in runs}
    book = RouteBook(by_id.__getitem__)
    took = []
    for one in runs:
        began = time.process_time()
        book.add(one)
        took.append(time.process_time() - began)
    last, one_recording = took[-LAST:], statistics.median(cleaning)
    print(f"{len(known)} recordings made into {told.runs} runs")
    row("all of them, one after another", sum(took))
    row("one more, median of the last 200", statistics.median(last))
    row("one more, 95 %", float(np.quantile(last, 0.95)))
    row("one more, slowest", max(last))
    row("cleaning a recording, median", one_recording)
    print(f"one more against cleaning a recording {statistics.median(last) / one_recording:8.2f} ×")
    first = statistics.median(took[told.runs // 3 - LAST : told.runs // 3])
    print(f"the last against those at a third     {statistics.median(last) / first:8.2f} ×")


def traces(folder: Path, seconds: list[float]) -> list[Trace]:
    """Return the ways of all recordings in a folder that satellites saw."""
    found: list[Trace] = []
    for member in find_members([folder]):
        try:
            activities = list(read_member(member))
        except RunwinsError:
            continue
        for activity in activities:
            began = time.process_time()
            one = trace(clean(activity), "", HILL_STEP_M)
            seconds.append(time.process_time() - began)
            if one is not None:
                found.append(one)
    return found


def again(one: Trace, place: int) -> Trace:
    """Return the way as satellites would have seen it on another day."""
    noise = np.random.default_rng(place).normal(0, NOISE_DEG, (2, len(one.lat_deg)))
    moved = {"lat_deg": one.lat_deg + noise[0], "lon_deg": one.lon_deg + noise[1]}
    return replace(one, run_id=f"{place:06d}", **moved)


def row(name: str, seconds: float) -> None:
    """Print milliseconds."""
    print(f"{name:<38} {1000 * seconds:10.2f} ms")


if __name__ == "__main__":
    main()
