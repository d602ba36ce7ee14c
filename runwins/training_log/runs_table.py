"""From stored recordings to the run table: which recording speaks for a run, and what it says."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.frames import RUNS
from runwins.metrics.duplicates import richness
from runwins.metrics.gait import run_without_walk, walk_ends
from runwins.store import Recording

_FROM_METRICS = (
    "book", "distance_m", "distance_source", "elapsed_s", "timer_s", "moving_s", "ascent_m",
    "ascent_source", "descent_m", "nonstop_moving_m", "nonstop_run_m", "avg_hr_bpm", "max_hr_bpm",
    "avg_cadence_spm", "avg_temperature_c", "steady_speed_mps", "steady_hr_bpm", "highest_m",
    "hidden_drift_m", "dark_s", "device", "quality", "quality_reasons",
)  # fmt: skip
_LEAST_S, _LEAST_M = 60.0, 200.0
_MOST_OF_IT = 0.8


@dataclass(frozen=True, slots=True)
class RunsTable:
    """The run table and the way back from it to what is stored.

    Attributes
    ----------
    frame
        Frame `RUNS` by start time.
    numbers
        The stored number of each run.
    speakers
        The recording that speaks for each run.
    own_zone
        Whether each run's time zone is its own and not lent by a neighbour in time.
    """

    frame: pd.DataFrame
    numbers: NDArray[np.int64]
    speakers: NDArray[np.int64]
    own_zone: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def run_no(self) -> dict[str, int]:
        """The stored number of each run, by ``run_id``."""
        return dict(zip(self.frame["run_id"], self.numbers.tolist(), strict=True))

    @property
    def speaker(self) -> dict[str, int]:
        """The recording that speaks for each run, by ``run_id``."""
        return dict(zip(self.frame["run_id"], self.speakers.tolist(), strict=True))

    def only(self, numbers: Collection[int]) -> RunsTable:
        """Return the table of some of its runs, by their stored numbers."""
        return self._taken(np.flatnonzero(np.isin(self.numbers, list(numbers))))

    def first(self, runs: int) -> RunsTable:
        """Return the table of its first runs."""
        return self if runs == len(self) else self._taken(np.arange(runs))

    def _taken(self, places: NDArray[np.intp]) -> RunsTable:
        return RunsTable(
            self.frame.take(places).reset_index(drop=True),
            self.numbers[places],
            self.speakers[places],
            self.own_zone[places],
        )


def runs_table(
    recordings: Iterable[Recording],
    edits: Mapping[int, Mapping[str, str]],
    home_zone: ZoneInfo | None = None,
    before: RunsTable | None = None,
) -> RunsTable:
    """Return the run table of all recordings whose runs are in the log.

    A run that was recorded twice is spoken for by its richest recording; name, race and note come
    from whichever recording has them, and what the runner said stands over all. Where no recording
    of a run knows its time zone it was run in the runner's `home_zone`; without one the run nearest
    in time lends its own, and the machine's zone serves a log in which none is known.

    Parameters
    ----------
    recordings
        Of these runs.
    edits
        What the runner said of runs, by their stored number.
    home_zone
        ``None`` where the runner named none.
    before
        The table of earlier runs, which stands; then `recordings` are those of the runs after them
        and of the year before.
    """
    known = _NO_RUNS if before is None else before
    stand = frozenset(known.numbers.tolist())
    groups = grouped(recordings)
    ordered = [group for group in groups if group[0].run_no not in stand]
    zones = [_zone(group) for group in ordered]
    offsets = _offsets([_start(group[0]) for group in ordered], zones, home_zone, known)
    rows: list[dict[str, Any]] = []
    taken = set(known.frame["run_id"])
    for group, offset in zip(ordered, offsets, strict=True):
        row = _row(group, offset, edits.get(group[0].run_no, {}))
        row["run_id"] = _free(row["run_id"], taken)
        taken.add(row["run_id"])
        rows.append(row)
    speakers = [group[0] for group in ordered]
    _by_own_gait(rows, speakers, [group[0] for group in groups if group[0].run_no in stand])
    found = RunsTable(
        RUNS.build(rows),
        np.array([one.run_no for one in speakers], dtype=np.int64),
        np.array([one.recording_id for one in speakers], dtype=np.int64),
        np.array([home_zone is not None or zone is not None for zone in zones], dtype=np.bool_),
    )
    return _together(known, found) if len(known) else found


def counting(runs: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which runs count: no rides, and no button pressed by mistake."""
    pressed = (runs["elapsed_s"] < _LEAST_S) & ~(runs["distance_m"] >= _LEAST_M)
    counts: NDArray[np.bool_] = ((runs["quality"] != "ride") & ~pressed).to_numpy(dtype=bool)
    return counts


