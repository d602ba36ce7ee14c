"""One reader over many files, as JSON on stdout: run by `everything` in each reader's own Python.

    python tests/benchmarks/readers.py READER FILE ...

Seconds of the processor for all files, after a first one that loads what loading takes; a file
that a reader cannot read is counted and costs what it costs.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version


def content(path: str) -> bytes:
    """Return a file's bytes, unpacked."""
    with open(path, "rb") as file:  # noqa: PTH123 - as plain as what it is compared with
        data = file.read()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def bare_fitfast(path: str) -> object:
    """Decode and do nothing with it: the limit."""
    import fitfast

    return fitfast.records(content(path))


def bare_expat(path: str) -> object:
    """Parse the XML and do nothing with it: the limit."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.StartElementHandler = parser.EndElementHandler = lambda *_: None
    return parser.Parse(content(path), True)


def fitparse_and_pandas(path: str) -> object:
    """Do what a runner's own script does first."""
    import fitparse
    import pandas as pd

    file = fitparse.FitFile(content(path))
    return pd.DataFrame([message.get_values() for message in file.get_messages("record")])


def gpxpy_and_pandas(path: str) -> object:
    """Do what a runner's own script does first."""
    import gpxpy
    import pandas as pd

    points = gpxpy.parse(content(path).decode("utf-8")).walk(only_points=True)
    rows = ((p.time, p.latitude, p.longitude, p.elevation) for p in points)
    return pd.DataFrame(rows, columns=["time", "lat", "lon", "ele"])


def by_activity_parser(path: str) -> object:
    """Read it with activity-parser."""
    import activity_parser

    read = activity_parser.parse_fit if ".fit" in path else activity_parser.parse_gpx
    return read(path)


def by_runpandas(path: str) -> object:
    """Read it with runpandas."""
    import runpandas

    return runpandas.read_file(path)


def runwins_read(path: str) -> object:
    """Read it with runwins: what it holds, judged and put in order."""
    import runwins

    return runwins.read(path)


def runwins_measured(path: str) -> object:
    """Read, clean and measure it with runwins: all that its wins follow from."""
    import runwins
    from runwins.metrics.summary import measure

    return [measure(activity) for activity in runwins.read(path)]


READERS: dict[str, tuple[Callable[[str], object], str]] = {
    "bare fitfast": (bare_fitfast, "fitfast"),
    "bare expat": (bare_expat, ""),
    "fitparse + pandas": (fitparse_and_pandas, "fitparse"),
    "gpxpy + pandas": (gpxpy_and_pandas, "gpxpy"),
    "activity-parser": (by_activity_parser, "activity-parser"),
    "runpandas": (by_runpandas, "runpandas"),
    "runwins, reading": (runwins_read, "runwins"),
    "runwins, all it measures": (runwins_measured, "runwins"),
}


def main() -> None:
    """Read, and print what it took."""
    name, *paths = sys.argv[1:]
    read, package = READERS[name]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        plain = []
        for number, path in enumerate(paths):
            kind = "fit" if ".fit" in path.lower() else "gpx"
            file = os.path.join(folder, f"{number}.{kind}")  # noqa: PTH118
            with open(file, "wb") as target:  # noqa: PTH123
                target.write(content(path))
            plain.append(file)
        spent = 0.0
        for number, path in enumerate([plain[0], *plain]):
            began = time.process_time()
            try:
                read(path)
            except Exception:  # noqa: BLE001 - counted, whatever it is
                failed += number > 0
            spent += (time.process_time() - began) * (number > 0)
    print(json.dumps({"version": version(package) if package else "", "seconds": spent,
                      "failed": failed}))  # fmt: skip


if __name__ == "__main__":
    main()
