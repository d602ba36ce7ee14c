"""Which wins are worth saying.

In words: how big the thing is in itself, and how long since it was last done, weighed by how sure
we are and more on the next rung toward a goal, less for what has been said again and again; when
it has been quiet, smaller true things get their turn, and when much was said, bigger ones alone.
Sizes and thresholds come from eleven recorded logs (14,340 runs): the formula agrees with a
runner's own order of the wins of a run at Kendall's tau +0.63, rarity alone at +0.25.

Everything follows from the dates of the runs, so any order of import gives the same answer.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from runwins.wins.next_rung import GOAL_WEIGHT, NextRung, tells_of
from runwins.wins.past import Ints
from runwins.wins.said import Said

RECENT_DAYS = 28
TIRES_BY = 0.6
AGAIN = 1.5
"""What was told last is told again when it is a class bigger: a headline always."""
NEW_LOG = 10
HEADLINE = 4.5
MOST_BITS = 8.0
MOST_CALENDAR_BITS = 4.0
FILLER = "weeks-kept-now"
MILESTONES = "weeks-kept"
RUNG = "rung-reached"
FILLER_AFTER_DAYS = 14

_SWALLOWS = {
    "first-distance": ("longest-run", "longest-since", "time-on-feet", "first-effort"),
    "longest-run": ("longest-since", "time-on-feet"),
    "round-number": ("best-effort", "first-effort", "best-since-break"),
    "race-best": ("round-number", "best-effort", "best-since-break"),
    "back-to-level long run": ("longest-since",),
}
"""Which kinds say no more than another of the same run, by kind, or by kind and key's beginning."""
_WORTH_ADDING = ("time-on-feet", "first-effort", "round-number")
_ORDER = (
    "race-best", "first-distance", "round-number", "best-effort", "longest-run",
    "first-non-stop", "first-run-back", "hills", "routes", "month or week", "total", "other",
    "since", "filler",
)  # fmt: skip
_PLACE = {name: place for place, name in enumerate(_ORDER)}
_MONTH_OR_WEEK = (
    "more-often",
    "biggest-week",
    "biggest-four-weeks",
    "first-week-of",
    "weeks-kept",
)
_TOTALS = ("total", "eddington", "year-passed", "log-year")


BELOW = "its worth stayed below what was needed that day"
_FAMILY = "another win of its family was told of the run"
_ENOUGH = "as many wins of one run were told as a runner takes in"
_FULL_WEEK = "three wins were told in that week already"
_FILLER = "it is kept for spells of 14 days without a win, once in 28"


def bits(since_n: float, *, rivals: float = 1.0, calendar: bool = False) -> float:
    """Return how surprising it is that nothing in the last `since_n` attempts was as good.

    One in ``n + 1`` when all orders of the attempts are equally likely, whatever the window
    (Rényi's theory of records); ``rivals`` correlated marks make it that much less surprising.
    """
    most = MOST_CALENDAR_BITS if calendar else MOST_BITS
    return min(math.log2(1 + since_n / rivals), most)


def worth(size: float, surprise: float, confidence: float) -> float:
    """Return the worth of a win before anything is known of what was said lately."""
    return (size + surprise / 4) * (0.5 + 0.5 * confidence)


def bar(position: int, quiet_weeks: int = 0, told_lately: int = 0) -> float:
    """Return the worth needed on the `position`-th run of a log (1 is the first).

    When nothing was told for weeks, smaller things get their turn; when more than two wins were
    told in 28 days, bigger things alone, and headlines always. So a log full of firsts and a log of
    quiet years come nearer to each other: of the weeks of four recorded logs 66, 49, 43 and 33 %
    are told something, as the evaluation has it. The first ten runs are told as they come.
    """
    start = 2.5 if position <= NEW_LOG else 3.25 if position <= 50 else 3.75
    lower = min(0.5 * max(quiet_weeks - 1, 0), 2.0)
    higher = min(0.5 * max(told_lately - 2, 0), 2.0) if position > NEW_LOG else 0.0
    return start - lower + higher


