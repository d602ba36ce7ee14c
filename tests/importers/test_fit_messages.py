"""What the messages of a FIT file say, field by field."""

from __future__ import annotations

import numpy as np
import pytest
from made_files import FILE_ID, START, fit, records, session

from runwins.importers import fit as fit_reader
from runwins.importers.base import Recording, read_recording
from runwins.importers.fit_messages import (
    Cut,
    beside,
    channels_of,
    device_of,
    laps_of,
    local_minus_utc,
    pauses_of,
    rebased,
    single_values,
    totals_of,
)

NAN = np.nan
ALL = Cut(-np.inf, np.inf, several=False)


@pytest.mark.parametrize("reader", ["fitfast", "fitparse"])
@pytest.mark.parametrize("big", [False, True])
def test_running_dynamics_are_kept_beside_the_stream_in_their_units(
    reader: str, big: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As FIT's profile scales them: tenths of a millimetre and of a millisecond, hundredths."""
    if reader == "fitparse":
        monkeypatch.setattr(fit_reader, "fitfast", None)
    told = {"oscillation": 834, "ratio": 752, "stance": 2471, "stance_share": 3350,
            "balance": 5012, "step": 11090, "breaths": 3125, "core": 3712}  # fmt: skip
    worn = [(name, {**own, **told}) for name, own in records(range(3))]
    unset = [(name, {**own, "stance": 0xFFFF}) for name, own in records(range(3, 5))]
    content = fit([FILE_ID, *worn, *unset, session(5)], big=big)
    (run,) = read_recording(Recording("a.fit", content))
    assert run.extras.iloc[0].to_dict() == {
        "vertical_oscillation_mm": 83.4,
        "vertical_ratio_percent": 7.52,
        "stance_time_ms": 247.1,
        "stance_time_percent": 33.5,
        "stance_time_balance_percent": 50.12,
        "step_length_mm": 1109.0,
        "respiration_per_min": 31.25,
        "core_temperature_c": 37.12,
    }
    assert run.extras["stance_time_ms"].fillna(-1).tolist() == [247.1] * 3 + [-1.0] * 2
    assert run.samples["cadence_spm"].tolist() == [170.0] * 5


def test_a_watch_without_them_adds_nothing() -> None:
    assert beside({"timestamp": np.zeros(1), "heart_rate": np.zeros(1)}) == {}


def test_exact_fields_stand_before_plain_ones() -> None:
    channels = channels_of(
        {
            "speed": np.array([2.5, 2.6]),
            "enhanced_speed": np.array([3.1, NAN]),
            "cadence": np.array([84.0, NAN]),
            "fractional_cadence": np.array([0.5, NAN]),
        }
    )
    assert channels["speed_mps"].tolist() == [3.1, 2.6]
    assert channels["cadence_spm"][0] == 84.5
    assert np.isnan(channels["cadence_spm"][1])


def test_where_both_differ_by_a_step_the_plain_field_is_meant() -> None:
    """The fast reader makes the wide field of the plain one, and cuts off instead of rounding."""
    columns = {
        "altitude": np.array([-326.6, 600.2, 600.2]),
        "enhanced_altitude": np.array([-326.8, 600.2, 601.0]),
        "speed": np.array([3.001, 3.0, 3.0]),
        "enhanced_speed": np.array([3.0, 3.0, 70.0]),
    }
    channels = channels_of(columns)
    assert channels["altitude_m"].tolist() == [-326.6, 600.2, 601.0]
    assert channels["speed_mps"].tolist() == [3.001, 3.0, 70.0]


@pytest.mark.parametrize("reader", ["fitfast", "fitparse"])
def test_below_the_sea_both_readers_give_the_same_height(
    reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if reader == "fitparse":
        monkeypatch.setattr(fit_reader, "fitfast", None)
    raw = range(850, 890)
    low = [
        (name, {**own, "altitude": height})
        for (name, own), height in zip(records(range(len(raw))), raw, strict=True)
    ]
    (run,) = read_recording(Recording("a.fit", fit([FILE_ID, *low, session(len(raw))])))
    assert run.samples["altitude_m"].tolist() == [(one - 2500) / 5 for one in raw]


def test_fields_of_several_numbers_are_left_out() -> None:
    messages = {"session": [{"sport": "running", "total_distance": (1, 2), "avg_power": [3]}]}
    assert single_values(messages) == {"session": [{"sport": "running"}]}


def test_the_distance_of_a_later_session_counts_from_the_end_of_the_one_before() -> None:
    time = np.array([0.0, 1.0, 2.0, 3.0])
    channels = {"distance_m": np.array([10.0, 20.0, 23.0, NAN]), "hr_bpm": np.arange(4.0)}
    cut = rebased(channels, time, time >= 2, begin=2.0)
    assert cut["distance_m"][0] == 3.0
    assert np.isnan(cut["distance_m"][1])
    assert cut["hr_bpm"].tolist() == [2.0, 3.0]
    own = rebased({"distance_m": np.array([10.0, 20.0, 3.0])}, time[:3], time[:3] >= 2, begin=2.0)
    assert own["distance_m"].tolist() == [3.0], "it counts from zero by itself"


def test_local_time_is_ahead_by_what_the_activity_says() -> None:
    assert local_minus_utc({"activity": [{"local_timestamp": 9000, "timestamp": 1800}]}) == 7200
    assert local_minus_utc({"activity": [{"timestamp": 1800}]}) is None
    assert local_minus_utc({}) is None


def test_laps_count_from_the_start_in_order_and_only_those_of_the_session() -> None:
    laps = [
        {"start_time": START + 60, "total_elapsed_time": 30.0, "total_timer_time": 0.0},
        {"start_time": START, "total_elapsed_time": 60.0, "total_timer_time": 55.0,
         "total_distance": 200.0},
        {"start_time": START + 900, "total_elapsed_time": 5.0},
        {"total_elapsed_time": 5.0},
    ]  # fmt: skip
    frame = laps_of({"lap": laps}, Cut(START, START + 100, several=True), START)
    assert frame["started_at_s"].tolist() == [0.0, 60.0]
    assert frame["distance_m"].fillna(-1).tolist() == [200.0, -1]
    assert frame["timer_s"].fillna(-1).tolist() == [55.0, -1], "no lap took no time: unset"


def test_between_a_stop_and_the_next_start_lies_a_pause() -> None:
    told = [(0, "start"), (10, "stop_all"), (20, "stop_disable"), (30, "start"), (50, "stop")]
    events = [{"event": "timer", "event_type": kind, "timestamp": START + at} for at, kind in told]
    events.append({"event": "lap", "event_type": "stop", "timestamp": START + 5})
    assert pauses_of({"event": events[::-1]}, ALL, START) == ((10.0, 30.0),)
    assert pauses_of({"event": events}, Cut(START + 15, np.inf, several=True), START) == (
        (20.0, 30.0),
    )


def test_totals_of_zero_are_unset_but_no_climbing_is_a_value() -> None:
    totals = totals_of(
        {"total_distance": 0.0, "total_timer_time": 60.0, "total_ascent": 0, "avg_heart_rate": 0}
    )
    assert (totals.distance_m, totals.timer_s, totals.ascent_m) == (None, 60.0, 0.0)
    assert (totals.avg_hr_bpm, totals.elapsed_s, totals.moving_s) == (None, None, None)


def test_a_device_is_called_by_what_is_known_of_it() -> None:
    assert device_of({"manufacturer": "garmin", "product": 3113}) == "garmin 3113"
    assert device_of({"manufacturer": "coros", "product_name": "PACE 2"}) == "coros PACE 2"
    assert device_of({}) is None