def grouped(recordings: Iterable[Recording]) -> list[list[Recording]]:
    """Return the recordings of each run in the log, who speaks for it first, by start."""
    groups: dict[int, list[Recording]] = {}
    for recording in recordings:
        if not recording.dropped:
            groups.setdefault(recording.run_no, []).append(recording)
    ordered = map(_best_first, groups.values())
    return sorted(ordered, key=lambda group: (_start(group[0]), group[0].sha256))


def _best_first(group: list[Recording]) -> list[Recording]:
    """Return the recordings of a run, the richest first of those that hold most of it."""
    if len(group) == 1:
        return group
    most_s = max(_moving_s(one) for one in group)

    def order(one: Recording) -> tuple[int, bool, tuple[int, ...], str]:
        told = richness({**one.facts, **one.row})
        return told[0], _moving_s(one) >= _MOST_OF_IT * most_s, told, one.sha256

    return sorted(group, key=order, reverse=True)


def _moving_s(one: Recording) -> float:
    moving_s = float(one.row.get("moving_s") or 0.0)
    return 0.0 if math.isnan(moving_s) else moving_s


def how_many_stand(table: RunsTable, changed: Collection[int], now: Iterable[Recording]) -> int:
    """Return how many runs of a table, from the first on, are what they were.

    Parameters
    ----------
    table
        As it was.
    changed
        The stored numbers of runs whose facts have changed since.
    now
        The recordings of these runs as they are.
    """
    gone = np.flatnonzero(np.isin(table.numbers, list(changed)))
    stand = int(gone[0]) if len(gone) else len(table)
    groups = grouped(now)
    for group in groups[:1]:
        start = pd.Timestamp(_start(group[0])).tz_convert("UTC").floor("ms")
        stand = min(stand, int(table.frame["start_time"].searchsorted(start, side="left")))
    if not table.own_zone.any() and all(_zone(group) is None for group in groups):
        return stand
    while stand > 0 and not table.own_zone[stand - 1]:
        stand -= 1  # its zone was lent by a neighbour, which may be another now
    return stand


_NO_RUNS = RunsTable(
    RUNS.empty(), np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.bool_)
)


def _together(one: RunsTable, other: RunsTable) -> RunsTable:
    return RunsTable(
        pd.concat([one.frame, other.frame], ignore_index=True) if len(other) else one.frame,
        np.concatenate([one.numbers, other.numbers]),
        np.concatenate([one.speakers, other.speakers]),
        np.concatenate([one.own_zone, other.own_zone]),
    )


def _start(recording: Recording) -> datetime:
    return datetime.fromisoformat(recording.facts["start_time"])


def _zone(group: Sequence[Recording]) -> int | None:
    """Return local time minus UTC in seconds, as a run's recordings told it."""
    told = (r.facts["utc_offset_s"] for r in group if r.facts["utc_offset_s"] is not None)
    return next(told, None)


