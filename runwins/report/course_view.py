"""What the terminal says of a race's course: totals, climbs, and when to be where."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runwins.metrics.course import CourseProfile
from runwins.metrics.pacing import PacingPlan, chance_of
from runwins.metrics.prediction import Prediction
from runwins.metrics.sun import SunTimes
from runwins.model import Goal
from runwins.report.cells import TerminalStyle, width, wrap
from runwins.report.listings import table
from runwins.report.plain_text import one_line
from runwins.units import (
    KM,
    MILE,
    Units,
    format_date,
    format_distance,
    format_duration,
    format_height,
    format_span,
)

_MOST_CLIMBS = 20
_NAME_WIDTH = 10
_DAY_S = 86_400.0
_MODEL_WORDS = {
    "km-effort": "100 m of climbing like a kilometre more",
    "hr": "slopes by equal heart rate",
    "minetti": "slopes by the cost of running",
}


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course and what it means for this runner.

    Attributes
    ----------
    profile
        The course.
    climbs
        Frame `COURSE_CLIMBS`, matched to the runner's own.
    plan
        When to be where, from station to station.
    splits
        The same every 5 km or 5 miles.
    prediction
        Of the finish.
    target_s
        What the runner aims at; missing where they said nothing.
    goal
        The goal it belongs to, where there is one.
    date, start_clock_s
        The race day and its start, where they are known.
    utc_offset_s
        Local time minus UTC there and then, where it is known.
    sun
        Sunrise and sunset there and then.
    longest_m
        The runner's longest run; missing without one.
    """

    profile: CourseProfile
    climbs: pd.DataFrame
    plan: PacingPlan
    splits: PacingPlan
    prediction: Prediction
    target_s: float
    goal: Goal | None = None
    date: dt.date | None = None
    start_clock_s: float | None = None
    utc_offset_s: int | None = None
    sun: SunTimes | None = None
    longest_m: float = math.nan


def course_view(view: CourseView, style: TerminalStyle) -> str:
    """Return a course as text: its totals, its climbs and descents, the plan, and what to know."""
    blocks = [_head(view, style)]
    if len(view.climbs):
        blocks.append(_climbs(view, style))
    blocks.append(_plan(view, style))
    notes = [line for note in _notes(view, style.units) for line in _lines(note, style)]
    if notes:
        blocks.append("\n".join(notes))
    return "\n\n".join(blocks)


def plan_words(view: CourseView) -> list[str]:
    """Return what plan A and plan B are, and how likely, in sentences."""
    plan, prediction = view.plan, view.prediction
    said: list[str] = []
    aimed = math.isfinite(view.target_s)
    if aimed:
        words = f"Plan A: {format_duration(plan.a_s)}, your target"
        if prediction.enough:
            share = chance_of(plan.a_s, prediction.p50_s, prediction.p90_s)
            words += f"; {_in_ten(share)} such days would be that fast"
        said.append(f"{words}.")
    elif prediction.enough:
        said.append(
            f"Plan A: {format_duration(plan.a_s)}, as likely faster as slower by your recent "
            f"running; eight in ten between {format_duration(prediction.p10_s)} and "
            f"{format_duration(prediction.p90_s)}."
        )
    if math.isfinite(plan.b_s):
        which = (
            "the middle of what your running says"
            if aimed and math.isclose(plan.b_s, prediction.p50_s)
            else "a slow day: nine in ten are faster"
        )
        said.append(f"Plan B: {format_duration(plan.b_s)}, {which}.")
    if not math.isfinite(plan.a_s):
        why = f" ({prediction.reason})" if prediction.reason else ""
        said.append(f"No plan A yet{why}: give a time with --time.")
    if math.isfinite(plan.last_s):
        said.append(
            f"The slowest plan that meets every cut-off ends after {format_duration(plan.last_s)}; "
            f"{one_line(plan.tightest)} decides."
        )
        for name, cushion in (("A", "a_cushion_s"), ("B", "b_cushion_s")):
            missed = plan.legs[plan.legs[cushion] < 0]
            if len(missed):
                said.append(
                    f"Plan {name} misses {len(missed)} cut-off{'s' if len(missed) > 1 else ''}, "
                    f"the first at {one_line(missed['name'].iloc[0])}."
                )
    return said


def model_words(plan: PacingPlan) -> str:
    """Return how a plan spreads its time, and how far the models are apart, in sentences."""
    said = f"Legs count {_MODEL_WORDS[plan.model]}"
    if plan.fade:
        said += f", the end {100 * plan.fade:.0f} % slower than the start (--fade changes that)"
    said += "."
    spread = (plan.legs["a_latest_s"] - plan.legs["a_earliest_s"]).max()
    if math.isfinite(spread):
        said += f" Three ways of counting slopes differ by up to {format_span(spread)} on the way."
    if plan.stop_s:
        said += f" {format_span(plan.stop_s)} at each aid station."
    return said


