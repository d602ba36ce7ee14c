"""Where the runner stood on earlier days that are worth comparing with today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runwins.goal import Goal
from runwins.metrics.bests import bests
from runwins.model import History
from runwins.units import HALF_MARATHON, MARATHON

SPAN_DAYS = 28
_COMPARED_M = (5_000.0, 10_000.0, HALF_MARATHON, MARATHON)
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a runner stood at the end of a day, from what had been run until then alone.

    Attributes
    ----------
    what
        Why this day: now, a year ago, …
    day
        The day.
    runs, distance_m, moving_s, ascent_m
        Sums over the 28 days up to it, of what is known.
    longest_m
        The longest run of these days; ``None`` without one.
    longest_ever_m
        The longest run up to then.
    bests_s
        The best time over each of some distances up to then, in seconds by metres.
    wins
        What was won in its last seven days, the strongest first, with the day.
    """

    what: str
    day: dt.date
    runs: int
    distance_m: float
    moving_s: float
    ascent_m: float
    longest_m: float | None
    longest_ever_m: float | None
    bests_s: Mapping[float, float]
    wins: tuple[tuple[dt.date, str], ...]


def look_back(
    history: History, wins: pd.DataFrame, goal: Goal | None, today: dt.date
) -> list[Standing]:
    """Return where the runner stands now, and stood on each earlier day that the log reaches.

    A year ago; at the start of the build; and as many days before an earlier race as the next race
    is away: the latest at least half as long, or the longest there was.

    Parameters
    ----------
    history
        The runs.
    wins
        Frame `WINS`, those worth saying.
    goal
        The race ahead, where there is one.
    today
        The day to look back from.
    """
    runs = history.runs
    found = [_standing("now", today, history, wins)]
    begun = None if runs.empty else runs["local_date"].iloc[0].date()
    for what, day in _days(runs, goal, today):
        if begun is not None and begun <= day <= today - dt.timedelta(days=7):
            found.append(_standing(what, day, history, wins))
    return found


def _days(runs: pd.DataFrame, goal: Goal | None, today: dt.date) -> Iterator[tuple[str, dt.date]]:
    year = today.year - 1
    last_day = 28 if today.month == 2 else today.day
    yield "a year ago", today.replace(year=year, day=min(today.day, last_day))
    if goal is None:
        return
    yield "when the build began", goal.first_day
    if goal.date is None or goal.date < today:
        return
    before = runs[runs["is_race"] & (runs["local_date"] < pd.Timestamp(goal.first_day))]
    if before.empty:
        return
    alike = before[before["distance_m"] >= _LIKE * goal.distance_m]
    race = (alike if len(alike) else before.sort_values("distance_m", na_position="first")).iloc[-1]
    ahead = goal.date - today
    name = race["name"] or f"the race of {race['local_date'].date().isoformat()}"
    yield f"{ahead.days} days before {name}", race["local_date"].date() - ahead


def _standing(what: str, day: dt.date, history: History, wins: pd.DataFrame) -> Standing:
    until = history.until(day)
    every = until.runs
    span = every[every["local_date"] > pd.Timestamp(day - dt.timedelta(days=SPAN_DAYS))]
    held = bests(until.efforts, every)
    times = dict(zip(held["distance_m"], held["elapsed_s"], strict=True))
    return Standing(
        what=what,
        day=day,
        runs=len(span),
        distance_m=float(span["distance_m"].sum()),
        moving_s=float(span["moving_s"].sum()),
        ascent_m=float(span["ascent_m"].sum()),
        longest_m=_longest(span),
        longest_ever_m=_longest(every),
        bests_s={metres: float(times[metres]) for metres in _COMPARED_M if metres in times},
        wins=_won(wins, day),
    )


def _longest(runs: pd.DataFrame) -> float | None:
    longest: Any = runs["distance_m"].max()
    return None if pd.isna(longest) else float(longest)


def _won(wins: pd.DataFrame, day: dt.date) -> tuple[tuple[dt.date, str], ...]:
    last = pd.Timestamp(day)
    week = wins[(wins["date"] > last - pd.Timedelta(days=7)) & (wins["date"] <= last)]
    best = week.sort_values("score", ascending=False, kind="stable").head(3)
    return tuple(
        (won.date(), str(label)) for won, label in zip(best["date"], best["label"], strict=True)
    )
