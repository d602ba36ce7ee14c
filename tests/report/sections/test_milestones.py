"""The ladder on a page: of a block that is over as it stood then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from runwins.report.block_input import BlockInput
from runwins.report.parts import Picture, Section
from runwins.report.sections import milestones

LAST = dt.date(2026, 10, 25)


def drawn(section: Section | None) -> str:
    assert section is not None
    picture = section.parts[0]
    assert isinstance(picture, Picture)
    assert picture.svg.count(">today<") == picture.narrow_svg.count(">today<")
    return picture.svg


def test_today_is_today(make_block: Callable[..., BlockInput]) -> None:
    made = milestones.section(make_block(last=LAST))
    assert ">today<" in drawn(made)
    assert made.finding == ""


def test_the_ladder_of_a_block_that_is_over_says_its_day(
    make_block: Callable[..., BlockInput],
) -> None:
    for made_on, name in ((dt.date(2026, 11, 3), "25 Oct"), (dt.date(2027, 1, 3), "25 Oct 2026")):
        made = milestones.section(make_block(last=LAST, made_on=made_on))
        assert ">today<" not in drawn(made)
        assert f">{name}<" in drawn(made)
        assert made.finding == "As it stood on 25 Oct 2026, the last day of the block."


def test_after_the_race_no_day_is_marked(
    make_block: Callable[..., BlockInput], make_ladder: Callable[..., Any]
) -> None:
    race = dt.date(2026, 12, 20)
    over = replace(make_block(last=race, made_on=dt.date(2027, 2, 1)),
                   ladder=make_ladder(today=race + dt.timedelta(days=1)))  # fmt: skip
    made = milestones.section(over)
    assert ">today<" not in drawn(made)
    assert made.finding == ""
    assert "is next" not in drawn(made)
