"""What follows from the stored facts: the run table, the history, its wins; computed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from runwins.frames import EFFORTS, NOTES
from runwins.goal import AWAY_REASONS, Away, Goal, RungEdit
from runwins.ladder import build_ladder
from runwins.ladder.reached import reached
from runwins.metrics.personal import judge_personally
from runwins.model import History
from runwins.store import Store
from runwins.training_log.runs_table import RunsTable, runs_table
from runwins.training_log.ways import named, names_of_ways, routes_and_hills
from runwins.units import Units
from runwins.wins import find_remarks, find_wins

_LEAST_S, _LEAST_M = 60.0, 200.0
"""A shorter recording is a button pressed by mistake; it stays in the run table alone."""


class Known:
    """Everything that is concluded from a log as it is now.

    A change of the facts makes it void; then a new one is made.

    Parameters
    ----------
    store
        The open log.
    units
        Which round numbers the runner thinks in.
    today
        The day that ladders are judged from.
    home_zone
        Of runs whose time zone nobody told; ``None`` where the runner named none.
    """

    def __init__(
        self, store: Store, units: Units, today: dt.date, home_zone: ZoneInfo | None
    ) -> None:
        self._store = store
        self._units = units
        self._today = today
        self._home_zone = home_zone

    @cached_property
    def table(self) -> RunsTable:
        """The runs that are in the log."""
        return runs_table(self._store.recordings(), self._store.edits(), self._home_zone)

    @cached_property
    def dropped(self) -> RunsTable:
        """The runs that the runner took out, named as they were in the log."""
        recordings = self._store.recordings()
        gone = {r.run_no for r in recordings if r.dropped}
        every = [replace(r, dropped=False) for r in recordings] if gone else []
        return runs_table(every, self._store.edits(), self._home_zone).part(gone)

    @cached_property
    def notes(self) -> list[dict[str, Any]]:
        """Every note on a run of the log, oldest first."""
        owner = {number: run_id for run_id, number in self.table.run_no.items()}
        return [
            {
                "run_id": owner[note["run_no"]],
                "feel": note["feel"],
                "text": note["text"],
                "at": note["made_at"],
            }
            for note in self._store.notes()
            if note["run_no"] in owner
        ]

    @cached_property
    def goals(self) -> list[Goal]:
        """Every goal, the next race first."""
        goals = [_goal(body) for body in self._store.goals()]
        return sorted(goals, key=lambda goal: (goal.date is None, goal.date, goal.name))

    @cached_property
    def away(self) -> list[Away]:
        """Every stretch of days that the runner marked as away, the earliest first."""
        spans = self._store.spans()
        return [
            Away(first, last, kind, text)
            for _, kind, first, last, text in spans
            if kind in AWAY_REASONS
        ]

    @cached_property
    def running(self) -> History:
        """What ladders and predictions follow from: all but routes, hills and rungs."""
        runs = self.table.frame
        pressed = (runs["elapsed_s"] < _LEAST_S) & ~(runs["distance_m"] >= _LEAST_M)
        counted = runs[(runs["quality"] != "ride") & ~pressed].reset_index(drop=True)
        owners = {self.table.speaker[run_id].recording_id: run_id for run_id in counted["run_id"]}
        efforts = self._store.cached("measured_effort", owners)
        if len(efforts):
            efforts = EFFORTS.check(judge_personally(efforts, counted))
        return History(
            counted,
            efforts,
            self._store.cached("measured_climb", owners),
            self._units,
            NOTES.build(self.notes),
            dropped_wins=self._store.dropped_wins(),
            goals=tuple(self.goals),
            away=tuple(self.away),
        )

    @cached_property
    def history(self) -> History:
        """All that wins follow from."""
        known = self.running
        speakers = {
            run_id: self.table.speaker[run_id].recording_id for run_id in known.runs["run_id"]
        }
        routes, hills = routes_and_hills(self._store, speakers, known.climbs)
        route_names, hill_names = names_of_ways(self._store, self.table.run_no, routes, speakers)
        ladders = (build_ladder(goal, known, self._today) for goal in self.goals)
        return replace(
            known,
            routes=named(routes, "route_id", route_names),
            hills=named(hills, "hill_id", hill_names),
            rungs=reached(ladders) if self.goals else None,
        )

    @cached_property
    def wins(self) -> pd.DataFrame:
        """All that were found: frame `WINS`."""
        return find_wins(self.history)

    @cached_property
    def remarks(self) -> pd.DataFrame:
        """What is said beside them: frame `REMARKS`."""
        return find_remarks(self.history, self.wins)


def _goal(body: Mapping[str, Any]) -> Goal:
    dates = {
        key: None if body[key] is None else dt.date.fromisoformat(body[key])
        for key in ("date", "set_on", "start")
    }
    edits = tuple(RungEdit(**edit) for edit in body.get("edits", ()))
    return Goal(**{**body, **dates, "edits": edits})
