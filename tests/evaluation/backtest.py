"""Standing before recorded races: what the ladder and the prediction said, and what happened."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from baseline import adherence_chance, first_design
from recorded_races import UNKNOWN_CLIMB, races

from runwins.ladder.base import Dimension
from runwins.ladder.build import stand
from runwins.ladder.forecast import Dates
from runwins.ladder.marks import Marks
from runwins.ladder.standing import Standing, taper_begins, weeks_to_taper
from runwins.metrics.prediction import predict
from runwins.model import History

WEEKS = (16, 8, 4)


def predictions(
    histories: Mapping[str, History], years: Mapping[str, tuple[int, int]]
) -> pd.DataFrame:
    """Return a row for each race and each time before it at which there was a prediction."""
    rows = []
    for runner, history in histories.items():
        for race in races(runner, history, years.get(runner)):
            for weeks in WEEKS if race.kind != UNKNOWN_CLIMB else ():
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
    histories: Mapping[str, History], years: Mapping[str, tuple[int, int]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a row for each open rung, and one for each open goal, as seen before each race.

    Halves that count for having been fast are left out: nobody had set out for them.
    """
    rungs: list[dict[str, Any]] = []
    goals: list[dict[str, Any]] = []
    for runner, history in histories.items():
        for race in races(runner, history, years.get(runner)):
            for weeks in WEEKS if race.why != "fast half" else ():
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
                    goals.append(about | judged(standing, after))
    return pd.DataFrame(rungs), pd.DataFrame(goals)


def judged(standing: Standing, after: Standing) -> dict[str, Any]:
    """Return what was said of a goal, and whether all its marks stood when the taper began."""
    weeks = weeks_to_taper(standing.goal, standing.today) or 0.0
    first = [
        adherence_chance(standing.history, standing.today, dimension, base, weeks)
        for dimension, base in standing.open_base
    ]
    return {
        "open": bool(standing.open_base),
        "chance": standing.probability,
        "first_chance": min(first, default=1.0),
        "done": not [base for base in after.open_base if base[0].critical],
        "band": standing.status,
    }


def _rung_rows(standing: Standing, after: Standing) -> Iterator[dict[str, Any]]:
    weeks = weeks_to_taper(standing.goal, standing.today)
    for rung in standing.steps:
        if rung.done or rung.chance is None or not weeks or weeks <= 0:
            continue
        yield seen_from(
            standing, after, rung.kind, rung.dimension, rung.value, rung.chance, rung.dates
        )


def seen_from(
    standing: Standing,
    after: Standing,
    kind: str,
    dimension: Dimension,
    value: float,
    chance: float,
    dates: Dates,
) -> dict[str, Any]:
    """Return what was said of a rung, what happened to it, and where the runner stood."""
    weeks = weeks_to_taper(standing.goal, standing.today) or 0.0
    reached = _reached(after.dimensions[kind].marks, value, standing.today)
    return {
        "rung": kind,
        "chance": chance,
        "first_chance": adherence_chance(standing.history, standing.today, dimension, value, weeks),
        "done": reached is not None and reached <= after.today,
        "by_p50": _by(dates.p50, reached, after.today),
        "by_p80": _by(dates.p80, reached, after.today),
        "above_now": min(max(_log(value, dimension.now), 0.0), 2.5),
        "above_best": min(max(_log(value, dimension.year_best), -1.5), 0.7),
        "side": dimension.side,
        "to_taper": weeks,
        "to_base": value <= dimension.grid(dimension.base) + 1e-9,
    }


def _reached(marks: Marks, value: float, day: dt.date) -> dt.date | None:
    """Return the day after `day` on which a value was first reached, whatever came later."""
    found = marks.first(value, day + dt.timedelta(days=1))
    return None if found is None else found[0]


def _by(date: dt.date | None, reached: dt.date | None, taper: dt.date) -> float:
    """Return whether a rung was reached by a date; missing where that lies in the taper."""
    if date is None or date > taper:
        return math.nan
    return float(reached is not None and reached <= date)


def _log(value: float, state: float) -> float:
    return math.log(value / state) if state > 0 else math.inf


def brier(rows: pd.DataFrame, chance: str = "chance") -> float:
    """Return the mean squared distance of chances from what happened."""
    return float(np.mean((rows[chance] - rows["done"].astype(float)) ** 2))
