"""`TrainingLog`: what goes in comes out, tables are the runner's own, words are kept."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from runwins import Goal, TrainingLog
from runwins.errors import DamagedLog, GoalError, StoreError, UnknownName
from runwins.frames import CLEAN_STREAM, CLIMBS, EFFORTS, REMARKS, ROUTES, RUNS, WEEKS, WINS
from runwins.store import Store
from tests.conftest import SAMPLE

TODAY = dt.date(2026, 10, 24)
LAST = "20261024-0730"


@pytest.fixture
def log(demo_home):
    with TrainingLog(demo_home / "log", units="km", today=TODAY) as opened:
        yield opened


@pytest.fixture
def small(tmp_path):
    with TrainingLog(tmp_path / "log", units="km", today=TODAY) as opened:
        opened.import_files([SAMPLE / "watch"], jobs=1)
        yield opened


def test_an_empty_log_answers_everything_with_empty_tables(tmp_path):
    with TrainingLog(tmp_path, units="km", today=TODAY) as log:
        for frame in (
            log.runs(), log.wins(), log.efforts(), log.climbs(), log.routes(), log.hills(),
            log.weeks(), log.bests(), log.remarks(),
        ):  # fmt: skip
            assert isinstance(frame, pd.DataFrame)
            assert frame.empty
        assert log.goals() == log.notes() == log.imports() == log.dropped_runs() == []
        assert len(log.look_back()) == 1
        for question in (log.run_id, log.goal, log.ladder, log.undoable):
            with pytest.raises(UnknownName):
                question()


def test_a_log_that_cannot_be_read_is_let_go(tmp_path, monkeypatch):
    with TrainingLog(tmp_path, units="km", today=TODAY) as log:
        file = log.places.log_file
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TABLE edit")
    let_go = []
    close = Store.close
    monkeypatch.setattr(Store, "close", lambda store: let_go.append(store) or close(store))
    with pytest.raises(DamagedLog):
        TrainingLog(tmp_path, units="km", today=TODAY)
    assert len(let_go) == 1


def test_tables_have_their_schemas(sample_log):
    for schema, frame in (
        (RUNS, sample_log.runs()), (WINS, sample_log.wins()), (EFFORTS, sample_log.efforts()),
        (CLIMBS, sample_log.climbs()), (ROUTES, sample_log.routes()), (WEEKS, sample_log.weeks()),
        (REMARKS, sample_log.remarks()), (CLEAN_STREAM, sample_log.stream(LAST)),
    ):  # fmt: skip
        pd.testing.assert_frame_equal(schema.check(frame), frame)
        assert len(frame)


@pytest.mark.parametrize("table", ["runs", "wins", "efforts", "climbs", "routes", "weeks"])
def test_what_is_done_to_a_table_is_not_done_to_the_log(small, table):
    mine = getattr(small, table)()
    before = mine.copy()
    mine.iloc[:, 0] = mine.iloc[::-1, 0].to_numpy()
    mine["more"] = 1
    pd.testing.assert_frame_equal(getattr(small, table)(), before)


def test_runs_are_an_ordinary_frame(small):
    runs = small.runs()
    assert runs.groupby("book")["distance_m"].sum().sum() == pytest.approx(runs["distance_m"].sum())
    merged = runs.merge(small.efforts(), on="run_id", suffixes=("", "_effort"))
    assert set(merged["run_id"]) <= set(runs["run_id"])


def test_new_runs_are_those_that_an_import_added(tmp_path):
    files = sorted((SAMPLE / "watch").glob("*.fit"))
    with TrainingLog(tmp_path, units="km", today=TODAY) as log:
        assert log.new_runs(log.import_files(files[:2], jobs=1)) == [
            "20261017-0900",
            "20261018-1000",
        ]
        report = log.import_files(files, jobs=1)
        assert log.new_runs(report) == ["20261020-1800", "20261022-1800", LAST]
        assert log.new_runs(log.import_files(files, jobs=1)) == []


def test_what_the_runner_says_of_a_run_is_a_fact(small):
    kept = small.runs()
    small.edit_run(LAST, {"name": "  To the\nplateau ", "is_race": "yes", "distance_m": "42195"})
    small.rebuild()
    row = small.runs().set_index("run_id").loc[LAST]
    assert (row["name"], row["is_race"], row["distance_m"]) == ("To the plateau", True, 42_195)
    assert small.edits(LAST) == {"name": "To the plateau", "is_race": "yes", "distance_m": "42195"}
    small.edit_run(LAST, dict.fromkeys(("name", "is_race", "distance_m"), ""))
    assert small.edits(LAST) == {}
    pd.testing.assert_frame_equal(small.runs(), kept)


@pytest.mark.parametrize(
    "edits", [{"book": "moon"}, {"is_race": "maybe"}, {"distance_m": "-1"}, {"name": "x" * 201}]
)
def test_what_cannot_be_is_refused_whole(small, edits):
    with pytest.raises(GoalError):
        small.edit_run(LAST, {"name": "New", **edits})
    assert small.edits(LAST) == {}


def test_an_official_distance_is_the_run_s_and_not_its_efforts_(small):
    before = small.efforts()
    small.edit_run(LAST, {"distance_m": "42195"})
    pd.testing.assert_frame_equal(small.efforts(), before)
    assert small.weeks()["longest_m"].max() == 42_195


def test_splitting_takes_two_recordings(small):
    with pytest.raises(UnknownName, match="one recording"):
        small.split_run(LAST)


def test_a_dropped_run_takes_its_wins_along_and_brings_them_back(log):
    wins = log.wins(all_found=True)
    log.drop_run(LAST)
    assert LAST not in set(log.runs()["run_id"])
    assert LAST not in set(log.wins(all_found=True)["run_id"])
    assert log.dropped_runs() == [LAST]
    log.drop_run(LAST, restore=True)
    pd.testing.assert_frame_equal(log.wins(all_found=True), wins)


def test_notes_stay_with_their_run_and_go_with_it(small):
    small.note(LAST, "went anyway", -2)
    small.drop_run(LAST)
    assert small.notes() == []
    small.drop_run(LAST, restore=True)
    (note,) = small.notes()
    assert (note["run_id"], note["text"], note["feel"]) == (LAST, "went anyway", -2)
    with pytest.raises(GoalError, match="feel is 3"):
        small.note(LAST, "x", 3)


def test_the_goal_that_is_meant(tmp_path):
    with TrainingLog(tmp_path, units="km", today=TODAY) as log:
        for name, day, priority in (
            ("Past", dt.date(2026, 5, 1), "A"), ("Tune-up", dt.date(2026, 11, 8), "B"),
            ("Big one", dt.date(2027, 5, 1), "A"), ("Some day", None, "C"),
        ):  # fmt: skip
            log.set_goal(Goal(name, day, 21_097.5, TODAY, priority=priority))
        assert [goal.name for goal in log.goals()] == ["Past", "Tune-up", "Big one", "Some day"]
        assert log.goal().name == "Big one"
        assert log.goal("tune").name == "Tune-up"
        assert log.clear_goal("big") == "Big one"
        assert log.goal().name == "Tune-up"
        with pytest.raises(UnknownName, match="did you mean Tune-up"):
            log.goal("Tuneup")


def test_a_copy_put_back_is_the_log_of_then(small, tmp_path):
    runs = small.runs()
    small.backup(tmp_path / "copy.db")
    with pytest.raises(StoreError, match="is there already"):
        small.backup(tmp_path / "copy.db")
    small.undo()
    assert small.runs().empty
    kept = small.restore(tmp_path / "copy.db")
    assert kept.is_file()
    pd.testing.assert_frame_equal(small.runs(), runs)
    with pytest.raises(StoreError, match="no such copy"):
        small.restore(tmp_path / "nowhere.db")


def test_a_log_measured_by_an_older_runwins_is_measured_anew_and_says_how_far_it_is(
    demo_home, monkeypatch
):
    with TrainingLog(demo_home / "log", units="km", today=TODAY) as log:
        wins = log.wins(all_found=True)
    monkeypatch.setattr("runwins.training_log.log_file.METRICS_VERSION", 10_000)
    told: list[tuple[int, int]] = []
    with TrainingLog(
        demo_home / "log", units="km", today=TODAY, progress=lambda *at: told.append(at)
    ) as log:
        pd.testing.assert_frame_equal(log.wins(all_found=True), wins)
    assert told[-1] == (len(told), len(told))
    assert len(told) >= 203


def test_two_may_have_the_log_open(demo_home):
    with (
        TrainingLog(demo_home / "log", today=TODAY) as one,
        TrainingLog(demo_home / "log", today=TODAY) as two,
    ):
        one.note(LAST, "from one")
        assert "from one" in {note["text"] for note in two.notes()}
