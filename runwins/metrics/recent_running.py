"""What the running of the last months says: enough or not, its best VDOT, its own trail races."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from runwins.metrics.race_formulas import vdot
from runwins.model import History
from runwins.units import HALF_MARATHON, KM

TRAIL_GRADIENT = 15.0
"""Metres climbed a kilometre from which a course is a trail in this model."""

_STANDARD = (5_000.0, 10_000.0, 15_000.0, HALF_MARATHON, 30_000.0)
_OUTDOORS = ("road", "trail", "track")


def not_enough(history: History, day: dt.date) -> str:
    """Return why there is not enough recent running to predict from; empty if there is."""
    outdoors = history.runs[history.runs["book"].isin(_OUTDOORS)]
    ago = (pd.Timestamp(day) - outdoors["local_date"]).dt.days
    half_year, six_weeks = int((ago < 180).sum()), int((ago < 42).sum())
    if half_year < 12:
        return (
            "not enough recent running: it takes 12 runs outdoors in 180 days, "
            f"there are {half_year}"
        )
    if six_weeks < 4:
        return (
            f"not enough recent running: it takes 4 runs outdoors in 42 days, there are {six_weeks}"
        )
    return ""


def best_vdots(history: History, distance_m: float, day: dt.date) -> list[float]:
    """Return the best VDOT of every run of the last 180 days, the highest first.

    From the best efforts over 5, 10, 15, 21.1 and 30 km and the whole run: at least 5 km and 15
    minutes, at most 4 hours and 1.05 times the race.
    """
    runs = history.runs
    ago = (pd.Timestamp(day) - runs["local_date"]).dt.days
    runs = runs[(ago < 180) & runs["book"].isin(_OUTDOORS) & (runs["quality"] != "poor")]
    efforts = history.efforts
    chosen = (
        efforts["run_id"].isin(set(runs["run_id"]))
        & efforts["distance_m"].isin(_STANDARD)
        & (efforts["quality"] == "ok")
    )
    columns = ["run_id", "distance_m", "elapsed_s"]
    both = pd.concat([efforts.loc[chosen, columns], runs[columns]], ignore_index=True).dropna()
    both = both[
        (both["distance_m"] >= 5_000)
        & (both["distance_m"] <= max(1.05 * distance_m, 5_000))
        & both["elapsed_s"].between(15 * 60, 4 * 3600)
    ]
    values = [
        vdot(float(metres), float(seconds))
        for metres, seconds in zip(both["distance_m"], both["elapsed_s"], strict=True)
    ]
    best = pd.Series(values, index=both["run_id"].to_numpy(), dtype=float).groupby(level=0).max()
    return sorted(map(float, best), reverse=True)


def own_races(history: History, effort: float, day: dt.date) -> list[tuple[float, float]]:
    """Return km-effort and seconds of the last three trail races of a like size in two years."""
    runs = history.runs
    ago = (pd.Timestamp(day) - runs["local_date"]).dt.days
    runs = runs[runs["is_race"] & (ago < 730)].dropna(subset=["distance_m", "elapsed_s"])
    climbed = runs["ascent_m"].fillna(0.0)
    on_trail = (runs["book"] == "trail") | (climbed >= TRAIL_GRADIENT * runs["distance_m"] / KM)
    size = runs["distance_m"] / KM + climbed / 100.0
    like = on_trail & (size <= 1.7 * effort) & (size >= effort / 1.7)
    found = zip(size[like], runs.loc[like, "elapsed_s"], strict=True)
    return [(float(one), float(seconds)) for one, seconds in found][-3:]
