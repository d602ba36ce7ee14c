import numpy as np
import pytest

from runwins.frames import CLIMBS, DESCENTS
from runwins.metrics.climbs import find_climbs, find_descents


def climbs(*ramps, speed=2.0):
    """Find the climbs of ramps of (metres, grade)."""
    way = np.concatenate([[0.0], np.cumsum([metres for metres, _ in ramps])])
    height = np.concatenate([[0.0], np.cumsum([metres * grade for metres, grade in ramps])])
    path = np.arange(0.0, way[-1] + 1, speed)
    return find_climbs(np.arange(len(path), dtype=float), path, np.interp(path, way, height))


FLAT = (300, 0.0)


def test_too_small_too_short_and_too_flat_are_none():
    assert climbs(FLAT, (390, 0.05), FLAT).empty
    assert climbs(FLAT, (150, 0.20), FLAT).empty
    assert climbs(FLAT, (1000, 0.025), FLAT).empty
    assert climbs((5000, 0.0)).empty


def test_410_m_at_5_percent_are_one_of_20_m():
    found = climbs((410, 0.05))
    assert len(found) == 1
    assert found["gain_m"].iloc[0] == pytest.approx(20.5, abs=0.6)


def test_a_dip_of_8_m_is_part_of_it_and_one_of_15_m_is_not():
    one = climbs(FLAT, (500, 0.06), (100, -0.08), (500, 0.06), FLAT)
    assert one["gain_m"].tolist() == pytest.approx([52], abs=1)
    two = climbs(FLAT, (500, 0.06), (100, -0.15), (500, 0.06), FLAT)
    assert two["gain_m"].tolist() == pytest.approx([30, 30], abs=1)


def test_a_flat_lead_in_is_trimmed():
    found = climbs(FLAT, (1000, 0.08), FLAT)
    assert found["started_at_m"].iloc[0] == pytest.approx(300, abs=50)
    assert found["length_m"].iloc[0] == pytest.approx(1000, abs=80)
    assert found["grade"].iloc[0] == pytest.approx(0.08, abs=0.005)


def test_600_flat_metres_part_two_climbs():
    assert len(climbs((1000, 0.06), (600, 0.0), (1000, 0.06))) == 2


def test_300_m_in_20_minutes_is_900_an_hour():
    found = climbs((2400, 0.125))
    assert found["vam_m_per_h"].iloc[0] == pytest.approx(900, rel=0.01)
    assert found["elapsed_s"].iloc[0] == pytest.approx(1200, rel=0.01)


def test_what_no_legs_climb_is_the_altimeter():
    assert climbs((600, 0.5)).empty
    assert climbs((2000, 0.3), speed=3.0).empty


def test_a_stop_before_the_climb_is_not_part_of_it():
    time = np.arange(1000.0)
    path = np.concatenate([np.zeros(300), 2 * np.arange(700.0)])
    found = find_climbs(time, path, 0.1 * path)
    assert found["started_at_s"].iloc[0] >= 299


def descents(*ramps, speed=2.0):
    """Find the descents of ramps of (metres, grade)."""
    way = np.concatenate([[0.0], np.cumsum([metres for metres, _ in ramps])])
    height = np.concatenate([[0.0], np.cumsum([metres * grade for metres, grade in ramps])])
    path = np.arange(0.0, way[-1] + 1, speed)
    return find_descents(np.arange(len(path), dtype=float), path, np.interp(path, way, height))


def test_what_goes_up_or_falls_off_is_no_descent():
    assert descents(FLAT, (1000, 0.08), FLAT).empty
    assert descents(FLAT, (390, -0.05), FLAT).empty
    assert descents((600, -0.5)).empty
    # 2 km at -30 % in 1,000 s are 2,160 m an hour; at 6 m/s 6,480: no legs
    assert len(descents((2000, -0.3))) == 1
    assert descents((2000, -0.3), speed=6.0).empty
    path = np.arange(0.0, 3000, 3)
    nothing = find_descents(path / 3, path, np.full(len(path), np.nan))
    assert nothing.columns.tolist() == DESCENTS.names
    assert nothing.empty


def test_each_descent_once_beside_the_climb_between_them():
    found = descents(FLAT, (500, -0.06), (600, 0.1), (1000, -0.08), FLAT)
    assert found["drop_m"].tolist() == pytest.approx([30, 80], abs=1)
    assert found["grade"].tolist() == pytest.approx([0.06, 0.08], abs=0.005)
    assert found["started_at_m"].tolist() == pytest.approx([300, 1400], abs=50)
    assert found["length_m"].tolist() == pytest.approx([500, 1000], abs=80)


def test_without_altitude_there_are_none():
    path = np.arange(0.0, 3000, 3)
    found = find_climbs(np.arange(len(path), dtype=float), path, np.full(len(path), np.nan))
    assert found.columns.tolist() == CLIMBS.names
    assert found.empty
