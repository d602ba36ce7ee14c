"""An activity as recorded → a stream whose every step says how far it can be trusted.

In order: the clock; what kind of recording it is and where its distance comes from; jumps; rides
and drift. Efforts are judged later, each in its own window: a fast step is evidence about a
stretch, never a filter on windows, for a filter makes false bests exactly at its limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.frames import CLEAN_STREAM, STREAM
from runwins.metrics.channels import Spans, channel, running_total
from runwins.metrics.clock import Pauses, mend_clock
from runwins.metrics.distance_source import (
    calibrate,
    is_indoor,
    last_metres,
    recorded_distance,
    source_of,
)
from runwins.metrics.edges import EDGE_NAMES, GAP, VEHICLE, flag_samples, flag_steps
from runwins.metrics.geodesy import Floats
from runwins.metrics.jumps import cut_paused, mend_jumps
from runwins.metrics.late_writes import run_nearby_m
from runwins.metrics.positions import Positions, valid_positions
from runwins.metrics.vehicles import Rides, find_rides
from runwins.metrics.witnesses import Witnesses, gather
from runwins.model import Activity

_WRONG = 0.5


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A recording that can be measured.

    Attributes
    ----------
    columns
        Of every sample, by the names of `STREAM`. Metres are filled in between the samples that
        have a distance, and missing before the first and after the last of them.
    edge
        Of the step before each sample: OK, SPREAD, GAP, PAUSE, CUT, VEHICLE.
    pauses
        Seconds between which the watch was stopped.
    indoor
        No way was covered: treadmill, hall or a virtual world.
    distance_source
        device, gps, summary; ``None`` where there is no distance.
    distance_m
        Of the run, rides excluded; ``nan`` where unknown.
    rides
        Seconds between which the runner was carried.
    ride_m, ride_s, cut_m, drift_m, gap_m
        What was taken away, and what lies in signal gaps.
    nearby_m
        Of the cut metres those run just before or after: in the distance, but in no step.
    witnesses
        To question any stretch.
    seen
        The valid positions.
    notes
        What was found, in words.
    """

    columns: Mapping[str, Floats]
    edge: NDArray[np.int8]
    pauses: Pauses
    indoor: bool
    distance_source: str | None
    distance_m: float
    rides: Spans
    ride_m: float
    ride_s: float
    cut_m: float
    drift_m: float
    gap_m: float
    nearby_m: float
    witnesses: Witnesses
    seen: Positions
    notes: list[str] = field(default_factory=list)

    @property
    def stream(self) -> pd.DataFrame:
        """The frame `CLEAN_STREAM`, one row a sample."""
        return CLEAN_STREAM.check(pd.DataFrame({**self.columns, "edge": EDGE_NAMES[self.edge]}))

    @property
    def time_s(self) -> Floats:
        """Seconds since the start, of every sample."""
        return self.columns["elapsed_s"]

    @property
    def path_m(self) -> Floats:
        """Cleaned metres since the start, of every sample."""
        return self.columns["distance_m"]


def clean(activity: Activity) -> Cleaned:
    """Return the recording with its clock, jumps and rides put right."""
    samples = activity.samples
    given = dict(zip(samples.columns, samples.to_numpy(dtype=np.float64).T, strict=True))
    time, pauses, notes = mend_clock(given["elapsed_s"], activity.pauses, activity.totals.elapsed_s)
    none = np.full(len(time), np.nan)
    columns = {name: given.get(name, none) for name in STREAM.names}
    seen = valid_positions(time, columns["lat_deg"], columns["lon_deg"])
    speed = channel(time, columns["speed_mps"])
    cadence = channel(time, columns["cadence_spm"])
    source = source_of(columns["distance_m"], seen)
    base, path = recorded_distance(source, time, columns["distance_m"], seen)
    indoor = is_indoor(activity, seen, path)
    mended = mend_jumps(base, path, seen if source == "device" else None, speed, cadence)
    if source == "device":
        cut_paused(base, mended, list(pauses))
    step, scale, words = calibrate(
        activity, source, indoor=indoor, seen=seen, time_s=base, step_m=mended.step_m,
        cut_m=float(mended.cut_m.sum()) + seen.thrown_m,
    )  # fmt: skip
    found = Rides([], [])
    if not indoor:
        heart = channel(time, columns["hr_bpm"])
        found = find_rides(base, running_total(step), cadence, speed, heart)
    drift_m = _undrift(base, step, found)
    flags = flag_steps(base, step, mended, found.rides, list(pauses))
    ride_m = float(step[flags == VEHICLE].sum())
    step[flags == VEHICLE] = 0.0
    if source == "gps" and ride_m:
        step *= _without_ride(float(step.sum()), ride_m, scale)
    gap_m = np.where(flags == GAP, step, 0.0)
    # Where the speed was recorded all through a jump, what it makes may be wrong by a half.
    guessed_m = np.where(mended.cut, np.where(mended.sure, _WRONG, 1.0) * step, 0.0)
    unsure_m = np.where(mended.sure, 0.0, mended.cut_m)
    written_m = float(path[-1] - path[0]) if len(path) else 0.0
    path = running_total(step)
    measured = len(base) > 1
    total = activity.totals.distance_m
    distance_m = float(path[-1]) if measured else (total if total is not None else np.nan)
    nearby_m = 0.0
    if source == "device" and scale == 1.0:
        nearby_m = run_nearby_m(base, step, mended.cut_m, speed, flags == VEHICLE)
        distance_m += nearby_m
        if total is not None and drift_m + ride_m == 0:
            span_s = float(time[-1] - time[0])
            distance_m += last_metres(written_m, total, span_s, activity.totals.elapsed_s)
    columns["elapsed_s"] = time
    columns["distance_m"] = (
        np.interp(time, base, path, left=np.nan, right=np.nan) if measured else none
    )
    return Cleaned(
        columns=columns,
        edge=flag_samples(time, base, flags),
        pauses=pauses,
        indoor=indoor,
        distance_source=source or ("summary" if total is not None else None),
        distance_m=distance_m,
        rides=found.rides,
        ride_m=ride_m,
        ride_s=sum(end - start for start, end in found.rides),
        cut_m=float(mended.cut_m.sum()),
        drift_m=drift_m,
        gap_m=float(gap_m.sum()),
        nearby_m=nearby_m,
        witnesses=gather(base, path, unsure_m, guessed_m, gap_m, seen, speed, cadence),
        seen=seen,
        notes=notes + words,
    )


def _without_ride(run_m: float, ride_m: float, scale: float) -> float:
    """Return what the run is to be scaled by once its ride is known.

    Positions were scaled to the recording's total, and a ride hides how much too long a run's are:
    if the ride's own were right, all of the difference was the run's. Never more than 1, nor less
    than 0.93.
    """
    if scale >= 1 or run_m <= 0:
        return 1.0
    return max(1 - ride_m * (1 / scale - 1) / run_m, 0.93)


def _undrift(base: Floats, step: Floats, found: Rides) -> float:
    """Scale the metres of drifts to what the recorded speed supports; return what was taken."""
    taken = 0.0
    for start, end, share in found.drifts:
        inside = (base[:-1] >= start) & (base[1:] <= end)
        taken += float(step[inside].sum() * (1 - share))
        step[inside] *= share
    return taken
