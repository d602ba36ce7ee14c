"""What follows from the stored facts: the run table, the history, its wins; computed once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from runwins.frames import CLIMBS, EFFORTS, NOTES, REACHED
from runwins.goal import AWAY_REASONS, Away, Goal, Ladder, RungEdit
from runwins.ladder import build_ladder
from runwins.ladder.reached import reached
from runwins.metrics.personal import judge_personally
from runwins.model import History
from runwins.store import Recording, Store
from runwins.training_log.conclusions import Conclusions
from runwins.training_log.names_of_ways import named, names_of_ways
from runwins.training_log.on_route import times_on_route
from runwins.training_log.route_words import FIELD as ROUTE
from runwins.training_log.route_words import RoutesAsSaid
from runwins.training_log.runs_table import (
    RunsTable,
    counting,
    grouped,
    how_many_stand,
    runs_table,
)
from runwins.training_log.ways import GatheredWays
from runwins.units import Units
from runwins.wins import find_remarks, find_wins
from runwins.wins.base import together

Tell = Callable[[str], None]

_YEAR_S = 365 * 86_400.0
_MANY = 500


class Known:
    """Everything that is concluded from a log as it is now.

    A change of the facts makes it void; then a new one is made, which goes on from what was kept:
    nothing has hindsight, so conclusions stand up to the first run that changed.

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
    kept_in
        The folder of what was concluded before.
    tell
        Called with a word on what takes long while it is done, and with an empty one afterwards.
    """

    def __init__(
        self,
        store: Store,
        units: Units,
        today: dt.date,
        home_zone: ZoneInfo | None,
        kept_in: Path,
        tell: Tell | None = None,
    ) -> None:
        self._store = store
        self._units = units
        self._today = today
        self._home_zone = home_zone
        self._tell = tell
        self._edits = store.edits()
        said = sorted((no, one[ROUTE]) for no, one in self._edits.items() if ROUTE in one)
        self._before = Conclusions(kept_in, store.changes(), f"{units} {home_zone} {said}")
        self._reused: dict[str, int] = {}
        self._ladders: dict[str, Ladder] = {}

    @cached_property
    def _table(self) -> tuple[RunsTable, int]:
        """The runs that are in the log, and how many of them are as they were."""
        edits = self._edits
        old, changed = self._before.runs, self._before.changed
        if old is None or len(changed) > _MANY:
            return runs_table(self._store.recordings(), edits, self._home_zone), 0
        now = self._store.recordings_of_runs(changed)
        stand = how_many_stand(old, changed, now)
        fresh = [recording for recording in now if not recording.dropped]
        starts = [datetime.fromisoformat(one.facts["start_time"]).timestamp() for one in fresh]
        if stand < len(old):
            starts.append(old.frame["start_time"].iloc[stand].timestamp())
        if not starts:
            return old, stand
        recordings = self._store.recordings_since(min(starts) - _YEAR_S)
        return runs_table(recordings, edits, self._home_zone, old.first(stand)), stand

    @property
    def table(self) -> RunsTable:
        """The runs that are in the log."""
        return self._table[0]

    def recordings(self, run_id: str) -> list[Recording]:
        """Return the recordings of a run, the speaking one first."""
        return grouped(self._store.recordings_of_runs([self.table.run_no[run_id]]))[0]

    @cached_property
    def dropped(self) -> RunsTable:
        """The runs that the runner took out, named as they were in the log."""
        recordings = self._store.recordings()
        gone = {r.run_no for r in recordings if r.dropped}
        every = [replace(r, dropped=False) for r in recordings] if gone else []
        return runs_table(every, self._edits, self._home_zone).only(gone)

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
    def _counted(self) -> tuple[RunsTable, int]:
        """The runs that count, and how many of them are as they were."""
        table, stand = self._table
        counts = counting(table.frame)
        return table.only(table.numbers[counts].tolist()), int(counts[:stand].sum())

    @cached_property
    def running(self) -> History:
        """What ladders and predictions follow from: all but routes, hills and rungs."""
        counted, stand = self._counted
        return History(
            counted.frame,
            self._efforts(counted, stand),
            self._climbs(counted, stand),
            self._units,
            NOTES.build(self.notes),
            dropped_wins=self._store.dropped_wins(),
            goals=tuple(self.goals),
            away=tuple(self.away),
        )

    def _efforts(self, counted: RunsTable, stand: int) -> pd.DataFrame:
        """Return the efforts of the runs that count; a year of runs judges the next."""
        kept = self._before.first("efforts", stand) if stand else None
        if kept is None:
            kept, stand = EFFORTS.empty(), 0
        self._reused["efforts"] = len(kept)
        if stand == len(counted):
            return kept
        starts = counted.frame["start_time"]
        year = starts.searchsorted(starts.iloc[stand] - pd.Timedelta(seconds=_YEAR_S))
        witnesses = counted.frame.iloc[int(year) :]
        owners = dict(zip(counted.speakers[int(year) :].tolist(), witnesses["run_id"], strict=True))
        found = self._store.cached("measured_effort", owners)
        if len(found):
            found = EFFORTS.check(judge_personally(found, witnesses))
        return together(kept, found[found["run_id"].isin(counted.frame["run_id"].iloc[stand:])])

    def _climbs(self, counted: RunsTable, stand: int) -> pd.DataFrame:
        kept = self._before.first("climbs", stand) if stand else None
        if kept is None:
            kept, stand = CLIMBS.empty(), 0
        self._reused["climbs"] = len(kept)
        ids = counted.frame["run_id"].iloc[stand:]
        owners = dict(zip(counted.speakers[stand:].tolist(), ids, strict=True))
        return together(kept, self._store.cached("measured_climb", owners))

    def descents(self) -> pd.DataFrame:
        """Return the descents of the runs that count: frame `DESCENTS`."""
        counted, _ = self._counted
        owners = dict(zip(counted.speakers.tolist(), counted.frame["run_id"], strict=True))
        return self._store.cached("measured_descent", owners)

    @cached_property
    def _ways(self) -> GatheredWays:
        counted, stand = self._counted
        with self._telling("routes and hills", len(counted) - stand):
            return GatheredWays(
                self._store, counted.speaker, self.running.climbs, self._said_routes
            )

    @cached_property
    def _names_of_ways(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """What the runner calls routes and hills."""
        if not self._store.way_names():
            return {}, {}
        ids = self.running.runs["run_id"]
        return names_of_ways(self._store, self.table.run_no, self._ways.routes(), ids)

    def routes(self, beside: range | None = None) -> pd.DataFrame:
        """Return frame `ROUTES`; other routes than those of runs at some places may be left out."""
        return named(self._ways.routes(beside), "route_id", self._names_of_ways[0])

    def hills(self, beside: range | None = None) -> pd.DataFrame:
        """Return frame `HILLS`, or of it the hills that the runs at some places went up."""
        return named(self._ways.hills(beside), "hill_id", self._names_of_ways[1])

    @property
    def _said_routes(self) -> dict[int, str]:
        """The runner's word of the route of a run, by its place among the runs that count."""
        words = {no: one[ROUTE] for no, one in self._edits.items() if ROUTE in one}
        counted = self.counted_numbers if words else []
        return {place: words[no] for place, no in enumerate(counted) if no in words}

    @property
    def counted_numbers(self) -> list[int]:
        """The stored numbers of the runs that count, in the order they were run."""
        return [int(number) for number in self._counted[0].numbers]

    def routes_as_said(self) -> RoutesAsSaid:
        """Return the routes by the places of the runs that count, for the runner to change."""
        self._ways  # noqa: B018 - gathers them
        return RoutesAsSaid(self._store, self._counted[0].speakers.tolist(), self._said_routes)

    def ladder(self, goal: Goal) -> Ladder:
        """Return the ladder toward a goal, built once."""
        kept = self._ladders.get(goal.name)
        if kept is None or kept.goal != goal:
            kept = self._ladders[goal.name] = build_ladder(goal, self.running, self._today)
        return kept

    def on_route(self, run_id: str) -> tuple[str, int]:
        """Return the name of a run's route, and the how manieth run of it this is."""
        ids = self.running.runs["run_id"].to_numpy()
        place = next(iter(np.flatnonzero(ids == run_id)), None)
        if place is None:
            return "", 0
        return times_on_route(self.routes(range(place, place + 1)), run_id)

    @cached_property
    def without_ways(self) -> History:
        """What wins are explained from: all but routes and hills."""
        ladders = map(self.ladder, self.goals)
        return replace(self.running, rungs=reached(ladders) if self.goals else None)

    @cached_property
    def history(self) -> History:
        """All that wins follow from."""
        return self._with_ways()

    def _with_ways(self, beside: range | None = None) -> History:
        """Return the history with its routes and hills, or with those of runs at some places."""
        return replace(self.without_ways, routes=self.routes(beside), hills=self.hills(beside))

    @cached_property
    def _won(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """All wins that were found, and what is said beside them."""
        stand, runs = self._counted[1], len(self.without_ways.runs)
        told = self._before.told(self.without_ways, stand)
        if told is not None and stand == runs:
            return told
        known, said = (None, None) if told is None else told
        history = self.history if told is None else self._with_ways(range(stand, runs))
        with self._telling("wins", runs - stand if told else runs):
            wins = find_wins(history, known, stand)
            remarks = find_remarks(history, wins, said, stand)
            self._keep(wins, remarks, told)
        return wins, remarks

    @contextmanager
    def _telling(self, what: str, runs: int) -> Iterator[None]:
        """Say what is being looked for, where it is looked for in many runs."""
        tell = self._tell if runs > _MANY else None
        if tell is None:
            yield
            return
        tell(f"looking for {what} in {runs:,} runs")
        try:
            yield
        finally:
            tell("")

    def _keep(
        self,
        wins: pd.DataFrame,
        remarks: pd.DataFrame,
        told: tuple[pd.DataFrame, pd.DataFrame] | None,
    ) -> None:
        """Keep everything for the next time; see `Conclusions.keep`."""
        history = self.without_ways
        tables = {
            "efforts": history.efforts, "climbs": history.climbs,
            "rungs": REACHED.empty() if history.rungs is None else history.rungs,
            "wins": wins, "remarks": remarks,
        }  # fmt: skip
        same: dict[str, int] = {}
        before = self._before.runs
        if before is not None and self._table[1] == len(before):
            same = {"runs": len(before), **self._reused}
            if told is not None:
                same |= {"wins": len(told[0]), "remarks": len(told[1])}
        self._before.keep(self._store, self.table, tables, same)

    def told_before(self) -> pd.DataFrame | None:
        """Return the wins as they were told before the facts changed, where that is known."""
        return self._before.told_before()

    @property
    def wins(self) -> pd.DataFrame:
        """All that were found: frame `WINS`."""
        return self._won[0]

    @property
    def remarks(self) -> pd.DataFrame:
        """What is said beside them: frame `REMARKS`."""
        return self._won[1]


def _goal(body: Mapping[str, Any]) -> Goal:
    dates = {
        key: None if body[key] is None else dt.date.fromisoformat(body[key])
        for key in ("date", "set_on", "start")
    }
    edits = tuple(RungEdit(**edit) for edit in body.get("edits", ()))
    return Goal(**{**body, **dates, "edits": edits})
