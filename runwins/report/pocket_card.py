"""A card for the pocket on race day: 10 by 7 cm, to be folded once. Where, when, and the limit."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from runwins.report.drawn_text import drawable, families, width_pt
from runwins.report.figure import new_figure, styled, write
from runwins.report.style import THEMES
from runwins.units import KM, MILE, Units, format_date, format_span

WIDTH_CM, HEIGHT_CM = 10.0, 7.0
_INCH_CM = 2.54
_SIZE = 9.0
_MARGIN_PT = 9.0
_STEP_PT = 15.0
_WIDER = 1.06
"""Letters set on whole pixels come out so much wider at most."""

_ABOVE_FOLD, _BELOW_FOLD = 4, 6
_MOST_LEGS = _ABOVE_FOLD + _BELOW_FOLD
_KM_PT, _NAME_PT, _PLAN_PT, _LIMIT_PT = 9.0, 38.0, 194.0, 240.0


@dataclass(frozen=True, slots=True)
class _Line:
    km: str
    name: str
    plan: str
    limit: str


def draw(
    legs: Any, name: str, *, start_clock_s: float | None, day: dt.date | None, units: Units
) -> Figure:
    """Return the card as a figure.

    Parameters
    ----------
    legs
        Frame `LEGS`: from station to station, the finish last. Of more than ten the shortest are
        left out, those with a cut-off last of all.
    name
        Of the race.
    start_clock_s
        When it starts, in seconds since midnight; then times are times of day.
    day
        The race day.
    units
        Of the distances.
    """
    lines = [_line(leg, start_clock_s, units) for leg in _kept(legs)]
    width, height = (72 * size / _INCH_CM for size in (WIDTH_CM, HEIGHT_CM))
    theme = THEMES["light"]
    with styled():
        figure = new_figure(WIDTH_CM / _INCH_CM, HEIGHT_CM / _INCH_CM, theme)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(0, width), ylim=(0, height))
        ax.axis("off")

        def put(x: float, y: float, text: str, room: float, *, bold: bool = False) -> None:
            weight = "bold" if bold else "normal"
            said = _fitting(drawable(text), room, weight)
            ax.text(
                x, y, said, fontsize=_SIZE, color=theme.ink, va="center", parse_math=False,
                fontweight=weight, fontfamily=families(said, weight),
            )  # fmt: skip

        top = height - _MARGIN_PT - _SIZE / 2
        put(_MARGIN_PT, top, _title(name, start_clock_s, day), width - 2 * _MARGIN_PT, bold=True)
        heads = _Line("km" if units == "km" else "mi", "", "plan A", "limit")
        for y, line in zip(_rows(top, height / 2), [heads, *lines], strict=False):
            put(_KM_PT, y, line.km, _NAME_PT - _KM_PT, bold=line is heads)
            put(_NAME_PT, y, line.name, _PLAN_PT - _NAME_PT - 4)
            put(_PLAN_PT, y, line.plan, _LIMIT_PT - _PLAN_PT, bold=True)
            put(_LIMIT_PT, y, line.limit, width - _LIMIT_PT, bold=line is heads)
        ax.plot(
            [0, width], [height / 2, height / 2], color=theme.muted, linewidth=0.5,
            linestyle=(0, (2, 4)),
        )  # fmt: skip
    return figure


def _rows(top: float, fold: float) -> list[float]:
    """Return the heights of the lines below the title: none of them lies on the fold."""
    above = [top - (row + 1) * _STEP_PT for row in range(_ABOVE_FOLD + 1)]
    return above + [fold - (row + 0.7) * _STEP_PT for row in range(_BELOW_FOLD)]


def save(path: Path, figure: Figure, name: str) -> None:
    """Write the card as PNG or SVG, by the file's suffix."""
    write(figure, path, f"Pocket card: {name}", "Places with their distance, plan A and the limit.")


def _title(name: str, start_clock_s: float | None, day: dt.date | None) -> str:
    said = name if day is None else f"{name}, {format_date(day, year=False)}"
    return said if start_clock_s is None else f"{said}, start {_clock(start_clock_s)}"


def _kept(legs: Any) -> list[dict[Any, Any]]:
    rows: list[dict[Any, Any]] = legs.to_dict("records")
    while len(rows) > _MOST_LEGS:
        free = [at for at, leg in enumerate(rows[:-1]) if not _known(leg["cutoff_s"])]
        gaps = {at: rows[at]["to_m"] - (rows[at - 1]["to_m"] if at else 0.0) for at in free}
        rows.pop(min(gaps, key=lambda at: gaps[at]) if gaps else 0)
    return rows


def _line(leg: dict[Any, Any], start_clock_s: float | None, units: Units) -> _Line:
    far = leg["to_m"] / (MILE if units == "mi" else KM)
    return _Line(
        f"{far:.0f}", str(leg["name"]),
        _moment(leg["a_arrival_s"], start_clock_s), _moment(leg["cutoff_s"], start_clock_s),
    )  # fmt: skip


def _moment(seconds: float, start_clock_s: float | None) -> str:
    if not _known(seconds):
        return "–"
    return format_span(seconds) if start_clock_s is None else _clock(start_clock_s + seconds)


def _clock(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _known(value: Any) -> bool:
    return value is not None and math.isfinite(value)


def _fitting(text: str, room: float, weight: str) -> str:
    """Return a text cut to a width in points."""
    said = text
    while len(said) > 1 and _WIDER * width_pt(said, _SIZE, weight) > room:
        said = f"{said.rstrip('…')[:-1].rstrip()}…"
    return said
