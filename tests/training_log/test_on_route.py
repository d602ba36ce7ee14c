from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from runwins import TrainingLog
from runwins.training_log.on_route import times_on_route


def test_runs_of_a_route_are_counted_in_the_order_they_were_run(sample_log: TrainingLog) -> None:
    history = sample_log.history()
    assert history.routes is not None
    route = history.routes["route_id"].value_counts().index[0]
    runs = set(history.routes.loc[history.routes["route_id"] == route, "run_id"])
    days = history.runs[history.runs["run_id"].isin(runs)].sort_values("start_time")
    told = [times_on_route(history, run_id)[1] for run_id in days["run_id"]]
    assert told == list(range(1, len(runs) + 1))
    assert len(told) > 10


@pytest.mark.parametrize("routes", [None, "empty"])
def test_a_run_of_no_route(sample_log: TrainingLog, routes: Any) -> None:
    history = sample_log.history()
    assert history.routes is not None
    known = None if routes is None else history.routes.iloc[:0]
    assert times_on_route(replace(history, routes=known), "20261024-0730") == ("", 0)


def test_the_runners_name_for_it(sample_log: TrainingLog) -> None:
    history = sample_log.history()
    assert history.routes is not None
    named = history.routes.assign(name=pd.Series("River loop", index=history.routes.index))
    run_id = str(history.routes["run_id"].iloc[0])
    assert times_on_route(replace(history, routes=named), run_id)[0] == "River loop"
