import pytest

from runwins.metrics.best_efforts import STANDARD_DISTANCES_M
from runwins.metrics.world_bests import world_best_s


@pytest.mark.parametrize(
    ("metres", "speed", "sex"),
    [
        (400, 9.296, "men"),
        (5000, 6.619, "men"),
        (21_097.5, 6.201, "men"),
        (42_195, 5.885, "men"),
        (160_934.4, 4.116, "men"),
        (400, 8.403, "women"),
        (10_000, 5.794, "women"),
        (42_195, 5.412, "women"),
    ],
)
def test_the_table_as_speeds(metres, speed, sex):
    assert metres / world_best_s(metres, sex) == pytest.approx(speed, abs=0.001)


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
