"""Close to a mark: within 2 % of a time, within 300 m of a distance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import BOOKS, History
from runwins.units import KM, MILE, distance_name, format_date, format_distance, format_duration
from runwins.wins.attempts import Attempts, attempts, celebrated
from runwins.wins.certainty import seconds_between
from runwins.wins.distance_marks import MARKS, SURE, credited, mark_name
from runwins.wins.nonstop_stretches import stretches
from runwins.wins.past import PLACES, Floats, Past, best_before
from runwins.wins.round_lines import LINES

_NEAR, _NEAR_M, _NEAR_SHARE = 0.02, 300.0, 0.1
_ATTEMPTS, _APART_DAYS = 3, 28


def almost(history: History, wins: pd.DataFrame) -> list[dict[str, Any]]:
    """Return at most one near distance and one near time a run, the nearest of each.

    The same is said once in 28 days: who runs 9.9 km every Tuesday knows.
    """
    past = Past(history)
    shown = wins[wins["shown"]]
    fast = set(shown.loc[shown["family"] == "pace", "run_id"])
    nearest: dict[tuple[int, str], tuple[float, dict[str, Any]]] = {}
    for short_by, run, family, row in [*_distances(past), *_times(history, past, fast)]:
        known = nearest.get((run, family))
        if run > 0 and (known is None or short_by < known[0]):
            nearest[run, family] = (short_by, {"run": run, "remark": "almost", **row})
    rows = []
    told: dict[tuple[str, float], int] = {}
    for (run, _), (_, row) in sorted(nearest.items()):
        day, what = int(past.days[run]), (row["kind"], row.pop("over"))
        if what not in told or day - told[what] >= _APART_DAYS:
            told[what] = day
            rows.append(row)
    return rows


def _distances(past: Past) -> Iterator[tuple[float, int, str, dict[str, Any]]]:
    distance = past.numbers("distance_m")
    sure = credited(distance, past.races)
    yield from _short_of(past, distance, sure, "first-distance", "{far}: {short}first {name}")
    found = stretches(past)
    for rough in (False, True):
        stretch = found.moving_m if rough else found.running_m
        here = np.where(found.rough == rough, stretch, np.nan)
        text = "{far} without stopping: {short}first {name}"
        yield from _short_of(past, here, stretch * SURE, "first-non-stop", text)


def _short_of(
    past: Past, distance: Floats, sure: Floats, kind: str, text: str
) -> Iterator[tuple[float, int, str, dict[str, Any]]]:
    marks = np.array((*MARKS[past.units], np.inf))
    known = np.fmax.accumulate(np.nan_to_num(sure)) if len(past) else sure
    following = marks[np.searchsorted(marks, known + 1e-6, side="right")]
    short = following - distance
    near = (short <= np.minimum(_NEAR_M, _NEAR_SHARE * following)) & (distance * SURE < following)
    for run in np.flatnonzero(near).tolist():
        mark = float(following[run])
        name = mark_name(mark, past.units)
        missing = f"{short[run]:.0f} m from your "
        if short[run] <= 0:
            needed = format_distance(mark / SURE, past.units, 2)
            missing = f"a watch can read 1 % long, so {needed} make a sure "
        elif past.units == "mi":
            missing = f"{format_distance(short[run], 'mi', 2)} from your "
        far = format_distance(distance[run], past.units, 2)
        yield (
            abs(float(short[run])) / mark,
            int(run),
            "distance",
            {
                "kind": kind,
                "over": mark,
                "label": text.format(far=far, short=missing, name=name),
                "value": float(distance[run]),
                "unit": "m",
                "mark": mark,
            },
        )


def _times(
    history: History, past: Past, fast: set[str]
) -> Iterator[tuple[float, int, str, dict[str, Any]]]:
    for every in attempts(history, past, celebrated(past)):
        yield from _near_lines(past, every.chosen(every.outdoors))
        for book in BOOKS:
            yield from _near_bests(past, every.chosen(past.books[every.run] == book), book, fast)


def _near_lines(past: Past, over: Attempts) -> Iterator[tuple[float, int, str, dict[str, Any]]]:
    lines = np.array(LINES.get(over.distance_m, ()))
    best = -best_before(-over.elapsed_s)[0]
    for at in range(_ATTEMPTS, len(over.run)):
        time = float(over.elapsed_s[at])
        below = lines[lines < min(time, float(best[at]))]
        if not len(below) or time > (1 + _NEAR) * below.max():
            continue
        line = float(below.max())
        name = distance_name(over.distance_m, past.units)
        per_unit = (time - line) / over.distance_m * (MILE if past.units == "mi" else KM)
        unit = "mile" if past.units == "mi" else "km"
        yield (
            time / line - 1,
            int(over.run[at]),
            "pace",
            {
                "kind": "round-number",
                "over": line,
                "label": f"{name} in {format_duration(time)}, {seconds_between(time, line)} from "
                f"{format_duration(line)}: {per_unit:.{0 if per_unit >= 1 else 1}f} s a {unit}",
                "value": time,
                "unit": "s",
                "mark": line,
                "at_m": float(over.from_m[at]),
            },
        )


def _near_bests(
    past: Past, over: Attempts, book: str, fast: set[str]
) -> Iterator[tuple[float, int, str, dict[str, Any]]]:
    best, holder = best_before(-over.elapsed_s)
    best = -best
    near = (over.elapsed_s >= best) & (over.elapsed_s <= (1 + _NEAR) * best)
    for at in np.flatnonzero(near).tolist():
        run = int(over.run[at])
        if at < _ATTEMPTS or past.ids[run] in fast:
            continue
        time, mark = float(over.elapsed_s[at]), float(best[at])
        place = "" if book == "road" else f" {PLACES[book]}"
        held = format_date(past.date(int(over.run[holder[at]])))
        off = "equal to" if time - mark < 0.05 else f"{seconds_between(time, mark)} off"
        name = distance_name(over.distance_m, past.units)
        yield (
            time / mark - 1,
            run,
            "pace",
            {
                "kind": "best-effort",
                "over": over.distance_m,
                "label": f"{name}{place} in {format_duration(time)}, {off} your best "
                f"({format_duration(mark)}, {held})",
                "value": time,
                "unit": "s",
                "mark": mark,
                "at_m": float(over.from_m[at]),
            },
        )
