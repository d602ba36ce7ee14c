"""The words of a card: headline, alt text, and a text to paste."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runwins.errors import UnknownName
from runwins.goal import Ladder
from runwins.report import ladder_words, run_words
from runwins.report.plain_text import one_line
from runwins.report.run_view import RunView
from runwins.units import Units, format_date


def alt_text(
    view: RunView, *, win_id: str | None = None, show_date: bool = True, units: Units = "km"
) -> str:
    """Return the sentences that stand for the card."""
    win = win_of(view, win_id)
    said = [f"{headline(view, win)}."]
    if win is not None:
        mark = mark_before(win, units, show_date)
        said += [f"{mark[:1].upper()}{mark[1:]}."] if mark else []
    facts = ", ".join(value for _, value in run_words.numbers(view.run, units))
    day = f" on {format_date(run_words.local_start(view.run).date())}" if show_date else ""
    said += [f"A run{day}: {facts}."] if facts else []
    rungs = rungs_so_far(view.ladder, show_date)
    return one_line(" ".join([*said, f"{rungs}."] if rungs else said), joiners=True)


def share_text(
    view: RunView, *, win_id: str | None = None, show_date: bool = True, units: Units = "km"
) -> str:
    """Return a text to paste: the win, the run in numbers, and the ladder."""
    lines = [headline(view, win_of(view, win_id))]
    lines.append(" · ".join(value for _, value in run_words.numbers(view.run, units)))
    lines.append(rungs_so_far(view.ladder, show_date))
    return "\n".join(one_line(line, joiners=True) for line in lines if line)


def win_of(view: RunView, win_id: str | None) -> dict[Any, Any] | None:
    """Return the win that a card is about: the one named, or the run's strongest, if any."""
    if win_id is None:
        return next(iter(view.celebrated), None)
    known = {str(row["win_id"]): row for row in view.wins.to_dict("records")}
    if win_id not in known:
        raise UnknownName(f"{win_id} is no win of this run; it has {', '.join(known) or 'none'}")
    return known[win_id]


def headline(view: RunView, win: Mapping[str, Any] | None) -> str:
    """Return the line that stands largest."""
    if win is not None:
        return str(win["label"])
    return "My first run in the log" if view.first_run else "One more run in the log"


def mark_before(win: Mapping[str, Any], units: Units, show_date: bool) -> str:
    """Return the mark before, and its day where days may be told."""
    told: dict[str, Any] = dict(win)
    if not show_date:
        told["previous_date"] = None
    said = run_words.before(told, units)
    return f"before: {said}" if said else ""


def rungs_so_far(ladder: Ladder | None, show_date: bool) -> str:
    """Return how much of the ladder is climbed; empty without one, or after the race."""
    if ladder is None or ladder_words.over(ladder):
        return ""
    steps = ladder_words.steps(ladder)
    done = sum(step.state == "done" for step in steps)
    said = f"{done} of {len(steps)} rungs toward {ladder.goal.name}"
    if show_date and ladder.goal.date is not None:
        said += f", {format_date(ladder.goal.date, year=False)}"
    return said
