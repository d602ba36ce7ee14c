"""Killed at any moment: is the log whole, does it hold what was committed, does the rest follow?

    python -m tests.faults.killing --kills 500 [--seed 1] [--only NAME]

Each kill: a command is begun on a copy of a log in a process of its own, forked with everything
loaded, so that what is killed is work and not start-up. After a random part of the time that the
command takes it gets SIGKILL, its workers too. Then ``db check`` must find nothing wrong, all that
was committed the moment before must be there, the same command must complete, and the log must
equal that of a command nobody killed: facts, run table, wins, routes and hills. Imports commit
every hundredth of a second here instead of every second, so that kills fall between commits.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runwins import TrainingLog
from runwins.cli import main as runwins
from runwins.frames import to_records
from runwins.store import migrations
from runwins.training_log import importing
from tests.importers.made_files import gpx, point, run_fit

TODAY = dt.date(2020, 12, 1)
RUNS = 24
DAY_S = 86_400
FIRST = 1_599_976_800  # 2020-09-13, 06:00 UTC
PHONE = "2020-09-{day:02d}T06:{minutes:02d}:{seconds:02d}Z"
TIMES_MEASURED = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """A command, the log it begins with, whether it adds or takes away, and whether only once.

    What can be done only once is refused, with exit code 2, where it was done before the kill.
    """

    name: str
    home: Path
    words: tuple[str, ...]
    grows: bool = True
    once: bool = False


def main() -> None:
    """Kill, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--quick", action="store_true", help="without the import with workers")
    told = parser.parse_args()
    importing._WRITE_EVERY_S = 0.01
    with tempfile.TemporaryDirectory(prefix="runwins-killing-") as folder:
        place = Path(folder)
        known = [one for one in scenes(place) if told.only in (None, one.name)]
        if told.quick:
            known = [one for one in known if "workers" not in one.name]
        rng = random.Random(told.seed)
        print(f"{'command':<18} {'kills':>6} {'takes ms':>9} {'lost':>6} {'not whole':>10}")
        losses = 0
        for number, scene in enumerate(known):
            share = told.kills // len(known) + (number < told.kills % len(known))
            times = 1 if told.quick else TIMES_MEASURED
            losses += kill_often(scene, place, share, rng, times)
    print(f"\n{told.kills} kills, {losses} losses")
    sys.exit(bool(losses))


def kill_often(
    scene: Scene, place: Path, kills: int, rng: random.Random, times: int = TIMES_MEASURED
) -> int:
    """Kill a command that many times; print its row; return how often something was wrong."""
    home = place / "home"
    took = []
    for _ in range(times):
        begin_with(scene, home)
        began = time.monotonic()
        assert ended(start(home, scene.words)) == 0, scene.name
        took.append(time.monotonic() - began)
    usual = statistics.median(took)
    whole = content(home)
    struck = lost = broken = 0
    while struck < kills:
        begin_with(scene, home)
        child = start(home, scene.words)
        time.sleep(rng.uniform(0.0, 1.05 * usual))
        before = committed(home)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        if ended(child) != -signal.SIGKILL:
            continue
        struck += 1
        sound = ended(start(home, ("db", "check"))) == 0
        after = committed(home)
        kept = before <= after if scene.grows else after <= before
        again = ended(start(home, scene.words))
        sound &= ended(start(home, ("db", "check"))) == 0
        done = again == 0 or (scene.once and again == 2)
        lost += not kept
        broken += not (sound and done and content(home) == whole)
    print(f"{scene.name:<18} {struck:>6} {1000 * usual:>9.0f} {lost:>6} {broken:>10}", flush=True)
    return lost + broken


# -- a command in a process of its own ---------------------------------------------------------


def start(home: Path, words: tuple[str, ...]) -> int:
    """Begin a command in a forked process with its own group; return its number."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setsid()
        silence = os.open(os.devnull, os.O_RDWR)
        told = os.open(home.parent / "told.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream, target in ((0, silence), (1, silence), (2, told)):
            os.dup2(target, stream)
        sys.argv = ["runwins", "--home", str(home), "--units", "km", "--today", str(TODAY), *words]
        runwins()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Wait for a command; return its exit code, or the signal it died of below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# -- what a log holds --------------------------------------------------------------------------


def committed(home: Path) -> set[str]:
    """Return the contents that are in the log at this moment."""
    try:
        with closing(sqlite3.connect(f"file:{home / 'runwins.db'}?mode=ro", uri=True)) as db:
            return {sha for (sha,) in db.execute("SELECT sha256 FROM recording")}
    except sqlite3.OperationalError:
        return set()


def content(home: Path) -> dict[str, Any]:
    """Return all that a log says, whatever numbers its rows have."""
    with TrainingLog(home, units="km", today=TODAY) as log:
        db = log._store._db
        rows = db.execute(
            "SELECT sha256, part, run_no, facts, samples, row FROM recording"
            " LEFT JOIN measured USING (recording_id) ORDER BY sha256, part"
        ).fetchall()
        owner: dict[int, str] = {}
        for sha, _, run_no, *_ in rows:
            owner[run_no] = min(sha, owner.get(run_no, sha))
        return {
            "recordings": [
                (sha, part, owner[run], json.loads(facts), hashlib.sha256(samples).hexdigest(), row)
                for sha, part, run, facts, samples, row in rows
            ],
            "said": sorted(
                (owner[run], field, value)
                for run, field, value in db.execute(
                    "SELECT run_no, field, value FROM edit UNION ALL SELECT run_no, 'note', text"
                    " FROM note UNION ALL SELECT run_no, 'way', name FROM way_name"
                )
            ),
            "undone": [(one.batch_id, one.recordings) for one in log.undone()],
            "goals": log._store.goals(),
            "runs": to_records(log.runs()),
            "wins": to_records(log.wins(all_found=True)),
            "routes": to_records(log.routes()),
            "hills": to_records(log.hills()),
        }


# -- scenes ------------------------------------------------------------------------------------


def begin_with(scene: Scene, home: Path) -> None:
    """Put a copy of the scene's log in place."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(scene.home, home)


