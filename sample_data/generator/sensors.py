"""What a watch makes of a run: wandering positions, a drifting barometer, its own metres."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from .physics import Truth, hysteresis_ascent
from .terrain import Array, Path, to_degrees

Every = Literal["1s", "2s", "smart"]


@dataclass
class Recording:
    """One recording as a device would write it; arrays have one value a sample.

    Attributes
    ----------
    t
        Whole seconds since the start.
    distance_m
        The device's own cumulative distance; total_m is what its summary says.
    cadence_rpm
        Of one foot, as watches store it.
    pauses
        First and last second without recording, and whether the watch or the runner stopped it.
    """

    t: Array
    lat_deg: Array | None
    lon_deg: Array | None
    altitude_m: Array | None
    distance_m: Array
    speed_mps: Array
    hr_bpm: Array
    cadence_rpm: Array
    temperature_c: Array
    total_m: float
    pauses: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def elapsed_s(self) -> int:
        """Seconds from first to last sample."""
        return int(self.t[-1])

    @property
    def timer_s(self) -> int:
        """Seconds the watch's clock ran."""
        return self.elapsed_s - sum(end - start for start, end, _ in self.pauses)

    @property
    def ascent_m(self) -> float | None:
        """Metres climbed as the watch counts them."""
        return None if self.altitude_m is None else hysteresis_ascent(self.altitude_m)


def drift(rng: np.random.Generator, n: int, spread: float, tau_s: float) -> Array:
    """Return n values, a second apart, that forget themselves after tau seconds."""
    keep = math.exp(-1 / tau_s)
    shocks = rng.standard_normal(n) * spread * math.sqrt(1 - keep * keep)
    out = np.empty(n)
    value = rng.standard_normal() * spread
    for i, shock in enumerate(shocks.tolist()):
        value = keep * value + shock
        out[i] = value
    return out


def moments(
    rng: np.random.Generator, seconds: int, every: Every, pauses: list[tuple[int, int, str]]
) -> Array:
    """Return the seconds at which the watch stores a sample."""
    if every == "1s":
        chosen = np.arange(seconds + 1)
    elif every == "2s":
        chosen = np.arange(0, seconds + 1, 2)
    else:
        steps = rng.choice(
            [2, 3, 4, 5, 6, 7, 8], size=seconds // 2 + 2, p=[0.08, 0.14, 0.2, 0.2, 0.16, 0.12, 0.1]
        )
        chosen = np.concatenate([[0], np.cumsum(steps)])
        chosen = chosen[chosen <= seconds]
    wanted = {seconds, *(edge for start, end, _ in pauses for edge in (start, end))}
    kept = np.union1d(chosen, np.array(sorted(wanted)))
    for start, end, _ in pauses:
        kept = kept[(kept <= start) | (kept >= end)]
    return kept.astype(float)


