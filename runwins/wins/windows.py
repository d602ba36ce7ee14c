"""The last days up to each of many rows, each compared with those of its own group alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from runwins.wins.past import Floats, Ints


def window_begin(group: Ints, day: Ints, days: int) -> Ints:
    """Return where the last days up to each row begin.

    Parameters
    ----------
    group
        What each row belongs to; rows of a group stand together.
    day
        Of each row, in order within the group.
    days
        How many.
    """
    if not len(group):
        return np.zeros(0, dtype=np.int64)
    number = np.cumsum(np.diff(group, prepend=group[0]) != 0)
    place = number * (int(np.ptp(day)) + days + 1) + day
    return np.searchsorted(np.maximum.accumulate(place), place - days, side="right")


def medians(begin: Ints, end: Ints, values: Callable[[Ints, Ints], Floats]) -> Floats:
    """Return the median of each of many windows.

    Parameters
    ----------
    begin, end
        The first place of each window, and the one after its last.
    values
        What stands at some places, given which windows, one a row, and their places.
    """
    found = np.full(len(begin), np.nan)
    width = end - begin
    for count in np.unique(width[width > 0]).tolist():
        which = np.flatnonzero(width == count)
        places = begin[which, None] + np.arange(count)
        ordered = np.sort(values(which[:, None], places), axis=1)
        found[which] = (ordered[:, (count - 1) // 2] + ordered[:, count // 2]) / 2
    return found
