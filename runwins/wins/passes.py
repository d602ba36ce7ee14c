"""The hills of a history: who went up them, the best pass of each run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.wins.past import Flags, Floats, Ints, Past
from runwins.wins.remembered import remembered
from runwins.wins.rounds import believed


@dataclass(frozen=True, slots=True)
class Passes:
    """The fastest pass of each run up one hill, in the order of the runs.

    Attributes
    ----------
    hill_id
        Its id.
    given_name
        What the runner calls it; ``None`` where they call it nothing.
    length_m, gain_m
        Of the hill.
    run
        Position of each run in the history.
    from_s, elapsed_s
        Seconds at the foot, and from there to the top.
    known
        Whether it was known as a hill by then: it was climbed three times.
    """

    hill_id: str
    given_name: str | None
    length_m: float
    gain_m: float
    run: Ints
    from_s: Floats
    elapsed_s: Floats
    known: Flags


@remembered
def passes(history: History, past: Past) -> tuple[Passes, ...]:
    """Return the hills that were climbed outdoors and recorded well, by their ids.

    A pass within 100 m of a run's start or end does not count: the climb may have been broken off.
    """
    hills = history.hills
    if hills is None or hills.empty or not len(past):
        return ()
    ids = pd.Index(past.ids)
    place = ids.get_indexer(pd.Index(hills["run_id"]))
    since = ids.get_indexer(pd.Index(hills["known_since"].fillna("")))
    counted = (place >= 0) & believed(history, past)[place] & ~hills["at_end"].to_numpy(dtype=bool)
    elapsed, from_s, length, gain = (
        hills[name].to_numpy(dtype=np.float64)
        for name in ("elapsed_s", "from_s", "length_m", "gain_m")
    )
    number, hill_ids = pd.factorize(hills["hill_id"], sort=True)
    order = np.lexsort((from_s, elapsed, place, number))
    order = order[counted[order]]
    if not len(order):
        return ()
    new_hill = np.append(True, np.diff(number[order]) > 0)
    best = order[new_hill | np.append(True, np.diff(place[order]) > 0)]
    names = hills["name"].to_numpy(dtype=object)
    return tuple(
        Passes(
            str(hill_ids[number[part[0]]]),
            names[part[0]] if isinstance(names[part[0]], str) and names[part[0]] else None,
            float(length[part[0]]),
            float(gain[part[0]]),
            place[part].astype(np.int64),
            from_s[part],
            elapsed[part],
            (since[part] >= 0) & (since[part] <= place[part]),
        )
        for part in np.split(best, np.flatnonzero(np.diff(number[best])) + 1)
    )
