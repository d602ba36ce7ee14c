"""Which wins a runner was told of, so that a change of the facts can say what became of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

_COLUMNS = ["win_id", "run_id", "date", "kind", "label"]


@dataclass(frozen=True, slots=True)
class ChangedWins:
    """What a change of the facts did to the wins of runs that were in the log before and after it.

    Attributes
    ----------
    gone
        Wins that were told and are not any more: win_id, run_id, date, kind and label of each;
        whether it `stands` and is only said no more aloud; the run and the day of which the same
        is said now, `now_run_id` and `now_date`.
    come
        Wins that are told now and were not: win_id, run_id, date, kind and label.
    """

    gone: pd.DataFrame
    come: pd.DataFrame

    def __len__(self) -> int:
        return len(self.gone) + len(self.come)


_NOW = ["stands", "now_run_id", "now_date"]
UNCHANGED = ChangedWins(pd.DataFrame(columns=[*_COLUMNS, *_NOW]), pd.DataFrame(columns=_COLUMNS))


def told_of(wins: pd.DataFrame) -> pd.DataFrame:
    """Return what is remembered of frame `WINS`: those worth saying."""
    return wins.loc[wins["shown"].to_numpy(dtype=bool), _COLUMNS].reset_index(drop=True)


def changed(
    before: pd.DataFrame, wins: pd.DataFrame, new_runs: Collection[str], dropped: Collection[str]
) -> ChangedWins:
    """Return what changed since an answer of `told_of`.

    Parameters
    ----------
    before
        What was told.
    wins
        Frame `WINS` as it is.
    new_runs
        Runs that just came in: what they won is no change.
    dropped
        Wins that the runner took back.
    """
    now = told_of(wins)
    gone = ~before["win_id"].isin([*now["win_id"], *dropped])
    come = ~now["win_id"].isin(before["win_id"]) & ~now["run_id"].isin(list(new_runs))
    return ChangedWins(
        instead(before[gone].reset_index(drop=True), wins), now[come].reset_index(drop=True)
    )


def instead(gone: pd.DataFrame, wins: pd.DataFrame) -> pd.DataFrame:
    """Return wins that went, with what is found now in their stead.

    Parameters
    ----------
    gone
        With win_id, kind and label.
    wins
        Frame `WINS` as it is.
    """
    places = {
        (kind, label): place
        for place, (kind, label) in enumerate(zip(wins["kind"], wins["label"], strict=True))
    }
    stands = gone["win_id"].isin(wins["win_id"])
    same = [places.get(said) for said in zip(gone["kind"], gone["label"], strict=True)]
    runs, days = (
        [
            None if place is None or true else wins[name].iloc[place]
            for place, true in zip(same, stands, strict=True)
        ]
        for name in ("run_id", "date")
    )
    return gone.assign(
        stands=stands,
        now_run_id=pd.Series(runs, index=gone.index, dtype=object),
        now_date=pd.to_datetime(pd.Series(days, index=gone.index, dtype=object)),
    )
