"""Most climbs in one run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_height
from runwins.wins.base import candidates, detector
from runwins.wins.past import Floats, Past, best_before, count_before

_CLIMB_M, _LEAST, _EARLIER = 30.0, 3, 3


@detector("hill-repeats", family="hills", rivals=1.5)
def hill_repeats(history: History) -> pd.DataFrame:
    """More climbs of 30 m and higher in one run than ever: hill repeats, or a hilly day.

    From three climbs up, with three runs with a climb to compare with.
    """
    past = Past(history)
    owner = past.owners(history.climbs)
    high = history.climbs["gain_m"].to_numpy(dtype=np.float64) >= _CLIMB_M
    counts = np.bincount(owner[high & (owner >= 0)], minlength=len(past))
    climbs: Floats = np.where((counts > 0) & past.outdoors(), counts, np.nan)
    most, holder = best_before(climbs)
    earlier = count_before(~np.isnan(climbs))
    new = (climbs > most) & (climbs >= _LEAST) & (earlier >= _EARLIER)
    return candidates(
        past.candidate(
            run,
            held_by=holder[run],
            label=f"Most climbs in one run: {climbs[run]:.0f}",
            detail=past.before(holder[run], f"{most[run]:.0f}")
            + f"; each {format_height(_CLIMB_M, past.units)} or higher",
            value=climbs[run],
            unit="climbs",
            previous=most[run],
            margin=climbs[run] - most[run],
            since_n=float(earlier[run]),
            size=3.0,
            rule=f"More climbs of at least {format_height(_CLIMB_M, past.units)} than in any "
            f"earlier run, from {_LEAST} up, with {_EARLIER} runs with climbs to compare with.",
        )
        for run in past.asked(new)
    )