def scenes(place: Path) -> list[Scene]:
    """Make the files and the logs that commands begin with."""
    watch, phone = place / "watch", place / "phone"
    for folder in (watch, phone, place / "empty"):
        folder.mkdir()
    for day in range(RUNS):
        seconds = 150 + 5 * day
        begin = FIRST + (day % 15) * DAY_S + (day // 15) * 6 * 3600
        (watch / f"{day}.fit").write_bytes(run_fit(seconds, start=begin, offset=0))
        if day < 10:
            stamps = [PHONE.format(day=13 + day, minutes=at // 60, seconds=at % 60)
                      for at in range(0, seconds, 2)]  # fmt: skip
            points = (point(2 * at, time=stamp) for at, stamp in enumerate(stamps))
            (phone / f"{day}.gpx").write_text(gpx("".join(points)), encoding="utf-8")
    full = made(place / "full", [("import", str(watch), "--jobs", "1")])
    said = made(
        place / "said",
        [
            ("import", str(watch), "--jobs", "1"),
            ("note", "last", "a note"),
            ("goal", "set", "--name", "Ten", "--date", "2021-05-01", "--distance", "10km"),
        ],
    )
    two = made(
        place / "two",
        [
            ("import", str(watch / "0.fit")),
            ("import", str(watch), "--jobs", "1"),
            ("note", "last", "a note"),
            ("runs", "edit", "last", "--name", "By the river"),
        ],
    )
    with TrainingLog(said, units="km", today=TODAY) as log:
        first, second = log.runs()["run_id"].tolist()[:2]
    with TrainingLog(two, units="km", today=TODAY) as log:
        newest = log.batch_name()
    gone = shutil.copytree(two, place / "gone")
    assert ended(start(gone, ("undo", newest, "--yes"))) == 0
    old_shape = changed(said, place / "old", to_first_shape)
    old_numbers = changed(said, place / "stale", forget_version)
    import_ = ("import", str(watch), "--jobs")
    return [
        Scene("import", place / "empty", (*import_, "1")),
        Scene("import, 2 workers", place / "empty", (*import_, "2")),
        Scene("merge", full, ("import", str(phone), "--jobs", "1")),
        Scene("link", said, ("runs", "link", first, second), once=True),
        Scene("undo", two, ("undo", newest, "--yes"), grows=False, once=True),
        Scene("redo", gone, ("redo",), once=True),
        Scene("migration", old_shape, ("runs",)),
        Scene("new numbers", old_numbers, ("runs",)),
        Scene("rebuild", said, ("db", "rebuild")),
        Scene("vacuum", said, ("db", "vacuum")),
    ]


def made(home: Path, commands: list[tuple[str, ...]]) -> Path:
    """Return a home after some commands."""
    home.mkdir()
    for words in commands:
        assert ended(start(home, words)) in (0, 1), (words, (home.parent / "told.txt").read_text())
    return home


def changed(home: Path, other: Path, change: Callable[[Path], None]) -> Path:
    """Return a copy of a home with its log changed."""
    shutil.copytree(home, other)
    change(other / "runwins.db")
    return other


def to_first_shape(path: Path) -> None:
    """Make of a log one as the first runwins wrote it: its first tables alone, no cache."""
    newer = path.with_name("newer.db")
    path.rename(newer)
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE migration (name TEXT PRIMARY KEY)")
        first = migrations._MIGRATIONS[0]
        first(db)
        db.execute("INSERT INTO migration VALUES (?)", (first.__name__,))
        db.execute("ATTACH ? AS newer", (str(newer),))
        tables = db.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name != 'migration'"
        )
        for (table,) in tables.fetchall():
            names = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} SELECT {names} FROM newer.{table}")
        db.commit()
    newer.unlink()


def forget_version(path: Path) -> None:
    """Make of a log one whose numbers another version has measured."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE cache_version SET version = -1")
        db.commit()


if __name__ == "__main__":
    main()
