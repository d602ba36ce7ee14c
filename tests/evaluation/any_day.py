"""How far runners get who have not said where they want to go: from any day, 18 weeks ahead.

Every 56 days of a log: was the best long run, and the best week, of the year before reached again,
or beaten by a tenth or by three tenths? The reach model answers for runners who got to a start
line; how much more slowly everybody else gets there is the pace that `forecast.LATE` stands for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from runwins.ladder import marks as reached
from runwins.ladder.base import SINGLE, STATE_DAYS, SUM, YEAR_DAYS
from runwins.ladder.forecast import reach_probability, reach_rate
from runwins.model import History

EVERY_DAYS, AHEAD_WEEKS = 56, 18
GROWTHS = (1.0, 1.1, 1.3)


def any_day(histories: Mapping[str, History], years: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Return a row for each day, side and growth: what the model gives, and what happened."""
    rows: list[dict[str, Any]] = []
    for runner, history in histories.items():
        for day in _days(history, years.get(runner)):
            rows += [{"runner": runner, "day": day} | side for side in _sides(history, day)]
    return pd.DataFrame(rows)


def _days(history: History, years: tuple[int, int] | None) -> Iterator[dt.date]:
    """Yield every 56th day with a year before it and 18 weeks after it in the log."""
    days = reached.run_days(history)
    first, last = days.min().astype(dt.date), days.max().astype(dt.date)
    if years is not None:
        first, last = dt.date(years[0], 1, 1), dt.date(years[1], 12, 31)
    day = first + dt.timedelta(days=YEAR_DAYS)
    while day + dt.timedelta(weeks=AHEAD_WEEKS) <= last:
        yield day
        day += dt.timedelta(days=EVERY_DAYS)


def _sides(history: History, day: dt.date) -> Iterator[dict[str, Any]]:
    metres = history.runs["distance_m"]
    long_runs, weeks = reached.of_runs(history, metres), reached.of_weeks(history, metres)
    ago = (np.datetime64(day, "D") - reached.run_days(history)).astype(int)
    month = (ago >= 0) & (ago < 28)
    week = float(metres.to_numpy(dtype=float)[month].sum()) / 4
    now = long_runs.best(day - dt.timedelta(days=STATE_DAYS), day)
    if now <= 0 or week <= 0:
        return
    ahead = day + dt.timedelta(days=1), day + dt.timedelta(weeks=AHEAD_WEEKS)
    for side, marks, state, model in (
        ("long run", long_runs, now, SINGLE), ("week", weeks, week, SUM),
    ):  # fmt: skip
        best = marks.best(day - dt.timedelta(days=YEAR_DAYS), day)
        for growth in GROWTHS:
            rate = reach_rate(growth * best, state, best, model)
            yield {
                "side": side,
                "growth": growth,
                "rate": rate,
                "chance": reach_probability(rate, AHEAD_WEEKS),
                "done": marks.best(*ahead) >= growth * best - 1e-9,
            }


def pace_of(rows: pd.DataFrame) -> float:
    """Return the pace of the reach model that makes what happened most likely."""
    paces = np.linspace(0.05, 2.0, 196)
    weight = rows["rate"].to_numpy() * AHEAD_WEEKS**0.9
    done = rows["done"].to_numpy()

    def likelihood(pace: float) -> float:
        return float(np.where(done, np.log(-np.expm1(-pace * weight)), -pace * weight).sum())

    return float(max(paces, key=likelihood))
