"""The ladder in a terminal: a strip of two lines after a run, and a picture of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from runwins.goal import Ladder
from runwins.report import ladder_words
from runwins.report.cells import TerminalStyle, cut, left, width, wrap
from runwins.report.ladder_words import Step
from runwins.units import FOOT, KM, MILE, Units, format_date

_LEAST_LINE = 14
_NAME = 30
"""So many letters of a goal's name have room before it is cut."""

_COLOUR = {"done": "done", "next": "next", "later": "muted"}


def strip(ladder: Ladder, style: TerminalStyle, room: int) -> list[str]:
    """Return the ladder in two lines, names above marks; the nearest rungs if all do not fit."""
    rungs = [
        replace(step, state=ladder_words.shown_state(step, ladder))
        for step in ladder_words.steps(ladder)
    ]
    names = [style.clean(short_name(step, style.units)) for step in rungs]
    first, last = _window([max(width(name), 1) + 1 for name in names], rungs, room - 6)
    above, below = "  ", "  "
    for place in range(first, last):
        name, step = names[place], rungs[place]
        cell = max(width(name) + 1, 4)
        if last - first > 1 and sum(max(width(n) + 1, 4) for n in names[first:last]) > room - 4:
            cell = width(name) + 1
        above += left(name, cell, style)
        mark = style.paint(style.symbols.state(step.state), _COLOUR.get(step.state, "past_date"))
        below += mark + style.paint(style.symbols.line * (cell - 1), "muted")
    below += style.paint(style.symbols.flag, "bold") if last == len(rungs) else ""
    return [above.rstrip(), below]


def _window(cells: list[int], rungs: list[Step], room: int) -> tuple[int, int]:
    """Return the range of rungs that fits, with the next one inside."""
    first, last = 0, len(cells)
    near = next((i for i, step in enumerate(rungs) if step.state == "next"), len(rungs) - 1)
    while sum(cells[first:last]) > room and last - first > 1:
        if near - first > last - 1 - near:
            first += 1
        else:
            last -= 1
    return first, last


def short_name(step: Step, units: Units) -> str:
    """Return a rung in a few characters: ``16``, ``150m``, ``3h``, ``45/wk``, ``52:30``."""
    kind, target = step.kind, step.target
    if step.unit == "m/s":
        return step.label.rsplit(" in ", 1)[-1]
    if step.unit == "m" and any(word in kind for word in ("climb", "ascent", "gain")):
        size = f"{target / FOOT:.0f}ft" if units == "mi" else f"{target:.0f}m"
    elif step.unit == "m":
        size = f"{target / (MILE if units == 'mi' else KM):.1f}".removesuffix(".0")
    elif step.unit == "s" and target < 3600:
        size = f"{target / 60:.0f}min"
    elif step.unit == "s":
        size = f"{target / 3600:.1f}".removesuffix(".0") + "h"
    else:
        size = f"{target:.1f}".removesuffix(".0")
    if "week" in kind:
        return f"{size}/wk"
    return f"{size}/2d" if "back-to-back" in kind or "back_to_back" in kind else size


