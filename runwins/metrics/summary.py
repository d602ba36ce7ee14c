"""An activity → what it was: the row of the run table, its best efforts and its climbs."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from runwins.frames import CLIMBS, DESCENTS, EFFORTS
from runwins.metrics.best_efforts import NEAR_BOUND_REASON, efforts_in
from runwins.metrics.books import book_of
from runwins.metrics.channels import channel
from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.climbs import climbs_in, descents_in
from runwins.metrics.darkness import dark_s
from runwins.metrics.efficiency import steady_minutes, steady_state
from runwins.metrics.elevation import Profile, profile
from runwins.metrics.gait import cadence_histogram
from runwins.metrics.geodesy import Floats
from runwins.metrics.grade import grade
from runwins.metrics.nonstop import longest_nonstop
from runwins.metrics.quality import judge
from runwins.metrics.timing import WALK_SPM, Timing, measure_time
from runwins.metrics.traces import HILL_STEP_M, trace
from runwins.model import Activity, Figures, Measured

_HR_BPM = (30.0, 240.0)
_STANDING_SPM = 40.0


def measure(activity: Activity, *, walk_spm: float = WALK_SPM) -> Measured:
    """Return what the metrics make of one recording; see `figures`."""
    found = figures(activity, walk_spm=walk_spm)
    return Measured(
        found.row,
        EFFORTS.build(found.efforts),
        CLIMBS.build(found.climbs),
        None if found.way is None else pd.DataFrame(found.way),
        DESCENTS.build(found.descents),
    )


def figures(activity: Activity, *, walk_spm: float = WALK_SPM) -> Figures:
    """Return what the metrics make of one recording, in plain values.

    Parameters
    ----------
    activity
        As read. Without samples its totals are all there is; what they leave out stays missing.
    walk_spm
        Where this runner's walk ends and the run begins, in steps a minute; from
        `runwins.metrics.gait.gait_valley` once there are two hours of cadence.
    """
    if len(activity.samples) < 2:
        return _from_totals(activity)
    cleaned = clean(activity)
    time, path = cleaned.time_s, cleaned.path_m
    heights = None
    if not cleaned.indoor:
        heights = profile(time, cleaned.columns["altitude_m"], cleaned.rides, cleaned.seen)
    usable = heights is not None and not heights.poor
    altitude = heights.altitude_m if heights is not None and usable else None
    slope = grade(path, altitude) if altitude is not None else None
    ascent_m, ascent_source = _ascent(activity, cleaned, heights)
    barometer = heights is not None and ascent_source == "baro"
    hidden_drift_m = heights.drift.hidden_m if heights is not None and barometer else math.nan
    book = book_of(
        activity, indoor=cleaned.indoor, ascent_m=ascent_m, distance_m=cleaned.distance_m
    )
    timing = measure_time(cleaned, activity.totals, trail=book == "trail", grade=slope)
    efforts = efforts_in(cleaned, altitude)
    quality, reasons = judge(activity, cleaned, heights, timing, efforts)
    too_fast = any(one["reason"] == NEAR_BOUND_REASON for one in efforts)
    row: dict[str, Any] = {
        "book": book,
        "distance_m": cleaned.distance_m,
        "distance_source": cleaned.distance_source,
        "elapsed_s": timing.elapsed_s,
        "timer_s": timing.timer_s,
        "moving_s": timing.moving_s if np.isfinite(path).any() else timing.timer_s,
        "ascent_m": ascent_m,
        "ascent_source": ascent_source,
        "descent_m": heights.descent_m if heights is not None and usable else math.nan,
        "nonstop_moving_m": math.nan,
        "nonstop_run_m": math.nan,
        "steady_speed_mps": math.nan,
        "steady_hr_bpm": math.nan,
        "highest_m": heights.highest_m if heights is not None and usable else math.nan,
        "hidden_drift_m": hidden_drift_m,
        "dark_s": math.nan,
        "device": activity.device,
        "quality": quality,
        "quality_reasons": "; ".join(reasons) or None,
        **_body(cleaned, timing),
    }
    if quality != "ride":
        steady = steady_state(steady_minutes(cleaned, timing.stops, altitude))
        row["steady_speed_mps"], row["steady_hr_bpm"] = steady.speed_mps, steady.hr_bpm
        still = [*timing.stops, *cleaned.pauses, *cleaned.rides]
        row["dark_s"] = dark_s(activity.start_time.timestamp(), time, cleaned.seen, still)
    if quality != "ride" and not too_fast:
        cadence = channel(time, cleaned.columns["cadence_spm"])
        longest = longest_nonstop(cleaned, timing, cadence, walk_spm=walk_spm, grade=slope)
        row["nonstop_moving_m"], row["nonstop_run_m"] = longest.moving_m, longest.run_m
        if longest.by_gait:
            row["nonstop_by_gait_m"] = [float(round(metres, 1)) for metres in longest.by_gait]
            row["cadence_histogram_s"] = np.rint(cadence_histogram(cleaned)).tolist()
    if quality == "ride":
        rejected = {"quality": "rejected", "reason": "a ride, not a run", "supported": False}
        return Figures(row, [one | rejected for one in efforts])
    way = trace(cleaned, "", HILL_STEP_M)
    return Figures(
        row,
        efforts,
        [] if altitude is None else climbs_in(time, path, altitude, cleaned.seen),
        [] if altitude is None else descents_in(time, path, altitude),
        None if way is None else way.columns,
    )


def _from_totals(activity: Activity) -> Figures:
    """Return what a recording without samples says about itself."""
    totals = activity.totals
    distance_m = _number(totals.distance_m)
    ascent_m = _number(totals.ascent_m)
    row: dict[str, Any] = {
        "book": book_of(activity, indoor=False, ascent_m=ascent_m, distance_m=distance_m),
        "distance_m": distance_m,
        "distance_source": None if totals.distance_m is None else "summary",
        "elapsed_s": _number(totals.elapsed_s),
        "timer_s": _number(totals.timer_s),
        "moving_s": _number(totals.moving_s),
        "ascent_m": ascent_m,
        "ascent_source": None if totals.ascent_m is None else "summary",
        "descent_m": math.nan,
        "nonstop_moving_m": math.nan,
        "nonstop_run_m": math.nan,
        "avg_hr_bpm": _number(totals.avg_hr_bpm),
        "max_hr_bpm": _number(totals.max_hr_bpm),
        "avg_cadence_spm": math.nan,
        "avg_temperature_c": math.nan,
        "steady_speed_mps": math.nan,
        "steady_hr_bpm": math.nan,
        "highest_m": math.nan,
        "hidden_drift_m": math.nan,
        "dark_s": math.nan,
        "device": activity.device,
        "quality": "fair",
        "quality_reasons": "; ".join([*activity.problems, "totals only, no samples"]),
    }
    return Figures(row)


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _ascent(
    activity: Activity, cleaned: Cleaned, heights: Profile | None
) -> tuple[float, str | None]:
    """Return metres climbed and where they come from: ours where the altitude can be trusted."""
    if cleaned.indoor:
        return math.nan, None
    if heights is not None and not heights.poor:
        return heights.ascent_m, activity.altitude_source or "gps"
    if activity.totals.ascent_m is not None:
        return float(activity.totals.ascent_m), "device"
    return math.nan, None


def _body(cleaned: Cleaned, timing: Timing) -> dict[str, float]:
    """Return heart rate, cadence while moving, and temperature, as means over time."""
    time = cleaned.time_s
    still = np.zeros(len(time), dtype=bool)
    for start, end in [*timing.stops, *cleaned.pauses, *cleaned.rides]:
        still |= (time > start) & (time <= end)
    heart = cleaned.columns["hr_bpm"]
    heart = np.where((heart >= _HR_BPM[0]) & (heart <= _HR_BPM[1]), heart, np.nan)
    cadence = cleaned.columns["cadence_spm"]
    stepping = (cadence >= _STANDING_SPM) & ~still
    return {
        "avg_hr_bpm": _mean(time, heart),
        "max_hr_bpm": float(np.nanmax(heart)) if np.isfinite(heart).any() else math.nan,
        "avg_cadence_spm": _mean(time, np.where(stepping, cadence, np.nan)),
        "avg_temperature_c": _mean(time, cleaned.columns["temperature_c"]),
    }


def _mean(time: Floats, value: Floats) -> float:
    """Return the mean over time of a channel with holes; ``nan`` where it has no value."""
    known = np.isfinite(value)
    if not known.any():
        return math.nan
    at = time[known]
    width = np.minimum(np.diff(at, prepend=at[0]), 10.0)
    if width.sum() <= 0:
        return float(value[known].mean())
    return float((value[known] * width).sum() / width.sum())
