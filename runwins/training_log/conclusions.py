"""What was concluded from a log before, and how far it still stands.

Tables, efforts, climbs, wins: nothing of them has hindsight, so a new run at the end of the
log leaves all of it standing, and a change further back what came before it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property
from importlib.metadata import entry_points
from pathlib import Path

import pandas as pd

import runwins
from runwins.frames import CLIMBS, EFFORTS, REACHED, REMARKS, RUNS, WINS
from runwins.metrics import METRICS_VERSION
from runwins.model import History
from runwins.store import Store
from runwins.store.changes import OF_NO_RUN, Changes
from runwins.training_log.kept_files import KeptFiles
from runwins.training_log.runs_table import RunsTable, counting
from runwins.wins.next_rung import next_rungs

_NUMBERS = ("numbers", "speakers", "own_zone")
_SCHEMAS = {
    "runs": RUNS, "efforts": EFFORTS, "climbs": CLIMBS, "rungs": REACHED, "wins": WINS,
    "remarks": REMARKS,
}  # fmt: skip


class Conclusions:
    """What was concluded before; ``None`` for all that is not known or does not stand.

    Parameters
    ----------
    folder
        Where it is kept.
    changes
        What has changed in the log since.
    settings
        What conclusions follow from besides the facts and the program.
    """

    def __init__(self, folder: Path, changes: Changes, settings: str) -> None:
        self._folder = folder
        self._changes = changes
        self._basis = f"{METRICS_VERSION} {_program()} {settings}"

    @cached_property
    def _kept(self) -> KeptFiles:
        return KeptFiles(self._folder, "conclusions")

    @cached_property
    def _stands(self) -> bool:
        token, told = self._changes.token, self._kept.told
        return token is not None and (told.get("token"), told.get("basis")) == (token, self._basis)

    @property
    def changed(self) -> frozenset[int]:
        """The stored numbers of the runs that have changed since."""
        return self._changes.runs - {OF_NO_RUN}

    @cached_property
    def runs(self) -> RunsTable | None:
        """The run table."""
        frame = self._table("runs")
        if frame is None:
            return None
        try:
            return RunsTable(frame, *(self._kept.numbers(name) for name in _NUMBERS))
        except ValueError:
            return None

    @cached_property
    def counted(self) -> RunsTable | None:
        """The runs that counted."""
        runs = self.runs
        return None if runs is None else runs.only(runs.numbers[counting(runs.frame)].tolist())

    def first(self, name: str, runs: int) -> pd.DataFrame | None:
        """Return a table of the first so many of the runs that counted."""
        counted, table = self.counted, self._table(name)
        if counted is None or table is None or runs == len(counted):
            return table
        ids = counted.frame["run_id"].iloc[:runs]
        return table[table["run_id"].isin(ids)].reset_index(drop=True)

    def told(self, history: History, stand: int) -> tuple[pd.DataFrame, pd.DataFrame] | None:
        """Return wins and remarks of the first so many runs, where they are told as they were.

        Goals, names of routes and wins that were taken back change what is told of any run; so
        do rungs that earlier runs reached or were on the way to, and kinds of other packages.
        """
        if OF_NO_RUN in self._changes.runs or _outside_kinds():
            return None
        rungs = None if self._kept.told.get("outside") else self._table("rungs")
        if rungs is None or not _same_rungs(rungs, history, stand):
            return None
        wins, remarks = (self.first(name, stand) for name in ("wins", "remarks"))
        return None if wins is None or remarks is None else (wins, remarks)

    def told_before(self) -> pd.DataFrame | None:
        """Return all wins as they were told before the facts changed."""
        return self._table("wins")

    def keep(
        self,
        store: Store,
        table: RunsTable,
        tables: Mapping[str, pd.DataFrame],
        same: Mapping[str, int],
    ) -> None:
        """Keep conclusions for the next time; a log that nobody may write to keeps none.

        Parameters
        ----------
        store
            The open log.
        table
            The run table.
        tables
            All others, by name.
        same
            How many rows of each, from the first on, are those that were known before.
        """
        token = secrets.token_hex(8)
        if not store.conclude(token, self._changes.count):
            return
        told = {"token": token, "basis": self._basis, "outside": _outside_kinds()}
        numbers = {"numbers": table.numbers, "speakers": table.speakers, "own_zone": table.own_zone}
        frames = {"runs": table.frame, **tables}
        self._kept.keep(
            told,
            {name: (_SCHEMAS[name], frame) for name, frame in frames.items()},
            numbers,
            same if self._stands else {},
        )

    def _table(self, name: str) -> pd.DataFrame | None:
        if not self._stands:
            return None
        try:
            return self._kept.table(name, _SCHEMAS[name])
        except ValueError:
            return None


def _same_rungs(before: pd.DataFrame, history: History, stand: int) -> bool:
    """Say whether the ladders say of the first runs what they said before."""
    now = REACHED.empty() if history.rungs is None else history.rungs
    if before.equals(now):
        return True
    first = set(history.runs["run_id"].iloc[:stand])
    told, tells = (rungs[rungs["run_id"].isin(first)] for rungs in (before, now))
    if not told.reset_index(drop=True).equals(tells.reset_index(drop=True)):
        return False
    earlier = replace(history, runs=history.runs.iloc[:stand])
    return next_rungs(replace(earlier, rungs=before)) == next_rungs(replace(earlier, rungs=now))


@cache
def _outside_kinds() -> bool:
    """Say whether another package has kinds of wins: nobody here knows when they change."""
    return bool(entry_points(group="runwins.wins"))


@cache
def _program() -> str:
    """Return what stands for this very program: another one may conclude otherwise."""
    newest = 0
    for folder in runwins.__path__:
        for inside, _, files in os.walk(folder):
            for file in files:
                if file.endswith(".py"):
                    newest = max(newest, os.stat(os.path.join(inside, file)).st_mtime_ns)  # noqa: PTH116, PTH118 - quicker
    return f"{runwins.__version__} {newest}"
