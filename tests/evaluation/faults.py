"""Faults to plant into a clean recording, as a watch would have written them.

Each takes an activity, the place of a sample and a source of chance, and returns the activity as
it would have come out with the fault, its totals too, as the device would have summed them; or
``None`` where the recording has no such channel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from runwins.metrics.geodesy import steps_m
from runwins.model import Activity

Plant = Callable[[Activity, int, np.random.Generator], Activity | None]

M_PER_DEG = 111_000.0
HOUR_S = 3600.0


def further(activity: Activity, metres: float, seconds: float = 0.0) -> Activity:
    """Return the activity with totals that count so many metres and seconds more."""
    totals = activity.totals
    return replace(
        activity,
        totals=replace(
            totals,
            distance_m=None if totals.distance_m is None else totals.distance_m + metres,
            elapsed_s=None if totals.elapsed_s is None else totals.elapsed_s + seconds,
            timer_s=None if totals.timer_s is None else totals.timer_s + seconds,
            moving_s=None if totals.moving_s is None else totals.moving_s + seconds,
        ),
    )


def jump(metres: float) -> Plant:
    """The device counts so many metres within one step; the positions know nothing of it."""

    def plant(activity: Activity, at: int, _chance: np.random.Generator) -> Activity | None:
        samples = activity.samples.copy()
        if not samples["distance_m"].notna().any():
            return None
        samples.loc[at:, "distance_m"] += metres
        return further(replace(activity, samples=samples), metres)

    return plant


def teleport(metres: float) -> Plant:
    """From one sample to the next everything is elsewhere, and the distance counts it."""

    def plant(activity: Activity, at: int, _chance: np.random.Generator) -> Activity:
        samples = activity.samples.copy()
        samples.loc[at:, "distance_m"] += metres
        samples.loc[at:, "lat_deg"] += metres / M_PER_DEG
        return further(replace(activity, samples=samples), metres)

    return plant


def burst(activity: Activity, at: int, chance: np.random.Generator) -> Activity:
    """For 30 s each position is thrown 25 m about, and the device counts the way between them."""
    samples = activity.samples.copy()
    start = samples["elapsed_s"].iloc[at]
    inside = samples["elapsed_s"].between(start, start + 30) & samples["lat_deg"].notna()
    seen = samples["lat_deg"].notna()
    before = _ways(samples[seen])
    north, east = chance.normal(0, 25, (2, int(inside.sum())))
    shrink = np.cos(np.radians(samples.loc[inside, "lat_deg"]))
    samples.loc[inside, "lat_deg"] += north / M_PER_DEG
    samples.loc[inside, "lon_deg"] += east / M_PER_DEG / shrink
    more = pd.Series(_ways(samples[seen]) - before, index=samples.index[seen])
    more = more.reindex(samples.index).ffill().fillna(0.0)
    samples["distance_m"] += more
    return further(replace(activity, samples=samples), float(more.iloc[-1]))


def _ways(seen: pd.DataFrame) -> np.ndarray:
    steps = steps_m(seen["lat_deg"].to_numpy(), seen["lon_deg"].to_numpy())
    return np.concatenate([[0.0], np.cumsum(steps)])


def carried(seconds: int, low: float, high: float, *, cadence: bool) -> Plant:
    """The runner is carried for a while in the middle of the run, the watch running."""

    def plant(activity: Activity, at: int, chance: np.random.Generator) -> Activity | None:
        samples = activity.samples
        counted = samples["cadence_spm"].notna().any()
        if cadence and not counted:
            return None
        tick = np.arange(1.0, seconds + 1)
        wave = np.sin(tick / 17 + chance.uniform(0, 6))
        speed = (low + high) / 2 + (high - low) / 2 * wave
        metres = np.cumsum(speed)
        start = samples.ffill().iloc[at]
        ride = pd.DataFrame([start] * seconds, columns=samples.columns).reset_index(drop=True)
        after = samples.iloc[at + 1 :].copy()
        for part, time_s, path in ((ride, tick, metres), (after, float(seconds), metres[-1])):
            part["elapsed_s"] += time_s
            part["distance_m"] += path
            part["lat_deg"] += path / M_PER_DEG
        if samples["speed_mps"].notna().any():
            ride["speed_mps"] = speed
        if counted:
            ride["cadence_spm"] = 0.0
        whole = pd.concat([samples.iloc[: at + 1], ride, after], ignore_index=True)
        if not cadence:
            whole["cadence_spm"] = np.nan
        start_s = float(start["elapsed_s"])
        pauses = tuple((a + seconds * (a >= start_s), b + seconds * (b > start_s))
                       for a, b in activity.pauses)  # fmt: skip
        ridden = replace(activity, samples=whole, pauses=pauses)
        return further(ridden, float(metres[-1]), float(seconds))

    return plant


def silence(activity: Activity, at: int, _chance: np.random.Generator) -> Activity:
    """Nothing is recorded for three minutes in which the runner goes on."""
    start = activity.samples["elapsed_s"].iloc[at]
    lost = activity.samples["elapsed_s"].between(start, start + 180, inclusive="neither")
    return replace(activity, samples=activity.samples[~lost].reset_index(drop=True))


def clock(hours: int) -> Plant:
    """The clock jumps forward by whole hours; the session's own time does not."""

    def plant(activity: Activity, at: int, _chance: np.random.Generator) -> Activity:
        samples = activity.samples.copy()
        start = samples["elapsed_s"].iloc[at]
        samples.loc[at:, "elapsed_s"] += HOUR_S * hours
        shift = HOUR_S * hours
        pauses = tuple((a + shift * (a >= start), b + shift * (b >= start))
                       for a, b in activity.pauses)  # fmt: skip
        totals = activity.totals
        if totals.elapsed_s is None:
            span = float(activity.samples["elapsed_s"].iloc[-1])
            totals = replace(totals, elapsed_s=span)
        return replace(activity, samples=samples, pauses=pauses, totals=totals)

    return plant


def drift(metres_per_hour: float) -> Plant:
    """The altitude rises by so much, as in front of a storm."""

    def plant(activity: Activity, _at: int, _chance: np.random.Generator) -> Activity:
        samples = activity.samples.copy()
        samples["altitude_m"] += metres_per_hour / HOUR_S * samples["elapsed_s"]
        return replace(activity, samples=samples)

    return plant


FAULTS: dict[str, Plant] = {
    "teleport 100 m": teleport(100),
    "teleport 2 km": teleport(2000),
    "spike burst 30 s": burst,
    "car 5 min, no steps": carried(300, 12, 20, cadence=True),
    "car 5 min, no cadence recorded": carried(300, 12, 20, cadence=False),
    "bicycle 10 min, no steps": carried(600, 3.8, 5.4, cadence=True),
    "signal gap 3 min": silence,
    "device +300 m": jump(300),
    "device +60 m": jump(60),
    "clock +1 h": clock(1),
    "altitude drift +40 m/h": drift(40),
    "altitude drift −40 m/h": drift(-40),
}
"""By what they are called in the table."""
