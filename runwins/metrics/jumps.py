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

from runwins.metrics.channels import Channel, Spans, overlap_s
from runwins.metrics.frozen import frozen_before
from runwins.metrics.geodesy import Floats
from runwins.metrics.late_writes import late_write
from runwins.metrics.local_speed import usual_speed
from runwins.metrics.positions import Positions
from runwins.metrics.recorded_speed import SHORT, contradicted, gone_m, recorded_m, told_s
from runwins.metrics.thrown import cut_thrown
from runwins.metrics.world_bests import SPRINT_MPS, human_speed

_FAST_MPS = 7.0
_FAST_TIMES_USUAL = 2.5
_USUAL_MPS = (0.3, 6.0)
_JOIN_S = 3.0
_LONG_S = 60.0
_DENSE_S = 3.0
_SURE = 0.9
_BELIEVED = 0.6
_BESIDE = 1.5
_BESIDE_M = 5.0
_NEAR_BY = 2.0
_NEAR_BY_M = 10.0
_NEAR_BY_S = 20.0
_STEPLESS_SPM = 40.0
_PAUSED_TIMES = 1.5
_PAUSED_M = 10.0


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
    jumped = contradicted(time_s, step, speed)
    maybe = np.flatnonzero((pace > _FAST_MPS) | jumped)
    usual = np.clip(usual_speed(time_s, pace, (time_s[maybe] + time_s[maybe + 1]) / 2), *_USUAL_MPS)
    fast = pace[maybe] > np.clip(_FAST_TIMES_USUAL * usual, _FAST_MPS, SPRINT_MPS)
    fast |= jumped[maybe]
    blocks = list(_blocks(time_s, maybe[fast]))
    for first, last in sorted(blocks, key=lambda ends: -float(step[ends[0] : ends[1] + 1].sum())):
        block = slice(first, last + 1)
        inside = (maybe >= first) & (maybe <= last)
        lasts = float(time_s[last + 1] - time_s[first])
        goes = float(step[block].sum())
        makes = recorded_m(speed, time_s, block)
        normal = float(np.median(usual[inside]))
        denied = bool(jumped[block].any())
        if denied and math.isfinite(makes):
            normal = makes / lasts
        if goes <= normal * lasts:
            continue
        denied |= lasts < _LONG_S and makes < _BELIEVED * goes
        if not denied and _left_alone(width[block], step[block] / width[block], lasts, goes):
            continue
        around = frozen_before(time_s, step, first, last, cadence)
        if around is None:
            around = late_write(time_s, step, first, last, normal, seen, speed)
        if around is not None:
            over = np.arange(around.start, around.stop)
            over = over[~cut[over]]
            step[over] = step[over].sum() * width[over] / width[over].sum()
            spread[over] = True
            continue
        likely = SHORT * (makes / lasts if math.isfinite(makes) else normal)
        allowed = np.minimum(step[block], likely * width[block])
        cut_m[block] += step[block] - allowed
        cut[block] = step[block] > allowed
        step[block] = allowed
    if seen is not None:
        cut_thrown(time_s, step, cut, cut_m, seen, speed)
    _cut_beside(time_s, step, cut, cut_m, speed, cadence)
    sure = cut.copy()
    if cut.any():
        sure &= told_s(speed, time_s, _DENSE_S) >= _SURE * width
    return MendedSteps(step, spread, cut, cut_m, sure)


def _cut_beside(
    time_s: Floats,
    step: Floats,
    cut: NDArray[np.bool_],
    cut_m: Floats,
    speed: Channel,
    cadence: Channel,
) -> None:
    """Cut the steps next to a cut one that go half as far again as the recorded speed makes them.

    And within 20 s those that go twice as far, by 10 m: a burst of false fixes has steps that are
    no faster than a sprint, and some that happen to be right. Not where no step was counted: that
    may be a ride, which is judged by itself.
    """
    todo = np.flatnonzero(cut).tolist()
    if not todo or len(speed) < 2:
        return
    known = np.isfinite(speed.at(time_s))
    if not known.any():
        return
    makes = np.diff(gone_m(speed, time_s))
    known = known[:-1] & known[1:]
    too_far = known & (step > _BESIDE * makes) & (step - makes > _BESIDE_M)
    far_off = known & (step > _NEAR_BY * makes) & (step - makes > _NEAR_BY_M)
    far_off &= ~(cadence.at(time_s)[1:] < _STEPLESS_SPM)
    while todo:
        place = todo.pop()
        low = int(np.searchsorted(time_s, time_s[place] - _NEAR_BY_S, side="left"))
        high = int(np.searchsorted(time_s, time_s[place + 1] + _NEAR_BY_S, side="right")) - 1
        found = far_off[low:high].copy()
        for beside in (place - 1, place + 1):
            if low <= beside < high:
                found[beside - low] |= too_far[beside]
        for near in (low + np.flatnonzero(found & ~cut[low:high])).tolist():
            cut_m[near] += step[near] - SHORT * makes[near]
            step[near] = SHORT * makes[near]
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
    return steady and lasts >= 3 and top <= SPRINT_MPS and goes / lasts <= human_speed(lasts)
