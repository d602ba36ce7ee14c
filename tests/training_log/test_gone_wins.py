"""Wins that were told and then unmade are kept, with what unmade them; an undo forgets it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from runwins import TrainingLog
from tests.importers.made_files import run_fit
from tests.training_log.test_undoing import DAY_S, FIRST, facts, log_of


def run(folder: Path, day: int, kilometres: float) -> Path:
    """Make the file of a run at 3 m/s."""
    file = folder / f"{day}.fit"
    seconds = round(kilometres * 1000 / 3)
    file.write_bytes(run_fit(seconds, start=FIRST + day * DAY_S, offset=0))
    return file


@pytest.fixture
def growing(tmp_path: Path) -> Path:
    """A log of three runs, each told of when it came: 3 km, 6.6 km, 10.5 km."""
    with log_of(tmp_path) as log:
        for day, kilometres in ((10, 3.0), (13, 6.6), (16, 10.5)):
            tell(log, run(tmp_path, day, kilometres))
    return tmp_path


def tell(log: TrainingLog, file: Path) -> str:
    """Import a file as the command does: what changed is said."""
    report = log.import_files([file])
    log.changed_wins(log.new_runs(report))
    return str(report.batch)


def told(log: TrainingLog) -> dict[str, str]:
    return dict(zip(log.wins()["label"], log.wins()["run_id"], strict=True))


def test_a_win_that_an_older_run_unmade_is_kept_with_the_import(growing: Path) -> None:
    with log_of(growing) as log:
        before = log.wins()
        assert log.gone_wins().empty
        assert told(log)["First 10 km"] == "20260317-1000"
        older = run(growing, 5, 12.0)
        report = log.import_files([older])
        changed = log.changed_wins(log.new_runs(report))
        gone = log.gone_wins()
        after = set(log.wins()["win_id"])
        assert list(gone["win_id"]) == list(changed.gone["win_id"])
        assert set(gone["win_id"]) == set(before["win_id"]) - after
        assert set(gone["because"]) == {f"import {report.batch}"}
        first = gone[gone["label"] == "First 10 km"].iloc[0]
        assert (first["run_id"], str(first["date"].date())) == ("20260317-1000", "2026-03-17")
        assert not first["stands"]
    with log_of(growing) as log:
        pd.testing.assert_frame_equal(log.gone_wins(), gone)
        assert log.check() == []


def test_the_same_said_of_another_run_is_named(growing: Path) -> None:
    """Of two runs of one week the second made it; with a third before them it was the other."""
    with log_of(growing) as log:
        tell(log, run(growing, 18, 3.0))
        first = "First week with two runs"
        made_by = told(log)[first]
        assert made_by == "20260314-1000"
        tell(log, run(growing, 9, 3.0))
        gone = log.gone_wins().set_index("label").loc[first]
        assert (gone["run_id"], gone["now_run_id"]) == (made_by, told(log)[first])
        assert gone["now_date"] < gone["date"]


def test_an_undo_leaves_the_log_as_if_the_older_run_had_never_come(growing: Path) -> None:
    before = facts(growing)
    with log_of(growing) as log:
        wins = log.wins(all_found=True)
        tell(log, run(growing, 5, 12.0))
        gone = log.gone_wins()
        assert len(gone)
        with_it = facts(growing)
        log.undo()
        log.changed_wins()
        assert log.gone_wins().empty
        pd.testing.assert_frame_equal(log.wins(all_found=True), wins)
        assert facts(growing) == before
        log.redo()
        log.changed_wins(["20260306-1000"])
        assert facts(growing) == with_it
        pd.testing.assert_frame_equal(log.gone_wins(), gone)


def test_what_came_between_undo_and_redo_is_unmade_by_the_import_that_is_back(
    growing: Path,
) -> None:
    with log_of(growing) as log:
        tell(log, run(growing, 5, 12.0))
        batch = log.batch_name()
        log.undo()
        tell(log, run(growing, 19, 11.9))
        assert told(log)["Longest run yet: 11.9 km"] == "20260320-1000"
        log.redo()
        log.changed_wins(["20260306-1000"])
        gone = log.gone_wins()
        assert "Longest run yet: 11.9 km" in set(gone["label"])
        assert set(gone["because"]) == {f"import {batch}"}


def test_what_an_edit_unmade_is_listed_until_the_edit_is_taken_back(growing: Path) -> None:
    with log_of(growing) as log:
        shown = set(log.wins()["win_id"])
        log.edit_run("20260317-1000", {"distance_m": "9500"})
        log.changed_wins()
        gone = log.gone_wins()
        assert set(gone["win_id"]) == shown - set(log.wins()["win_id"])
        assert "First 10 km" in set(gone["label"])
        assert set(gone["because"]) == {"run 20260317-1000 edited"}
        meanwhile = set(log.wins()["win_id"])
        log.edit_run("20260317-1000", {"distance_m": ""})
        log.changed_wins()
        assert set(log.wins()["win_id"]) == shown
        assert set(log.gone_wins()["win_id"]) == meanwhile - shown


def test_wins_of_a_run_that_is_not_in_the_log_are_not_listed(growing: Path) -> None:
    with log_of(growing) as log:
        tell(log, run(growing, 5, 12.0))
        listed = log.gone_wins()
        log.drop_run("20260317-1000")
        log.changed_wins()
        left = log.gone_wins()
        assert "20260317-1000" in set(listed["run_id"])
        assert "20260317-1000" not in set(left["run_id"])
        log.drop_run("20260317-1000", restore=True)
        log.changed_wins()
        assert set(log.gone_wins()["win_id"]) == set(listed["win_id"])


def test_a_win_taken_back_by_the_runner_is_none_that_went(growing: Path) -> None:
    with log_of(growing) as log:
        wins = log.wins().set_index("label")["win_id"]
        log.drop_win(wins["First 10 km"])
        tell(log, run(growing, 5, 12.0))
        assert wins["First 10 km"] not in set(log.gone_wins()["win_id"])
