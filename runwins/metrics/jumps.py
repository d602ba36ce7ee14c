"""Jumps in a stream of distance: late writes are spread, what cannot have been is cut.

A fast step is no evidence by itself: watches write 32 m, then 12 m one second later. The step is
mended, and the stretch around it stays usable.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import STALE_S, Channel, Spans, overlap_s, read_off, running_total
from runwins.metrics.frozen import frozen_before
from runwins.metrics.geodesy import Floats
from runwins.metrics.local_speed import usual_speed
from runwins.metrics.positions import Positions

_FAST_MPS = 7.0
_FAST_TIMES_USUAL = 2.5
_USUAL_MPS = (0.3, 6.0)
_JOIN_S = 3.0
_LAG_M = 15.0
_SPREAD_S = 10.0
_LONG_S = 60.0
_COVER = 0.7
_DENSE_S = 3.0
_SURE = 0.9
_BELIEVED = 0.6
_JUMP_M = 30.0
_JUMP_TIMES = 1.7
_AGREES = 0.75
_CATCH_UP = 0.05
_BESIDE = 1.5
_BESIDE_M = 5.0
_SHORT = 0.9
_PAUSED_TIMES = 1.5
_PAUSED_M = 10.0
_SPRINT_MPS = 12.5
"""No human runs faster: the peak of the fastest 100 m is 12.4 m/s."""

HUMAN_S = np.array([10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200], dtype=np.float64)
HUMAN_MPS = np.array([10.44, 9.78, 8.74, 7.70, 7.05, 6.70, 6.46, 6.34, 6.18, 5.87])


def human_speed(duration_s: float) -> float:
    """Return the fastest mean speed of a human over a time, in m/s (men's bests, interpolated)."""
    return float(np.interp(np.log(duration_s), np.log(HUMAN_S), HUMAN_MPS))


@dataclass(frozen=True, slots=True)
class MendedSteps:
    """The steps of a distance stream after its jumps were mended.

    Attributes
    ----------
    step_m
        Metres of each step, never negative.
    spread, cut
        Which steps were evened out, and which were cut to the usual speed.
    cut_m
        Metres taken away from each step.
    sure
        Which steps were cut to a speed that was recorded all through them.
    """

    step_m: Floats
    spread: NDArray[np.bool_]
    cut: NDArray[np.bool_]
    cut_m: Floats
    sure: NDArray[np.bool_]


def mend_jumps(
    time_s: Floats, distance_m: Floats, seen: Positions | None, speed: Channel, cadence: Channel
) -> MendedSteps:
    """Return the steps of a distance stream with its jumps spread or cut.

    A block is a run of steps faster than 2.5 × the usual speed of ±60 s (7 to 12.5 m/s), joined
    over 3 s, or with 30 m more than the recorded speed makes: in sparse recordings a jump of 60 m
    is no faster than a sprint (18 such steps in 16 of 682 recorded runs). It is left alone where it
    lasts like a ride (that is judged later) or is a sprint that a human can run and the recorded
    speed does not deny.

    Up to 15 m too much is a late write, and so is more where the positions and the recorded speed
    confirm it: the distance of the block and 10 s on both sides is spread evenly. Where together
    with the minute before it agrees with the recorded speed, and nothing fast follows, the watch
    had stood still and caught up: spread over that minute; so is what `frozen_before` tells.
    Anything else is a jump, cut to nine tenths of what the recorded speed makes, or the usual one:
    an error in it must not make a best. The largest go first: what is spread over its surroundings
    must find no jump in them.

    Parameters
    ----------
    time_s, distance_m
        Of the samples that have a distance; time strictly increases.
    seen
        Positions as a second witness; ``None`` where the distance was made from them.
    speed
        As the device recorded it, m/s.
    cadence
        Steps a minute, both feet.
    """
    width = np.diff(time_s)
    step = np.maximum(np.diff(distance_m), 0.0)
    spread = np.zeros(len(step), dtype=bool)
    cut = np.zeros(len(step), dtype=bool)
    cut_m = np.zeros(len(step))
    pace = step / width
    jumped = _contradicted(time_s, step, speed)
    maybe = np.flatnonzero((pace > _FAST_MPS) | jumped)
    usual = np.clip(usual_speed(time_s, pace, (time_s[maybe] + time_s[maybe + 1]) / 2), *_USUAL_MPS)
    fast = pace[maybe] > np.clip(_FAST_TIMES_USUAL * usual, _FAST_MPS, _SPRINT_MPS)
    fast |= jumped[maybe]
    blocks = list(_blocks(time_s, maybe[fast]))
    for first, last in sorted(blocks, key=lambda ends: -float(step[ends[0] : ends[1] + 1].sum())):
        block = slice(first, last + 1)
        inside = (maybe >= first) & (maybe <= last)
        lasts = float(time_s[last + 1] - time_s[first])
        goes = float(step[block].sum())
        makes = _recorded(speed, time_s, block)
        normal = float(np.median(usual[inside]))
        contradicted = bool(jumped[block].any())
        if contradicted and math.isfinite(makes):
            normal = makes / lasts
        if goes <= normal * lasts:
            continue
        contradicted |= lasts < _LONG_S and makes < _BELIEVED * goes
        if not contradicted and _left_alone(width[block], step[block] / width[block], lasts, goes):
            continue
        around = frozen_before(time_s, step, first, last, cadence)
        if around is None:
            around = _spread_over(time_s, step, first, last, normal, seen, speed)
        if around is not None:
            over = np.arange(around.start, around.stop)
            over = over[~cut[over]]
            step[over] = step[over].sum() * width[over] / width[over].sum()
            spread[over] = True
            continue
        likely = _SHORT * (makes / lasts if math.isfinite(makes) else normal)
        allowed = np.minimum(step[block], likely * width[block])
        cut_m[block] += step[block] - allowed
        cut[block] = step[block] > allowed
        step[block] = allowed
    _cut_thrown(time_s, step, cut, cut_m, seen, speed)
    _cut_beside(time_s, step, cut, cut_m, speed)
    sure = cut.copy()
    if cut.any():
        sure &= _told(speed, time_s, _DENSE_S) >= _SURE * width
    return MendedSteps(step, spread, cut, cut_m, sure)


def _cut_thrown(
    time_s: Floats,
    step: Floats,
    cut: NDArray[np.bool_],
    cut_m: Floats,
    seen: Positions | None,
    speed: Channel,
) -> None:
    """Cut what a device counted too much while its positions were thrown about.

    Such a stretch, and a step more on both sides, goes as far as the recorded speed makes it, or as
    far as the positions before and after lie apart, less a tenth.
    """
    for start, end in [] if seen is None else seen.thrown:
        low = max(int(np.searchsorted(time_s, start, side="left")) - 1, 0)
        high = min(int(np.searchsorted(time_s, end, side="right")) + 1, len(step))
        block = slice(low, high)
        goes = float(step[block].sum())
        makes = _recorded(speed, time_s, block)
        if not math.isfinite(makes) and seen is not None and len(seen):
            ends = np.interp([time_s[low], time_s[high]], seen.time_s, seen.path_m)
            makes = float(ends[1] - ends[0])
        if goes - makes > _LAG_M:
            allowed = step[block] * (_SHORT * makes / goes)
            cut_m[block] += step[block] - allowed
            cut[block] = True
            step[block] = allowed


def _cut_beside(
    time_s: Floats, step: Floats, cut: NDArray[np.bool_], cut_m: Floats, speed: Channel
) -> None:
    """Cut the steps next to a cut one that go half as far again as the recorded speed makes them.

    A burst of false fixes has steps that are no faster than a sprint.
    """
    todo = np.flatnonzero(cut).tolist()
    if not todo or len(speed) < 2:
        return
    known = np.isfinite(speed.at(time_s))
    if not known.any():
        return
    makes = np.diff(_gone(speed, time_s))
    too_far = known[:-1] & known[1:] & (step > _BESIDE * makes) & (step - makes > _BESIDE_M)
    while todo:
        place = todo.pop()
        for near in (place - 1, place + 1):
            if 0 <= near < len(step) and too_far[near] and not cut[near]:
                cut_m[near] += step[near] - _SHORT * makes[near]
                step[near] = _SHORT * makes[near]
                cut[near] = True
                todo.append(near)


def cut_paused(time_s: Floats, mended: MendedSteps, pauses: Spans) -> None:
    """Cut what was counted while the watch stood still: nothing is, on recorded runs.

    A step that holds a pause for more than half of its time may go as far as one and a half times
    the usual speed makes the rest of it, and 10 m.

    Parameters
    ----------
    time_s
        Of the samples that have a distance.
    mended
        Their steps; changed in place.
    pauses
        Seconds between which the watch was stopped.
    """
    width, step = np.diff(time_s), mended.step_m
    active = np.maximum(width - overlap_s(time_s, pauses), 0.0)
    goes = step > 0
    if not goes.any() or not pauses:
        return
    allowed = _PAUSED_TIMES * float(np.median(step[goes] / width[goes])) * active + _PAUSED_M
    over = (active < width / 2) & (step > allowed)
    mended.cut_m[over] += step[over] - allowed[over]
    mended.cut[over] = True
    mended.sure[over] = False
    step[over] = allowed[over]


def _spread_over(
    time_s: Floats,
    step: Floats,
    first: int,
    last: int,
    normal: float,
    seen: Positions | None,
    speed: Channel,
) -> slice | None:
    """Return the steps over which a late write belongs, or ``None`` for a jump."""
    near = _around(time_s, first, last, _SPREAD_S)
    lasts = float(time_s[last + 1] - time_s[first])
    excess = float(step[first : last + 1].sum()) - normal * lasts
    if excess <= _LAG_M:
        return near
    before = slice(_around(time_s, first, last, _LONG_S).start, first)
    wide = slice(before.start, near.stop)
    recorded = _recorded(speed, time_s, wide)
    too_many = float(step[wide].sum()) - recorded
    missing = _recorded(speed, time_s, before) - float(step[before].sum())
    rest = slice(last + 1, near.stop)
    stood = math.isfinite(missing) and missing > too_many
    stood &= float(step[rest].sum()) <= _FAST_MPS * float(time_s[rest.stop] - time_s[rest.start])
    if stood and math.isfinite(recorded) and too_many <= max(_LAG_M, _CATCH_UP * recorded):
        return wide
    goes = float(step[near].sum())
    if _recorded(speed, time_s, near) < _AGREES * goes:
        return None
    return near if _confirmed(time_s, step, near, normal, seen) else None


def _around(time_s: Floats, first: int, last: int, seconds: float) -> slice:
    """Return the steps of a block and so many seconds on both sides."""
    low = int(np.searchsorted(time_s, time_s[first] - seconds, side="left"))
    high = int(np.searchsorted(time_s, time_s[last + 1] + seconds, side="right")) - 1
    return slice(low, high)


def _contradicted(time_s: Floats, step: Floats, speed: Channel) -> NDArray[np.bool_]:
    """Return the steps with 30 m more than the recorded speed makes, and 1.7 times as many.

    Within a minute, or where the speed was recorded all through: in a longer silence of everything
    nothing contradicts.
    """
    width = np.diff(time_s)
    if len(speed) < 2:
        return np.zeros(len(step), dtype=bool)
    known = np.isfinite(speed.at(time_s))
    makes = np.where(known[:-1] & known[1:], np.diff(_gone(speed, time_s)), np.inf)
    covered = _told(speed, time_s, STALE_S) >= _COVER * width
    much = (step - makes > _JUMP_M) & (step > _JUMP_TIMES * makes)
    return much & ((width < _LONG_S) | covered)


def _told(speed: Channel, time_s: Floats, often_s: float) -> Floats:
    """Return the seconds of each step in which the speed was recorded as often as that."""
    if len(speed) < 2:
        return np.zeros(max(len(time_s) - 1, 0))
    between = np.diff(speed.time_s)
    told = running_total(np.where(between <= often_s, between, 0.0))
    return np.diff(read_off(time_s, speed.time_s, told))


def _gone(speed: Channel, time_s: Floats) -> Floats:
    """Return the metres that the recorded speed makes up to each moment."""
    made = running_total((speed.value[1:] + speed.value[:-1]) / 2 * np.diff(speed.time_s))
    return read_off(time_s, speed.time_s, made)


def _blocks(time_s: Floats, fast: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Yield first and last step of each block of fast steps."""
    if not len(fast):
        return
    apart = time_s[fast[1:]] - time_s[fast[:-1] + 1] > _JOIN_S
    starts = np.concatenate([[0], np.flatnonzero(apart) + 1])
    ends = np.concatenate([np.flatnonzero(apart), [len(fast) - 1]])
    for a, b in zip(starts, ends, strict=True):
        yield int(fast[a]), int(fast[b])


def _left_alone(width: Floats, speed: Floats, lasts: float, goes: float) -> bool:
    """Tell whether a block is a ride, which is judged by itself, or a sprint."""
    top = float(speed.max())
    ride = lasts >= 20 and len(speed) >= 3 and top <= 60 and float(np.median(speed)) > top / 2
    if ride or lasts >= _LONG_S:
        return True
    steady = len(speed) >= 3 or bool((width >= 5).any())
    return steady and lasts >= 3 and top <= _SPRINT_MPS and goes / lasts <= human_speed(lasts)


def _recorded(speed: Channel, time_s: Floats, steps: slice) -> float:
    """Return the metres that the recorded speed makes of some steps; no record denies nothing."""
    start, end = float(time_s[steps.start]), float(time_s[steps.stop])
    first = int(np.searchsorted(speed.time_s, start, side="left"))
    after = int(np.searchsorted(speed.time_s, end, side="right"))
    if after - first < 2:
        return math.inf
    around = slice(max(first - 1, 0), after + 1)
    near = Channel(speed.time_s[around], speed.value[around])
    from_m, to_m = _gone(near, np.array([start, end])).tolist()
    return float(to_m - from_m)


def _confirmed(
    time_s: Floats, step: Floats, around: slice, normal: float, seen: Positions | None
) -> bool:
    """Tell whether the positions saw the runner advance as far, at a runner's speed."""
    if seen is None or len(seen) < 2:
        return False
    start, end = float(time_s[around.start]), float(time_s[around.stop])
    if start < seen.time_s[0] or end > seen.time_s[-1]:
        return False
    goes = float(step[around].sum())
    advance = float(np.diff(np.interp([start, end], seen.time_s, seen.path_m))[0])
    first = max(int(np.searchsorted(seen.time_s, start, side="right")) - 1, 0)
    last = int(np.searchsorted(seen.time_s, end, side="left"))
    speeds = np.diff(seen.path_m[first : last + 1]) / np.diff(seen.time_s[first : last + 1])
    return (
        abs(goes - advance) <= max(10.0, 0.15 * goes)
        and advance / (end - start) <= max(6.0, 2 * normal)
        and bool((speeds <= _SPRINT_MPS).all())
    )
