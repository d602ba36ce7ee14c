"""Which wins are worth saying.

In words: how big the thing is in itself, and how long since it was last done, weighed by how sure
we are, less for what has been said again and again; when it has been quiet, smaller true things
get their turn. Sizes and thresholds come from eleven recorded logs (14,340 runs): the formula
agrees with a runner's own order of the wins of a run at Kendall's tau +0.63, rarity alone at +0.25.

Everything follows from the dates of the runs, so any order of import gives the same answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from runwins.wins.past import Ints

RECENT_DAYS = 28
TIRES_BY = 0.6
MOST_BITS = 8.0
MOST_CALENDAR_BITS = 4.0
FILLER = "weeks-kept-now"
RUNG = "rung-reached"
FILLER_AFTER_DAYS = 14

_SWALLOWS = {
    "first-distance": ("longest-run", "longest-since", "time-on-feet", "first-effort"),
    "longest-run": ("longest-since", "time-on-feet"),
    "round-number": ("best-effort", "first-effort", "best-since-break"),
    "race-best": ("round-number", "best-effort", "best-since-break"),
}
_SIDES = {
    "long-run": ("first-distance", "longest-run", "time-on-feet"),
    "non-stop": ("first-non-stop", "longest-non-stop"),
    "single-run-ascent": ("most-ascent", "biggest-climb"),
    "weekly": ("biggest-week", "biggest-four-weeks"),
    "back-to-back": ("back-to-back", "biggest-week"),
    "race": ("race-best", "first-distance"),
}
"""Which wins tell of the same thing as a rung."""
_WORTH_ADDING = ("time-on-feet", "first-effort", "round-number")
_ORDER = (
    "race-best", "first-distance", "round-number", "best-effort", "longest-run",
    "first-non-stop", "first-run-back", "hills", "routes", "month or week", "total", "other",
    "since", "filler",
)  # fmt: skip
_PLACE = {name: place for place, name in enumerate(_ORDER)}
_MONTH_OR_WEEK = ("more-often", "biggest-week", "biggest-four-weeks", "first-week-of", "weeks-kept")
_TOTALS = ("total", "eddington", "year-passed", "log-year")


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


def bar(position: int, quiet_weeks: int) -> float:
    """Return the worth needed on the `position`-th run of a log (1 is the first).

    With routes and hills in the log 3.5 told a trail runner of fourteen years something in 58 % of
    the weeks; 4 does in 52 %.
    """
    start = 2.5 if position <= 10 else 3.25 if position <= 50 else 4.0
    return start - min(0.5 * max(quiet_weeks - 1, 0), 2.0)


def rank(rows: list[dict[str, Any]], days: Ints) -> None:
    """Set `score` and `shown` of all candidates of a history; fold nested facts into one line.

    Parameters
    ----------
    rows
        Candidates with kind, family, calendar, rivals and run (the run's position).
    days
        Local day of every run, counted from any day.
    """
    by_run: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_run[row["run"]].append(row)
    said: dict[str, list[int]] = defaultdict(list)
    in_week: dict[int, int] = defaultdict(int)
    last_said = int(days[0]) if len(days) else 0
    for run in sorted(by_run):
        day = int(days[run])
        week = (day + 3) // 7
        for row in by_run[run]:
            _weigh(row, said, day)
        nested = _fold(by_run[run])
        due = [row for row in by_run[run] if id(row) not in nested]
        need = bar(run + 1, (day - last_said) // 7)
        most = 3 if run + 1 <= 10 else 2
        families: set[str] = set()
        for row in sorted(due, key=lambda row: (-row["score"], _place(row), row["key"])):
            room = in_week[week] < 3 or (in_week[week] == 3 and row["size"] >= 4)
            if row["kind"] == FILLER:
                wanted = not families and day - last_said >= FILLER_AFTER_DAYS
                wanted = wanted and not _recent(said[FILLER], day)
            else:
                wanted = row["score"] >= need
            if wanted and room and len(families) < most and row["family"] not in families:
                row["shown"] = True
                families.add(row["family"])
                in_week[week] += 1
        _lend_rung(due)
        for row in due:
            if row["shown"]:
                said[row["kind"]].append(day)
                last_said = day


def _lend_rung(rows: list[dict[str, Any]]) -> None:
    """Where a rung was reached and other wins are told, let the first of its side carry it."""
    untold = [row for row in rows if row["kind"] == RUNG and not row["shown"]]
    told = [row for row in rows if row["shown"]]
    if not untold or not told:
        return
    rung = untold[0]
    side = next((words for words in _SIDES if rung["key"].startswith(words)), "")
    told.sort(key=lambda row: (row["kind"] not in _SIDES.get(side, ()), -row["score"]))
    told[0]["rung"] = rung["key"]
    step = f"{rung['label']}: {rung['detail'].split('; also:')[0]}"
    told[0]["detail"] = f"{told[0]['detail']}; {step}" if told[0]["detail"] else step


def _weigh(row: dict[str, Any], said: Mapping[str, list[int]], day: int) -> None:
    surprise = bits(row["since_n"], rivals=row["rivals"], calendar=row["calendar"])
    tired = TIRES_BY * _recent(said.get(row["kind"], []), day)
    row["score"] = worth(row["size"], surprise, row["confidence"]) - tired
    row["shown"] = False


def _recent(days_said: list[int], day: int) -> int:
    return sum(1 for earlier in days_said[-RECENT_DAYS:] if day - earlier < RECENT_DAYS)


def _fold(rows: list[dict[str, Any]]) -> set[int]:
    """Return which candidates of a run say no more than another; add what they know to it."""
    nested: set[int] = set()
    for row in sorted(rows, key=_place):
        if id(row) in nested:
            continue
        inner = _SWALLOWS.get(row["kind"], ())
        told = []
        for other in rows:
            if other["kind"] in inner and id(other) not in nested:
                nested.add(id(other))
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
