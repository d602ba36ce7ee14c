"""All benchmarks by one command: ratios to what a runner would use instead, and to the limit.

    python -m tests.benchmarks.everything [--recordings FOLDER] [--files 60] [--long 10000]

Without FOLDER the recordings are made: runs at one sample a second, as FIT and as GPX. The readers
from PyPI are installed into an environment of their own, which is made where there is none
(``--others FOLDER`` keeps it). Every reader reads the same files, in a process of its own, and the
processor's time is what counts. Then come the benchmarks of start-up, importing, routes, wins,
ladder, report and long logs, each of which is a command of its own too. ``docs/benchmarks.md``
shows what it printed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.benchmarks.readers import content
from tests.long_logs.making import write

PACKAGES = {
    "runpandas": ("runpandas", "pandas<2", "numpy<2"),  # its 0.6.0 knows no newer pandas
    "others": ("pandas", "fitparse", "gpxpy", "activity-parser"),
}
OURS = ("bare", "runwins")
FOR = {
    "fit": ("bare fitfast", "runwins, reading", "runwins, all it measures", "fitparse + pandas",
            "activity-parser", "runpandas"),
    "gpx": ("bare expat", "runwins, reading", "runwins, all it measures", "gpxpy + pandas",
            "activity-parser", "runpandas"),
}  # fmt: skip
BESIDE = ("starting --log 3000", "importing RECORDINGS", "metrics RECORDINGS",
          "matching RECORDINGS", "routes RECORDINGS --runs 1000",
          "wins RECORDINGS --runs 3000", "ladder --runs 1000", "report --runs 1000")  # fmt: skip
HERE = Path(__file__).parent


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recordings", type=Path)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument(
        "--long", type=int, default=10_000, help="Runs of the long log; 0 for the readers alone."
    )
    parser.add_argument("--others", type=Path, help="Where the readers from PyPI stay.")
    told = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors, "
          f"Python {platform.python_version()}\n")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="runwins-everything-") as folder:
        others = told.others or Path(folder) / "others"
        for name, packages in PACKAGES.items():
            install(others / name, packages)
        files = recordings(told.recordings, told.files, Path(folder))
        for kind, names in FOR.items():
            if files[kind]:
                table(kind, names, files[kind], others)
        folder_of_all = told.recordings or Path(folder) / "made"
        for line in (*BESIDE, f"long_logs --runs {told.long}") if told.long else ():
            run(line, str(folder_of_all))


def run(line: str, recordings: str) -> None:
    """Run another benchmark, its output below its name."""
    print(f"\n$ python -m tests.benchmarks.{line}", flush=True)
    name, *words = (recordings if word == "RECORDINGS" else word for word in line.split())
    subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{name}", *words], check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parents[1])))},
    )  # fmt: skip


def install(place: Path, packages: tuple[str, ...]) -> None:
    """Make an environment with some packages from PyPI, where there is none."""
    if not place.is_dir():
        venv.create(place, with_pip=True)
        python = place / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)


def recordings(folder: Path | None, count: int, place: Path) -> dict[str, list[Path]]:
    """Return FIT and GPX files: some of a folder's, or made ones and their export."""
    found: dict[str, list[Path]] = {"fit": [], "gpx": []}
    if folder is None:
        folder = place / "made"
        write(folder, count)
        for file in sorted(folder.glob("*.fit")):
            file.with_suffix(".gpx").write_text(as_gpx(file), encoding="utf-8")
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        head = content(str(path))[:600]
        if head[8:12] == b".FIT":
            found["fit"].append(path)
        elif b"<gpx" in head:
            found["gpx"].append(path)
    rng = random.Random(1)
    return {kind: rng.sample(some, min(count, len(some))) for kind, some in found.items()}


def as_gpx(file: Path) -> str:
    """Return a FIT file's samples as the GPX that services write."""
    import pandas as pd

    import runwins

    (activity,) = runwins.read(file)
    start = pd.Timestamp(activity.start_time)
    points = "".join(
        f'<trkpt lat="{one["lat_deg"]:.7f}" lon="{one["lon_deg"]:.7f}"><ele>{one["altitude_m"]:.1f}'
        f"</ele><time>{start + pd.Timedelta(seconds=one['elapsed_s']):%Y-%m-%dT%H:%M:%SZ}</time>"
        "<extensions><gpxtpx:TrackPointExtension>"
        f"<gpxtpx:hr>{one['hr_bpm']:.0f}</gpxtpx:hr><gpxtpx:cad>{one['cadence_spm'] / 2:.0f}"
        "</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions></trkpt>\n"
        for one in activity.samples.to_dict("records")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="made" '
        'xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        f"<trk><name>Run</name><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    )


def table(kind: str, names: tuple[str, ...], files: list[Path], others: Path) -> None:
    """Print what each reader takes for the files of a format, and its ratios."""
    size = sum(len(content(str(path))) for path in files) / 1e6
    print(f"{len(files)} {kind.upper()} files, {size:.1f} MB unpacked")
    print(f"{'':<36} {'ms a file':>10} {'to the limit':>13} {'to runwins':>11} {'not read':>9}")
    took: dict[str, float] = {}
    for name in names:
        theirs = others / ("runpandas" if name == "runpandas" else "others") / "bin" / "python"
        python = sys.executable if name.startswith(OURS) else str(theirs)
        done = subprocess.run(
            [python, str(HERE / "readers.py"), name, *map(str, files)],
            capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": "" if python == str(theirs) else str(HERE.parents[1]),
                 "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        if done.returncode:
            print(f"{name:<36} could not be run: {done.stderr.strip().splitlines()[-1][:60]}")
            continue
        told = json.loads(done.stdout.splitlines()[-1])
        took[name] = 1000 * told["seconds"] / len(files)
        said = f"{name} {told['version']}".strip()
        limit = took[name] / took[names[0]]
        ours = f"{took[name] / took[names[1]]:>11.2f}" if names[1] in took else f"{'':>11}"
        print(f"{said:<36} {took[name]:>10.2f} {limit:>13.1f} {ours} {told['failed']:>9}")
    print(flush=True)


if __name__ == "__main__":
    main()
