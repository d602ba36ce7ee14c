"""A page as data: what it says, before any template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

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


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what is shown, what it is sorted by, and which run or page it leads to."""

    text: str
    sort: float | str | None = None
    run_id: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``folded`` ones open on demand, ``sortable`` ones sort where there is a script.

    `look` names another look than the usual: ``pocket`` is a card to cut out.
    """

    NARROW: ClassVar[int] = 38
    """Characters beside each other that a phone shows; wider tables are stacked there."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    folded: bool = False
    sortable: bool = False
    csv: str = ""
    look: str = ""

    def known(self) -> Table:
        """Return the table without the columns that are missing in every row."""
        places = range(len(self.columns))
        kept = [at for at in places if any(row[at].text != "–" for row in self.rows)]
        return replace(
            self,
            columns=tuple(self.columns[at] for at in kept),
            rows=tuple(tuple(row[at] for at in kept) for row in self.rows),
            right=tuple(new for new, at in enumerate(kept) if at in self.right),
        )

    @property
    def stacked(self) -> bool:
        """Whether a narrow screen shows each row as some lines, each value with its column."""
        if self.look:
            return False
        widths = [max(map(len, name.split())) for name in self.columns]
        for row in self.rows:
            widths = [max(width, len(cell.text)) for width, cell in zip(widths, row, strict=True)]
        return self.sortable or sum(widths) + len(widths) > self.NARROW


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, another for narrow screens where one does not serve both, and its data.

    `told` is what its own title says, for those who get no picture.
    """

    kind: ClassVar[str] = "picture"
    name: str
    svg: str
    narrow_svg: str = ""
    data: Table | None = None
    note: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Plain sentences, one paragraph each, or a list."""

    kind: ClassVar[str] = "sentences"
    lines: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class WinLine:
    """A win as the page tells it; `sign` is its mark on a picture, `evidence` why it is one."""

    label: str
    detail: str
    change: str
    date: str
    family: str
    mark: str
    certainty: str
    run_id: str
    win_id: str
    sign: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WinGroup:
    """The wins of some days; `year` is set where wins can be chosen by it."""

    name: str
    lines: tuple[WinLine, ...]
    year: str = ""


@dataclass(frozen=True, slots=True)
class WinList:
    """Wins in groups, newest first, and the families and years there are to choose from."""

    kind: ClassVar[str] = "wins"
    families: tuple[str, ...]
    groups: tuple[WinGroup, ...]
    years: tuple[str, ...] = ()


Part = Table | Picture | Sentences | WinList


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page: its finding first, then what shows it."""

    name: str
    title: str
    finding: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page; empty where it is this one."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what kind it is, its head, its sections in order, and the pages beside it.

    `figures` are the few numbers that stand large, `facts` what is told beside them.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: str
    kind: str = "Training block"
    beside: tuple[Link, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> frozenset[str]:
        """The runs that have a row of their own on it."""
        return frozenset(
            row[0].run_id
            for section in self.sections
            for part in section.parts
            if isinstance(part, Table) and part.sortable
            for row in part.rows
        )
