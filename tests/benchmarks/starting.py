"""How long runwins takes to start, beside Python itself and the library of its command line.

    python tests/benchmarks/starting.py
    python tests/benchmarks/starting.py --log 3000

Processor time, the least of several starts, so that other work on the machine does not count. With
`--log N` also an import of one file into a log of N runs (the recordings of the made-up runner,
again and again a year earlier), beside `import pandas` and the reading of that file.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SAMPLE = Path(__file__).parent.parent.parent / "sample_data"
NEWEST = SAMPLE / "watch" / "2026-10-24-07-30-36.fit"
MAIN = "import sys; from runwins.cli import script; sys.argv[0] = 'runwins'; script()"
STARTS = 10


def seconds(words: list[str], starts: int = STARTS, **env: str) -> float:
    """Return the least processor time of a command, its children included, in seconds."""
    least = float("inf")
    for _ in range(starts):
        process = subprocess.Popen(
            [sys.executable, *words], env=os.environ | env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, _, used = os.wait4(process.pid, 0)
        least = min(least, used.ru_utime + used.ru_stime)
    return least


def of_python_itself() -> str:
    """Return the words that import what click imports of Python itself, and nothing of click."""
    ask = (
        "import sys; before = set(sys.modules); import click; new = set(sys.modules) - before;"
        "print(*sorted(m for m in new if m.partition('.')[0] in sys.stdlib_module_names))"
    )
    names = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return f"import {', '.join(names.stdout.split())}"


def starting() -> None:
    """Print how long it takes to say what needs no log."""
    tool = ["-c", MAIN]
    nothing = seconds(["-c", "pass"])
    tab = {"_RUNWINS_COMPLETE": "bash_complete", "COMP_WORDS": "runwins im", "COMP_CWORD": "1"}
    for what, took in {
        "python -c pass": nothing,
        "what click takes of Python": seconds(["-c", of_python_itself()]),
        "python -c 'import click'": seconds(["-c", "import click"]),
        "runwins --help": seconds([*tool, "--help"]),
        "runwins completion bash": seconds([*tool, "completion", "bash"]),
        "a tab after runwins im": seconds(tool, **tab),
        "runwins config show": seconds([*tool, "config", "show"]),
        "python -c 'import pandas'": seconds(["-c", "import pandas"], 3),
    }.items():
        print(f"{what:<27} {took * 1000:6.0f} ms {took / nothing:6.1f} x")


def importing(count: int) -> None:
    """Print how long an import of one file into a log of so many runs takes."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        many(home / "many", count)
        env = {"RUNWINS_HOME": str(home / "log"), "RUNWINS_UNITS": "km"}
        subprocess.run(
            [sys.executable, "-c", MAIN, "import", str(home / "many")],
            env=os.environ | env, check=False, capture_output=True,
        )  # fmt: skip
        one = ["-c", MAIN, "import", str(NEWEST)]
        read = ["-c", f"import runwins; runwins.read({str(NEWEST)!r})"]
        pandas = seconds(["-c", "import pandas"], 3)
        decode = seconds(read, 3) - pandas
        took = seconds([*one, "-q"], 1, **env)
        print(f"import pandas {pandas:.2f} s, reading the file {decode:.2f} s")
        print(
            f"import of one file into {count:,} runs {took:.2f} s: {took / (pandas + decode):.1f} x"
        )


def many(folder: Path, count: int) -> None:
    """Write as many recordings as are asked for: those of the sample, moved back by years."""
    import gpxpy

    folder.mkdir()
    with zipfile.ZipFile(SAMPLE / "export_41350669.zip") as packed:
        tracks = [
            gpxpy.parse(gzip.decompress(packed.read(name)).decode())
            for name in packed.namelist()
            if name.endswith(".gpx.gz")
        ]
    for number in range(count):
        gpx = tracks[number % len(tracks)].clone()
        gpx.tracks[0].type = "running"
        gpx.adjust_time(dt.timedelta(days=-3 * (number // len(tracks) + 1), hours=-number % 5))
        (folder / f"{number}.gpx").write_text(gpx.to_xml(), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--log", type=int, metavar="N", help="import into a log of N runs too")
    said = parser.parse_args()
    starting()
    if said.log:
        importing(said.log)
