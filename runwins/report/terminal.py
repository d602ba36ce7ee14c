"""What the terminal says after a run: pure functions from tables to text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runwins.goal import Ladder
from runwins.report import ladder_words, run_words
from runwins.report.cells import TerminalStyle, cut, left, width, wrap
from runwins.report.ladder_strip import strip
from runwins.report.ladder_words import Step
from runwins.report.run_view import FIRST, RunView, called, rung_words
from runwins.units import format_date

_MOST_WINS = 5
_MOST_LINES = 25
_FEW_WINS = 3
_FOOTER = ("runwins explain ID", "show -o run.html", "report", "share", "wins drop ID")
_NOTHING = "No new marks today, and easy days are where they come from."
_NONE_COUNTED = "No new marks today."


def post_run(view: RunView, *, style: TerminalStyle) -> str:
    """Return what is shown after a run was imported: at most 25 lines.

    The run, then its wins with the strongest first, what was almost one, what was not counted and
    why, the ladder, and what comes next.
    """
    room = style.width - 2
    lines = _run_lines(view, style, room)
    lines.append("")
    wins = [] if view.first_run else view.celebrated
    if view.first_run:
        lines += wrap(FIRST, room, style)
    elif not wins:
        lines += _quiet(view, style, room)
    for win in wins[:_MOST_WINS]:
        lines += _win_lines(win, view, style, room, 2 if len(wins) <= _FEW_WINS else 1)
    over = len(wins) - _MOST_WINS
    if over > 0:
        lines.append(style.paint(f"and {over} more: runwins show last", "muted"))
    tail = _ladder_lines(view, style, room)
    footers = ["   ".join(_FOOTER[:most]) for most in range(len(_FOOTER), 0, -1)]
    tail += ["", style.paint(_fitting(footers, room, style), "muted")]
    remarks = _remark_lines(view, style, room)
    if remarks:
        space = _MOST_LINES - len(lines) - len(tail) - 1
        lines += ["", *remarks[: max(space, 1)]]
    return "\n".join(f" {line}" if line else "" for line in lines + tail)


def _fitting(ways: Sequence[str], room: int, style: TerminalStyle) -> str:
    """Return the first way of saying it that fits, or the last one, cut."""
    return next((said for said in ways if width(said) <= room), cut(ways[-1], room, style))


def _run_lines(view: RunView, style: TerminalStyle, room: int) -> list[str]:
    run = view.run
    start = run_words.local_start(run)
    day = start.date()
    when = (f"{format_date(day, weekday=True)}, {start:%H:%M}", format_date(day))
    facts = "   ".join(value for _, value in run_words.numbers(run, style.units))
    first = _fitting([f"{said}   {facts}".rstrip() for said in when], room, style)
    name = called(view, style, room) or str(run["book"]).capitalize() + " run"
    counts = style.clean(view.headline_counts)
    gap = 25 if width(name) < 23 else width(name) + 3
    if counts and gap + width(counts) <= room:
        second = f"{left(name, gap, style)}{style.paint(counts, 'muted')}"
        return [style.paint(first, "bold"), second]
    lines = [style.paint(first, "bold"), cut(name, room, style)]
    return [*lines, style.paint(cut(counts, room, style), "muted")] if counts else lines


def _win_lines(
    win: Mapping[str, Any], view: RunView, style: TerminalStyle, room: int, most: int
) -> list[str]:
    mark = style.symbols.family(str(win["family"]))
    beside = rung_words(win, view.ladder) or run_words.margin(win, style.units)
    space = room - 2 - (len(beside) + 2 if beside else 0)
    label = cut(style.clean(win["label"]), space, style)
    colour = "next" if mark == style.symbols.first else "done"
    gap = " " * (room - 2 - width(label) - len(beside)) if beside else ""
    lines = [f"{style.paint(mark, colour)} {style.paint(label, 'bold')}{gap}{beside}"]
    detail = style.clean(run_words.text(win["detail"]))
    mark_before = run_words.before(win, style.units)
    if not detail and mark_before:
        detail = f"before: {mark_before}"
    name = cut(style.clean(win["win_id"]), 16, style)
    space = room - 4 - width(name)
    told = wrap(detail, space - 2, style) or [""]
    if len(told) > most:
        told = [*told[: most - 1], cut(" ".join(told[most - 1 :]), space - 2, style)]
    told[-1] = left(told[-1], space, style) + name
    return lines + ["    " + style.paint(line, "muted") for line in told]


def _quiet(view: RunView, style: TerminalStyle, room: int) -> list[str]:
    """Say that there is no new mark, and one true thing that leads on."""
    lines = wrap(_NONE_COUNTED if view.said("not counted") else _NOTHING, room, style)
    for remark in view.said("progress")[:2]:
        lines += wrap(style.clean(remark["label"]), room, style)
    return lines


def _remark_lines(view: RunView, style: TerminalStyle, room: int) -> list[str]:
    lines: list[str] = []
    for first, remark, most in (
        ("almost", "almost", 2),
        ("not counted", "not counted", 2),
        ("a big step", "big step", 1),
    ):
        for row in view.said(remark)[:most]:
            said = style.clean(run_words.remark(row))
            said = said if first in said else f"{first}: {said}"
            lines += [style.paint(line, "muted") for line in wrap(said, room, style)]
    return lines


def _ladder_lines(view: RunView, style: TerminalStyle, room: int) -> list[str]:
    ladder = view.ladder
    if ladder is None:
        return []
    goal = style.clean(ladder.goal.name)
    if ladder.goal.date is not None:
        goal += f", {format_date(ladder.goal.date, weekday=True, year=False)}"
        goal += f" - {ladder_words.time_left(ladder)}"
    lines = ["", style.paint(cut(goal, room, style), "bold"), *strip(ladder, style, room - 2)]
    following = next((step for step in ladder_words.steps(ladder) if step.state == "next"), None)
    if following is not None and not ladder_words.over(ladder):
        label, likely = style.clean(following.label), _likely(following, ladder)
        short = likely.replace(" to after race day", " or later")
        named = cut(label, max(room - width(f"next:  - {short}"), 10), style)
        said = f"{label} - {likely}"
        ways = (f"next rung: {said}", f"next: {said}", f"next: {named} - {short}")
        lines.append(style.paint(_fitting(ways, room, style), "next"))
    return lines


def _likely(step: Step, ladder: Ladder) -> str:
    said = ladder_words.likely(step, ladder)
    return f"likely {said}" if said[:1].isdigit() else said
