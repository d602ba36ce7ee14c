"""The race's course: its profile and stations, and each climb beside the runner's own."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from runwins.report import course_chart
from runwins.report.block_input import BlockInput
from runwins.report.course_words import CourseView
from runwins.report.figure import inline_svg, styled
from runwins.report.parts import Cell, Part, Picture, Section, Sentences, Table
from runwins.units import Units, format_date, format_distance, format_height

_MOST_CLIMBS = 20
_AS_LONG = 0.01
_SIGNS = {"climb": "+", "descent": "-"}
_LAYOUTS: tuple[course_chart.Layout, ...] = ("wide", "tall")


def section(block: BlockInput) -> Section | None:
    """Return the course of the goal, where it names one."""
    view = block.course
    if view is None:
        if not block.course_problem:
            return None
        return Section("course", "The course", f"The course is not shown: {block.course_problem}.")
    units = block.units
    parts: list[Part] = [_picture(view, units)]
    climbs = _climbs(view, units)
    if climbs is not None:
        parts.append(climbs)
    notes = (*_heights(view, units), *view.profile.remarks)
    if notes:
        parts.append(Sentences(notes))
    return Section("course", "The course", f"{course_chart.finding(view.profile, units)}.",
                   tuple(parts))  # fmt: skip


def _picture(view: CourseView, units: Units) -> Picture:
    longest = view.longest_m if math.isfinite(view.longest_m) else None
    said = course_chart.alt_text(view.profile, view.plan, longest, units)
    wide, tall = (_svg(view, units, longest, layout, said) for layout in _LAYOUTS)
    return Picture("course", wide, tall, data=_stations(view, units), told=said)


def _svg(
    view: CourseView, units: Units, longest: float | None, layout: course_chart.Layout, said: str
) -> str:
    figure = course_chart.figure(
        view.profile, plan=view.plan, longest_m=longest, units=units, layout=layout, titled=False
    )
    with styled():
        return inline_svg(figure, f"course-{layout}", f"Profile of {view.profile.name}", said)


def _stations(view: CourseView, units: Units) -> Table:
    rows = tuple(
        (
            Cell(str(leg["name"])),
            Cell(format_distance(leg["to_m"], units)),
            Cell(format_distance(leg["to_m"] - leg["from_m"], units)),
            Cell(_height(leg["ascent_m"], units)),
            Cell(_height(leg["descent_m"], units)),
        )
        for leg in view.plan.legs.to_dict("records")
    )
    return Table("The stations of the course", ("To", "At", "Leg", "Up", "Down"), rows,
                 right=(1, 2, 3, 4), folded=True)  # fmt: skip


def _climbs(view: CourseView, units: Units) -> Table | None:
    """Return the biggest climbs and descents in the order of the course."""
    if view.climbs.empty:
        return None
    biggest = view.climbs.nlargest(_MOST_CLIMBS, "height_m").sort_values("from_m", kind="stable")
    rows = tuple(
        (
            Cell(_span(climb, units)),
            Cell(f"{_SIGNS[climb['kind']]}{format_height(climb['height_m'], units)}"),
            Cell(f"{100 * climb['grade']:.0f} %"),
            Cell(f"{100 * climb['steepest_grade']:.0f} %"),
            _own(climb, units),
        )
        for climb in biggest.to_dict("records")
    )
    caption = "Climbs and descents of the course, each beside your own most like it"
    left = len(view.climbs) - len(biggest)
    caption += f"; {left} smaller ones are left out" if left else ""
    return Table(caption, ("From and to", "Height", "Mean grade", "Steepest 500 m",
                           "Your own nearest"), rows, right=(1, 2, 3))  # fmt: skip


def _span(climb: dict[Any, Any], units: Units) -> str:
    start = format_distance(climb["from_m"], units).split()[0]
    return f"{start}–{format_distance(climb['to_m'], units)}"


def _own(climb: dict[Any, Any], units: Units) -> Cell:
    """Return the runner's own climb or descent beside one of the course."""
    if pd.isna(climb["own_height_m"]):
        return Cell("")
    day = "" if pd.isna(climb["own_date"]) else f", {format_date(climb['own_date'].date())}"
    height = format_height(climb["own_height_m"], units)
    run_id = str(climb["own_run_id"])
    if not climb["own_bigger"]:
        return Cell(f"your biggest so far: {height}{day}", run_id=run_id)
    return Cell(f"{height} at {100 * climb['own_grade']:.0f} %{day}", run_id=run_id)


def _heights(view: CourseView, units: Units) -> tuple[str, ...]:
    """Return length and climbing as the goal has them beside the file's, where they differ."""
    if view.goal is None:
        return ()
    said, measured = [], []
    far, official = view.goal.distance_m, view.goal.ascent_m
    if far and abs(view.profile.distance_m / far - 1) > _AS_LONG:
        said.append(format_distance(far, units))
        measured.append(format_distance(view.profile.distance_m, units))
    if official and view.profile.reliable:
        said.append(f"{format_height(official, units)} up")
        measured.append(format_height(view.profile.ascent_m, units))
    if not said:
        return ()
    return (f"The organiser says {' and '.join(said)}, the file about {' and '.join(measured)}.",)


def _height(metres: float, units: Units) -> str:
    return "–" if math.isnan(metres) else format_height(metres, units)