def ladder_view(ladder: Ladder, style: TerminalStyle) -> str:
    """Return the ladder as a picture of lines, the race on top, and what follows from it."""
    room = style.width - 2
    rungs = [
        replace(step, state=ladder_words.shown_state(step, ladder))
        for step in ladder_words.steps(ladder)
    ]
    words = [style.clean(_words(step, ladder)) for step in rungs]
    labels = [style.clean(step.label) for step in rungs]
    word_room = min(max([width(word) for word in words] + [15]), 26)
    goal = style.clean(ladder.goal.name)
    label_room = max([width(label) for label in labels] + [min(width(goal), _NAME), 10])
    label_room = min(label_room, max(room - word_room - 6 - _LEAST_LINE, 10))
    line_room = max(room - label_room - word_room - 6, 1)
    begin, end = _span(ladder, rungs)
    when = format_date(ladder.goal.date, weekday=True) if ladder.goal.date else "no day set"
    left_over = ladder_words.time_left(ladder)
    title = " - ".join(part for part in (goal, when, left_over) if part)
    lines = [style.paint(cut(title, room, style), "bold"), ""]
    top = _blank(ladder, style, line_room, begin, end)
    if ladder.goal.date is not None:
        top[_column(ladder.goal.date, begin, end, line_room)] = style.paint(
            style.symbols.flag, "bold"
        )
    lines.append(
        f"{style.symbols.flag} {style.paint(left(goal, label_room, style), 'bold')}  "
        f"{left(when, word_room, style)}  {''.join(top)}".rstrip()
    )
    for step, label, word in zip(reversed(rungs), labels[::-1], words[::-1], strict=True):
        role = _COLOUR.get(step.state, "past_date")
        said = left(label, label_room, style)
        said = style.paint(said, "bold") if step.state in {"done", "next"} else said
        lines.append(
            f"{style.paint(style.symbols.state(step.state), role)} {said}  "
            f"{style.paint(left(word, word_room, style), role)}  "
            f"{_row(step, ladder, style, line_room, begin, end)}".rstrip()
        )
    axis = f"{format_date(begin, year=False)}"
    tail = format_date(end, year=False)
    gap = " " * max(1, line_room - len(axis) - len(tail))
    lines.append(" " * (label_room + word_room + 6) + style.paint(f"{axis}{gap}{tail}", "muted"))
    lines.append("")
    lines += [
        style.paint(line, "bold") for line in wrap(_clean_finding(ladder, style), room, style)
    ]
    for said in [*ladder.sentences[1:], *ladder_words.rewards(ladder)]:
        first, *rest = wrap(style.clean(said), room - 2, style)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return "\n".join(f" {line}" if line else "" for line in lines)


def _clean_finding(ladder: Ladder, style: TerminalStyle) -> str:
    return style.clean(ladder_words.finding(ladder))


def _words(step: Step, ladder: Ladder) -> str:
    said = ladder_words.when(step, ladder)
    said = "will not fit in time" if said.startswith("will not fit") else said
    return said.replace(" to after race day", " or later")


def _span(ladder: Ladder, rungs: list[Step]) -> tuple[dt.date, dt.date]:
    begin = ladder_words.first_day(ladder)
    likely = [step.late for step in rungs if step.late]
    end = ladder.goal.date or max([ladder.today + dt.timedelta(days=42), *likely])
    return begin, max(end, begin + dt.timedelta(days=28))


def _column(day: dt.date, begin: dt.date, end: dt.date, room: int) -> int:
    share = (day - begin).days / max((end - begin).days, 1)
    return min(max(round(share * (room - 1)), 0), room - 1)


def _blank(
    ladder: Ladder, style: TerminalStyle, room: int, begin: dt.date, end: dt.date
) -> list[str]:
    cells = [" "] * room
    if begin <= ladder.today <= end:
        cells[_column(ladder.today, begin, end, room)] = style.paint(style.symbols.today, "muted")
    return cells


def _row(step: Step, ladder: Ladder, style: TerminalStyle, room: int, *span: Any) -> str:
    begin, end = span
    cells = _blank(ladder, style, room, begin, end)
    marks = style.symbols
    role = _COLOUR.get(step.state, "past_date")
    at: dt.date | None = step.done if step.state == "done" else step.planned
    open_now = step.state in {"next", "later"} and not ladder_words.over(ladder)
    if step.state == "will_not_fit":
        at = ladder.goal.date or at
    if open_now and not ladder_words.too_early(ladder) and step.p10 and step.p10 <= end:
        bar = marks.solid_band if step.state == "next" else marks.dashed_band
        late = min(step.late or end, end)
        for place in range(
            _column(step.p10, begin, end, room), _column(late, begin, end, room) + 1
        ):
            cells[place] = style.paint(bar, role)
        at = step.p50 if step.p50 and step.p50 <= end else None
    if at is not None:
        cells[_column(at, begin, end, room)] = style.paint(marks.state(step.state), role)
    return "".join(cells)
