"""Eddington 20."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import KM, MILE
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past

_FROM, _STEP = 10, 5


@detector("eddington", family="consistency", calendar=True)
def eddington(history: History) -> pd.DataFrame:
    """The Eddington number: on that many days you ran at least that many kilometres (or miles).

    Told at 10, 15, 20, 25 and so on.
    """
    past = Past(history)
    size, unit = (MILE, "miles") if past.units == "mi" else (KM, "km")
    far = np.nan_to_num(past.numbers("distance_m")) / size
    days_with: Counter[int] = Counter()
    today, number = 0.0, 0
    rows: list[dict[str, Any]] = []
    for run, day in enumerate(past.days.tolist()):
        if run and past.days[run - 1] != day:
            today = 0.0
        before, today = int(today), today + float(far[run])
        for whole in range(before + 1, int(today) + 1):
            days_with[whole] += 1
        if days_with[number + 1] <= number:
            continue
        number += 1
        if number >= _FROM and number % _STEP == 0:
            rows.append(
                past.candidate(
                    run,
                    key=f"{number}",
                    label=f"Eddington {number}: {number} days of {number} {unit} or more",
                    detail=f"{_STEP} more than Eddington {number - _STEP}"
                    if number > _FROM
                    else None,
                    value=float(number),
                    unit="days",
                    since_n=0.0,
                    size=3.0,
                    rule=f"The largest number E with at least E local days of E {unit} or more; "
                    "told at 10, 15, 20 and every fifth after.",
                )
            )
    return candidates(rows)
