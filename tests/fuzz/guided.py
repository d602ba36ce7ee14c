"""Fuzzing guided by what the importers' code does with an input.

    pip install atheris
    python -m tests.fuzz.guided KIND CORPUS_FOLDER [-runs=200000] [-max_total_time=600]

KIND is fit, gpx, tcx or strava. Inputs that reach something new are kept in CORPUS_FOLDER, which
begins with files made by `making` where it is empty. What is neither a run nor a reason ends the
run with its traceback, and is kept as a file beside. The other options are those of libFuzzer.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["runwins.importers", "runwins.units"]):
    from runwins.importers import csv_log, fit, gpx, strava_export, tcx  # noqa: F401
    from tests.fuzz.making import MAKERS
    from tests.fuzz.reading import try_to_read

SEEDS = 40
LONGEST_BYTES = 20_000


def main() -> None:
    """Run libFuzzer over one format."""
    kind, folder, *options = sys.argv[1:]
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    if not any(place.iterdir()):
        for number in range(SEEDS):
            (place / f"made-{number}").write_bytes(MAKERS[kind](random.Random(number)))
    told = [sys.argv[0], f"-max_len={LONGEST_BYTES}", "-timeout=20", "-rss_limit_mb=1500"]
    atheris.Setup(
        [*told, *options, str(place)],
        lambda content: run(kind, content),
        enable_python_coverage=True,
    )
    atheris.Fuzz()


def run(kind: str, content: bytes) -> None:
    """Read one input; whatever it lets through ends the run."""
    try_to_read(kind, content, also_measure=False)


if __name__ == "__main__":
    main()
