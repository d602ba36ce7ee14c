"""The ten best efforts of each distance in each archive, with what else was recorded of them.

    RUNWINS_CORPUS=… python tests/evaluation/best_efforts.py

writes ``tests/evaluation/best_efforts.md``: what a reader needs to say what each one is. The words
of `corpus/truth/reviewed_bests.csv`, where that reader had seen the effort, stand beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.errors import RunwinsError
from runwins.importers import find_members, read_member
from runwins.metrics.cleaning import clean
from runwins.metrics.summary import measure
from runwins.model import Activity

HERE = Path(__file__).parent
ARCHIVES = {"trail archive": "irvingbennett", "treadmill archive": "arthurfsy2",
            "road archive": "wasabi"}  # fmt: skip
DISTANCES_M = (400, 1000, 1609, 5000, 10_000, 21_098, 42_195)
TOP = 10
HEAD = ("run", "time", "/km", "recorded speed", "satellites", "steps/min", "beats/min", "net m",
        "next distance", "reviewed")  # fmt: skip
ABOUT = """# The ten best efforts of each distance

Made by `RUNWINS_CORPUS=… python tests/evaluation/best_efforts.py` from all recordings of three
archives; outdoor efforts that are shown as bests. *Recorded speed* and *satellites*: the effort's
distance over what the speed channel makes of it, and the positions' way over the device's; steps
and beats are means inside the effort; *next distance* is its speed over that of the run's effort at
the next longer distance. *Reviewed* is what a reader of speed profiles said of this very effort.

"""


def main() -> None:
    """Write the tables."""
    corpus = Path(os.environ["RUNWINS_CORPUS"])
    truth = pd.read_csv(corpus / "truth" / "reviewed_bests.csv")
    text = ABOUT
    for name, folder in ARCHIVES.items():
        table = pd.DataFrame(efforts(corpus / "archives" / folder))
        seen = truth[truth["runner"] == folder]
        for metres in DISTANCES_M:
            best = table[(table["metres"] - metres).abs() < 1]
            best = best.drop_duplicates(["start", "seconds"]).nsmallest(TOP, "seconds")
            if len(best):
                text += f"## {name}, {metres} m\n\n" + as_table(best, seen)
    (HERE / "best_efforts.md").write_text(text, encoding="utf-8")


def efforts(folder: Path) -> Iterator[dict[str, object]]:
    """Yield every effort that is shown, with what was recorded inside it."""
    for member in find_members([folder]):
        try:
            activities = list(read_member(member))
        except (RunwinsError, OSError):
            continue
        for activity in activities:
            found = measure(activity)
            if found.row["quality"] == "ride" or found.row["book"] in ("treadmill", "virtual"):
                continue
            rows = found.efforts.sort_values("distance_m").to_dict("records")
            for place, row in enumerate(rows):
                if row["quality"] == "ok":
                    after = rows[place + 1] if place + 1 < len(rows) else None
                    yield evidence(activity, Path(member.source).name, row, after)


def evidence(
    activity: Activity, file: str, row: dict[str, float], after: dict[str, float] | None
) -> dict[str, object]:
    """Return what else was recorded of an effort."""
    start, end = row["started_at_s"], row["started_at_s"] + row["elapsed_s"]
    seen = clean(activity).witnesses
    inside = activity.samples[activity.samples["elapsed_s"].between(start, end)]
    device, told_s = seen.seen_m.between(start, end), seen.speed_s.between(start, end)
    gone = seen.speed_m.between(start, end)
    speed = row["distance_m"] / row["elapsed_s"]
    return {
        "file": file,
        "start": activity.start_time,
        "metres": row["distance_m"],
        "seconds": row["elapsed_s"],
        "speed": speed / (gone / told_s) if gone > 0 and told_s > 0 else np.nan,
        "path": seen.seen_gps_m.between(start, end) / device if device > 0 else np.nan,
        "steps": inside["cadence_spm"].mean(),
        "beats": inside["hr_bpm"].mean(),
        "net": row["net_gain_m"],
        "next": np.nan if after is None else speed / (after["distance_m"] / after["elapsed_s"]),
    }


def as_table(best: pd.DataFrame, seen: pd.DataFrame) -> str:
    """Return the table of one distance."""
    rows = [HEAD, tuple("---" for _ in HEAD)]
    for one in best.to_dict("records"):
        same = seen[
            (seen["file"] == one["file"]) & ((seen["distance_m"] - one["metres"]).abs() < 1)
        ]
        same = same[(same["elapsed_s"] / one["seconds"] - 1).abs() < 0.01]
        word = " / ".join(dict.fromkeys(same["verdict"])) or "–"
        pace = one["seconds"] / one["metres"] * 1000
        minutes, seconds = divmod(round(one["seconds"]), 60)
        rows.append((
            f"{one['start']:%Y-%m-%d}", f"{minutes}:{seconds:02d}",
            f"{int(pace // 60)}:{int(pace % 60):02d}", number(one["speed"], 2),
            number(one["path"], 2), number(one["steps"], 0), number(one["beats"], 0),
            number(one["net"], 0), number(one["next"], 2), word,
        ))  # fmt: skip
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def number(value: float, digits: int) -> str:
    """Return a number, or a dash where there is none."""
    return f"{value:.{digits}f}" if np.isfinite(value) else "–"


if __name__ == "__main__":
    main()
