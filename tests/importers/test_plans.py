"""Planned times and recorded ones; first the recordings that must not be taken for plans."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from runwins.importers.plans import why_planned

M_PER_DEG = 111_195.0
Floats = NDArray[np.float64]


def track(step_s: Floats, speed: Floats) -> tuple[Floats, Floats, Floats]:
    """Return time, latitude and longitude of a way due north, step by step."""
    metres = np.concatenate(([0.0], np.cumsum(step_s * speed)))
    time = np.concatenate(([0.0], np.cumsum(step_s)))
    return time, 47 + metres / M_PER_DEG, np.full(len(time), 11.0)


def why(
    step_s: Floats, speed: Floats, creator: str | None = None, named: bool = False
) -> str | None:
    return why_planned(*track(step_s, speed), creator, sport_named=named)


RNG = np.random.default_rng(3)
CLOCK = np.ones(600)
SMART = RNG.integers(1, 8, 600).astype(float)
RUNNING = RNG.normal(3.0, 0.4, 600).clip(0.5)
PLANNED = RNG.exponential(40.0, 600) / 3.0 + 0.3


@pytest.mark.parametrize("step_s", [CLOCK, SMART], ids=["a second", "where the way bends"])
@pytest.mark.parametrize("named", [True, False])
def test_a_recording_is_none(step_s: Floats, named: bool) -> None:
    assert why(step_s, RUNNING, "a watch", named) is None


def test_a_steady_treadmill_of_a_clock_is_none() -> None:
    """Its speed never changes, but its steps follow the clock."""
    assert why(CLOCK, np.full(600, 3.0), "a watch") is None


def test_too_few_points_say_nothing() -> None:
    assert why(PLANNED[:15], np.full(15, 3.0), "plotaroute") is None


def test_of_one_speed_it_is_planned_though_the_sport_is_named() -> None:
    for named in (True, False):
        assert why(PLANNED, np.full(600, 3.0), "a watch", named) == "its speed never changes"


def test_a_planners_name_convicts_where_no_sport_is_named() -> None:
    assert why(SMART, RUNNING, "www.plotaroute.com") == "it was made with plotaroute"
    assert why(SMART, RUNNING, "www.plotaroute.com", named=True) is None
    said = why(SMART, RUNNING, "Garmin Connect")
    assert said == "Garmin Connect names the sport of every recording"
    assert why(SMART, RUNNING, "Garmin Connect", named=True) is None


def test_steps_in_fractions_of_a_second_as_long_as_they_are_far_are_a_sum() -> None:
    """Faster downhill than up, so its speed does change."""
    uneven = 3.0 + np.sin(np.arange(600) / 20)
    assert why(PLANNED, uneven) == "its steps take as long as they are far"
    assert why(np.round(PLANNED) + 1, uneven) is None, "whole seconds are a clock's"
    assert why(PLANNED, uneven, named=True) is None


def test_points_without_a_position_are_left_out() -> None:
    time, lat, lon = track(PLANNED, np.full(600, 3.0))
    gaps = np.arange(len(lat)) % 5 == 0
    held = np.where(gaps, np.nan, lat)
    assert why_planned(time, held, lon, None, sport_named=True) == "its speed never changes"
    assert why_planned(time, np.full(len(lat), np.nan), lon, "brouter", sport_named=False) is None
