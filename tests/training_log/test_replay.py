"""Wins follow from the facts alone: real recordings in any order, and every change taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runwins.training_log import TrainingLog

NAMES = (
    "370124298", "370124267", "370124266", "370124265", "370124264", "370124263", "370124262",
    "370162466", "370163530", "370296272", "370297095", "371267966", "371325347", "371371455",
)  # fmt: skip
"""Runs of ten weeks; the last ones were kept by two services and in two formats."""


@pytest.fixture(scope="module")
def files(corpus: Path) -> list[Path]:
    archive = corpus / "archives" / "wasabi"
    found = [path for path in sorted(archive.rglob("*.gz")) if path.name.split(".")[0] in NAMES]
    assert len(found) > len(NAMES)
    return found


@pytest.fixture(scope="module")
def at_once(files: list[Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    with TemporaryDirectory() as home, TrainingLog(home, units="km") as log:
        log.import_files(files, jobs=1)
        wins = log.wins(all_found=True)
        assert wins["shown"].sum() > 5
        return wins, log.remarks()


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_real_recordings_in_any_order_and_any_portions_win_the_same(
    data: st.DataObject, files: list[Path], at_once: tuple[pd.DataFrame, pd.DataFrame]
) -> None:
    order = data.draw(st.permutations(files))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(order) - 1), max_size=len(order) - 1)))
    with TemporaryDirectory() as home, TrainingLog(home, units="km") as log:
        for first, last in zip([0, *cuts], [*cuts, len(order)], strict=True):
            log.import_files(order[first:last], jobs=1)
        pd.testing.assert_frame_equal(log.wins(all_found=True), at_once[0])
        pd.testing.assert_frame_equal(log.remarks(), at_once[1])


@pytest.fixture
def log(files: list[Path], tmp_path: Path) -> Iterator[TrainingLog]:
    with TrainingLog(tmp_path, units="km") as opened:
        opened.import_files(files, jobs=1)
        opened.changed_wins(opened.runs()["run_id"])
        yield opened


def test_every_change_taken_back_leaves_the_wins_as_they_were(log: TrainingLog) -> None:
    before = log.wins(all_found=True)
    runs = log.runs()
    longest = str(runs.loc[runs["distance_m"].idxmax(), "run_id"])
    log.drop_run(longest)
    assert len(log.changed_wins())
    assert longest not in set(log.wins(all_found=True)["run_id"])
    log.drop_run(longest, restore=True)
    pd.testing.assert_frame_equal(log.wins(all_found=True), before)
    log.edit_run(longest, {"book": "treadmill"})
    log.edit_run(longest, {"book": ""})
    pd.testing.assert_frame_equal(log.wins(all_found=True), before)
    doubled = next(run for run in runs["run_id"] if len(log.recordings(run)) == 2)
    parts = log.split_run(doubled)
    log.link_runs(*parts)
    pd.testing.assert_frame_equal(log.wins(all_found=True), before)
    log.rebuild()
    pd.testing.assert_frame_equal(log.wins(all_found=True), before)


def test_a_win_taken_back_stays_so_whatever_happens(log: TrainingLog, files: list[Path]) -> None:
    win = log.drop_win(str(log.wins()["win_id"].iloc[2]))
    before = log.wins(all_found=True)
    assert win not in set(before["win_id"])
    log.rebuild()
    log.undo()
    assert log.runs().empty
    log.import_files(files[::-1], jobs=1)
    pd.testing.assert_frame_equal(log.wins(all_found=True), before)
    run = str(log.runs()["run_id"].iloc[-1])
    log.drop_run(run)
    log.drop_run(run, restore=True)
    pd.testing.assert_frame_equal(log.wins(all_found=True), before)
    log.drop_win(win, restore=True)
    assert win in set(log.wins(all_found=True)["win_id"])


def test_a_dropped_run_takes_its_wins_and_says_what_stands_in_their_place(
    log: TrainingLog,
) -> None:
    shown = log.wins()
    winner = str(shown.loc[shown["kind"] == "first-distance", "run_id"].iloc[0])
    log.drop_run(winner)
    changed = log.changed_wins()
    stands = set(log.wins()["win_id"])
    assert set(shown.loc[shown["run_id"] == winner, "win_id"]) <= set(changed.gone["win_id"])
    assert set(changed.gone["win_id"]) == set(shown["win_id"]) - stands
    assert set(changed.come["win_id"]) == stands - set(shown["win_id"])
    assert not len(log.changed_wins())
    log.drop_run(winner, restore=True)
    back = log.changed_wins()
    assert set(back.come["win_id"]) == set(changed.gone["win_id"])
    assert set(back.gone["win_id"]) == set(changed.come["win_id"])


def test_another_recording_of_a_run_says_what_it_changed(tmp_path: Path, files: list[Path]) -> None:
    """A run merged with a second recording is no new run, and yet may win otherwise."""
    twice = [path for path in files if path.name.startswith("371371455")]
    others = [path for path in files if path not in twice]
    with TrainingLog(tmp_path, units="km") as log:
        log.import_files([*others, twice[0]], jobs=1)
        log.changed_wins(log.runs()["run_id"])
        before = set(log.wins()["win_id"])
        report = log.import_files(twice[1:], jobs=1)
        assert report.count("merged") == 1, "two of the three are the same file"
        assert log.new_runs(report) == []
        changed = log.changed_wins()
        after = set(log.wins()["win_id"])
        assert set(changed.gone["win_id"]) == before - after
        assert set(changed.come["win_id"]) == after - before


def test_what_was_told_is_known_to_the_next_process(tmp_path: Path, files: list[Path]) -> None:
    with TrainingLog(tmp_path, units="km") as log:
        log.import_files(files[:-3], jobs=1)
        assert not len(log.changed_wins(log.runs()["run_id"]))
        shown = set(log.wins()["win_id"])
    with TrainingLog(tmp_path, units="km") as log:
        first = str(log.runs()["run_id"].iloc[0])
        log.drop_run(first)
    with TrainingLog(tmp_path, units="mi") as log:
        log.drop_run(first, restore=True)
        assert not {name for name in log.changed_wins().gone["run_id"] if name == first}
    with TrainingLog(tmp_path, units="km") as log:
        assert set(log.wins()["win_id"]) == shown
