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
from runwins.metrics.channels import Channel, channel
from runwins.metrics.clock import Pauses, mend_clock
from runwins.metrics.geodesy import Floats
from runwins.metrics.jumps import MendedSteps, mend_jumps
from runwins.metrics.positions import Positions, valid_positions
from runwins.metrics.vehicles import Rides, Spans, find_rides
from runwins.metrics.witnesses import Witnesses, gather
from runwins.model import Activity
from runwins.units import KM

INDOOR = frozenset({"treadmill", "indoor_running", "virtual_activity", "virtual_run"})
OUTDOOR = frozenset({"trail", "track", "street", "road", "ultra"})
GAP_S = 30.0
_MIN_DEVICE = 30
_MIN_POSITIONS = 10
_INDOOR_BOX_M = 50.0
_CALIBRATED = 0.02
_GAP_MPS = 0.5

OK, SPREAD, GAP, PAUSE, CUT, VEHICLE = range(6)
EDGE_NAMES = np.array(["ok", "spread", "gap", "pause", "cut", "vehicle"], dtype=object)


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
    """Return the recording with its clock, jumps and rides put right.

    The distance is the device's own where it wrote at least 30 values (its total was closer to
    known courses than summed positions on recorded runs), else the sum along the positions.
    Indoors it is scaled to the calibrated total of the session: treadmill streams were 12–59 %
    longer than that on recorded runs.
    """
    samples = activity.samples
    time, pauses, notes = mend_clock(
        samples["elapsed_s"].to_numpy(dtype=np.float64), activity.pauses, activity.totals.elapsed_s
    )
    none = np.full(len(time), np.nan)
    columns = {
        name: samples[name].to_numpy(dtype=np.float64) if name in samples.columns else none
        for name in STREAM.names
    }
    device = columns["distance_m"]
    seen = valid_positions(time, columns["lat_deg"], columns["lon_deg"])
    source = _source(device, seen)
    base, path = _distance(source, time, device, seen)
    indoor = _is_indoor(activity, seen, path)
    unseen = indoor or (len(seen) < _MIN_POSITIONS and activity.sub_sport not in OUTDOOR)
    speed = channel(time, columns["speed_mps"])
    cadence = channel(time, columns["cadence_spm"])
    steps = _NONE
    if len(base) > 1:
        steps = mend_jumps(base, path, seen if source == "device" else None, speed)
    step, total = steps.step_m.copy(), activity.totals.distance_m
    if unseen and total and step.sum() > 0 and abs(total / step.sum() - 1) > _CALIBRATED:
        notes.append(f"scaled to the session's {total / KM:.2f} km")
        step *= total / step.sum()
    if source == "gps":
        step[_overlap(base, list(pauses)) > np.diff(base) / 2] = 0.0
    found = Rides([], []) if indoor or not len(step) else _rides(base, step, cadence, speed)
    drift_m = _undrift(base, step, found)
    edges, ride_m, gap_m = _edges(base, step, steps, found.rides, pauses)
    path = np.concatenate([[0.0], np.cumsum(step)]) if len(base) else np.zeros(0)
    edge = _edges_of_rows(time, base, edges)
    columns["elapsed_s"] = time
    columns["distance_m"] = (
        np.interp(time, base, path, left=np.nan, right=np.nan) if len(base) > 1 else none
    )
    distance_m = float(path[-1]) if len(base) > 1 else (total if total is not None else np.nan)
    return Cleaned(
        columns=columns,
        edge=edge,
        pauses=pauses,
        indoor=indoor,
        distance_source=source or ("summary" if total is not None else None),
        distance_m=distance_m,
        rides=found.rides,
        ride_m=ride_m,
        ride_s=sum(end - start for start, end in found.rides),
        cut_m=float(steps.cut_m.sum()),
        drift_m=drift_m,
        gap_m=float(gap_m.sum()),
        witnesses=gather(base, path, steps.cut_m, gap_m, seen, speed, cadence),
        seen=seen,
        notes=notes,
    )


