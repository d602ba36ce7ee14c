"""How long do all wins of a long log take, from cached metrics?

    python tests/benchmarks/wins.py RECORDINGS [--runs 3000 --runs 10000]

RECORDINGS is a folder of recordings. Where it holds fewer runs than asked for, the years in it are
lived again, later, with the day's form drawn anew, until there are enough. What is found is set
beside what cannot be avoided: loading the run table of as many runs from the log's file. Both are
measured in this one run, in processor seconds of its own, so the ratio holds on any machine.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.frames import STREAM
from runwins.model import History, Measured
from runwins.store import Store, stream_codec
from runwins.training_log import TrainingLog
from runwins.training_log.runs_table import runs_table
from runwins.wins import find_remarks, find_wins
from runwins.wins.base import in_order

_TIMES = 5
_FORM = 0.02


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    parser.add_argument("--runs", type=int, action="append", default=[])
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, TrainingLog(home, units="km") as log:
        log.import_files([told.recordings])
        known = in_order(log.history())
        print(f"{len(known.runs)} runs lived again and again; medians of {_TIMES}")
        for count in told.runs or [3000, 10_000]:
            measured(known, log, count, Path(home) / f"{count}.db")


def measured(known: History, log: TrainingLog, count: int, path: Path) -> None:
    """Print what a log of `count` runs costs."""
    longer = lived_again(known, count)
    wins = find_wins(longer)
    part = longer.without({longer.runs["run_id"].iloc[-1]})
    won = find_wins(part)
    said = find_remarks(part, won)
    table = loading(log._store, count, path)
    found = timed(lambda: find_wins(replace(longer)))  # a new object: nothing of it is remembered
    remarks = timed(lambda: find_remarks(replace(longer), wins))
    one_more = timed(lambda: find_wins(replace(longer), won, count - 1))
    one_remark = timed(lambda: find_remarks(replace(longer), wins, said, count - 1))
    print(f"\n{count} runs, {len(wins)} wins, {int(wins['shown'].sum())} shown")
    row("loading the run table", table)
    row("finding all wins", found)
    row("finding all remarks", remarks)
    row("wins of one more run", one_more)
    row("remarks of one more run", one_remark)
    print(f"wins against loading the run table  {found / table:6.2f} ×")


def lived_again(history: History, count: int) -> History:
    """Return a history of `count` runs: its years one after another, the form drawn anew."""
    runs = history.runs
    days = (runs["local_date"].iloc[-1] - runs["local_date"].iloc[0]).days
    span = pd.Timedelta(days=(days // 7 + 2) * 7)
    parts = [_later(history, time, span * time) for time in range(-(-count // len(runs)))]

    def joined(frames: list[pd.DataFrame | None]) -> pd.DataFrame:
        return pd.concat([one for one in frames if one is not None], ignore_index=True)

    whole = History(
        joined([part.runs for part in parts]),
        joined([part.efforts for part in parts]),
        joined([part.climbs for part in parts]),
        routes=joined([part.routes for part in parts]),
        hills=joined([part.hills for part in parts]),
    )
    return whole.without(set(whole.runs["run_id"].iloc[count:]))


def _later(history: History, time: int, shift: pd.Timedelta) -> History:
    form = np.random.default_rng(time)

    def renamed(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
        return frame.assign(**{name: f"{time:02d}-" + frame[name] for name in columns})

    def slower(frame: pd.DataFrame) -> pd.DataFrame:
        share = np.exp(form.normal(0, _FORM, len(frame)))
        return frame.assign(elapsed_s=frame["elapsed_s"] * share)

    runs = renamed(history.runs, "run_id")
    runs = runs.assign(start_time=runs["start_time"] + shift, local_date=runs["local_date"] + shift)
    hills = history.hills
    return replace(
        history,
        runs=runs,
        efforts=slower(renamed(history.efforts, "run_id")),
        climbs=renamed(history.climbs, "run_id"),
        routes=None if history.routes is None else slower(renamed(history.routes, "run_id")),
        hills=None
        if hills is None
        else slower(renamed(hills, "run_id")).assign(known_since="00-" + hills["known_since"]),
    )


def loading(store: Store, count: int, path: Path) -> float:
    """Return how long the run table of `count` runs takes, from a log's file to a frame."""
    known = [one for one in store.recordings() if not one.dropped]
    empty = stream_codec.encode(STREAM.empty())
    many = Store(path, metrics_version=1)
    no_efforts = store.cached("measured_effort", {}), store.cached("measured_climb", {})
    first = pd.Timestamp("2000-01-01", tz="UTC")
    with many.transaction():
        many.add_batch("one")
        for place in range(count):
            one = known[place % len(known)]
            facts = {**one.facts, "start_time": (first + pd.Timedelta(days=place)).isoformat()}
            added = many.add_recording(
                facts, empty, batch_id="one", sha256=str(place), part=0, run_no=None
            )
            many.keep_measured(added.recording_id, Measured(one.row, *no_efforts))
    seconds = timed(lambda: runs_table(many.recordings(), many.edits()))
    many.close()
    return seconds


def timed(work: Callable[[], object]) -> float:
    """Return how many processor seconds something takes: the median of some times."""
    seconds = []
    for _ in range(_TIMES):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds)


def row(name: str, seconds: float) -> None:
    """Print milliseconds."""
    print(f"{name:<36}{1000 * seconds:8.0f} ms")


if __name__ == "__main__":
    main()
