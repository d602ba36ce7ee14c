"""Highest you have run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_height
from runwins.wins.altitudes import hidden_drift
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, best_before, count_before

_MARGIN_M, _EARLIER = 50.0, 5


@detector("highest-point", family="hills")
def highest_point(history: History) -> pd.DataFrame:
    """A run higher above the sea than any before, by 50 m (164 ft) or more.

    From barometers alone, with five such runs to compare with. A barometer is off by some tens of
    metres on a day of another air pressure: hence the 50 m; or more, what the weather may have
    added on a run that never came back to a place: 40 m an hour, 100 m at the most.
    """
    past = Past(history)
    known = past.outdoors() & past.sound() & (past.texts("ascent_source") == "baro")
    height = np.where(known, past.numbers("highest_m"), np.nan)
    highest, holder = best_before(height)
    earlier = count_before(np.isfinite(height))
    new = (height >= highest + np.maximum(hidden_drift(past), _MARGIN_M)) & (earlier >= _EARLIER)
    return candidates(
        past.candidate(
            run,
            held_by=holder[run],
            label=f"Highest you have run: {format_height(height[run], past.units)}",
            detail=past.before(holder[run], format_height(highest[run], past.units)),
            value=height[run],
            unit="m high",
            previous=highest[run],
            margin=height[run] - highest[run],
            since_n=float(earlier[run]),
            size=3.0 if height[run] >= highest[run] + 3 * _MARGIN_M else 2.5,
            rule="The barometer's highest altitude above that of every run before by at least "
            f"{format_height(_MARGIN_M, past.units)}, with five runs with a barometer to "
            "compare with.",
        )
        for run in past.asked(new)
    )
