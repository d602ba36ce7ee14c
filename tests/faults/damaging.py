"""Damaged in any place: is it known, is it left alone, and is what can be read saved?

    python -m tests.faults.damaging --trials 500 [--seed 1]

Each trial changes a copy of a log: bytes, a whole page, its end. Then
- no command may end as a fault of runwins, or print anything but an answer or what to do;
- a command that refuses the log leaves the file as it was, byte for byte;
- where ``db check`` finds nothing, the log holds the very recordings, runs and wins it held;
- ``db salvage`` makes a sound log of it, each of whose recordings is one of those that were.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.cli.in_process import ask
from tests.faults.killing import content
from tests.importers.made_files import run_fit

RUNS = 14
FIRST = 1_599_976_800
DAY_S = 86_400
PAGE = 4096
SAID = ("recordings", "runs", "wins", "routes", "hills")


def main() -> None:
    """Damage, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    rng = random.Random(told.seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="runwins-damaging-") as folder:
        place = Path(folder)
        home, whole = a_log(place)
        for _ in range(told.trials):
            counts.update(trial(home, whole, place / "damaged", rng))
    for name, count in sorted(counts.items()):
        print(f"{name:<44} {count:>6}")
    sys.exit(0)


def a_log(place: Path) -> tuple[Path, dict[str, Any]]:
    """Return a home with a log from which an import was taken back, and all that it holds."""
    home = place / "whole"
    (home / "files").mkdir(parents=True)
    for day in range(RUNS):
        run = run_fit(200 + 40 * day, start=FIRST + day * DAY_S, offset=0)
        (home / "files" / f"{day}.fit").write_bytes(run)
    assert ask(home, "import", "files", "--jobs", "1").returncode == 0
    assert ask(home, "note", "last", "cold").returncode == 0
    gone = run_fit(500, start=FIRST + 30 * DAY_S, offset=0)
    (home / "files" / "taken-back.fit").write_bytes(gone)
    assert ask(home, "import", "files", "--jobs", "1").returncode == 0
    assert ask(home, "undo", "--yes").returncode == 0
    shutil.rmtree(home / "files")
    return home, content(home / "log")


def trial(home: Path, whole: dict[str, Any], place: Path, rng: random.Random) -> list[str]:
    """Damage a copy once, try it, and return what became of it."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(home, place)
    log = place / "log" / "runwins.db"
    kind = damage(log, rng)
    told = [f"trials: {kind}"]
    for words in (("runs",), ("wins",), ("db", "check")):
        before = digest(log)
        done = ask(place, *words, RUNWINS_TODAY="2020-12-01")
        assert done.returncode in (0, 4), (kind, words, done)
        assert "Traceback" not in done.stderr
        if done.returncode == 4:
            assert "damaged" in done.stderr, done.stderr
            assert digest(log) == before, "a damaged log was written to"
    if done.returncode == 0:
        now = content(place / "log")
        for name in SAID:
            assert now[name] == whole[name], f"{kind}: damage to {name} was not found"
        told.append("check found nothing, and nothing was changed")
    else:
        told.append("check found the damage")
    saved = ask(place, "db", "salvage", "saved.db")
    assert saved.returncode in (0, 1), saved
    told.append(f"salvage: {'all' if saved.returncode == 0 else 'not all'} saved")
    (place / "new").mkdir()
    shutil.copy(place / "saved.db", place / "new" / "runwins.db")
    assert ask(place, "db", "check", RUNWINS_HOME=str(place / "new")).returncode == 0
    kept = recordings(place / "new" / "runwins.db")
    all_ = recordings(home / "log" / "runwins.db")
    assert kept <= all_, "salvage invented a recording"
    lost = len(all_) - len(kept)
    assert not lost or "lost: " in saved.stdout, "salvage lost a recording and did not say so"
    assert lost <= 8 or kind == "cut short", f"{kind}: {lost} of {len(all_)} recordings lost"
    told += [f"recordings lost: {lost:>2}, by {kind}"]
    return told


def damage(log: Path, rng: random.Random) -> str:
    """Change a file in one way; return which."""
    data = bytearray(log.read_bytes())
    kind = rng.choice(("a bit", "16 bytes", "a page", "the first page", "cut short"))
    at = rng.randrange(len(data))
    if kind == "a bit":
        data[at] ^= 1 << rng.randrange(8)
    elif kind == "16 bytes":
        data[at : at + 16] = rng.randbytes(len(data[at : at + 16]))
    elif kind == "a page":
        page = rng.randrange(1, len(data) // PAGE) * PAGE
        data[page : page + PAGE] = rng.choice((bytes(PAGE), rng.randbytes(PAGE)))
    elif kind == "the first page":
        size = rng.choice((16, 100, PAGE))
        data[:size] = rng.choice((bytes(size), rng.randbytes(size)))
    else:
        del data[max(at, 1) :]
    log.write_bytes(data)
    return kind


def digest(log: Path) -> str:
    """Return a hash of a file."""
    return hashlib.sha256(log.read_bytes()).hexdigest()


def recordings(log: Path) -> set[tuple[Any, ...]]:
    """Return every recording of a log, each whole."""
    with closing(sqlite3.connect(log)) as db:
        query = "SELECT sha256, part, start_epoch, facts, samples FROM recording"
        return set(db.execute(query))


if __name__ == "__main__":
    main()
