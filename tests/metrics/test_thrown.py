"""First the zigzags that were run."""

import numpy as np
import pytest

from runwins.metrics.channels import Channel
from runwins.metrics.positions import valid_positions
from runwins.metrics.thrown import cut_thrown

TIME = np.arange(0.0, 601, 5)
M_PER_DEG_LAT, M_PER_DEG_LON = 110_574.0, 111_303.0
"""Of latitude and of longitude at 1 degree north."""


def recorded(east_m, north_m, speed_mps, speed_from=0):
    """Return steps, what was cut of them, and where, of a device that counts its positions' way."""
    seen = valid_positions(TIME, 1 + north_m / M_PER_DEG_LAT, 1 + east_m / M_PER_DEG_LON)
    step = np.diff(np.interp(TIME, seen.time_s, seen.path_m))
    cut, cut_m = np.zeros(len(step), dtype=bool), np.zeros(len(step))
    speed = Channel(TIME[speed_from:], np.full(len(TIME) - speed_from, float(speed_mps)))
    assert seen.thrown == []
    cut_thrown(TIME, step, cut, cut_m, seen, speed)
    return step, cut_m, TIME[:-1][cut]


BURST = (TIME > 300) & (TIME < 335)
ZIGZAG = np.where(BURST, 7.0 * (-1) ** np.arange(len(TIME)), 0.0)  # 14 m across every 5 s


def test_a_zigzag_that_the_recorded_speed_confirms_was_run():
    _, cut_m, _ = recorded(1.5 * TIME, ZIGZAG, 3.2)
    assert cut_m.sum() == 0


def test_less_than_1_7_times_the_recorded_speed_may_have_been_run():
    always = 7.0 * (-1) ** np.arange(len(TIME))
    _, cut_m, _ = recorded(2.0 * TIME, always, 2.3)  # 103 m in half a minute, 69 by the speed
    assert cut_m.sum() == 0


def test_a_lap_round_a_field_was_run_though_it_leads_nowhere():
    angle = 3 * TIME / 15  # a ring of 15 m, 3 m/s; the speed channel lags behind
    _, cut_m, _ = recorded(15 * np.sin(angle), 15 * np.cos(angle), 1.6)
    assert cut_m.sum() == 0


def test_without_a_recorded_speed_a_zigzag_is_believed():
    _, cut_m, _ = recorded(1.5 * TIME, ZIGZAG, 1.5, speed_from=len(TIME))
    assert cut_m.sum() == 0


def test_a_zigzag_that_the_recorded_speed_denies_is_cut_to_it():
    step, cut_m, where = recorded(1.5 * TIME, ZIGZAG, 1.5)
    assert where.min() >= 270
    assert where.max() <= 360
    outside = step[(TIME[:-1] < where.min()) | (TIME[:-1] > where.max())]
    assert outside == pytest.approx(7.5, abs=0.1)
    assert step.sum() == pytest.approx(900 - 0.1 * 1.5 * 5 * len(where), abs=1)
    raw = np.hypot(7.5, np.diff(ZIGZAG)).sum()
    assert cut_m.sum() == pytest.approx(raw - step.sum(), rel=0.02)
