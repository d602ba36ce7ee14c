"""The tables of the rungs: scores beside what else they could be, and what the data allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from backtest import brier
from ladder_tables import Rows, number

SHIPPED = np.array([-1.85, -0.60, -2.0, -0.75, 0.70, 0.90])
"""The constants of `runwins.ladder.forecast`, in the order of `_terms`."""

_TRIES = 4000
Row = tuple[str, int, float | str, float | str, str]
Values = npt.NDArray[np.float64]


def same_exam_rows(rungs: pd.DataFrame, builds: pd.DataFrame) -> Rows:
    """Return how rungs and goals fare on the kind of build the constants come from."""
    base, goals = rungs[rungs["to_base"]], builds[builds["open"]]
    rows = [
        *_rungs("rungs up to the full marks", rungs, ".162 → .084", "about .9"),
        *_rungs("rungs up to the base marks", base, ".060", ""),
        ("reached by their P50 date", rungs["by_p50"].count(), "", rungs["by_p50"].mean(), ".60"),
        ("reached by their P80 date", rungs["by_p80"].count(), "", rungs["by_p80"].mean(), ".96"),
        ("open goals (base marks), Brier", len(goals), brier(goals, "first_chance"), brier(goals),
         ".200 → .130; full marks .269 → .175"),
        ("builds with all base marks by the taper", len(builds), "", builds["done"].mean(), ".83"),
    ]  # fmt: skip
    return _told(rows)


def all_rows(rungs: pd.DataFrame) -> Rows:
    """Return how the rungs fare before all race-like runs."""
    declared = rungs["trained_for"]
    rows = [
        *_rungs("rungs", rungs, "", ""),
        *_rungs("… before marathons and longer", rungs[declared], "", ""),
        *_rungs("… before the longest run of a year", rungs[~declared], "", ""),
        ("reached by their P50 date", rungs["by_p50"].count(), "", rungs["by_p50"].mean(), ""),
        ("reached by their P80 date", rungs["by_p80"].count(), "", rungs["by_p80"].mean(), ""),
    ]  # fmt: skip
    return [{name: row[name] for name in row if name != "measured there"} for row in _told(rows)]


def _rungs(name: str, rungs: pd.DataFrame, there: str, share_there: str) -> list[Row]:
    share, chance = float(rungs["done"].mean()), rungs["chance"]
    return [
        (f"{name}, Brier", len(rungs), brier(rungs, "first_chance"), brier(rungs), there),
        ("  share reached (mean chance given)", len(rungs), "",
         f"{share:.3f} ({chance.mean():.3f})", share_there),
        ("  Brier if every chance is right", len(rungs), "", (chance * (1 - chance)).mean(), ""),
        ("  Brier of guessing that share", len(rungs), "", share * (1 - share), ""),
    ]  # fmt: skip


def _told(rows: Iterable[Row]) -> Rows:
    return [
        {
            "figure": name,
            "of": count,
            "first design": first if isinstance(first, str) else number(first),
            "here": here if isinstance(here, str) else number(here),
            "measured there": there,
        }
        for name, count, first, here, there in rows
    ]


def runner_rows(rungs: pd.DataFrame) -> Rows:
    """Return how the same exam goes for each runner."""
    return [
        {
            "log": runner,
            "races": rows["race"].nunique(),
            "rungs": len(rows),
            "share reached": number(rows["done"].mean()),
            "mean chance given": number(rows["chance"].mean()),
            "Brier": f"{number(brier(rows, 'first_chance'))} → {number(brier(rows))}",
        }
        for runner, rows in rungs.groupby("runner", sort=False)
    ]


def fitted_rows(same: pd.DataFrame, rungs: pd.DataFrame) -> Rows:
    """Return what other constants would score, on both sets of rungs."""
    ways = {
        "as shipped": lambda rows: rows,
        "a personal pace from the runner's own builds before": _personal,
        "pace fitted, each runner left out": _pace_left_out,
        "six constants fitted, each runner left out": _left_out,
        "six constants fitted on the very answers": lambda rows: _fitted(rows, rows),
    }
    return [
        {
            "rung Brier": name,
            "marathons and longer": number(brier(way(same))),
            "all race-like runs": number(brier(way(rungs))),
        }
        for name, way in ways.items()
    ]


def calibration_rows(rungs: pd.DataFrame) -> Rows:
    """Return what happened to rungs of like chances."""
    edges = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    place = pd.cut(rungs["chance"], edges)
    return [
        {
            "chance given": f"{low:.1f}–{high:.1f}",
            "rungs": len(rows),
            "mean chance": number(rows["chance"].mean()),
            "reached": number(rows["done"].mean()),
        }
        for low, high in pairwise(edges)
        if len(rows := rungs[place == pd.Interval(low, high)])
    ]


def _terms(rungs: pd.DataFrame) -> Values:
    above = rungs["above_best"]
    columns = [
        np.ones(len(rungs)), rungs["above_now"], above.clip(lower=0), above.clip(upper=0),
        rungs["side"], np.log(rungs["to_taper"]),
    ]  # fmt: skip
    return np.column_stack(columns).astype(float)


def _chances(terms: Values, constants: Values) -> Values:
    found: Values = -np.expm1(-np.exp(np.clip(terms @ constants, -20.0, 5.0)))
    return found


def _fitted(rungs: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return the rungs with the chances of the constants that suit other rungs best."""
    terms, done = _terms(others), others["done"].to_numpy(dtype=float)
    draw, best, width = np.random.default_rng(20), SHIPPED, 0.3
    lowest = float(np.mean((_chances(terms, best) - done) ** 2))
    for turn in range(1, _TRIES + 1):
        tried = best + draw.normal(0.0, width, len(best))
        value = float(np.mean((_chances(terms, tried) - done) ** 2))
        if value < lowest:
            best, lowest = tried, value
        elif turn % 200 == 0:
            width *= 0.8
    return rungs.assign(chance=_chances(_terms(rungs), best))


