"""A race's course for this runner: the file, the goal it belongs to, and when to be where."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from runwins.course import Course
from runwins.errors import GoalError, NothingUsable, UnreadableFile
from runwins.goal import Goal
from runwins.importers.course_file import read_course
from runwins.importers.time_zone import offset_of
from runwins.metrics.course import CourseProfile, measure_course
from runwins.metrics.course_climbs import match_climbs
from runwins.metrics.geodesy import steps_m
from runwins.metrics.pacing import Model, PacingPlan, pacing_plan
from runwins.metrics.prediction import Prediction, predict
from runwins.metrics.raced import raced
from runwins.metrics.recent_running import TRAIL_GRADIENT
from runwins.metrics.sun import SunTimes, sun_times
from runwins.report.course_words import CourseView
from runwins.units import KM, MILE

if TYPE_CHECKING:
    from runwins.training_log import TrainingLog

_SAME_RACE = 0.05
_CLEARLY = 1.01


def course_of(
    log: TrainingLog,
    path: str | Path | None = None,
    *,
    goal: str | None = None,
    time_s: float | None = None,
    start_clock_s: float | None = None,
    date: dt.date | None = None,
    model: Model = "km-effort",
    fade: float | None = None,
    stop_s: float = 0.0,
    ran: str | None = None,
) -> CourseView:
    """Return a course with what it means for the runner.

    The plan never knows the race: once its day has come it is made from the runs before it.

    Parameters
    ----------
    log
        Whose.
    path
        The GPX file; by default the one that the goal names.
    goal
        The goal it belongs to; by default the one ahead, or on the day of the race that was run,
        that names this file, or whose distance is within 5 % of it.
    time_s
        The time to plan for; by default the goal's. Without either plan A is the prediction's
        middle and plan B the time that nine in ten such days stay under.
    start_clock_s, date
        The start in seconds since midnight and the race day; by default the goal's, else the
        file's.
    model, fade, stop_s
        See `runwins.metrics.pacing.pacing_plan`.
    ran
        The run that was the race: each leg of it is set beside plan A.

    Raises
    ------
    NothingUsable
        When the file holds no course that can be used.
    GoalError
        When no file is named, or time, fade or stops make no sense.
    UnknownName
        When there is no goal of that name.
    """
    aim = log.goal(goal) if goal is not None or path is None else None
    course = _read(path, aim)
    ran_on = None if ran is None else _day_of(log, ran)
    aim = aim or _goal_of(log, course, ran_on or log.today)
    said = (start_clock_s, aim.start_clock_s if aim is not None else None, course.start_clock_s)
    clock = next((one for one in said if one is not None), None)
    day = date or (aim.date if aim is not None else None) or ran_on or course.date
    known = log.today if day is None else min(log.today, day - dt.timedelta(days=1))
    profile = measure_course(
        course,
        clock,
        ascent_m=aim.ascent_m if aim is not None else None,
        cutoff_s=aim.cutoff_s if aim is not None else None,
    )
    prediction = _prediction(log, profile, aim, known)
    target = time_s if time_s is not None else (aim.time_s if aim is not None else None)
    if target is not None and target <= 0:
        raise GoalError("the time to plan for is above zero: write it like 8:30:00")
    a_s, b_s = _times(target, prediction)
    offset, sun = _sky(course, day)
    start = None
    if day is not None and clock is not None and offset is not None:
        midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
        start = midnight + dt.timedelta(seconds=clock - offset)

    def plan(*, at_stations: bool) -> PacingPlan:
        return pacing_plan(
            profile,
            a_s,
            b_s,
            model=model,
            fade=fade,
            stop_s=stop_s if at_stations else 0.0,
            every_m=5 * (MILE if log.units == "mi" else KM),
            at_stations=at_stations,
            start=start,
        )

    history = log.history(ways=False).until(known)
    descents = log.descents()
    descents = descents[descents["run_id"].isin(set(history.runs["run_id"]))]
    stations = plan(at_stations=True)
    return CourseView(
        profile=profile,
        climbs=match_climbs(profile.climbs, history.climbs, descents, history.runs),
        plan=stations,
        splits=plan(at_stations=False),
        prediction=prediction,
        target_s=math.nan if target is None else target,
        goal=aim,
        date=day,
        start_clock_s=clock,
        utc_offset_s=offset,
        sun=sun,
        longest_m=float(history.runs["distance_m"].max()) if len(history.runs) else math.nan,
        raced=None if ran is None else raced(profile, stations, log.stream(ran)),
        ran=ran,
    )


def course_facts(path: str, day: dt.date | None) -> dict[str, Any]:
    """Return what a course file tells of a race, by the fields of `Goal`; unknown ones left out.

    Raises
    ------
    GoalError
        When it cannot be read.
    """
    try:
        course = read_course(path)
    except (NothingUsable, UnreadableFile) as problem:
        raise GoalError(str(problem)) from None
    profile = measure_course(course, course.start_clock_s)
    offset, _ = _sky(course, day or course.date)
    first = course.points.iloc[0]
    climbs = profile.climbs[profile.climbs["kind"] == "climb"]
    facts: dict[str, Any] = {
        "distance_m": profile.distance_m,
        "lat_deg": float(first["lat_deg"]),
        "lon_deg": float(first["lon_deg"]),
        "start_clock_s": course.start_clock_s,
        "utc_offset_s": offset,
    }
    if profile.reliable:
        facts |= {
            "ascent_m": round(profile.ascent_m, -1),
            "descent_m": profile.descent_m,
            "climb_m": float(climbs["height_m"].max()) if len(climbs) else 0.0,
        }
    return {key: value for key, value in facts.items() if value is not None}


def _read(path: str | Path | None, goal: Goal | None) -> Course:
    named = path if path is not None else (goal.course_file if goal is not None else None)
    if named is None:
        raise GoalError(
            f"goal {goal.name if goal else ''!r} names no course: give the GPX file, "
            "or set it with runwins goal set --course FILE.gpx"
        )
    try:
        return read_course(named)
    except UnreadableFile as problem:
        raise NothingUsable(str(problem)) from None


def _day_of(log: TrainingLog, run_id: str) -> dt.date:
    """Return the local day of a run."""
    runs = log.runs()
    return pd.Timestamp(runs.loc[runs["run_id"] == run_id, "local_date"].iloc[0]).date()


def _goal_of(log: TrainingLog, course: Course, day: dt.date) -> Goal | None:
    """Return the goal whose course this is, or is long enough to be, and whose day is not past."""
    ahead = [goal for goal in log.goals() if goal.date is None or goal.date >= day]
    name = Path(course.source).name
    for goal in ahead:
        if goal.course_file is not None and Path(goal.course_file).name == name:
            return goal
    lat, lon = (course.points[column].to_numpy() for column in ("lat_deg", "lon_deg"))
    length = float(steps_m(lat, lon).sum())
    near = [goal for goal in ahead if abs(goal.distance_m / length - 1) <= _SAME_RACE]
    return min(near, key=lambda goal: abs(goal.distance_m / length - 1)) if near else None


def _prediction(
    log: TrainingLog, profile: CourseProfile, goal: Goal | None, day: dt.date
) -> Prediction:
    """Return the time of the course from the runner's log, by the file's own climbing."""
    climbing = 100.0 * (profile.km_effort - profile.distance_m / KM)
    steep = climbing / (profile.distance_m / KM) >= TRAIL_GRADIENT
    terrain = goal.terrain if goal is not None else ("trail" if steep else "road")
    return predict(log.history(ways=False), profile.distance_m, climbing, terrain, day=day)


def _times(target_s: float | None, prediction: Prediction) -> tuple[float, float]:
    """Return the times of plan A and plan B; missing where nothing tells them."""
    if target_s is None:
        return prediction.p50_s, prediction.p90_s
    for slower in (prediction.p50_s, prediction.p90_s):
        if slower > _CLEARLY * target_s:
            return target_s, slower
    return target_s, math.nan


def _sky(course: Course, day: dt.date | None) -> tuple[int | None, SunTimes | None]:
    """Return the offset of local time and the sun's times at the start of a course."""
    if day is None:
        return None, None
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    offset, _ = offset_of(None, course.points, noon)
    if offset is None:
        return None, None
    first = course.points.iloc[0]
    return offset, sun_times(day, float(first["lat_deg"]), float(first["lon_deg"]), offset)
