"""The written form of a table: its columns, their types, units and meaning.

A frame is made, emptied, checked and given its types by its schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from runwins.errors import FrameError

Kind = Literal["number", "count", "flag", "text", "time", "day"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        With its unit at the end, where it has one.
    kind
        number (float), count (int), flag (bool), text, time (UTC) or day (local, at midnight).
    meaning
        A line for the documentation.
    optional
        May hold missing values, or be absent where a frame is made; a flag that is absent is not
        set.
    """

    name: str
    kind: Kind
    meaning: str
    optional: bool = False


class Schema:
    """The written form of one table.

    Parameters
    ----------
    name
        What the table is called, e.g. ``RUNS``.
    one_row
        What one row of it is, e.g. ``a run``.
    columns
        In the order they are shown.
    """

    def __init__(self, name: str, one_row: str, *columns: Column) -> None:
        self.name = name
        self.one_row = one_row
        self.columns = columns

    @property
    def names(self) -> list[str]:
        """Names of all columns, in order."""
        return [column.name for column in self.columns]

    @cached_property
    def _empty(self) -> pd.DataFrame:
        return self._frame((column, []) for column in self.columns)

    def empty(self) -> pd.DataFrame:
        """Return the table without a row."""
        return self._empty.copy()

    def build(self, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """Return the table from rows; what a row leaves out is missing."""
        known = list(rows)
        if not known:
            return self.empty()
        return self._frame(
            (column, [row.get(column.name) for row in known]) for column in self.columns
        )

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with the schema's columns, order and types; the given one is kept as is.

        Raises
        ------
        FrameError
            When a required column is absent or incomplete, or a value has the wrong type.
        """
        unknown = sorted(set(map(str, frame.columns)) - set(self.names))
        if unknown:
            raise FrameError(f"{self.name}: unknown columns {', '.join(unknown)}")
        for column in self.columns:
            if column.name not in frame.columns and not column.optional:
                raise FrameError(f"{self.name}: column {column.name} is missing")
        absent = [None] * len(frame)
        return self._frame(
            (column, frame[column.name] if column.name in frame.columns else absent)
            for column in self.columns
        )

    def _frame(self, values: Iterable[tuple[Column, Any]]) -> pd.DataFrame:
        made: dict[str, Any] = {}
        for column, given in values:
            try:
                made[column.name] = _CONVERT[column.kind](given)
            except (TypeError, ValueError, OverflowError) as problem:
                if not column.optional and pd.isna(pd.Series(given, dtype=object)).any():
                    raise self._incomplete(column) from None
                raise FrameError(f"{self.name}: column {column.name}: {problem}") from None
            told = np.asarray(given) if column.kind == "flag" else made[column.name]
            if not column.optional and _any_missing(told):
                raise self._incomplete(column)
        return pd.DataFrame(made, copy=False)

    def _incomplete(self, column: Column) -> FrameError:
        return FrameError(f"{self.name}: column {column.name} has a missing value")


def _any_missing(values: Any) -> bool:
    kind = getattr(values.dtype, "kind", "O")
    if kind in "biu":
        return False
    return bool((np.isnan(values) if kind == "f" else pd.isna(values)).any())


def _numbers(values: Any) -> Any:
    if isinstance(values, pd.Series):
        return values.to_numpy(dtype=np.float64, na_value=np.nan, copy=True)
    return np.array([np.nan if v is None or v is pd.NA else v for v in values], dtype=np.float64)


def _counts(values: Any) -> Any:
    numbers = _numbers(values)
    if not np.isfinite(numbers).all():
        raise ValueError("a count is missing or not finite")
    return numbers.astype(np.int64)


def _flags(values: Any) -> Any:
    given = np.asarray(values)
    if given.dtype == np.bool_:
        return given.copy()
    known = np.array(values, dtype=object)
    return np.where(pd.isna(known), False, known).astype(np.bool_)


def _texts(values: Any) -> Any:
    made = np.empty(len(values), dtype=object)
    made[:] = values.to_numpy(dtype=object) if isinstance(values, pd.Series) else values
    made[pd.isna(made)] = None
    return pd.Series(made, dtype=object)


def _times(values: Any) -> Any:
    if len(values) == 0:
        return pd.DatetimeIndex([], dtype=_TIME)
    return pd.DatetimeIndex(pd.to_datetime(list(values), utc=True)).astype(_TIME)


def _days(values: Any) -> Any:
    if len(values) == 0:
        return np.array([], dtype=_DAY)
    return pd.DatetimeIndex(pd.to_datetime(list(values))).astype(_DAY)


_TIME = "datetime64[ms, UTC]"
_DAY = "datetime64[s]"
_CONVERT: dict[Kind, Callable[[Any], Any]] = {
    "number": _numbers,
    "count": _counts,
    "flag": _flags,
    "text": _texts,
    "time": _times,
    "day": _days,
}
