"""The tables of the evaluation of ladder and prediction."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
from any_day import GROWTHS, pace_of
from backtest import brier

BANDS = ("unlikely by this date", "a stretch", "within reach", "on track")
LEAST_RACES = 10
Rows = list[dict[str, object]]


def prediction_rows(told: pd.DataFrame) -> Rows:
    """Return errors and coverage of the predictions, by class and by the time before."""
    large = large_classes(told)
    there = {
        "half": ".49 → .84", "marathon": ".62 → .87", "short road": "", "road": ".81 → .88",
        "trail": ".58 → .83", "long trail": ".92 → .92",
    }  # fmt: skip
    kinds = {kind: told[told["kind"] == kind] for kind in there} | {"all": told}
    groups = [
        (kind, when, rows if when == "any" else rows[rows["weeks"] == int(when)])
        for kind, rows in kinds.items()
        for when in (("16", "8", "4", "any") if kind in (*large, "all") else ("4", "any"))
    ]
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
    return f"{number(of(rows[f'first_{name}']))} → {number(of(rows[name]))}"


def large_classes(told: pd.DataFrame) -> list[str]:
    """Return the classes with enough races to judge the range by."""
    races = told.drop_duplicates(["runner", "race"]).groupby("kind").size()
    return [str(kind) for kind in races[races >= LEAST_RACES].index]


def goal_rows(goals: pd.DataFrame) -> Rows:
    """Return the goals' Brier score by the time before."""
    all_of_them = {"figure": "goal Brier, open goals", "goals": len(goals)}
    found: Rows = [
        all_of_them
        | {"first design": number(brier(goals, "first_chance")), "here": number(brier(goals)),
           "measured there": ".269 → .175"}
    ]  # fmt: skip
    for weeks in (16, 8, 4):
        rows = goals[goals["weeks"] == weeks]
        found.append({"figure": f"… {weeks} weeks before", "goals": len(rows),
                      "first design": number(brier(rows, "first_chance")),
                      "here": number(brier(rows)), "measured there": ""})  # fmt: skip
    return found


def band_rows(goals: pd.DataFrame, builds: pd.DataFrame) -> Rows:
    """Return what happened to goals of each status: before all race-like runs, and in the builds.

    Measured there on the base marks, each runner left out: goals, and the share with all marks.
    """
    there = dict(zip(BANDS, ((17, 0.24), (33, 0.33), (132, 0.78), (237, 0.91)), strict=True))
    open_builds = builds[builds["open"]]
    found: Rows = []
    for name in BANDS:
        wide, same = (rows.loc[rows["band"] == name, "done"] for rows in (goals, open_builds))
        count, share = there[name]
        both = (same.sum() + share * count) / (len(same) + count)
        found.append(
            {
                "status": name,
                "before all race-like runs": _done(wide),
                "builds to marathons and longer": _done(same),
                "such builds, measured there": f"{share:.2f} of {count}",
                "both together": f"{both:.2f} of {len(same) + count}",
            }
        )
    return found


def _done(done: pd.Series[Any]) -> str:
    return f"{int(done.sum())} of {len(done)} ({number(done.mean())})"


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
                          "the model at pace 1": number(some["chance"].mean()),
                          "here": number(some["done"].mean()),
                          "measured there": there[(side, growth)]})  # fmt: skip
        found.append({"figure": f"{side}, pace that fits", "days": len(rows),
                      "the model at pace 1": "1", "here": number(pace_of(rows)),
                      "measured there": pace})  # fmt: skip
    return found


def number(value: float) -> str:
    """Return a figure to three places, or a dash where there is none."""
    return "–" if not math.isfinite(value) else f"{value:.3f}"


def table(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as a Markdown table."""
    frame = pd.DataFrame(list(rows))
    lines = [list(frame.columns), ["---"] * len(frame.columns), *frame.to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
