"""A race's course as a picture: its profile, climbs, stations, night, and how far you have been."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from runwins.metrics.course import CourseProfile
from runwins.metrics.pacing import PacingPlan
from runwins.report.course_flags import place_flags
from runwins.report.drawn_text import drawable, width_pt, wrap
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

__all__ = ["alt_text", "draw", "figure", "finding", "save"]

_CLASSES = (
    (0.25, "25 % and more", "xxx", 0.95),
    (0.15, "15–25 %", "///", 0.75),
    (0.10, "10–15 %", "\\\\\\", 0.55),
    (0.06, "6–10 %", "...", 0.40),
    (0.0, "3–6 %", "", 0.25),
)
"""Mean grade from which a climb belongs to a class, its pattern, and how much colour it has."""

_WIDTH_IN, _MARGIN_PT = 12.0, 26.0
_TITLE, _SMALL = 20.0, 12.0
_TIER_PT = 34.0
_FLAG_PT = 10.0
_LEFT_PT, _RIGHT_PT = 72.0, 36.0


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
        Where to draw. Leave about 1.7 inches above.
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
) -> Figure:
    """Return the picture of a course as a figure with its title."""
    colours = THEMES[theme]
    width = _WIDTH_IN * 72
    with styled():
        room = width - 2 * _MARGIN_PT
        title = wrap(drawable(finding(profile, units), "bold"), room, _TITLE, "bold", 2)
        said = wrap(drawable(_subtitle(profile, plan, units)), room, 13.0, lines=2)
        head = _MARGIN_PT + len(title) * _TITLE * 1.25 + len(said) * 13 * 1.4 + 10
        wide = width - _LEFT_PT - _RIGHT_PT
        flags = place_flags(profile, wide, units)
        tiers = 1 + max(flag.tier for flag in flags) if flags else 0
        foot = 104.0 if (profile.climbs["kind"] == "climb").any() else 46.0
        body = 300.0 if profile.has_altitude else 110.0
        above = tiers * _TIER_PT + _FLAG_PT
        height = head + above + body + foot
        made = new_figure(_WIDTH_IN, height / 72, colours)
        ax = made.add_axes((_LEFT_PT / width, foot / height, wide / width, body / height))
        _draw(ax, profile, colours, plan, longest_m, units)
        y = height - _MARGIN_PT
        for size, lines, colour, weight, step in (
            (_TITLE, title, colours.ink, "bold", 1.25),
            (13.0, said, colours.muted, "normal", 1.4),
        ):
            for line in lines:
                made.text(
                    _MARGIN_PT / (_WIDTH_IN * 72), y / height, line, fontsize=size, color=colour,
                    fontweight=weight, va="top", parse_math=False,
                )  # fmt: skip
                y -= size * step
    return made


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
        parts.append(_been(profile, longest_m, units) + ".")
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


def _been(profile: CourseProfile, longest_m: float, units: Units) -> str:
    if longest_m >= profile.distance_m:
        return f"You have been farther than this: {format_distance(longest_m, units)}"
    return f"You have been this far: {format_distance(longest_m, units)}"


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
    x = profile.along_m / size
    z = profile.altitude_m / rise if profile.has_altitude else np.zeros(len(x))
    low, high = float(z.min()), float(z.max())
    tall = max(high - low, 60.0 / rise)
    floor = low - (0.16 if profile.has_altitude else 0.5) * tall
    ax.set_xlim(0, x[-1] * 1.0002)
    ax.set_ylim(floor, high + (0.06 if profile.has_altitude else 0.35) * tall)
    _night(ax, plan, theme, size)
    ax.fill_between(x, floor, z, color=theme.grid, alpha=0.45, linewidth=0, zorder=2)
    _climbs(ax, profile, theme, x, z, floor, size)
    ax.plot(x, z, color=theme.ink, linewidth=1.8, zorder=5)
    _axis(ax, theme, profile, units)
    _flags(ax, profile, theme, z, floor, size, units)
    if longest_m:
        _bracket(ax, profile, theme, longest_m, floor, tall, size, units)
    return ax


def _axis(ax: Axes, theme: Theme, profile: CourseProfile, units: Units) -> None:
    ax.spines["bottom"].set_color(theme.grid)
    ax.tick_params(length=0, labelsize=_SMALL, labelcolor=theme.muted)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=10, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} {units}"))
    if profile.has_altitude:
        height = "ft" if units == "mi" else "m"
        ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f} {height}"))
        ax.grid(axis="y", color=theme.grid, zorder=1)
    else:
        ax.set_yticks([])


def _night(ax: Axes, plan: PacingPlan | None, theme: Theme, size: float) -> None:
    for start, end in plan.dark if plan is not None else ():
        ax.axvspan(start / size, end / size, color=theme.muted, alpha=0.22, linewidth=0, zorder=0)
        points = _points_wide(ax) * (end - start) / size / ax.get_xlim()[1]
        words = "in the dark, plan A"
        if width_pt(words, _SMALL) + 8 > points:
            words = "dark"
        if width_pt(words, _SMALL) + 8 <= points:
            ax.annotate(
                words, ((start + end) / 2 / size, 1.0), xycoords=("data", "axes fraction"),
                xytext=(0, -5), textcoords="offset points", ha="center", va="top",
                color=theme.ink, fontsize=_SMALL, zorder=7,
            )  # fmt: skip


def _climbs(
    ax: Axes, profile: CourseProfile, theme: Theme, x: Any, z: Any, floor: float, size: float
) -> None:
    """Shade every climb by its mean grade: more colour and a denser pattern the steeper."""
    used: dict[str, Patch] = {}
    ups = profile.climbs[profile.climbs["kind"] == "climb"]
    with mpl.rc_context({"hatch.linewidth": 1.1}):
        for climb in ups.to_dict("records"):
            _, label, pattern, strength = next(c for c in _CLASSES if climb["grade"] >= c[0])
            inside = (x >= climb["from_m"] / size) & (x <= climb["to_m"] / size)
            for faint, hatch in ((strength, ""), (1.0, pattern)):
                ax.fill_between(
                    x[inside], floor, z[inside], facecolor=theme.done if not hatch else "none",
                    alpha=faint if not hatch else None, hatch=hatch or None,
                    edgecolor=theme.background if hatch else "none", linewidth=0, zorder=3,
                )  # fmt: skip
                if not pattern:
                    break
            used[label] = Patch(
                facecolor=_mixed(theme.done, theme.background, strength),
                hatch=pattern or None, edgecolor=theme.background, label=label, linewidth=0,
            )  # fmt: skip
    shown = [used[label] for _, label, _, _ in reversed(_CLASSES) if label in used]
    if shown:
        legend = ax.legend(
            handles=shown, title="Climbs by mean grade", loc="upper left", ncols=len(shown),
            bbox_to_anchor=(-0.008, -0.135), fontsize=_SMALL, title_fontsize=_SMALL, frameon=False,
            borderaxespad=0, handlelength=2.2, handleheight=1.1, columnspacing=1.6,
            alignment="left",
        )  # fmt: skip
        for text in (*legend.get_texts(), legend.get_title()):
            text.set_color(theme.muted)


def _mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour laid over a ground with some strength, as ``#rrggbb``."""
    above, below = (
        [int(one[place : place + 2], 16) for place in (1, 3, 5)] for one in (colour, ground)
    )
    mixed = [round(share * a + (1 - share) * b) for a, b in zip(above, below, strict=True)]
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _points_wide(ax: Axes) -> float:
    return float(ax.get_position().width * ax.figure.get_figwidth() * 72)  # type: ignore[union-attr]


