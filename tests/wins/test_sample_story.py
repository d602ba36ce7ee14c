"""The made-up runner's log: what happened in the story is found on its day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from runwins.training_log import TrainingLog
from runwins.wins import kinds


def test_what_happened_is_found(sample_log: TrainingLog, sample_index: Mapping[str, Any]) -> None:
    wins = sample_log.wins(all_found=True)
    sources = sample_log.runs().set_index("run_id")["ascent_source"]
    absent = []
    for told in sample_index["wins"]:
        if told["kind"] not in kinds():
            continue
        if told["kind"] == "most-ascent" and sources[told["run_id"]] == "gps":
            continue  # satellite altitude claims no ascent
        first = pd.Timestamp(told["date"])
        last = pd.Timestamp(told.get("until", told["date"]))
        of_kind = wins[wins["kind"] == told["kind"]]
        if not of_kind["date"].between(first, last).any():
            absent.append(f"{told['date']} {told['kind']}: {told['what']}")
    assert absent == []
