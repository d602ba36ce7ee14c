"""What does measuring a run cost, against decoding it?

    python tests/benchmarks/metrics.py RECORDINGS

RECORDINGS is a folder of recordings. One of about an hour with a sample every second is measured as
it is, and run on and on until it lasts thirty hours. Seconds are the processor's, and everything is
timed in this one process, so the multiples hold on any machine.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from runwins.errors import RunwinsError
from runwins.importers import find_members, read_member
from runwins.metrics.summary import measure
from runwins.model import Activity, Totals

HOUR_S = 3600.0
HOURS = (1, 2, 4, 8, 15, 30)
TIMES = 7


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    told = parser.parse_args()
    source, hour = an_hour(told.recordings)
    decoding = timed(lambda: list(read_member(source)), TIMES)
    print(
        f"a run of {hour.samples['elapsed_s'].iloc[-1] / HOUR_S:.2f} h, {len(hour.samples)} samples"
    )
    print(f"decoding it                        {1000 * decoding:8.1f} ms")
    print()
    print("| hours | samples | all metrics | per 1,000 samples | times decoding the hour |")
    print("| --- | --- | --- | --- | --- |")
    for hours in HOURS:
        run = again(hour, hours)
        took = timed(lambda run=run: measure(run), TIMES if hours < 8 else 3)
        print(
            f"| {hours} | {len(run.samples)} | {1000 * took:.1f} ms "
            f"| {1e6 * took / len(run.samples):.2f} ms | {took / decoding:.1f} |"
        )


def an_hour(folder: Path) -> tuple[object, Activity]:
    """Return the recording nearest to an hour that has positions and a sample every second."""
    best: tuple[float, object, Activity] | None = None
    for member in find_members([folder]):
        try:
            activities = list(read_member(member))
        except (RunwinsError, OSError):
            continue
        for activity in activities:
            samples = activity.samples
            if len(samples) < 3000 or samples["lat_deg"].notna().mean() < 0.9:
                continue
            if samples["elapsed_s"].diff().median() != 1 or not samples["hr_bpm"].notna().any():
                continue
            off = abs(float(samples["elapsed_s"].iloc[-1]) - HOUR_S)
            if best is None or off < best[0]:
                best = off, member, activity
    if best is None:
        raise SystemExit(f"{folder}: no recording of about an hour with a sample every second")
    return best[1], best[2]


def again(run: Activity, hours: int) -> Activity:
    """Return the run, run on and on: there and there again."""
    if hours == 1:
        return run
    span = float(run.samples["elapsed_s"].iloc[-1]) + 1
    metres = float(run.samples["distance_m"].max())
    parts = [
        run.samples.assign(
            elapsed_s=run.samples["elapsed_s"] + lap * span,
            distance_m=run.samples["distance_m"] + lap * metres,
            lat_deg=run.samples["lat_deg"] + lap * 1e-4,
        )
        for lap in range(hours)
    ]
    return replace(run, samples=pd.concat(parts, ignore_index=True), pauses=(), totals=Totals())


def timed(work: Callable[[], object], times: int) -> float:
    """Return the median of how many seconds of the processor something takes."""
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return statistics.median(took)


if __name__ == "__main__":
    main()
