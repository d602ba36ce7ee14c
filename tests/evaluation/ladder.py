"""Do ladder and prediction keep their word? Stood before recorded races, 16, 8 and 4 weeks ahead.

    python tests/evaluation/ladder.py                        # RUNWINS_CORPUS names the recordings
    python tests/evaluation/ladder.py --home "road=LOG"      # a log of your own, under a name

writes ``tests/evaluation/ladder.md``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from backtest import brier, ladders, predictions, races

from runwins.model import History
from runwins.training_log import TrainingLog

HERE = Path(__file__).parent
ARCHIVES = {
    "trail archive": "archives/irvingbennett",
    "road archive": "archives/wasabi",
    "treadmill archive": "archives/arthurfsy2",
    "summary archive": "strava/JoBoSo__Strava-Activity-Map",
}
WHOLE_YEARS = {"trail archive": (2017, 2020)}
"""Years of which an archive holds every run; outside them a rung may have been reached unseen."""

TODAY = dt.date(2026, 10, 24)
BANDS = ("unlikely by this date", "a stretch", "within reach", "on track")
LEAST_RACES = 10
_ABOUT = (
    "Made by `RUNWINS_CORPUS=… python tests/evaluation/ladder.py`. For every race-like run (a "
    "marathon or longer, a marked race, or the longest run of its year from 10 km on) the ladder "
    "and the prediction are made 16, 8 and 4 weeks before it from the runs until then. A rung "
    "counts as reached when a run reached it before the taper."
)
_BASELINE = (
    "The constants come from another set: 291 races of 11 runners for the prediction, 4,419 rungs "
    "of 174 marathons and ultras of nine runners for the reach model, 83 % of all builds with "
    "every base mark by the taper. Its figures, each runner left out in turn, stand in the column "
    "*measured there*."
)
_WHY = (
    "What these recordings can say is limited. Most race-like runs here are the longest run of a "
    "year that nobody had declared as a goal, and of these about a third of the rungs are reached; "
    "in the set behind the model nine in ten are, so that a Brier score of .084 there and one of "
    ".2 here are not the same exam: guessing the share that was reached, known only afterwards, "
    "would score what the row *guessing the share* says. No class has ten races. The one constant "
    "that could follow a runner without a declared goal, the pace h, was fitted with each runner "
    "left out: where the row *pace fitted* is not lower, the shipped pace 1 stays. It stays too "
    "because the late dates already use 0.6. A personal pace from a runner's own finished builds "
    "is not shipped: it left the rung Brier there as it was (goal Brier .175 to .162), and "
    "the builds here are too few to try it."
)


def main() -> None:
    """Write the evaluation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", action="append", default=[], help="NAME=FOLDER of a log")
    parser.add_argument("--output", type=Path, default=HERE / "ladder.md")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        homes = dict(home.split("=", 1) for home in told.home) or _archives(Path(folder))
        histories = {}
        for name, home in homes.items():
            with TrainingLog(home, units="km", today=TODAY) as log:
                histories[name] = log.history()
    told.output.write_text(report(histories), encoding="utf-8")


def _archives(folder: Path) -> dict[str, str]:
    corpus = os.environ.get("RUNWINS_CORPUS")
    if not corpus:
        raise SystemExit("set RUNWINS_CORPUS to the folder of recordings, or name logs by --home")
    homes = {}
    for name, place in ARCHIVES.items():
        homes[name] = str(folder / name.replace(" ", "-"))
        with TrainingLog(homes[name], units="km", today=TODAY) as log:
            log.import_files([Path(corpus) / place])
    return homes


