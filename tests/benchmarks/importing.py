"""How fast is an import? Against bare decoding, and against the script a runner would write.

    python tests/benchmarks/importing.py RECORDINGS

RECORDINGS is a folder of ``.fit`` or ``.fit.gz`` files (and, for the second table, ``.gpx``).
Everything is measured in this one run, on the same files, so the ratios hold on any machine. The
large log of ``--most`` runs is made of the recordings and of copies of them on other days.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from redated import redated

MAIN = "import sys; from runwins.cli import script; sys.argv[0] = 'runwins'; script()"
FITPARSE_FILES = 12
GPX_FILES = 40
DAYS = 1003


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    parser.add_argument("--most", type=int, default=3000, help="runs of the large log")
    told = parser.parse_args()
    folder = told.recordings
    fit = sorted(p for p in folder.rglob("*") if p.is_file() and content(p)[8:12] == b".FIT")
    gpx = sorted(folder.rglob("*.gpx*"))
    if fit:
        fit_table(fit, told.most)
    if gpx:
        gpx_table(random.Random(1).sample(gpx, min(GPX_FILES, len(gpx))))


def content(path: Path) -> bytes:
    """Return a file's bytes, unpacked."""
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def fit_table(files: Sequence[Path], most: int) -> None:
    """Print FIT figures: runs per second and ratios."""
    print(f"{len(files)} FIT files, {os.cpu_count()} processors\n")
    bare = timed(lambda: [decode(path) for path in files])
    few = random.Random(1).sample(list(files), min(FITPARSE_FILES, len(files)))
    usual = timed(lambda: [fitparse_and_pandas(path) for path in few]) / len(few)
    with tempfile.TemporaryDirectory() as home:
        first = timed(lambda: runwins(home, "import", *map(str, files)))
        again = timed(lambda: runwins(home, "import", *map(str, files)))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row("bare gunzip and fitfast, one process", len(files) / bare)
    row("runwins import: decode, clean, measure, store", len(files) / first)
    row("fitparse and pandas, decoding alone", 1 / usual)
    print()
    print(
        f"runwins against fitparse and pandas   {usual * len(files) / first:6.1f} × as many runs/s"
    )
    print(f"runwins against bare decoding         {first / bare:6.2f} × the wall time")
    print(f"the same files again                  {first / again:6.1f} × as fast")
    print(f"peak memory of a process              {memory:6.0f} MB")
    print()
    with tempfile.TemporaryDirectory() as folder:
        growth(many(files, Path(folder), most))


def many(files: Sequence[Path], folder: Path, most: int) -> list[Path]:
    """Write so many recordings: the given ones, then each again on days long before."""
    made: list[Path] = []
    for again in range(math.ceil(most / len(files))):
        for number, path in enumerate(files):
            moved = redated(content(path), again * DAYS)
            if moved is not None and len(made) < most:
                made.append(folder / f"{again}-{number}.fit.gz")
                made[-1].write_bytes(gzip.compress(moved, 6))
    return made


def growth(files: Sequence[Path]) -> None:
    """Print what a run costs in a small and in a large import, and one more run in either log."""
    newest = max(files, key=start)
    rest = [path for path in random.Random(2).sample(list(files), len(files)) if path != newest]
    with tempfile.TemporaryDirectory() as home:
        few = timed(lambda: runwins(home, "import", *map(str, rest[:100]))) / 100
    with tempfile.TemporaryDirectory() as home:
        large = timed(lambda: runwins(home, "import", *map(str, rest))) / len(rest)
        gathered = timed(lambda: runwins(home, "wins"))
        added = timed(lambda: runwins(home, "import", str(newest)))
    with tempfile.TemporaryDirectory() as home:
        alone = timed(lambda: runwins(home, "import", str(newest)))
    print(f"cost of a run, {len(rest)} against 100       {large / few:6.2f} ×")
    print(f"first `wins` after that, in all       {gathered:6.2f} s")
    print(f"one more into {len(rest)} against none       {added / alone:6.2f} ×")


def gpx_table(files: Sequence[Path]) -> None:
    """Print GPX figures: our reader against gpxpy."""
    from runwins.importers import find_members, read_member

    def ours() -> None:
        for member in find_members(files):
            try:
                read_member(member)
            except Exception:  # noqa: BLE001 - what holds no run counts for both
                continue

    print(f"\n{len(files)} GPX files")
    theirs = timed(lambda: [gpxpy_points(path) for path in files])
    print(f"runwins against gpxpy                 {theirs / timed(ours):6.1f} × as fast")


def start(path: Path) -> float:
    """Return when a FIT file was begun, as it says."""
    import fitfast

    try:
        return float(fitfast.records(content(path), "session")["start_time"].max())
    except (fitfast.FitDecodeError, KeyError):
        return 0.0


def decode(path: Path) -> None:
    """Decode a FIT file and do nothing with it."""
    import fitfast

    try:
        fitfast.records(content(path))
    except fitfast.FitDecodeError:
        return


def fitparse_and_pandas(path: Path) -> None:
    """Do what a runner's own script does first."""
    import fitparse
    import pandas as pd

    file = fitparse.FitFile(content(path), check_crc=False)
    try:
        pd.DataFrame([message.get_values() for message in file.get_messages("record")])
    except fitparse.FitParseError:
        return


def gpxpy_points(path: Path) -> None:
    """Read a GPX file's points with gpxpy."""
    import gpxpy

    try:
        list(gpxpy.parse(content(path).decode("utf-8", "replace")).walk())
    except Exception:  # noqa: BLE001 - what it cannot read counts for both
        return


def runwins(home: str, *words: str) -> None:
    """Run the tool as a user would."""
    subprocess.run(
        [sys.executable, "-c", MAIN, "--home", home, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(name: str, per_second: float) -> None:
    """Print runs a second."""
    print(f"{name:<48} {per_second:8.1f} runs/s")


if __name__ == "__main__":
    main()
