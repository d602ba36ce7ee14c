from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.errors import UnreadableFile
from runwins.frames import LAPS, STREAM
from runwins.importers.samples import both_feet, laps_frame, pauses_between, samples_of

START = 1_600_000_000.0
NAN = float("nan")


def of(*seconds: float, **channels: list[float]) -> object:
    return samples_of(
        np.array(seconds) + START, {name: np.array(values) for name, values in channels.items()}
    )


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.one_of(st.none(), st.floats(30, 220))), min_size=1),
)
def test_whatever_comes_time_increases_and_nothing_is_invented(
    written: list[tuple[int, float | None]],
) -> None:
    time = np.array([float(at) for at, _ in written]) + START
    beats = np.array([NAN if hr is None else hr for _, hr in written])
    made = samples_of(time, {"hr_bpm": beats})
    elapsed = made.stream["elapsed_s"].to_numpy()
    assert elapsed[0] == 0
    assert (np.diff(elapsed) > 0).all()
    assert set(made.stream["hr_bpm"].dropna()) <= set(beats[~np.isnan(beats)])
    assert made.stream["power_w"].isna().all()


def test_the_frame_is_the_schemas() -> None:
    made = of(0, 1, hr_bpm=[0, 140])
    assert list(made.stream.columns) == STREAM.names
    assert made.stream.equals(STREAM.check(made.stream))
    assert np.isnan(made.stream.loc[0, "hr_bpm"])
    assert laps_frame([]).equals(LAPS.empty())


def test_equal_moments_are_put_together_the_first_value_wins() -> None:
    made = of(0, 0, 1, 1, 2, hr_bpm=[NAN, 140, 141, 199, NAN], distance_m=[1, NAN, NAN, 4, 7])
    assert made.stream["elapsed_s"].tolist() == [0, 1, 2]
    assert made.stream["hr_bpm"].fillna(-1).tolist() == [140, 141, -1]
    assert made.stream["distance_m"].tolist() == [1, 4, 7]
    assert made.problems == ()


def test_a_clock_that_steps_back_an_hour_moves_what_follows() -> None:
    before, after = list(range(100)), list(range(-3500, -3400))
    made = of(*before, *after)
    assert made.stream["elapsed_s"].tolist() == [float(at) for at in range(200)]
    assert "stepped back once" in made.problems[0]


def test_a_small_step_back_leaves_those_samples_out() -> None:
    made = of(0, 1, 2, 1, 3)
    assert made.stream["elapsed_s"].tolist() == [0, 1, 2, 3]
    assert made.problems == ("1 sample out of order was left out",)


def test_a_few_impossible_moments_are_left_out_and_many_refused() -> None:
    good = list(range(100))
    made = of(*good, 2e9)
    assert made.stream["elapsed_s"].max() == 99
    assert "1 sample with" in made.problems[0]
    with pytest.raises(UnreadableFile, match="needs a date"):
        of(*good, *[at + 30 * 86_400 for at in good])


@pytest.mark.parametrize("start", [0.0, 631_000_000.0, 1.75e11])
def test_no_run_is_from_before_1990_or_from_a_far_future(start: float) -> None:
    with pytest.raises(UnreadableFile, match="needs a date"):
        samples_of(np.array([start, start + 1]), {})


def test_one_foot_is_doubled_and_both_feet_are_not() -> None:
    assert both_feet(np.array([0.0, 80, 85])).tolist() == [0, 160, 170]
    assert both_feet(np.array([0.0, 160, 170])).tolist() == [0, 160, 170]
    assert both_feet(np.array([0.0, 0.0])).tolist() == [0, 0]


def test_parts_that_go_on_at_once_are_laps() -> None:
    time = np.array([0.0, 8, 16, 24, 40, 48, 100, 108]) + START
    assert pauses_between(time, [0, 4, 6], START) == ((48.0, 100.0),)
