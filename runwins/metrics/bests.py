"""The best efforts of a runner, and how they came to be."""

from __future__ import annotations

import pandas as pd

OUTDOOR_BOOKS = ("road", "trail", "track")
_COLUMNS = [
    "distance_m", "elapsed_s", "date", "run_id", "book", "started_at_s", "started_at_m",
    "net_gain_m", "reason",
]  # fmt: skip


def bests(efforts: pd.DataFrame, runs: pd.DataFrame, *, history: bool = False) -> pd.DataFrame:
    """Return the best trusted outdoor effort over each distance, shortest distance first.

    Trusted are efforts of quality ``ok``; those that went downhill are among them and say so in
    ``reason``. Of equal times the earlier run holds the best.

    Parameters
    ----------
    efforts
        Frame `EFFORTS`, judged by `runwins.metrics.personal.judge_personally`.
    runs
        Frame `RUNS`: those that count.
    history
        Every effort that was the best of its day and before, in the order they came.

    Returns
    -------
    pandas.DataFrame
        Columns distance_m, elapsed_s, date, run_id, book, started_at_s, started_at_m, net_gain_m,
        reason.
    """
    counted = runs[runs["book"].isin(OUTDOOR_BOOKS) & (runs["quality"] != "ride")]
    when = counted[["run_id", "start_time", "local_date", "book"]]
    when = when.rename(columns={"local_date": "date"})
    ok = efforts[efforts["quality"] == "ok"].merge(when, on="run_id")
    ok = ok.sort_values(["distance_m", "start_time"], kind="stable")
    times = ok.groupby("distance_m")["elapsed_s"]
    before = times.cummin().groupby(ok["distance_m"]).shift()
    best = ok[before.isna() | (ok["elapsed_s"] < before)]
    if not history:
        best = best.drop_duplicates("distance_m", keep="last")
    return best[_COLUMNS].reset_index(drop=True)