def report(histories: Mapping[str, History]) -> str:
    """Return the evaluation as Markdown."""
    told = predictions(histories, WHOLE_YEARS)
    rungs, goals = ladders(histories, WHOLE_YEARS)
    counts = [
        {
            "log": name,
            "runs": len(history.runs),
            "race-like runs": len(races(name, history, WHOLE_YEARS.get(name))),
            "with a prediction": told.loc[told["runner"] == name, "race"].nunique(),
            "with a ladder": rungs.loc[rungs["runner"] == name, "race"].nunique(),
        }
        for name, history in histories.items()
    ]
    parts = [
        "# Evaluation of the ladder and the prediction",
        _ABOUT,
        _table(counts),
        _BASELINE,
        "## Prediction: the range that holds eight in ten",
        _table(_prediction_rows(told)),
        f"Classes with {LEAST_RACES} races or more: {', '.join(_classes(told)) or 'none'}.",
        "## Rungs",
        _table(_rung_rows(rungs)),
        "## Goals",
        _table(_goal_rows(goals)),
        _table(_band_rows(goals)),
        "## What this says, and what not",
        _WHY,
    ]
    return "\n\n".join(parts) + "\n"


def _prediction_rows(told: pd.DataFrame) -> list[dict[str, object]]:
    there = {"half": ".84", "marathon": ".87", "road": ".88", "trail": ".83", "long trail": ".92"}
    groups: list[tuple[str, str, pd.DataFrame]] = [
        (str(kind), "4", told[(told["kind"] == kind) & (told["weeks"] == 4)]) for kind in there
    ]
    groups += [("all", str(weeks), told[told["weeks"] == weeks]) for weeks in (16, 8, 4)]
    groups.append(("all", "any", told))
    return [
        {
            "class": kind,
            "weeks before": weeks,
            "races": rows["race"].nunique(),
            "predictions": len(rows),
            "runners": rows["runner"].nunique(),
            "median error of ln time": _number(rows["error"].median()),
            "mean absolute": _number(rows["error"].abs().mean()),
            "inside the range": _number(rows["inside"].mean()),
            "measured there": there.get(kind, ""),
        }
        for kind, weeks, rows in groups
        if len(rows)
    ]


def _classes(told: pd.DataFrame) -> list[str]:
    counts = told.groupby("kind")["race"].nunique()
    return [str(kind) for kind in counts[counts >= LEAST_RACES].index]


def _rung_rows(rungs: pd.DataFrame) -> list[dict[str, object]]:
    fitted = _left_out(rungs)
    share = rungs.assign(chance=float(rungs["done"].mean()))
    marathons = rungs[rungs["trained_for"]]
    rows = [
        ("rung Brier, by the taper", len(rungs), brier(rungs), ".084"),
        ("… guessing the share", len(rungs), brier(share), ""),
        ("… pace fitted, each runner left out", len(rungs), brier(fitted), ""),
        ("… of marathons and longer", len(marathons), brier(marathons), ".084"),
        ("mean chance given", len(rungs), float(rungs["chance"].mean()), ""),
        ("share reached", len(rungs), float(rungs["done"].mean()), ".92"),
        ("reached by their P50 date", rungs["by_p50"].count(), rungs["by_p50"].mean(), ".60"),
        ("reached by their P80 date", rungs["by_p80"].count(), rungs["by_p80"].mean(), ".96"),
    ]
    return [
        {"figure": name, "rungs": count, "here": _number(value), "measured there": there}
        for name, count, value, there in rows
    ]


def _left_out(rungs: pd.DataFrame) -> pd.DataFrame:
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


def _goal_rows(goals: pd.DataFrame) -> list[dict[str, object]]:
    all_of_them = {"figure": "goal Brier, open goals", "goals": len(goals)}
    found = [all_of_them | {"here": _number(brier(goals)), "measured there": ".175"}]
    for weeks in (16, 8, 4):
        rows = goals[goals["weeks"] == weeks]
        found.append({"figure": f"… {weeks} weeks before", "goals": len(rows),
                      "here": _number(brier(rows)), "measured there": ""})  # fmt: skip
    return found


def _band_rows(goals: pd.DataFrame) -> list[dict[str, object]]:
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


def _number(value: float) -> str:
    return "–" if not math.isfinite(value) else f"{value:.3f}"


def _table(rows: Iterable[Mapping[str, object]]) -> str:
    frame = pd.DataFrame(list(rows))
    lines = [list(frame.columns), ["---"] * len(frame.columns), *frame.to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


if __name__ == "__main__":
    main()
