"""How far each step of a stream can be trusted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import Spans, overlap_s
from runwins.metrics.geodesy import Floats
from runwins.metrics.jumps import MendedSteps

OK, SPREAD, GAP, PAUSE, CUT, VEHICLE = range(6)
EDGE_NAMES = np.array(["ok", "spread", "gap", "pause", "cut", "vehicle"], dtype=object)

_GAP_S = 30.0
_GAP_MPS = 0.5


def signal_gaps(time_s: Floats, step_m: Floats) -> NDArray[np.bool_]:
    """Return the steps longer than 30 s (and four usual ones) in which the runner went on."""
    width = np.diff(time_s)
    if not len(width) or width.max() <= _GAP_S:
        return np.zeros(len(width), dtype=bool)
    return (width > max(_GAP_S, 4 * float(np.median(width)))) & (step_m / width >= _GAP_MPS)


def flag_steps(
    time_s: Floats, step_m: Floats, mended: MendedSteps, rides: Spans, pauses: Spans
) -> NDArray[np.int8]:
    """Return the gravest flag of each step: vehicle, cut, pause, gap, spread, ok.

    Parameters
    ----------
    time_s, step_m
        The distance stream on its own time base.
    mended
        What was done to its jumps.
    rides, pauses
        Seconds between which the runner was carried, or the watch stopped.
    """
    flags = np.zeros(len(step_m), dtype=np.int8)
    flags[mended.spread] = SPREAD
    flags[signal_gaps(time_s, step_m)] = GAP
    flags[overlap_s(time_s, pauses) > np.diff(time_s) / 2] = PAUSE
    flags[mended.cut] = CUT
    flags[overlap_s(time_s, rides) > 0] = VEHICLE
    return flags


def flag_samples(sample_s: Floats, time_s: Floats, flags: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the flag of the step before each sample; outside the distance stream it is a gap."""
    rows = np.full(len(sample_s), GAP if len(flags) else OK, dtype=np.int8)
    place = np.searchsorted(time_s, sample_s, side="left") - 1
    inside = (place >= 0) & (place < len(flags))
    rows[inside] = flags[place[inside]]
    rows[:1] = OK
    return rows
