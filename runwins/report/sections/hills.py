"""Climbing: how much, and the biggest climbs of the block."""

from __future__ import annotations

import pandas as pd

from runwins.report.parts import BlockInput, Cell, Section, Table
from runwins.units import format_date, format_distance, format_duration, format_height

_MOST = 8
_SOURCES = {
    "baro": "barometer",
    "gps": "GPS altitude",
    "dem": "elevation model",
    "device": "the watch",
    "summary": "the summary",
}


def section(block: BlockInput) -> Section | None:
    """Return the climbing of the block, where any is known."""
    runs = block.block_runs
    ascent = float(runs["ascent_m"].sum(min_count=1)) if len(runs) else float("nan")
    if not ascent > 0:
        return None
    known = runs[runs["ascent_m"].notna()]
    most = known.sort_values("ascent_m", kind="stable").iloc[-1]
    sources = sorted({str(source) for source in known["ascent_source"].dropna()})
    said = (
        f"{format_height(ascent, block.units)} climbed; most in one run: "
        f"{format_height(most['ascent_m'], block.units)} on "
        f"{format_date(most['local_date'].date())}."
    )
    if sources:
        said += f" Altitude from {', '.join(_SOURCES.get(name, name) for name in sources)}."
    table = _climbs(block)
    return Section("hills", "Hills", said, (table,) if table else ())


def _climbs(block: BlockInput) -> Table | None:
    dates = block.block_runs.set_index("run_id")["local_date"]
    climbs = block.climbs[block.climbs["run_id"].isin(dates.index)]
    if climbs.empty:
        return None
    best = climbs.sort_values("gain_m", ascending=False, kind="stable").head(_MOST)
    rows = tuple(
        (
            Cell(format_date(pd.Timestamp(dates[climb["run_id"]]).date()), run_id=climb["run_id"]),
            Cell(format_height(climb["gain_m"], block.units)),
            Cell(format_distance(climb["length_m"], block.units, 2)),
            Cell(f"{100 * climb['grade']:.1f} %"),
            Cell(format_duration(climb["elapsed_s"])),
            Cell(f"{climb['vam_m_per_h']:.0f} m/h"),
        )
        for climb in best.to_dict("records")
    )
    return Table(
        "Biggest single climbs of the block",
        ("Date", "Gain", "Length", "Grade", "Time", "Climbing speed"),
        rows, right=(1, 2, 3, 4, 5),
    )  # fmt: skip
