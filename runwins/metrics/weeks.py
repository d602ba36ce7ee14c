"""Runs → weeks."""

from __future__ import annotations

import pandas as pd

from runwins.frames import WEEKS

_SUMS = ("distance_m", "moving_s", "ascent_m")


def weeks(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the frame `WEEKS`: local weeks from Monday, empty ones between the runs included.

    Sums are of what is known; a run without a known ascent adds none.

    Parameters
    ----------
    runs
        Frame `RUNS`.
    """
    if runs.empty:
        return WEEKS.empty()
    days = pd.to_datetime(runs["local_date"])
    monday = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    groups = runs.groupby(monday)
    found = groups[list(_SUMS)].sum()
    found["runs"] = groups.size()
    found["longest_m"] = groups["distance_m"].max()
    every = pd.date_range(monday.min(), monday.max(), freq="7D", name="week")
    found = found.reindex(every)
    found[["runs", *_SUMS]] = found[["runs", *_SUMS]].fillna(0)
    return WEEKS.check(found.rename_axis("week").reset_index())