_NONE = MendedSteps(
    np.zeros(0), np.zeros(0, dtype=bool), np.zeros(0, dtype=bool), np.zeros(0)
)  # of a recording without distance


def _source(device: Floats, seen: Positions) -> str | None:
    """Return where the distance comes from."""
    values = int(np.isfinite(device).sum())
    grew = values > 1 and float(np.nanmax(device) - np.nanmin(device)) > 0
    if grew and (values >= _MIN_DEVICE or len(seen) < _MIN_POSITIONS):
        return "device"
    return "gps" if len(seen) > 1 else None


def _distance(
    source: str | None, time: Floats, device: Floats, seen: Positions
) -> tuple[Floats, Floats]:
    """Return time base and metres of the distance stream, as recorded."""
    if source == "gps":
        return seen.time_s, seen.path_m
    if source is None:
        return np.zeros(0), np.zeros(0)
    known = np.isfinite(device)
    # What the watch had counted by its first written distance was covered since the start.
    if not known[0]:
        known[0] = True
        device = np.concatenate([[0.0], device[1:]])
    return time[known], device[known]


def _is_indoor(activity: Activity, seen: Positions, path: Floats) -> bool:
    """Tell whether no way was covered; the recording's own word first."""
    if activity.sub_sport in INDOOR:
        return True
    if activity.sub_sport in OUTDOOR or len(seen) < _MIN_POSITIONS:
        return False
    return seen.box_m < _INDOOR_BOX_M and bool(len(path)) and float(path[-1]) > KM


def _rides(base: Floats, step: Floats, cadence: Channel, speed: Channel) -> Rides:
    return find_rides(base, np.concatenate([[0.0], np.cumsum(step)]), cadence, speed)


def _undrift(base: Floats, step: Floats, found: Rides) -> float:
    """Scale the metres of drifts to what the recorded speed supports; return what was taken."""
    taken = 0.0
    for start, end, share in found.drifts:
        inside = (base[:-1] >= start) & (base[1:] <= end)
        taken += float(step[inside].sum() * (1 - share))
        step[inside] *= share
    return taken


def _overlap(base: Floats, spans: Spans) -> Floats:
    """Return the seconds of each step that lie inside the spans."""
    inside = np.zeros(max(len(base) - 1, 0))
    for start, end in spans:
        inside += np.maximum(np.minimum(base[1:], end) - np.maximum(base[:-1], start), 0.0)
    return inside


def _edges(
    base: Floats, step: Floats, steps: MendedSteps, rides: Spans, pauses: Pauses
) -> tuple[NDArray[np.int8], float, Floats]:
    """Return each step's flag, the metres ridden (taken out of `step`) and the metres in gaps."""
    edges = np.zeros(len(step), dtype=np.int8)
    if not len(step):
        return edges, 0.0, np.zeros(0)
    width = np.diff(base)
    edges[steps.spread] = SPREAD
    gap = (width > max(GAP_S, 4 * float(np.median(width)))) & (step / width >= _GAP_MPS)
    edges[gap] = GAP
    edges[_overlap(base, list(pauses)) > width / 2] = PAUSE
    edges[steps.cut] = CUT
    ridden = _overlap(base, rides) > 0
    edges[ridden] = VEHICLE
    ride_m = float(step[ridden].sum())
    step[ridden] = 0.0
    return edges, ride_m, np.where(edges == GAP, step, 0.0)


def _edges_of_rows(time: Floats, base: Floats, edges: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return the flag of the step before each sample."""
    rows = np.full(len(time), GAP if len(base) > 1 else OK, dtype=np.int8)
    if len(edges):
        place = np.searchsorted(base, time, side="left") - 1
        inside = (place >= 0) & (place < len(edges))
        rows[inside] = edges[place[inside]]
    if len(rows):
        rows[0] = OK
    return rows
