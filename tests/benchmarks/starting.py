"""How long runwins takes to start, beside Python itself and the library of its command line.

    python tests/benchmarks/starting.py
    python tests/benchmarks/starting.py --log 3000

Processor time, the least of several starts, so that other work on the machine does not count. With
`--log N` also an import of one file into a log of N runs in ten years that is in use, beside
`import pandas` and the reading of that file. The recordings are those of the long logs, a FIT file
a run at one sample a second; the first look at so many runs finds their routes, hills and wins,
once, and stands on a line of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from statistics import median

from runwins import read
from tests.long_logs.making import recordings

TODAY = "2030-01-01"
ONE_BY_ONE = 5
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
        (home / "many").mkdir()
        newest = islice(recordings(3 * count), 2 * count - ONE_BY_ONE, None)  # of thirty years
        for number, content in enumerate(newest):
            (home / "many" / f"{number:05}.fit").write_bytes(content)
        files = sorted((home / "many").iterdir())[-ONE_BY_ONE:]
        files = [file.rename(home / file.name) for file in files]
        env = {"RUNWINS_HOME": str(home / "log"), "RUNWINS_UNITS": "km", "RUNWINS_TODAY": TODAY}
        whole = seconds(["-c", MAIN, "import", str(home / "many")], 1, **env)
        print(f"import of {count:,} files {whole:.1f} s")
        first = seconds(["-c", MAIN, "wins"], 1, **env)
        print(f"runwins wins, the first look at them {first:.1f} s")
        pandas = seconds(["-c", "import pandas"], 3)
        decode = [decoding(file) for file in files]
        took = [seconds(["-c", MAIN, "import", str(file)], 1, **env) for file in files]
        times = [one / (pandas + alone) for one, alone in zip(took, decode, strict=True)]
        print(f"import pandas {pandas:.2f} s, decoding one file {median(decode):.3f} s")
        print(f"import of one more, each {', '.join(f'{one:.2f}' for one in took)} s")
        print(f"in the middle {median(times):.1f} x import pandas and the decoding")


def decoding(file: Path) -> float:
    """Return the least processor time of reading a file, in seconds."""
    least = float("inf")
    for _ in range(STARTS):
        began = time.process_time()
        read(file)
        least = min(least, time.process_time() - began)
    return least


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--log", type=int, metavar="N", help="import into a log of N runs too")
    said = parser.parse_args()
    starting()
    if said.log:
        importing(said.log)
