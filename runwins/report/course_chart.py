"""A race's course as a picture: its profile, climbs, stations, night, and how far you have been."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from runwins.metrics.course import CourseProfile
from runwins.metrics.pacing import PacingPlan
from runwins.report import course_marks
from runwins.report.course_flags import place_flags
from runwins.report.drawn_text import drawable, families, wrap
from runwins.report.figure import new_figure, styled, write
from runwins.report.style import THEMES, Theme, ThemeName
from runwins.units import (
    FOOT,
    KM,
    MILE,
    Units,
    format_distance,
    format_height,
    format_span,
)

__all__ = ["Layout", "alt_text", "draw", "figure", "finding", "save"]

Layout = Literal["wide", "tall"]

_WIDTH_IN: dict[Layout, float] = {"wide": 12.0, "tall": 5.4}
_LEFT_PT: dict[Layout, float] = {"wide": 72.0, "tall": 60.0}
_RIGHT_PT, _MARGIN_PT = 36.0, 26.0
_TITLE = 20.0
_DRAWN = 900
"""About so many places of the profile are drawn: more than the picture has points across."""


def draw(
    ax: Axes,
    profile: CourseProfile,
    *,
    theme: ThemeName = "light",
    plan: PacingPlan | None = None,
    longest_m: float | None = None,
    units: Units = "km",
) -> Axes:
    """Draw a course on the axes; its stations stand above them.

    Parameters
    ----------
    ax
        Where to draw. Leave about 1.7 inches above, 3.1 where it is narrower than 7 inches.
    profile
        The course.
    theme
        light or dark.
    plan
        Tells which part is run in the dark.
    longest_m
        The runner's longest run: a bracket from the start says how far they have been.
    units
        km or mi.
    """
    with styled():
        return _draw(ax, profile, THEMES[theme], plan, longest_m, units)


def figure(
    profile: CourseProfile,
    *,
    theme: ThemeName = "light",
    plan: PacingPlan | None = None,
    longest_m: float | None = None,
    units: Units = "km",
    layout: Layout = "wide",
    titled: bool = True,
) -> Figure:
    """Return the picture of a course as a figure: wide, or tall for a phone; with its title or not.

    A page has its own title.
    """
    colours = THEMES[theme]
    across, left = _WIDTH_IN[layout] * 72, _LEFT_PT[layout]
    with styled():
        lines = _head(profile, plan, units, across - 2 * _MARGIN_PT) if titled else []
        head = sum(size * step for _, size, step, _ in lines) + (_MARGIN_PT + 10 if lines else 4)
        wide = across - left - _RIGHT_PT
        flags = place_flags(profile, wide, units)
        tiers = 1 + max(flag.tier for flag in flags) if flags else 0
        foot = 46.0 + course_marks.legend_pt(profile, wide)
        body = 300.0 if profile.has_altitude else 110.0
        height = head + tiers * course_marks.TIER_PT + course_marks.FLAG_PT + body + foot
        made = new_figure(across / 72, height / 72, colours)
        ax = made.add_axes((left / across, foot / height, wide / across, body / height))
        _draw(ax, profile, colours, plan, longest_m, units)
        y = height - _MARGIN_PT
        for line, size, step, weight in lines:
            made.text(
                _MARGIN_PT / across, y / height, line, fontsize=size, fontweight=weight, va="top",
                color=colours.ink if weight == "bold" else colours.muted,
                fontfamily=families(line, weight), parse_math=False,
            )  # fmt: skip
            y -= size * step
    return made


def _head(
    profile: CourseProfile, plan: PacingPlan | None, units: Units, room: float
) -> list[tuple[str, float, float, str]]:
    """Return the lines above the picture with their size, leading and weight."""
    title = wrap(drawable(finding(profile, units), "bold"), room, _TITLE, "bold", 3)
    said = wrap(drawable(_subtitle(profile, plan, units)), room, 13.0, lines=5)
    return [
        *((line, _TITLE, 1.25, "bold") for line in title),
        *((line, 13.0, 1.4, "normal") for line in said),
    ]


def save(
    profile: CourseProfile,
    path: str | Path,
    *,
    theme: ThemeName = "light",
    plan: PacingPlan | None = None,
    longest_m: float | None = None,
    units: Units = "km",
) -> None:
    """Write the picture of a course to a ``.png`` or ``.svg`` file.

    Raises
    ------
    ValueError
        For any other ending.
    """
    made = figure(profile, theme=theme, plan=plan, longest_m=longest_m, units=units)
    with styled():
        write(made, Path(path), finding(profile, units), alt_text(profile, plan, longest_m, units))


def finding(profile: CourseProfile, units: Units = "km") -> str:
    """Return what a course is, in a line."""
    said = f"{profile.name}: {format_distance(profile.distance_m, units)}"
    if not profile.reliable:
        return said
    said += f", {format_height(profile.ascent_m, units)} up"
    ups = profile.climbs[profile.climbs["kind"] == "climb"]
    if ups.empty:
        return said
    top = format_height(float(ups["height_m"].max()), units)
    return f"{said}, {'the' if len(ups) == 1 else 'biggest'} climb {top}"


def alt_text(
    profile: CourseProfile,
    plan: PacingPlan | None = None,
    longest_m: float | None = None,
    units: Units = "km",
) -> str:
    """Return the picture in words."""
    parts = [f"Course profile. {finding(profile, units)}."]
    if profile.has_altitude:
        low, high = (format_height(z, units) for z in (profile.lowest_m, profile.highest_m))
        parts.append(f"Between {low} and {high} above the sea.")
    aid = int(profile.stations["is_aid"].sum())
    if aid:
        parts.append(f"{aid} aid station{'s' if aid > 1 else ''}.")
    parts.append(_dark_words(plan, units))
    if longest_m:
        parts.append(course_marks.been(profile, longest_m, units) + ".")
    return " ".join(part for part in parts if part)


def _subtitle(profile: CourseProfile, plan: PacingPlan | None, units: Units) -> str:
    parts: list[str] = []
    if profile.reliable:
        flat = sorted((profile.flat_hr_m, profile.flat_minetti_m))
        parts.append(
            f"Ascent about ±10 %. {profile.km_effort:.0f} km-effort, worth "
            f"{format_distance(flat[0], units, 0).split()[0]}–"
            f"{format_distance(flat[1], units, 0)} on the flat."
        )
    elif profile.has_altitude:
        parts.append("Flat: what the file says of its climbing is mostly noise.")
    parts.append(_dark_words(plan, units))
    if not profile.has_altitude:
        parts.append("The file has no altitudes.")
    return " ".join(part for part in parts if part)


def _dark_words(plan: PacingPlan | None, units: Units) -> str:
    if plan is None or not plan.dark:
        return ""
    spans = [
        f"{format_distance(start, units, 0).split()[0]}–{format_distance(end, units, 0)}"
        for start, end in plan.dark
    ]
    return f"Plan A runs {format_span(plan.dark_s)} in the dark ({' and '.join(spans)})."


def _draw(
    ax: Axes,
    profile: CourseProfile,
    theme: Theme,
    plan: PacingPlan | None,
    longest_m: float | None,
    units: Units,
) -> Axes:
    size = MILE if units == "mi" else KM
    rise = FOOT if units == "mi" else 1.0
    ax.set_facecolor(theme.background)
    every = max(1, len(profile.along_m) // _DRAWN)
    drawn = np.unique([*range(0, len(profile.along_m), every), len(profile.along_m) - 1])
    x = profile.along_m[drawn] / size
    z = profile.altitude_m[drawn] / rise if profile.has_altitude else np.zeros(len(x))
    low, high = float(z.min()), float(z.max())
    tall = max(high - low, 60.0 / rise)
    floor = low - (0.16 if profile.has_altitude else 0.5) * tall
    ax.set_xlim(0, x[-1] * 1.0002)
    above = 0.1 if plan is not None and plan.dark else 0.06
    ax.set_ylim(floor, high + (above if profile.has_altitude else 0.35) * tall)
    course_marks.night(ax, plan, theme, size)
    ax.fill_between(x, floor, z, color=theme.grid, alpha=0.45, linewidth=0, zorder=2)
    course_marks.climbs(ax, profile, theme, x, z, floor, size)
    ax.plot(x, z, color=theme.ink, linewidth=1.8, zorder=5)
    course_marks.axis(ax, theme, profile, units)
    course_marks.flags(ax, profile, theme, x, z, floor, size, units)
    if longest_m:
        course_marks.bracket(ax, profile, theme, longest_m, floor, tall, size, units)
    return ax
