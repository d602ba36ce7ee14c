"""From stored recordings to the run table: which recording speaks for a run, and what it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from runwins.frames import RUNS
from runwins.metrics.duplicates import richness
from runwins.metrics.gait import run_without_walk, walk_ends
from runwins.store import Recording

_FROM_METRICS = (
    "book", "distance_m", "distance_source", "elapsed_s", "timer_s", "moving_s", "ascent_m",
    "ascent_source", "descent_m", "nonstop_moving_m", "nonstop_run_m", "avg_hr_bpm", "max_hr_bpm",
    "avg_cadence_spm", "avg_temperature_c", "steady_speed_mps", "steady_hr_bpm", "highest_m",
    "dark_s", "device", "quality", "quality_reasons",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunsTable:
    """The run table and the way back from it to what is stored.

    Attributes
    ----------
    frame
        Frame `RUNS` by start time.
    run_no
        The stored number of each run, by ``run_id``.
    speaker
        The recording that speaks for each run, by ``run_id``.
    recordings
        Every recording of each run, the speaking one first, by ``run_id``.
    """

    frame: pd.DataFrame
    run_no: Mapping[str, int]
    speaker: Mapping[str, Recording]
    recordings: Mapping[str, Sequence[Recording]]

    def part(self, numbers: Collection[int]) -> RunsTable:
        """Return the table of some of its runs, by their stored numbers."""
        kept = [run_id for run_id, number in self.run_no.items() if number in numbers]
        return RunsTable(
            self.frame[self.frame["run_id"].isin(kept)].reset_index(drop=True),
            {run_id: self.run_no[run_id] for run_id in kept},
            {run_id: self.speaker[run_id] for run_id in kept},
            {run_id: self.recordings[run_id] for run_id in kept},
        )


def runs_table(
    recordings: Sequence[Recording],
    edits: Mapping[int, Mapping[str, str]],
    home_zone: ZoneInfo | None = None,
) -> RunsTable:
    """Return the run table of all recordings whose runs are in the log.

    A run that was recorded twice is spoken for by its richest recording; name, race and note come
    from whichever recording has them, and what the runner said stands over all. Where no recording
    of a run knows its time zone it was run in the runner's `home_zone`; without one the run nearest
    in time lends its own, and the machine's zone serves a log in which none is known.
    """
    groups: dict[int, list[Recording]] = {}
    for recording in recordings:
        if not recording.dropped:
            groups.setdefault(recording.run_no, []).append(recording)
    for group in groups.values():
        group.sort(key=lambda r: (richness({**r.facts, **r.row}), r.sha256), reverse=True)
    ordered = sorted(groups.values(), key=lambda g: (_start(g[0]), g[0].sha256))
    offsets = _offsets(ordered, home_zone)
    rows: list[dict[str, Any]] = []
    taken: dict[str, list[Recording]] = {}
    for group, offset in zip(ordered, offsets, strict=True):
        row = _row(group, offset, edits.get(group[0].run_no, {}))
        row["run_id"] = _free(row["run_id"], taken)
        taken[row["run_id"]] = group
        rows.append(row)
    _by_own_gait(rows, [group[0] for group in ordered])
    return RunsTable(
        RUNS.build(rows),
        {run_id: group[0].run_no for run_id, group in taken.items()},
        {run_id: group[0] for run_id, group in taken.items()},
        taken,
    )


def _start(recording: Recording) -> datetime:
    return datetime.fromisoformat(recording.facts["start_time"])


def _offsets(groups: Sequence[Sequence[Recording]], home_zone: ZoneInfo | None) -> list[int]:
    known: list[int | None] = [
        next((r.facts["utc_offset_s"] for r in g if r.facts["utc_offset_s"] is not None), None)
        for g in groups
    ]
    starts = [_start(group[0]) for group in groups]
    if home_zone is not None:
        return [
            _offset_in(home_zone, start) if offset is None else offset
            for start, offset in zip(starts, known, strict=True)
        ]
    last = len(known) - 1
    before = _last_known(known)
    after = [None if i is None else last - i for i in _last_known(known[::-1])][::-1]
    filled: list[int] = []
    for start, left, right in zip(starts, before, after, strict=True):
        near = [i for i in (left, right) if i is not None]
        if near:
            filled.append(known[min(near, key=lambda i: abs(starts[i] - start))] or 0)
        else:
            filled.append(_offset_in(None, start))
    return filled


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


def _by_own_gait(rows: list[dict[str, Any]], speakers: Sequence[Recording]) -> None:
    """Put in how far was run without a walk, by where this runner's walk ended at the time."""
    cadence = [one.row.get("cadence_histogram_s") or () for one in speakers]
    ends = walk_ends([row["start_time"] for row in rows], cadence)
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


def _free(run_id: str, taken: Mapping[str, Any]) -> str:
    """Return the id, or for further runs of the same minute one with a letter behind it."""
    if run_id not in taken:
        return run_id
    letters = (f"{run_id}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    numbers = (f"{run_id}z{number}" for number in count(2))
    return next(name for name in chain(letters, numbers) if name not in taken)
