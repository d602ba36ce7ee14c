"""What scripts are told: the log's answers as plain values, in shapes that stay."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from runwins.frames import plain, to_records
from runwins.goal import Ladder
from runwins.metrics.prediction import Prediction
from runwins.metrics.timing import measure_time
from runwins.units import KM, MILE

if TYPE_CHECKING:
    from runwins.training_log import TrainingLog


def run_answer(log: TrainingLog, run_id: str) -> dict[str, Any]:
    """Return a run with its wins, what came close and what was not counted."""
    runs, wins, remarks = log.runs(), log.wins(), log.remarks()
    mine = remarks[remarks["run_id"] == run_id]
    return {
        **to_records(runs[runs["run_id"] == run_id])[0],
        "wins": to_records(wins[wins["run_id"] == run_id]),
        "near": to_records(mine[mine["remark"] == "almost"]),
        "not_counted": to_records(mine[mine["remark"] == "not counted"]),
        "notes": to_records(mine[mine["remark"].isin(["big step", "progress"])]),
    }


def goal_answer(log: TrainingLog) -> dict[str, Any] | None:
    """Return the goal ahead and where its ladder stands; ``None`` where none is set."""
    if not log.goals():
        return None
    ladder = log.ladder()
    following = ladder.next_rung
    return plain_dict({
        "name": ladder.goal.name,
        "date": ladder.goal.date,
        "rungs_done": ladder.done,
        "rungs": len(ladder.steps),
        "status": ladder.status,
        "next": None
        if following is None
        else {"id": following["rung_id"], "label": following["label"],
              "p10": following["p10"], "p90": following["p90"]},
    })  # fmt: skip


def ladder_answer(ladder: Ladder) -> dict[str, Any]:
    """Return a ladder: its goal, status, rungs, and the next of them."""
    following = ladder.next_rung
    return {
        "goal": asdict(ladder.goal),
        "today": ladder.today,
        "status": ladder.status,
        "probability": ladder.probability,
        "sentences": ladder.sentences,
        "rungs": to_records(ladder.rungs),
        "next": None if following is None else following["rung_id"],
    }


def prediction_answer(prediction: Prediction) -> dict[str, Any]:
    """Return a predicted time with its range and what it was made from."""
    return {
        "distance_m": prediction.distance_m,
        "p10_s": prediction.p10_s,
        "p50_s": prediction.p50_s,
        "p90_s": prediction.p90_s,
        "basis": [prediction.basis] if prediction.basis else [],
        "enough": prediction.enough,
        "reason": prediction.reason or None,
    }


def run_details(log: TrainingLog, run_id: str) -> dict[str, Any]:
    """Return all that is known of a run, from its row to its laps, splits and bests."""
    runs = log.runs()
    activity = log.activity(run_id)
    cleaned = log.cleaned(run_id)
    efforts, climbs = log.efforts(), log.climbs()
    split_m = MILE if log.units == "mi" else KM
    return {
        "run": to_records(runs[runs["run_id"] == run_id])[0],
        "edits": log.edits(run_id),
        "notes": [note for note in log.notes() if note["run_id"] == run_id],
        "recordings": [
            {key: facts[key] for key in ("source", "source_format", "device", "problems")}
            for facts in log.recordings(run_id)
        ],
        "pauses": activity.pauses,
        "stops": measure_time(cleaned).stops if len(cleaned.stream) else [],
        "laps": to_records(activity.laps),
        "splits": splits(cleaned.stream, split_m),
        "efforts": to_records(efforts[efforts["run_id"] == run_id]),
        "climbs": to_records(climbs[climbs["run_id"] == run_id]),
    }


def splits(stream: pd.DataFrame, every_m: float) -> list[dict[str, float]]:
    """Return a run cut every `every_m` metres, on the clock; the last piece is what was left."""
    known = stream[["elapsed_s", "distance_m"]].dropna()
    if len(known) < 2:
        return []
    time, path = known["elapsed_s"].to_numpy(), known["distance_m"].to_numpy()
    total = float(path[-1])
    marks = np.append(np.arange(every_m, total, every_m), total)
    passed = np.interp(marks, path, time)
    starts = np.concatenate(([path[0]], marks[:-1]))
    began = np.concatenate(([time[0]], passed[:-1]))
    return [
        {"distance_m": float(m - s), "elapsed_s": float(t - b), "ended_at_m": float(m)}
        for s, m, b, t in zip(starts, marks, began, passed, strict=True)
        if t > b and m > s
    ]


def plain_dict(body: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping with plain values."""
    made: dict[str, Any] = plain(body)
    return made
