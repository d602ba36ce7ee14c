"""A race's course as a picture, and its plan as a card for the pocket."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, cast

from runwins.errors import GoalError, NothingUsable
from runwins.report.course_words import CourseView

if TYPE_CHECKING:
    from runwins.report.style import ThemeName


def draw_course(view: CourseView, path: Path, *, theme: str = "light", units: str = "km") -> None:
    """Write the picture of a course as PNG or SVG, by the file's suffix.

    Raises
    ------
    GoalError
        When the file ends with something else.
    NothingUsable
        When it cannot be written there.
    """
    from runwins.report import course_chart

    _must_be_a_picture(path)
    try:
        course_chart.save(
            view.profile,
            path,
            theme=cast("ThemeName", theme),
            plan=view.plan,
            longest_m=view.longest_m if math.isfinite(view.longest_m) else None,
            units="mi" if units == "mi" else "km",
        )
    except OSError as problem:
        raise NothingUsable(f"{path}: could not be written: {problem.strerror}") from None


def draw_card(view: CourseView, path: Path, *, units: str = "km") -> None:
    """Write the pocket card of a course as PNG or SVG, by the file's suffix.

    Raises
    ------
    GoalError
        When there is no plan yet, or the file ends with something else.
    NothingUsable
        When it cannot be written there.
    """
    from runwins.report import pocket_card

    _must_be_a_picture(path)
    if not math.isfinite(view.plan.a_s):
        raise GoalError("there is no plan for a card yet: give a time with --time 9:30:00")
    name = view.goal.name if view.goal is not None else view.profile.name
    figure = pocket_card.draw(
        view.plan.legs,
        name,
        start_clock_s=view.start_clock_s,
        day=view.date,
        units="mi" if units == "mi" else "km",
    )
    try:
        pocket_card.save(path, figure, name)
    except OSError as problem:
        raise NothingUsable(f"{path}: could not be written: {problem.strerror}") from None


def _must_be_a_picture(path: Path) -> None:
    if path.suffix.lower() not in {".png", ".svg"}:
        raise GoalError(f"{path.name}: a picture ends with .png or .svg")
