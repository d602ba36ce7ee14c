"""Where a runner stood before, in the terminal: a table, and below it what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runwins.report.cells import TerminalStyle
from runwins.report.listings import table
from runwins.units import (
    distance_name,
    format_date,
    format_distance,
    format_duration,
    format_height,
    format_span,
)


def look_back_view(standings: Sequence[Mapping[str, Any]], style: TerminalStyle) -> str:
    """Return where a runner stood on some days: today first, each earlier one against it.

    Parameters
    ----------
    standings
        Of each day: ``what``, ``day``, the sums of its 28 days, ``longest_m``,
        ``longest_ever_m``, ``bests_s`` by metres, and ``wins`` as pairs of day and words.
    style
        The terminal.
    """
    now, before = standings[0], standings[1:]
    if not before:
        return "the log does not reach back far enough yet: come back in a week"
    rows = [["28 days up to", "", "runs", "distance", "longest", "moving", "climb"]]
    rows += [
        [
            style.clean(one["what"]),
            format_date(one["day"]),
            str(one["runs"]),
            format_distance(one["distance_m"], style.units),
            format_distance(one["longest_m"] or 0.0, style.units),
            format_span(one["moving_s"]),
            format_height(one["ascent_m"], style.units),
        ]
        for one in standings
    ]
    lines = [table(rows, "llrrrrr", style, give=0)]
    for one in before:
        lines += ["", style.paint(f" {style.clean(one['what'])}", "bold")]
        lines += [f"   {line}" for line in _then_and_now(one, now, style)]
    return "\n".join(lines)


def _then_and_now(
    then: Mapping[str, Any], now: Mapping[str, Any], style: TerminalStyle
) -> list[str]:
    """Return what had been reached then, and what stands now beside it."""
    lines: list[str] = []
    if then["longest_ever_m"]:
        was, stands = (format_distance(o["longest_ever_m"], style.units) for o in (then, now))
        lines.append(f"longest run so far {was}" + ("" if was == stands else f", now {stands}"))
    for metres, seconds in then["bests_s"].items():
        stands_s = now["bests_s"].get(metres, seconds)
        name, was = distance_name(metres, style.units), format_duration(seconds)
        same = "which still stands" if stands_s == seconds else f"now {format_duration(stands_s)}"
        lines.append(f"best {name} {was}, {same}")
    lines += [f"{format_date(day)}: {style.clean(label)}" for day, label in then["wins"]]
    return lines
