"""The tables of the evaluation of ladder and prediction, and what the rungs allow at best."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from any_day import GROWTHS, pace_of
from backtest import brier

BANDS = ("unlikely by this date", "a stretch", "within reach", "on track")
LEAST_RACES = 10
SHIPPED = np.array([-1.85, -0.60, -2.0, -0.75, 0.70, 0.90])
"""The constants of `runwins.ladder.forecast`, in the order of `_terms`."""

_TRIES = 4000
Values = npt.NDArray[np.float64]
Rows = list[dict[str, object]]


def prediction_rows(told: pd.DataFrame) -> Rows:
    """Return errors and coverage of the predictions, by class and by the time before."""
    there = {
        "half": ".49 → .84", "marathon": ".62 → .87", "road": ".81 → .88", "trail": ".58 → .83",
        "long trail": ".92 → .92",
    }  # fmt: skip
    groups = [(kind, "4", told[(told["kind"] == kind) & (told["weeks"] == 4)]) for kind in there]
    groups += [(kind, "any", told[told["kind"] == kind]) for kind in there]
    groups += [("all", str(weeks), told[told["weeks"] == weeks]) for weeks in (16, 8, 4)]
    groups.append(("all", "any", told))
    return [
        {
            "class": kind,
            "weeks before": weeks,
            "races": rows.groupby("runner")["race"].nunique().sum(),
            "predictions": len(rows),
            "runners": rows["runner"].nunique(),
            "median error of ln time": _pair(rows, "error", lambda one: one.median()),
            "mean absolute": _pair(rows, "error", lambda one: one.abs().mean()),
            "inside the range": _pair(rows, "inside", lambda one: one.mean()),
            "inside, measured there": there.get(kind, "") if weeks == "4" else "",
        }
        for kind, weeks, rows in groups
        if len(rows)
    ]


def _pair(rows: pd.DataFrame, name: str, of: Callable[[pd.Series[Any]], float]) -> str:
    """Return a figure of the first design and of what is shipped: ``0.49 → 0.84``."""
    return f"{_number(of(rows[f'first_{name}']))} → {_number(of(rows[name]))}"


def large_classes(told: pd.DataFrame) -> list[str]:
    """Return the classes with enough races to judge the range by."""
    races = told.drop_duplicates(["runner", "race"]).groupby("kind").size()
    return [str(kind) for kind in races[races >= LEAST_RACES].index]


def same_exam_rows(rungs: pd.DataFrame, goals: pd.DataFrame) -> Rows:
    """Return how rungs and goals fare on the kind of build the constants come from."""
    base = rungs[rungs["to_base"]]
    rows = [
        ("rung Brier up to the base marks, first design", len(base),
         brier(base, "first_chance"), ""),
        ("rung Brier up to the base marks", len(base), brier(base), ".060"),
        ("rung Brier up to the full marks, first design", len(rungs),
         brier(rungs, "first_chance"), ".162"),
        ("rung Brier up to the full marks", len(rungs), brier(rungs), ".084"),
        ("share of rungs reached", len(rungs), float(rungs["done"].mean()), "about .9"),
        ("goal Brier, first design", len(goals), brier(goals, "first_chance"), ".269"),
        ("goal Brier", len(goals), brier(goals), ".175"),
        ("share of goals with all marks", len(goals), float(goals["done"].mean()), ".83"),
    ]  # fmt: skip
    return [
        {"figure": name, "of": count, "here": _number(value), "measured there": there}
        for name, count, value, there in rows
    ]


def rung_rows(rungs: pd.DataFrame) -> Rows:
    """Return the rungs' Brier score, what else it could be, and how dates were kept."""
    share, base = rungs.assign(share=float(rungs["done"].mean())), rungs[rungs["to_base"]]
    own = rungs["chance"] * (1 - rungs["chance"])
    rows = [
        ("rung Brier, first design", len(rungs), brier(rungs, "first_chance")),
        ("rung Brier", len(rungs), brier(rungs)),
        ("… up to the base marks", len(base), brier(base)),
        ("… guessing the share", len(rungs), brier(share, "share")),
        ("… to be expected if every chance is right", len(rungs), float(own.mean())),
        ("… pace fitted, each runner left out", len(rungs), brier(_pace_left_out(rungs))),
        ("… six constants fitted, each runner left out", len(rungs), brier(_left_out(rungs))),
        ("… six constants fitted on these very rows", len(rungs), brier(_fitted(rungs, rungs))),
        ("mean chance given", len(rungs), float(rungs["chance"].mean())),
        ("share reached", len(rungs), float(rungs["done"].mean())),
        ("reached by their P50 date", rungs["by_p50"].count(), rungs["by_p50"].mean()),
        ("reached by their P80 date", rungs["by_p80"].count(), rungs["by_p80"].mean()),
    ]
    return [{"figure": name, "rungs": count, "here": _number(value)} for name, count, value in rows]


