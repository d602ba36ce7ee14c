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
        Wins that were told and do not stand any more: win_id, run_id, date, kind and label of each.
    come
        Wins that are told now and were not.
    """

    gone: pd.DataFrame
    come: pd.DataFrame

    def __len__(self) -> int:
        return len(self.gone) + len(self.come)


UNCHANGED = ChangedWins(pd.DataFrame(columns=_COLUMNS), pd.DataFrame(columns=_COLUMNS))


def told_of(wins: pd.DataFrame) -> pd.DataFrame:
    """Return what is remembered of frame `WINS`: those worth saying."""
    return wins.loc[wins["shown"].to_numpy(dtype=bool), _COLUMNS].reset_index(drop=True)


def changed(
    before: pd.DataFrame, now: pd.DataFrame, new_runs: Collection[str], dropped: Collection[str]
) -> ChangedWins:
    """Return what changed between two answers of `told_of`.

    Parameters
    ----------
    before, now
        What was told, and what is told.
    new_runs
        Runs that just came in: what they won is no change.
    dropped
        Wins that the runner took back.
    """
    gone = ~before["win_id"].isin([*now["win_id"], *dropped])
    come = ~now["win_id"].isin(before["win_id"]) & ~now["run_id"].isin(list(new_runs))
    return ChangedWins(before[gone].reset_index(drop=True), now[come].reset_index(drop=True))