def _offsets(
    starts: Sequence[datetime],
    known: Sequence[int | None],
    home_zone: ZoneInfo | None,
    before: RunsTable,
) -> list[int]:
    if home_zone is not None:
        return [
            _offset_in(home_zone, start) if offset is None else offset
            for start, offset in zip(starts, known, strict=True)
        ]
    told = np.flatnonzero(before.own_zone)
    if len(told):
        last = before.frame.iloc[int(told[-1])]
        starts = [last["start_time"].to_pydatetime(), *starts]
        known = [int(last["utc_offset_s"]), *known]
    end = len(known) - 1
    left_of = _last_known(known)
    right_of = [None if i is None else end - i for i in _last_known(known[::-1])][::-1]
    filled: list[int] = []
    for start, left, right in zip(starts, left_of, right_of, strict=True):
        near = [i for i in (left, right) if i is not None]
        if near:
            filled.append(known[min(near, key=lambda i: abs(starts[i] - start))] or 0)
        else:
            filled.append(_offset_in(None, start))
    return filled[1:] if len(told) else filled


def _offset_in(zone: ZoneInfo | None, start: datetime) -> int:
    """Return local time minus UTC in a zone, or in the machine's."""
    return int((start.astimezone(zone).utcoffset() or timedelta()).total_seconds())


def _last_known(values: Sequence[int | None]) -> list[int | None]:
    """Return, for each place, where the last known value up to it stands."""
    found: list[int | None] = []
    for index, value in enumerate(values):
        found.append(index if value is not None else found[-1] if found else None)
    return found


def _row(group: Sequence[Recording], offset: int, edits: Mapping[str, str]) -> dict[str, Any]:
    speaker = group[0]
    start = _start(speaker)
    local = (start.astimezone(UTC) + timedelta(seconds=offset)).replace(tzinfo=None)
    row: dict[str, Any] = {key: speaker.row.get(key) for key in _FROM_METRICS}
    row |= {
        "run_id": local.strftime("%Y%m%d-%H%M"),
        "start_time": start,
        "utc_offset_s": offset,
        "local_date": local.date(),
        "name": next(_words(group, "name"), None),
        "is_race": any(r.facts["is_race"] for r in group),
        "source": speaker.facts["source_format"],
        "source_file": speaker.facts["source"],
    }
    return row | _said(edits)


def _by_own_gait(
    rows: list[dict[str, Any]], speakers: Sequence[Recording], earlier: Sequence[Recording]
) -> None:
    """Put in how far was run without a walk, by where this runner's walk ended at the time."""
    every = [*earlier, *speakers]
    cadence = [one.row.get("cadence_histogram_s") or () for one in every]
    ends = walk_ends([_start(one) for one in every], cadence, len(earlier))
    for row, one, walk_spm in zip(rows, speakers, ends, strict=True):
        if by_gait := one.row.get("nonstop_by_gait_m"):
            row["nonstop_run_m"] = run_without_walk(by_gait, walk_spm)


def _said(edits: Mapping[str, str]) -> dict[str, Any]:
    """Return what the runner said of a run, as values of its row."""
    said: dict[str, Any] = {name: edits[name] for name in ("name", "book") if name in edits}
    if "is_race" in edits:
        said["is_race"] = edits["is_race"] == "yes"
    if "distance_m" in edits:
        said |= {"distance_m": float(edits["distance_m"]), "distance_source": "runner"}
    return said


def _words(group: Sequence[Recording], field: str) -> Any:
    """Yield what the recordings say in words, a service's first: people name runs there."""
    by_service = sorted(group, key=lambda r: r.facts["source_format"] != "strava-csv")
    return (r.facts[field] for r in by_service if r.facts[field])


def _free(run_id: str, taken: Collection[str]) -> str:
    """Return the id, or for further runs of the same minute one with a letter behind it."""
    if run_id not in taken:
        return run_id
    letters = (f"{run_id}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    numbers = (f"{run_id}z{number}" for number in count(2))
    return next(name for name in chain(letters, numbers) if name not in taken)
