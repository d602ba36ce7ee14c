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
from placebo import candidate_counts
from plants import negative_plants, positive_plants
from yields import yields

from runwins.cli import runwins
from runwins.model import History
from runwins.training_log import TrainingLog
from runwins.wins import find_wins

HERE = Path(__file__).parent
ARCHIVES = {
    "trail archive": "irvingbennett",
    "treadmill archive": "arthurfsy2",
    "road archive": "wasabi",
}
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
        histories = {}
        for name, home in homes.items():
            with TrainingLog(home, units="km", today=TODAY) as log:
                histories[name] = log.history()
        text = report(histories, Path(homes["sample runner"]))
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
    for name, place in ARCHIVES.items():
        homes[name] = str(folder / place)
        with TrainingLog(homes[name], units="km", today=TODAY) as log:
            log.import_files([Path(corpus) / "archives" / place])
    return homes


def report(histories: Mapping[str, History], sample_home: Path) -> str:
    """Return the evaluation as Markdown."""
    shown = [{"log": name, **yields(known, find_wins(known))} for name, known in histories.items()]
    parts = [
        "# Evaluation of the wins",
        _ABOUT,
        "## What a runner is shown",
        _table(shown),
        _TARGETS,
        "## Placebo",
        _PLACEBO,
        _table(candidate_counts(histories.values())),
        "## Plants that must be found",
        _table(positive_plants()),
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
