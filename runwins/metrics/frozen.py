"""A distance that stood still while the runner ran on, and caught up at once: a tunnel's end."""

from __future__ import annotations

import numpy as np

from runwins.metrics.channels import STALE_S, Channel
from runwins.metrics.geodesy import Floats

_STILL_MPS = 0.2
_RUN_SPM = 140.0
_COUNTED = 0.9
_STEP_M = (0.4, 2.0)


def frozen_before(
    time_s: Floats, step_m: Floats, first: int, last: int, cadence: Channel
) -> slice | None:
    """Return the steps of a jump and of the standstill that it makes up for; ``None`` for a jump.

    The standstill lasts 15 s or more, steps were counted nearly all through it as in running, and
    together with the jump each of them is 0.4–2.0 m long. Without counted steps a frozen watch
    looks like a stop with a jump after it, and is taken for that: it claims less.

    Parameters
    ----------
    time_s, step_m
        The distance stream: its samples, and the metres between them.
    first, last
        Steps of the jump.
    cadence
        Steps a minute, both feet.
    """
    moved = np.flatnonzero(step_m[:first] > _STILL_MPS * np.diff(time_s[: first + 1]))
    start = int(moved[-1]) + 1 if len(moved) else 0
    if time_s[first] - time_s[start] < STALE_S:
        return None
    steps = cadence.at(np.arange(time_s[start], time_s[last + 1]))
    counted = np.isfinite(steps)
    if counted.mean() < _COUNTED or float(np.median(steps[counted])) < _RUN_SPM:
        return None
    paces = float(steps[counted].mean()) / 60 * float(time_s[last + 1] - time_s[start])
    long_m = float(step_m[start : last + 1].sum()) / paces
    return slice(start, last + 1) if _STEP_M[0] <= long_m <= _STEP_M[1] else None
