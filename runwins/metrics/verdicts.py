"""Can this stretch have been run? Questions put to everything else that was recorded.

Limits were set on two archives of recorded runs (trail and treadmill/road) and hold there without
refusing one effort that a reader of speed profiles had called real.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from runwins.metrics.cleaning import Cleaned
from runwins.metrics.fastest import Stretch
from runwins.metrics.world_bests import world_best_s
from runwins.units import KM

TOO_FAST = "faster than the world's best"
JUMPED = "positions jumped"
_AT = np.log([400.0, 1000.0, 1609.344, 5000.0])
_SPEED_LIMIT = np.array([1.18, 1.12, 1.12, 1.10])
_PATH_HIGH = 1.10
_PATH_HIGH_SHORT = 1.15  # below a kilometre
_PATH_LOW = 0.92
_SPEED_COVER = 0.70
_SEEN_COVER = 0.80
_CUT_SHARE = 0.05
_GUESSED_SHARE = 0.01
_GUESSED_SHARE_SHORT = 0.005  # below 5 km
_GAP_SHARE = 0.25
_STEPLESS_SHARE = 0.70
_BURST_S = 10.0
_BURST_TIMES = 1.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the other channels say about a stretch.

    Attributes
    ----------
    doubts
        Why it cannot be a record, in words; empty where nothing speaks against it.
    supported
        Recorded speed, satellites and steps all speak for it.
    """

    doubts: tuple[str, ...]
    supported: bool


def question(cleaned: Cleaned, stretch: Stretch, distance_m: float) -> Verdict:
    """Return the verdict on one stretch of a run over a distance."""
    start, end = stretch.start_s, stretch.end_s
    seen = cleaned.witnesses
    doubts: list[str] = []
    speed = _speed_ratio(cleaned, stretch, distance_m)
    if speed is not None and speed > float(np.interp(math.log(distance_m), _AT, _SPEED_LIMIT)):
        doubts.append(f"{speed:.2f} times the speed the watch recorded")
    device_m = seen.seen_m.between(start, end)
    cover = device_m / distance_m
    path = seen.seen_gps_m.between(start, end) / device_m if device_m > 0 else math.nan
    if cleaned.indoor:
        doubts.append("indoors: no satellites measured it")
    elif cover < _SEEN_COVER:
        doubts.append(f"satellites saw {cover:.0%} of it")
    elif cleaned.distance_source == "device":
        high = _PATH_HIGH if distance_m >= KM else _PATH_HIGH_SHORT
        # The positions against the device: a path much shorter or longer is another distance.
        if not _PATH_LOW <= path <= high:
            doubts.append(f"satellites measured {path:.2f} times the distance")
    burst = _burst(cleaned, stretch) if distance_m < KM and speed is None else 0.0
    if cleaned.distance_source == "gps" and burst > _BURST_TIMES * distance_m / stretch.elapsed_s:
        doubts.append(f"{JUMPED} by {burst:.1f} m/s for 10 s of it")
    cut = seen.cut_m.between(start, end) / distance_m
    if cut > _CUT_SHARE:
        doubts.append(f"jumps of {cut:.0%} were cut out of it")
    guessed = seen.guessed_m.between(start, end) / distance_m
    if guessed > (_GUESSED_SHARE if distance_m >= 5 * KM else _GUESSED_SHARE_SHORT):
        doubts.append(f"{guessed:.1%} of it may be wrong where a jump was cut out")
    gap = seen.gap_m.between(start, end) / distance_m
    if gap > _GAP_SHARE:
        doubts.append(f"signal gaps are {gap:.0%} of it")
    if stretch.elapsed_s < world_best_s(distance_m):
        doubts.append(TOO_FAST)
    fast = seen.fast_s.between(start, end)
    if seen.cadence and fast > 0 and seen.stepless_s.between(start, end) / fast > _STEPLESS_SHARE:
        doubts.append("no steps were counted")
    counted = seen.counted_s.between(start, end)
    steps = seen.counted_steps.between(start, end) / counted * 60 if counted > 0 else 0.0
    supported = (
        speed is not None and speed <= 1.06 and 0.97 <= path <= 1.03 and cover > 0.95
        and steps > 120
    )  # fmt: skip
    return Verdict(tuple(doubts), supported and not doubts)


def _burst(cleaned: Cleaned, stretch: Stretch) -> float:
    """Return the fastest mean speed over 10 s of a stretch, in m/s.

    Summed positions that stood and jumped make short efforts too fast, with nothing beside them to
    tell: in the 345 recorded runs of a phone the best 400 m of one in four have 10 s of 1.6–2.3
    times their mean speed, all others that are fast at most 1.15 times.
    """
    start = np.arange(stretch.start_s, max(stretch.end_s - _BURST_S, stretch.start_s + 1.0), 2.0)
    known = np.isfinite(cleaned.path_m)
    time, path = cleaned.time_s[known], cleaned.path_m[known]
    gone = np.interp(start + _BURST_S, time, path) - np.interp(start, time, path)
    return float(gone.max()) / _BURST_S


def _speed_ratio(cleaned: Cleaned, stretch: Stretch, distance_m: float) -> float | None:
    """Return the stretch's speed over the recorded one; ``None`` where too little was recorded."""
    seen = cleaned.witnesses
    covered = seen.speed_s.between(stretch.start_s, stretch.end_s)
    gone = seen.speed_m.between(stretch.start_s, stretch.end_s)
    if covered <= _SPEED_COVER * stretch.elapsed_s:
        return None
    if gone <= 0:
        return math.inf
    return (distance_m / stretch.elapsed_s) / (gone / covered)
