"""Biggest week."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance, format_height, format_span
from runwins.wins.base import candidates, detector
from runwins.wins.past import Floats, Ints, Past
from runwins.wins.spans import best_within

_WEEKS, _RUNS, _MARGIN = 4, 2, 1.05
_SINCE_WEEKS, _SINCE_ACTIVE = 20, 12
_UNITS = ("m", "s", "m up")
_TIMES = (1.25, 1.25, 1.5)
_LEAST = (0.0, 0.0, 300.0)


@dataclass(frozen=True, slots=True)
class _Weeks:
    """The weeks with a run: their numbers, their last runs, and their sums of each measure."""

    number: Ints
    last_run: Ints
    sums: Floats


@detector("biggest-week", family="consistency")
def biggest_week(history: History) -> pd.DataFrame:
    """The week, Monday to Sunday, with the most distance, else time, else climbing.

    Told on the run that makes it so, with two runs in the week. Ever: four earlier weeks with a
    run, 5 % more than the biggest and 1.25 times the median of the last 26 weeks with a run
    (climbing: 1.5 times, from 300 m up, without altitudes that satellites measured). Or the
    biggest in 20 weeks, with twelve of them run in. One line of one measure a week, and a second
    if that grows into the biggest ever.
    """
    past = Past(history)
    if not len(past):
        return candidates([])
    each = np.column_stack([past.numbers(name) for name in ("distance_m", "moving_s")])
    climbed = np.where(past.texts("ascent_source") == "gps", np.nan, past.numbers("ascent_m"))
    each = np.nan_to_num(np.column_stack([each, climbed]))
    number, first, week = np.unique(past.weeks(), return_index=True, return_inverse=True)
    total = np.vstack([np.zeros(3), np.cumsum(each, axis=0)])
    last = np.append(first[1:], len(past)) - 1
    weeks = _Weeks(number, last, total[last + 1] - total[first])
    so_far = total[1:] - total[first][week]
    enough = (np.arange(len(past)) - first[week] + 1 >= _RUNS) & (week >= _WEEKS)
    beats = so_far > _most_lately(weeks)[week]
    rows: list[dict[str, Any]] = []
    told: dict[int, tuple[str, str]] = {}
    asked = week[past.since] if past.since < len(past) else len(number)
    for run in np.flatnonzero(enough & beats.any(axis=1) & (week >= asked)).tolist():
        at = int(week[run])
        for measure in np.flatnonzero(beats[run]).tolist():
            row = _judged(past, run, measure, float(so_far[run, measure]), weeks, at)
            if row is None:
                continue
            unit, scope = told.get(at, (row["unit"], ""))
            here = row["window"][:5]
            if unit == row["unit"] and scope in ("", "since") and scope != here:
                if run >= past.since:
                    rows.append(row)
                told[at] = (unit, here)
                break
    return candidates(rows)


def _most_lately(weeks: _Weeks) -> Floats:
    """Return the most of each measure in the weeks before each one, back to 20 weeks ago."""
    begin = np.searchsorted(weeks.number, weeks.number - _SINCE_WEEKS, side="right")
    end = np.arange(len(weeks.number))
    most = [best_within(sums, begin, end) for sums in weeks.sums.T]
    return np.maximum(np.column_stack(most), 0.0)


def _judged(
    past: Past, run: int, measure: int, value: float, weeks: _Weeks, at: int
) -> dict[str, Any] | None:
    """Return the candidate of a measure in week `at`, against the weeks before it."""
    earlier = weeks.sums[:at, measure]
    most = int(earlier.argmax())
    if value < _LEAST[measure] or value <= 0:
        return None
    if value >= _MARGIN * earlier[most]:
        usual = median(earlier[-26:].tolist())
        if value >= _TIMES[measure] * usual:
            return _row(past, run, measure, value, weeks, most, at)
    as_big = np.flatnonzero(earlier >= value)
    if not len(as_big):
        return None
    held = int(as_big[-1])
    apart = int(weeks.number[at] - weeks.number[held])
    if apart < _SINCE_WEEKS or at - 1 - held < _SINCE_ACTIVE:
        return None
    return _row(past, run, measure, value, weeks, held, at - 1 - held, apart)


def _row(
    past: Past,
    run: int,
    measure: int,
    value: float,
    weeks: _Weeks,
    held: int,
    since_n: int,
    apart: int | None = None,
) -> dict[str, Any]:
    before, holder = float(weeks.sums[held, measure]), int(weeks.last_run[held])
    unit = _UNITS[measure]
    span = "yet" if apart is None else f"in {apart} weeks"
    words = "before" if apart is None else "last as big"
    return past.candidate(
        run,
        held_by=holder,
        key=unit,
        label=f"Biggest week {span}: {_told(past, unit, value)} so far",
        detail=past.before(holder, _told(past, unit, before), words),
        value=value,
        unit=unit,
        previous=before,
        margin=value - before if apart is None else None,
        since=apart is not None,
        since_n=float(since_n),
        size=3.0 if apart is None else 1.5,
        rule="A local week, Monday to Sunday, with at least two runs: "
        + (
            "5 % more than the biggest of at least four weeks with a run, and 1.25 times the "
            "median of the last 26 of them (climbing 1.5 times, from 300 m up)."
            if apart is None
            else f"at least {_SINCE_WEEKS} weeks since one as big, {_SINCE_ACTIVE} of them with "
            "a run."
        ),
    )


def _told(past: Past, unit: str, value: float) -> str:
    if unit == "m":
        return format_distance(value, past.units, 0)
    return format_span(value) if unit == "s" else f"{format_height(value, past.units)} up"
