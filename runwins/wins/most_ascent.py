"""Most climbing in a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import FOOT, Units, format_ago, format_height
from runwins.wins.altitudes import ascents, hidden_drift
from runwins.wins.base import candidates, detector
from runwins.wins.distance_marks import reached
from runwins.wins.past import (
    Flags,
    Floats,
    Past,
    best_before,
    count_before,
    last_as_good,
)

_SURE = 1 / 1.05
_MARKS_M = tuple(float(m) for m in (100, 200, 300, 500, 750, 1000, 1500, 2000, 3000))
_MARKS_FT = tuple(
    f * FOOT for f in (300, 500, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10000)
)
_MARKS: dict[Units, tuple[float, ...]] = {"km": _MARKS_M, "mi": _MARKS_FT}
_SINCE_RUNS, _SINCE_DAYS, _SINCE_M = 18, 68, 150.0


@detector("most-ascent", family="hills", rivals=1.5)
def most_ascent(history: History) -> pd.DataFrame:
    """The most metres climbed in one run: a first round number, the most ever, or for a long time.

    First 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000 m (or round feet), by 5 % because a
    watch's ascent is not more exact than that. The most ever needs five runs to compare with and
    5 % and 20 m more; the most in a long time needs 18 runs and 68 days, from 150 m up. Ascents
    are compared within like sources of altitude; GPS altitude alone claims nothing. On a run that
    never came back to a place the weather may have added 40 m an hour, 100 m at the most: by more
    than that it must be ahead.
    """
    past = Past(history)
    every, by_source = ascents(past)
    hidden = hidden_drift(past)
    known = np.maximum(np.minimum(every * _SURE, every - hidden), 0.0)
    now = reached(known, _MARKS[past.units])
    known[:1] = every[:1] * 1.05
    then = reached(best_before(known)[0], _MARKS[past.units])
    first = (now > then) & (count_before(~np.isnan(every)) >= 1)
    rows: list[dict[str, Any]] = []
    for ascent in by_source:
        rows.extend(_firsts(past, first & ~np.isnan(ascent), every, now))
        rows.extend(_more(past, ascent, hidden, first))
    return candidates(rows)


def _firsts(past: Past, first: Flags, ascent: Floats, marks: Floats) -> Iterator[dict[str, Any]]:
    most, holder = best_before(ascent)
    attempts = count_before(~np.isnan(ascent))
    for run in past.asked(first):
        mark = float(marks[run])
        told = format_height(most[run], past.units)
        told = f"{told}, too close to be sure" if most[run] >= mark else told
        yield past.candidate(
            run,
            held_by=holder[run],
            key=f"{mark:.0f}",
            label=f"First {format_height(mark, past.units)} of climbing in one run",
            detail=past.before(holder[run], told),
            value=ascent[run],
            unit="m up",
            previous=most[run],
            margin=ascent[run] - most[run],
            since_n=float(attempts[run]),
            size=4.0 if mark >= 300 else 3.0,
            rule="The first run with that much ascent, by at least 5 %, with an earlier run to "
            "compare with and an altitude that is more than GPS.",
        )


def _more(past: Past, ascent: Floats, hidden: Floats, first: Flags) -> Iterator[dict[str, Any]]:
    most, holder = best_before(ascent)
    attempts = count_before(~np.isnan(ascent))
    sure = ascent - hidden
    ahead = np.maximum(0.05 * most, np.hypot(20.0, hidden))
    ever = (ascent >= most + ahead) & (sure >= 50.0) & (attempts >= 5)
    as_good = last_as_good(ascent, past.since)
    between = attempts - attempts[as_good] - 1
    apart = past.days - past.days[as_good]
    since = (as_good >= 0) & (between >= _SINCE_RUNS) & (apart >= _SINCE_DAYS)
    since &= ascent >= _SINCE_M
    for run in past.asked((ever | since) & ~first):
        is_ever = bool(ever[run])
        held = int(holder[run] if is_ever else as_good[run])
        if not is_ever and np.nanmax(ascent[held + 1 : run]) > sure[run]:
            continue
        count = int(attempts[run] if is_ever else between[run])
        span = "yet" if is_ever else f"in {format_ago(int(apart[run]))}"
        words = "before" if is_ever else "last as much"
        before = past.before(held, format_height(ascent[held], past.units), words)
        yield past.candidate(
            run,
            held_by=held,
            label=f"Most climbing in one run {span}: {format_height(ascent[run], past.units)}",
            detail=before if is_ever else f"{before}, {count} runs ago",
            value=ascent[run],
            unit="m up",
            previous=ascent[held],
            margin=ascent[run] - ascent[held] if is_ever else None,
            since=not is_ever,
            since_n=float(count),
            size=3.5 if is_ever else 2.0,
            rule="More ascent than in any earlier run with a like source of altitude, by at least "
            "5 % and 20 m, with five runs to compare with."
            if is_ever
            else f"At least {_SINCE_RUNS} runs and {_SINCE_DAYS} days since one with as much "
            f"ascent, from {format_height(_SINCE_M, past.units)} up.",
        )
