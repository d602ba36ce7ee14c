"""Years of runs of which a public archive holds only the sums: day, distance and moving time.

Four of the archives keep an `activities.json` beside their recordings, written by a page that
shows somebody's running. It tells of many more races than the recordings do. Here it becomes a
hand-kept table, which runwins reads like any other.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

_RUNS = ("Run", "running", "Trail Run")


def write_table(source: Path, table: Path, after: str = "") -> int:
    """Write the runs of an `activities.json` as a table; return how many.

    Parameters
    ----------
    source, table
        What is read and what is written.
    after
        A local day in ISO: the recordings tell of the runs until then.
    """
    activities = json.loads(source.read_text(encoding="utf-8"))
    runs = [
        one for one in activities if one["type"] in _RUNS and one["start_date_local"][:10] > after
    ]
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["date", "m", "time", "sport", "name"])
        for one in runs:
            clock = one["moving_time"].partition(".")[0]
            sport = "trail run" if "trail" in f"{one['type']} {one['name']}".lower() else "run"
            writer.writerow(
                [one["start_date_local"][:19], round(one["distance"]), clock, sport, one["name"]]
            )
    return len(runs)
