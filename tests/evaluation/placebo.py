"""The same runs on other days: what a detector finds there, it would find in anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.wins import kinds
from runwins.wins.base import in_order

_DATES = ("run_id", "start_time", "utc_offset_s", "local_date", "device")
"""What stays where it is; a device stays too, for kinds that compare runs of one device alone."""
_AFTER = 50


def candidate_counts(histories: Iterable[History]) -> Iterator[dict[str, object]]:
    """Yield each kind's candidates after run 50: real, shuffled (mean of three), reversed."""
    real, shuffled, backward = Counter[str](), Counter[str](), Counter[str]()
    for given in histories:
        history = replace(in_order(given), rungs=None, notes=None)
        count = len(history.runs)
        real.update(_counts(history))
        backward.update(_counts(moved(history, np.arange(count)[::-1])))
        for seed in range(3):
            order = np.random.default_rng(seed).permutation(count)
            shuffled.update(_counts(moved(history, order)))
    for kind in sorted(set(real) | set(shuffled) | set(backward)):
        mean = shuffled[kind] / 3
        yield {
            "kind": kind,
            "real": real[kind],
            "shuffled": round(mean, 1),
            "reversed": backward[kind],
            "shuffled / real": mean / real[kind] if real[kind] else "–",
            "reversed / real": backward[kind] / real[kind] if real[kind] else "–",
        }


def moved(history: History, order: np.ndarray) -> History:
    """Return the history with the run at ``order[i]`` on the date of run ``i``."""
    runs = history.runs
    payload = runs.drop(columns=list(_DATES)).iloc[order].reset_index(drop=True)
    there = pd.concat([runs[list(_DATES)], payload], axis=1)[list(runs.columns)]
    new_id = dict(zip(runs["run_id"].iloc[order], runs["run_id"], strict=True))

    def carried(frame: pd.DataFrame) -> pd.DataFrame:
        moved_frame = frame.assign(run_id=frame["run_id"].map(new_id))
        return moved_frame.sort_values("run_id", kind="stable", ignore_index=True)

    hills = history.hills
    if hills is not None and len(hills):
        hills = carried(hills)
        third = {
            hill: ids.drop_duplicates().iloc[min(2, ids.nunique() - 1)]
            for hill, ids in hills.groupby("hill_id")["run_id"]
        }
        hills = hills.assign(known_since=hills["hill_id"].map(third))
    return replace(
        history,
        runs=there,
        efforts=carried(history.efforts),
        climbs=carried(history.climbs),
        routes=None if history.routes is None else carried(history.routes),
        hills=hills,
    )


def _counts(history: History) -> Counter[str]:
    late = set(history.runs["run_id"].iloc[_AFTER:])
    counts = Counter[str]()
    for kind, member in kinds().items():
        found = member(history)
        found = found[found["run_id"].isin(late)]
        since = found["window"] != "ever"
        counts[kind] += int((~since).sum())
        if since.any():
            counts[f"{kind}, since"] += int(since.sum())
    return counts
