"""Do ladder and prediction keep their word? Stood before recorded races, weeks ahead.

    python tests/evaluation/ladder.py                        # RUNWINS_CORPUS names the recordings
    python tests/evaluation/ladder.py --home "road=LOG"      # a log of your own, under a name

writes ``tests/evaluation/ladder.md``; about a minute from the raw archives.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import ladder_tables as tables
from any_day import any_day
from backtest import BUILD_WEEKS, ladders, predictions, races

from runwins.model import History
from runwins.training_log import TrainingLog

HERE = Path(__file__).parent
ARCHIVES = {
    "trail archive": "archives/irvingbennett",
    "road archive": "archives/wasabi",
    "treadmill archive": "archives/arthurfsy2",
    "summary archive": "strava/JoBoSo__Strava-Activity-Map",
    "second summary archive": "strava/TheNewThinkTank__strava-insights",
}
WHOLE_YEARS = {"trail archive": (2017, 2020)}
"""Years of which an archive holds every run; outside them a rung may have been reached unseen."""

TODAY = dt.date(2026, 10, 24)
_ABOUT = (
    "Made by `RUNWINS_CORPUS=… python tests/evaluation/ladder.py` from the raw archives. For every "
    "race-like run (a marathon or longer, a marked race, the longest run of its year from 10 km "
    "on; for the prediction also a half marathon among the fastest 15 % of a year's long runs) "
    "ladder and prediction are made 16, 8 and 4 weeks before it from the runs until then. A rung "
    "counts as reached when a run reached it before the taper."
)
_BASELINE = (
    "The constants come from another set: 291 races of 11 runners for the prediction, 4,419 rungs "
    "of 174 marathons and ultras of nine runners for the reach model, two of whose runners are "
    "the trail archive (2017–2020) and the road archive here. Its figures, each runner left out "
    "in turn, stand in the columns *measured there*. *First design* is what was planned before "
    "anything was measured (`baseline.py`): one step a week that is kept, and the single best "
    "effort by the published formulas. None of the shipped constants was fitted on these tables."
)
_SAME = (
    "The figures .084 (rungs up to the full marks) and .060 (up to the base marks, on which the "
    "status rests) were measured on one kind of build: marathons and longer, seen 20, 16 and 12 "
    "weeks ahead, of runners who then got to the start. The recordings here hold three such "
    "races, all of one runner, who is among those the constants were fitted on:"
)
_ASKED = "All race-like runs, 16, 8 and 4 weeks ahead:"
_ANY_DAY = (
    "Every 56 days, 18 weeks ahead, without any race: was the best of the last year reached again, "
    "or beaten? Measured there on 14 runners, here on these five. The pace is how fast the reach "
    "model would have to run to fit best; it is 1 for runners who got to a start line."
)
_ACCOUNT = (
    (
        "*On the same exam* the rungs up to the base marks and the goals come out better than "
        "where the constants were made. Up to the full marks they do not, for one rung: 60 km a "
        "week before the race of November 2018. The year before held one week of 157 km, so the "
        "model was nearly sure of it 20, 16 and 12 weeks ahead, and the best week was 58 km. "
        "Three races of one runner prove nothing either way."
    ),
    (
        "*On all race-like runs* a rung Brier of .085 is out of reach, and not for want of "
        "constants: fitted on the very answers they are scored by, the six constants of the model "
        "get the score of *fitted on these very rows*; with each runner left out they get worse "
        "than those shipped. A Brier score is low where nearly everything, or nearly nothing, "
        "comes true. Of the rungs of a declared marathon nine in ten are reached; most race-like "
        "runs here are the longest run of a year that nobody had declared, of whose rungs a third "
        "are reached, and even a forecaster whose every chance is right would score what *to be "
        "expected* says. Chances up to a half come out as given; higher ones come true less often "
        "than given, as they must for runners without a race ahead: *From any day* shows by how "
        "much, and finds the same here as on the 14 runners. That is why every chance is told as "
        "*among runners who got to their start line*, and why late dates are drawn at 0.6 of the "
        "pace."
    ),
    (
        "*The goals*: six of the 36 had all marks in time, and guessing that share would score "
        ".139; neither the first design (.143) nor what is shipped (.162) knows more of goals "
        "that nobody had set. On the declared marathons what is shipped scores .089 against "
        ".158. *The statuses*: none of the goals called unlikely had all marks in time. Between "
        "*a stretch* and *within reach* the order rests on three goals of ten against three of "
        "eleven; it tells nothing, so that the bands are neither shown to be in order here nor "
        "to be out of it."
    ),
    (
        "*The prediction*: the half marathon is the one class with ten races. Four weeks before, "
        "its range held 12 of 14; eight and sixteen weeks before it held one more in ten, with "
        "one race more or less making seven in a hundred. Twelve of the 14 were chosen for having "
        "been fast, which favours the prediction. Of the three marathons the range missed one."
    ),
    (
        "Not shipped: a personal pace from a runner's own finished builds (there it left the rung "
        "Brier as it was and took the goal Brier from .175 to .162; the builds here are too few "
        "to try it), and a slower pace for goals without a race day (there is nothing here to fit "
        "it on but the years' longest runs)."
    ),
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
    early, early_goals = ladders(histories, WHOLE_YEARS, BUILD_WEEKS)
    same = early[early["trained_for"]]
    same_goals = early_goals[early_goals["trained_for"]]
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
    classes = tables.large_classes(told)
    parts = [
        "# Evaluation of the ladder and the prediction",
        _ABOUT,
        tables.table(counts),
        _BASELINE,
        "## Prediction: the range that holds eight in ten",
        tables.table(tables.prediction_rows(told)),
        f"Classes with {tables.LEAST_RACES} races or more: {', '.join(classes) or 'none'}.",
        "## Rungs",
        _SAME,
        tables.table(tables.same_exam_rows(same, same_goals)),
        _ASKED,
        tables.table(tables.rung_rows(rungs)),
        tables.table(tables.calibration_rows(rungs)),
        "## Goals",
        tables.table(tables.goal_rows(goals)),
        tables.table(tables.band_rows(goals)),
        "## From any day",
        _ANY_DAY,
        tables.table(tables.any_day_rows(any_day(histories, WHOLE_YEARS))),
        "## What this says, and what not",
        *_ACCOUNT,
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
