"""The tables of a run's page: splits, laps, best efforts, climbs."""

from __future__ import annotations

import pandas as pd

from runwins.report import run_words
from runwins.report.parts import Cell, Section, Table
from runwins.units import (
    KM,
    MILE,
    Units,
    distance_name,
    format_distance,
    format_duration,
    format_height,
    format_pace,
)

_OPEN_UP_TO = 12


def splits(rows: list[dict[str, float]], units: Units) -> Section | None:
    """Return the run cut every kilometre or mile."""
    if len(rows) < 2:
        return None
    cells = tuple(
        (
            Cell(str(number)),
            Cell(format_distance(split["distance_m"], units, 2)),
            Cell(format_duration(split["elapsed_s"])),
            Cell(format_pace(split["distance_m"] / split["elapsed_s"], units)),
        )
        for number, split in enumerate(rows, start=1)
    )
    size = MILE if units == "mi" else KM
    whole = [split for split in rows if split["distance_m"] > 0.99 * size]
    quickest = min(whole, key=lambda split: split["elapsed_s"], default=None)
    said = "On the clock, stops included."
    if quickest is not None:
        said = (
            f"Fastest {distance_name(size, units)} split: "
            f"{format_duration(quickest['elapsed_s'])}. {said}"
        )
    table = Table(
        "Every split", ("Split", "Length", "Time", "Pace"), cells, right=(0, 1, 2, 3),
        folded=len(cells) > _OPEN_UP_TO,
    )  # fmt: skip
    return Section("splits", "Splits", said, (table,))


def laps(frame: pd.DataFrame, units: Units) -> Section | None:
    """Return the laps of the watch, where there are two or more."""
    if len(frame) < 2:
        return None
    cells = []
    for number, lap in enumerate(frame.to_dict("records"), start=1):
        took = run_words.number(lap["timer_s"])
        took = took if took == took else run_words.number(lap["elapsed_s"])
        far = run_words.number(lap["distance_m"])
        cells.append((
            Cell(str(number)), Cell(format_distance(far, units, 2)), Cell(format_duration(took)),
            Cell(format_pace(far / took if took > 0 else float("nan"), units)),
        ))  # fmt: skip
    table = Table("Laps, as the watch counted them", ("Lap", "Length", "Time", "Pace"),
                  tuple(cells), right=(0, 1, 2, 3), folded=True)  # fmt: skip
    return Section("laps", "Laps", f"{len(cells)} laps.", (table,))


def efforts(frame: pd.DataFrame, units: Units) -> Section | None:
    """Return the best efforts of the run, and which of them could not be trusted."""
    if frame.empty:
        return None
    cells = []
    for effort in frame.sort_values("distance_m", kind="stable").to_dict("records"):
        trusted = "yes" if effort["quality"] == "ok" else str(effort["quality"])
        reason = run_words.text(effort["reason"])
        cells.append((
            Cell(distance_name(effort["distance_m"], units)),
            Cell(format_duration(effort["elapsed_s"])),
            Cell(format_pace(effort["distance_m"] / effort["elapsed_s"], units)),
            Cell(format_distance(effort["started_at_m"], units)),
            Cell(f"{trusted}, {reason}" if reason else trusted),
        ))  # fmt: skip
    table = Table(
        "Fastest stretch over each distance, on the clock, stops included",
        ("Distance", "Time", "Pace", "From", "Trusted"), tuple(cells), right=(1, 2, 3),
    )  # fmt: skip
    return Section("efforts", "Best efforts", "", (table,))


def climbs(frame: pd.DataFrame, units: Units) -> Section | None:
    """Return the climbs of the run."""
    if frame.empty:
        return None
    cells = tuple(
        (
            Cell(format_distance(climb["started_at_m"], units)),
            Cell(format_height(climb["gain_m"], units)),
            Cell(format_distance(climb["length_m"], units, 2)),
            Cell(f"{100 * climb['grade']:.1f} %"),
            Cell(format_duration(climb["elapsed_s"])),
            Cell(f"{format_height(climb['vam_m_per_h'], units)}/h"),
        )
        for climb in frame.sort_values("started_at_m", kind="stable").to_dict("records")
    )
    most = format_height(float(frame["gain_m"].max()), units)
    table = Table(
        "Climbs in the order they came", ("From", "Gain", "Length", "Grade", "Time", "Speed up"),
        cells, right=(0, 1, 2, 3, 4, 5), folded=len(cells) > _OPEN_UP_TO,
    )  # fmt: skip
    count = f"{len(cells)} climb{'s' if len(cells) != 1 else ''}"
    return Section("climbs", "Climbs", f"{count}, the biggest {most}.", (table,))
