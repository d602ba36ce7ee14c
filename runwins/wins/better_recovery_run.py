"""An easy run at a calmer heart rate."""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_pace
from runwins.wins.base import candidates, detector
from runwins.wins.past import Floats, Ints, Past
from runwins.wins.steady_runs import SteadyRuns, running_median, whole_runs

_EASY_BPM, _LAST, _LATELY_DAYS = 3.0, 8, 180
_LOWER_BPM, _HEART_FROM_BPM, _MOST = (3.0, 15.0), 90.0, 1.12
_ERRORS, _MEDIAN_ERROR = 2.0, 1.2533
_RULE = (
    "An easy run: heart rate at most 3 bpm above the runner's usual. Heart rate 3 to 15 bpm below "
    "the median of the last eight easy runs, and speed at that heart rate above each of them, and "
    "above their median by two standard errors and at most 12 %; on one kind of terrain, with one "
    "device."
)


@detector("better-recovery-run", family="engine")
def better_recovery_run(history: History) -> pd.DataFrame:
    """An easy run with a calmer heart than your last eight, and faster for it than each of them.

    Easy: a mean heart rate of at most 3 above your median. Then at least 3 below the median of the
    last eight easy runs, on one kind of terrain and with one device within half a year; and its
    speed, put at the same heart rate, is above all eight and above their median by two standard
    errors. More than 15 beats or 12 % is a loose strap or another kind of run. It is told of that
    day: in shuffled logs such runs come a quarter as often.
    """
    past = Past(history)
    runs = whole_runs(past)
    rows: list[dict[str, Any]] = []
    asked = int(np.searchsorted(runs.run, past.since))
    for at, last in _calmer_and_faster(runs, running_median(runs.hr_bpm, asked)):
        usual = float(np.median(runs.hr_bpm[last]))
        speeds = runs.speed_at(at, last, float(runs.hr_bpm[at]))
        gain = float(runs.speed_mps[at] - np.median(speeds))
        error = _MEDIAN_ERROR * float(speeds.std(ddof=1)) / math.sqrt(_LAST)
        if gain <= _ERRORS * error or runs.speed_mps[at] > _MOST * np.median(speeds):
            continue
        one_run = float(runs.scatter_mps[at]) * math.sqrt(1 + _MEDIAN_ERROR**2 / _LAST)
        rows.append(
            past.candidate(
                int(runs.run[at]),
                held_by=int(runs.run[last[-1]]),
                label=f"Fastest of nine easy runs at {runs.hr_bpm[at]:.0f} bpm: "
                f"{format_pace(float(runs.speed_mps[at]), past.units)}",
                detail=f"the eight before had {usual:.0f} bpm; put at "
                f"{runs.hr_bpm[at]:.0f} bpm about "
                f"{format_pace(float(np.median(speeds)), past.units)}",
                value=float(runs.speed_mps[at]),
                unit="m/s",
                previous=float(np.median(speeds)),
                margin=gain,
                confidence=NormalDist().cdf(gain / one_run) if one_run > 0 else 0.5,
                since_n=float(_LAST),
                size=2.5,
                rule=_RULE,
            )
        )
    return candidates(rows)


def _calmer_and_faster(runs: SteadyRuns, usual_bpm: Floats) -> Iterator[tuple[int, Ints]]:
    """Yield runs and the last eight easy ones that compare: calmer, and faster than each of them.

    An easy run that is calmer than the median of easy runs is calmer than the usual.
    """
    maybe = np.isfinite(runs.scatter_mps) & (runs.hr_bpm <= usual_bpm)
    at = np.flatnonzero(maybe & (runs.hr_bpm >= _HEART_FROM_BPM))
    end, begin = runs.end[at] - 1, runs.begin(_LATELY_DAYS)[at]
    place = end[:, None] - np.arange(1, (end - begin).max(initial=0) + 1)
    before = runs.alike[place]
    easy = (place >= begin[:, None]) & (runs.hr_bpm[before] <= usual_bpm[at, None] + _EASY_BPM)
    easy &= easy.cumsum(axis=1) <= _LAST
    enough = easy.sum(axis=1) == _LAST
    at, last = at[enough], before[enough][easy[enough]].reshape(-1, _LAST)[:, ::-1]
    lower = np.median(runs.hr_bpm[last], axis=1) - runs.hr_bpm[at]
    beats = runs.hr_bpm[at, None] - runs.hr_bpm[last]
    speeds = runs.speed_mps[last] + runs.slope[at, None] * beats
    found = (lower >= _LOWER_BPM[0]) & (lower <= _LOWER_BPM[1])
    found &= runs.speed_mps[at] > speeds.max(axis=1)
    yield from zip(at[found].tolist(), last[found], strict=True)
