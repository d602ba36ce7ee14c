from __future__ import annotations

import pandas as pd

from runwins import TrainingLog
from runwins.training_log.on_route import times_on_route


def test_runs_of_a_route_are_counted_in_the_order_they_were_run(sample_log: TrainingLog) -> None:
    routes, runs = sample_log.routes(), sample_log.runs()
    route = routes["route_id"].value_counts().index[0]
    members = set(routes.loc[routes["route_id"] == route, "run_id"])
    days = runs[runs["run_id"].isin(members)].sort_values("start_time")
    told = [times_on_route(routes, run_id)[1] for run_id in days["run_id"]]
    assert told == list(range(1, len(members) + 1))
    assert len(told) > 10
    assert [sample_log.view(run_id).route_times for run_id in days["run_id"]] == told


def test_a_run_of_no_route(sample_log: TrainingLog) -> None:
    routes = sample_log.routes()
    alone = next(run for run in sample_log.runs()["run_id"] if run not in set(routes["run_id"]))
    assert times_on_route(routes, alone) == ("", 0)
    assert times_on_route(routes.iloc[:0], str(routes["run_id"].iloc[0])) == ("", 0)
    assert sample_log.view(alone).route_times == 0


def test_the_runners_name_for_it(sample_log: TrainingLog) -> None:
    routes = sample_log.routes()
    named = routes.assign(name=pd.Series("River loop", index=routes.index))
    run_id = str(routes["run_id"].iloc[0])
    assert times_on_route(named, run_id)[0] == "River loop"
