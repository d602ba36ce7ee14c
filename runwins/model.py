"""The few things that are not tables: a recording, a runner's history, a goal, a ladder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Literal

import pandas as pd

from runwins.units import KM, Units, format_date

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


@dataclass(frozen=True, slots=True)
class Measured:
    """What the metrics make of one recording.

    Attributes
    ----------
    row
        The values of a row of `RUNS` that follow from the recording alone.
    efforts, climbs
        Frames `EFFORTS` and `CLIMBS`, without their ``run_id``.
    way
        ``elapsed_s``, ``lat_deg`` and ``lon_deg`` every 10 m of its way; ``None`` where satellites
        did not see it.
    """

    row: Mapping[str, Any]
    efforts: pd.DataFrame
    climbs: pd.DataFrame
    way: pd.DataFrame | None = None


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

    def until(self, day: dt.date) -> History:
        """Return the history as it was at the end of a local day."""
        return self._of(self.runs[self.runs["local_date"] <= pd.Timestamp(day)])

    def without(self, run_ids: Collection[str]) -> History:
        """Return the history as it would be without some runs."""
        return self._of(self.runs[~self.runs["run_id"].isin(run_ids)])

    def _of(self, runs: pd.DataFrame) -> History:
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
        )


AwayReason = Literal["ill", "injured", "holiday"]
AWAY_REASONS: tuple[AwayReason, ...] = ("ill", "injured", "holiday")


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which the runner had a reason not to run; the ladder's clock stands still on them.

    Attributes
    ----------
    first, last
        Local days, both included.
    reason
        ill, injured or holiday.
    text
        The runner's words; may be empty.
    """

    first: dt.date
    last: dt.date
    reason: AwayReason
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of training that the runner gave a name.

    Attributes
    ----------
    name
        What it is called.
    first, last
        Local days, both included.
    """

    name: str
    first: dt.date
    last: dt.date


RungChange = Literal["add", "own", "move", "drop", "restore", "reword", "reward", "done"]


@dataclass(frozen=True, slots=True)
class RungEdit:
    """One thing the runner changed on a ladder; a ladder is made anew with all of them, in order.

    Attributes
    ----------
    what
        add a rung of a kind, add an own rung in words, move, drop, restore, reword, reward, done.
    rung_id
        Which rung, e.g. ``long-run-16000``; of an own rung ``own-1``.
    value
        What it needs: words for own, reword and reward; a day or another target for move; the day
        and the ``run_id`` for done. Empty takes a word, a reward, a moved day or a done back.
    """

    what: RungChange
    rung_id: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the runner is heading for.

    Attributes
    ----------
    name
        The race's name, or the runner's own for it.
    date
        The race day, local; ``None`` for a goal without a day.
    distance_m, ascent_m
        Of the course.
    terrain
        road or trail.
    time_s, cutoff_s
        The runner's target and the organiser's limit.
    set_on
        The day the goal was set: the ladder's first day, unless `start` says otherwise.
    start
        First day of the build, where the runner said so.
    priority
        A, B or C.
    course_file
        Where the course lies, as the runner named it.
    runs_per_week
        How many runs a week the runner wants to do on the way there.
    rewards
        What the runner promised themselves, by ``rung_id``.
    start_clock_s
        When the race starts, in seconds since local midnight.
    climb_m, descent_m
        The biggest single climb of the course, and all of its descent; from the course file.
    lat_deg, lon_deg, utc_offset_s
        Where the race starts, and local time minus UTC there and then; from the course file.
    temperature_c
        How warm the race day may become, as the runner says.
    without_stop
        The distance is to be run without standing still.
    edits
        What the runner changed on the ladder, in order.
    """

    name: str
    date: dt.date | None
    distance_m: float
    set_on: dt.date
    ascent_m: float | None = None
    terrain: Literal["road", "trail"] = "road"
    time_s: float | None = None
    cutoff_s: float | None = None
    start: dt.date | None = None
    priority: Literal["A", "B", "C"] = "A"
    course_file: str | None = None
    runs_per_week: int | None = None
    rewards: Mapping[str, str] = field(default_factory=dict)
    start_clock_s: float | None = None
    climb_m: float | None = None
    descent_m: float | None = None
    lat_deg: float | None = None
    lon_deg: float | None = None
    utc_offset_s: float | None = None
    temperature_c: float | None = None
    without_stop: bool = False
    edits: tuple[RungEdit, ...] = ()

    @property
    def km_effort(self) -> float:
        """Kilometres plus a hundredth of the metres climbed (ITRA's measure of a trail race)."""
        return self.distance_m / KM + (self.ascent_m or 0.0) / 100.0

    @property
    def first_day(self) -> dt.date:
        """The day the build toward it begins."""
        return self.start or self.set_on


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A named place beside a course, and what its words say.

    Attributes
    ----------
    name, note
        The organiser's words.
    lat_deg, lon_deg
        Where it is.
    role
        start, finish or place, by its name.
    is_aid
        An aid station, by its words, its symbol or its cut-off.
    at_m
        Metres along the course, where the words name them; they tell apart two passes of one place.
    cutoff_s
        Seconds after the start at which it closes.
    cutoff_clock_s
        The same as a time of day, in seconds since midnight. Where the words leave open which of
        the two is meant, both hold the same number.
    """

    name: str
    lat_deg: float
    lon_deg: float
    note: str = ""
    role: Literal["start", "finish", "place"] = "place"
    is_aid: bool = False
    at_m: float | None = None
    cutoff_s: float | None = None
    cutoff_clock_s: float | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A race's course as read from a file.

    Attributes
    ----------
    source
        The file, as the runner named it.
    name
        From the file; ``None`` where it has none.
    points
        In order, with ``lat_deg``, ``lon_deg`` and ``altitude_m``, which is missing where unknown.
    waypoints
        In the order of the file.
    start_clock_s, date
        The start in seconds since local midnight and its day, where a waypoint says so.
    problems
        What was odd about the file, in words.
    """

    source: str
    name: str | None
    points: pd.DataFrame
    waypoints: tuple[Waypoint, ...] = ()
    start_clock_s: float | None = None
    date: dt.date | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """A goal and the small steps toward it.

    Attributes
    ----------
    goal
        What it leads to.
    today
        The day it was judged from.
    rungs
        Frame `RUNGS`, the race last.
    status
        on track, within reach, a stretch, unlikely by this date, too early to say, no date (of the
        goal), done, past.
    probability
        Of all base marks before the taper, among runners who got to their start line.
    sentences
        The finding first, then what follows from it: what a coach would say.
    gaps
        First and last day without a run, and what the runner said about it.
    """

    goal: Goal
    today: dt.date
    rungs: pd.DataFrame
    status: str
    probability: float | None = None
    sentences: tuple[str, ...] = ()
    gaps: tuple[tuple[dt.date, dt.date, str], ...] = ()

    @property
    def next_rung(self) -> pd.Series[Any] | None:
        """The rung to go for now."""
        due = self.rungs[self.rungs["state"] == "next"]
        return None if due.empty else due.iloc[0]

    @property
    def steps(self) -> pd.DataFrame:
        """The rungs below the race, lowest first: what is counted as rungs."""
        return self.rungs[self.rungs["kind"] != "race"]

    @property
    def done(self) -> int:
        """How many rungs below the race are earned."""
        return int((self.steps["state"] == "done").sum())

    def _repr_html_(self) -> str:
        """Return the ladder for a notebook: the race on top, what was done first at the bottom."""
        lines = "".join(_html_line(rung) for rung in self.rungs.iloc[::-1].to_dict("records"))
        said = "<br>".join(escape(sentence) for sentence in self.sentences[:2])
        return f"<p>{said}</p><table>{lines}</table>"


def _html_line(rung: Mapping[Any, Any]) -> str:
    """Return a rung as a row of a table: its sign, what it is, and when."""
    done, race = rung["state"] == "done", rung["kind"] == "race"
    sign = "✓" if done else "⚑" if race else "◆" if rung["state"] == "next" else "○"
    first, last = (rung["done_date"], None) if done else (rung["p10"], rung["p90"])
    if not done and pd.isna(last):
        last = rung["p80"]
    if race and not done:
        first = rung["planned_date"]
    when = "" if pd.isna(first) else format_date(first)
    if when and not done and not race:
        when += " or later" if pd.isna(last) else f" to {format_date(last)}"
    cells = "".join(
        f"<td style='text-align:left'>{escape(text)}</td>" for text in (sign, rung["label"], when)
    )
    return f"<tr>{cells}</tr>"