def _in_ten(share: float) -> str:
    count = round(10 * share)
    if count == 0:
        return "fewer than one in ten"
    return "more than nine in ten" if count == 10 else f"about {count} in ten"


def _head(view: CourseView, style: TerminalStyle) -> str:
    profile, units = view.profile, style.units
    lines = [style.paint(f" {style.clean(profile.name)}", "bold")]
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
    when = _when(view)
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


def _when(view: CourseView) -> str:
    """Return day, start, daylight and darkness in a line."""
    parts: list[str] = []
    if view.date is not None:
        parts.append(format_date(view.date, weekday=True))
    if view.start_clock_s is not None:
        parts.append(f"start {_clock(view.start_clock_s)}")
    sun = view.sun
    if sun is not None and view.utc_offset_s is not None:
        if sun.sunrise_s is None or sun.sunset_s is None:
            parts.append(f"the sun is {sun.always} all day")
        else:
            rise, set_ = (
                _clock((moment + view.utc_offset_s) % _DAY_S)
                for moment in (sun.sunrise_s, sun.sunset_s)
            )
            parts.append(f"sun {rise}–{set_}")
    if math.isfinite(view.plan.dark_s):
        dark = view.plan.dark_s
        parts.append(
            f"plan A: {format_span(dark)} in the dark" if dark >= 60 else "all in daylight"
        )
    return ", ".join(parts)


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
    """Return the runner's own climb beside one of the course."""
    if climb["kind"] != "climb" or pd.isna(climb["own_height_m"]):
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
        columns.append((f"{plan} at", "r", [_at(view, s) for s in legs[f"{key}_arrival_s"]]))
        if plan == "A":
            columns.append(("leg h", "r", [_hours(s).removesuffix(" h") for s in legs["a_leg_s"]]))
            pace = legs["a_pace_s_per_km"] * size / KM
            columns.append((f"/{units}", "r", [format_duration(s) for s in pace]))
    if bool(legs["cutoff_s"].notna().any()):
        columns.append(("cut-off", "r", [_at(view, s) for s in legs["cutoff_s"]]))
        if math.isfinite(view.plan.a_s):
            columns.append(("A spare", "r", [_signed(s) for s in legs["a_cushion_s"]]))
        if math.isfinite(view.plan.b_s):
            columns.append(("B spare", "r", [_signed(s) for s in legs["b_cushion_s"]]))
        if not math.isfinite(view.plan.a_s):
            columns.append(("latest", "r", [_at(view, s) for s in legs["last_arrival_s"]]))
    if len(columns) <= 3 and not math.isfinite(view.plan.a_s):
        columns.append(("of the time", "r", [f"{100 * share:.0f} %" for share in legs["share"]]))
    for spare in ("B spare", f"/{units}", "leg h", "A spare"):
        wide = sum(2 + max(map(width, [head, *cells])) for head, _, cells in columns[1:])
        if wide + 1 + _NAME_WIDTH > style.width:
            columns = [column for column in columns if column[0] != spare]
    rows = [[head for head, _, _ in columns]]
    rows += [list(cells) for cells in zip(*(cells for *_, cells in columns), strict=True)]
    said = table(rows, "".join(side for _, side, _ in columns), style, give=0)
    words = [line for one in plan_words(view) for line in _lines(one, style)]
    return "\n".join([*words, "", said, *_lines(model_words(view.plan), style, "muted")])


def _notes(view: CourseView, units: Units) -> list[str]:
    notes = list(view.profile.remarks)
    if math.isfinite(view.longest_m) and view.longest_m < view.profile.distance_m:
        share = view.longest_m / view.profile.distance_m
        notes.append(
            f"Your longest run so far is {format_distance(view.longest_m, units)}, "
            f"{100 * share:.0f} % of the way."
        )
    return notes


def _lines(text: str, style: TerminalStyle, role: str | None = None) -> list[str]:
    lines = [f" {line}" for line in wrap(style.clean(text), style.width - 2, style)]
    return [style.paint(line, role) for line in lines] if role else lines


def _at(view: CourseView, seconds: float) -> str:
    """Return when something is: the time of day where the start is known, else hours after it."""
    if math.isnan(seconds):
        return ""
    if view.start_clock_s is None:
        return _hours(seconds)
    clock = view.start_clock_s + 60 * round(seconds / 60)
    days = int(clock // _DAY_S)
    return _clock(clock % _DAY_S) + (f" +{days}" if days else "")


def _clock(seconds: float) -> str:
    minutes = round(seconds / 60) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _hours(seconds: float) -> str:
    if math.isnan(seconds):
        return ""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d} h"


def _signed(seconds: float) -> str:
    if math.isnan(seconds):
        return ""
    minutes = round(abs(seconds) / 60)
    return f"{'-' if seconds < 0 else '+'}{minutes // 60}:{minutes % 60:02d}"
