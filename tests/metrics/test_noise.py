import pytest

from runwins.metrics.noise import distance_error, probability_real


@pytest.mark.parametrize(
    ("metres", "percent"), [(400, 0.866), (1609.344, 0.530), (5000, 0.503), (42_195, 0.500)]
)
def test_the_error_of_a_distance(metres, percent):
    assert 100 * distance_error(metres, 0.005) == pytest.approx(percent, abs=0.0006)


@pytest.mark.parametrize(
    ("faster_s", "probability"), [(1, 0.537), (5, 0.680), (10, 0.826), (17, 0.944), (25, 0.990)]
)
def test_seconds_off_a_25_minute_5_km(faster_s, probability):
    assert probability_real(1500, 1500 - faster_s, 5000, 0.005) == pytest.approx(
        probability, abs=0.001
    )


@pytest.mark.parametrize(
    ("metres", "likely", "clear"),
    [(400, 1.03, 2.01), (1609.344, 0.63, 1.23), (5000, 0.60, 1.17), (42_195, 0.60, 1.16)],
)
def test_how_much_faster_is_80_and_95_percent_real(metres, likely, clear):
    for percent, probability in ((likely, 0.80), (clear, 0.95)):
        found = probability_real(1000, 1000 * (1 - percent / 100), metres, 0.005)
        assert found == pytest.approx(probability, abs=0.003)


def test_the_same_time_is_a_coin_and_mixed_devices_know_less():
    assert probability_real(1500, 1500, 5000) == 0.5
    assert probability_real(1500, 1480, 5000, 0.012) < probability_real(1500, 1480, 5000)
