"""What does a long log cost? 100, 1,000 and 10,000 runs of the same runner, at one sample a second.

    python -m tests.benchmarks.long_logs [--runs 10000] [--recordings FOLDER]

The recordings are made from a seed, or taken from FOLDER where `tests.long_logs.making` has written
them. A log of fewer runs holds the newest of them, as if the runner had begun later: the same run
is added to logs that differ in their length alone, not in how often the runner runs. Each command
is a process of its own; what is told is the processor's time and the most memory of any of its
processes, so that what else the machine does matters little. At the end stands what must hold.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.long_logs.making import write

MAIN = "import sys; from runwins.cli import script; sys.argv[0] = 'runwins'; script()"
TODAY = "2030-01-01"
AFTER_RUNS = 5
COMMANDS = (
    ("wins",),
    ("show",),
    ("ladder",),
    ("report", "-o", "block.html"),
    ("runs", "--csv"),
    ("routes",),
    ("export", "csv", "-o", "tables"),
    ("db", "check"),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds on the clock and of the processor, megabytes."""

    wall_s: float
    cpu_s: float
    megabytes: float


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--recordings", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="runwins-long-") as folder:
        place = Path(folder)
        whole = told.recordings or place / "recordings"
        if told.recordings is None:
            write(whole, told.runs)
        files = sorted(whole.glob("*.fit"))[: told.runs]
        sizes = [told.runs // 100, told.runs // 10, told.runs]
        costs = {size: of_a_log(place / str(size), files, size) for size in sizes}
    small, middle, large = (costs[size] for size in sizes)
    print(f"{'':<28}" + "".join(f"{f'{size:,} runs':>14}" for size in sizes), f"{'ratio':>8}")
    for name in large:
        told_of = [one[name] for one in (small, middle, large)]
        ratio = told_of[2] / told_of[1] if told_of[1] else float("nan")
        print(f"{name:<28}" + "".join(f"{value:>14.2f}" for value in told_of), f"{ratio:>8.2f}")
    after = "one run more, CPU s"
    print(
        f"\none run more, largest against smallest   {large[after] / small[after]:6.2f} × (<= 1.3)"
    )
    print(f"find the wins of the largest             {large['find wins, s']:6.2f} s (<= 1)")
    print(f"database, an hour of running             {large['kB an hour']:6.1f} kB (<= 60)")
    most = max(value for name, value in large.items() if name.endswith("MB"))
    print(f"most memory of any command               {most:6.0f} MB (<= 600)")


def of_a_log(home: Path, files: list[Path], size: int) -> dict[str, float]:
    """Make a log of the newest recordings, and return what everything took."""
    home.mkdir()
    print(f"{size:,} runs …", file=sys.stderr, flush=True)
    chosen, more = files[-size:-AFTER_RUNS], files[-AFTER_RUNS:]
    (home / "in").mkdir()
    for file in chosen:
        os.link(file, home / "in" / file.name) if _same_disk(file, home) else shutil.copy(
            file, home / "in"
        )
    found: dict[str, float] = {}
    note(found, "import", run(home, "import", "in"))
    found["import, CPU ms a run"] = 1000 * found["import, CPU s"] / size
    run(home, "goal", "set", "--name", "A 50", "--date", "2030-06-01", "--distance", "50km")
    run(home, "wins")
    added = [run(home, "import", str(file)) for file in more]
    middle = sorted(added, key=lambda cost: cost.cpu_s)[len(added) // 2]
    note(found, "one run more", middle)
    for words in COMMANDS:
        costs = [run(home, *words) for _ in range(1 if words[0] == "db" else 3)]
        note(found, " ".join(words[:2]), min(costs, key=lambda cost: cost.cpu_s))
    found |= inside(home)
    return found


def _same_disk(file: Path, home: Path) -> bool:
    return file.stat().st_dev == home.stat().st_dev


def inside(home: Path) -> dict[str, float]:
    """Return what is measured without a command: finding wins, and the size of the file."""
    import datetime as dt

    from runwins import TrainingLog
    from runwins.wins import find_wins

    with TrainingLog(home / "log", units="km", today=dt.date.fromisoformat(TODAY)) as log:
        history = log.history()
        seconds = []
        for _ in range(3):
            began = time.process_time()
            find_wins(history)
            seconds.append(time.process_time() - began)
        hours = float(history.runs["elapsed_s"].sum()) / 3600
    size = (home / "log" / "runwins.db").stat().st_size
    return {
        "find wins, s": statistics.median(seconds),
        "database MB ": size / 1e6,
        "kB an hour": size / 1000 / hours,
    }


def note(found: dict[str, float], name: str, cost: Cost) -> None:
    """Add a command's cost to a column."""
    found[f"{name}, CPU s"] = cost.cpu_s
    found[f"{name}, MB"] = cost.megabytes


def run(home: Path, *words: str) -> Cost:
    """Run a command as a user would; return what it took."""
    began = time.monotonic()
    environment = {**os.environ, "RUNWINS_HOME": str(home / "log"), "RUNWINS_TODAY": TODAY,
                   "RUNWINS_UNITS": "km"}  # fmt: skip
    child = os.fork()
    if not child:
        os.chdir(home)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        os.execve(sys.executable, [sys.executable, "-c", MAIN, *words], environment)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"runwins {' '.join(words)} ended with {status}")
    cpu = used.ru_utime + used.ru_stime
    return Cost(time.monotonic() - began, cpu, used.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
