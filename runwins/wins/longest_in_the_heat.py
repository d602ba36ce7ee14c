"""Longest run at 30 °C on the wrist."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import format_distance
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, best_before, count_before

_HOT_C, _EARLIER, _MARGIN = 28.0, 5, 1.02


@detector("longest-in-the-heat", family="tough days")
def longest_in_the_heat(history: History) -> pd.DataFrame:
    """The longest run on a hot day, as the device on your wrist felt it.

    Among runs outdoors with 28 °C (82 °F) or more on the device, with five of them to compare
    with, by 2 %. A wrist is warmer than the air, so this is about hot runs of yours, not about
    the weather report.
    """
    past = Past(history)
    felt = past.numbers("avg_temperature_c")
    hot = past.outdoors() & (felt >= _HOT_C)
    distance = np.where(hot, past.numbers("distance_m"), np.nan)
    longest, holder = best_before(distance)
    earlier = count_before(~np.isnan(distance))
    rows = []
    for run in past.asked((distance >= _MARGIN * longest) & (earlier >= _EARLIER)):
        far = format_distance(distance[run], past.units)
        mark = f"{format_distance(longest[run], past.units)} at {_degrees(past, felt[holder[run]])}"
        rows.append(
            past.candidate(
                run,
                held_by=holder[run],
                label=f"Longest hot run: {far} at {_degrees(past, felt[run])} on the wrist",
                detail=past.before(holder[run], mark),
                value=distance[run],
                unit="m",
                previous=longest[run],
                margin=distance[run] - longest[run],
                since_n=float(earlier[run]),
                size=3.5,
                rule=f"The longest of the runs outdoors with {_degrees(past, _HOT_C)} or more on "
                "the device, by 2 %, with five of them to compare with.",
            )
        )
    return candidates(rows)


def _degrees(past: Past, celsius: float) -> str:
    return f"{celsius * 1.8 + 32:.0f} °F" if past.units == "mi" else f"{celsius:.0f} °C"
