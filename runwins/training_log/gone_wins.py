"""Wins that were told once and are told no more: kept, and listed with what is so now."""

from __future__ import annotations

import pandas as pd

from runwins.frames import GONE_WINS
from runwins.store import Store
from runwins.training_log.runs_table import RunsTable
from runwins.training_log.told_wins import instead, told_of

_KEPT = ["win_id", "run_id", "date", "kind", "label", "gone_at", "because"]


def keep_gone(
    store: Store, table: RunsTable, gone: pd.DataFrame, because: str, batch: str | None
) -> None:
    """Keep the wins that went of runs that are in the log still.

    Parameters
    ----------
    store
        The open log.
    table
        The run table as it is.
    gone
        With win_id, run_id, kind and label.
    because
        What unmade them, in words.
    batch
        The import that did.
    """
    number = table.run_no
    columns = (gone[name] for name in ("win_id", "run_id", "kind", "label"))
    rows = [
        (win_id, number[run_id], kind, label)
        for win_id, run_id, kind, label in zip(*columns, strict=True)
        if run_id in number
    ]
    if rows:
        with store.transaction():
            store.keep_gone(rows, because, batch)


def gone_wins(store: Store, table: RunsTable, wins: pd.DataFrame) -> pd.DataFrame:
    """Return the wins of runs in the log that went: frame `GONE_WINS`, the last to go last.

    Parameters
    ----------
    store, table
        As of `keep_gone`.
    wins
        Frame `WINS` as it is.
    """
    run_id = {number: one for one, number in table.run_no.items()}
    day = dict(zip(table.frame["run_id"], table.frame["local_date"], strict=True))
    no_more = {*told_of(wins)["win_id"], *store.dropped_wins()}
    rows = [
        (
            one.win_id, run_id[one.run_no], day[run_id[one.run_no]], one.kind, one.label,
            pd.Timestamp(one.gone_at), one.because,
        )
        for one in store.gone_wins()
        if one.run_no in run_id and one.win_id not in no_more
    ]  # fmt: skip
    found = pd.DataFrame(rows, columns=pd.Index(_KEPT))
    return GONE_WINS.check(instead(found, wins))
