"""Race-like runs: a marathon or longer, a marked race, the longest of its year, or a fast half.

A half counts that was run faster than most of the runner's long runs.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runwins.goal import Goal
from runwins.metrics.recent_running import TRAIL_GRADIENT
from runwins.model import History
from runwins.units import HALF_MARATHON, KM, MARATHON

_LEAST_M = 10_000.0
_LONG_M = 41_000.0
_LONG_ROAD_M = 25_000.0
_NEAR = 0.025
_FAST = 0.85
_ENOUGH_LONG_RUNS = 4
UNKNOWN_CLIMB = "trail of unknown climb"
"""Its time says nothing about a prediction."""

_OTHER_SPORTS = ("ski",)
"""In a run's name: three outings that their owner calls XC ski are marked as runs."""


@dataclass(frozen=True, slots=True)
class Race:
    """A race-like run.

    Attributes
    ----------
    runner
        Whose, by the name of the log.
    day, distance_m, ascent_m, terrain, elapsed_s
        What it was.
    kind
        half, marathon, short road, road (from 25 km), trail, long trail, or `UNKNOWN_CLIMB`.
    why
        ``long`` for a marathon or longer, ``marked``, ``longest`` of its year, or a ``fast half``.
    """

    runner: str
    day: dt.date
    distance_m: float
    ascent_m: float
    terrain: Any
    elapsed_s: float
    kind: str
    why: str

    @property
    def trained_for(self) -> bool:
        """Whether it was a race for sure: the longest run of a year may be any run."""
        return self.why in {"long", "marked"}

    def goal(self, set_on: dt.date) -> Goal:
        """Return it as a goal set on a day."""
        ascent = self.ascent_m if self.ascent_m >= 100 else None
        return Goal(
            f"{self.runner} {self.day}", self.day, self.distance_m, set_on, ascent, self.terrain
        )


def races(runner: str, history: History, years: tuple[int, int] | None = None) -> list[Race]:
    """Return the race-like runs of a log, by day; of some years alone where they are given."""
    runs = history.runs
    runs = runs[runs["quality"] != "poor"].dropna(subset=["distance_m", "elapsed_s"])
    outdoors = runs[
        runs["book"].isin(["road", "trail", "track"]) & (runs["distance_m"] >= _LEAST_M)
    ]
    if years is not None:
        outdoors = outdoors[outdoors["local_date"].dt.year.between(*years)]
    named = outdoors["name"].fillna("").str.lower()
    outdoors = outdoors[~named.str.contains("|".join(_OTHER_SPORTS))]
    longest = outdoors.groupby(outdoors["local_date"].dt.year)["distance_m"].idxmax()
    why = pd.Series("", index=outdoors.index)
    why[_fast_halves(outdoors, runs)] = "fast half"
    why[longest] = "longest"
    why[outdoors["is_race"]] = "marked"
    why[outdoors["distance_m"] >= _LONG_M] = "long"
    chosen = outdoors[why != ""]
    return [_race(runner, row, why.loc[index]) for index, row in chosen.iterrows()]


def _fast_halves(outdoors: pd.DataFrame, runs: pd.DataFrame) -> pd.Index[Any]:
    """Return the halves among the fastest 15 % of a year's runs of 15 km and longer.

    Or by the heart rate: the rule by which most of the halves behind the constants were found. It
    chooses by what came out, so it favours good days.
    """
    found = []
    halves = outdoors[(outdoors["distance_m"] / HALF_MARATHON - 1).abs() <= _NEAR]
    for index, half in halves.iterrows():
        ago = (half["local_date"] - runs["local_date"]).dt.days
        past = runs[ago.between(1, 365) & (runs["distance_m"] >= 15_000)]
        speed = past["distance_m"] / past["elapsed_s"]
        fast = half["distance_m"] / half["elapsed_s"] >= speed.quantile(_FAST)
        hard = half["avg_hr_bpm"] >= past["avg_hr_bpm"].quantile(_FAST)
        if len(past) >= _ENOUGH_LONG_RUNS and (fast or hard):
            found.append(index)
    return pd.Index(found)


def _race(runner: str, row: pd.Series[Any], why: str) -> Race:
    metres = float(row["distance_m"])
    climbed = 0.0 if pd.isna(row["ascent_m"]) else float(row["ascent_m"])
    trail = climbed >= TRAIL_GRADIENT * metres / KM
    kind = "road" if metres >= _LONG_ROAD_M else "short road"
    if row["book"] == "trail" and pd.isna(row["ascent_m"]):
        kind = UNKNOWN_CLIMB
    elif trail:
        kind = "trail" if metres / KM + climbed / 100 < 120 else "long trail"
    elif abs(metres / MARATHON - 1) <= _NEAR:
        kind, metres = "marathon", MARATHON
    elif abs(metres / HALF_MARATHON - 1) <= _NEAR:
        kind, metres = "half", HALF_MARATHON
    return Race(
        runner, row["local_date"].date(), metres, climbed, "trail" if trail else "road",
        float(row["elapsed_s"]), kind, why,
    )  # fmt: skip
