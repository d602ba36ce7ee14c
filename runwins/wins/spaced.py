"""What is told at most once in some days."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from runwins.wins.past import Ints


def spaced(days: Ints, apart_days: int, holds: Callable[[int], bool], first: int = 0) -> list[int]:
    """Return which of some facts are told: those that hold, once in some days, the first of each.

    Parameters
    ----------
    days
        Of the facts that may hold, in order.
    apart_days
        How long after one that was told the next may be.
    holds
        Whether one of them does. It is asked of no more of them than it must be.
    first
        From this one on they are asked about. What was told of the earlier ones matters, so these
        are followed back to where nothing held for that long: whatever holds next was told.
    """
    holds = cache(holds)
    told: list[int] = []
    last: int | None = None
    for at in range(_begin(days, apart_days, holds, first), len(days)):
        if (last is None or days[at] - last >= apart_days) and holds(at):
            last = int(days[at])
            if at >= first:
                told.append(at)
    return told


def _begin(days: Ints, apart_days: int, holds: Callable[[int], bool], first: int) -> int:
    """Return from which fact on the order of those told can be known without the earlier ones."""
    if not first or first >= len(days) or not any(holds(at) for at in range(first, len(days))):
        return first
    latest = np.maximum.accumulate(days[:first])
    held = int(days[first:].min())
    for at in range(first - 1, -1, -1):
        if held - latest[at] >= apart_days:
            return at + 1
        if holds(at):
            held = int(days[at])
    return 0
