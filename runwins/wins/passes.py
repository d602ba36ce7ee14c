"""The hills of a history: who went up them, the best pass of each run."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.wins.past import Flags, Floats, Ints, Past
from runwins.wins.remembered import remembered
from runwins.wins.rounds import believed, given, of_asked
from runwins.wins.spans import least_of_each


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

    Hills that no run climbed which is asked about are left out.
    A pass within 100 m of a run's start or end does not count: the climb may have been broken off.
    """
    hills = history.hills
    if hills is None or hills.empty or not len(past):
        return ()
    hills = of_asked(hills, "hill_id", past)
    place = past.owners(hills)
    counted = (place >= 0) & believed(history, past)[place] & ~hills["at_end"].to_numpy(dtype=bool)
    elapsed, from_s, length, gain = (
        hills[name].to_numpy(dtype=np.float64)
        for name in ("elapsed_s", "from_s", "length_m", "gain_m")
    )
    number, hill_ids = pd.factorize(hills["hill_id"].to_numpy(dtype=object), sort=True)
    key = number * len(past) + place
    rows = np.flatnonzero(counted)
    best = rows[least_of_each(key[rows], elapsed[rows], from_s[rows])]
    if not len(best):
        return ()
    since = past.place(hills["known_since"].to_numpy(dtype=object)[best])
    known = (since >= 0) & (since <= place[best])
    names = hills["name"].to_numpy(dtype=object)
    bounds = np.flatnonzero(np.diff(number[best], prepend=-1, append=-1))
    return tuple(
        Passes(
            str(hill_ids[number[best[begin]]]),
            given(names[best[begin]]),
            float(length[best[begin]]),
            float(gain[best[begin]]),
            place[best[begin:end]],
            from_s[best[begin:end]],
            elapsed[best[begin:end]],
            known[begin:end],
        )
        for begin, end in pairwise(bounds.tolist())
    )
