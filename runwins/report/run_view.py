"""A run and all that is said of it, wherever it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runwins.goal import Ladder
from runwins.report import ladder_words, run_words
from runwins.report.cells import TerminalStyle, cut, width
from runwins.units import ordinal

FIRST = "This is the first run in your log: everything after it has something to beat."
_AGAIN = 2


@dataclass(frozen=True, slots=True)
class RunView:
    """A run and all that is said of it.

    Attributes
    ----------
    run
        A row of frame `RUNS`.
    wins
        Frame `WINS` of that run; those with ``shown`` are celebrated.
    remarks
        Frame `REMARKS` of that run.
    ladder
        Toward the goal, where there is one.
    headline_counts
        What was imported, in a few words; empty where nothing was.
    first_run
        Whether nothing came before it.
    route_name
        What the runner calls its route; empty where it has no name.
    route_times
        The how manieth run of its route it is; 0 where it is of none.
    """

    run: Mapping[str, Any]
    wins: pd.DataFrame
    remarks: pd.DataFrame
    ladder: Ladder | None = None
    headline_counts: str = ""
    first_run: bool = False
    route_name: str = ""
    route_times: int = 0

    @property
    def celebrated(self) -> list[dict[Any, Any]]:
        """The wins worth saying, strongest first."""
        shown = self.wins[self.wins["shown"]]
        return shown.sort_values("score", ascending=False, kind="stable").to_dict("records")

    def said(self, remark: str) -> list[dict[Any, Any]]:
        """Return the remarks of one sort."""
        return self.remarks[self.remarks["remark"] == remark].to_dict("records")


def called(view: RunView, style: TerminalStyle, room: int) -> str:
    """Return what the run is called, and the how manieth of its route it is."""
    name = style.clean(view.route_name or run_words.text(view.run["name"]))
    if view.route_times < _AGAIN:
        return name
    times = f"{ordinal(view.route_times)} time"
    if not name:
        return f"{str(view.run['book']).capitalize()} run on a known route ({times})"
    return f"{cut(name, room - width(times) - 3, style)} ({times})"


def rung_words(win: Mapping[str, Any], ladder: Ladder | None) -> str:
    """Return ``rung 5 of 9  done`` for a win that reached a rung."""
    if ladder is None or not run_words.text(win["rung"]):
        return ""
    names = [str(name) for name in ladder.rungs["rung_id"]]
    count = len(ladder_words.steps(ladder))
    rung = run_words.text(win["rung"])
    if rung not in names[:count]:
        return ""
    done = sum(step.state == "done" for step in ladder_words.steps(ladder))
    return f"rung {done} of {count}  done"
