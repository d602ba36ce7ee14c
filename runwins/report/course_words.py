"""A race's course in words, the same for terminal and page: when to be where, and how likely."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from runwins.goal import Goal
from runwins.metrics.course import CourseProfile
from runwins.metrics.pacing import PacingPlan
from runwins.metrics.prediction import Prediction, chance_of
from runwins.metrics.sun import SunTimes
from runwins.report.plain_text import one_line
from runwins.report.run_words import about
from runwins.units import Units, format_date, format_distance, format_duration, format_span

_DAY_S = 86_400.0
_MODEL_WORDS = {
    "km-effort": "100 m of climbing like a kilometre more",
    "hr": "slopes by equal heart rate",
    "minetti": "slopes by the cost of running",
}


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course and what it means for this runner.

    Attributes
    ----------
    profile
        The course.
    climbs
        Frame `COURSE_CLIMBS`, matched to the runner's own.
    plan
        When to be where, from station to station.
    splits
        The same every 5 km or 5 miles.
    prediction
        Of the finish.
    target_s
        What the runner aims at; missing where they said nothing.
    goal
        The goal it belongs to, where there is one.
    date, start_clock_s
        The race day and its start, where they are known.
    utc_offset_s
        Local time minus UTC there and then, where it is known.
    sun
        Sunrise and sunset there and then.
    longest_m
        The runner's longest run; missing without one.
    raced
        After the race: frame `RACED_LEGS`, each leg as it was planned and as it was run.
    ran
        The run that was the race.
    """

    profile: CourseProfile
    climbs: pd.DataFrame
    plan: PacingPlan
    splits: PacingPlan
    prediction: Prediction
    target_s: float
    goal: Goal | None = None
    date: dt.date | None = None
    start_clock_s: float | None = None
    utc_offset_s: int | None = None
    sun: SunTimes | None = None
    longest_m: float = math.nan
    raced: pd.DataFrame | None = None
    ran: str | None = None


def plan_words(view: CourseView) -> list[str]:
    """Return what plan A and plan B are, and how likely, in sentences."""
    plan, prediction = view.plan, view.prediction
    said: list[str] = []
    aimed = math.isfinite(view.target_s)
    if aimed:
        words = f"Plan A: {format_duration(plan.a_s)}, your target"
        if prediction.enough:
            share = chance_of(plan.a_s, prediction.p50_s, prediction.p90_s)
            words += f"; {_in_ten(share)} such days would be that fast"
        said.append(f"{words}.")
    elif prediction.enough:
        said.append(
            f"Plan A: {about(plan.a_s)}, as likely faster as slower by your recent running; eight "
            f"in ten between {about(prediction.p10_s)} and {about(prediction.p90_s)}."
        )
    if math.isfinite(plan.b_s):
        which = (
            "the middle of what your running says"
            if aimed and math.isclose(plan.b_s, prediction.p50_s)
            else "a slow day: nine in ten are faster"
        )
        said.append(f"Plan B: {about(plan.b_s)}, {which}.")
    if not math.isfinite(plan.a_s):
        why = f" ({prediction.reason})" if prediction.reason else ""
        said.append(f"No plan A yet{why}: give a time with --time.")
    if math.isfinite(plan.last_s):
        said.append(
            f"The slowest plan that meets every cut-off takes {format_duration(plan.last_s)}; "
            f"{one_line(plan.tightest)} is tightest."
        )
        for name, cushion in (("A", "a_cushion_s"), ("B", "b_cushion_s")):
            missed = plan.legs[plan.legs[cushion] < 0]
            if len(missed):
                said.append(
                    f"Plan {name} misses {len(missed)} cut-off{'s' if len(missed) > 1 else ''}, "
                    f"the first at {one_line(missed['name'].iloc[0])}."
                )
    return said


def model_words(plan: PacingPlan) -> str:
    """Return how a plan spreads its time, and how far the models are apart, in sentences."""
    said = f"Legs count {_MODEL_WORDS[plan.model]}"
    if plan.fade:
        said += f", the end {100 * plan.fade:.0f} % slower than the start (--fade changes that)"
    said += "."
    spread = (plan.legs["a_latest_s"] - plan.legs["a_earliest_s"]).max()
    if math.isfinite(spread):
        said += f" Three ways of counting slopes differ by up to {format_span(spread)} on the way."
    if plan.stop_s:
        said += f" {format_span(plan.stop_s)} at each aid station."
    return said


def _in_ten(share: float) -> str:
    count = round(10 * share)
    if count == 0:
        return "fewer than one in ten"
    return "more than nine in ten" if count == 10 else f"about {count} in ten"


def when_words(view: CourseView) -> str:
    """Return day, start, daylight and darkness in a line."""
    parts: list[str] = []
    if view.date is not None:
        parts.append(format_date(view.date, weekday=True))
    if view.start_clock_s is not None:
        parts.append(f"start {_clock(view.start_clock_s)}")
    sun = view.sun
    if sun is not None and view.utc_offset_s is not None:
        if sun.sunrise_s is None or sun.sunset_s is None:
            parts.append(f"the sun is {sun.always} all day")
        else:
            rise, set_ = (
                _clock((moment + view.utc_offset_s) % _DAY_S)
                for moment in (sun.sunrise_s, sun.sunset_s)
            )
            parts.append(f"sun {rise}–{set_}")
    if math.isfinite(view.plan.dark_s):
        dark = view.plan.dark_s
        parts.append(
            f"plan A: {format_span(dark)} in the dark" if dark >= 60 else "all in daylight"
        )
    return ", ".join(parts)


def notes(view: CourseView, units: Units) -> list[str]:
    """Return what to know about the course's file, and how far the runner has been."""
    said = list(view.profile.remarks)
    if math.isfinite(view.longest_m) and view.longest_m < view.profile.distance_m:
        share = view.longest_m / view.profile.distance_m
        said.append(
            f"Your longest run so far is {format_distance(view.longest_m, units)}, "
            f"{100 * share:.0f} % of the way."
        )
    return said


def at_words(view: CourseView, seconds: float) -> str:
    """Return when something is: the time of day where the start is known, else hours after it."""
    if math.isnan(seconds):
        return ""
    if view.start_clock_s is None:
        return hours(seconds)
    clock = view.start_clock_s + 60 * round(seconds / 60)
    days = int(clock // _DAY_S)
    return _clock(clock % _DAY_S) + (f" +{days}" if days else "")


def _clock(seconds: float) -> str:
    minutes = round(seconds / 60) % 1440
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours(seconds: float) -> str:
    """Return ``8:05 h``; empty where it is not known."""
    if math.isnan(seconds):
        return ""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d} h"


def spare(seconds: float) -> str:
    """Return what is left before a cut-off, ``+1:10``, or lacks, ``-0:05``."""
    if math.isnan(seconds):
        return ""
    minutes = round(abs(seconds) / 60)
    return f"{'-' if seconds < 0 else '+'}{minutes // 60}:{minutes % 60:02d}"
