"""What else was recorded beside the distance, added up so that any stretch can be questioned."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from runwins.metrics.channels import STALE_S, Channel, Tally, read_off, tally
from runwins.metrics.geodesy import Floats
from runwins.metrics.positions import HOLE_S, Positions

_RUNNING_MPS = 2.0
_STEPPING_SPM = 40.0


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Running totals on their own time bases.

    Attributes
    ----------
    seen_m, seen_gps_m
        Metres of the distance stream between positions at most 30 s apart, and of the positions.
    speed_s, speed_m
        Seconds with a recorded speed, and the metres it makes.
    counted_s, counted_steps
        Seconds with a cadence, and the steps it makes.
    fast_s, stepless_s
        Seconds with a cadence and more than 2 m/s, and those of them with less than 40 steps a
        minute.
    cut_m, guessed_m, gap_m
        Metres taken away by cleaning where no recorded speed tells how far it was; metres that may
        be wrong where something was taken away; and metres inside signal gaps.
    positions, speed, cadence
        Whether such a channel was recorded at all.
    """

    seen_m: Tally
    seen_gps_m: Tally
    speed_s: Tally
    speed_m: Tally
    counted_s: Tally
    counted_steps: Tally
    fast_s: Tally
    stepless_s: Tally
    cut_m: Tally
    guessed_m: Tally
    gap_m: Tally
    positions: bool
    speed: bool
    cadence: bool


def gather(
    time_s: Floats,
    path_m: Floats,
    cut_m: Floats,
    guessed_m: Floats,
    gap_m: Floats,
    seen: Positions,
    speed: Channel,
    cadence: Channel,
) -> Witnesses:
    """Return the witnesses of a cleaned distance stream.

    Parameters
    ----------
    time_s, path_m
        The cleaned distance stream on its own time base.
    cut_m, guessed_m, gap_m
        Of each of its steps.
    seen, speed, cadence
        The other channels.
    """
    near = np.diff(seen.time_s) <= HOLE_S
    advance = np.zeros(len(near))
    if len(time_s):
        advance = np.diff(read_off(seen.time_s, time_s, path_m))
    speed_s = _held(speed.time_s)
    counted_s = _held(cadence.time_s)
    stream = np.zeros(len(counted_s))
    if len(time_s) and len(counted_s):
        stream = np.diff(read_off(cadence.time_s, time_s, path_m)) / np.diff(cadence.time_s)
    fast_s = np.where(stream > _RUNNING_MPS, counted_s, 0.0)
    return Witnesses(
        seen_m=tally(seen.time_s, np.where(near, advance, 0.0)),
        seen_gps_m=tally(seen.time_s, np.where(near, np.diff(seen.path_m), 0.0)),
        speed_s=tally(speed.time_s, speed_s),
        speed_m=tally(speed.time_s, speed_s * _middle(speed.value)),
        counted_s=tally(cadence.time_s, counted_s),
        counted_steps=tally(cadence.time_s, counted_s * _middle(cadence.value) / 60),
        fast_s=tally(cadence.time_s, fast_s),
        stepless_s=tally(cadence.time_s, np.where(cadence.value[1:] < _STEPPING_SPM, fast_s, 0.0)),
        cut_m=tally(time_s, cut_m),
        guessed_m=tally(time_s, guessed_m),
        gap_m=tally(time_s, gap_m),
        positions=len(seen) > 1,
        speed=len(speed) > 1,
        cadence=len(cadence) > 1,
    )


def _held(time_s: Floats) -> Floats:
    """Return how long each step says something: all of it, or nothing after 15 s of silence."""
    width = np.diff(time_s)
    if not len(width) or width.max() <= STALE_S:
        return width
    return np.where(width <= max(STALE_S, 4 * float(np.median(width))), width, 0.0)


def _middle(value: Floats) -> Floats:
    return (value[:-1] + value[1:]) / 2
