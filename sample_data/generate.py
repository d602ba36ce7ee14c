"""Write the made-up runner's files; the same bytes every time.

Run it as ``python sample_data/generate.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from generator.calendar import Day, story  # noqa: E402
from generator.course import course  # noqa: E402
from generator.index import index  # noqa: E402
from generator.runner import file_of, outing  # noqa: E402
from generator.strava_zip import ATHLETE, export  # noqa: E402

EXPORT = f"export_{ATHLETE}.zip"
COURSE = "stone_ring_50.gpx"
ON_THE_WATCH = 5


def watch_name(day: Day) -> str:
    """Return the name a watch gives the file of a run: its local start."""
    return f"watch/{day.start:%Y-%m-%d-%H-%M-%S}.fit"


def main() -> None:
    """Write the export, the files still on the watch, the race course and the index."""
    days = story()
    packed, of_run, of_other = export([day.number for day in days[:-1]])
    watch = {day.number: watch_name(day) for day in days[-ON_THE_WATCH:]}
    (HERE / "watch").mkdir(exist_ok=True)
    (HERE / EXPORT).write_bytes(packed)
    for number, name in watch.items():
        (HERE / name).write_bytes(file_of(outing(number))[1])
    (HERE / COURSE).write_bytes(course())
    (HERE / "index.toml").write_text(
        index(of_run, of_other, EXPORT, watch, COURSE), encoding="utf-8", newline="\n"
    )
    print(f"{len(days)} runs, {len(packed) / 1e6:.1f} MB in the export")


if __name__ == "__main__":
    main()
