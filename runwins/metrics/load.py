"""Training load: what a run weighed, what weeks weigh, and how big a step the longest run is.

Loads are names for how much was done, not for fitness, and no number here predicts an injury. The
ratio of one week's load to four weeks' is left out on purpose: in 5,205 runners it pointed the
wrong way, while a single run much longer than any of the 30 days before was followed by more
injuries (Frandsen et al. 2025, Br J Sports Med).
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import pandas as pd

from runwins.metrics.geodesy import Floats

Sex = Literal["men", "women"]

LONG_DAYS, SHORT_DAYS = 42.0, 7.0
_MORTON = {"men": (0.64, 1.92), "women": (0.86, 1.67)}
_SEED_DAYS = 14
_STEP_DAYS = 30


def banister_trimp(
    seconds: Floats, hr_bpm: Floats, *, rest_bpm: float, max_bpm: float, sex: Sex = "men"
) -> float:
    """Return Banister's training impulse: minutes weighted by heart-rate reserve.

    Σ minutes · h · A·e^(B·h), h = (HR − rest) / (max − rest) between 0 and 1; A, B of Morton et al.
    1990. Summed over samples: the mean heart rate would weigh hard minutes too little.

    Parameters
    ----------
    seconds
        That each heart rate lasted.
    hr_bpm
        Heart rates.
    rest_bpm, max_bpm
        The runner's.
    sex
        Whose constants.
    """
    a, b = _MORTON[sex]
    reserve = np.clip((hr_bpm - rest_bpm) / (max_bpm - rest_bpm), 0.0, 1.0)
    return float((seconds / 60 * reserve * a * np.exp(b * reserve)).sum())


def running_stress(duration_s: float, speed_mps: float, threshold_mps: float) -> float:
    """Return hours × intensity² × 100, intensity being flat-equivalent speed over threshold."""
    return duration_s / 3600 * (speed_mps / threshold_mps) ** 2 * 100


def smoothed_load(daily: Floats, days: float, start: float | None = None) -> Floats:
    """Return the exponentially smoothed load after each day, days of rest included.

    Parameters
    ----------
    daily
        One value a day.
    days
        42 for the 6-week load, 7 for the 1-week load.
    start
        Before the first day; by default the mean of the first 14 days.
    """
    level = float(daily[:_SEED_DAYS].mean()) if start is None else start
    share = 1 - math.exp(-1 / days)
    smooth = np.empty(len(daily))
    for day, load in enumerate(daily):
        level += (load - level) * share
        smooth[day] = level
    return smooth


def monotony(week: Floats) -> float:
    """Return Foster's mean over standard deviation of seven daily loads; ``nan`` where all equal.

    Times the week's load it is his strain; above 2 he advised a rest.
    """
    spread = float(week.std())
    return float(week.mean()) / spread if spread > 0 else math.nan


def long_run_step(runs: pd.DataFrame) -> pd.Series[float]:
    """Return each run's distance over the longest of the 30 days before it, by ``run_id``.

    Up to 1.10 is a gentle step. Missing where no run with a known distance lies in those days: a
    first run, or a comeback, is no step.

    Parameters
    ----------
    runs
        Frame `RUNS`; rides are left out.
    """
    counted = runs[(runs["quality"] != "ride") & runs["distance_m"].notna()]
    counted = counted.sort_values("start_time", kind="stable")
    days = counted["local_date"].to_numpy(dtype="datetime64[D]")
    metres = counted["distance_m"].to_numpy(dtype=np.float64)
    first = np.searchsorted(days, days - np.timedelta64(_STEP_DAYS, "D"), side="left")
    today = np.searchsorted(days, days, side="left")
    steps = [
        one / metres[low:high].max() if high > low else math.nan
        for one, low, high in zip(metres, first, today, strict=True)
    ]
    return pd.Series(steps, index=pd.Index(counted["run_id"], name="run_id"), dtype="float64")
