"""Figures without pyplot: made, and written to PNG and SVG, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import html
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from runwins.report.plain_text import one_line
from runwins.report.style import STYLE_FILE, Theme, css_variables
from runwins.report.whole_file import write_whole

_MARKS = re.compile(
    r'<g(?P<about>[^>]*)>(?P<marks>(?:\s*<use [^>]*? style="(?P<style>[^"]*)"/>)'
    r'(?:\s*<use [^>]*? style="(?P=style)"/>){3,})'
)
_PLACES = re.compile(r' (?:d|x|y|transform)="[^"]*"')
_DIGITS = re.compile(r"(\.\d\d)\d+")
_LEVEL = re.compile(r"(L \S+ (\S+) *\n)(?:L \S+ \2 *\n)+(L \S+ \2 *\n)")
"""Points of a level line between its ends: the foot of an area has hundreds."""
_SAYS_NOTHING = re.compile(r' transform="rotate\(-?0 [^"]*\)"| *<g id="[^"]*"/>\n')
_SVG_METADATA: dict[str, Any] = {"Date": None, "Creator": None, "Format": None, "Type": None}


@contextmanager
def styled() -> Iterator[None]:
    """Draw with the look of ``runwins.mplstyle``, and leave the caller's settings alone."""
    fonts = logging.getLogger("matplotlib.font_manager")
    level = fonts.level
    fonts.setLevel(logging.ERROR)  # a font of another script without a bold face is no news
    try:
        with mpl.rc_context(rc=_look()):
            yield
    finally:
        fonts.setLevel(level)


@lru_cache(maxsize=1)
def _look() -> Any:
    return mpl.rc_params_from_file(STYLE_FILE, use_default_template=False)


def day_number(day: dt.date) -> float:
    """Return where a day stands on a time axis: days since 1970, as matplotlib counts them."""
    return float((day - dt.date(1970, 1, 1)).days)


def new_figure(width_in: float, height_in: float, theme: Theme) -> Figure:
    """Return an empty figure of that size in inches on the theme's background."""
    return Figure(figsize=(width_in, height_in), facecolor=theme.background)


def write(figure: Figure, path: Path, title: str, description: str) -> None:
    """Write a figure as PNG or SVG, whichever the file's name ends with.

    Raises
    ------
    ValueError
        For any other ending.
    NothingUsable
        When it cannot be written there.
    """
    kind = path.suffix.lower()
    if kind == ".png":
        write_whole(path, png(figure))
    elif kind == ".svg":
        write_whole(path, _named(_svg(figure), title, description).encode())
    else:
        raise ValueError(f"{path.name}: a picture ends with .png or .svg")


def png(figure: Figure, dpi: float = 150) -> bytes:
    """Return the figure as PNG: no date, no software, no path in it."""
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=dpi, metadata={"Software": None})
    return target.getvalue()


def inline_svg(figure: Figure, name: str, title: str, description: str, trim_pt: float = 0) -> str:
    """Return a figure drawn in the light theme as SVG for a page that has light and dark.

    The theme's colours become CSS variables, the font becomes the page's, and all ids begin with
    `name`, so that several pictures can share a page. `trim_pt` takes off the margin all round.
    """
    text = _svg(figure)
    text = text[text.index("<svg") :]
    text = _named(text, title, description, name)
    _head, rest = text.split(">", 1)
    width, height = (72 * float(size) for size in figure.get_size_inches())
    box = f"{trim_pt:g} {trim_pt:g} {width - 2 * trim_pt:g} {height - 2 * trim_pt:g}"
    text = (
        f'<svg viewBox="{box}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'class="picture">{rest}'
    )
    text = re.sub(r'<style type="text/css">.*?</style>', "", text, flags=re.DOTALL)
    text = re.sub(r'\b(id|href)="(#?)(?!' + re.escape(name) + r")", rf'\1="\2{name}-', text)
    text = text.replace("xlink:href", "href").replace("url(#", f"url(#{name}-")
    text = re.sub(r"'DejaVu Sans'[^;\"]*", "var(--rw-font)", text)
    for variable, colour in css_variables("light").items():
        text = re.sub(re.escape(colour), f"var({variable})", text, flags=re.IGNORECASE)
    return text


def _svg(figure: Figure) -> str:
    target = io.StringIO()
    figure.savefig(target, format="svg", metadata=_SVG_METADATA)
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", target.getvalue(), flags=re.DOTALL)
    text = _PLACES.sub(lambda place: _DIGITS.sub(r"\1", place[0]), _MARKS.sub(_style_once, text))
    text = _SAYS_NOTHING.sub("", _LEVEL.sub(r"\1\3", text))
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _style_once(group: re.Match[str]) -> str:
    """Say how many marks of one kind look once, for all of them."""
    style = f' style="{group["style"]}"'
    return f"<g{group['about']}{style}>{group['marks'].replace(style, '')}"


def _named(svg: str, title: str, description: str, name: str = "picture") -> str:
    words = (
        f'<title id="{name}-title">{html.escape(one_line(title))}</title>'
        f'<desc id="{name}-desc">{html.escape(one_line(description))}</desc>'
    )
    start = svg.index(">", svg.index("<svg"))
    role = "" if name != "picture" else ' role="img"'
    return f"{svg[:start]}{role}>\n {words}{svg[start + 1 :]}"
