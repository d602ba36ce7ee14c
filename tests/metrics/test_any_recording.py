"""Whatever a watch writes, measuring ends with numbers that can be true."""

import dataclasses

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runwins.frames import CLEAN_STREAM, CLIMBS, EFFORTS, STREAM
from runwins.metrics.cleaning import clean
from runwins.metrics.summary import measure
from runwins.model import Totals

LIMITS = {
    "distance_m": (-100, 50_000),
    "lat_deg": (-91, 91),
    "lon_deg": (-181, 181),
    "altitude_m": (-500, 9000),
    "speed_mps": (0, 70),
    "hr_bpm": (0, 255),
    "cadence_spm": (0, 255),
    "temperature_c": (-30, 60),
}
WIDTHS = [1.0, 1.0, 1.0, 0.2, 7.0, 45.0, 400.0, 4000.0]


@st.composite
def streams(draw):
    """Return a stream of channels that are there or not, whole or full of holes, wild or tame."""
    size = draw(st.integers(0, 300))
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    widths = draw(st.lists(st.sampled_from(WIDTHS), min_size=1, max_size=4))
    columns = {"elapsed_s": np.cumsum(chance.choice(widths, size)) if size else np.zeros(0)}
    for name, (low, high) in LIMITS.items():
        kind = draw(st.sampled_from(["absent", "wild", "rising", "wandering", "constant"]))
        wild = chance.uniform(low, high, size)
        values = {
            "absent": np.full(size, np.nan),
            "wild": wild,
            "rising": np.sort(wild) / draw(st.sampled_from([1, 10, 1000])),
            "wandering": wild[:1] + np.cumsum(chance.normal(0, 3e-5 * (high - low), size)),
            "constant": np.full(size, wild[0] if size else 0.0),
        }[kind]
        holes = chance.random(size) < draw(st.sampled_from([0.0, 0.3, 0.95]))
        columns[name] = np.where(holes, np.nan, values)
    columns["elapsed_s"] -= columns["elapsed_s"][:1].sum()
    return STREAM.check(pd.DataFrame(columns))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    streams(),
    st.lists(st.tuples(st.floats(0, 5000), st.floats(0, 5000)), max_size=3),
    st.sampled_from([None, "trail", "treadmill", "track"]),
    st.one_of(st.none(), st.floats(0, 50_000)),
    st.one_of(st.none(), st.floats(0, 20_000)),
)
def test_measuring_never_fails_and_never_makes_up(recording, samples, pauses, sub_sport, far, long):
    run = dataclasses.replace(
        recording((10, 3.0)),
        samples=samples,
        pauses=tuple((min(pair), max(pair)) for pair in pauses),
        sub_sport=sub_sport,
        totals=Totals(distance_m=far, elapsed_s=long, timer_s=long),
    )
    before = samples.copy()
    found = measure(run)
    assert samples.equals(before)
    row = found.row
    assert row["quality"] in ("good", "fair", "poor", "ride")
    assert not row["distance_m"] < 0
    if len(samples) >= 2:
        assert 0 <= row["moving_s"] <= row["timer_s"] <= row["elapsed_s"]
    assert EFFORTS.check(found.efforts).equals(found.efforts)
    assert CLIMBS.check(found.climbs).equals(found.climbs)
    assert (found.efforts["elapsed_s"] > 0).all()
    path = clean(run).stream["distance_m"].dropna()
    assert (path.diff().dropna() >= -1e-6).all()
    assert clean(run).stream.columns.tolist() == CLEAN_STREAM.names
