"""How fast are pages and pictures out of a log of many runs?

    python tests/benchmarks/report.py [--runs 3000] [--home FOLDER]

The runs are made up: ten years on twelve loops with hills, heart rate and the noise of a watch,
written as GPX and imported by ``runwins import``, which takes a few minutes; with --home the log is
kept there and taken again the next time. Measured is the command that a runner would type, start-up
included, in a process of its own: the time on the clock, and the time of the processors, which is
what counts where other work keeps the machine busy.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

LAST = dt.date(2026, 10, 24)
EVERY_S = 5
LOOPS_M = (5000, 5000, 6000, 8000, 8000, 10_000, 12_000, 14_000, 16_000, 20_000, 26_000, 32_000)
RACE = ("--name", "Long Ridge 50", "--date", "2026-12-12", "--distance", "50km",
        "--ascent", "2000m", "--terrain", "trail")  # fmt: skip
ALLOWED_S = {"report of a 20-week block": 3.0, "ladder as PNG": 1.5, "the whole log as pages": 60.0}


def main() -> None:
    """Print the table; end with 1 where a figure is above what is allowed."""
    with asked_log(__doc__) as (home, count, scratch):
        out = scratch / "out"
        out.mkdir()
        runwins(home, "show")  # whatever is cached after an import is cached now
        commands = {
            "report of a 20-week block": (
                "report", "--from", "2026-06-07", "--to", "2026-10-24", "-o", f"{out}/block.html"),
            "ladder as PNG": ("ladder", "--png", f"{out}/ladder.png"),
            "the whole log as pages": ("report", "--all", "-o", f"{out}/pages"),
        }  # fmt: skip
        busy = os.getloadavg()[0] > (os.cpu_count() or 1) + 0.5
        print(f"{count} runs, {os.cpu_count()} processors; the best of three, of pages one")
        print("other work keeps the machine busy: processor time counts\n" if busy else "")
        slow = 0
        for name, words in commands.items():
            times = 1 if "--all" in words else 3
            clock, worked = map(
                min, zip(*(seconds(home, *words) for _ in range(times)), strict=True)
            )
            allowed = ALLOWED_S[name]
            slow += (worked if busy else clock) > allowed
            print(
                f"{name:<28} {clock:6.2f} s on the clock, {worked:6.2f} s of a processor, "
                f"{allowed:4.1f} s allowed"
            )
        block = (out / "block.html").stat().st_size
        pages = [path.stat().st_size for path in (out / "pages").rglob("*.html")]
        print(f"\nthe block's page             {block / 1000:6.0f} kB of 500 kB")
        print(f"pages of the log             {len(pages):6d}, {sum(pages) / 1e6:.1f} MB together")
    sys.exit(1 if slow or block > 500_000 else 0)


@contextmanager
def asked_log(about: str | None) -> Iterator[tuple[Path, int, Path]]:
    """Give the log that the command line asks for, how many runs it has, and room beside it."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--runs", type=int, default=3000)
    parser.add_argument("--home", type=Path, help="Keep the log there.")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = told.home or Path(scratch) / "home"
        if not (home / "runwins.db").exists():
            make_log(home, told.runs, Path(scratch) / "recordings")
        yield home, told.runs, Path(scratch)


def make_log(home: Path, count: int, folder: Path) -> None:
    """Write recordings of made-up runs, import them and set a goal."""
    folder.mkdir()
    rng = np.random.default_rng(50)
    first = LAST - dt.timedelta(days=round(count * 7 / 5.8))
    days = np.sort(rng.choice((LAST - first).days, count, replace=False)) + 1
    for number, day in enumerate(days):
        date = first + dt.timedelta(days=int(day))
        fitness = 0.80 + 0.28 * number / count + 0.05 * np.sin(day / 70)
        loop = int(
            rng.choice(len(LOOPS_M), p=np.array([8, 8, 8, 6, 6, 5, 4, 3, 2, 1, 0.6, 0.4]) / 52)
        )
        (folder / f"{date}.gpx").write_text(recording(rng, date, loop, fitness), encoding="ascii")
    began = time.perf_counter()
    runwins(home, "import", str(folder))
    runwins(home, "goal", "set", *RACE)
    print(f"imported in {time.perf_counter() - began:.0f} s")


def recording(rng: np.random.Generator, date: dt.date, loop: int, fitness: float) -> str:
    """Return a run on one of the loops as GPX."""
    length = LOOPS_M[loop]
    along = np.arange(0, length, 1.0)
    bearing = 2 * np.pi * along / length + loop + 0.5 * np.sin(6 * np.pi * along / length)
    hills = (15 + 12 * (loop % 4)) * np.sin(2 * np.pi * along / 2600 + loop)
    speed = fitness * (2.9 - 0.25 * (loop / 12) + rng.normal(0, 0.12))
    slope = np.gradient(hills)
    at_s = np.cumsum(1 / (speed * np.exp(-3.0 * slope)))
    times = np.arange(0, at_s[-1], EVERY_S)
    path = np.interp(times, at_s, along).astype(int)
    noise = np.cumsum(rng.normal(0, 0.25, (2, len(times))), axis=1)
    noise -= noise[:, :1] + (noise[:, -1:] - noise[:, :1]) * np.linspace(0, 1, len(times))
    east, north = np.cumsum(np.cos(bearing))[path], np.cumsum(np.sin(bearing))[path]
    lat = -41.35 + 0.2 * loop + (north + noise[0]) / 111_200
    lon = -66.95 + (east + noise[1]) / (111_200 * np.cos(np.radians(-41.35 + 0.2 * loop)))
    heart = 150 - 12 * (fitness - 0.8) + 160 * slope[path] + rng.normal(0, 2, len(times))
    start = dt.datetime.combine(date, dt.time(10, 0), dt.UTC)
    rows = [
        f'<trkpt lat="{y:.6f}" lon="{x:.6f}"><ele>{z:.1f}</ele>'
        f"<time>{start + dt.timedelta(seconds=int(t)):%Y-%m-%dT%H:%M:%SZ}</time>"
        f"<extensions><t:TrackPointExtension><t:hr>{h:.0f}</t:hr></t:TrackPointExtension>"
        "</extensions></trkpt>"
        for y, x, z, t, h in zip(lat, lon, 900 + hills[path], times, heart, strict=True)
    ]
    return (
        '<gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:t="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"><trk>'
        f"<name>Loop {loop + 1}</name><type>running</type>"
        f"<trkseg>{''.join(rows)}</trkseg></trk></gpx>"
    )


def seconds(home: Path, *words: str) -> tuple[float, float]:
    """Return what a command took: seconds on the clock, and seconds of processors."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    runwins(home, *words)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def runwins(home: Path, *words: str) -> None:
    """Run a command on the log, on the made-up runner's last day."""
    subprocess.run(
        [sys.executable, "-m", "runwins", "--home", str(home), "--units", "km",
         "--today", LAST.isoformat(), *words],
        check=True, capture_output=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
