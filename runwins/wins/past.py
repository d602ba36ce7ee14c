"""A history as arrays by run, and what stood before each run.

All detectors speak of runs by their position in the history: 0 is the first run of the log.
Larger is better throughout; pass times with a minus.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE, format_date, format_distance
from runwins.wins.columns import OUTDOORS, Flags, Floats, Ints, columns, one_of

__all__ = [
    "OUTDOORS", "PLACES", "Flags", "Floats", "Ints", "Past", "best_before", "count_before",
    "day_of", "last_as_good", "one_of",
]  # fmt: skip

PLACES = {
    "road": "on roads",
    "trail": "on trails",
    "track": "on the track",
    "treadmill": "on the treadmill",
    "virtual": "in virtual runs",
}
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Past:
    """The runs of a history as arrays.

    Parameters
    ----------
    history
        Runs in the order they happened.
    """

    def __init__(self, history: History) -> None:
        runs = history.runs
        self.units = history.units
        self.since = history.since
        self._columns = columns(history)
        self._runs = runs

    @property
    def ids(self) -> list[str]:
        """The id of each run."""
        return self._columns.ids

    @property
    def days(self) -> Ints:
        """The local day of each run, counted from 1 January 1970."""
        return self._columns.days

    @property
    def books(self) -> npt.NDArray[Any]:
        """The book of each run."""
        return self._columns.books

    @property
    def races(self) -> Flags:
        """Which runs were races."""
        return self._columns.races

    def __len__(self) -> int:
        return len(self._runs)

    def asked(self, chosen: Flags) -> list[int]:
        """Return the chosen runs among those that are asked about: what earlier ones won stands."""
        runs: list[int] = (np.flatnonzero(chosen[self.since :]) + self.since).tolist()
        return runs

    def place(self, run_ids: Any) -> Ints:
        """Return the position of each of some runs; -1 for those that are not in the history."""
        found: Ints = self._columns.index.get_indexer(pd.Index(run_ids, dtype=object))
        return found

    def owners(self, frame: pd.DataFrame) -> Ints:
        """Return the position of the run that each row of a frame belongs to; -1 for none."""
        return self._columns.owners(frame).copy()

    def saying(self, frame: pd.DataFrame, column: str, text: str) -> Flags:
        """Return which rows of a frame say this in a column."""
        return self._columns.saying(frame, column, text).copy()

    def numbers(self, column: str) -> Floats:
        """Return a column of numbers; what is missing is NaN."""
        return self._runs[column].to_numpy(dtype=np.float64, na_value=np.nan)

    def texts(self, column: str) -> npt.NDArray[Any]:
        """Return a column of texts; what is missing is None."""
        return self._runs[column].to_numpy(dtype=object)

    def outdoors(self) -> Flags:
        """Return which runs moved through the world."""
        return self._columns.outdoors.copy()

    def in_book(self, book: str) -> Flags:
        """Return which runs belong to a book."""
        return self._columns.in_book(book).copy()

    def sound(self) -> Flags:
        """Return which runs are recorded well enough to speak of speed and stops."""
        return self._columns.sound.copy()

    def weeks(self) -> Ints:
        """Return the number of each run's local ISO week; consecutive weeks differ by one."""
        weeks: Ints = (self.days + 3) // 7
        return weeks

    def years(self) -> Ints:
        """Return the local year of each run."""
        return self.days.astype("datetime64[D]").astype("datetime64[Y]").astype("int64") + 1970

    def months(self) -> Ints:
        """Return the number of each run's local month; consecutive months differ by one."""
        return self.days.astype("datetime64[D]").astype("datetime64[M]").astype("int64")

    def date(self, run: int) -> dt.date:
        """Return the local day of a run."""
        return day_of(int(self.days[run]))

    def before(self, run: int, mark: str, words: str = "before") -> str:
        """Return the line below a headline: the mark before and its date."""
        return f"{words}: {mark} ({format_date(self.date(run))})"

    def short_of(self, distance_m: float, mark_m: float) -> str:
        """Return a distance in words: ``39.2 km``, or ``9.97 km`` where a tenth would be 10 km."""
        size = MILE if self.units == "mi" else KM
        near = round(distance_m / size, 1) * size >= mark_m - 1e-6
        return format_distance(distance_m, self.units, 2 if near else 1)

    def candidate(
        self,
        run: int,
        *,
        held_by: int | None = None,
        key: str = "",
        detail: str | None = None,
        previous: float | None = None,
        margin: float | None = None,
        since: bool = False,
        confidence: float = 1.0,
        stretch: tuple[float, float, float, float] | None = None,
        **told: Any,
    ) -> dict[str, Any]:
        """Return one row of `CANDIDATES`.

        Parameters
        ----------
        run
            The run that won.
        held_by
            The run that held the mark before.
        since
            The win counts since the day of `held_by`, not ever.
        stretch
            First and last second, first and last metre of the evidence.
        told
            label, value, unit, size, since_n and rule.
        """
        from_s, to_s, from_m, to_m = stretch or (None, None, None, None)
        held = held_by is not None and held_by >= 0
        day = self.date(held_by) if held and held_by is not None else None
        return {
            "run_id": self.ids[run],
            "key": key,
            "detail": detail,
            "previous": previous,
            "previous_run_id": self.ids[held_by] if held and held_by is not None else None,
            "previous_date": None if day is None else np.datetime64(day, "s"),
            "margin": margin,
            "window": f"since {day.isoformat()}" if since and day is not None else "ever",
            "confidence": confidence,
            "from_s": from_s,
            "to_s": to_s,
            "from_m": from_m,
            "to_m": to_m,
            **told,
        }


