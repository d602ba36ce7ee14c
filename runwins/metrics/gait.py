"""Where a runner's walk ends and the run begins: the valley between two peaks of their cadence.

It is the runner's own. On recorded runs it lies at 120–130 steps a minute for a trail runner who
jogs at 1.6 m/s and at 140–150 for a road runner; 140 for everybody would call that jog a walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from runwins.metrics.cleaning import Cleaned
from runwins.metrics.geodesy import Floats
from runwins.metrics.timing import STOP_S, WALK_SPM

_BIN_SPM = 5.0
_BINS = 50
_VALLEY_SPM = (110.0, 155.0)
_VALLEY_TIME_S = 7200.0
_VALLEY_SHARE = 0.05
_PEAK_TIMES = 2.0
_YEAR = timedelta(days=365)

_MIDDLE_SPM = (np.arange(_BINS) + 0.5) * _BIN_SPM
WALK_ENDS_SPM: tuple[float, ...] = (
    *_MIDDLE_SPM[(_VALLEY_SPM[0] < _MIDDLE_SPM) & (_VALLEY_SPM[1] > _MIDDLE_SPM)].tolist(),
    WALK_SPM,
)
"""Every place where `gait_valley` can find the end of the walk."""

_CAN_BE = np.isin(_MIDDLE_SPM, WALK_ENDS_SPM)


def cadence_histogram(cleaned: Cleaned) -> Floats:
    """Return the seconds spent moving in each bin of 5 steps a minute, from 0 to 250."""
    known = np.isfinite(cleaned.path_m)
    time, path = cleaned.time_s[known], cleaned.path_m[known]
    edges = np.arange(_BINS + 1) * _BIN_SPM
    if len(time) < 2:
        return np.zeros(len(edges) - 1)
    width = np.diff(time)
    steps = cleaned.columns["cadence_spm"][known][1:]
    moving = np.isfinite(steps) & (np.diff(path) / width > 0.5) & (width <= STOP_S)
    counts, _ = np.histogram(steps[moving], bins=edges, weights=width[moving])
    return np.asarray(counts, dtype=np.float64)


def gait_valley(histogram: Floats) -> float:
    """Return the steps a minute where this runner's walk ends and the run begins.

    The least visited bin between 110 and 155 of the histogram (summed over the runs of 365 days,
    smoothed over three bins) that has 5 % of the time on either side, and a peak at least twice as
    high; 140 where there is none, or less than two hours in all.
    """
    total = float(histogram.sum())
    if total < _VALLEY_TIME_S:
        return WALK_SPM
    smooth = np.convolve(histogram, np.ones(3) / 3, mode="same")
    below = np.cumsum(histogram) - histogram
    above = total - below - histogram
    within = np.flatnonzero(_CAN_BE & (np.minimum(below, above) >= _VALLEY_SHARE * total))
    if not len(within):
        return WALK_SPM
    at = within[int(np.argmin(smooth[within]))]
    if min(smooth[:at].max(), smooth[at + 1 :].max()) < _PEAK_TIMES * smooth[at]:
        return WALK_SPM
    return float(_MIDDLE_SPM[at])


def walk_ends(
    starts: Sequence[datetime], histograms: Sequence[Sequence[float] | Floats], since: int = 0
) -> list[float]:
    """Return where the walk ended for each run, by the cadence of the 365 days up to and with it.

    Later runs change no answer.

    Parameters
    ----------
    starts
        Of the runs, in order.
    histograms
        Of each, from `cadence_histogram`; empty where it has no cadence.
    since
        Of the runs from this one on it is told.
    """
    rows = [[0.0] * _BINS, *(list(one) if len(one) else [0.0] * _BINS for one in histograms)]
    # In whole milliseconds, so that a sum is the same from wherever it was begun.
    total = np.cumsum(np.rint(np.array(rows, dtype=np.float64) * 1000).astype(np.int64), axis=0)
    found: list[float] = []
    first = 0
    for place, start in enumerate(starts[since:], start=since):
        while start - starts[first] > _YEAR:
            first += 1
        found.append(gait_valley((total[place + 1] - total[first]) / 1000))
    return found


def run_without_walk(by_gait: Sequence[float | None], walk_spm: float) -> float | None:
    """Return the metres of the longest stretch without a walk that ends there."""
    return by_gait[WALK_ENDS_SPM.index(walk_spm)]
