"""What a runner is heading for: a goal, the blocks and days away before it, the ladder to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

import pandas as pd

from runwins.units import KM, format_date

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

    def __repr__(self) -> str:
        """Return the ladder for Python's own prompt: the race on top."""
        wide = max(map(len, self.rungs["label"]), default=0)
        rows = [_cells(rung) for rung in self.rungs.iloc[::-1].to_dict("records")]
        lines = [f"{sign} {label:<{wide}}  {when}".rstrip() for sign, label, when in rows]
        return "\n".join([*self.sentences[:1], *lines])

    def _repr_html_(self) -> str:
        """Return the ladder for a notebook: the race on top, what was done first at the bottom."""
        rows = [_cells(rung) for rung in self.rungs.iloc[::-1].to_dict("records")]
        cells = [
            "".join(f"<td style='text-align:left'>{escape(text)}</td>" for text in row)
            for row in rows
        ]
        said = "<br>".join(escape(sentence) for sentence in self.sentences[:2])
        return f"<p>{said}</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _cells(rung: Mapping[Any, Any]) -> tuple[str, str, str]:
    """Return a rung in words: its sign, what it is, and when."""
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
    return sign, str(rung["label"]), when
