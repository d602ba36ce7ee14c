"""The builds that the reach model was made on: which rungs, which moments, which runners.

A build leads to a marathon or a longer run and is looked at 20, 16 and 12 weeks before it. Its
rungs are all open steps, shown on the ladder or not, of the five sides on which a goal's chance
rests: the longest run, the week, two days in a row, and climbing in a week and in a run. A rung is
reached by a run after that day and before the taper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from backtest import judged, seen_from
from recorded_races import Race, races

from runwins.goal import Goal
from runwins.ladder import forecast, steps
from runwins.ladder.base import Dimension
from runwins.ladder.build import stand
from runwins.ladder.standing import Standing, taper_begins, weeks_to_taper
from runwins.model import History

WEEKS = (20, 16, 12)
SIDES = ("long-run", "weekly-volume", "back-to-back", "weekly-ascent", "single-run-ascent")


def builds(
    histories: Mapping[str, History], years: Mapping[str, tuple[int, int]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a row for each open rung, and one for each build, of marathons and longer."""
    rungs: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for runner, history in histories.items():
        for race in races(runner, history, years.get(runner)):
            for weeks in WEEKS if race.why == "long" else ():
                day = race.day - dt.timedelta(weeks=weeks)
                goal = race.goal(day)
                standing = stand(goal, history.until(day), day)
                if standing.probability is None:
                    continue
                about = {"runner": runner, "race": race.day, "weeks": weeks}
                after = stand(goal, history, taper_begins(goal) or race.day)
                rungs += [about | row for row in _rungs(standing, after, race)]
                found.append(about | judged(standing, after))
    return pd.DataFrame(rungs), pd.DataFrame(found)


def _rungs(standing: Standing, after: Standing, race: Race) -> Iterator[dict[str, Any]]:
    for name in SIDES:
        dimension = standing.dimensions.get(name)
        if dimension is None or not dimension.known:
            continue
        for value in _open_steps(name, dimension, standing.goal, standing.today):
            rate = forecast.rate_of(dimension, value)
            weeks = weeks_to_taper(standing.goal, standing.today) or 0.0
            dates = forecast.likely_dates(dimension, value, standing.today, race.day)
            chance = forecast.reach_probability(rate, weeks)
            yield seen_from(standing, after, name, dimension, value, chance, dates)


def _open_steps(name: str, dimension: Dimension, goal: Goal, day: dt.date) -> list[float]:
    """Return the steps to the full mark that no run has reached in the four weeks before a day."""
    chain = steps.chain(name, dimension, day)
    return [step for step in chain.steps if dimension.first_reach(step, goal.first_day) is None]
