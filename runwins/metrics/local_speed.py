"""How fast the runner usually was around a moment: the yardstick for jumps and spikes."""

from __future__ import annotations

import numpy as np

from runwins.metrics.geodesy import Floats

_AROUND_S = 60.0
_BIN_S = 5.0


def usual_speed(time_s: Floats, speed_mps: Floats, at_s: Floats) -> Floats:
    """Return the median speed of the steps within 60 s of each moment.

    Looked up for moments rounded to 5 s, so that a whole car ride costs no more than a run.

    Parameters
    ----------
    time_s
        Of the samples.
    speed_mps
        Of the steps between them: one fewer.
    at_s
        The moments asked for.
    """
    if not len(at_s) or not len(speed_mps):
        return np.zeros(len(at_s))
    middle = (time_s[:-1] + time_s[1:]) / 2
    bins, where = np.unique(np.round(at_s / _BIN_S), return_inverse=True)
    first = np.searchsorted(middle, bins * _BIN_S - _AROUND_S, side="left")
    last = np.searchsorted(middle, bins * _BIN_S + _AROUND_S, side="right")
    # A moment inside one long step has no step's middle near it: that step is the usual one.
    nearest = np.clip(np.searchsorted(time_s, bins * _BIN_S, side="right") - 1, 0, len(middle) - 1)
    empty = last <= first
    first = np.where(empty, nearest, first)
    last = np.where(empty, nearest + 1, last)
    count = last - first
    offsets = np.arange(int(count.max()))
    place = np.minimum(first[:, None] + offsets, len(speed_mps) - 1)
    values = np.where(offsets < count[:, None], speed_mps[place], np.inf)
    values.sort(axis=1)
    rows = np.arange(len(bins))
    median = (values[rows, (count - 1) // 2] + values[rows, count // 2]) / 2
    return np.asarray(median[where], dtype=np.float64)
