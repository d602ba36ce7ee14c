"""Which wins a runner was told of, kept beside the log, so that a change of the facts can say more.

The file holds conclusions alone. It is taken away when the facts change and written anew when it
was said what became of them; without it the wins are found once more.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

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


class ToldWins:
    """The file.

    Parameters
    ----------
    path
        Where it is.
    basis
        What the wins follow from besides the facts: of another basis nothing is remembered.
    """

    def __init__(self, path: Path, basis: str) -> None:
        self._path = path
        self._basis = basis

    def read(self) -> pd.DataFrame | None:
        """Return what was told; ``None`` where nobody knows."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if kept["basis"] != self._basis:
                return None
            told = pd.DataFrame(kept["wins"], columns=pd.Index(_COLUMNS), dtype=object)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return told.assign(date=pd.to_datetime(told["date"]))

    def write(self, told: pd.DataFrame) -> None:
        """Keep what is told now; a folder that cannot be written to is no fault."""
        days = [day.date().isoformat() for day in told["date"]]
        wins = told.assign(date=days)[_COLUMNS].to_numpy(dtype=object).tolist()
        text = json.dumps({"basis": self._basis, "wins": wins}, ensure_ascii=False)
        part = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(text, encoding="utf-8")
            part.replace(self._path)
        except OSError:
            part.unlink(missing_ok=True)

    def forget(self) -> None:
        """Take the file away: the facts change."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            self.write(pd.DataFrame(columns=pd.Index(_COLUMNS)))
