import pytest

from runwins.metrics.best_efforts import STANDARD_DISTANCES_M
from runwins.metrics.world_bests import human_speed, world_best_s

TABLE = [
    (400, 9.296, 8.403),
    (800, 7.928, 7.062),
    (1000, 7.578, 6.712),
    (1500, 7.282, 6.559),
    (1609.344, 7.213, 6.499),
    (3000, 6.856, 6.171),
    (3218.688, 6.789, 5.976),
    (5000, 6.619, 5.966),
    (10_000, 6.365, 5.794),
    (15_000, 6.284, 5.639),
    (21_097.5, 6.201, 5.593),
    (42_195, 5.885, 5.412),
    (50_000, 5.250, 4.632),
    (80_467.2, 4.651, 4.205),
    (100_000, 4.638, 4.239),
    (160_934.4, 4.116, 3.543),
]


@pytest.mark.parametrize(("metres", "men", "women"), TABLE)
def test_the_table_as_speeds(metres, men, women):
    assert metres / world_best_s(metres, "men") == pytest.approx(men, abs=0.001)
    assert metres / world_best_s(metres, "women") == pytest.approx(women, abs=0.001)


@pytest.mark.parametrize(
    ("seconds", "speed"),
    [(10, 10.44), (30, 9.78), (60, 8.74), (120, 7.70), (300, 7.05), (600, 6.70), (1200, 6.46),
     (1800, 6.34), (3600, 6.18), (7200, 5.87), (14_400, 4.83), (21_600, 4.64)],
)  # fmt: skip
def test_nobody_runs_faster_for_so_long(seconds, speed):
    assert human_speed(seconds) == pytest.approx(speed, abs=0.001)


@pytest.mark.parametrize(
    ("metres", "seconds"), [(804.672, 101.62), (16_093.44, 2568), (20_000, 3218), (30_000, 4968)]
)
def test_between_the_distances_it_is_interpolated(metres, seconds):
    assert world_best_s(metres) == pytest.approx(seconds, rel=0.001)


def test_bests_grow_with_distance_and_women_take_8_to_16_percent_longer():
    times = [world_best_s(metres) for metres in STANDARD_DISTANCES_M]
    assert times == sorted(times)
    for metres in STANDARD_DISTANCES_M:
        assert 1.05 < world_best_s(metres, "women") / world_best_s(metres) < 1.17
    assert world_best_s(200) == pytest.approx(43.03 / 2)
