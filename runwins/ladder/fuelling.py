"""Eating on the run, practised before the day it is needed."""

from __future__ import annotations

import datetime as dt
import re

import numpy as np

from runwins.goal import Goal
from runwins.ladder import marks as reached
from runwins.ladder.base import Dimension, rung_kind
from runwins.ladder.skill import skill
from runwins.ladder.targets import BACK_TO_BACK_M
from runwins.model import History

GRAMS_AN_HOUR = 60.0
_HOURS = 3
_SAID = re.compile(r"(\d{2,3})\s*g\s*(?:/|per|an)\s*h", re.IGNORECASE)


@rung_kind("fuelling", order=12)
def fuelling(goal: Goal, history: History, day: dt.date) -> Dimension | None:
    """Three hours with 60 g of carbohydrate an hour.

    For races of 50 km and longer, because a stomach learns it too. No watch knows what you ate, so
    it is earned by your note on a run of three hours or more that says how much it was:
    `runwins note "65 g/h, no trouble"`. Less than 60, or a shorter run, does not count.
    """
    if goal.distance_m < BACK_TO_BACK_M:
        return None
    seconds = np.where(_well_fed(history), history.runs["elapsed_s"], np.nan)
    marks = reached.of_runs(history, seconds)
    label = f"{_HOURS} h at {GRAMS_AN_HOUR:.0f} g of carbohydrate an hour"
    return skill(marks, day, _HOURS * 3600.0, "s", label, weight=1.3)


def _well_fed(history: History) -> np.ndarray:
    """Return of each run whether a note names enough grams an hour."""
    notes = history.notes
    fed: set[str] = set()
    if notes is not None:
        for run_id, text in zip(notes["run_id"], notes["text"], strict=True):
            said = [float(grams) for grams in _SAID.findall(text or "")]
            if max(said, default=0.0) >= GRAMS_AN_HOUR:
                fed.add(run_id)
    return history.runs["run_id"].isin(fed).to_numpy()