def calibration_rows(rungs: pd.DataFrame) -> Rows:
    """Return what happened to rungs of like chances."""
    edges = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    place = pd.cut(rungs["chance"], edges)
    return [
        {
            "chance given": f"{low:.1f}–{high:.1f}",
            "rungs": len(rows),
            "mean chance": _number(rows["chance"].mean()),
            "reached": _number(rows["done"].mean()),
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


def goal_rows(goals: pd.DataFrame) -> Rows:
    """Return the goals' Brier score by the time before."""
    all_of_them = {"figure": "goal Brier, open goals", "goals": len(goals)}
    found: Rows = [
        all_of_them
        | {"first design": _number(brier(goals, "first_chance")), "here": _number(brier(goals)),
           "measured there": ".269 → .175"}
    ]  # fmt: skip
    for weeks in (16, 8, 4):
        rows = goals[goals["weeks"] == weeks]
        found.append({"figure": f"… {weeks} weeks before", "goals": len(rows),
                      "first design": _number(brier(rows, "first_chance")),
                      "here": _number(brier(rows)), "measured there": ""})  # fmt: skip
    return found


def band_rows(goals: pd.DataFrame) -> Rows:
    """Return what happened to goals of each status."""
    there = dict(zip(BANDS, (".12", ".44", ".68", ".88"), strict=True))
    return [
        {
            "status": name,
            "goals": int((goals["band"] == name).sum()),
            "all marks reached": _number(goals.loc[goals["band"] == name, "done"].mean()),
            "measured there": there[name],
        }
        for name in BANDS
    ]


def any_day_rows(days: pd.DataFrame) -> Rows:
    """Return how often the best of a year came again, and the pace that fits it."""
    there = {
        ("long run", 1.0): ".28", ("long run", 1.1): ".24", ("long run", 1.3): ".15",
        ("week", 1.0): ".34", ("week", 1.1): ".22", ("week", 1.3): ".09",
    }  # fmt: skip
    paces = {"long run": ".41", "week": ".28"}
    found: Rows = []
    for side, pace in paces.items():
        rows = days[days["side"] == side]
        for growth in GROWTHS:
            some = rows[rows["growth"] == growth]
            found.append({"figure": f"{side}, {growth:.1f} × the year's best", "days": len(some),
                          "the model at pace 1": _number(some["chance"].mean()),
                          "here": _number(some["done"].mean()),
                          "measured there": there[(side, growth)]})  # fmt: skip
        found.append({"figure": f"{side}, pace that fits", "days": len(rows),
                      "the model at pace 1": "1", "here": _number(pace_of(rows)),
                      "measured there": pace})  # fmt: skip
    return found


def _number(value: float) -> str:
    return "–" if not math.isfinite(value) else f"{value:.3f}"


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as a Markdown table."""
    frame = pd.DataFrame(list(rows))
    lines = [list(frame.columns), ["---"] * len(frame.columns), *frame.to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
