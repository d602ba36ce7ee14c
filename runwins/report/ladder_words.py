"""What a coach would say about a ladder: the same words in picture, terminal, page and alt text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runwins.goal import Ladder
from runwins.units import format_date

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_IN_PICTURE = 2
_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) (?=[A-Z])")

AMONG_STARTERS = "among runners who got to their start line"


@dataclass(frozen=True, slots=True)
class Step:
    """One rung, with its dates as plain days.

    Attributes
    ----------
    label, state, kind, unit, target, reward
        As in frame `RUNGS`.
    done, planned, p10, p50, late
        Days or ``None``; `late` is the day nine in ten (or eight in ten) come before.
    chance
        Of being reached in time, ``None`` where it is not forecast.
    """

    label: str
    state: str
    kind: str
    unit: str
    target: float
    reward: str | None
    done: dt.date | None
    planned: dt.date | None
    p10: dt.date | None
    p50: dt.date | None
    late: dt.date | None
    chance: float | None


def day(value: Any) -> dt.date | None:
    """Return a day of a frame as a date, ``None`` where it is missing."""
    return None if pd.isna(value) else pd.Timestamp(value).date()


def steps(ladder: Ladder) -> list[Step]:
    """Return the rungs below the race, lowest first."""
    rows = [_step(row) for row in ladder.rungs.to_dict("records")]
    return rows[:-1] if rows and rows[-1].kind == "race" else rows


def race(ladder: Ladder) -> Step | None:
    """Return the race's own rung, where the ladder has one."""
    rows = ladder.rungs.to_dict("records")
    return _step(rows[-1]) if rows and rows[-1]["kind"] == "race" else None


def _step(row: dict[Any, Any]) -> Step:
    late = day(row["p90"])
    return Step(
        label=str(row["label"]),
        state=str(row["state"]),
        kind=str(row["kind"]),
        unit=str(row["unit"]),
        target=float(row["target"]),
        reward=None if pd.isna(row["reward"]) else str(row["reward"]),
        done=day(row["done_date"]),
        planned=day(row["planned_date"]),
        p10=day(row["p10"]),
        p50=day(row["p50"]),
        late=late if late is not None else day(row["p80"]),
        chance=None if pd.isna(row["probability"]) else float(row["probability"]),
    )


def first_day(ladder: Ladder) -> dt.date:
    """Return the first day to show: of the build, or of what was earned up to 12 weeks before."""
    start = ladder.goal.first_day
    earliest = start - dt.timedelta(days=84)
    return min([start, *[max(step.done, earliest) for step in steps(ladder) if step.done]])


def too_early(ladder: Ladder) -> bool:
    """Return whether there is too little data for dates."""
    return ladder.status == "too early to say"


def over(ladder: Ladder) -> bool:
    """Return whether the race day has gone by, or the race is run."""
    run = race(ladder)
    past = ladder.goal.date is not None and ladder.today > ladder.goal.date
    return past or (run is not None and run.state == "done")


def short_day(when: dt.date, near: dt.date) -> str:
    """Return ``4 Oct``, with the year where it is another than that of `near`."""
    return format_date(when, year=when.year != near.year)


def day_range(first: dt.date, last: dt.date, near: dt.date) -> str:
    """Return ``5 to 21 Nov`` or ``21 Nov to 13 Dec``."""
    if first == last:
        return short_day(first, near)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {short_day(last, near)}"
    same_year = first.year == last.year
    start = format_date(first, year=False) if same_year else short_day(first, near)
    return f"{start} to {short_day(last, near)}"


def likely(step: Step, ladder: Ladder) -> str:
    """Return when a rung is likely to come, in words."""
    if too_early(ladder):
        return "too early to say"
    end = ladder.goal.date
    if step.p10 is None:
        beyond = end is not None and step.chance is not None
        return "later than this race" if beyond else "no date yet"
    if end is not None and step.p10 > end:
        return "later than this race"
    if step.late is None or (end is not None and step.late > end):
        return f"{short_day(step.p10, ladder.today)} to after race day"
    return day_range(step.p10, step.late, ladder.today)


def when(step: Step, ladder: Ladder) -> str:
    """Return the words below a rung's name: its state, and the day that goes with it."""
    if step.state == "done":
        return short_day(step.done, ladder.today) if step.done else "done"
    if over(ladder):
        return "still open"
    if step.state == "past_date":
        if step.planned is None:
            return "not yet"
        return f"not yet · planned {short_day(step.planned, ladder.today)}"
    if step.state == "will_not_fit":
        return "will not fit before race day: move or drop it?"
    if step.state == "next":
        return f"next · {likely(step, ladder)}"
    return "later" if too_early(ladder) else likely(step, ladder)


def shown_state(step: Step, ladder: Ladder) -> str:
    """Return the state to draw: after the race nothing is next and nothing is overdue."""
    return "later" if over(ladder) and step.state != "done" else step.state


def finding(ladder: Ladder) -> str:
    """Return the finding: what a title says."""
    return "".join(ladder.sentences[:1])


def beside_picture(ladder: Ladder) -> tuple[list[str], list[str]]:
    """Return the two sentences that a picture has room for, and those that a page tells below."""
    room, beside, below = _IN_PICTURE, list[str](), list[str]()
    for part in ladder.sentences[1:]:
        sentences = _SENTENCE_ENDS.split(part)
        beside += sentences[:room]
        below += [" ".join(sentences[room:])] if sentences[room:] else []
        room = max(room - len(sentences), 0)
    return beside, below


def rewards(ladder: Ladder) -> list[str]:
    """Return what the runner promised themselves, and what of it is earned."""
    return [
        f"{'Earned' if step.state == 'done' else 'Reward'} for {step.label}: {step.reward}"
        for step in steps(ladder)
        if step.reward
    ]


def time_left(ladder: Ladder) -> str:
    """Return ``8 weeks to go`` or ``race day was 12 days ago``; empty without a day."""
    if ladder.goal.date is None:
        return ""
    days = (ladder.goal.date - ladder.today).days
    if days == 0:
        return "race day is today"
    if days < 0:
        return f"race day was {-days} day{'s' if days != -1 else ''} ago"
    if days < 14:
        return f"{days} day{'s' if days != 1 else ''} to go"
    return f"{days // 7} weeks to go"


def alt_text(ladder: Ladder) -> str:
    """Return the sentences that stand for the picture, as a coach would say them on the phone."""
    rungs = steps(ladder)
    goal = ladder.goal
    toward = f"toward {goal.name}"
    if goal.date is not None:
        toward += f" on {format_date(goal.date)}"
    count = NUMBERS[len(rungs)] if len(rungs) < len(NUMBERS) else str(len(rungs))
    said = [f"Ladder of {count} rung{'s' if len(rungs) != 1 else ''} {toward}."]
    done = [step for step in rungs if step.state == "done"]
    if done:
        names = [f"{step.label} ({when(step, ladder)})" for step in done]
        said.append(f"Done: {', '.join(names)}.")
    else:
        said.append("None is done yet.")
    said += [
        f"{step.label}: {when(step, ladder).replace(' ·', ',').rstrip('?')}."
        for step in rungs
        if shown_state(step, ladder) in {"next", "past_date", "will_not_fit"}
    ]
    later = [step.label for step in rungs if shown_state(step, ladder) == "later"]
    if later:
        said.append(f"{'Still open' if over(ladder) else 'Later'}: {', '.join(later)}.")
    run = race(ladder)
    if run is not None and run.state == "done":
        said.append("The race is run.")
    return " ".join(said)
