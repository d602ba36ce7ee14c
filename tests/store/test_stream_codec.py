import json
import zlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwins.errors import StoreError
from runwins.frames import STREAM
from runwins.store import stream_codec

# Half of the step that each channel is rounded to: what devices record.
HALF_STEP = {
    "elapsed_s": 0.0005, "distance_m": 0.005, "lat_deg": 5e-8, "lon_deg": 5e-8,
    "altitude_m": 0.005, "speed_mps": 0.0005, "hr_bpm": 0.5, "cadence_spm": 0.05,
    "power_w": 0.5, "temperature_c": 0.05,
}  # fmt: skip
RANGES = {
    "elapsed_s": (0, 4e5), "distance_m": (0, 5e5), "lat_deg": (-90, 90), "lon_deg": (-180, 180),
    "altitude_m": (-500, 9000), "speed_mps": (0, 30), "hr_bpm": (0, 255), "cadence_spm": (0, 300),
    "power_w": (0, 3000), "temperature_c": (-50, 80),
}  # fmt: skip


@st.composite
def streams(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.integers(0, 30))
    columns = {}
    for name, (low, high) in RANGES.items():
        value = st.floats(low, high, allow_nan=False) | st.just(float("nan"))
        columns[name] = np.array(draw(st.lists(value, min_size=rows, max_size=rows)), dtype=float)
    return pd.DataFrame(columns)


@given(streams())
def test_a_stream_comes_back_within_half_a_step_and_missing_stays_missing(stream):
    back = stream_codec.decode(stream_codec.encode(stream))
    assert list(back.columns) == STREAM.names
    assert len(back) == len(stream)
    for name, half in HALF_STEP.items():
        assert (back[name].isna() == stream[name].isna()).all()
        apart = (back[name] - stream[name]).abs().max()
        assert not apart > half * (1 + 1e-6)


@given(streams())
def test_a_stream_is_rounded_as_its_bytes_are(stream):
    once = stream_codec.decode(stream_codec.encode(stream))
    pd.testing.assert_frame_equal(once, stream_codec.rounded(stream), check_exact=True)


@given(streams())
def test_what_came_back_once_comes_back_equal_to_the_bit(stream):
    once = stream_codec.decode(stream_codec.encode(stream))
    twice = stream_codec.decode(stream_codec.encode(once))
    pd.testing.assert_frame_equal(once, twice, check_exact=True)


def test_an_hour_at_one_hertz_is_small():
    rng = np.random.default_rng(7)
    n = 3600
    stream = STREAM.check(pd.DataFrame({
        "elapsed_s": np.arange(n, dtype=float),
        "distance_m": np.cumsum(rng.normal(3, 0.3, n).clip(0)),
        "lat_deg": 12 + np.cumsum(rng.normal(2e-5, 4e-6, n)),
        "lon_deg": 45 + np.cumsum(rng.normal(1e-5, 4e-6, n)),
        "altitude_m": 900 + np.cumsum(rng.normal(0, 0.2, n)),
        "speed_mps": rng.normal(3, 0.2, n),
        "hr_bpm": 150 + np.cumsum(rng.integers(-1, 2, n)),
        "cadence_spm": 2.0 * rng.integers(80, 90, n),
        "temperature_c": np.full(n, 21.0),
    }))  # fmt: skip
    assert len(stream_codec.encode(stream)) < 60_000


@pytest.mark.parametrize("blob", [b"", b"nonsense", b"RWS1", b"RWS1\x00\x01\x02"])
def test_bytes_that_are_no_stream_are_refused(blob):
    with pytest.raises(StoreError):
        stream_codec.decode(blob)


def test_a_damaged_stream_is_refused():
    blob = stream_codec.encode(STREAM.build([{"elapsed_s": float(i)} for i in range(50)]))
    for place in range(4, len(blob), 3):
        hurt = blob[:place] + bytes([blob[place] ^ 0x5A]) + blob[place + 1 :]
        with pytest.raises(StoreError):
            stream_codec.decode(hurt)


