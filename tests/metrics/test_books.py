"""First the runs that are not of the book their climbing speaks for."""

import pytest

from runwins.metrics.books import book_of


def book(recording, sub_sport, ascent_m=0.0, distance_m=10_000.0, indoor=False):
    run = recording((60, 3.0), sub_sport=sub_sport)
    return book_of(run, indoor=indoor, ascent_m=ascent_m, distance_m=distance_m)


def test_the_recording_s_own_word_stands_against_hills_and_walls(recording):
    assert book(recording, "road", ascent_m=900) == "road"
    assert book(recording, "trail", indoor=True) == "trail"
    assert book(recording, "track", ascent_m=900) == "track"
    assert book(recording, "virtual_run", ascent_m=900, indoor=True) == "virtual"


def test_without_a_way_or_an_ascent_nothing_is_called_a_trail(recording):
    assert book(recording, None, ascent_m=900, indoor=True) == "treadmill"
    assert book(recording, None, ascent_m=float("nan")) == "road"
    assert book(recording, None, ascent_m=900, distance_m=0.0) == "road"
    assert book(recording, None, ascent_m=900, distance_m=float("nan")) == "road"
    assert book(recording, "generic", ascent_m=100) == "road"


@pytest.mark.parametrize(("ascent_m", "expected"), [(249, "road"), (250, "trail")])
def test_25_m_a_kilometre_make_a_trail(recording, ascent_m, expected):
    assert book(recording, None, ascent_m=ascent_m) == expected
