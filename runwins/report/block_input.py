"""What a page about a training block is made of, and its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from runwins.goal import Goal, Ladder
from runwins.metrics.weeks import weeks
from runwins.units import Units

if TYPE_CHECKING:
    from runwins.report.course_words import CourseView


@dataclass(frozen=True)
class BlockInput:
    """All that a page about a training block is made of; nothing else enters it.

    Attributes
    ----------
    runs, wins, remarks, weeks, efforts, climbs
        Frames of the whole log: what lies before the block is what it is compared with.
    first, last
        First and last day of the block, local.
    made_on
        The day it was made.
    version
        Of runwins.
    ladder
        Toward the goal, where there is one.
    units
        What the runner thinks in.
    name
        What the runner calls the block; without it the goal names the page.
    command
        What makes the same page again.
    routes
        Frame `ROUTES` of the whole log, where it is known.
    called
        What its days are called: a block, or a year.
    course, course_problem
        The course of the goal, where it names one, or why that cannot be read.
    route_shapes
        Of the routes that are told about: loop, there and back, one way.
    raced
        The goals whose day has been, by that day: what was run then was a race.
    """

    runs: pd.DataFrame
    wins: pd.DataFrame
    remarks: pd.DataFrame
    weeks: pd.DataFrame
    efforts: pd.DataFrame
    climbs: pd.DataFrame
    first: dt.date
    last: dt.date
    made_on: dt.date
    version: str
    ladder: Ladder | None = None
    units: Units = "km"
    name: str = ""
    command: str = "runwins report"
    routes: pd.DataFrame | None = None
    called: str = "block"
    course: CourseView | None = None
    course_problem: str = ""
    route_shapes: Mapping[str, str] = field(default_factory=dict)
    raced: Mapping[dt.date, Goal] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether its days are over: its ladder then stands as it did on the last of them."""
        return self.last < self.made_on

    @property
    def week_name(self) -> str:
        """What its weeks are called: 16 weeks from a Sunday touch 17 of the calendar."""
        whole = (self.last - self.first).days + 1 == 7 * len(self.block_weeks)
        return "week" if whole else "calendar week"

    @cached_property
    def block_runs(self) -> pd.DataFrame:
        """The runs of the block."""
        return self.within(self.runs, "local_date")

    @cached_property
    def block_wins(self) -> pd.DataFrame:
        """The celebrated wins of the block."""
        wins = self.within(self.wins, "date")
        return wins[wins["shown"]].reset_index(drop=True)

    @cached_property
    def block_weeks(self) -> pd.DataFrame:
        """Every week of the block, those without a run too; days outside the block left out.

        The ascent is missing where none of the runs of the week has one.
        """
        monday = self.first - dt.timedelta(days=self.first.weekday())
        days = pd.date_range(monday, self.last, freq="7D")
        known = weeks(self.block_runs).set_index("week").reindex(days)
        filled = known.fillna({"runs": 0, "distance_m": 0.0, "moving_s": 0.0, "ascent_m": 0.0})
        dates = self.block_runs["local_date"]
        measured = self.block_runs["ascent_m"].notna()
        told = measured.groupby(dates - pd.to_timedelta(dates.dt.day_of_week, unit="D")).any()
        filled.loc[told.index[~told.to_numpy(dtype=bool)], "ascent_m"] = float("nan")
        return filled.rename_axis("week").reset_index()

    def within(self, frame: pd.DataFrame, column: str) -> pd.DataFrame:
        """Return the rows whose day lies in the block."""
        days = frame[column]
        inside = (days >= pd.Timestamp(self.first)) & (days <= pd.Timestamp(self.last))
        return frame[inside].reset_index(drop=True)

    def before(self, frame: pd.DataFrame, column: str) -> pd.DataFrame:
        """Return the rows whose day lies before the block."""
        return frame[frame[column] < pd.Timestamp(self.first)].reset_index(drop=True)
