"""How far each run went without a stop, in the sense that fits its ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from runwins.wins.past import Flags, Floats, Past

HILLY_M_PER_KM = 30.0


@dataclass(frozen=True, slots=True)
class Stretches:
    """Longest stretches without a stop.

    Attributes
    ----------
    moving_m, running_m
        Longest stretch without a stop, and without a stop or a walk; NaN where it is not known.
    rough
        The run went on trails or over hills, where walking belongs to running.
    """

    moving_m: Floats
    running_m: Floats
    rough: Flags

    @property
    def told_m(self) -> Floats:
        """The stretch a runner would tell of."""
        return np.where(self.rough, self.moving_m, self.running_m)


def stretches(past: Past) -> Stretches:
    """Return the stretches of all runs; of runs indoors or badly recorded nothing is known."""
    counted = past.outdoors() & past.sound()
    moving = np.where(counted, past.numbers("nonstop_moving_m"), np.nan)
    running = np.where(counted, past.numbers("nonstop_run_m"), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        steep = past.numbers("ascent_m") / (past.numbers("distance_m") / 1000.0)
    rough = (past.in_book("trail")) | (steep >= HILLY_M_PER_KM)
    return Stretches(moving, running, rough)


BREAK_RULE = (
    "A stop is 15 s without moving or a pause of more than 10 s; shorter ones are allowed while "
    "they sum to no more than 15 s or 1 % of the time"
)
