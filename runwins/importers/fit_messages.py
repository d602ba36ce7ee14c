"""What the messages of a FIT file say of a session, in our words and units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.importers.samples import laps_frame
from runwins.model import Totals

Messages: TypeAlias = Mapping[str, list[dict[Any, Any]]]
Columns: TypeAlias = Mapping[str, NDArray[np.float64]]

_A_STEP = {"altitude_m": 0.201, "speed_mps": 0.0015}
"""A little more than one step of the field, plain and wide alike: 1/5 m and 1 mm/s."""
_STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})
_NAMES = (
    ("distance_m", ("distance",)),
    ("lat_deg", ("position_lat",)),
    ("lon_deg", ("position_long",)),
    ("altitude_m", ("enhanced_altitude", "altitude")),
    ("speed_mps", ("enhanced_speed", "speed")),
    ("hr_bpm", ("heart_rate",)),
    ("power_w", ("power",)),
    ("temperature_c", ("temperature",)),
)
_OTHERS = ("timestamp", "cadence", "fractional_cadence")
_BESIDE = {
    "vertical_oscillation": "vertical_oscillation_mm",
    "vertical_ratio": "vertical_ratio_percent",
    "stance_time": "stance_time_ms",
    "stance_time_percent": "stance_time_percent",
    "stance_time_balance": "stance_time_balance_percent",
    "step_length": "step_length_mm",
    "enhanced_respiration_rate": "respiration_per_min",
    "core_temperature": "core_temperature_c",
}
"""Running dynamics and the like, as FIT and as we call them."""
READ = frozenset({*_OTHERS, *_BESIDE, *(name for _, names in _NAMES for name in names)})
"""The watch's own fields of a sample that are read."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Between which Unix times of a file a session lies, and whether it is one of several."""

    begin: float
    end: float
    several: bool

    def holds(self, moment: Any) -> bool:
        """Tell whether a moment lies in the session."""
        return isinstance(moment, (int, float)) and self.begin <= moment < self.end


def single_values(messages: Messages) -> Messages:
    """Return messages without the fields that hold several values: a size that is wrong."""
    return {
        name: [
            {key: value for key, value in one.items() if not isinstance(value, (tuple, list))}
            for one in found
        ]
        for name, found in messages.items()
    }


def channels_of(columns: Columns) -> dict[str, NDArray[np.float64]]:
    """Return the stream's channels; the wider fields of newer watches stand before plain ones.

    Where the two differ by a step or less, the plain one is meant: fitfast cuts what is left off in
    making the wide one of it.
    """
    channels: dict[str, NDArray[np.float64]] = {}
    for ours, theirs in _NAMES:
        for name in theirs:
            values = columns.get(name)
            if values is None:
                continue
            known = channels.get(ours)
            if known is not None:
                plain = np.isnan(known) | (np.abs(values - known) < _A_STEP[ours])
                values = np.where(plain, values, known)
            channels[ours] = values
    cadence = columns.get("cadence")
    if cadence is not None:
        part = columns.get("fractional_cadence")
        channels["cadence_spm"] = cadence if part is None else cadence + np.nan_to_num(part)
    return channels


def beside(columns: Columns) -> dict[str, NDArray[np.float64]]:
    """Return what a watch records of running form and breath, which is no part of the stream."""
    return {ours: columns[theirs] for theirs, ours in _BESIDE.items() if theirs in columns}


def rebased(
    channels: Mapping[str, NDArray[np.float64]],
    time: NDArray[np.float64],
    inside: NDArray[np.bool_],
    begin: float,
) -> dict[str, NDArray[np.float64]]:
    """Return the channels of one session; its distance counts from where the last one ended."""
    cut = {name: values[inside] for name, values in channels.items()}
    distance = channels.get("distance_m")
    if distance is not None:
        before = distance[(time < begin) & np.isfinite(distance)]
        own = cut["distance_m"][np.isfinite(cut["distance_m"])]
        if len(before) and len(own) and own[0] >= before[-1]:
            cut["distance_m"] = cut["distance_m"] - before[-1]
    return cut


def local_minus_utc(messages: Messages) -> float | None:
    """Return how far local time is ahead of UTC in seconds, where the file says it."""
    for one in messages.get("activity", ()):
        local, utc = one.get("local_timestamp"), one.get("timestamp")
        if isinstance(local, (int, float)) and isinstance(utc, (int, float)):
            return float(local - utc)
    return None


def laps_of(messages: Messages, cut: Cut, start_s: float) -> pd.DataFrame:
    """Return frame `LAPS` of a session."""
    rows = [
        (
            float(lap["start_time"]) - start_s,
            _positive(lap.get("total_elapsed_time")) or math.nan,
            _positive(lap.get("total_timer_time")) or math.nan,
            float(lap.get("total_distance", math.nan)),
        )
        for lap in messages.get("lap", ())
        if cut.holds(lap.get("start_time"))
    ]
    return laps_frame(sorted(rows))


def pauses_of(messages: Messages, cut: Cut, start_s: float) -> tuple[tuple[float, float], ...]:
    """Return from when to when the watch was stopped; a stop at the end is no pause."""
    events = sorted(
        (float(one["timestamp"]), str(one.get("event_type")))
        for one in messages.get("event", ())
        if one.get("event") == "timer" and cut.holds(one.get("timestamp"))
    )
    pauses: list[tuple[float, float]] = []
    stopped: float | None = None
    for moment, kind in events:
        if kind in _STOPS and stopped is None:
            stopped = moment
        elif kind == "start" and stopped is not None:
            begin, end = max(stopped - start_s, 0.0), moment - start_s
            if end > begin:
                pauses.append((begin, end))
            stopped = None
    return tuple(pauses)


def totals_of(session: Mapping[Any, Any]) -> Totals:
    """Return what a session sums up."""
    return Totals(
        distance_m=_positive(session.get("total_distance")),
        elapsed_s=_positive(session.get("total_elapsed_time")),
        timer_s=_positive(session.get("total_timer_time")),
        moving_s=_positive(session.get("total_moving_time")),
        ascent_m=_number(session.get("total_ascent")),
        avg_hr_bpm=_positive(session.get("avg_heart_rate")),
        max_hr_bpm=_positive(session.get("max_heart_rate")),
    )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and math.isfinite(value) else None


def _positive(value: Any) -> float | None:
    """Return a number above zero; no run took no time or went nowhere, so zero is unset."""
    number = _number(value)
    return number if number is not None and number > 0 else None


def device_of(file_id: Mapping[Any, Any]) -> str | None:
    """Return maker, product number and name, as far as known."""
    known = [file_id.get("manufacturer"), file_id.get("product"), file_id.get("product_name")]
    return " ".join(str(one) for one in known if one is not None) or None
