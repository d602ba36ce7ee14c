"""The watch's clock: jumps put right before anything is measured against it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.geodesy import Floats

_HOUR_S = 3600.0
_BACK_S = 60.0
_CLOSE_S = 15.0

Pauses = tuple[tuple[float, float], ...]


def mend_clock(
    elapsed_s: Floats, pauses: Sequence[tuple[float, float]], session_s: float | None
) -> tuple[Floats, NDArray[np.bool_], Pauses, list[str]]:
    """Return the time axis without clock jumps.

    A step back of more than 60 s shifts everything after it so that the usual step remains. A step
    forward is a jump only when the recording is longer than its own session by a whole number of
    hours, within 15 s, and one step carries it (95 %): time zones and satellite weeks come in whole
    hours, and a looser rule took hidden pauses of ten recorded runs for jumps. Without a session's
    elapsed time a jump of an hour stays a pause.

    Parameters
    ----------
    elapsed_s
        Seconds since the start, in the order of the file.
    pauses
        Seconds between which the watch was stopped.
    session_s
        Elapsed time as the session says it, where it does.

    Returns
    -------
    tuple
        Mended seconds; which samples to keep so that time strictly increases (the first of equal
        ones); mended pauses; what was done, in words.
    """
    time = np.array(elapsed_s, dtype=np.float64)
    done: list[str] = []
    finite = np.isfinite(time)
    time[~finite] = -np.inf
    if finite.sum() > 1:
        known = time[finite]
        steps = np.diff(known)
        back = np.flatnonzero(steps < -_BACK_S)
        if len(back):
            usual = float(np.median(steps))
            shift = np.zeros(len(known))
            shift[back + 1] = usual - steps[back]
            known = known + np.cumsum(shift)
            steps = np.diff(known)
            done.append(f"clock went back {len(back)} times")
        hours = _hours_too_long(known, steps, session_s)
        if hours:
            at = int(np.argmax(steps))
            after = float(known[at + 1])
            known[at + 1 :] -= hours * _HOUR_S
            jump = hours * _HOUR_S
            pauses = [
                (a - jump if a >= after else a, b - jump if b >= after else b) for a, b in pauses
            ]
            done.append(f"clock jumped {hours} h forward")
        time[finite] = known
    before = np.maximum.accumulate(np.concatenate([[-np.inf], time[:-1]]))
    return time, time > before, tuple((a, b) for a, b in pauses if b > a), done


def _hours_too_long(time: Floats, steps: Floats, session_s: float | None) -> int:
    """Return the whole hours that one step adds beyond the session, else 0."""
    if session_s is None or not len(steps):
        return 0
    excess = float(time[-1] - time[0]) - session_s
    hours = round(excess / _HOUR_S)
    whole = hours >= 1 and abs(excess - hours * _HOUR_S) <= _CLOSE_S
    return hours if whole and float(steps.max()) >= 0.95 * excess else 0
