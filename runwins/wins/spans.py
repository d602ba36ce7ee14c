"""Sums, bests and counts within spans: a day, a week, a month, the last so many days."""

from __future__ import annotations

import numpy as np

from runwins.wins.columns import Floats, Ints


def runs_so_far(spans: Ints) -> Ints:
    """Return how many runs there were up to each in its span: day, week, month or year."""
    return np.arange(1, len(spans) + 1) - begins(spans)


def best_within(values: Floats, first: Ints, end: Ints) -> Floats:
    """Return the best of the values from `first` to before `end`, for each pair; -inf for none."""
    best = np.full(len(first), -np.inf)
    if not len(values):
        return best
    level = np.where(np.isnan(values), -np.inf, values)
    span, width = np.asarray(end) - first, 1
    while (todo := span >= width).any():
        here = todo & (span < 2 * width)
        best[here] = np.maximum(level[first[here]], level[end[here] - width])
        if len(level) <= width:
            break
        level, width = np.maximum(level[:-width], level[width:]), 2 * width
    return best


def begins(spans: Ints) -> Ints:
    """Return where the span of each run begins: its day, its week or whatever is given of it."""
    new = np.append(True, np.diff(spans) != 0)[: len(spans)]
    begun: Ints = np.maximum.accumulate(np.where(new, np.arange(len(spans)), 0))
    return begun


def sums_so_far(values: Floats, spans: Ints) -> Floats:
    """Return the sum of each span up to each run, added in order."""
    sums, place = values.copy(), np.arange(len(spans)) - begins(spans)
    order = np.argsort(place, kind="stable")
    for at in np.split(order, np.flatnonzero(np.diff(place[order])) + 1)[1:]:
        sums[at] += sums[at - 1]
    return sums


def least_of_each(key: Ints, *values: Floats) -> Ints:
    """Return which row has the least value of each key, in the order of the keys.

    Ties go to the next values, and to the first row after all.
    """
    rows = np.argsort(key, kind="stable")
    for value in values:
        begin = _begins(key[rows])
        if len(begin) == len(rows):
            return rows
        least = np.minimum.reduceat(value[rows], begin)
        rows = rows[value[rows] == np.repeat(least, np.diff(begin, append=len(rows)))]
    return rows[_begins(key[rows])]


def _begins(ordered: Ints) -> Ints:
    """Return where each number begins among numbers in order."""
    return np.flatnonzero(np.append(True, np.diff(ordered) != 0)[: len(ordered)])
