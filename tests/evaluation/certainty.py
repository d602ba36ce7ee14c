"""When a best is called sure, how often was it really faster? Asked of routes run again and again.

Between the two gates of a route the way is the same every time, so the clock alone says which run
was faster. The watch's own distance between the gates says what a best effort would have claimed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

from runwins.metrics.noise import SAME_DEVICE, probability_real
from runwins.training_log import TrainingLog

_RUNS, _FROM_M = 4, 2000.0
_BINS = (0.5, 0.65, 0.8, 0.95, 1.0)

Repeat = tuple[float, float]
"""Seconds on the clock and metres by the watch, between the gates."""


def repeats(log: TrainingLog) -> list[list[Repeat]]:
    """Return the runs of each route of a log, in order, where the watch's distance is known."""
    good = set(log.runs().query("quality != 'poor'")["run_id"])
    found = []
    for _, runs in log.routes().groupby("route_id", sort=True):
        if float(runs["length_m"].iloc[0]) < _FROM_M or len(runs) < _RUNS:
            continue
        way: list[Repeat] = []
        for run in runs.to_dict("records"):
            if run["run_id"] not in good:
                continue
            stream = log.stream(str(run["run_id"]))[["elapsed_s", "distance_m"]].dropna()
            if len(stream) < 2:
                continue
            ends = np.interp(
                [run["from_s"], run["to_s"]], stream["elapsed_s"], stream["distance_m"]
            )
            way.append((float(run["to_s"] - run["from_s"]), float(ends[1] - ends[0])))
        metres = np.array([far for _, far in way])
        usual = float(np.median(metres)) if len(metres) else 0.0
        found.append([one for one in way if abs(one[1] / usual - 1) < 0.1])
    return [way for way in found if len(way) >= _RUNS]


def calibration(
    routes: Iterable[list[Repeat]], error: float = SAME_DEVICE
) -> list[dict[str, object]]:
    """Return, by what was claimed, how often the later of two runs of a route was faster.

    Every run of a route against each of the three before it, where the watch says it was faster.
    """
    claimed: list[tuple[float, bool]] = []
    for way in routes:
        length = float(np.median([far for _, far in way]))
        for at in range(1, len(way)):
            for earlier in range(max(0, at - 3), at):
                (old_s, old_m), (new_s, new_m) = way[earlier], way[at]
                old, new = old_s * length / old_m, new_s * length / new_m
                if new < old:
                    claimed.append((probability_real(old, new, length, error), new_s < old_s))
    rows: list[dict[str, object]] = []
    for low, high in itertools.pairwise(_BINS):
        inside = [(p, faster) for p, faster in claimed if low <= p < high or p == high == 1.0]
        if inside:
            rows.append({
                "claimed": f"{low:.2f} to {high:.2f}",
                "pairs": len(inside),
                "mean claim": float(np.mean([p for p, _ in inside])),
                "really faster": float(np.mean([faster for _, faster in inside])),
            })  # fmt: skip
    return rows


def spread_of_distances(routes: Iterable[list[Repeat]]) -> dict[str, object]:
    """Return how far watches' distances of the same way are apart."""
    apart = np.concatenate(
        [np.log([far for _, far in way]) - np.log(np.median([far for _, far in way]))
         for way in routes]
    )  # fmt: skip
    sigma = 1.4826 * float(np.median(np.abs(apart - np.median(apart))))
    return {
        "runs": len(apart),
        "spread of the watch's distance, %": 100 * sigma,
        "beyond three spreads, %": 100 * float(np.mean(np.abs(apart) > 3 * sigma)),
    }