def day_of(number: int) -> dt.date:
    """Return the date of a day counted from 1 January 1970."""
    return dt.date.fromordinal(_EPOCH + number)


def best_before(values: Floats) -> tuple[Floats, Ints]:
    """Return the best of all earlier values and where it was first reached; NaN and -1 for none."""
    best = np.full(len(values), np.nan)
    holder = np.full(len(values), -1, dtype=np.int64)
    if len(values) > 1:
        known = np.where(np.isnan(values), -np.inf, values)
        running = np.maximum.accumulate(known)
        new = np.concatenate([[np.isfinite(known[0])], running[1:] > running[:-1]])
        holders = np.maximum.accumulate(np.where(new, np.arange(len(values)), -1))
        best[1:] = np.where(np.isfinite(running[:-1]), running[:-1], np.nan)
        holder[1:] = holders[:-1]
    return best, holder


def count_before(attempts: Flags) -> Ints:
    """Return how many earlier runs were attempts."""
    counts = np.cumsum(attempts, dtype=np.int64)
    return counts - attempts.astype(np.int64)


def last_as_good(values: Floats, since: int = 0) -> Ints:
    """Return where the latest earlier value at least as good stands; -1 where there is none.

    Before `since` nothing is looked for, and -1 stands.
    """
    found = np.full(len(values), -1, dtype=np.int64)
    stack = _none_better_after(values[:since])
    for here, value in enumerate(values[since:].tolist(), since):
        if value != value:  # NaN is no attempt
            continue
        while stack and stack[-1][0] < value:
            stack.pop()
        if stack:
            found[here] = stack[-1][1]
        stack.append((value, here))
    return found


def _none_better_after(values: Floats) -> list[tuple[float, int]]:
    """Return the values that no later one beats, and where they stand, in order."""
    known = np.where(np.isnan(values), -np.inf, values)
    best_from = np.maximum.accumulate(known[::-1])[::-1] if len(known) else known
    at = np.flatnonzero((known >= best_from) & ~np.isnan(values))
    return list(zip(values[at].tolist(), at.tolist(), strict=True))