def _left_out(rungs: pd.DataFrame) -> pd.DataFrame:
    runners = rungs["runner"]
    return pd.concat(
        [_fitted(rungs[runners == one], rungs[runners != one]) for one in runners.unique()]
    )


def _pace_left_out(rungs: pd.DataFrame) -> pd.DataFrame:
    """Return the rungs with chances at the pace that fits the other runners best."""
    parts = []
    for runner in rungs["runner"].unique():
        own, others = rungs[rungs["runner"] == runner], rungs[rungs["runner"] != runner]
        paces = np.linspace(0.1, 2.0, 96)
        best = min(paces, key=lambda pace: brier(_at_pace(others, float(pace))))
        parts.append(_at_pace(own, float(best)))
    return pd.concat(parts)


def _at_pace(rungs: pd.DataFrame, pace: float) -> pd.DataFrame:
    return rungs.assign(chance=1 - (1 - rungs["chance"]) ** pace)


def _personal(rungs: pd.DataFrame) -> pd.DataFrame:
    """Return the rungs with chances at the runner's own pace in builds that were over by then.

    Two builds of pace 1 are added, so that one build alone says little.
    """
    parts = []
    for (runner, race, weeks), own in rungs.groupby(["runner", "race", "weeks"], sort=False):
        day = race - dt.timedelta(weeks=int(weeks))
        past = rungs[(rungs["runner"] == runner) & (rungs["race"] < day)]
        expected = -np.log1p(-past["chance"].clip(upper=0.999))
        by_build = past.assign(expected=expected).groupby(["race", "weeks"])[["done", "expected"]]
        done, due = by_build.mean().groupby("race").mean().sum().to_numpy(dtype=float)
        parts.append(_at_pace(own, (2 + done) / (2 + due)))
    return pd.concat(parts)
