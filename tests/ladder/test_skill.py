"""Skills: each is one rung, done once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from runwins.goal import Goal
from runwins.ladder import build_ladder
from runwins.model import History

Log = Callable[..., History]
HOUR = 3600.0


def test_a_hilly_ultra_shows_one_skill_and_names_the_others(
    steady: Log, ultra: Goal, today: dt.date
) -> None:
    ladder = build_ladder(replace(ultra, cutoff_s=20 * HOUR), steady(), today)
    skills = {"after-dark", "power-hike", "fuelling", "descent", "heat"}
    assert skills & set(ladder.rungs["kind"]) == {"after-dark"}
    said = next(one for one in ladder.sentences if one.startswith("Worth practising too"))
    assert "20 min uphill" in said
    assert "60 g of carbohydrate" in said
    assert "after dark" not in said
