"""Wins that were made up to be found, and runs made up to be believed wrongly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))

from plants import negative_plants, planted_gains, positive_plants


def test_every_plant_is_found() -> None:
    plants = list(positive_plants())
    assert len(plants) >= 7
    assert [plant["plant"] for plant in plants if plant["found"] != "yes"] == []


def test_planted_gains_are_found_as_often_as_theory_says() -> None:
    for row in planted_gains(25):
        share = row["and sure enough, in theory"]
        assert row["found"] == pytest.approx(
            share, abs=3.5 * (share * (1 - share) / 25) ** 0.5 + 0.02
        )


def test_no_fault_is_celebrated(demo: Path) -> None:
    rows = list(negative_plants(demo / "demo-log"))
    (control,) = [row for row in rows if "control" in str(row["fault"])]
    assert control["celebrated for it"] != "nothing"
    faults = [row for row in rows if row is not control]
    assert len(faults) == 10
    assert {row["fault"]: row["celebrated for it"] for row in faults} == dict.fromkeys(
        (row["fault"] for row in faults), "nothing"
    )
