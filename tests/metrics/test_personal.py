import pandas as pd
import pytest

from runwins.frames import EFFORTS
from runwins.metrics.best_efforts import NESTED_REASON
from runwins.metrics.personal import REASON, judge_personally

DAY = pd.Timedelta(days=1)
FIRST = pd.Timestamp("2025-01-01", tz="UTC")


def history(*runs):
    """Return efforts and runs of (day, {metres: seconds}, supported)."""
    rows = []
    for number, (_, times, supported) in enumerate(runs):
        rows += [
            {
                "run_id": f"r{number}",
                "distance_m": metres,
                "elapsed_s": seconds,
                "started_at_s": 0.0,
                "started_at_m": 0.0,
                "quality": "ok",
                "supported": supported,
            }
            for metres, seconds in times.items()
        ]
    starts = [FIRST + day * DAY for day, _, _ in runs]
    names = [f"r{number}" for number in range(len(runs))]
    table = pd.DataFrame({"run_id": names, "start_time": starts, "quality": "good"})
    return EFFORTS.build(rows), table


def judged(*runs):
    efforts, table = history(*runs)
    found = judge_personally(efforts, table)
    assert efforts.equals(history(*runs)[0])
    return found[found["run_id"] == f"r{len(runs) - 1}"].set_index("distance_m")


DAYS = range(0, 90, 9)
USUAL = [(day, {5000: 1500.0}, True) for day in DAYS]


@pytest.mark.parametrize(
    ("seconds", "supported", "quality"),
    [
        (1500, False, "ok"),
        (1320, False, "ok"),  # 1.136 times as fast
        (1290, False, "unverified"),  # 1.163
        (1290, True, "ok"),
        (1140, True, "ok"),  # 1.316: 5:00 and 3:48 a kilometre, as jogging and racing can be
        (1050, True, "unverified"),  # 1.429
    ],
)
def test_how_much_faster_is_believed(seconds, supported, quality):
    assert judged(*USUAL, (90, {5000: float(seconds)}, supported)).loc[5000, "quality"] == quality


def test_other_distances_judge_by_riegel_and_only_near_ones():
    slow_mile = [(day, {1000: 300.0}, True) for day in DAYS]
    assert judged(*slow_mile, (90, {5000: 1300.0}, False)).loc[5000, "reason"] == REASON
    assert judged(*slow_mile, (90, {10_000: 2000.0}, False)).loc[10_000, "quality"] == "ok"


def test_nine_runs_or_another_year_judge_nothing():
    assert judged(*USUAL[:9], (90, {5000: 900.0}, False)).loc[5000, "quality"] == "ok"
    assert judged(*USUAL, (800, {5000: 900.0}, False)).loc[5000, "quality"] == "ok"


def test_a_run_does_not_judge_itself_and_rides_judge_nobody():
    efforts, table = history(*USUAL, (90, {5000: 1290.0}, False))
    table["quality"] = ["ride"] + ["good"] * 10
    assert (judge_personally(efforts, table)["quality"] == "ok").all()


def test_later_runs_take_nothing_back():
    slower = [(day, {5000: 1500.0}, True) for day in range(200, 380, 9)]
    efforts, table = history((100, {5000: 1200.0}, False), *slower)
    assert (judge_personally(efforts, table)["quality"] == "ok").all()
    before, runs = history(*USUAL, (100, {5000: 1200.0}, False))
    after, longer = history(*USUAL, (100, {5000: 1200.0}, False), *slower)
    found = judge_personally(after, longer).iloc[: len(before)]
    pd.testing.assert_frame_equal(found, judge_personally(before, runs))


def test_what_holds_the_doubted_stretch_is_doubted_too():
    usual = [(day, {1000: 280.0, 5000: 1500.0}, True) for day in DAYS]
    found = judged(*usual, (90, {1000: 200.0, 5000: 1490.0}, False))
    assert found.loc[1000, "reason"] == REASON
    assert found.loc[5000, "reason"] == NESTED_REASON


def test_nothing_is_judged_of_nothing():
    assert judge_personally(EFFORTS.empty(), history(*USUAL)[1]).empty


def test_a_race_is_not_judged_by_runs_in_training():
    efforts, runs = history(*USUAL, (90, {5000: 1180.0}, False))
    raced = runs.assign(is_race=[False] * (len(runs) - 1) + [True])
    assert judge_personally(efforts, raced)["quality"].iloc[-1] == "ok"
    assert judge_personally(efforts, raced.assign(is_race=False))["quality"].iloc[-1] != "ok"
