"""Every run of the block, and the same as CSV."""

from __future__ import annotations

import csv
import io
import math

from runwins.frames import plain
from runwins.report import run_words
from runwins.report.block_input import BlockInput
from runwins.report.parts import Cell, Section, Table
from runwins.units import format_date, format_distance, format_duration, format_height, format_pace

_FIRST_NUMBER = 3
_CSV = (
    "run_id", "local_date", "name", "book", "is_race", "distance_m", "elapsed_s", "moving_s",
    "ascent_m", "avg_hr_bpm", "quality",
)  # fmt: skip


def section(block: BlockInput) -> Section | None:
    """Return all runs of the block, the newest first."""
    runs = block.block_runs
    if runs.empty:
        return None
    rows = []
    for run in runs.iloc[::-1].to_dict("records"):
        distance, moving = run_words.number(run["distance_m"]), run_words.number(run["moving_s"])
        speed = distance / moving if moving > 0 else math.nan
        ascent, heart = run_words.number(run["ascent_m"]), run_words.number(run["avg_hr_bpm"])
        day = run["local_date"].date()
        rows.append((
            Cell(format_date(day), sort=day.isoformat(), run_id=str(run["run_id"])),
            Cell(run_words.text(run["name"]) or "–"),
            Cell(str(run["book"]) + (", race" if run["is_race"] else "")),
            _number(format_distance(distance, block.units), distance),
            _number(format_duration(moving), moving),
            _number(format_pace(speed, block.units), 1 / speed if speed > 0 else math.nan),
            _number(format_height(ascent, block.units), ascent),
            _number("–" if math.isnan(heart) else f"{heart:.0f}", heart),
        ))  # fmt: skip
    columns = ("Date", "Name", "Kind", "Distance", "Moving", "Pace", "Climbed", "Mean HR")
    table = Table(
        f"Every run of the {block.called}", columns, tuple(rows),
        right=tuple(range(_FIRST_NUMBER, len(columns))), sortable=True, csv=_csv(block),
    ).known()  # fmt: skip
    return Section(
        "runs", "Every run", f"{len(rows)} run{'s' if len(rows) != 1 else ''}, newest first.",
        (table,),
    )  # fmt: skip


def _number(text: str, value: float) -> Cell:
    return Cell("–" if math.isnan(value) else text, sort=None if math.isnan(value) else value)


def _csv(block: BlockInput) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_CSV)
    for run in block.block_runs.to_dict("records"):
        writer.writerow([_safe(plain(run[name])) for name in _CSV])
    return target.getvalue()


def _safe(value: object) -> object:
    """Return the value so that a spreadsheet reads text as text and never as a formula."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return f"'{value}"
    return "" if value is None else value