def record(
    truth: Truth,
    path: Path,
    rng: np.random.Generator,
    *,
    every: Every,
    air_c: float,
    indoors: bool = False,
    stride_error: float | None = None,
) -> Recording:
    """Return the watch's recording of a run.

    Parameters
    ----------
    stride_error
        Share by which the watch's distance is off; drawn where it is not given.
    """
    n = truth.seconds + 1
    t = moments(rng, truth.seconds, every, truth.pauses)
    at = t.astype(int)
    error = float(np.clip(rng.normal(0.0, 0.0022), -0.004, 0.004))
    if stride_error is not None:
        error = stride_error
    distance = np.maximum.accumulate(
        truth.s * (1 + error) + drift(rng, n, 0.8, 40) * np.minimum(1, truth.s / 50)
    )
    distance = np.clip(distance - distance[0], 0, None)
    speed = np.where(
        truth.v < 0.3, 0.0, np.clip(truth.v * (1 + error) + drift(rng, n, 0.05, 6), 0, None)
    )
    hr = np.clip(truth.hr + drift(rng, n, 1.0, 7), 60, 188)
    cadence = np.where(truth.spm > 0, truth.spm / 2 + drift(rng, n, 0.7, 5), 0)
    wrist = (22 if indoors else air_c) + 4 + (29 - air_c - 4) * np.exp(-np.arange(n) / 420)
    lat = lon = altitude = None
    if not indoors:
        x, y, _ = path.at(truth.s)
        east = drift(rng, n, 1.9, 35) + rng.normal(0, 1.2)
        north = drift(rng, n, 1.9, 35) + rng.normal(0, 1.2)
        lat_all, lon_all = to_degrees(x + east, y + north)
        lat, lon = lat_all[at], lon_all[at]
        hours = np.arange(n) / 3600
        baro = truth.z + rng.normal(0, 6) + rng.normal(0, 2.0) * hours
        baro = baro + 1.2 * np.sin(hours * 7 + rng.uniform(0, 6)) + drift(rng, n, 0.12, 3)
        altitude = np.round(baro[at] * 5) / 5
    return Recording(
        t,
        lat,
        lon,
        altitude,
        np.round(distance[at], 2),
        np.round(speed[at], 3),
        np.round(hr[at]),
        np.clip(np.round(cadence[at]), 0, 110),
        np.round(wrist[at]),
        round(float(distance[-1]), 2),
        list(truth.pauses),
    )


def phone(truth: Truth, path: Path, rng: np.random.Generator, late_s: int) -> Recording:
    """Return what a phone in a pocket makes of the same run, started some seconds later."""
    n = truth.seconds + 1
    t = np.arange(late_s, truth.seconds + 1, 3)
    x, y, _ = path.at(truth.s)
    lat, lon = to_degrees(x + drift(rng, n, 3.2, 20), y + drift(rng, n, 3.2, 20))
    altitude = truth.z + 11 + drift(rng, n, 4.0, 60)
    steps = np.hypot(np.diff(x[t]), np.diff(y[t]))
    distance = np.concatenate([[0.0], np.cumsum(steps)]) * 1.011
    none = np.full(len(t), np.nan)
    return Recording(
        (t - late_s).astype(float), lat[t], lon[t], np.round(altitude[t], 1), distance,
        none, none, none, none, round(float(distance[-1]), 2),
    )  # fmt: skip


def jump(recording: Recording, rng: np.random.Generator, metres: float = 380.0) -> None:
    """Let the watch lose itself: from the middle on it is elsewhere, and has counted the jump."""
    assert recording.lat_deg is not None  # noqa: S101
    where = int(len(recording.t) * 0.55) + int(rng.integers(0, 20))
    recording.lat_deg[where:] += metres / 111_050.0
    recording.distance_m[where:] = np.round(recording.distance_m[where:] + metres, 2)
    recording.total_m = round(recording.total_m + metres, 2)


def spike(recording: Recording, metres: float = 220.0) -> None:
    """Put one position far away, and the next where it belongs."""
    assert recording.lat_deg is not None  # noqa: S101
    recording.lat_deg[int(len(recording.t) * 0.4)] += metres / 111_050.0


def drive_home(truth: Truth, seconds: int = 430, speed_mps: float = 13.5) -> Truth:
    """Return the run with the watch left on: a minute at the car, then the road at car speed."""
    still = np.zeros(60)
    pace = speed_mps * np.minimum(1, np.arange(1, seconds + 1) / 25)
    pace = pace * (1 + 0.12 * np.sin(np.arange(seconds) / 37))
    v = np.concatenate([still, pace])
    s = truth.s[-1] + np.cumsum(v)
    hr = 96 + (truth.hr[-1] - 96) * np.exp(-np.arange(len(v)) / 60)
    nothing = np.zeros(len(v))
    return Truth(
        np.concatenate([truth.s, s]),
        np.concatenate([truth.z, np.full(len(v), truth.z[-1])]),
        np.concatenate([truth.v, v]),
        np.concatenate([truth.hr, hr]),
        np.concatenate([truth.spm, nothing]),
        np.concatenate([truth.walking, nothing.astype(bool)]),
        truth.pauses,
    )
