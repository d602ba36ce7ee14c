"""The columns of a history's runs as arrays, made once however many detectors ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from runwins.model import History
from runwins.wins.remembered import remembered

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

OUTDOORS = ("road", "trail", "track")


def one_of(texts: npt.NDArray[Any], known: Iterable[str]) -> Flags:
    """Return which texts are one of some few."""
    found: Flags = np.zeros(len(texts), dtype=bool)
    for text in known:
        found |= texts == text
    return found


class Columns:
    """What every `Past` of one history has in common; made where somebody asks for it."""

    def __init__(self, runs: pd.DataFrame) -> None:
        self._runs = runs
        self._books: dict[str, Flags] = {}
        self._owners: list[tuple[pd.DataFrame, Ints]] = []
        self._saying: list[tuple[pd.DataFrame, str, str, Flags]] = []

    @cached_property
    def ids(self) -> list[str]:
        """The id of each run."""
        ids: list[str] = self._runs["run_id"].tolist()
        return ids

    @cached_property
    def index(self) -> pd.Index[str]:
        """The same, to look a run up."""
        return pd.Index(self.ids, dtype=object)

    @cached_property
    def days(self) -> Ints:
        """The local day of each run, counted from 1 January 1970."""
        days: Ints = self._runs["local_date"].to_numpy().astype("datetime64[D]").astype("int64")
        return days

    @cached_property
    def books(self) -> npt.NDArray[Any]:
        """The book of each run."""
        return self._runs["book"].to_numpy(dtype=object)

    @cached_property
    def races(self) -> Flags:
        """Which runs were races."""
        return self._runs["is_race"].to_numpy(dtype=bool)

    @cached_property
    def outdoors(self) -> Flags:
        """Which runs moved through the world."""
        return one_of(self.books, OUTDOORS)

    @cached_property
    def sound(self) -> Flags:
        """Which runs are recorded well enough to speak of speed and stops."""
        sound: Flags = self._runs["quality"].to_numpy(dtype=object) != "poor"
        return sound

    def owners(self, frame: pd.DataFrame) -> Ints:
        """Return the position of the run that each row of a frame belongs to; -1 for none."""
        for known, found in self._owners:
            if known is frame:
                return found
        ids = frame["run_id"].to_numpy(dtype=object)
        begins = np.flatnonzero(np.append(True, ids[1:] != ids[:-1])[: len(ids)])
        whose = self.index.get_indexer(pd.Index(ids[begins], dtype=object))
        found = np.repeat(whose, np.diff(begins, append=len(ids)))
        self._owners.append((frame, found))
        return found

    def saying(self, frame: pd.DataFrame, column: str, text: str) -> Flags:
        """Return which rows of a frame say this in a column."""
        for known, named, told, flags in self._saying:
            if known is frame and (named, told) == (column, text):
                return flags
        found: Flags = frame[column].to_numpy(dtype=object) == text
        self._saying.append((frame, column, text, found))
        return found

    def in_book(self, book: str) -> Flags:
        """Return which runs belong to a book."""
        if book not in self._books:
            self._books[book] = self.books == book
        return self._books[book]


@remembered
def columns(history: History) -> Columns:
    """Return the columns of a history's runs."""
    return Columns(history.runs)
