from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.ladder import forecast
from runwins.ladder.base import SINGLE, SUM, Dimension, down_to
from runwins.ladder.marks import Marks

EMPTY = Marks(np.array([], dtype="datetime64[D]"), np.array([]), np.array([], dtype=object))
TODAY = dt.date(2026, 11, 1)
positive = st.floats(0.5, 200)


def dimension(now: float, year_best: float, side: float) -> Dimension:
    return Dimension(1, 1, "m", EMPTY, now, year_best, 30, side, 1.1, down_to(1), 1, str)


@pytest.mark.parametrize(
    ("value", "now", "year_best", "side", "expected"),
    [
        # 16 km from 14, never further: b = a = ln(16/14) = .13353; η = −2.54718
        (16, 14, 14, SINGLE, 0.078302),
        # 11 km from 10, 20 km within the year: b = .09531, a = −.59784; η = −1.80881
        (11, 10, 20, SINGLE, 0.163849),
        # 65 km a week from 30: a is cut at .7, b = .77319; η = −3.36391
        (65, 30, 30, SUM, 0.034600),
        # 40 km-effort from 22: a = b = .59784; η = −3.75438
        (40, 22, 22, SINGLE, 0.023415),
        # 1000 m from nothing known: b cut at 2.5, a at .7; η = −1.85 − 1.5 − 1.4 + .35 = −4.4
        (1000, 0, 0, SUM, 0.012277),
        # far inside the year's best: a is cut at −1.5; η = −1.85 + 1.125 − .35 = −1.075
        (5, 5, 100, SINGLE, 0.341298),
    ],
)
def test_rate_by_hand(
    value: float, now: float, year_best: float, side: float, expected: float
) -> None:
    assert forecast.reach_rate(value, now, year_best, side) == pytest.approx(expected, rel=2e-4)


def test_probability_and_quantiles_by_hand() -> None:
    rate = 0.078302
    # 6^.9 = 5.01576; 1 − exp(−.39274) = .3248
    assert forecast.reach_probability(rate, 6) == pytest.approx(0.3248, abs=1e-4)
    assert forecast.reach_weeks(rate, 0.1) == pytest.approx(1.3907, abs=1e-3)
    assert forecast.reach_weeks(rate, 0.5) == pytest.approx(11.279, abs=5e-3)
    assert forecast.reach_weeks(rate, 0.8, 0.6) == pytest.approx(50.73, abs=2e-2)
    assert forecast.reach_probability(rate, 0) == 0
    assert forecast.reach_probability(rate, -3) == 0


@given(st.floats(0.005, 2), st.floats(0.01, 0.99), st.floats(0.2, 1))
def test_quantile_and_probability_are_each_others_way_back(
    rate: float, share: float, pace: float
) -> None:
    weeks = forecast.reach_weeks(rate, share, pace)
    assert forecast.reach_probability(rate, weeks, pace) == pytest.approx(share, abs=1e-9)


@given(positive, positive, positive, positive, st.sampled_from([SINGLE, SUM]))
def test_a_better_state_or_year_never_slows(
    value: float, now: float, year: float, more: float, side: float
) -> None:
    rate = forecast.reach_rate(value, now, year, side)
    assert forecast.reach_rate(value, now + more, year, side) >= rate
    assert forecast.reach_rate(value, now, year + more, side) >= rate
    assert forecast.reach_rate(value + more, now, year, side) <= rate


def test_dates_lie_in_order_and_inside_the_horizon() -> None:
    side = dimension(14, 14, SINGLE)
    dates = forecast.likely_dates(side, 16, TODAY, TODAY + dt.timedelta(weeks=60))
    assert dates.p10 == TODAY + dt.timedelta(days=10)  # 1.39 weeks
    assert dates.p50 == TODAY + dt.timedelta(days=79)  # 11.28 weeks
    assert dates.p80 == TODAY + dt.timedelta(days=356)  # 50.73 weeks
    assert dates.p90 is None
    near = forecast.likely_dates(side, 16, TODAY, TODAY + dt.timedelta(weeks=10))
    assert (near.p10, near.p50, near.p80, near.p90) == (dates.p10, None, None, None)


def test_goal_probability_is_neither_product_nor_minimum() -> None:
    # 18 weeks: P(40 from 22) = .2707, P(65 from 30) = .3728; √(.2707 · .2707 · .3728) = .1653
    still: list[Any] = [(dimension(22, 22, SINGLE), 40), (dimension(30, 30, SUM), 65)]
    assert forecast.goal_probability(still, 18) == pytest.approx(0.1653, abs=2e-4)
    assert forecast.goal_probability(still[:1], 18) == pytest.approx(0.2707, abs=2e-4)
    assert forecast.goal_probability([], 18) == 1.0


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "on track"),
        (0.80, "on track"),
        (0.79, "within reach"),
        (0.50, "within reach"),
        (0.49, "a stretch"),
        (0.20, "a stretch"),
        (0.19, "unlikely by this date"),
        (0.0, "unlikely by this date"),
    ],
)
def test_four_bands(probability: float, word: str) -> None:
    assert forecast.status_of(probability) == word
