"""How far a recording can be trusted as a whole, in one word and the reasons for it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from runwins.metrics.best_efforts import NEAR_BOUND_REASON
from runwins.metrics.cleaning import Cleaned
from runwins.metrics.elevation import Profile
from runwins.metrics.timing import Timing
from runwins.metrics.verdicts import TOO_FAST
from runwins.model import Activity
from runwins.units import KM

Quality = Literal["good", "fair", "poor", "ride"]

_RIDE_SHARE = 0.5
_RIDE_MPS = 5.0
_POOR_CUT = 0.05
_POOR_GAP = 0.25
_SEEN_SHARE = 0.8


def judge(
    activity: Activity,
    cleaned: Cleaned,
    heights: Profile | None,
    timing: Timing,
    efforts: Iterable[Mapping[Any, Any]],
) -> tuple[Quality, list[str]]:
    """Return good, fair, poor or ride, and why.

    ``ride``: carried for more than half of the time, or one stretch as fast as the world's best in
    a run of more than 5 m/s throughout. ``poor``: the distance is not known within 5 %. ``fair``:
    something was missing or mended, and what is left can be trusted.

    Parameters
    ----------
    activity, cleaned, heights, timing
        The run, and what was made of it; ``None`` for no altitude.
    efforts
        Rows of the frame `EFFORTS`.
    """
    poor, fair = _distance_doubts(cleaned, activity.totals.distance_m)
    fair += list(activity.problems) + cleaned.notes
    if cleaned.rides:
        fair.append(f"{_km(cleaned.ride_m)} of riding left out")
    if heights is not None and heights.poor:
        fair.append("altitude stepped and cannot be trusted")
    elif heights is not None and heights.drift.mps:
        fair.append(f"altitude drifted by {heights.drift.mps * 3600:.0f} m an hour: taken out")
    span = float(cleaned.time_s[-1]) if len(cleaned.time_s) else 0.0
    if cleaned.ride_s > _RIDE_SHARE * span > 0:
        return "ride", [f"carried for {cleaned.ride_s / span:.0%} of the time", *poor, *fair]
    at_bound = any(one["reason"] in (NEAR_BOUND_REASON, TOO_FAST) for one in efforts)
    if at_bound and cleaned.distance_m > _RIDE_MPS * timing.moving_s > 0:
        return "ride", ["as fast as a bicycle throughout", *poor, *fair]
    if poor:
        return "poor", poor + fair
    return ("fair" if fair else "good"), fair


def _distance_doubts(cleaned: Cleaned, total_m: float | None) -> tuple[list[str], list[str]]:
    """Return what speaks against the distance: gravely, and lightly."""
    if not math.isfinite(cleaned.distance_m):
        return [], ["no distance"]
    if cleaned.distance_source == "summary":
        return [], ["distance of the summary alone"]
    poor: list[str] = []
    fair: list[str] = []
    whole = max(cleaned.distance_m, 1.0)
    if cleaned.cut_m > 0:
        words = f"jumps of {_km(cleaned.cut_m)} cut out"
        if cleaned.nearby_m >= 1:
            words += f", {_km(cleaned.nearby_m)} of them run just before or after"
        lost_m = cleaned.cut_m - cleaned.nearby_m
        (poor if lost_m > _POOR_CUT * whole else fair).append(words)
    if cleaned.drift_m > 0:
        fair.append(f"{_km(cleaned.drift_m)} of drift left out")
    if cleaned.gap_m > _POOR_GAP * whole:
        words = f"signal gaps are {cleaned.gap_m / whole:.0%} of it"
        confirmed = total_m is not None and math.isclose(whole, total_m, rel_tol=_POOR_CUT)
        (fair if confirmed else poor).append(words)
    if not cleaned.indoor:
        seen = cleaned.witnesses.seen_m.between(0.0, math.inf) / whole
        if not cleaned.witnesses.positions:
            fair.append("no positions")
        elif seen < _SEEN_SHARE:
            fair.append(f"positions for {max(seen, 0.0):.0%} of it")
    return poor, fair


def _km(metres: float) -> str:
    return f"{metres / KM:.1f} km" if metres >= KM else f"{metres:.0f} m"
