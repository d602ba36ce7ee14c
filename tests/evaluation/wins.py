"""Do the detectors tell the truth? Placebo, yields and plants, on the made-up runner and archives.

    python tests/evaluation/wins.py                       # RUNWINS_CORPUS names the recordings
    python tests/evaluation/wins.py --home "road=LOG"     # a log of your own, under a name

writes ``tests/evaluation/wins.md``.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
from certainty import Repeat, calibration, repeats, spread_of_distances
from placebo import candidate_counts
from plants import negative_plants, planted_gains, positive_plants
from yields import yields

from runwins.cli.commands import runwins
from runwins.metrics.noise import POOR_SKY, SAME_DEVICE
from runwins.model import History
from runwins.training_log import TrainingLog
from runwins.wins import find_wins

HERE = Path(__file__).parent
ARCHIVES = {
    "trail archive": "irvingbennett",
    "treadmill archive": "arthurfsy2",
    "road archive": "wasabi",
}
SUMMARIES = {"service's summaries": "JoBoSo__Strava-Activity-Map"}
"""A log of summaries alone that nobody looked at when rules and thresholds were chosen."""
TODAY = dt.date(2026, 10, 24)
_ABOUT = (
    "Made by `RUNWINS_CORPUS=… python tests/evaluation/wins.py`. *After run 50* leaves out what a "
    "young log finds easily."
)
_TARGETS = (
    "Targets after run 50, for runners of years: a win in 40–50 % of active weeks, in 80 % of any "
    "three, none missing for more than 12 active weeks, the same kind twice running in at most "
    "10 %; before that every second of runs 2–10."
)
_PLACEBO = (
    "Candidates of each kind after run 50, all logs together: as it happened; with the runs "
    "shuffled over the same dates (mean of three); with the runs in reverse. Kinds that follow "
    "from dates alone are found as often by themselves. A text may speak of improvement where "
    "shuffled over real is 0.10 or less."
)
_OF_THREE = (
    "Where it is otherwise: the road archive is told more, and the same kind more often, because "
    "its 36 weeks after run 50 lead to a first half marathon. Firsts and bests of all time over "
    "distances that races have are told whatever was told before, and it has many of them within "
    "weeks of each other. The service's summaries are a log that was not looked at when rules and "
    "thresholds were chosen: without samples it has no routes, hills or stretches to tell of."
)
_CERTAINTY = (
    "Between the gates of a route the way is the same each time, so the clock alone says which of "
    "two runs was faster; the watch's own distance between the gates says what a best effort would "
    "have claimed. Each run of a route against the three before it, where the watch says it was "
    "faster. As claimed on roads, and with the error of a poor sky, which is what wins on trails "
    "are judged by."
)
_GAINS = (
    "Times over 5 km that differ by chance, and a last one that is faster by a gain. Theory: by "
    "simulation of the times alone, and with the lead that makes it 65 % sure by the watch's error."
)
_NEGATIVE = (
    "Each is planted into the made-up runner's log as a file; what the same run celebrates without "
    "the fault does not count. The control shows that the run would be celebrated if it were true."
)


def main() -> None:
    """Write the evaluation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", action="append", default=[], help="NAME=FOLDER of a log")
    parser.add_argument("--output", type=Path, default=HERE / "wins.md")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        homes = {"sample runner": _sample(Path(folder))}
        homes |= dict(home.split("=", 1) for home in told.home) or _archives(Path(folder))
        histories: dict[str, History] = {}
        ways: dict[str, list[list[Repeat]]] = {}
        for name, home in homes.items():
            with TrainingLog(home, units="km", today=TODAY) as log:
                histories[name] = log.history()
                ways[name] = repeats(log)
        text = report(histories, ways, Path(homes["sample runner"]))
    told.output.write_text(text, encoding="utf-8")


def _sample(folder: Path) -> str:
    words = ["--units", "km", "-q", "demo", "-o", str(folder / "demo")]
    with contextlib.redirect_stdout(io.StringIO()):
        runwins.main(words, standalone_mode=False)
    return str(folder / "demo" / "demo-log")


def _archives(folder: Path) -> dict[str, str]:
    corpus = os.environ.get("RUNWINS_CORPUS")
    if not corpus:
        return {}
    homes = {}
    for where, archives in (("archives", ARCHIVES), ("strava", SUMMARIES)):
        for name, place in archives.items():
            homes[name] = str(folder / place)
            with TrainingLog(homes[name], units="km", today=TODAY) as log:
                log.import_files([Path(corpus) / where / place])
    return homes


def report(
    histories: Mapping[str, History],
    ways: Mapping[str, list[list[Repeat]]],
    sample_home: Path,
) -> str:
    """Return the evaluation as Markdown."""
    shown = [{"log": name, **yields(known, find_wins(known))} for name, known in histories.items()]
    spreads = [{"log": name, **spread_of_distances(way)} for name, way in ways.items() if way]
    recorded = [way for name, of_log in ways.items() if name != "sample runner" for way in of_log]
    claims = [
        {"error": name, **row}
        for name, error in (("of roads", SAME_DEVICE), ("of a poor sky", POOR_SKY))
        for row in calibration(recorded, error)
    ]
    parts = [
        "# Evaluation of the wins",
        _ABOUT,
        "## What a runner is shown",
        _table(shown),
        _TARGETS,
        _OF_THREE,
        "## Placebo",
        _PLACEBO,
        _table(candidate_counts(histories.values())),
        "## Is what is called surely faster really faster?",
        _CERTAINTY,
        _table(claims),
        "How far the watch's distances of one way are apart:",
        _table(spreads),
        "## Plants that must be found",
        _table(positive_plants()),
        "## Planted gains against theory",
        _GAINS,
        _table(planted_gains()),
        "## Plants that must not be celebrated",
        _NEGATIVE,
        _table(negative_plants(sample_home)),
    ]
    return "\n\n".join(parts) + "\n"


def _table(rows: Iterable[dict[str, object]]) -> str:
    frame = pd.DataFrame(list(rows))
    cells = frame.map(lambda value: f"{value:.2f}" if isinstance(value, float) else str(value))
    lines = [list(frame.columns), ["---"] * len(frame.columns), *cells.to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


if __name__ == "__main__":
    main()
