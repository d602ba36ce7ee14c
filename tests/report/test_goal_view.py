"""A goal as it is answered."""

from __future__ import annotations

import datetime as dt

from runwins.goal import Goal
from runwins.report.cells import TerminalStyle, width
from runwins.report.goal_view import goal_view

TODAY = dt.date(2026, 10, 24)
FLAT = Goal("City half", dt.date(2027, 3, 14), 21_097.5, TODAY)
RING = Goal(
    "Ring", dt.date(2026, 12, 12), 50_000.0, TODAY, ascent_m=3_000.0, terrain="trail",
    cutoff_s=43_200.0, start=dt.date(2026, 7, 5), course_file="/home/me/ring.gpx",
    runs_per_week=4, start_clock_s=21_600.0, climb_m=400.0, temperature_c=30.0, without_stop=True,
)  # fmt: skip


def test_what_nobody_said_is_not_there() -> None:
    assert goal_view(FLAT, TODAY, TerminalStyle()).splitlines()[1:] == ["   build from 24 Oct 2026"]


def test_everything_that_was_said_is_answered() -> None:
    first, *more = goal_view(RING, TODAY, TerminalStyle()).splitlines()
    assert first == "Ring   50.0 km   +3,000 m   Sat 12 Dec 2026   7 weeks to go"
    assert " ".join(line.strip() for line in more) == (
        "all of it without stopping, trail, biggest climb 400 m, starts at 06:00, "
        "cut-off 12:00:00, up to 30 °C, course ring.gpx, 4 runs a week, build from 5 Jul 2026"
    )
    assert all(width(line) <= 80 for line in more)
    miles = goal_view(RING, TODAY, TerminalStyle(units="mi"))
    assert "biggest climb 1,312 ft" in miles
    assert "86 °F" in miles
