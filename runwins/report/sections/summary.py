"""The block in three sentences: what changed, what to be proud of, what comes next."""

from __future__ import annotations

import math

import pandas as pd

from runwins.report import ladder_words
from runwins.report.block_input import BlockInput
from runwins.report.parts import Section, Sentences
from runwins.report.plain_text import LONGEST_NAME, cut
from runwins.report.sections.growth import Change
from runwins.report.sections.then_and_now import CLIMBING, grown
from runwins.units import format_date, format_distance

_MUCH = 0.1


def section(block: BlockInput) -> Section:
    """Return the three sentences."""
    said = tuple(filter(None, (_changed(block), _proud(block), _next(block))))
    count = f"{ladder_words.NUMBERS[len(said)]} sentence{'s' if len(said) != 1 else ''}"
    return Section("summary", f"The block in {count}", "", (Sentences(said),))


def _changed(block: BlockInput) -> str:
    best = max(_of_the_goal(block), key=lambda one: one.share, default=None)
    if best is not None and best.share >= _MUCH:
        return (
            f"{best.name} grew from {best.then} in the first two weeks to {best.now} "
            "in the last two."
        )
    runs = len(block.block_runs)
    if not runs:
        return "No runs in this block yet: import one and it will appear here."
    total = float(block.block_runs["distance_m"].sum(min_count=1))
    far = "" if math.isnan(total) else f" and {format_distance(total, block.units, 0)}"
    return f"{runs} run{'s' if runs != 1 else ''}{far} in this block."


def _of_the_goal(block: BlockInput) -> list[Change]:
    """Return what grew; on the way to a road race one mountain is no change of the block."""
    road = block.ladder is not None and block.ladder.goal.terrain == "road"
    return [one for one in grown(block) if not (road and one.name == CLIMBING)]


def _proud(block: BlockInput) -> str:
    wins = block.block_wins
    if wins.empty:
        return ""
    top = wins.sort_values(["size", "score"], ascending=False, kind="stable").iloc[0]
    day = format_date(pd.Timestamp(top["date"]).date())
    count = f"{len(wins)} wins" if len(wins) > 1 else "One win"
    return f"{count}, the strongest on {day}: {top['label']}."


def _next(block: BlockInput) -> str:
    if block.ladder is None and block.ended:
        return ""
    if block.ladder is None:
        return "No goal is set: with one, a ladder of small steps leads to it."
    name = cut(block.ladder.goal.name, LONGEST_NAME)
    day = block.ladder.goal.date
    if ladder_words.over(block.ladder):
        if block.ended and day is not None:
            return f"{name} was on {format_date(day)}."
        return f"{name} has been: set the next goal when you like."
    following = next(
        (step for step in ladder_words.steps(block.ladder) if step.state == "next"), None
    )
    then = f" on {format_date(block.last)}" if block.ended else ""
    if following is None:
        return f"Next{then}: {name}."
    likely = ladder_words.likely(following, block.ladder)
    return f"Next{then}: {following.label}, {'likely ' if likely[:1].isdigit() else ''}{likely}."
