"""From the messages of a FIT file to its runs: which sessions are runs, what is cut for each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from made_files import START

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording
from runwins.importers.fit_sessions import check_it_runs, runs_of
from runwins.importers.sports import AS_RUN
from runwins.model import Activity

ACTIVITY = {"file_id": [{"type": "activity", "manufacturer": "garmin", "product": 3113}]}


def columns(seconds: int = 600, speed: float = 3.0) -> dict[str, np.ndarray]:
    time = np.arange(seconds, dtype=float)
    return {"timestamp": START + time, "distance": time * speed, "speed": np.full(seconds, speed)}


def runs(
    messages: dict[str, Any], own: dict[str, np.ndarray] | None = None, **context: object
) -> list[Activity]:
    told = {**ACTIVITY, **messages}
    held = columns() if own is None else own
    return runs_of(told, held, Recording("a.fit", b"", context), ())


def session(sport: str | None = "running", at: int = 0, **more: object) -> dict[str, Any]:
    return {"start_time": float(START + at), "sport": sport, **more}


@pytest.mark.parametrize(
    ("kind", "word"),
    [("course", "runwins course"), ("workout", "a plan, not a run"), ("schedules", "a plan"),
     ("monitoring_b", "a FIT file of type monitoring b, not a recorded activity"),
     (77, "a FIT file of type 77")],
)  # fmt: skip
def test_the_kind_of_a_file_is_told_before_anything_else_of_it(kind: object, word: str) -> None:
    with pytest.raises(NotARun, match=word):
        check_it_runs({"file_id": [{"type": kind}]}, {})


def test_a_file_of_several_kinds_with_a_session_is_looked_into() -> None:
    messages = {"file_id": [{"type": "settings"}, {"type": "activity"}]}
    check_it_runs(messages, {})
    check_it_runs({"file_id": [{"type": "settings"}], "session": [session()]}, {})


def test_all_sports_of_a_file_without_a_run_are_named_once() -> None:
    told = [session("swimming"), session("transition"), session("cycling"), session("swimming")]
    with pytest.raises(NotARun, match=r"^a swim and a ride, not a run$"):
        check_it_runs({**ACTIVITY, "session": told}, {})
    with pytest.raises(NotARun, match=r"^a transition, not a run$"):
        check_it_runs({**ACTIVITY, "session": told[1:2]}, {})


def test_at_the_runners_word_the_only_session_is_a_run() -> None:
    (run,) = runs({"session": [session("hiking")]}, columns(speed=1.5), sport=AS_RUN)
    assert run.sport == "running"
    with pytest.raises(NotARun, match="a swim"):
        runs({"session": [session("swimming"), session("cycling", 300)]}, sport=AS_RUN)


def test_a_treadmill_of_fitness_equipment_is_a_run() -> None:
    (run,) = runs({"session": [session("fitness_equipment", sub_sport="treadmill")]})
    assert run.sub_sport == "treadmill"
    with pytest.raises(NotARun):
        runs({"session": [session("fitness_equipment", sub_sport="elliptical")]})


@pytest.mark.parametrize("where", ["sport", "lap"])
def test_a_session_without_a_sport_has_that_of_the_rest_of_the_file(where: str) -> None:
    with pytest.raises(NotARun, match="a ride"):
        runs({"session": [session(None)], where: [{"sport": "cycling"}]})
    (run,) = runs({"session": [session("generic")], where: [{"sport": "running"}]})
    assert run.problems == ()


def test_without_any_sport_its_speed_speaks() -> None:
    (run,) = runs({"session": [session(None)]})
    assert run.problems == ("the file names no sport: its speed is a run's",)
    with pytest.raises(NotARun, match="a walk's"):
        runs({"session": [session(None)]}, columns(speed=1.2))


def test_each_running_session_is_cut_out_by_its_time() -> None:
    told = [session("running", 400), session("cycling", 200), session("running", 0)]
    first, last = runs({"session": told})
    assert [len(run.samples) for run in (first, last)] == [200, 200]
    assert first.source == f"a.fit#{START}"
    assert last.source == f"a.fit#{START + 400}"
    assert last.samples["distance_m"].iloc[0] == pytest.approx(3.0), "not 1,200 m on"
    assert first.start_time.timestamp() == START


def test_a_session_written_twice_is_one_run_of_the_first_copy() -> None:
    once = columns(100)
    twice = {name: np.concatenate([values, values]) for name, values in once.items()}
    (run,) = runs({"session": [session(), session()]}, twice)
    assert len(run.samples) == 100
    assert run.source == "a.fit"


def test_without_a_session_the_samples_are_kept_and_it_is_said() -> None:
    (run,) = runs({"sport": [{"sport": "running"}]})
    assert len(run.samples) == 600
    assert run.totals.distance_m is None
    assert run.problems[0] == "the file has no session: what it sums up is unknown"
    with pytest.raises(UnreadableFile, match="without session or samples"):
        runs({}, {})


def test_samples_without_any_time_leave_the_session() -> None:
    untimed = {**columns(), "timestamp": np.full(600, np.nan)}
    (run,) = runs({"session": [session(total_distance=1800.0)]}, untimed)
    assert (len(run.samples), run.totals.distance_m) == (0, 1800.0)


@pytest.mark.parametrize(("event", "is_race"), [("race", True), ("training", False), (None, False)])
def test_a_race_is_marked_by_the_watch(event: str | None, is_race: bool) -> None:
    (run,) = runs({"session": [session(sport_event=event)]})
    assert run.is_race is is_race


def test_a_clock_that_was_not_set_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="clock was not set"):
        runs({"session": [session(at=-START + 631_065_600 + 10)]}, {})
