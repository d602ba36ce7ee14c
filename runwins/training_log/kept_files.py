"""Tables kept in two files, the second for what came since the first was written.

Most changes are a run at the end. What it adds goes to the second file as long as that is little;
so a log of thirty years takes no longer to keep than one of a year.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from runwins.schema import Schema
from runwins.training_log.kept_tables import Array, KeptTables, keep_tables

_LITTLE = 8


class KeptFiles:
    """What the two files of a name hold.

    Parameters
    ----------
    folder
        Where they are.
    name
        What both names begin with.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._path, self._later_path = folder / f"{name}.npz", folder / f"{name}-since.npz"
        self._first, later = _read(self._path), _read(self._later_path)
        follows = None not in (self._first, later) and _token(later, "to") == _token(self._first)
        self._later = later if follows else None

    @property
    def told(self) -> Mapping[str, Any]:
        """What the newest of them tells; nothing where there is none."""
        newest = self._later or self._first
        return {} if newest is None else newest.told

    def table(self, name: str, schema: Schema) -> pd.DataFrame:
        """Return a table.

        Raises
        ------
        ValueError
            When it is not there, or damaged.
        """
        kept, later = self._begun(), self._later
        if later is None:
            return kept.table(name, schema)
        rows = later.told["rows"].get(name, 0)
        added = later.table(name, schema)
        if not rows:
            return added
        first = kept.table(name, schema, rows)
        return first if added.empty else pd.concat([first, added], ignore_index=True)

    def numbers(self, name: str) -> Array:
        """Return an array of one number a run.

        Raises
        ------
        ValueError
            When it is not there, or damaged.
        """
        kept, later = self._begun(), self._later
        if later is None:
            return kept.numbers(name)
        first = kept.numbers(name, later.told["rows"]["runs"])
        return np.concatenate([first, later.numbers(name)])

    def keep(
        self,
        told: Mapping[str, Any],
        tables: Mapping[str, tuple[Schema, pd.DataFrame]],
        numbers: Mapping[str, Array],
        same: Mapping[str, int],
    ) -> None:
        """Write all of it, or to the second file what the first has not.

        Parameters
        ----------
        told
            What JSON can tell; ``token`` names this state of the tables.
        tables
            By name, with their schemas.
        numbers
            Arrays of one number for each row of the table ``runs``.
        same
            How many rows of each table, from the first on, are as they were read here.
        """
        rows = self._rows(same)
        frames = {name: frame for name, (_, frame) in tables.items()}
        new = sum(len(frame) - rows.get(name, 0) for name, frame in frames.items())
        if self._first is None or _LITTLE * new >= sum(map(len, frames.values())):
            keep_tables(self._path, told, tables, numbers)
            return
        keep_tables(
            self._later_path,
            {**told, "to": _token(self._first), "rows": rows},
            {
                name: (schema, kept.iloc[rows.get(name, 0) :])
                for name, (schema, kept) in tables.items()
            },
            {name: values[rows.get("runs", 0) :] for name, values in numbers.items()},
        )

    def _begun(self) -> KeptTables:
        if self._first is None:
            raise ValueError(f"{self._path}: no such file, or a damaged one")
        return self._first

    def _rows(self, same: Mapping[str, int]) -> dict[str, int]:
        """Return how many rows of each table stand in the first file as they are."""
        first = {} if self._later is None else self._later.told["rows"]
        return {name: min(rows, first.get(name, rows)) for name, rows in same.items()}


def _token(kept: KeptTables | None, name: str = "token") -> Any:
    return None if kept is None else kept.told.get(name)


def _read(path: Path) -> KeptTables | None:
    try:
        return KeptTables(path)
    except ValueError:
        return None
