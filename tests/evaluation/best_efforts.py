"""The ten best efforts of each distance in each archive, with what else was recorded of them.

    RUNWINS_CORPUS=… python tests/evaluation/best_efforts.py

writes ``tests/evaluation/best_efforts.md``: what each one is. The verdicts are kept by hand in
``best_efforts_verdicts.csv``, from ten-part profiles of speed and positions, recorded speed, steps,
heart rate, altitude, the minutes around it and the run's other efforts. The words of
`corpus/truth/reviewed_bests.csv`, where that reader had seen the effort, stand beside them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.errors import RunwinsError
from runwins.frames import EFFORTS
from runwins.importers import find_members, read_member
from runwins.metrics.cleaning import clean
from runwins.metrics.personal import judge_personally
from runwins.metrics.summary import measure
from runwins.model import Activity

HERE = Path(__file__).parent
ARCHIVES = {"trail archive": "irvingbennett", "treadmill archive": "arthurfsy2",
            "road archive": "wasabi"}  # fmt: skip
DISTANCES_M = (400, 1000, 1609, 5000, 10_000, 21_098, 42_195)
TOP = 10
VERDICTS = HERE / "best_efforts_verdicts.csv"
SAME = 0.01
HEAD = ("run", "time", "/km", "recorded speed", "satellites", "steps/min", "beats/min", "net m",
        "next distance", "verdict", "why", "reviewed")  # fmt: skip
ABOUT = """# The ten best efforts of each distance

Made by `RUNWINS_CORPUS=… python tests/evaluation/best_efforts.py` from all recordings of three
archives; outdoor efforts that are shown as bests, a run's best copy of several. *Recorded speed*
and *satellites*: the effort's distance over what the speed channel makes of it, and the positions'
way over the device's; steps and beats are means inside the effort; *next distance* is its speed
over that of the run's effort at the next longer distance. *Verdict* is ours, from the recording;
*reviewed* is what another reader of speed profiles said of this very effort.

{verdicts}

"""


def main() -> None:
    """Write the tables."""
    corpus = Path(os.environ["RUNWINS_CORPUS"])
    truth = pd.read_csv(corpus / "truth" / "reviewed_bests.csv")
    known = pd.read_csv(VERDICTS)
    text, found = "", []
    for name, folder in ARCHIVES.items():
        best = shown(corpus / "archives" / folder)
        for metres in DISTANCES_M:
            ten = best_ten(best, metres)
            if len(ten):
                ten = with_verdicts(ten, known[known["archive"] == name])
                found.append(ten)
                text += f"## {name}, {metres} m\n\n"
                text += as_table(ten, truth[truth["runner"] == folder])
    counts = pd.concat(found)["verdict"].value_counts()
    words = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    text = ABOUT.format(verdicts=f"Of these {sum(counts)}: {words}.") + text
    (HERE / "best_efforts.md").write_text(text, encoding="utf-8")


def shown(folder: Path) -> pd.DataFrame:
    """Return every effort of an archive that is shown as a best, with its evidence."""
    table = pd.DataFrame(efforts(folder))
    rows = table.rename(columns={"file": "run_id", "metres": "distance_m", "seconds": "elapsed_s"})
    runs = rows.drop_duplicates("run_id").assign(quality="good", start_time=lambda r: r["start"])
    rows = rows.assign(quality="ok", started_at_s=0.0, started_at_m=0.0)[
        [
            "run_id",
            "distance_m",
            "elapsed_s",
            "quality",
            "supported",
            "started_at_s",
            "started_at_m",
        ]
    ]
    judged = judge_personally(EFFORTS.build(rows.to_dict("records")), runs)
    return table[(judged["quality"] == "ok").to_numpy()]


def best_ten(table: pd.DataFrame, metres: float) -> pd.DataFrame:
    """Return the ten best runs over a distance."""
    best = table[(table["metres"] - metres).abs() < 1].sort_values("seconds")
    minute = best["start"].dt.floor("min")
    return best[~minute.duplicated()].head(TOP)


def with_verdicts(best: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the efforts with what was said of them: ``unread`` where nobody looked."""
    said = []
    for one in best.to_dict("records"):
        same = known[
            (known["start_utc"] == f"{one['start']:%Y-%m-%dT%H:%M}")
            & ((known["distance_m"] - one["metres"]).abs() < 1)
            & ((known["elapsed_s"] / one["seconds"] - 1).abs() < SAME)
        ]
        said.append(("unread", "") if same.empty else tuple(same.iloc[0][["verdict", "why"]]))
    verdict, why = zip(*said, strict=True)
    return best.assign(verdict=verdict, why=why)


def efforts(folder: Path) -> Iterator[dict[str, object]]:
    """Yield every effort that is shown by itself, with what was recorded inside it."""
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
        "start": pd.Timestamp(activity.start_time),
        "metres": row["distance_m"],
        "seconds": row["elapsed_s"],
        "speed": speed / (gone / told_s) if gone > 0 and told_s > 0 else np.nan,
        "path": seen.seen_gps_m.between(start, end) / device if device > 0 else np.nan,
        "steps": inside["cadence_spm"].mean(),
        "beats": inside["hr_bpm"].mean(),
        "net": row["net_gain_m"],
        "supported": row["supported"],
        "next": np.nan if after is None else speed / (after["distance_m"] / after["elapsed_s"]),
    }


def as_table(best: pd.DataFrame, seen: pd.DataFrame) -> str:
    """Return the table of one distance."""
    rows = [HEAD, tuple("---" for _ in HEAD)]
    for one in best.to_dict("records"):
        same = seen[
            (seen["file"] == one["file"]) & ((seen["distance_m"] - one["metres"]).abs() < 1)
        ]
        same = same[(same["elapsed_s"] / one["seconds"] - 1).abs() < SAME]
        word = " / ".join(dict.fromkeys(same["verdict"])) or "–"
        pace = one["seconds"] / one["metres"] * 1000
        minutes, seconds = divmod(round(one["seconds"]), 60)
        rows.append((
            f"{one['start']:%Y-%m-%d}", f"{minutes}:{seconds:02d}",
            f"{int(pace // 60)}:{int(pace % 60):02d}", number(one["speed"], 2),
            number(one["path"], 2), number(one["steps"], 0), number(one["beats"], 0),
            number(one["net"], 0), number(one["next"], 2), one["verdict"], one["why"], word,
        ))  # fmt: skip
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def number(value: float, digits: int) -> str:
    """Return a number, or a dash where there is none."""
    return f"{value:.{digits}f}" if np.isfinite(value) else "–"


if __name__ == "__main__":
    main()
