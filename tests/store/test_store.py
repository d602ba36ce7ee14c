import datetime as dt
import sqlite3
import stat
import sys

import pandas as pd
import pytest

from runwins.errors import StoreError
from runwins.frames import CLIMBS, EFFORTS, LAPS, STREAM
from runwins.model import Activity, Measured, Totals
from runwins.store import Store, activity_of, facts_of, stream_codec

START = dt.datetime(2026, 10, 24, 6, 12, 5, tzinfo=dt.UTC)


def activity(minutes_later: float = 0.0) -> Activity:
    return Activity(
        source="export.zip/activities/1.fit.gz",
        source_format="fit",
        sport="running",
        sub_sport="trail",
        start_time=START + dt.timedelta(minutes=minutes_later),
        utc_offset_s=25_200,
        tz_source="file",
        samples=STREAM.build([{"elapsed_s": float(i), "distance_m": 3.0 * i} for i in range(10)]),
        laps=LAPS.build([{"started_at_s": 0.0, "elapsed_s": 9.0}]),
        pauses=((3.0, 5.0),),
        totals=Totals(distance_m=27.0),
        device="maker 1",
        name="Hills",
        problems=("cut short at byte 812",),
    )


def measured() -> Measured:
    effort = {
        "run_id": "", "distance_m": 400.0, "elapsed_s": 90.0, "started_at_s": 0.0,
        "started_at_m": 0.0, "quality": "ok",
    }  # fmt: skip
    return Measured({"distance_m": 27.0}, EFFORTS.build([effort]), CLIMBS.empty())


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "log" / "runwins.db", metrics_version=1)
    yield opened
    opened.close()


def add(store, batch="one", sha="a" * 64, run_no=None, minutes_later=0.0):
    if batch not in {b["batch"] for b in store.batches()}:
        store.add_batch(batch)
    some = activity(minutes_later)
    added = store.add_recording(
        facts_of(some),
        stream_codec.encode(some.samples),
        batch_id=batch,
        sha256=sha,
        part=0,
        run_no=run_no,
    )
    store.keep_measured(added.recording_id, measured())
    return added


def test_a_recording_comes_back_as_it_was(store):
    added = add(store)
    (found,) = store.recordings()
    back = activity_of(found.facts, store.samples(added.recording_id))
    was = activity()
    assert back.start_time == was.start_time
    assert (back.pauses, back.totals, back.problems) == (was.pauses, was.totals, was.problems)
    assert (back.name, back.sub_sport, back.utc_offset_s) == ("Hills", "trail", 25_200)
    pd.testing.assert_frame_equal(back.samples, was.samples)
    pd.testing.assert_frame_equal(back.laps, was.laps)


def test_what_was_measured_is_kept_for_its_run(store):
    added = add(store)
    efforts = store.cached("measured_effort", {added.recording_id: "20261024-1312"})
    assert efforts[["run_id", "distance_m", "elapsed_s"]].to_numpy().tolist() == [
        ["20261024-1312", 400.0, 90.0]
    ]
    assert store.cached("measured_effort", {}).empty
    assert store.recordings()[0].row == {"distance_m": 27.0}


def test_numbers_of_another_metrics_version_are_forgotten_and_facts_are_not(tmp_path):
    first = Store(tmp_path / "log.db", metrics_version=1)
    added = add(first)
    first.close()
    second = Store(tmp_path / "log.db", metrics_version=2)
    assert second.unmeasured() == [added.recording_id]
    assert second.recordings()[0].row == {}
    assert len(second.samples(added.recording_id)) == 10
    second.close()


def test_a_transaction_is_done_whole_or_not_at_all(store):
    def half_way():
        with store.transaction():
            add(store)
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        half_way()
    assert store.recordings() == []
    assert store.batches() == []


def test_an_import_taken_back_leaves_nothing_of_itself(store):
    add(store, "one", "a" * 64)
    second = add(store, "two", "b" * 64, minutes_later=600)
    store.add_note(second.run_no, "cold", None)
    assert store.remove_batch("two") == 1
    assert store.known() == {"a" * 64}
    assert store.notes() == []
    assert store.check() == []
    assert not store.holds("b" * 64)
    assert store.holds("a" * 64)


def test_recordings_near_a_moment(store):
    add(store, sha="a" * 64)
    add(store, sha="b" * 64, minutes_later=600)
    near = store.recordings(START.timestamp() + 60, within_s=120)
    assert [r.sha256[0] for r in near] == ["a"]


def test_a_recording_moves_to_another_run_and_back(store):
    first = add(store, sha="a" * 64)
    second = add(store, sha="b" * 64, minutes_later=600)
    store.move_recording(second.recording_id, first.run_no)
    assert {r.run_no for r in store.recordings()} == {first.run_no}
    store.move_recording(second.recording_id, None)
    assert len({r.run_no for r in store.recordings()}) == 2
    assert store.check() == []


def test_what_the_runner_said_is_kept(store):
    run = add(store).run_no
    store.set_edit(run, "name", "Loop")
    store.set_edit(run, "book", "trail")
    store.set_edit(run, "book", None)
    store.set_goal("Half", {"name": "Half", "date": dt.date(2026, 12, 20)})
    store.set_win_dropped("Wabc", dropped=True)
    store.set_dropped(run, dropped=True)
    assert store.edits() == {run: {"name": "Loop"}}
    assert store.goals() == [{"name": "Half", "date": "2026-12-20"}]
    assert store.dropped_wins() == {"Wabc"}
    assert store.recordings()[0].dropped
    store.set_goal("Half", None)
    store.set_win_dropped("Wabc", dropped=False)
    assert (store.goals(), store.dropped_wins()) == ([], frozenset())


def test_a_log_of_a_newer_runwins_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "log.db"
    Store(path, metrics_version=1).close()
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO migration VALUES ('m999_of_tomorrow')")
    db.close()
    with pytest.raises(StoreError, match=r"newer runwins \(it has m999_of_tomorrow\)"):
        Store(path, metrics_version=1)


def test_a_file_that_is_no_log_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "log.db"
    path.write_bytes(b"my diary, not a database" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(path, metrics_version=1)
    assert path.read_bytes().startswith(b"my diary")


def test_a_folder_in_its_place_is_said(tmp_path):
    (tmp_path / "log.db").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "log.db", metrics_version=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_log_is_readable_by_its_owner_alone(store):
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_check_finds_a_damaged_stream(store):
    added = add(store)
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE recording SET samples = x'5257533100'")
    db.close()
    (wrong,) = store.check()
    assert wrong.startswith(f"recording {added.recording_id}: a stored stream is damaged: ")


def test_a_backup_opens_as_the_same_log(store, tmp_path):
    add(store)
    store.backup(tmp_path / "copy.db")
    copy = Store(tmp_path / "copy.db", metrics_version=1)
    assert copy.known() == store.known()
    copy.close()
