"""How a prediction moved over the block: made each week from what was known then."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from runwins.metrics.prediction import Terrain, predict
from runwins.model import History

_MOST_WEEKS = 53


def prediction_history(
    history: History,
    distance_m: float,
    ascent_m: float,
    terrain: Terrain,
    first: dt.date,
    last: dt.date,
) -> pd.DataFrame:
    """Return the prediction as of the last day and each week before it, back to the first.

    Columns ``date``, ``p10_s``, ``p50_s``, ``p90_s``, missing where there was not enough to go by,
    and ``moved_s``, how far the middle came in that week; negative is faster.
    """
    weeks = min((last - first).days // 7 + 1, _MOST_WEEKS)
    days = [last - dt.timedelta(weeks=week) for week in reversed(range(max(weeks, 1)))]
    made = [predict(history, distance_m, ascent_m, terrain, day=day) for day in days]
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(days),
            "p10_s": [one.p10_s for one in made],
            "p50_s": [one.p50_s for one in made],
            "p90_s": [one.p90_s for one in made],
        }
    )
    frame["moved_s"] = frame["p50_s"].diff()
    return frame
