"""What a pipe is told after a run: a fact a line, its first word says what it is."""

from __future__ import annotations

from runwins.goal import Ladder
from runwins.report import ladder_words, run_words
from runwins.report.cells import TerminalStyle
from runwins.report.run_view import FIRST, RunView, called, rung_words
from runwins.units import Units

_LONGEST_NAME = 200
"""A fact a line has room for any name but an endless one."""


def post_run_plain(view: RunView, units: Units = "km") -> list[str]:
    """Return the same as facts for pipes: one a line, its first word says what it is, ISO dates.

    ``RUN`` the run, ``READ`` what was imported, ``WIN`` a win, ``NEAR`` almost one, ``SKIP`` not
    counted, ``NOTE`` a fact beside, ``GOAL`` the ladder.
    """
    style = TerminalStyle(units=units)
    run = view.run
    start = run_words.local_start(run)
    facts = [value for _, value in run_words.numbers(run, style.units)]
    name = called(view, style, _LONGEST_NAME)
    lines = [_fact("RUN", f"{start:%Y-%m-%d %H:%M}", *facts, name)]
    if view.headline_counts:
        lines.append(_fact("READ", style.clean(view.headline_counts)))
    if view.first_run:
        lines.append(_fact("NOTE", FIRST))
    for win in [] if view.first_run else view.celebrated:
        said = style.clean(win["label"])
        mark = run_words.before(win, style.units, iso=True)
        by = run_words.margin(win, style.units)
        said += f": {by}" if by else ""
        said += f" (before: {mark})" if mark else ""
        rung = rung_words(win, view.ladder)
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
