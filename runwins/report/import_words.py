"""What an import brought, in a line. It needs no table: an import of nothing new is quick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from runwins.units import format_date

_OUTCOME_WORDS = {
    "merged": ("other view of a run in the log", "other views of runs in the log"),
    "unchanged": ("in the log already", "in the log already"),
    "skipped": ("not a run", "not runs"),
    "failed": ("unreadable", "unreadable"),
}


def import_summary(counts: Mapping[str, int], days: Sequence[dt.date]) -> str:
    """Return what an import brought, in a line.

    Parameters
    ----------
    counts
        How many files ended in each way.
    days
        The day of each run that is new, in order.
    """
    parts: list[str] = []
    if len(days) == 1:
        parts.append(f"1 new run, {format_date(days[0])}")
    elif days:
        span = f"from {days[0].isoformat()} to {days[-1].isoformat()}"
        parts.append(f"{len(days):,} new runs {span}")
    parts += [
        f"{counts[outcome]:,} {words[counts[outcome] != 1]}"
        for outcome, words in _OUTCOME_WORDS.items()
        if counts[outcome]
    ]
    if not parts:
        return "nothing was found there"
    known = counts["unchanged"] + counts["merged"]
    first = "" if days else "nothing new: " if known else "no run came in: "
    return first + ", ".join(parts)
