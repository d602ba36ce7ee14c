"""The terminal's words for a course."""

import datetime as dt
import math
from dataclasses import replace
from pathlib import Path

import pytest

from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.metrics.pacing import pacing_plan
from runwins.metrics.prediction import Prediction
from runwins.report.cells import TerminalStyle, width
from runwins.report.course_view import course_view
from runwins.report.course_words import CourseView

SAMPLE = Path(__file__).parent.parent.parent / "sample_data" / "stone_ring_50.gpx"
HOUR = 3600.0
NOTHING = Prediction(50_000.0, math.nan, math.nan, math.nan, "", enough=False, reason="no runs yet")
KNOWN = Prediction(50_000.0, 8 * HOUR, 10 * HOUR, 12.5 * HOUR, "five runs", enough=True)


def view(prediction=NOTHING, a_h=math.nan, b_h=math.nan, target_h=math.nan, **more):
    profile = measure_course(read_course(SAMPLE))
    plan = pacing_plan(profile, a_h * HOUR, b_h * HOUR)
    return CourseView(
        profile=profile, climbs=profile.climbs, plan=plan, splits=plan, prediction=prediction,
        target_s=target_h * HOUR, **more,
    )  # fmt: skip


def said(made, **style):
    return course_view(made, TerminalStyle(**style))


@pytest.mark.parametrize("units", ["km", "mi"])
@pytest.mark.parametrize("columns", [60, 80, 100])
def test_no_line_is_too_long(units, columns):
    made = view(KNOWN, 10, 12.5, start_clock_s=25_200.0, longest_m=40_000.0)
    text = said(made, units=units, width=columns)
    assert max(width(line) for line in text.splitlines()) <= columns


def test_without_runs_and_time_the_cutoffs_still_say_something():
    text = said(view())
    assert "No plan A yet (no runs yet): give a time with --time." in text
    assert "takes 12:00:00; Finish is tightest" in text
    assert "nan" not in text


def test_a_target_is_told_how_likely_it_is():
    text = " ".join(said(view(KNOWN, 8, 10, target_h=8)).split())
    assert "Plan A: 8:00:00, your target; about 1 in ten such days would be that fast." in text
    assert "Plan B: 10 h, the middle of what your running says." in text


def test_a_plan_that_misses_cutoffs_is_told_so():
    text = " ".join(said(view(KNOWN, 10, 14.25)).split())
    assert "Plan B misses 4 cut-offs, the first at Aid 2: Two Lagoons." in text
    assert "Plan A misses" not in text


def test_times_of_day_where_the_start_is_known_and_hours_where_not():
    clocks = said(view(KNOWN, 20, start_clock_s=25_200.0))
    assert "10:10" in clocks
    assert "03:00 +1" in clocks
    assert "3:10 h" in said(view(KNOWN, 20))


def test_the_models_terms_are_said():
    text = " ".join(said(view(KNOWN, 10)).split())
    assert "100 m of climbing like a kilometre more" in text
    assert "the end 20 % slower than the start (--fade changes that)" in text
    assert "Three ways of counting slopes differ by up to" in text


def test_ascii_and_hostile_names():
    made = view(KNOWN, 10, date=dt.date(2026, 12, 12))
    stations = made.profile.stations.copy()
    stations.loc[0, "name"] = "Hut\x1b[31m\nevil"
    hostile = replace(
        made, profile=replace(made.profile, name="R\x1b]0;x\x07ing", stations=stations)
    )
    hostile = replace(hostile, plan=pacing_plan(hostile.profile, 10 * HOUR))
    text = said(hostile, unicode=False)
    assert "\x1b" not in text
    assert text.isascii()
