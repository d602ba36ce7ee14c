"""What stands on a course's profile: climbs, night, stations, and how far the runner has been."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from runwins.metrics.course import CourseProfile
from runwins.metrics.pacing import PacingPlan
from runwins.report.course_flags import place_flags
from runwins.report.drawn_text import families, width_pt
from runwins.report.style import Theme
from runwins.units import Units, format_distance

_CLASSES = (
    (0.25, "25 % and more", "xxx", 0.95),
    (0.15, "15–25 %", "///", 0.80),
    (0.10, "10–15 %", "\\\\\\", 0.65),
    (0.06, "6–10 %", "---", 0.50),
    (0.0, "3–6 %", "", 0.35),
)
"""Mean grade from which a climb belongs to a class, its pattern, and how much colour it has."""

_SMALL = 12.0
TIER_PT, FLAG_PT = 34.0, 10.0
"""How high a tier of stations' words is, and how far above the axes the lowest stands."""

_LEGEND_PT, _MANY_PT = 38.0, 500.0


def been(profile: CourseProfile, longest_m: float, units: Units) -> str:
    """Return how far of the course the runner has been in one run."""
    if longest_m >= profile.distance_m:
        return f"You have been farther than this: {format_distance(longest_m, units)}"
    return f"You have been this far: {format_distance(longest_m, units)}"


def axis(ax: Axes, theme: Theme, profile: CourseProfile, units: Units) -> None:
    """Number the kilometres and the heights."""
    ax.spines["bottom"].set_color(theme.grid)
    ax.tick_params(length=0, labelsize=_SMALL, labelcolor=theme.muted)
    numbers = max(4, int(points_wide(ax) / 70))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=numbers, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} {units}"))
    if profile.has_altitude:
        height = "ft" if units == "mi" else "m"
        ax.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
        ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f} {height}"))
        ax.grid(axis="y", color=theme.grid, zorder=1)
    else:
        ax.set_yticks([])


def night(ax: Axes, plan: PacingPlan | None, theme: Theme, size: float) -> None:
    """Shade what plan A runs in the dark; the word stands above the hills, as near as it fits."""
    all_pt = points_wide(ax)
    for start, end in plan.dark if plan is not None else ():
        ax.axvspan(start / size, end / size, color=theme.muted, alpha=0.22, linewidth=0, zorder=0)
        left, right = (at / size / ax.get_xlim()[1] * all_pt for at in (start, end))
        words = "in the dark, plan A"
        if width_pt(words, _SMALL) + 8 > right - left:
            words = "dark"
        half = width_pt(words, _SMALL) / 2 + 3
        ax.annotate(
            words, (0, 1.0), xycoords="axes fraction",
            xytext=(min(max((left + right) / 2, half), all_pt - half), -4),
            textcoords="offset points", ha="center", va="top", color=theme.ink, fontsize=_SMALL,
            zorder=7,
        )  # fmt: skip


def climbs(
    ax: Axes, profile: CourseProfile, theme: Theme, x: Any, z: Any, floor: float, size: float
) -> None:
    """Shade every climb by its mean grade: more colour and a denser pattern the steeper."""
    used: dict[str, tuple[Patch, Patch]] = {}
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
            used[label] = (
                Patch(facecolor=theme.done, alpha=strength, linewidth=0),
                Patch(
                    facecolor="none", hatch=pattern or None, linewidth=0 if pattern else 1,
                    edgecolor=theme.background if pattern else theme.done,
                ),
            )  # fmt: skip
    shown = [label for _, label, _, _ in reversed(_CLASSES) if label in used]
    if shown:
        columns = len(shown) if points_wide(ax) > _MANY_PT else 2
        below = -_LEGEND_PT / (points_wide(ax, upright=True))
        legend = ax.legend(
            [used[label] for label in shown], shown, title="Climbs by mean grade",
            loc="upper left", ncols=columns,
            bbox_to_anchor=(-0.008, below), fontsize=_SMALL, title_fontsize=_SMALL, frameon=False,
            borderaxespad=0, handlelength=2.2, handleheight=1.1, columnspacing=1.6,
            alignment="left",
        )  # fmt: skip
        for text in (*legend.get_texts(), legend.get_title()):
            text.set_color(theme.muted)


def legend_pt(profile: CourseProfile, wide_pt: float) -> float:
    """Return how much room the legend of the grades takes below the numbers, in points."""
    ups = profile.climbs[profile.climbs["kind"] == "climb"]
    if ups.empty:
        return 0.0
    classes = len({next(name for least, name, _, _ in _CLASSES if grade >= least)
                   for grade in ups["grade"]})  # fmt: skip
    return 26.0 + 17.0 * (1 if wide_pt > _MANY_PT else (classes + 1) // 2)


def points_wide(ax: Axes, *, upright: bool = False) -> float:
    """Return how wide the axes are drawn, or how high, in points."""
    width, height = ax.figure.get_size_inches()  # type: ignore[union-attr]
    box = ax.get_position()
    return float(72 * (box.height * height if upright else box.width * width))


def flags(
    ax: Axes, profile: CourseProfile, theme: Theme, x: Any, z: Any, floor: float, size: float,
    units: Units,
) -> None:  # fmt: skip
    """Stand the stations above the profile; a dotted line alone where the words have no room."""
    wide_pt = points_wide(ax)
    top = ax.get_ylim()[1]
    named = place_flags(profile, wide_pt, units)
    poles = {round(flag.pole_pt, 3) for flag in named}
    for at_m in profile.stations["at_m"]:
        shown = round(float(at_m) / profile.distance_m * wide_pt, 3) in poles
        height = top if shown else float(np.interp(at_m / size, x, z))
        ax.plot(
            [at_m / size, at_m / size], [floor, height], color=theme.ink, linewidth=0.9,
            linestyle=(0, (1, 2)), zorder=4,
        )  # fmt: skip
    for flag in named:
        at = flag.pole_pt / wide_pt * profile.distance_m / size
        above = FLAG_PT + flag.tier * TIER_PT
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
                fontweight=weight, fontfamily=families(line, weight), parse_math=False,
                annotation_clip=False, zorder=6,
            )  # fmt: skip


def bracket(
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
    words = been(profile, longest_m, units)
    wide = width_pt(words, _SMALL) / points_wide(ax) * ax.get_xlim()[1]
    middle = min(max(end / 2, wide / 2 + 0.01 * ax.get_xlim()[1]), ax.get_xlim()[1] - wide / 2)
    ax.text(
        middle, y, words, color=theme.next, fontsize=_SMALL, ha="center", va="center", zorder=8,
        parse_math=False, bbox={"facecolor": theme.background, "edgecolor": "none", "pad": 2.5},
    )  # fmt: skip
