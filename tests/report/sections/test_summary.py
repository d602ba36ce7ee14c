"""The block in three sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from runwins.report.block_input import BlockInput
from runwins.report.sections import summary


def test_one_mountain_is_no_change_of_a_block_toward_a_road_race(
    make_block: Callable[..., BlockInput], make_ladder: Callable[..., Any]
) -> None:
    made = make_block()
    last = made.runs.index[-1]
    runs = made.runs.assign(distance_m=8000.0, moving_s=3000.0, ascent_m=10.0)
    runs = runs.assign(nonstop_moving_m=8000.0)
    runs.loc[last, "ascent_m"] = 900.0
    for terrain, said in (("road", "in this block."), ("trail", "Climbing a week grew from")):
        ladder = make_ladder()
        ladder = replace(ladder, goal=replace(ladder.goal, terrain=terrain))
        told = summary.section(replace(made, runs=runs, ladder=ladder)).parts[0].lines[0]
        assert said in told


def test_a_block_that_is_over_is_offered_no_goal(make_block: Callable[..., BlockInput]) -> None:
    made = make_block(ladder=None)
    now = summary.section(replace(made, made_on=made.last))
    old = summary.section(replace(made, made_on=made.last + dt.timedelta(days=1)))
    assert now.parts[0].lines[-1] == (
        "No goal is set: with one, a ladder of small steps leads to it."
    )
    assert old.parts[0].lines == now.parts[0].lines[:-1]
    assert (now.title, old.title) == ("The block in three sentences", "The block in two sentences")
    alone = replace(made, wins=made.wins.iloc[:0], made_on=made.last + dt.timedelta(days=1))
    assert summary.section(alone).title == "The block in one sentence"


def test_what_is_next_has_its_day_where_the_block_is_over(
    make_block: Callable[..., BlockInput], make_ladder: Callable[..., Any]
) -> None:
    """The page of an old block, made later, has the ladder as it stood on the block's last day."""
    day = dt.date(2026, 10, 25)
    assert summary.section(make_block(last=day)).parts[0].lines[-1] == (
        "Next: 16 km, likely 5 to 21 Nov."
    )
    old = make_block(last=day, made_on=day + dt.timedelta(days=1))
    assert summary.section(old).parts[0].lines[-1] == (
        "Next on 25 Oct 2026: 16 km, likely 5 to 21 Nov."
    )
    raced = make_ladder(today=dt.date(2026, 12, 21))
    over = make_block(last=dt.date(2026, 12, 20), ladder=raced, made_on=dt.date(2027, 2, 1))
    said = summary.section(over).parts[0].lines[-1]
    assert said == "Half marathon was on 20 Dec 2026."
    after = replace(over, last=over.made_on)
    said = summary.section(after).parts[0].lines[-1]
    assert said == "Half marathon has been: set the next goal when you like."
