"""What a runner has reached, run by run: the dated values that can earn a rung."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from runwins.goal import Away
from runwins.ladder.away import Days, days_ago
from runwins.model import History
from runwins.units import KM
from runwins.wins.remembered import remembered

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Marks:
    """Values in the order they were reached.

    Attributes
    ----------
    days
        Local days, never falling.
    values
        What stood there once the run was over; never missing.
    run_ids
        The run that brought it there.
    away
        Days on which the clock stood still.
    """

    days: Days
    values: Values
    run_ids: npt.NDArray[np.object_]
    away: tuple[Away, ...] = ()

    def best(self, first: dt.date, last: dt.date) -> float:
        """Return the highest value from one day to another, both included; zero without any."""
        begin = int(np.searchsorted(self.days, np.datetime64(first, "D"), side="left"))
        end = int(np.searchsorted(self.days, np.datetime64(last, "D"), side="right"))
        return float(self.values[begin:end].max(initial=0.0))

    def recent(self, day: dt.date, days: int) -> float:
        """Return the highest value of the last days before a day and that day; zero without any.

        Days that the runner marked as away do not count as passed.
        """
        if not self.away:
            return self.best(day - dt.timedelta(days=days), day)
        ago = days_ago(self.away, self.days, day)
        return float(self.values[(ago >= 0) & (ago <= days)].max(initial=0.0))

    def first(self, value: float, since: dt.date) -> tuple[dt.date, str] | None:
        """Return the day and the run that first reached a value, counting from a day."""
        reached = (self.values >= value - 1e-9) & (self.days >= np.datetime64(since, "D"))
        if not reached.any():
            return None
        place = int(np.argmax(reached))
        return self.days[place].astype(dt.date), str(self.run_ids[place])


@remembered
def run_days(history: History) -> Days:
    """Return the local day of every run, in the order of the table."""
    return history.runs["local_date"].to_numpy().astype("datetime64[D]")


def km_effort(history: History) -> Values:
    """Return kilometres plus a hundredth of the metres climbed, run by run.

    Where the ascent is not known the distance alone counts: a run is never credited with
    climbing that nobody measured.
    """
    climbed = history.runs["ascent_m"].fillna(0.0).to_numpy(dtype=float) / 100.0
    distance: Values = history.runs["distance_m"].to_numpy(dtype=float) / KM
    return distance + climbed


def of_runs(history: History, values: Any) -> Marks:
    """Return the marks of single runs; runs whose value is not known are left out."""
    numbers = np.asarray(values, dtype=float)
    return _sorted(history, run_days(history), numbers, np.isfinite(numbers))


def of_rows(history: History, run_ids: pd.Series[Any], values: Any) -> Marks:
    """Return the marks of what runs hold several of: climbs, best efforts, notes.

    Parameters
    ----------
    history
        The runs.
    run_ids, values
        The run of each, and its value.
    """
    days = history.runs.set_index("run_id")["local_date"].reindex(run_ids)
    order = np.argsort(days.to_numpy(), kind="stable")
    return Marks(
        days.to_numpy().astype("datetime64[D]")[order],
        np.asarray(values, dtype=float)[order],
        run_ids.to_numpy(dtype=object)[order],
        history.away,
    )


def of_weeks(history: History, values: Any) -> Marks:
    """Return each local week's sum so far, run by run (weeks begin on Monday)."""
    days, numbers = run_days(history), np.nan_to_num(np.asarray(values, dtype=float))
    order = np.argsort(days, kind="stable")
    week = (days[order].astype(np.int64) + 3) // 7
    sums = np.empty(len(days))
    sums[order] = _running_sums(week, numbers[order])
    return _sorted(history, days, sums, np.ones(len(days), dtype=bool))


def of_two_days(history: History, values: Any, least: float) -> Marks:
    """Return the sum of a day and the day before it, run by run.

    Parameters
    ----------
    history
        The runs.
    values
        One value a run.
    least
        What each of the two days must hold for the sum to count; zero counts single days too.
    """
    days, numbers = run_days(history), np.nan_to_num(np.asarray(values, dtype=float))
    order = np.argsort(days, kind="stable")
    day = days[order].astype(np.int64)
    so_far = _running_sums(day, numbers[order])
    last = np.searchsorted(day, day - 1, side="right") - 1
    before = np.where((last >= 0) & (day[last] == day - 1), so_far[last], 0.0)
    sums, both = np.empty(len(days)), np.empty(len(days), dtype=bool)
    sums[order] = so_far + before
    both[order] = np.minimum(so_far, before) >= least
    return _sorted(history, days, sums, both)


def _running_sums(group: npt.NDArray[np.int64], numbers: Values) -> Values:
    """Return the sums so far within each group of neighbours."""
    total = np.cumsum(numbers)
    begins = np.r_[True, group[1:] != group[:-1]][: len(group)]
    before = np.where(begins, total - numbers, 0.0)
    sums: Values = total - before[np.maximum.accumulate(np.where(begins, np.arange(len(group)), 0))]
    return sums


def _sorted(history: History, days: Days, values: Values, counted: npt.NDArray[np.bool_]) -> Marks:
    chosen = np.flatnonzero(counted)
    chosen = chosen[np.argsort(days[chosen], kind="stable")]
    ids = history.runs["run_id"].to_numpy(dtype=object)
    return Marks(days[chosen], values[chosen], ids[chosen], history.away)
