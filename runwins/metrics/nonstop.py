"""The longest stretch without a stop, and without a stop or a walk."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import Channel, Spans
from runwins.metrics.cleaning import Cleaned
from runwins.metrics.edges import CUT, GAP
from runwins.metrics.gait import WALK_ENDS_SPM
from runwins.metrics.geodesy import Floats
from runwins.metrics.local_speed import usual_speed
from runwins.metrics.timing import STOP_S, WALK_SPM, Timing, steps_were_recorded, walking

WALK_S = 30.0
_PAUSE_S = 10.0
_SHARE = 0.01
_BESIDE_S = 30.0
_SLOWEST_MPS = 0.5
_SILENT_S = 60.0


class NonStop(NamedTuple):
    """Metres of the longest stretches; ``nan`` where unknown.

    Attributes
    ----------
    moving_m
        Without a stop: what leads on trails, where walking up is part of running.
    run_m
        Without a stop or a walk.
    by_gait
        `run_m` for every end of the walk in `WALK_ENDS_SPM`; empty where no cadence tells.
    """

    moving_m: float
    run_m: float
    by_gait: tuple[float, ...] = ()


def longest_nonstop(
    cleaned: Cleaned,
    timing: Timing,
    cadence: Channel,
    *,
    walk_spm: float = WALK_SPM,
    grade: Floats | None = None,
) -> NonStop:
    """Return the longest stretches without a break.

    Breaks are pauses of the watch longer than 10 s, stops of 15 s, jumps that were cut, rides,
    signal gaps that last a minute or could hide a stop of 15 s at the usual speed, and for `run_m`
    walks longer than 30 s. Shorter stops may sum up to 15 s or 1 % of the stretch's time. Where the
    walk ends is the runner's own, which a single run does not know: `by_gait` has the answer for
    each place where it can lie.

    Parameters
    ----------
    cleaned, timing
        The run.
    cadence
        Steps a minute, both feet.
    walk_spm
        Where this runner's walk ends.
    grade
        At every sample, where it is known.
    """
    known = np.isfinite(cleaned.path_m)
    time, path = cleaned.time_s[known], cleaned.path_m[known]
    if len(time) < 2:
        return NonStop(math.nan, math.nan)
    edge = cleaned.edge[known][1:]
    unknown = np.flatnonzero((edge == CUT) | _may_hide_a_stop(time, path, edge == GAP))
    breaks = [*timing.stops, *cleaned.rides]
    breaks += [(a, b) for a, b in cleaned.pauses if b - a > _PAUSE_S]
    breaks += [(float(time[i]), float(time[i + 1])) for i in unknown]
    short = [*timing.short_stops, *((a, b) for a, b in cleaned.pauses if b - a <= _PAUSE_S)]
    moving = _longest(time, path, breaks, short)
    ends = WALK_ENDS_SPM if steps_were_recorded(cleaned) else ()
    walks, known_gait = walking(
        cleaned, cadence, longer_than_s=WALK_S, walk_spm=(walk_spm, *ends), grade=grade
    )
    if not known_gait:
        return NonStop(moving, math.nan, tuple(math.nan for _ in ends))
    run, *by_gait = (_longest(time, path, breaks + walk, short) for walk in walks)
    return NonStop(moving, run, tuple(by_gait))


def _may_hide_a_stop(time: Floats, path: Floats, gap: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the signal gaps that took 15 s longer than at the usual speed, or over a minute."""
    width, step = np.diff(time), np.diff(path)
    hidden = np.zeros(len(gap), dtype=bool)
    if gap.any():
        ends = (time[:-1][gap] - _BESIDE_S, time[1:][gap] + _BESIDE_S)
        usual = np.maximum(*(usual_speed(time, step / width, at_s) for at_s in ends))
        lost = width[gap] - step[gap] / np.maximum(usual, _SLOWEST_MPS)
        hidden[gap] = (lost >= STOP_S) | (width[gap] > _SILENT_S)
    return hidden


def _longest(time: Floats, path: Floats, breaks: Spans, short: Spans) -> float:
    """Return the metres of the longest stretch between breaks that holds few short stops."""
    stretches: Spans = []
    start = float(time[0])
    for low, high in [*sorted(breaks), (float(time[-1]), math.inf)]:
        if low > start:
            stretches.append((start, low))
        start = max(start, high)
    if not stretches:
        return 0.0
    whole = np.diff(np.interp(np.array(stretches), time, path), axis=1)[:, 0]
    best = 0.0
    for place in np.argsort(-whole, kind="stable"):
        if whole[place] <= best:  # neither this stretch nor any after it can be longer
            break
        low, high = stretches[int(place)]
        best = max(best, _within(time, path, low, high, short))
    return best


def _within(time: Floats, path: Floats, start: float, end: float, short: Spans) -> float:
    inside = sorted((max(a, start), min(b, end)) for a, b in short if b > start and a < end)
    begins = np.array([start, *(b for _, b in inside)])
    ends = np.array([*(a for a, _ in inside), end])
    stood = np.concatenate([[0.0], np.cumsum([b - a for a, b in inside])])
    # From after the i-th short stop to before the j-th one; those between are inside.
    lasts = ends[None, :] - begins[:, None]
    stops = stood[None, :] - stood[:, None]
    allowed = (lasts > 0) & (stops <= np.maximum(STOP_S, _SHARE * lasts))
    metres = np.interp(ends, time, path)[None, :] - np.interp(begins, time, path)[:, None]
    return float(np.where(allowed, metres, 0.0).max())
