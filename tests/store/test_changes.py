"""SQLite notes which runs' facts have changed, whoever changes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from runwins.store import Store
from runwins.store.changes import OF_NO_RUN


@pytest.fixture
def store(home_of_two: Path) -> Iterator[Store]:
    with closing(Store(home_of_two, 1)) as opened:
        assert opened.conclude("a name", opened.changes().count)
        yield opened


@pytest.fixture
def home_of_two(tmp_path: Path) -> Path:
    """A log of two runs, the second recorded twice."""
    path = tmp_path / "runwins.db"
    with closing(Store(path, 1)) as store, store.transaction():
        store.add_batch("b")
        facts = {"start_time": "2026-01-01T10:00:00+00:00"}
        run = None
        for number in range(3):
            run = store.add_recording(
                facts, b"", batch_id="b", sha256=f"{number}", part=0,
                run_no=run if number == 2 else None,
            ).run_no  # fmt: skip
    return path


def test_nothing_has_changed_after_conclusions_were_drawn(store: Store) -> None:
    changes = store.changes()
    assert changes.token == "a name"
    assert changes.runs == frozenset()


def test_a_new_log_has_all_its_runs_changed(home_of_two: Path) -> None:
    with closing(Store(home_of_two, 1)) as store:
        assert store.changes().token is None
        assert store.changes().runs == {1, 2}


@pytest.mark.parametrize(
    ("change", "runs"),
    [
        (lambda s: s.set_edit(1, "name", "x"), {1}),
        (lambda s: s.add_note(2, "x", None), {2}),
        (lambda s: s.set_dropped(1, dropped=True), {1}),
        (lambda s: s.move_recording(3, 1), {1, 2}),
        (lambda s: s.join_runs(1, 2), {1, 2}),
        (lambda s: s.remove_batch("b"), {1, 2}),
        (lambda s: s.set_facts(2, {"start_time": "2026-01-02T10:00:00+00:00"}), {2}),
        (lambda s: s.set_goal("g", {}), {OF_NO_RUN}),
        (lambda s: s.set_win_dropped("W", dropped=True), {OF_NO_RUN}),
        (lambda s: s.set_way_name(1, None, "Loop"), {OF_NO_RUN}),
    ],
)
def test_what_changes_is_noted(store: Store, change: object, runs: set[int]) -> None:
    assert callable(change)
    change(store)
    assert store.changes().runs == runs
    assert store.changes().token == "a name"


def test_a_change_by_another_program_is_noted_too(store: Store, home_of_two: Path) -> None:
    with closing(sqlite3.connect(home_of_two)) as other:
        other.execute("INSERT INTO edit VALUES (2, 'name', 'x')")
        other.commit()
    assert store.changes().runs == {2}


def test_a_change_that_is_rolled_back_is_none(store: Store) -> None:
    def change_and_fail() -> None:
        with store.transaction():
            store.set_edit(1, "name", "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert store.changes().runs == frozenset()


def test_conclusions_from_older_facts_do_not_hold(store: Store) -> None:
    before = store.changes().count
    store.set_edit(1, "name", "x")
    assert not store.conclude("too late", before)
    assert store.changes().token == "a name"
    assert store.changes().runs == {1}


def test_nobody_waits_for_a_writer_to_conclude(store: Store, home_of_two: Path) -> None:
    with closing(sqlite3.connect(home_of_two, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not store.conclude("not now", store.changes().count)
        other.execute("ROLLBACK")
    assert store.conclude("now", store.changes().count)


def test_another_version_of_the_metrics_leaves_no_conclusion(home_of_two: Path) -> None:
    with closing(Store(home_of_two, 1)) as store:
        store.conclude("a name", store.changes().count)
    with closing(Store(home_of_two, 2)) as store:
        assert store.changes().token is None