def _flags(
    ax: Axes, profile: CourseProfile, theme: Theme, z: Any, floor: float, size: float, units: Units
) -> None:
    """Stand the stations above the profile; a dotted line alone where the words have no room."""
    wide_pt = _points_wide(ax)
    top = ax.get_ylim()[1]
    named = place_flags(profile, wide_pt, units)
    poles = {round(flag.pole_pt, 3) for flag in named}
    for at_m in profile.stations["at_m"]:
        shown = round(float(at_m) / profile.distance_m * wide_pt, 3) in poles
        height = top if shown else float(np.interp(at_m, profile.along_m, z))
        ax.plot(
            [at_m / size, at_m / size], [floor, height], color=theme.ink, linewidth=0.9,
            linestyle=(0, (1, 2)), zorder=4,
        )  # fmt: skip
    for flag in named:
        at = flag.pole_pt / wide_pt * profile.distance_m / size
        above = _FLAG_PT + flag.tier * _TIER_PT
        ax.annotate(
            "", (at, 1.0), xytext=(0, above + 27), xycoords=("data", "axes fraction"),
            textcoords="offset points", annotation_clip=False, zorder=4,
            arrowprops={"arrowstyle": "-", "color": theme.ink, "linewidth": 1.2, "shrinkA": 0,
                        "shrinkB": 0},
        )  # fmt: skip
        for line, weight, colour, up in (
            (flag.name, "bold", theme.ink, above + 13), (flag.words, "normal", theme.muted, above),
        ):  # fmt: skip
            ax.annotate(
                line, (at, 1.0), xycoords=("data", "axes fraction"),
                xytext=(5 if flag.right else -5, up), textcoords="offset points",
                ha="left" if flag.right else "right", va="bottom", color=colour, fontsize=_SMALL,
                fontweight=weight, parse_math=False, annotation_clip=False, zorder=6,
            )  # fmt: skip


def _bracket(
    ax: Axes, profile: CourseProfile, theme: Theme, longest_m: float, floor: float, tall: float,
    size: float, units: Units,
) -> None:  # fmt: skip
    """Say from the start how far the runner has been."""
    end = min(longest_m, profile.distance_m) / size
    y, tick = floor + (0.085 if profile.has_altitude else 0.25) * tall, 0.03 * tall
    beyond = longest_m > profile.distance_m
    xs = [0, 0, end, end] if not beyond else [0, 0, end]
    ys = [y - tick, y, y, y - tick] if not beyond else [y - tick, y, y]
    ax.plot(xs, ys, color=theme.next, linewidth=2.2, zorder=6, clip_on=False)
    words = _been(profile, longest_m, units)
    wide = width_pt(words, _SMALL) / _points_wide(ax) * ax.get_xlim()[1]
    middle = min(max(end / 2, wide / 2 + 0.01 * ax.get_xlim()[1]), ax.get_xlim()[1] - wide / 2)
    ax.text(
        middle, y, words, color=theme.next, fontsize=_SMALL, ha="center", va="center", zorder=8,
        parse_math=False, bbox={"facecolor": theme.background, "edgecolor": "none", "pad": 2.5},
    )  # fmt: skip
