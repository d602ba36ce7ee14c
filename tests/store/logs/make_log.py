"""Write the log that the newest step of the log file needs: one of today's shape, as text.

    python tests/store/logs/make_log.py

Done once for each step in `runwins/store/migrations.py`, by the runwins that brought the step, and
kept for good: `tests/store/test_old_logs.py` opens every one of them with the runwins of the day.
Four made-up runs due north on an empty plateau, with everything that a runner can say of them.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from contextlib import chdir, closing
from pathlib import Path

from runwins import Goal, TrainingLog

RUNS = {"2026-03-01": 1200, "2026-03-03": 1500, "2026-03-05": 2400, "2026-03-07": 900}
STEP_M, STEP_S = 30.0, 10
M_PER_DEG = 111_132.95
_GPX = """<?xml version="1.0"?>
<gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1">
<trk><name>{name}</name><type>running</type><trkseg>{points}</trkseg></trk></gpx>
"""


def recording(day: str, metres: int) -> str:
    """Return a run at 07:00 UTC, 3 m/s, as GPX."""
    start = dt.datetime.fromisoformat(f"{day}T10:00:00+00:00")
    points = "".join(
        f'<trkpt lat="{-41 + i * STEP_M / M_PER_DEG:.7f}" lon="-66.9"><ele>900</ele>'
        f"<time>{start + dt.timedelta(seconds=STEP_S * i):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for i in range(int(metres / STEP_M) + 1)
    )
    return _GPX.format(name=f"Plateau {metres}", points=points)


def fill(folder: Path) -> Path:
    """Make the log in a folder; return its file."""
    for day, metres in RUNS.items():
        (folder / f"{day}.gpx").write_text(recording(day, metres), encoding="utf-8")
    with chdir(folder), TrainingLog("log", units="km", today=dt.date(2026, 3, 8)) as log:
        log.import_files([f"{day}.gpx" for day in RUNS])
        ids = list(log.runs()["run_id"])
        log.note(ids[1], "slept badly", -2)
        log.set_goal(Goal("City 10K", dt.date(2026, 9, 6), 10_000.0, dt.date(2026, 3, 1)))
        log.drop_win(log.wins(all_found=True)["win_id"].iloc[0])
        log.drop_run(ids[3])
        log.edit_run(ids[0], {"name": "Round the lake", "is_race": "yes"})
    return folder / "log" / "runwins.db"


def main() -> None:
    """Write the log beside this file, under the name of its newest step."""
    with tempfile.TemporaryDirectory() as home, closing(sqlite3.connect(fill(Path(home)))) as db:
        (step,) = db.execute("SELECT max(name) FROM migration").fetchone()
        lines = "\n".join(db.iterdump())
    Path(__file__).with_name(f"{step}.sql").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
