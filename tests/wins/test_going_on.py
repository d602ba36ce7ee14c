"""One more run in a long log: what was found before stands, and nothing is looked at twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from going_on import check_going_on, first_runs, toward_goals, with_some_taken_back
from histories import history, run

from runwins.frames import NOTES
from runwins.model import History
from runwins.training_log import TrainingLog
from runwins.units import Units
from runwins.wins import find_remarks, find_wins, kinds
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past


@pytest.fixture(scope="module")
def recorded(trail_archive: tuple[Path, dict[str, Any]]) -> History:
    with TrainingLog(trail_archive[0] / "log", units="km") as log:
        return log.history()


def noted(known: History) -> History:
    """Return the history with a hard day noted at every ninth run."""
    rows = [{"run_id": run_id, "feel": -2.0} for run_id in known.runs["run_id"].iloc[4::9]]
    return replace(known, notes=NOTES.build(rows))


@pytest.mark.parametrize("units", ["km", "mi"])
def test_the_sample_runner(sample_log: TrainingLog, units: Units) -> None:
    known = replace(noted(sample_log.history()), units=units)
    whole = with_some_taken_back(toward_goals(known))
    count = len(whole.runs)
    check_going_on(whole, [0, 1, 9, 57, count // 2, count - 20, count - 1, count])


def test_a_recorded_log(recorded: History) -> None:
    whole = with_some_taken_back(toward_goals(noted(recorded)))
    count = len(whole.runs)
    check_going_on(whole, [2, 61, count // 3, count - 90, count - 1])


def test_the_last_runs_one_by_one(recorded: History) -> None:
    count = len(recorded.runs)
    part = first_runs(recorded, count - 8)
    wins = find_wins(part)
    remarks = find_remarks(part, wins)
    for known in range(count - 8, count):
        part = first_runs(recorded, known + 1)
        wins = find_wins(part, wins, known)
        remarks = find_remarks(part, wins, remarks, known)
    pd.testing.assert_frame_equal(wins, find_wins(recorded), check_exact=True)
    pd.testing.assert_frame_equal(remarks, find_remarks(recorded, wins), check_exact=True)


def test_what_was_found_before_is_not_looked_at() -> None:
    runs = [run(day, 5 + 0.1 * day) for day in range(0, 60, 2)]
    known = history(runs)
    won = find_wins(first_runs(known, 29))
    told = won.assign(label="as it was told")
    now = find_wins(known, told, 29)
    assert (now["label"].iloc[: len(won)] == "as it was told").all()
    assert set(now["run_id"].iloc[len(won) :]) <= {known.runs["run_id"].iloc[-1]}


@pytest.fixture
def careless() -> Iterator[str]:
    """A kind of win that tells of every run, whatever it is asked about."""

    @detector("every-run", family="tough days")
    def every_run(known: History) -> pd.DataFrame:
        """Every run is a win; a test's own, which knows nothing of what is asked about."""
        past = Past(known)
        told = {"label": "A run", "value": 1.0, "unit": "runs", "since_n": 0.0, "size": 3.0}
        return candidates(past.candidate(at, rule="None.", **told) for at in range(len(past)))

    yield "every-run"
    from runwins.wins import base

    del base.REGISTRY._members["every-run"]


def test_a_kind_may_tell_of_all_runs(careless: str) -> None:
    assert careless in kinds()
    check_going_on(history([run(day, 5) for day in range(12)]), [1, 7, 11])
