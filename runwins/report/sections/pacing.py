"""When to be where on race day: plan A, plan B and the cut-offs, and a card for the pocket."""

from __future__ import annotations

import math

from runwins.report.block_input import BlockInput
from runwins.report.course_words import CourseView, at_words, hours, model_words, plan_words, spare
from runwins.report.parts import Cell, Part, Section, Sentences, Table
from runwins.report.plain_text import LONGEST_NAME, cut, one_line
from runwins.units import KM, MILE, Units, format_date, format_distance, format_duration


def section(block: BlockInput) -> Section | None:
    """Return the plan of the race, where the goal has a course; once it is run, see `raced`."""
    view = block.course
    if view is None or view.raced is not None:
        return None
    said, *more = plan_words(view) or [""]
    parts: list[Part] = [Sentences(tuple(more))] if more else []
    parts += [_plan(view, block.units), Sentences((model_words(view.plan), *_when(view)))]
    return Section("plan", "When to be where", said, tuple(parts))


def card(block: BlockInput) -> Section | None:
    """Return the plan as a card of 10 by 7 cm to cut out, fold and carry."""
    view = block.course
    if view is None or view.raced is not None:
        return None
    if not math.isfinite(view.plan.a_s) and not math.isfinite(view.plan.last_s):
        return None
    table = _pocket(view, block.units)
    said = "Print this page and cut along the line: 10 cm by 7 cm, folded in the middle."
    if len(table.rows) > _ON_A_CARD:
        said = "Print this page and cut along the line: 10 cm wide, folded where you like."
    return Section("pocket", "Pocket card", said, (table,))


_ON_A_CARD = 13
_LONGEST_STATION = 40


def _plan(view: CourseView, units: Units) -> Table:
    legs = view.plan.legs
    size = MILE if units == "mi" else KM
    columns: list[tuple[str, list[str]]] = [
        ("To", [str(name) for name in legs["name"]]),
        ("At", [format_distance(at, units) for at in legs["to_m"]]),
    ]
    if math.isfinite(view.plan.a_s):
        pace = legs["a_pace_s_per_km"] * size / KM
        columns += [
            ("Plan A", [at_words(view, seconds) for seconds in legs["a_arrival_s"]]),
            ("Leg A", [hours(seconds) for seconds in legs["a_leg_s"]]),
            ("Pace A", [f"{format_duration(seconds)} /{units}" for seconds in pace]),
        ]
    if math.isfinite(view.plan.b_s):
        columns.append(("Plan B", [at_words(view, seconds) for seconds in legs["b_arrival_s"]]))
    if bool(legs["cutoff_s"].notna().any()):
        columns.append(("Cut-off", [at_words(view, seconds) for seconds in legs["cutoff_s"]]))
        for name, total in (("a", view.plan.a_s), ("b", view.plan.b_s)):
            if math.isfinite(total):
                cushion = legs[f"{name}_cushion_s"]
                columns.append((f"Spare {name.upper()}", [spare(seconds) for seconds in cushion]))
        if not math.isfinite(view.plan.a_s):
            latest = legs["last_arrival_s"]
            columns.append(("Latest", [at_words(view, seconds) for seconds in latest]))
    return _table("When to be where, from station to station", columns)


def _pocket(view: CourseView, units: Units) -> Table:
    legs = view.plan.legs
    columns: list[tuple[str, list[str]]] = [
        (units, [format_distance(at, units).split()[0] for at in legs["to_m"]]),
        ("Station", [cut(one_line(name), _LONGEST_STATION) for name in legs["name"]]),
    ]
    if math.isfinite(view.plan.a_s):
        columns.append(("A", [at_words(view, seconds) for seconds in legs["a_arrival_s"]]))
    if bool(legs["cutoff_s"].notna().any()):
        columns.append(("Cut-off", [at_words(view, seconds) for seconds in legs["cutoff_s"]]))
    name = cut(one_line(view.profile.name), LONGEST_NAME)
    return _table(name, columns, right=(0, 2, 3), look="pocket")


def _table(
    caption: str, columns: list[tuple[str, list[str]]], right: tuple[int, ...] = (), look: str = ""
) -> Table:
    rows = tuple(
        tuple(Cell(text) for text in row)
        for row in zip(*(cells for _, cells in columns), strict=True)
    )
    places = tuple(place for place in right if place < len(columns))
    return Table(
        caption, tuple(name for name, _ in columns), rows,
        right=places or tuple(range(1, len(columns))), look=look,
    )  # fmt: skip


def _when(view: CourseView) -> tuple[str, ...]:
    """Return the day and the hour that the times are told for."""
    if view.start_clock_s is None:
        return ("Hours after the start. runwins goal set --start-time makes them times of day.",)
    day = f" on {format_date(view.date, weekday=True)}" if view.date is not None else ""
    return (f"Clock times for a start at {at_words(view, 0.0)}{day}.",)
