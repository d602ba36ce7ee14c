"""Fastest 5 km ever, or in 3.5 years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import BOOKS, History
from runwins.units import MILE, distance_name, format_ago, format_duration
from runwins.wins.attempts import MAJOR, Attempts, attempts, celebrated
from runwins.wins.base import candidates, detector
from runwins.wins.certainty import chance_real, seconds_between, sureness
from runwins.wins.past import OUTDOORS, PLACES, Past, best_before, last_as_good

SURE_ENOUGH = 0.65
_SINCE_ATTEMPTS, _SINCE_DAYS, _LONG_AGO_DAYS = 18, 68, 300
_EVER_RULE = (
    "Faster on the clock, stops included, than all earlier times over the distance{place}, at "
    "least two of them, with a chance of 65 % or more that it was really faster: a watch's "
    "distance is off by {off} as a rule. Efforts with a gap, a jump or a vehicle in them and "
    "efforts helped by a descent do not count."
)
_SINCE_RULE = (
    "At least 18 attempts at the distance{place} and 68 days since one as fast, on the clock, "
    "stops included. It says when, not how fit."
)


@detector("best-effort", family="pace", rivals=2.2)
def best_effort(history: History) -> pd.DataFrame:
    """Your fastest stretch over a standard distance: ever, or since a day long ago.

    From 1 km (or the mile) up, on the clock with stops included, compared within the book: a time
    on trails with times on trails. "Ever" needs two earlier attempts and a chance of 65 % that
    the difference is more than the watch's error. "In 3.5 years" needs 18 attempts and 68 days
    since one as fast; it is a dated fact and says nothing about fitness: such bests come as often
    in shuffled logs. 400 m and half a mile are kept in the table of bests and not celebrated.
    """
    past = Past(history)
    rows: list[dict[str, Any]] = []
    for efforts in attempts(history, past, celebrated(past)):
        over_all, _ = best_before(np.where(efforts.outdoors, -efforts.elapsed_s, np.nan))
        for book in BOOKS:
            inside = past.in_book(book)[efforts.run]
            if (inside & (efforts.run >= past.since)).any():
                chosen = efforts.chosen(inside)
                rivals = -over_all[inside]
                rows.extend(_ever(past, chosen, rivals, book))
                rows.extend(_since(past, chosen, book, efforts))
    return candidates(rows)


def is_best(efforts: Attempts, book: str, since: int = 0) -> list[tuple[int, int, float]]:
    """Return attempt, attempt before and probability wherever a best is beaten surely enough."""
    best, holder = best_before(-efforts.elapsed_s)
    found = []
    for at in np.flatnonzero((-efforts.elapsed_s > best) & (efforts.run >= since)):
        sure = chance_real(-float(best[at]), float(efforts.elapsed_s[at]), efforts.distance_m, book)
        if at >= 2 and sure >= SURE_ENOUGH:
            found.append((int(at), int(holder[at]), sure))
    return found


def _size(distance_m: float) -> float:
    if distance_m in MAJOR:
        return 0.5
    return -0.5 if distance_m == 2 * MILE else 0.0


def _ever(past: Past, efforts: Attempts, rivals_s: Any, book: str) -> Iterator[dict[str, Any]]:
    name = distance_name(efforts.distance_m, past.units)
    for at, held, sure in is_best(efforts, book, past.since):
        time, before = float(efforts.elapsed_s[at]), float(efforts.elapsed_s[held])
        everywhere = book in OUTDOORS and not time >= rivals_s[at]
        place = "ever" if everywhere else f"yet {PLACES[book]}"
        detail = past.before(int(efforts.run[held]), format_duration(before))
        if sure < 0.80:
            detail += f", {seconds_between(before, time)} faster {sureness(sure)}"
        base = 4.0 if at >= 5 else 3.0
        yield past.candidate(
            int(efforts.run[at]),
            held_by=int(efforts.run[held]),
            key=f"{efforts.distance_m:.0f} {book}",
            label=f"Fastest {name} {place}: {format_duration(time)}",
            detail=detail,
            value=time,
            unit="s",
            previous=before,
            margin=before - time,
            confidence=sure,
            since_n=float(at),
            size=base + _size(efforts.distance_m),
            stretch=efforts.stretch(at),
            rule=_EVER_RULE.format(
                place="" if book == "road" else f" {PLACES[book]}",
                off="2 %" if book == "trail" else "0.7 %",
            ),
        )


def _since(
    past: Past, efforts: Attempts, book: str, everywhere: Attempts
) -> Iterator[dict[str, Any]]:
    name = distance_name(efforts.distance_m, past.units)
    as_good = last_as_good(-efforts.elapsed_s, int(np.searchsorted(efforts.run, past.since)))
    between = np.arange(len(as_good)) - as_good - 1
    days = past.days[efforts.run]
    apart = days - days[as_good]
    long_ago = (as_good >= 0) & (between >= _SINCE_ATTEMPTS) & (apart >= _SINCE_DAYS)
    for at in np.flatnonzero(long_ago).tolist():
        held = int(as_good[at])
        time, then = float(efforts.elapsed_s[at]), float(efforts.elapsed_s[held])
        best_of_since = float(efforts.elapsed_s[held + 1 : at].min())
        run, last = int(efforts.run[at]), int(efforts.run[held])
        among = slice(*np.searchsorted(everywhere.run, [last + 1, run]))
        as_fast = everywhere.elapsed_s[among] <= time
        elsewhere = bool((as_fast & everywhere.outdoors[among]).any())
        place = "" if book == "road" and not elsewhere else f" {PLACES[book]}"
        faster = past.before(last, format_duration(then), "last as fast")
        yield past.candidate(
            run,
            held_by=last,
            key=f"{efforts.distance_m:.0f} {book}",
            label=f"Fastest {name}{place} in {format_ago(int(apart[at]))}: {format_duration(time)}",
            detail=f"{faster}, {between[at]} attempts ago",
            value=time,
            unit="s",
            previous=then,
            since=True,
            confidence=chance_real(best_of_since, time, efforts.distance_m, book),
            since_n=float(between[at]),
            size=(2.5 if apart[at] >= _LONG_AGO_DAYS else 1.5)
            + max(_size(efforts.distance_m), 0.0),
            stretch=efforts.stretch(at),
            rule=_SINCE_RULE.format(place=place),
        )
