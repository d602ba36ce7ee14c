"""Close to a mark: within 2 % of a time, within 300 m of a distance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import (
    KM,
    MILE,
    distance_name,
    format_date,
    format_distance,
    format_duration,
)
from runwins.wins.attempts import Attempts, attempts, celebrated, in_books
from runwins.wins.certainty import seconds_between
from runwins.wins.distance_marks import MARKS, SURE, credited, mark_name
from runwins.wins.nonstop_stretches import stretches
from runwins.wins.past import PLACES, Flags, Floats, Ints, Past, best_before
from runwins.wins.round_lines import LINES
from runwins.wins.spans import least_of_each

_NEAR, _NEAR_M, _NEAR_SHARE = 0.02, 300.0, 0.1
_ATTEMPTS, _APART_DAYS = 3, 28


def almost(history: History, wins: pd.DataFrame) -> list[dict[str, Any]]:
    """Return at most one near distance and one near time a run, the nearest of each.

    The same is said once in 28 days: who runs 9.9 km every Tuesday knows.
    """
    past = Past(history)
    shown = wins["shown"].to_numpy(dtype=bool) & (wins["family"].to_numpy(dtype=object) == "pace")
    fast = np.zeros(len(past), dtype=bool)
    fast[past.place(wins["run_id"].to_numpy(dtype=object)[shown])] = True
    near = [*_distances(past), *_times(history, past, fast)]
    run = np.concatenate([some.run for some in near])
    source = np.repeat(np.arange(len(near)), [len(some.run) for some in near])
    at = np.concatenate([np.arange(len(some.run)) for some in near])
    of_time = np.array([some.of_time for some in near])[source]
    short_by = np.concatenate([some.short_by for some in near])
    nearest = least_of_each(2 * run + of_time, short_by)
    rows = []
    told: dict[tuple[str, float], int] = {}
    for which in nearest[run[nearest] > 0].tolist():
        some, day = near[source[which]], int(past.days[run[which]])
        what = some.kind, float(some.over[at[which]])
        if what in told and day - told[what] < _APART_DAYS:
            continue
        told[what] = day
        if run[which] >= past.since:
            row = {"run": int(run[which]), "remark": "almost", "kind": some.kind}
            rows.append(row | some.told(int(at[which])))
    return rows


@dataclass(frozen=True, slots=True)
class _Near:
    """Runs that came close to marks of one kind.

    Attributes
    ----------
    kind
        The kind of win that each mark would have been.
    run
        Which runs.
    short_by
        How close, as a share of the mark.
    over
        What the mark is: the same is said once in 28 days.
    told
        The sentence on one of them, and its figures.
    of_time
        The mark is a time, not a distance.
    """

    kind: str
    run: Ints
    short_by: Floats
    over: Floats
    told: Callable[[int], dict[str, Any]]
    of_time: bool = True


def _distances(past: Past) -> Iterator[_Near]:
    distance = past.numbers("distance_m")
    sure = credited(distance, past.races)
    yield _short_of(past, distance, sure, "first-distance", "{far}: {short}first {name}")
    found = stretches(past)
    for rough in (False, True):
        stretch = found.moving_m if rough else found.running_m
        here = np.where(found.rough == rough, stretch, np.nan)
        text = "{far} without stopping: {short}first {name}"
        yield _short_of(past, here, stretch * SURE, "first-non-stop", text)


def _short_of(past: Past, distance: Floats, sure: Floats, kind: str, text: str) -> _Near:
    marks = np.array((*MARKS[past.units], np.inf))
    known = np.fmax.accumulate(np.nan_to_num(sure)) if len(past) else sure
    following = marks[np.searchsorted(marks, known + 1e-6, side="right")]
    short = following - distance
    near = (short <= np.minimum(_NEAR_M, _NEAR_SHARE * following)) & (distance * SURE < following)
    runs = np.flatnonzero(near)

    def told(at: int) -> dict[str, Any]:
        run, mark = runs[at], float(following[runs[at]])
        name = mark_name(mark, past.units)
        missing = f"{short[run]:.0f} m from your "
        if short[run] <= 0:
            needed = format_distance(mark / SURE, past.units, 2)
            missing = f"a watch can read 1 % long, so {needed} make a sure "
        elif past.units == "mi":
            missing = f"{format_distance(short[run], 'mi', 2)} from your "
        far = format_distance(distance[run], past.units, 2)
        label = text.format(far=far, short=missing, name=name)
        return {
            "label": label,
            "value": float(distance[run]),
            "unit": "m",
            "mark": mark,
        }

    over = following[runs]
    return _Near(kind, runs, np.abs(short[runs]) / over, over, told, of_time=False)


def _times(history: History, past: Past, fast: Flags) -> Iterator[_Near]:
    for every in attempts(history, past, celebrated(past)):
        yield from _near_lines(past, every.chosen(every.outdoors))
    for book, over in in_books(history, past, celebrated(past)):
        yield _near_bests(past, over, book, fast)


def _near_lines(past: Past, over: Attempts) -> Iterator[_Near]:
    lines = np.array(sorted(LINES.get(over.distance_m, ())))
    if not len(lines):
        return
    best = np.fmin(over.elapsed_s, -best_before(-over.elapsed_s)[0])
    line = np.append(lines, -np.inf)[np.searchsorted(lines, best) - 1]
    near = over.elapsed_s <= (1 + _NEAR) * line
    near[:_ATTEMPTS] = False
    found = np.flatnonzero(near)

    def told(which: int) -> dict[str, Any]:
        at = found[which]
        time, mark = float(over.elapsed_s[at]), float(line[at])
        name = distance_name(over.distance_m, past.units)
        per_unit = (time - mark) / over.distance_m * (MILE if past.units == "mi" else KM)
        unit = "mile" if past.units == "mi" else "km"
        return {
            "label": f"{name} in {format_duration(time)}, {seconds_between(time, mark)} from "
            f"{format_duration(mark)}: {per_unit:.{0 if per_unit >= 1 else 1}f} s a {unit}",
            "value": time,
            "unit": "s",
            "mark": mark,
            "at_m": float(over.from_m[at]),
        }

    short_by = over.elapsed_s[found] / line[found] - 1
    yield _Near("round-number", over.run[found], short_by, line[found], told)


def _near_bests(past: Past, over: Attempts, book: str, fast: Flags) -> _Near:
    best, holder = best_before(-over.elapsed_s)
    best = -best
    near = (over.elapsed_s >= best) & (over.elapsed_s <= (1 + _NEAR) * best) & ~fast[over.run]
    near[:_ATTEMPTS] = False
    found = np.flatnonzero(near)

    def told(which: int) -> dict[str, Any]:
        at = found[which]
        time, mark = float(over.elapsed_s[at]), float(best[at])
        place = "" if book == "road" else f" {PLACES[book]}"
        held = format_date(past.date(int(over.run[holder[at]])))
        off = "equal to" if time - mark < 0.05 else f"{seconds_between(time, mark)} off"
        name = distance_name(over.distance_m, past.units)
        return {
            "label": f"{name}{place} in {format_duration(time)}, {off} your best "
            f"({format_duration(mark)}, {held})",
            "value": time,
            "unit": "s",
            "mark": mark,
            "at_m": float(over.from_m[at]),
        }

    short_by = over.elapsed_s[found] / best[found] - 1
    over_m = np.full(len(found), over.distance_m)
    return _Near("best-effort", over.run[found], short_by, over_m, told)
