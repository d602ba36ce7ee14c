"""Which effort is the best over each distance, and which were before it."""

from __future__ import annotations

import pandas as pd

OUTDOORS = ("road", "trail", "track")


def bests(efforts: pd.DataFrame, runs: pd.DataFrame, *, history: bool = False) -> pd.DataFrame:
    """Return the best effort over each distance, or every one that was a best on its day.

    Efforts count that are trusted, were run outdoors and have no remark, such as downhill-aided.

    Parameters
    ----------
    efforts, runs
        Frames `EFFORTS` and `RUNS`; efforts of other runs are left out.
    history
        Every best there ever was, in the order they came.

    Returns
    -------
    DataFrame
        Columns of `EFFORTS` but for ``reason``, and ``date``; by distance and date.
    """
    known = runs[["run_id", "start_time", "local_date", "book"]]
    all_efforts = efforts.merge(known, on="run_id", how="inner")
    kept = all_efforts[
        (all_efforts["quality"] == "ok")
        & all_efforts["reason"].isna()
        & all_efforts["book"].isin(OUTDOORS)
    ].sort_values(["distance_m", "start_time", "started_at_s"], kind="stable")
    so_far = kept.groupby("distance_m")["elapsed_s"].cummin()
    before = so_far.groupby(kept["distance_m"]).shift()
    kept = kept[before.isna() | (kept["elapsed_s"] < before)]
    if not history:
        kept = kept.groupby("distance_m").tail(1)
    kept = kept.rename(columns={"local_date": "date"})
    return kept.drop(columns=["start_time", "book", "reason"]).reset_index(drop=True)
