"""A race's course for scripts."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from runwins.frames import plain, to_records
from runwins.report.course_words import CourseView


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
    if view.raced is not None:
        answer["raced"] = to_records(view.raced)
    return answer


def _moment(unix_s: float | None) -> str | None:
    if unix_s is None:
        return None
    return dt.datetime.fromtimestamp(round(unix_s), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
