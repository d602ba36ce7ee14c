"""What the terminal says after a run: pure functions from tables to text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runwins.goal import Ladder
from runwins.report import ladder_words, run_words
from runwins.report.cells import TerminalStyle, cut, left, width, wrap
from runwins.report.ladder_strip import ladder_view, strip
from runwins.report.ladder_words import Step
from runwins.units import Units, format_date, ordinal

__all__ = ["RunView", "TerminalStyle", "ladder_view", "post_run", "post_run_plain"]

_MOST_WINS = 5
_MOST_LINES = 25
_FEW_WINS = 3
_AGAIN = 2
_PLAIN_NAME = 200
"""A fact a line has room for any name but an endless one."""
_FOOTER = "runwins explain ID   show -o run.html   report   share   wins drop ID"
_FIRST = "This is the first run in your log: everything after it has something to beat."
_NOTHING = "No new marks today, and easy days are where they come from."


@dataclass(frozen=True, slots=True)
class RunView:
    """A run and all that is said of it.

    Attributes
    ----------
    run
        A row of frame `RUNS`.
    wins
        Frame `WINS` of that run; those with ``shown`` are celebrated.
    remarks
        Frame `REMARKS` of that run.
    ladder
        Toward the goal, where there is one.
    headline_counts
        What was imported, in a few words; empty where nothing was.
    first_run
        Whether nothing came before it.
    route_name
        What the runner calls its route; empty where it has no name.
    route_times
        The how manieth run of its route it is; 0 where it is of none.
    """

    run: Mapping[str, Any]
    wins: pd.DataFrame
    remarks: pd.DataFrame
    ladder: Ladder | None = None
    headline_counts: str = ""
    first_run: bool = False
    route_name: str = ""
    route_times: int = 0

    @property
    def celebrated(self) -> list[dict[Any, Any]]:
        """The wins worth saying, strongest first."""
        shown = self.wins[self.wins["shown"]]
        return shown.sort_values("score", ascending=False, kind="stable").to_dict("records")

    def said(self, remark: str) -> list[dict[Any, Any]]:
        """Return the remarks of one sort."""
        return self.remarks[self.remarks["remark"] == remark].to_dict("records")


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
        lines += wrap(_FIRST, room, style)
    elif not wins:
        lines += _quiet(view, style, room)
    for win in wins[:_MOST_WINS]:
        lines += _win_lines(win, view, style, room, 2 if len(wins) <= _FEW_WINS else 1)
    over = len(wins) - _MOST_WINS
    if over > 0:
        lines.append(style.paint(f"and {over} more: runwins show last", "muted"))
    tail = _ladder_lines(view, style, room)
    tail += ["", style.paint(cut(_FOOTER, room, style), "muted")]
    remarks = _remark_lines(view, style, room)
    if remarks:
        space = _MOST_LINES - len(lines) - len(tail) - 1
        lines += ["", *remarks[: max(space, 1)]]
    return "\n".join(f" {line}" if line else "" for line in lines + tail)


def _run_lines(view: RunView, style: TerminalStyle, room: int) -> list[str]:
    run = view.run
    start = run_words.local_start(run)
    when = f"{format_date(start.date(), weekday=True)}, {start:%H:%M}"
    facts = "   ".join(value for _, value in run_words.numbers(run, style.units))
    first = cut(f"{when}   {facts}".rstrip(), room, style)
    name = _name(view, style, room) or str(run["book"]).capitalize() + " run"
    counts = style.clean(view.headline_counts)
    gap = 25 if width(name) < 23 else width(name) + 3
    if counts and gap + width(counts) <= room:
        second = f"{left(name, gap, style)}{style.paint(counts, 'muted')}"
        return [style.paint(first, "bold"), second]
    lines = [style.paint(first, "bold"), cut(name, room, style)]
    return [*lines, style.paint(cut(counts, room, style), "muted")] if counts else lines


def _name(view: RunView, style: TerminalStyle, room: int) -> str:
    """Return what the run is called, and the how manieth of its route it is."""
    name = style.clean(view.route_name or run_words.text(view.run["name"]))
    if view.route_times < _AGAIN:
        return name
    times = f"{ordinal(view.route_times)} time"
    if not name:
        return f"{str(view.run['book']).capitalize()} run on a known route ({times})"
    return f"{cut(name, room - width(times) - 3, style)} ({times})"


def _win_lines(
    win: Mapping[str, Any], view: RunView, style: TerminalStyle, room: int, most: int
) -> list[str]:
    mark = style.symbols.family(str(win["family"]))
    beside = _rung_words(win, view.ladder) or run_words.margin(win, style.units)
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


def _rung_words(win: Mapping[str, Any], ladder: Ladder | None) -> str:
    """Return ``rung 5 of 9  done`` for a win that reached a rung."""
    if ladder is None or not run_words.text(win["rung"]):
        return ""
    names = [str(name) for name in ladder.rungs["rung_id"]]
    count = len(ladder_words.steps(ladder))
    rung = run_words.text(win["rung"])
    if rung not in names[:count]:
        return ""
    done = sum(step.state == "done" for step in ladder_words.steps(ladder))
    return f"rung {done} of {count}  done"


def _quiet(view: RunView, style: TerminalStyle, room: int) -> list[str]:
    """Say that there is no new mark, and one true thing that leads on."""
    lines = wrap(_NOTHING, room, style)
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
            lines.append(style.paint(cut(said, room, style), "muted"))
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
        said = f"next rung: {style.clean(following.label)} - {_likely(following, ladder)}"
        lines.append(style.paint(cut(said, room, style), "next"))
    return lines


def _likely(step: Step, ladder: Ladder) -> str:
    said = ladder_words.likely(step, ladder)
    return f"likely {said}" if said[:1].isdigit() else said


def post_run_plain(view: RunView, units: Units = "km") -> list[str]:
    """Return the same as facts for pipes: one a line, its first word says what it is, ISO dates.

    ``RUN`` the run, ``READ`` what was imported, ``WIN`` a win, ``NEAR`` almost one, ``SKIP`` not
    counted, ``NOTE`` a fact beside, ``GOAL`` the ladder.
    """
    style = TerminalStyle(units=units)
    run = view.run
    start = run_words.local_start(run)
    facts = [value for _, value in run_words.numbers(run, style.units)]
    name = _name(view, style, _PLAIN_NAME)
    lines = [_fact("RUN", f"{start:%Y-%m-%d %H:%M}", *facts, name)]
    if view.headline_counts:
        lines.append(_fact("READ", style.clean(view.headline_counts)))
    if view.first_run:
        lines.append(_fact("NOTE", _FIRST))
    for win in [] if view.first_run else view.celebrated:
        said = style.clean(win["label"])
        mark = run_words.before(win, style.units, iso=True)
        by = run_words.margin(win, style.units)
        said += f": {by}" if by else ""
        said += f" (before: {mark})" if mark else ""
        rung = _rung_words(win, view.ladder)
        said += f" [{' '.join(rung.split())}]" if rung else ""
        lines.append(_fact("WIN", f"{win['kind']:<16}", said))
    for first, remark in (
        ("NEAR", "almost"), ("SKIP", "not counted"), ("NOTE", "big step"), ("NOTE", "progress"),
    ):  # fmt: skip
        for row in [] if view.first_run and remark == "progress" else view.said(remark):
            said = style.clean(run_words.remark(row))
            lines.append(_fact(first, f"{row['kind']:<16}", said))
    if view.ladder is not None:
        lines.append(_fact("GOAL", _goal_fact(view.ladder, style)))
    return lines


def _fact(first: str, *rest: str) -> str:
    return f"{first:<5} {'  '.join(part for part in rest if part)}".rstrip()


def _goal_fact(ladder: Ladder, style: TerminalStyle) -> str:
    rungs = ladder_words.steps(ladder)
    done = sum(step.state == "done" for step in rungs)
    said = style.clean(ladder.goal.name)
    if ladder.goal.date is not None:
        said += f" {ladder.goal.date.isoformat()}"
    said += f": {done} of {len(rungs)} rungs done"
    following = next((step for step in rungs if step.state == "next"), None)
    if following is None or ladder_words.over(ladder):
        return said
    said += f"; next {style.clean(following.label)}"
    if ladder_words.too_early(ladder) or following.p10 is None:
        return f"{said}, {ladder_words.likely(following, ladder)}"
    late = f"..{following.late.isoformat()}" if following.late else " to after race day"
    return f"{said}, likely {following.p10.isoformat()}{late}"