def test_what_others_added_comes_back_and_changes_nothing_of_the_stream():
    stream = STREAM.build([{"elapsed_s": float(i), "hr_bpm": 140.0} for i in range(4)])
    extras = pd.DataFrame(
        {"Form Power (Watts)": [70.0, np.nan, 71.0, np.inf], "Stiffness": [9.5, 1e300, 0.1, -3.0]}
    )
    blob = stream_codec.encode(stream, extras)
    pd.testing.assert_frame_equal(stream_codec.decode(blob), stream)
    back = stream_codec.decode_extras(blob)
    assert back["Form Power (Watts)"].fillna(-1).tolist() == [70.0, -1.0, 71.0, -1.0]
    assert back["Stiffness"].fillna(-1).tolist() == [9.5, -1.0, float(np.float32(0.1)), -3.0]
    again = stream_codec.decode_extras(stream_codec.encode(stream, back))
    pd.testing.assert_frame_equal(again, back, check_exact=True)


def test_columns_of_few_decimals_come_back_exactly_and_in_their_order():
    rng = np.random.default_rng(5)
    rows = 3600
    extras = pd.DataFrame({
        "step_length_mm": rng.integers(9000, 11_000, rows) / 10,
        "stiffness": rng.normal(9, 1, rows),
        "vertical_ratio_percent": rng.integers(600, 900, rows) / 100,
        "empty": np.full(rows, np.nan),
        "beyond": np.full(rows, 2.0**31),
        "core_temperature_c": np.where(np.arange(rows) % 60, np.nan, 37.125),
    })  # fmt: skip
    stream = STREAM.build([{"elapsed_s": float(i)} for i in range(rows)])
    blob = stream_codec.encode(stream, extras)
    back = stream_codec.decode_extras(blob)
    as_kept = extras.astype({"stiffness": "f4"}).astype("f8")
    pd.testing.assert_frame_equal(back, as_kept, check_column_type=False)
    fine = ["step_length_mm", "vertical_ratio_percent", "core_temperature_c"]
    pd.testing.assert_frame_equal(
        back[fine], extras[fine], check_exact=True, check_column_type=False
    )
    pd.testing.assert_frame_equal(stream_codec.decode(blob), stream)
    alone = len(stream_codec.encode(stream))
    assert len(stream_codec.encode(stream, extras[fine])) - alone < 4 * rows


@pytest.mark.parametrize("name", ["elapsed_s", "hr_bpm"])
def test_a_column_of_a_stream_s_name_is_not_the_stream_s(name):
    stream = STREAM.build([{"elapsed_s": float(i), "hr_bpm": 140.0} for i in range(4)])
    extras = pd.DataFrame({name: [7.0, 8.0, 9.0, 9.0]})
    blob = stream_codec.encode(stream, extras)
    pd.testing.assert_frame_equal(stream_codec.decode(blob), stream)
    back = stream_codec.decode_extras(blob)
    pd.testing.assert_frame_equal(back, extras, check_column_type=False)


def test_a_stream_without_extras_is_stored_as_before_and_has_none():
    stream = STREAM.build([{"elapsed_s": float(i)} for i in range(3)])
    blob = stream_codec.encode(stream, pd.DataFrame(index=range(3)))
    assert blob == stream_codec.encode(stream)
    assert stream_codec.decode_extras(blob).shape == (3, 0)


@pytest.mark.parametrize("named", [["a", "b"] * 9999, 7])
def test_damaged_extras_are_an_error_by_name(named):
    head = json.dumps({"rows": 3, "channels": [], "extras": named}).encode()
    blob = b"RWS1" + zlib.compress(len(head).to_bytes(4, "little") + head)
    with pytest.raises(StoreError, match="damaged"):
        stream_codec.decode_extras(blob)
