"""Biggest week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance, format_height, format_span
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_WEEKS, _RUNS, _MARGIN = 4, 2, 1.05
_SINCE_WEEKS, _SINCE_ACTIVE = 20, 12
_METRICS = (("distance_m", "m", 1.25, 0.0), ("moving_s", "s", 1.25, 0.0),
            ("ascent_m", "m up", 1.5, 300.0))  # fmt: skip


@dataclass
class _Weeks:
    """The weeks with a run before this one, and this one so far."""

    number: list[int] = field(default_factory=list)
    last_run: list[int] = field(default_factory=list)
    sums: list[tuple[float, ...]] = field(default_factory=list)


@detector("biggest-week", family="consistency")
def biggest_week(history: History) -> pd.DataFrame:
    """The week, Monday to Sunday, with the most distance, else time, else climbing.

    Told on the run that makes it so, with two runs in the week. Ever: four earlier weeks with a
    run, 5 % more than the biggest and 1.25 times the median of the last 26 weeks with a run
    (climbing: 1.5 times, from 300 m up). Or the biggest in 20 weeks, with twelve of them run in.
    One line of one measure a week, and a second if that grows into the biggest ever.
    """
    past = Past(history)
    sums = np.column_stack([np.nan_to_num(past.numbers(name)) for name, *_ in _METRICS])
    weeks = past.weeks().tolist()
    known = _Weeks()
    rows: list[dict[str, Any]] = []
    now, runs, told = np.zeros(3), 0, ("", "")
    for run, week in enumerate(weeks):
        if run and weeks[run - 1] == week:
            now, runs = now + sums[run], runs + 1
        else:
            if run:
                known.number.append(weeks[run - 1])
                known.last_run.append(run - 1)
                known.sums.append(tuple(now.tolist()))
            now, runs, told = sums[run], 1, ("", "")
        if runs < _RUNS or len(known.number) < _WEEKS:
            continue
        for row in _judged(past, run, week, now.tolist(), known):
            if (
                told[0] in ("", row["unit"])
                and told[1] in ("", "since")
                and (told[1] != row["window"][:5])
            ):
                rows.append(row)
                told = (row["unit"], row["window"][:5])
                break
    return candidates(rows)


def _judged(
    past: Past, run: int, week: int, now: list[float], known: _Weeks
) -> Iterator[dict[str, Any]]:
    for place, (_, unit, times, least) in enumerate(_METRICS):
        earlier = [sums[place] for sums in known.sums]
        most = max(earlier)
        value = now[place]
        if value < least or value <= 0:
            continue
        if value >= _MARGIN * most and value >= times * median(earlier[-26:]):
            yield _row(past, run, unit, value, known, earlier.index(most), place, len(earlier))
            continue
        as_big = [at for at, total in enumerate(earlier) if total >= value]
        if as_big and week - known.number[as_big[-1]] >= _SINCE_WEEKS:
            active = len(earlier) - 1 - as_big[-1]
            if active >= _SINCE_ACTIVE:
                weeks = week - known.number[as_big[-1]]
                yield _row(past, run, unit, value, known, as_big[-1], place, active, weeks)


def _row(
    past: Past,
    run: int,
    unit: str,
    value: float,
    known: _Weeks,
    held: int,
    place: int,
    since_n: int,
    weeks: int | None = None,
) -> dict[str, Any]:
    before, holder = known.sums[held][place], known.last_run[held]
    span = "yet" if weeks is None else f"in {weeks} weeks"
    words = "before" if weeks is None else "last as big"
    return past.candidate(
        run,
        held_by=holder,
        key=unit,
        label=f"Biggest week {span}: {_told(past, unit, value)} so far",
        detail=past.before(holder, _told(past, unit, before), words),
        value=value,
        unit=unit,
        previous=before,
        margin=value - before if weeks is None else None,
        since=weeks is not None,
        since_n=float(since_n),
        size=3.0 if weeks is None else 1.5,
        rule="A local week, Monday to Sunday, with at least two runs: "
        + (
            "5 % more than the biggest of at least four weeks with a run, and 1.25 times the "
            "median of the last 26 of them (climbing 1.5 times, from 300 m up)."
            if weeks is None
            else f"at least {_SINCE_WEEKS} weeks since one as big, {_SINCE_ACTIVE} of them with "
            "a run."
        ),
    )


def _told(past: Past, unit: str, value: float) -> str:
    if unit == "m":
        return format_distance(value, past.units, 0)
    return format_span(value) if unit == "s" else f"{format_height(value, past.units)} up"
