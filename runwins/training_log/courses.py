"""A race's course for this runner: the file, the goal it belongs to, and when to be where."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from runwins.course import Course
from runwins.errors import GoalError, NothingUsable, UnreadableFile
from runwins.frames import plain, to_records
from runwins.goal import Goal
from runwins.importers.course_file import read_course
from runwins.importers.time_zone import offset_of
from runwins.metrics.course import CourseProfile, match_climbs, measure_course
from runwins.metrics.geodesy import steps_m
from runwins.metrics.pacing import Model, PacingPlan, pacing_plan
from runwins.metrics.prediction import TRAIL_GRADIENT, Prediction, predict
from runwins.metrics.raced import raced
from runwins.metrics.sun import SunTimes, sun_times
from runwins.report.course_words import CourseView
from runwins.units import KM, MILE

if TYPE_CHECKING:
    from runwins.report.style import ThemeName
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
) -> CourseView:
    """Return a course with what it means for the runner.

    Parameters
    ----------
    log
        Whose.
    path
        The GPX file; by default the one that the goal names.
    goal
        The goal it belongs to; by default the one ahead that names this file, or whose distance is
        within 5 % of it.
    time_s
        The time to plan for; by default the goal's. Without either plan A is the prediction's
        middle and plan B the time that nine in ten such days stay under.
    start_clock_s, date
        The start in seconds since midnight and the race day; by default the file's and the goal's.
    model, fade, stop_s
        See `runwins.metrics.pacing.pacing_plan`.

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
    aim = aim or _goal_of(log, course)
    clock = start_clock_s if start_clock_s is not None else course.start_clock_s
    day = date or (aim.date if aim is not None else None) or course.date
    profile = measure_course(
        course,
        clock,
        ascent_m=aim.ascent_m if aim is not None else None,
        cutoff_s=aim.cutoff_s if aim is not None else None,
    )
    prediction = _prediction(log, profile, aim)
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

    history = log.history()
    return CourseView(
        profile=profile,
        climbs=match_climbs(profile.climbs, history.climbs, history.runs),
        plan=plan(at_stations=True),
        splits=plan(at_stations=False),
        prediction=prediction,
        target_s=math.nan if target is None else target,
        goal=aim,
        date=day,
        start_clock_s=clock,
        utc_offset_s=offset,
        sun=sun,
        longest_m=float(history.runs["distance_m"].max()) if len(history.runs) else math.nan,
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


def parse_clock(text: str) -> float:
    """Return seconds since midnight for ``06:00``, ``6:00`` or ``22h30``.

    Raises
    ------
    GoalError
        When it is no time of day.
    """
    match = re.fullmatch(r"(\d{1,2})[:h](\d{2})", text.strip().lower())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise GoalError(f"{text!r} is not a time of day: write it like 06:00 or 22:30")
    return int(match[1]) * 3600.0 + int(match[2]) * 60


def parse_fade(text: str) -> float:
    """Return a share for ``15%`` or ``15``.

    Raises
    ------
    GoalError
        When it is no percentage from 0 to 100.
    """
    match = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*%?", text.strip())
    if match is None or float(match[1]) > 100:
        raise GoalError(f"{text!r} is not a fade: write it like 15%, from 0% to 100%")
    return float(match[1]) / 100


def raced_legs(log: TrainingLog, view: CourseView, run_id: str) -> pd.DataFrame:
    """Return how a run of the course went against plan A, leg by leg: frame `RACED_LEGS`."""
    return raced(view.profile, view.plan, log.stream(run_id))


def draw_course(view: CourseView, path: Path, *, theme: str = "light", units: str = "km") -> None:
    """Write the picture of a course as PNG or SVG, by the file's suffix."""
    from runwins.report import course_chart

    if path.suffix.lower() not in {".png", ".svg"}:
        raise GoalError(f"{path.name}: a picture ends with .png or .svg")
    try:
        course_chart.save(
            view.profile,
            path,
            theme=cast("ThemeName", theme),
            plan=view.plan,
            longest_m=view.longest_m if math.isfinite(view.longest_m) else None,
            units="mi" if units == "mi" else "km",
        )
    except OSError as problem:
        raise NothingUsable(f"{path}: could not be written: {problem.strerror}") from None


def draw_card(view: CourseView, path: Path, *, units: str = "km") -> None:
    """Write the pocket card of a course as PNG or SVG, by the file's suffix.

    Raises
    ------
    GoalError
        When there is no plan yet, or the file ends with something else.
    NothingUsable
        When it cannot be written there.
    """
    from runwins.report import pocket_card

    if path.suffix.lower() not in {".png", ".svg"}:
        raise GoalError(f"{path.name}: a picture ends with .png or .svg")
    if not math.isfinite(view.plan.a_s):
        raise GoalError("there is no plan for a card yet: give a time with --time 9:30:00")
    name = view.goal.name if view.goal is not None else view.profile.name
    figure = pocket_card.draw(
        view.plan.legs,
        name,
        start_clock_s=view.start_clock_s,
        day=view.date,
        units="mi" if units == "mi" else "km",
    )
    try:
        pocket_card.save(path, figure, name)
    except OSError as problem:
        raise NothingUsable(f"{path}: could not be written: {problem.strerror}") from None


def course_answer(view: CourseView) -> dict[str, Any]:
    """Return a course for scripts: totals, climbs, stations, plans by station and by split."""
    profile, plan = view.profile, view.plan
    answer: dict[str, Any] = plain({
        "name": profile.name,
        "goal": None if view.goal is None else view.goal.name,
        "date": view.date,
        "start_clock_s": view.start_clock_s,
        "utc_offset_s": view.utc_offset_s,
        "totals": {
            "distance_m": profile.distance_m,
            "ascent_m": profile.ascent_m,
            "descent_m": profile.descent_m,
            "ascent_reliable": profile.reliable,
            "official_ascent_m": None if view.goal is None else view.goal.ascent_m,
            "lowest_m": profile.lowest_m,
            "highest_m": profile.highest_m,
            "km_effort": profile.km_effort,
        },
        "flat_equivalent": {
            "hr_m": profile.flat_hr_m,
            "minetti_m": profile.flat_minetti_m,
        },
        "climbs": to_records(view.climbs),
        "stations": to_records(profile.stations),
        "prediction": asdict(view.prediction),
        "plan": {
            "a_s": plan.a_s,
            "b_s": plan.b_s,
            "last_s": plan.last_s,
            "tightest": plan.tightest or None,
            "model": plan.model,
            "fade": plan.fade,
            "stop_s": plan.stop_s,
            "dark_m": plan.dark,
            "dark_s": plan.dark_s,
            "sunrise": _moment(view.sun.sunrise_s if view.sun else None),
            "sunset": _moment(view.sun.sunset_s if view.sun else None),
            "legs": to_records(plan.legs),
            "splits": to_records(view.splits.legs),
        },
        "remarks": profile.remarks,
    })  # fmt: skip
    return answer


def _moment(unix_s: float | None) -> str | None:
    if unix_s is None:
        return None
    return dt.datetime.fromtimestamp(round(unix_s), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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


def _goal_of(log: TrainingLog, course: Course) -> Goal | None:
    """Return the goal ahead whose course this is, or is long enough to be."""
    ahead = [goal for goal in log.goals() if goal.date is None or goal.date >= log.today]
    name = Path(course.source).name
    for goal in ahead:
        if goal.course_file is not None and Path(goal.course_file).name == name:
            return goal
    lat, lon = (course.points[column].to_numpy() for column in ("lat_deg", "lon_deg"))
    length = float(steps_m(lat, lon).sum())
    near = [goal for goal in ahead if abs(goal.distance_m / length - 1) <= _SAME_RACE]
    return min(near, key=lambda goal: abs(goal.distance_m / length - 1)) if near else None


def _prediction(log: TrainingLog, profile: CourseProfile, goal: Goal | None) -> Prediction:
    """Return the time of the course from the runner's log, by the file's own climbing."""
    climbing = 100.0 * (profile.km_effort - profile.distance_m / KM)
    steep = climbing / (profile.distance_m / KM) >= TRAIL_GRADIENT
    terrain = goal.terrain if goal is not None else ("trail" if steep else "road")
    return predict(log.history(), profile.distance_m, climbing, terrain, day=log.today)


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
