"""Tables in a file beside the log, so that conclusions need not be drawn twice.

The file holds nothing that does not follow from the log: it can be deleted at any time, and is no
more believed than it is whole. It names runs and places, so its owner alone can read it.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from runwins.schema import Column, Schema

Array = npt.NDArray[Any]
_UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)


class KeptTables:
    """What a file of `keep_tables` holds; a table is read when it is asked for.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    ValueError
        When there is no such file, or it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        try:
            content = io.BytesIO(path.read_bytes())
        except OSError as problem:
            raise ValueError(f"{path}: {problem}") from None
        if not zipfile.is_zipfile(content):
            raise ValueError(f"{path}: a damaged file")
        try:
            self._file = np.load(content, allow_pickle=False)
            self.told: Mapping[str, Any] = dict(json.loads(self._file["told"].tobytes()))
        except _UNREADABLE as problem:
            raise ValueError(f"{path}: {problem}") from None

    def table(self, name: str, schema: Schema, rows: int | None = None) -> pd.DataFrame:
        """Return a table: all of it, or its first rows.

        Raises
        ------
        ValueError
            When it is not there, or damaged.
        """
        try:
            columns = {
                column.name: self._column(f"{name}.{column.name}", column, rows)
                for column in schema.columns
            }
        except _UNREADABLE as problem:
            raise ValueError(f"the kept table {name}: {problem}") from None
        return pd.DataFrame(columns, copy=False)

    def numbers(self, name: str, rows: int | None = None) -> Array:
        """Return an array of numbers: all of it, or its first.

        Raises
        ------
        ValueError
            When it is not there, or damaged.
        """
        try:
            return np.asarray(self._file[name])[:rows]
        except _UNREADABLE as problem:
            raise ValueError(f"the kept numbers {name}: {problem}") from None

    def _column(self, name: str, column: Column, rows: int | None) -> Any:
        values = self._file[name][:rows]
        if column.kind == "text":
            return pd.Series(self._texts(name)[values], dtype=object)
        if column.kind == "time":
            return pd.DatetimeIndex(values.view("datetime64[ms]")).tz_localize("UTC")
        return values.view("datetime64[s]") if column.kind == "day" else values

    def _texts(self, name: str) -> Array:
        """Return the different texts of a column; what is missing stands last."""
        told = json.loads(self._file[f"{name}.texts"].tobytes())
        texts = np.empty(len(told) + 1, dtype=object)
        texts[:-1] = told
        return texts


def keep_tables(
    path: Path,
    told: Mapping[str, Any],
    tables: Mapping[str, tuple[Schema, pd.DataFrame]],
    numbers: Mapping[str, Array],
) -> bool:
    """Write tables, arrays of numbers and what JSON can tell into a file, whole or not at all.

    Returns
    -------
    bool
        False where it cannot be written, which is no fault.
    """
    arrays = {"told": _bytes(told), **numbers}
    for table, (schema, frame) in tables.items():
        for column in schema.columns:
            arrays |= _arrays(f"{table}.{column.name}", column, frame[column.name])
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        part.replace(path)
    except OSError:
        return False
    return True


def _arrays(name: str, column: Column, values: pd.Series[Any]) -> dict[str, Array]:
    if column.kind == "text":
        codes, texts = pd.factorize(values.to_numpy(dtype=object))
        return {name: codes.astype(np.int32), f"{name}.texts": _bytes(list(texts))}
    if column.kind == "time":
        return {name: values.dt.tz_localize(None).to_numpy().view(np.int64)}
    told = values.to_numpy()
    return {name: told.view(np.int64) if column.kind == "day" else told}


def _bytes(told: Any) -> Array:
    return np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
