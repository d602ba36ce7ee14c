import pandas as pd

from runwins.frames import EFFORTS
from runwins.metrics.bests import bests


def log(*rows):
    """Return efforts and runs of (day, metres, seconds, quality, book)."""
    efforts = EFFORTS.build(
        {
            "run_id": f"r{number}",
            "distance_m": metres,
            "elapsed_s": seconds,
            "started_at_s": 0.0,
            "started_at_m": 0.0,
            "quality": quality,
        }
        for number, (_, metres, seconds, quality, _) in enumerate(rows)
    )
    days = pd.to_datetime([row[0] for row in rows])
    runs = pd.DataFrame(
        {
            "run_id": [f"r{number}" for number in range(len(rows))],
            "start_time": days.tz_localize("UTC"),
            "local_date": days,
            "quality": "good",
            "book": [row[4] for row in rows],
        }
    )
    return efforts, runs


def test_what_is_not_trusted_or_indoors_is_no_best():
    found = bests(
        *log(
            ("2026-01-01", 5000, 1500.0, "ok", "road"),
            ("2026-01-02", 5000, 1200.0, "unverified", "road"),
            ("2026-01-03", 5000, 1300.0, "ok", "treadmill"),
        )
    )
    assert found["run_id"].tolist() == ["r0"]


def test_the_fastest_of_each_distance_and_of_equal_ones_the_first():
    given = log(
        ("2026-01-01", 5000, 1500.0, "ok", "road"),
        ("2026-01-05", 5000, 1450.0, "ok", "trail"),
        ("2026-01-09", 5000, 1450.0, "ok", "road"),
        ("2026-01-03", 1000, 280.0, "ok", "road"),
    )
    assert bests(*given)["run_id"].tolist() == ["r3", "r1"]
    history = bests(*given, history=True)
    assert history["run_id"].tolist() == ["r3", "r0", "r1"]
    assert history["date"].dt.day.tolist() == [3, 1, 5]


def test_without_efforts_there_are_none():
    assert bests(EFFORTS.empty(), log(("2026-01-01", 5000, 1.0, "ok", "road"))[1]).empty


def test_each_says_in_which_book_it_stands():
    given = log(
        ("2026-01-01", 5000, 1500.0, "ok", "road"),
        ("2026-01-05", 1000, 300.0, "ok", "trail"),
    )
    assert bests(*given)["book"].tolist() == ["trail", "road"]
