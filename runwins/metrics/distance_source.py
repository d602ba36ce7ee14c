"""Where the distance of a recording comes from, and what it is held against."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from runwins.metrics.channels import overlap_s
from runwins.metrics.edges import signal_gaps
from runwins.metrics.geodesy import Floats
from runwins.metrics.local_speed import usual_speed
from runwins.metrics.positions import Positions
from runwins.model import Activity
from runwins.units import KM

INDOOR = frozenset({"treadmill", "indoor_running", "virtual_activity", "virtual_run"})
OUTDOOR = frozenset({"trail", "track", "street", "road", "ultra"})

_MIN_DEVICE = 30
_MIN_POSITIONS = 10
_INDOOR_BOX_M = 50.0
_INDOOR_OFF = 0.005
_OUTDOOR_OFF = 0.07
_EXPLAINED = 0.3
_BESIDE_S = 30.0
_LEAP_S = 10.0
_DENSE_S = 2.0
_REPEATED = 0.25
_LAST_M = 25.0
_LAST_SHARE = 0.01
_LAST_TIMES = 1.5


def source_of(device_m: Floats, seen: Positions) -> str | None:
    """Return ``device`` where it wrote 30 distances that grew, else ``gps``, else ``None``.

    The device's own total was closer to known courses than summed positions on recorded runs.
    """
    values = int(np.isfinite(device_m).sum())
    grew = values > 1 and float(np.nanmax(device_m) - np.nanmin(device_m)) > 0
    if grew and (values >= _MIN_DEVICE or len(seen) < _MIN_POSITIONS):
        return "device"
    return "gps" if len(seen) > 1 else None


def recorded_distance(
    source: str | None, time_s: Floats, device_m: Floats, seen: Positions
) -> tuple[Floats, Floats]:
    """Return times and metres of the distance stream as recorded, on its own time base."""
    if source == "gps":
        return seen.time_s, seen.path_m
    if source is None:
        return np.zeros(0), np.zeros(0)
    known = np.isfinite(device_m)
    if not known[0]:
        # What the watch had counted by its first written distance was covered since the start.
        known[0] = True
        device_m = np.concatenate([[0.0], device_m[1:]])
    time, metres = time_s[known], device_m[known]
    told = _written(time, metres)
    return time[told], metres[told]


def _written(time_s: Floats, metres: Floats) -> NDArray[np.bool_]:
    """Return which samples have a distance that was counted for them: most devices', all.

    Apps that write it every 10 m repeat it in between, so that it goes by leaps: in 5 of 625
    recorded runs more than a third of all samples under way brought no metre, in no other more than
    13 %. Then what was repeated says nothing, but that a long stand was one.
    """
    told = np.ones(len(time_s), dtype=bool)
    if len(time_s) < _MIN_DEVICE:
        return told
    around = [np.interp(time_s[1:] + by, time_s, metres) for by in (-_LEAP_S, _LEAP_S)]
    under_way = (around[1] - around[0] > 2 * _LEAP_S) & (np.diff(time_s) <= _DENSE_S)
    repeated = np.diff(metres) <= 0
    if not under_way.any() or repeated[under_way].mean() <= _REPEATED:
        return told
    told[1:-1] = ~repeated[:-1]
    at_s = time_s[told]
    after_a_stand = at_s[1:][np.diff(at_s) > 2 * _LEAP_S]
    told[np.searchsorted(time_s, after_a_stand - _LEAP_S)] = True
    return told


def is_indoor(activity: Activity, seen: Positions, path_m: Floats) -> bool:
    """Tell whether no way was covered; the recording's own word first.

    A kilometre inside a box of 50 m is a hall; a track is larger.
    """
    if activity.sub_sport in INDOOR:
        return True
    if activity.sub_sport in OUTDOOR or len(seen) < _MIN_POSITIONS:
        return False
    return seen.box_m < _INDOOR_BOX_M and bool(len(path_m)) and float(path_m[-1]) > KM


def calibrate(
    activity: Activity, source: str | None, *, indoor: bool, seen: Positions, time_s: Floats,
    step_m: Floats, cut_m: float = 0.0,
) -> tuple[Floats, float, list[str]]:  # fmt: skip
    """Return the steps held against the recording's own total, their scale, and what was done.

    Indoors, and where nothing but the watch says anything, they are scaled to it: treadmill streams
    were 12–59 % longer than the calibrated total on recorded runs. Steps along positions count
    nothing while the watch is stopped, nor in signal gaps where the total shows that the app
    counted nothing there; else a gap is as long as the usual speed makes it. Then they are scaled
    to the total where it is within 7 %, less its share of the `cut_m` metres of jumps. A device's
    own distance outdoors is left as it is.
    """
    total, unseen = activity.totals.distance_m, len(seen) < _MIN_POSITIONS
    step = step_m.copy()
    if source == "gps":
        step[overlap_s(time_s, list(activity.pauses)) > np.diff(time_s) / 2] = 0.0
    whole = float(step.sum())
    if not total or whole <= 0:
        return step, 1.0, []
    if indoor or (unseen and activity.sub_sport not in OUTDOOR):
        if abs(total / whole - 1) <= _INDOOR_OFF:
            return step, 1.0, []
        scale = total / whole
        return step * scale, scale, [f"scaled to the recording's own {total / KM:.2f} km"]
    if source != "gps":
        return step, 1.0, []
    notes, scale = [], 1.0
    # Nothing tells whether the total holds the jumps as well: it is taken to, which claims less.
    total *= whole / (whole + cut_m)
    gaps = signal_gaps(time_s, step)
    without = whole - float(step[gaps].sum())
    if whole > total and abs(without - total) < _EXPLAINED * (whole - total):
        step[gaps], whole = 0.0, without
        notes.append("signal gaps left out, as in the recording's own distance")
    elif gaps.any():
        straight = step[gaps]
        least, most = _through(time_s, step_m, gaps)
        step[gaps] = np.maximum(straight, least)
        whole = without + float(np.maximum(straight, most).sum())
    if math.isclose(total, whole, rel_tol=_OUTDOOR_OFF):
        scale = total / whole
    else:
        notes.append(f"positions make {whole / KM:.2f} km, the recording says {total / KM:.2f} km")
    return step * scale, scale, notes


def _through(time_s: Floats, step_m: Floats, gaps: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the metres of signal gaps at the slower usual speed before and after, and the faster.

    Straight through a gap is too short: scaled up to the total, all the rest would be too fast. So
    it counts as little as it can, and the rest is scaled as if it were as long as it can be.
    """
    width = np.diff(time_s)
    ends = (time_s[:-1][gaps] - _BESIDE_S, time_s[1:][gaps] + _BESIDE_S)
    before, after = (usual_speed(time_s, step_m / width, at_s) for at_s in ends)
    return np.minimum(before, after) * width[gaps], np.maximum(before, after) * width[gaps]


def last_metres(written_m: float, total_m: float, span_s: float, session_s: float | None) -> float:
    """Return what a device's own total has more than its last written distance: a few metres.

    Watches write every 7–10 s and stop in between: up to 25 m or 1 % are missing in the samples.
    Where the session lasts longer than its samples, so much more is missing as one and a half times
    the mean speed makes of that time. Nought where it is more than that, or less than nothing.

    Parameters
    ----------
    written_m, total_m
        As last written, and as the session says.
    span_s, session_s
        From the first sample to the last; and elapsed as the session says it, where it does.
    """
    beyond, silent_s = total_m - written_m, max((session_s or 0.0) - span_s, 0.0)
    unwritten = _LAST_TIMES * written_m / span_s * silent_s if span_s > 0 else 0.0
    few = max(_LAST_M, _LAST_SHARE * written_m, unwritten)
    return beyond if 0 < beyond <= few else 0.0
