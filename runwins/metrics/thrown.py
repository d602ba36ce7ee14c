"""Metres that a device counted while its positions were thrown about."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import STALE_S, Channel, Spans, running_total
from runwins.metrics.geodesy import Floats, distance_m
from runwins.metrics.late_writes import LAG_M
from runwins.metrics.positions import Positions
from runwins.metrics.recorded_speed import SHORT, gone_m, recorded_m, told_s

_WINDOW_S = 30.0
_LONGEST_S = 42.0
_EXCESS_M = 30.0
_TIMES_SPEED = 1.7
_TIMES_DIRECT = 1.5
_AGREES = 1.2
_COVER = 0.7


def cut_thrown(
    time_s: Floats,
    step: Floats,
    cut: NDArray[np.bool_],
    cut_m: Floats,
    seen: Positions,
    speed: Channel,
) -> None:
    """Cut what a device counted too much while its positions were thrown about.

    Such a stretch, and a step more on both sides, goes as far as the recorded speed makes it, or as
    far as the positions before and after lie apart, less a tenth. The steps are changed in place.
    """
    for start, end in [*seen.thrown, *_denied(time_s, step, seen, speed)]:
        low = max(int(np.searchsorted(time_s, start, side="left")) - 1, 0)
        high = min(int(np.searchsorted(time_s, end, side="right")) + 1, len(step))
        block = slice(low, high)
        goes = float(step[block].sum())
        makes = recorded_m(speed, time_s, block)
        if not math.isfinite(makes) and len(seen):
            ends = np.interp([time_s[low], time_s[high]], seen.time_s, seen.path_m)
            makes = float(ends[1] - ends[0])
        if goes - makes > LAG_M:
            allowed = step[block] * (SHORT * makes / goes)
            cut_m[block] += step[block] - allowed
            cut[block] = True
            step[block] = allowed


def _denied(time_s: Floats, step: Floats, seen: Positions, speed: Channel) -> Spans:
    """Return the half minutes whose zigzag of positions was counted, and that no one ran.

    None of their fixes flies off by itself. But the positions go half as far again as straight on,
    the device counts 30 m more than the recorded speed makes, and 1.7 times as much, and that speed
    makes hardly more than the straight way. Of 771 recorded runs 14 have such a half minute.
    """
    if len(seen) < 2 or len(speed) < 2 or len(time_s) < 2:
        return []
    at = seen.time_s
    after = np.searchsorted(at, at + _WINDOW_S)
    first = np.flatnonzero(after < len(at))
    last = after[first]
    goes, makes = np.interp(at, time_s, running_total(step)), gone_m(speed, at)
    told = running_total(told_s(speed, at, STALE_S))
    lasts, goes_m, makes_m, told_m = (
        value[last] - value[first] for value in (at, goes, makes, told)
    )
    maybe = (lasts <= _LONGEST_S) & (told_m >= _COVER * lasts)
    maybe &= (goes_m - makes_m > _EXCESS_M) & (goes_m > _TIMES_SPEED * makes_m)
    first, last, makes_m = first[maybe], last[maybe], makes_m[maybe]
    lat, lon = seen.lat_deg, seen.lon_deg
    direct = distance_m(lat[first], lon[first], lat[last], lon[last])
    zigzag = seen.path_m[last] - seen.path_m[first] > _TIMES_DIRECT * direct
    found = np.flatnonzero(zigzag & (makes_m <= _AGREES * direct))
    spans: Spans = []
    for start, end in zip(at[first[found]].tolist(), at[last[found]].tolist(), strict=True):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans
