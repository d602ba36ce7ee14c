"""What was told of the runs before one: it decides what is worth saying of that run."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pandas as pd


@dataclass(slots=True)
class Said:
    """What was told up to a run.

    Attributes
    ----------
    of_kind
        The days on which each kind was told, once for each win.
    every
        The days of all of them.
    in_week
        How many were told in each local week.
    last_kind
        What was told last.
    """

    of_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    every: list[int] = field(default_factory=list)
    in_week: dict[int, int] = field(default_factory=Counter)
    last_kind: str = ""

    @classmethod
    def of(cls, wins: pd.DataFrame) -> Said:
        """Return what was told by the wins of a frame `WINS`."""
        said = cls()
        shown = wins[wins["shown"].to_numpy(dtype=bool)]
        days = shown["date"].to_numpy().astype("datetime64[D]").astype("int64").tolist()
        for kind, day in zip(shown["kind"].tolist(), days, strict=True):
            said.of_kind[kind].append(day)
        said.every = days
        said.in_week = Counter((day + 3) // 7 for day in days)
        if days:
            last = shown["run_id"].to_numpy() == shown["run_id"].iloc[-1]
            said.last_kind = max(shown["kind"].to_numpy()[last])
        return said

    def tell(self, kind: str, day: int) -> None:
        """Remember that a win was told."""
        self.of_kind[kind].append(day)
        self.every.append(day)
        self.last_kind = kind
