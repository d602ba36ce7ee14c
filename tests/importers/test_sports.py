from __future__ import annotations

import numpy as np
import pytest

from runwins.errors import NotARun
from runwins.importers.sports import (
    moving_speeds,
    named_run,
    refuse_by_folder,
    run_by_speed,
    sport_called,
    sport_in,
)


@pytest.mark.parametrize(
    "word",
    ["Fahrrad fahren am See", "Gassi", "", "running shoes", "Rennrad", "Lauftreff-Grillen"],
)
def test_words_that_are_not_known_stay_unknown(word: str) -> None:
    assert sport_called(word) is None


@pytest.mark.parametrize(
    ("word", "sport", "sub_sport"),
    [
        ("Run", "running", None), ("RUNNING", "running", None), ("Lauf", "running", None),
        ("Course à pied", "running", None), ("Hardloopsessie", "running", None),
        ("Carrera", "running", None), ("Corrida", "running", None), ("Løb", "running", None),
        ("跑步", "running", None), ("ランニング", "running", None), ("9", "running", None),
        ("TrailRun", "running", "trail"), ("trail_running", "running", "trail"),
        ("VirtualRun", "running", "virtual_activity"), ("Traillauf", "running", "trail"),
        ("Treadmill-Running", "running", "treadmill"),
        ("HKWorkoutActivityTypeRunning", "running", None),
        ("Virtual Ride", "cycling", None), ("E-Bike Ride", "cycling", None), ("1", "cycling", None),
        ("Wanderung", "hiking", None), ("Randonnée", "hiking", None), ("Walk", "walking", None),
        ("multi_sport", "multisport", None), ("步行", "walking", None),
    ],
)  # fmt: skip
def test_known_words(word: str, sport: str, sub_sport: str | None) -> None:
    assert sport_called(word) == (sport, sub_sport)


@pytest.mark.parametrize(
    ("title", "sport"),
    [
        ("Morning Run", "running"), ("2024-05-03 Trail Run", "running"), ("Lunch Ride", "cycling"),
        ("Run and bike", None), ("Home to work", None), (None, None),
    ],
)  # fmt: skip
def test_a_title_counts_when_it_names_one_sport(title: str | None, sport: str | None) -> None:
    named = sport_in(title)
    assert (named[0] if named else None) == sport


def test_the_file_stands_before_the_table_and_that_before_the_title() -> None:
    assert named_run("running", "cycling", "A ride") == (None, ())
    with pytest.raises(NotARun, match="a ride"):
        named_run(None, "cycling", "Morning run")
    assert named_run("generic", None, "Morning run") == (
        None,
        ("the file names no sport: its title says it is a run",),
    )
    assert named_run(None, None, "Monday") is None
    with pytest.raises(NotARun, match="Other"):
        named_run("Other", None, "Monday")


@pytest.mark.parametrize(("speed", "word"), [(1.5, "walk"), (8.0, "runner"), (0.0, "nothing")])
def test_speeds_that_are_no_runs(speed: float, word: str) -> None:
    with pytest.raises(NotARun, match=word):
        run_by_speed(np.full(20, speed)[: 20 if speed else 0], said=False)


def test_a_ride_with_a_slow_start_is_no_run() -> None:
    speeds = np.concatenate((np.full(70, 3.0), np.full(30, 9.0)))
    with pytest.raises(NotARun, match="runner"):
        run_by_speed(speeds, said=True)


def test_speeds_are_of_the_moving_parts() -> None:
    time = np.arange(600.0)
    lat = 47 + np.minimum(time, 300) * 3 / 111_195
    speeds = moving_speeds(time, lat, np.full(600, 11.0))
    assert len(speeds) == 10
    assert speeds == pytest.approx(3.0, rel=0.01)


@pytest.mark.parametrize(
    "place", ["Rides/a.gpx", "export.zip/Radfahrt/2025/a.gpx", "x__hike__a.gpx"]
)
def test_a_folder_of_another_sport_speaks_where_the_file_is_silent(place):
    with pytest.raises(NotARun, match="its folder says so"):
        refuse_by_folder(place)


@pytest.mark.parametrize(
    "place", ["a.gpx", "Rides/2025/more/of/it/a.gpx", "running/bike/a.gpx", "2025/Bike to work.gpx"]
)
def test_other_folders_say_nothing(place):
    refuse_by_folder(place)
