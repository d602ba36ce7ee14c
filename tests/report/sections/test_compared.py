"""A block beside the days before it, and beside the days before an earlier race."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from runwins.report.block_input import BlockInput
from runwins.report.parts import Table
from runwins.report.sections import compared


def test_the_same_days_before_an_earlier_goal_are_compared_with(
    make_block: Callable[..., BlockInput],
) -> None:
    made = make_block()
    race = made.ladder.goal.date - dt.timedelta(days=364)
    then = made.runs.assign(
        run_id="old" + made.runs["run_id"], distance_m=made.runs["distance_m"] / 2,
        local_date=made.runs["local_date"] - pd.Timedelta(days=364),
    )  # fmt: skip
    raced = then.tail(1).assign(
        run_id="race", local_date=pd.Timestamp(race), distance_m=made.ladder.goal.distance_m
    )
    runs = pd.concat([then, raced, made.runs], ignore_index=True)
    alone = compared.section(replace(made, runs=runs))
    earlier = replace(made.ladder.goal, name="City half", date=race)
    told = compared.section(replace(made, runs=runs, raced={race: earlier}))
    assert alone is not None
    assert told is not None
    (beside,) = set(told.parts) - set(alone.parts)
    assert isinstance(beside, Table)
    assert beside.caption.startswith("Beside the same days before City half on ")
    distance = next(row for row in beside.rows if row[0].text == "Distance")
    assert distance[3].text == "+100 %"


def test_a_race_recorded_in_parts_is_found_by_its_goal(
    make_block: Callable[..., BlockInput],
) -> None:
    """Each part is much shorter than the race; a goal on whose day nobody ran was no race."""
    made = make_block()
    race = made.ladder.goal.date - dt.timedelta(days=364)
    then = made.runs.assign(
        run_id="old" + made.runs["run_id"], is_race=False,
        local_date=made.runs["local_date"] - pd.Timedelta(days=364),
    )  # fmt: skip
    part = then.tail(1).assign(run_id="part", local_date=pd.Timestamp(race), distance_m=4000.0)
    longer = replace(made.ladder.goal, name="Hill relay", distance_m=30_000.0, date=race)
    for runs, found in (([then, part, made.runs], True), ([then, made.runs], False)):
        log = replace(made, runs=pd.concat(runs, ignore_index=True), raced={race: longer})
        captions = [part.caption for part in compared.section(log).parts]
        assert any("before Hill relay on" in caption for caption in captions) is found


def test_a_block_beside_the_days_before_says_what_fell_too(
    make_block: Callable[..., BlockInput],
) -> None:
    made = make_block(weeks=10)
    before = made.runs["local_date"] < pd.Timestamp(made.first)
    far = made.runs["distance_m"].where(~before, made.runs["distance_m"] * 10)
    told = compared.section(replace(made, runs=made.runs.assign(distance_m=far)))
    assert told is not None
    distance = told.parts[0].rows[0]
    assert distance[0].text == "Distance"
    assert distance[3].text.startswith("-")
    assert told.finding.startswith(f"Distance: {distance[2].text}, {distance[1].text} in the ")
    same = {row[0].text: row[3].text for row in told.parts[0].rows}
    assert same["Runs"] == "same"
