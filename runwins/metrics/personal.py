"""A runner's own history as a witness: an effort far beyond everything else they ran is doubted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.frames import EFFORTS
from runwins.metrics.best_efforts import NESTED_REASON, NESTED_TIMES, overlap_share
from runwins.metrics.geodesy import Floats

REASON = "far faster than all runs of the year before"
_RIEGEL = 1.06
_LIMIT = 1.15
_LIMIT_SUPPORTED = 1.40
_NEAR_TIMES = 5.0
_YEAR_S = 365 * 86_400.0
_REFERENCES = 10
_NEIGHBOURS = 12
_EQUALS = 2


def judge_personally(efforts: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Return the efforts, those that this runner's own history contradicts made unverified.

    An effort is set against the runner's runs of the 365 days before it: each one's best effort
    that is ``ok``, over a fifth to five times the distance, carried to it with Riegel's exponent
    1.06. More than 1.15 times as fast as the median of the three best is doubted (1.40 times where
    recorded speed, satellites and steps all support it); so is what holds more than half of a
    doubted stretch of a fifth of its length or more. Fewer than ten earlier runs judge nothing. On
    recorded runs false efforts were 1.18–1.68 times as fast, real ones up to 1.12, and none of the
    six doubted in three archives had all three behind it. But these runners train fast: who always
    jogs at 6:30 a kilometre and then runs 5 km at 4:45 is 1.32 times as fast. A race is not judged
    by runs in training: what was recorded of it must be right by itself.

    Later runs are no witnesses: what was said about a run is never taken back because of another.
    In two archives (793 runs) judging by both sides of the year doubts exactly what this does;
    with three earlier runs for enough, six runs of beginners getting faster would be doubted too.

    Parameters
    ----------
    efforts
        Frame `EFFORTS` of many runs.
    runs
        Frame `RUNS`: when they were; rides judge nothing.
    """
    efforts = EFFORTS.check(efforts)
    if efforts.empty:
        return efforts
    started = runs[runs["quality"] != "ride"].set_index("run_id")["start_time"]
    seconds = (started - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)
    when = efforts["run_id"].map(seconds).to_numpy(dtype=np.float64)
    doubted = _too_fast(efforts, when)
    if "is_race" in runs:
        races = runs.loc[runs["is_race"].to_numpy(dtype=bool), "run_id"]
        doubted &= ~efforts["run_id"].isin(races).to_numpy(dtype=bool)
    nested = _nested(efforts, doubted)
    judged = efforts.copy()
    for places, reason in ((doubted, REASON), (nested & ~doubted, NESTED_REASON)):
        judged.loc[places, "quality"] = "unverified"
        judged.loc[places, "reason"] = reason
        judged.loc[places, "supported"] = False
    return judged


def _too_fast(efforts: pd.DataFrame, when: NDArray[np.floating[Any]]) -> NDArray[np.bool_]:
    """Return which efforts are ok by themselves and too fast for this runner."""
    metres = efforts["distance_m"].to_numpy(dtype=np.float64)
    took = efforts["elapsed_s"].to_numpy(dtype=np.float64)
    run, _ = pd.factorize(efforts["run_id"])
    usable = (efforts["quality"] == "ok").to_numpy() & np.isfinite(when)
    limit = np.where(efforts["supported"].to_numpy(dtype=bool), _LIMIT_SUPPORTED, _LIMIT)
    doubted = np.zeros(len(efforts), dtype=bool)
    for distance in np.unique(metres[usable]):
        near = usable & (metres >= distance / _NEAR_TIMES) & (metres <= distance * _NEAR_TIMES)
        carried = took[near] * (distance / metres[near]) ** _RIEGEL
        runs, times, seconds = _best_per_run(run[near], carried, when[near])
        mine = np.flatnonzero(usable & (metres == distance))
        usual_enough = _equalled(runs, times, seconds, run[mine], took[mine] * limit[mine])
        for place in mine[~usual_enough]:
            low = np.searchsorted(seconds, when[place] - _YEAR_S, side="left")
            high = np.searchsorted(seconds, when[place], side="left")
            if high - low >= _REFERENCES:
                usual = float(np.partition(times[low:high], 1)[1])  # the median of the three best
                doubted[place] = usual / took[place] > limit[place]
    return doubted


def _equalled(
    runs: NDArray[np.intp],
    times: Floats,
    seconds: NDArray[np.floating[Any]],
    mine: NDArray[np.intp],
    bar_s: Floats,
) -> NDArray[np.bool_]:
    """Return which runs are equalled by two of the dozen before them within a year.

    None of these can be too fast, and the exact question need not be asked.

    Parameters
    ----------
    runs, times, seconds
        Every run, its best time and its start, in order of start.
    mine
        The runs in question.
    bar_s
        The time to equal, for each of them.
    """
    at = np.empty(runs.max() + 1, dtype=np.intp)
    at[runs] = np.arange(len(runs))
    here = at[mine]
    count = np.zeros(len(mine), dtype=np.intp)
    for step in range(-_NEIGHBOURS, 0):
        other = here + step
        there = other >= 0
        other = np.where(there, other, here)
        close = (seconds[here] - seconds[other] <= _YEAR_S) & (seconds[other] < seconds[here])
        count += there & close & (times[other] <= bar_s * (1 - 1e-12))
    return np.asarray(count >= _EQUALS, dtype=np.bool_)


def _best_per_run(
    run: NDArray[np.intp], time_s: Floats, when: NDArray[np.floating[Any]]
) -> tuple[NDArray[np.intp], Floats, NDArray[np.floating[Any]]]:
    """Return runs, their best time and their start, in order of start."""
    order = np.lexsort((time_s, run))
    first = np.concatenate([[True], np.diff(run[order]) != 0])
    best = order[first]
    best = best[np.argsort(when[best], kind="stable")]
    return run[best], time_s[best], when[best]


def _nested(efforts: pd.DataFrame, doubted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which efforts hold a doubted one of the same run."""
    nested = np.zeros(len(efforts), dtype=bool)
    of_doubted = efforts["run_id"].isin(efforts.loc[doubted, "run_id"])
    rows = efforts[of_doubted].to_dict("records")
    places = np.flatnonzero(of_doubted)
    for place, long in zip(places, rows, strict=True):
        for other, short in zip(places, rows, strict=True):
            if not doubted[other] or short["run_id"] != long["run_id"] or long["quality"] != "ok":
                continue
            ratio = long["distance_m"] / short["distance_m"]
            nested[place] |= 1 < ratio <= NESTED_TIMES and overlap_share(short, long) > 0.5
    return nested