def rank(
    rows: list[dict[str, Any]],
    days: Ints,
    next_rungs: Mapping[int, Sequence[NextRung]] | None = None,
    said: Said | None = None,
) -> None:
    """Set `score`, `bar`, `shown` and `untold` of all candidates; fold nested facts into one line.

    Parameters
    ----------
    rows
        Candidates with kind, family, calendar, rivals and run (the run's position).
    days
        Local day of every run, counted from any day.
    next_rungs
        What the runner was heading for on the day of a run.
    said
        What was told of earlier runs.
    """
    by_run: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_run[row["run"]].append(row)
    said = said or Said()
    for run in sorted(by_run):
        day = int(days[run])
        week = (day + 3) // 7
        ahead = (next_rungs or {}).get(run, ())
        last_said = said.every[-1] if said.every else int(days[0])
        quiet_weeks = (day - last_said) // 7
        told_lately = _recent(said.every, day)
        for row in by_run[run]:
            headline = row["size"] >= HEADLINE
            again = run >= NEW_LOG and row["kind"] == said.last_kind and not headline
            _weigh(row, _recent(said.of_kind[row["kind"]], day), again, ahead)
            row["bar"] = bar(run + 1, quiet_weeks, 0 if headline else told_lately)
        nested = _fold(by_run[run])
        due = [row for row in by_run[run] if id(row) not in nested]
        most = 3 if run < NEW_LOG else 2
        families: set[str] = set()
        for row in sorted(due, key=lambda row: (-row["score"], _place(row), row["key"])):
            room = said.in_week[week] < 3 or (said.in_week[week] == 3 and row["size"] >= 4)
            if row["kind"] == FILLER:
                quiet = day - last_said >= FILLER_AFTER_DAYS
                quiet &= not any(_recent(said.of_kind[kind], day) for kind in (FILLER, MILESTONES))
                why = _FILLER if families or not quiet else None
            else:
                why = BELOW if row["score"] < row["bar"] else None
            if why is None and row["family"] in families:
                why = _FAMILY
            if why is None and len(families) >= most:
                why = _ENOUGH
            if why is None and not room:
                why = _FULL_WEEK
            row["untold"] = why
            if why is None:
                row["shown"] = True
                families.add(row["family"])
                said.in_week[week] += 1
        _lend_rung(due)
        for row in due:
            if row["shown"]:
                said.tell(row["kind"], day)


def _lend_rung(rows: list[dict[str, Any]]) -> None:
    """Where a rung was reached and other wins are told, let the first of its side carry it."""
    untold = [row for row in rows if row["kind"] == RUNG and not row["shown"]]
    told = [row for row in rows if row["shown"]]
    if not untold or not told:
        return
    rung = untold[0]
    told.sort(key=lambda row: (not tells_of(row, rung["key"]), -row["score"]))
    told[0]["rung"] = rung["key"]
    step = f"{rung['label']}: {rung['detail'].split('; also:')[0]}"
    told[0]["detail"] = f"{told[0]['detail']}; {step}" if told[0]["detail"] else step


def _weigh(row: dict[str, Any], times_lately: int, again: bool, ahead: Sequence[NextRung]) -> None:
    surprise = bits(row["since_n"], rivals=row["rivals"], calendar=row["calendar"])
    fresh = worth(row["size"], surprise, row["confidence"])
    if any(tells_of(row, rung.rung_id) for rung in ahead):
        fresh *= GOAL_WEIGHT
    row["tired"] = TIRES_BY * times_lately + (AGAIN if again else 0.0)
    row["score"] = fresh - row["tired"]
    row["shown"] = False


def _recent(days_said: list[int], day: int) -> int:
    """Return how often it was said in the last 28 days."""
    return len(days_said) - bisect_right(days_said, day - RECENT_DAYS)


def _fold(rows: list[dict[str, Any]]) -> set[int]:
    """Return which candidates of a run say no more than another; add what they know to it."""
    nested: set[int] = set()
    for row in sorted(rows, key=_place):
        if id(row) in nested:
            continue
        words = f"{row['kind']} {row['key']}"
        inner = next((kinds for name, kinds in _SWALLOWS.items() if words.startswith(name)), ())
        told = []
        for other in rows:
            if other["kind"] in inner and id(other) not in nested:
                nested.add(id(other))
                other["untold"] = f"the same run's line says more: {row['label']}"
                if other["kind"] in _WORTH_ADDING:
                    told.append(other["label"][0].lower() + other["label"][1:])
        if told:
            also = f"also: {', '.join(sorted(told))}"
            row["detail"] = f"{row['detail']}; {also}" if row["detail"] else also
    return nested


def _place(row: Mapping[str, Any]) -> int:
    kind = row["kind"]
    if kind == FILLER:
        name = "filler"
    elif row["window"] != "ever" or kind in ("best-since-break", "longest-since"):
        name = "since"
    elif kind == "first-run-back":
        name = kind if row["value"] >= 28 else "other"
    elif kind in _PLACE:
        name = kind
    elif row["family"] in _PLACE:
        name = row["family"]
    elif kind in _MONTH_OR_WEEK:
        name = "month or week"
    else:
        name = "total" if kind in _TOTALS else "other"
    return _PLACE[name]
