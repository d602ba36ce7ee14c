"""What the terminal says of a race's course: totals, climbs, and when to be where."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from runwins.report.cells import TerminalStyle, cut, width, wrap
from runwins.report.course_words import (
    CourseView,
    at_words,
    hours,
    model_words,
    notes,
    plan_words,
    spare,
    when_words,
)
from runwins.report.listings import table
from runwins.units import (
    KM,
    MILE,
    format_date,
    format_distance,
    format_duration,
    format_height,
)

_MOST_CLIMBS = 20
_NAME_WIDTH = 10


def course_view(view: CourseView, style: TerminalStyle) -> str:
    """Return a course as text: its totals, its climbs and descents, the plan, and what to know."""
    blocks = [_head(view, style)]
    if len(view.climbs):
        blocks.append(_climbs(view, style))
    blocks.append(_plan(view, style))
    below = [line for note in notes(view, style.units) for line in _lines(note, style)]
    if below:
        blocks.append("\n".join(below))
    return "\n\n".join(blocks)


def _head(view: CourseView, style: TerminalStyle) -> str:
    profile, units = view.profile, style.units
    name = cut(style.clean(profile.name), style.width - 2, style)
    lines = [style.paint(f" {name}", "bold")]
    facts = [format_distance(profile.distance_m, units)]
    if profile.reliable:
        facts.append(f"+{format_height(profile.ascent_m, units)} (give or take 10 %)")
        facts.append(f"-{format_height(profile.descent_m, units)}")
    official = view.goal.ascent_m if view.goal is not None else None
    if official:
        facts.append(f"the organiser says +{format_height(official, units)}")
    lines += _packed(facts, style)
    if profile.has_altitude:
        low, high = (format_height(z, units) for z in (profile.lowest_m, profile.highest_m))
        facts = [f"between {low} and {high}"]
        if profile.reliable:
            flat = sorted((profile.flat_hr_m, profile.flat_minetti_m))
            facts.append(f"{profile.km_effort:.0f} km-effort")
            facts.append(
                f"worth {format_distance(flat[0], units, 0).split()[0]}–"
                f"{format_distance(flat[1], units, 0)} on the flat"
            )
        lines += _packed(facts, style)
    when = when_words(view)
    if when:
        lines += _lines(when, style)
    return "\n".join(lines)


def _packed(facts: list[str], style: TerminalStyle) -> list[str]:
    """Return facts side by side in as few lines as they fit."""
    lines: list[str] = []
    for fact in map(style.clean, facts):
        if lines and width(lines[-1]) + 3 + width(fact) <= style.width:
            lines[-1] += f"   {fact}"
        else:
            lines.append(f" {fact}")
    return lines


def _climbs(view: CourseView, style: TerminalStyle) -> str:
    """Return the biggest climbs and descents, in the order of the course."""
    units = style.units
    biggest = view.climbs.nlargest(_MOST_CLIMBS, "height_m").sort_values("from_m")
    matched = bool(biggest["own_run_id"].notna().any())
    rows = [["from–to", "height", "grade", "steepest", "your own nearest" if matched else ""]]
    for climb in biggest.to_dict("records"):
        sign = "+" if climb["kind"] == "climb" else "-"
        start = format_distance(climb["from_m"], units).split()[0]
        rows.append([
            f"{start}–{format_distance(climb['to_m'], units)}",
            f"{sign}{format_height(climb['height_m'], units)}",
            f"{100 * climb['grade']:.0f} %",
            f"{100 * climb['steepest_grade']:.0f} %",
            _own(climb, style),
        ])  # fmt: skip
    rows = [[style.clean(cell) for cell in row] for row in rows]
    text = table(rows, "rrrrl", style)
    left = len(view.climbs) - len(biggest)
    if left:
        text += "\n " + style.paint(f"and {left} smaller ones", "muted")
    return text


def _own(climb: dict[Any, Any], style: TerminalStyle) -> str:
    """Return the runner's own climb or descent beside one of the course."""
    if pd.isna(climb["own_height_m"]):
        return ""
    day = ""
    if not pd.isna(climb["own_date"]):
        day = f", {format_date(pd.Timestamp(climb['own_date']).date())}"
    height = format_height(climb["own_height_m"], style.units)
    if not climb["own_bigger"]:
        return f"biggest yet: {height}{day}"
    return f"{height} at {100 * climb['own_grade']:.0f} %{day}"


def _plan(view: CourseView, style: TerminalStyle) -> str:
    """Return the legs: where, how far, how much up, plan A, plan B, the cut-off."""
    units, legs = style.units, view.plan.legs
    size = MILE if units == "mi" else KM
    columns: list[tuple[str, str, list[str]]] = [
        ("to", "l", [style.clean(name) for name in legs["name"]]),
        (units, "r", [f"{at / size:.1f}" for at in legs["to_m"]]),
    ]
    if view.profile.has_altitude:
        up_in = "ft" if units == "mi" else "m"
        heights = [format_height(up, units).removesuffix(up_in).strip() for up in legs["ascent_m"]]
        columns.append((f"up {up_in}", "r", heights))
    for plan, total in (("A", view.plan.a_s), ("B", view.plan.b_s)):
        if not math.isfinite(total):
            continue
        key = plan.lower()
        columns.append((f"{plan} at", "r", [at_words(view, s) for s in legs[f"{key}_arrival_s"]]))
        if plan == "A":
            columns.append(("leg h", "r", [hours(s).removesuffix(" h") for s in legs["a_leg_s"]]))
            pace = legs["a_pace_s_per_km"] * size / KM
            columns.append((f"/{units}", "r", [format_duration(s) for s in pace]))
    if bool(legs["cutoff_s"].notna().any()):
        columns.append(("cut-off", "r", [at_words(view, s) for s in legs["cutoff_s"]]))
        if math.isfinite(view.plan.a_s):
            columns.append(("A spare", "r", [spare(s) for s in legs["a_cushion_s"]]))
        if math.isfinite(view.plan.b_s):
            columns.append(("B spare", "r", [spare(s) for s in legs["b_cushion_s"]]))
        if not math.isfinite(view.plan.a_s):
            columns.append(("latest", "r", [at_words(view, s) for s in legs["last_arrival_s"]]))
    if len(columns) <= 3 and not math.isfinite(view.plan.a_s):
        columns.append(("of the time", "r", [f"{100 * share:.0f} %" for share in legs["share"]]))
    for left_out in ("B spare", f"/{units}", "leg h", "A spare"):
        wide = sum(2 + max(map(width, [head, *cells])) for head, _, cells in columns[1:])
        if wide + 1 + _NAME_WIDTH > style.width:
            columns = [column for column in columns if column[0] != left_out]
    rows = [[head for head, _, _ in columns]]
    rows += [list(cells) for cells in zip(*(cells for *_, cells in columns), strict=True)]
    said = table(rows, "".join(side for _, side, _ in columns), style, give=0)
    words = [line for one in plan_words(view) for line in _lines(one, style)]
    return "\n".join([*words, "", said, *_lines(model_words(view.plan), style, "muted")])


def _lines(text: str, style: TerminalStyle, role: str | None = None) -> list[str]:
    lines = [f" {line}" for line in wrap(style.clean(text), style.width - 2, style)]
    return [style.paint(line, role) for line in lines] if role else lines
