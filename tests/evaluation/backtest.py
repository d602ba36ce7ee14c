"""Standing before recorded races: what the ladder and the prediction said, and what happened.

A race-like run is a marathon or longer, a run marked as a race, the longest of its year, or a half
marathon run faster than most of the runner's long runs.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from baseline import adherence_chance, first_design

from runwins.goal import Goal
from runwins.ladder.build import stand
from runwins.ladder.standing import Rung, Standing, taper_begins, weeks_to_taper
from runwins.metrics.prediction import TRAIL_GRADIENT, predict
from runwins.model import History
from runwins.units import HALF_MARATHON, KM, MARATHON

WEEKS = (16, 8, 4)
BUILD_WEEKS = (20, 16, 12)
"""From where the marathons behind the reach model were looked at."""

_LEAST_M = 10_000.0
_LONG_M = 41_000.0
_NEAR = 0.025
_FAST = 0.85
_ENOUGH_LONG_RUNS = 4
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
        half, marathon, road, trail or long trail.
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
    kind = "road"
    if trail:
        kind = "trail" if metres / KM + climbed / 100 < 120 else "long trail"
    elif abs(metres / MARATHON - 1) <= _NEAR:
        kind, metres = "marathon", MARATHON
    elif abs(metres / HALF_MARATHON - 1) <= _NEAR:
        kind, metres = "half", HALF_MARATHON
    return Race(
        runner, row["local_date"].date(), metres, climbed, "trail" if trail else "road",
        float(row["elapsed_s"]), kind, why,
    )  # fmt: skip


def predictions(
    histories: Mapping[str, History], years: Mapping[str, tuple[int, int]]
) -> pd.DataFrame:
    """Return a row for each race and each time before it at which there was a prediction."""
    rows = []
    for runner, history in histories.items():
        for race in races(runner, history, years.get(runner)):
            for weeks in WEEKS:
                day = race.day - dt.timedelta(weeks=weeks)
                made = predict(history, race.distance_m, race.ascent_m, race.terrain, day=day)
                if not made.enough:
                    continue
                first = first_design(history.until(day), race.distance_m, race.ascent_m, day)
                rows.append(
                    {
                        "runner": runner,
                        "race": race.day,
                        "kind": race.kind,
                        "why": race.why,
                        "weeks": weeks,
                        "error": math.log(made.p50_s / race.elapsed_s),
                        "inside": made.p10_s <= race.elapsed_s <= made.p90_s,
                        "first_error": math.log(first.p50_s / race.elapsed_s),
                        "first_inside": first.p10_s <= race.elapsed_s <= first.p90_s,
                    }
                )
    return pd.DataFrame(rows)


def ladders(
    histories: Mapping[str, History],
    years: Mapping[str, tuple[int, int]],
    weeks_before: Sequence[int] = WEEKS,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a row for each open rung, and one for each open goal, as seen before each race.

    Halves that count for having been fast are left out: nobody had set out for them.
    """
    rungs: list[dict[str, Any]] = []
    goals: list[dict[str, Any]] = []
    for runner, history in histories.items():
        for race in races(runner, history, years.get(runner)):
            for weeks in weeks_before if race.why != "fast half" else ():
                day = race.day - dt.timedelta(weeks=weeks)
                goal = race.goal(day)
                standing = stand(goal, history.until(day), day)
                if standing.probability is None:
                    continue
                about = {
                    "runner": runner, "race": race.day, "kind": race.kind, "weeks": weeks,
                    "trained_for": race.trained_for,
                }  # fmt: skip
                after = stand(goal, history, taper_begins(goal) or race.day)
                rungs += [about | row for row in _rung_rows(standing, after)]
                if standing.open_base:
                    done = not [base for base in after.open_base if base[0].critical]
                    left = weeks_to_taper(goal, day) or 0.0
                    first = [
                        adherence_chance(standing.history, day, dimension, base, left)
                        for dimension, base in standing.open_base
                    ]
                    goals.append(
                        about
                        | {
                            "chance": standing.probability,
                            "first_chance": min(first),
                            "done": done,
                            "band": standing.status,
                        }
                    )
    return pd.DataFrame(rungs), pd.DataFrame(goals)


def _rung_rows(standing: Standing, after: Standing) -> Iterator[dict[str, Any]]:
    weeks = weeks_to_taper(standing.goal, standing.today)
    for rung in standing.steps:
        if rung.done or rung.chance is None or not weeks or weeks <= 0:
            continue
        reached = _reached(rung, standing.today, after)
        yield {
            "rung": rung.kind,
            "chance": rung.chance,
            "first_chance": adherence_chance(
                standing.history, standing.today, rung.dimension, rung.value, weeks
            ),
            "done": reached is not None and reached <= after.today,
            "by_p50": _by(rung.dates.p50, reached),
            "by_p80": _by(rung.dates.p80, reached),
            "above_now": min(max(_log(rung.value, rung.dimension.now), 0.0), 2.5),
            "above_best": min(max(_log(rung.value, rung.dimension.year_best), -1.5), 0.7),
            "side": rung.dimension.side,
            "to_taper": weeks,
            "to_base": rung.value <= rung.dimension.grid(rung.dimension.base) + 1e-9,
        }


def _reached(rung: Rung, day: dt.date, after: Standing) -> dt.date | None:
    """Return the day after `day` on which a rung was first reached, whatever came later."""
    marks = after.dimensions[rung.kind].marks
    found = marks.first(rung.value, day + dt.timedelta(days=1))
    return None if found is None else found[0]


def _by(date: dt.date | None, reached: dt.date | None) -> float:
    return math.nan if date is None else float(reached is not None and reached <= date)


def _log(value: float, state: float) -> float:
    return math.log(value / state) if state > 0 else math.inf


def brier(rows: pd.DataFrame, chance: str = "chance") -> float:
    """Return the mean squared distance of chances from what happened."""
    return float(np.mean((rows[chance] - rows["done"].astype(float)) ** 2))
