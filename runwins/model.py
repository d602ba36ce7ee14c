"""The few things that are not tables: a recording, what was measured on it, a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.goal import Away, Goal
from runwins.units import Units

Book = Literal["road", "trail", "track", "treadmill", "virtual"]
BOOKS: tuple[Book, ...] = ("road", "trail", "track", "treadmill", "virtual")


@dataclass(frozen=True, slots=True)
class Totals:
    """What a recording says about itself as a whole; ``None`` is unknown.

    From the FIT session, the TCX laps or the service's summary, in SI units.
    """

    distance_m: float | None = None
    elapsed_s: float | None = None
    timer_s: float | None = None
    moving_s: float | None = None
    ascent_m: float | None = None
    avg_hr_bpm: float | None = None
    max_hr_bpm: float | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One recording as read from a file: facts, before any judgement.

    Attributes
    ----------
    source
        Where it came from in the runner's own words: ``export.zip/activities/1.fit.gz``.
    source_format
        fit, gpx, tcx or strava-csv.
    sport
        running; anything else is another sport, in lower case.
    sub_sport
        trail, treadmill, track, street, virtual_activity, … as FIT names it; ``None`` is unknown.
    start_time
        UTC, aware.
    utc_offset_s
        Local time minus UTC; ``None`` where nothing told.
    tz_source
        file, position, home or assumed: where the offset came from.
    samples
        Frame `STREAM`; empty where the recording has no samples. Channels that were recorded at
        different moments are missing where they were not recorded.
    laps
        Frame `LAPS`.
    pauses
        Seconds since the start between which the watch was stopped by the runner or by itself.
    totals
        What the recording says about itself.
    device
        Maker and model as far as known, e.g. ``garmin 3003``.
    altitude_source
        baro, gps, dem or ``None`` for unknown.
    name, note
        The runner's words.
    is_race
        Marked as a race.
    problems
        What was wrong with the file, in words; the samples before the damage are kept.
    extras
        What else was recorded with the samples, a row for each: running dynamics of the watch, such
        as ``vertical_oscillation_mm`` and ``stance_time_ms``, and each field that an app or a foot
        pod added, as its maker names it: ``Form Power (Watts)``. Mostly without a column.
    """

    source: str
    source_format: str
    sport: str
    start_time: dt.datetime
    samples: pd.DataFrame
    laps: pd.DataFrame
    sub_sport: str | None = None
    utc_offset_s: int | None = None
    tz_source: str | None = None
    pauses: tuple[tuple[float, float], ...] = ()
    totals: Totals = field(default_factory=Totals)
    device: str | None = None
    altitude_source: str | None = None
    name: str | None = None
    note: str | None = None
    is_race: bool = False
    problems: tuple[str, ...] = ()
    extras: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the metrics make of one recording, in plain values: a worker hands it over as it is.

    Attributes
    ----------
    row
        The values of a row of `RUNS` that follow from the recording alone.
    efforts, climbs, descents
        Rows of the frames `EFFORTS`, `CLIMBS` and `DESCENTS`.
    way
        ``elapsed_s``, ``lat_deg`` and ``lon_deg`` every 10 m of its way; ``None`` where satellites
        did not see it.
    """

    row: Mapping[str, Any]
    efforts: Sequence[Mapping[Any, Any]] = ()
    climbs: Sequence[Mapping[Any, Any]] = ()
    descents: Sequence[Mapping[Any, Any]] = ()
    way: Mapping[str, NDArray[np.float64]] | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What the metrics make of one recording: its figures, those of many rows as tables.

    Attributes
    ----------
    row
        The values of a row of `RUNS` that follow from the recording alone.
    efforts, climbs
        Frames `EFFORTS` and `CLIMBS`, without their ``run_id``.
    way
        ``elapsed_s``, ``lat_deg`` and ``lon_deg`` every 10 m of its way; ``None`` where satellites
        did not see it.
    descents
        Frame `DESCENTS`, without its ``run_id``; ``None`` where there are none.
    """

    row: Mapping[str, Any]
    efforts: pd.DataFrame
    climbs: pd.DataFrame
    way: pd.DataFrame | None = None
    descents: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of a runner, in the order it happened: what wins and ladders follow from.

    Attributes
    ----------
    runs
        Frame `RUNS` by start time. Left out are runs with quality ``ride`` and recordings of less
        than a minute and 200 m.
    efforts, climbs
        Frames `EFFORTS` and `CLIMBS` of these runs.
    units
        Which round numbers the runner thinks in.
    notes
        Frame `NOTES`: what the runner wrote about these runs; ``None`` where nothing was.
    rungs
        Frame `REACHED`: rungs that these runs reached, and the next; ``None`` without a goal.
    dropped_wins
        Ids of wins that the runner took back.
    goals
        What the runner is heading for, and was.
    routes, hills
        Frames `ROUTES` and `HILLS` of these runs; ``None`` where nobody looked for them.
    away
        Days that the runner marked as ill, injured or on holiday, the earliest first.
    since
        Runs from this place on are asked about: what the earlier ones won is known.
    """

    runs: pd.DataFrame
    efforts: pd.DataFrame
    climbs: pd.DataFrame
    units: Units = "km"
    notes: pd.DataFrame | None = None
    rungs: pd.DataFrame | None = None
    dropped_wins: frozenset[str] = frozenset()
    goals: tuple[Goal, ...] = ()
    routes: pd.DataFrame | None = None
    hills: pd.DataFrame | None = None
    away: tuple[Away, ...] = ()
    since: int = 0

    def until(self, day: dt.date) -> History:
        """Return the history as it was at the end of a local day."""
        return self._of(self.runs[self.runs["local_date"] <= pd.Timestamp(day)])

    def without(self, run_ids: Collection[str]) -> History:
        """Return the history as it would be without some runs."""
        return self._of(self.runs[~self.runs["run_id"].isin(run_ids)])

    def _of(self, runs: pd.DataFrame) -> History:
        if len(runs) == len(self.runs):
            return replace(self, since=0)
        known = set(runs["run_id"])

        def theirs(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[frame["run_id"].isin(known)].reset_index(drop=True)

        return replace(
            self,
            runs=runs.reset_index(drop=True),
            efforts=theirs(self.efforts),
            climbs=theirs(self.climbs),
            notes=None if self.notes is None else theirs(self.notes),
            rungs=None
            if self.rungs is None
            else self.rungs.assign(
                run_id=self.rungs["run_id"].where(self.rungs["run_id"].isin(known), None)
            ),
            routes=None if self.routes is None else theirs(self.routes),
            hills=None if self.hills is None else theirs(self.hills),
            since=0,
        )
