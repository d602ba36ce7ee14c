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
import rung_tables
from any_day import any_day
from backtest import ladders, predictions
from builds import builds
from recorded_races import races
from summaries import write_table

from runwins.model import History
from runwins.training_log import TrainingLog

HERE = Path(__file__).parent
ARCHIVES = {
    "trail archive": "archives/irvingbennett",
    "road archive": "archives/wasabi",
    "treadmill archive": "archives/arthurfsy2",
    "summary archive": "strava/JoBoSo__Strava-Activity-Map",
    "second summary archive": "strava/TheNewThinkTank__strava-insights",
    "third summary archive": "",
    "fourth summary archive": "",
}
SUMS = {
    "road archive": ("archives/wasabi/src/static/activities.json", "2024-03-27"),
    "third summary archive": ("archives/efish2002/src/static/activities.json", ""),
    "fourth summary archive": ("archives/macavalo/src/static/activities.json", ""),
}
"""Where only sums are kept, and the last day of which there are recordings."""

WHOLE_YEARS = {"trail archive": (2017, 2020)}
"""Years of which an archive holds every run; outside them a rung may have been reached unseen."""

TODAY = dt.date(2026, 10, 24)
_ABOUT = (
    "Made by `RUNWINS_CORPUS=… python tests/evaluation/ladder.py` from the raw archives and, where "
    "an archive keeps only the sums of its runs, from those. For every race-like run (a marathon "
    "or longer, a marked race, the longest run of its year from 10 km on; for the prediction also "
    "a half marathon among the fastest 15 % of a year's long runs) ladder and prediction are made "
    "16, 8 and 4 weeks before it from the runs until then. A rung counts as reached when a run "
    "reached it before the taper. One more archive is left out: rides and walks are called runs "
    "there, up to 51 km faster than anybody has run."
)
_BASELINE = (
    "The constants come from another set: 291 races of 11 runners for the prediction, 4,419 rungs "
    "of 174 marathons and ultras of nine runners for the reach model. Some of its runners are "
    "among the archives here: the trail and the road archive surely. Its figures, each runner left "
    "out in turn, stand in the columns *measured there*. *First design* is what was planned before "
    "anything was measured (`baseline.py`): one step a week that is kept, and the single best "
    "effort by the published formulas. None of the shipped constants was fitted on these tables."
)
_SAME = (
    "The figures .084 (rungs up to the full marks) and .060 (up to the base marks, on which the "
    "status rests) are of builds to marathons and longer, seen 20, 16 and 12 weeks ahead, and of "
    "all open steps of the long run, the week, two days in a row, and climbing in a week and in "
    "a run (`builds.py`). The same here:"
)
_ASKED = "All race-like runs, 16, 8 and 4 weeks ahead, and the rungs that the ladder shows:"
_FITTED = "Whether other constants would do better, and how well any could do:"
_ANY_DAY = (
    "Every 56 days, 18 weeks ahead, without any race: was the best of the last year reached again, "
    "or beaten? Measured there on 14 runners. The pace is how fast the reach model would have to "
    "run to fit best; it is 1 for runners who got to a start line."
)
_ACCOUNT = (
    (
        "*The rungs.* The aim was a Brier score of .085, about what was measured there. On the "
        "same exam it is more than twice that here, and what differs is what happened, not how "
        "well it was foreseen. There about nine in ten rungs were reached (62 of the 97 marathons "
        "of that set are one runner's, at times on weekends in a row), and whoever guesses nine in "
        "ten scores .09. Here three in four were reached; chances that are all exactly right would "
        "score about what is shipped, and the mean chance given lies beside the share reached. No "
        "constants do better: fitted with each runner left out they score worse than those "
        "shipped, and even fitted on the very answers they stay above .085. By runner it is "
        "uneven, as it was there: the road archive reached nearly all its rungs, more than the "
        "chances said; the third summary archive, before its marathons of March and December 2023, "
        "reached far fewer."
    ),
    (
        "*All race-like runs.* Before marathons and longer runs the chances are as good as chances "
        "can be: their score is no higher than if every one were right. Before the longest run of "
        "a year, which nobody had declared, a third of the rungs were reached. Chances up to a "
        "half come out about as given, higher ones come true less often, as they must for runners "
        "without a race ahead: *From any day* shows by how much, and finds about the same here as "
        "there. That is why every chance is told as *among runners who got to their start line*, "
        "and why late dates are drawn at 0.6 of the pace."
    ),
    (
        "*The goals and their status.* The aim was a Brier score of .175 at most and bands in "
        "order: both hold, for the builds to marathons and for all race-like runs, and the first "
        "design is beaten on both. None of the goals called unlikely had all marks in time. *On "
        "track* rests on few goals here; most builds that far along have all their marks already. "
        "On the base marks the score measured there was lower still, .130: again more of them came "
        "true there."
    ),
    (
        "*The prediction.* Two classes have ten races, the half marathon and the marathon, and at "
        "every time before the race the range holds between 75 and 90 in 100 of them; the first "
        "design's range held 42 to 71. The centre of the marathon is no nearer than the first "
        "design's: what is gained is an honest range. Of most halves it must be said that they "
        "were chosen for having been fast, which favours the prediction; and in archives of sums "
        "the times are moving times, and a runner's speed is known from whole runs alone."
    ),
    (
        "*Not shipped*: a personal pace from a runner's own finished builds, which makes the "
        "builds' score worse and the other one hardly better; and a slower pace for goals without "
        "a race day, for which there is nothing to fit it on but the years' longest runs."
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
        files = [Path(corpus) / place] if place else []
        if name in SUMS:
            sums, after = SUMS[name]
            files.append(folder / f"{name}.csv")
            write_table(Path(corpus) / sums, files[-1], after)
        with TrainingLog(homes[name], units="km", today=TODAY) as log:
            log.import_files(files)
    return homes


def report(histories: Mapping[str, History]) -> str:
    """Return the evaluation as Markdown."""
    told = predictions(histories, WHOLE_YEARS)
    rungs, goals = ladders(histories, WHOLE_YEARS)
    same, same_goals = builds(histories, WHOLE_YEARS)
    counts = [
        {
            "log": name,
            "runs": len(history.runs),
            "race-like runs": len(races(name, history, WHOLE_YEARS.get(name))),
            "with a prediction": told.loc[told["runner"] == name, "race"].nunique(),
            "with a ladder": rungs.loc[rungs["runner"] == name, "race"].nunique(),
            "marathons and longer": same_goals.loc[same_goals["runner"] == name, "race"].nunique(),
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
        tables.table(rung_tables.same_exam_rows(same, same_goals)),
        tables.table(rung_tables.runner_rows(same)),
        _ASKED,
        tables.table(rung_tables.all_rows(rungs)),
        tables.table(rung_tables.calibration_rows(rungs)),
        _FITTED,
        tables.table(rung_tables.fitted_rows(same, rungs)),
        "## Goals",
        tables.table(tables.goal_rows(goals)),
        "Goals with all base marks before the taper, by the status that was told:",
        tables.table(tables.band_rows(goals, same_goals)),
        "## From any day",
        _ANY_DAY,
        tables.table(tables.any_day_rows(any_day(histories, WHOLE_YEARS))),
        "## What this says, and what not",
        *_ACCOUNT,
    ]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
