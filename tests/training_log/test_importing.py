"""However files come in, the log is the same; no file stops the rest; nothing done is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from runwins import TrainingLog
from runwins.training_log import importing, reading, workers
from tests.conftest import SAMPLE

EXPORT = SAMPLE / "export_41350669.zip"
PHONE = "activities/24004139718.gpx.gz"
WALK = "activities/22108485652.gpx.gz"
TODAY = pd.Timestamp("2026-10-24").date()


@pytest.fixture(scope="module")
def few(tmp_path_factory) -> list[Path]:
    """Some 25 of the made-up runner's files: FIT, GPX and TCX, a run from two recorders, a walk."""
    folder = tmp_path_factory.mktemp("few")
    with zipfile.ZipFile(EXPORT) as export:
        names = [name for name in export.namelist() if name.startswith("activities/")]
        at = names.index(PHONE)
        others = [name for name in names if ".tcx" in name][:2]
        others += [name for name in names if ".gpx" in name][:2]
        wanted = [*names[:7], *others, WALK, *names[at - 4 : at + 4], *names[-6:]]
        for name in dict.fromkeys(wanted):
            (folder / Path(name).name).write_bytes(export.read(name))
    return sorted(folder.iterdir())


def log_of(home: Path) -> TrainingLog:
    return TrainingLog(home, units="km", today=TODAY)


def imported(home: Path, *heaps: list[Path]) -> tuple[pd.DataFrame, pd.DataFrame]:
    with log_of(home) as log:
        for heap in heaps:
            log.import_files(heap, jobs=1)
        return log.runs(), log.wins(all_found=True)


def same(one, other):
    for mine, theirs in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(mine, theirs)


@pytest.fixture(scope="module")
def whole(few, tmp_path_factory):
    return imported(tmp_path_factory.mktemp("whole"), few)


def test_the_few_are_what_they_should_be(whole, few):
    runs, wins = whole
    assert len(few) >= 23
    assert set(runs["source"]) == {"fit", "gpx", "tcx"}
    assert len(runs) == len(few) - 2, "a walk is no run, and one run has two recordings"
    assert len(wins) > 10


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_files_changes_nothing(few, whole, tmp_path, seed):
    shuffled = random.Random(seed).sample(few, len(few))
    same(imported(tmp_path, shuffled), whole)


def test_workers_read_a_zip_as_one_process_does(few, tmp_path):
    """Each opens it for itself: by one open file they would move each other's place in it."""
    with zipfile.ZipFile(tmp_path / "few.zip", "w") as made:
        for path in few:
            for copy in range(12):
                made.write(path, f"{copy}/{path.name}")
    with log_of(tmp_path / "log") as log:
        report = log.import_files([tmp_path / "few.zip"], jobs=4)
    assert report.count("failed") == 0
    assert report.count("unchanged") == 11 * (len(few) - 1), "all but the walk"


def test_one_by_one_is_like_all_at_once(few, whole, tmp_path):
    shuffled = random.Random(3).sample(few, len(few))
    same(imported(tmp_path, *([path] for path in shuffled)), whole)


def test_undone_and_imported_again_is_the_same(few, whole, tmp_path):
    with log_of(tmp_path) as log:
        log.import_files(few[:12], jobs=1)
        log.import_files(few[12:], jobs=1)
        assert log.undo() > 0
        log.import_files(few[12:], jobs=1)
        same((log.runs(), log.wins(all_found=True)), whole)


def test_workers_and_one_process_read_alike(few, whole, tmp_path):
    with log_of(tmp_path) as log:
        report = log.import_files(few, jobs=2)
        assert report.count("failed") == 0
        same((log.runs(), log.wins(all_found=True)), whole)


def test_a_name_is_told_by_the_export_whichever_comes_first(tmp_path):
    """The watch's file has no name; the same bytes in the export have one in its table."""
    watch = sorted((SAMPLE / "watch").glob("*.fit"))
    columns = ["run_id", "name", "is_race", "book", "distance_m", "elapsed_s"]
    told = []
    for number, heaps in enumerate(([watch, [EXPORT]], [[EXPORT], watch])):
        with log_of(tmp_path / str(number)) as log:
            for heap in heaps:
                log.import_files(heap)
            told.append(log.runs()[columns])
            again = log.import_files([EXPORT])
            assert (again.count("imported"), again.count("merged"), again.batch) == (0, 0, None)
    pd.testing.assert_frame_equal(told[0], told[1])


def test_a_run_from_two_recorders_names_the_other(few, tmp_path):
    phone = next(path for path in few if path.name == Path(PHONE).name)
    with log_of(tmp_path) as log:
        log.import_files([path for path in few if path != phone], jobs=1)
        before = log.runs()
        report = log.import_files([phone], jobs=1)
        (line,) = report.lines
        assert line.outcome == "merged"
        assert line.reason is not None
        assert line.reason.startswith("the same run as ")
        assert not report.new_runs
        after = log.runs()
        pd.testing.assert_frame_equal(after.drop(columns="name"), before.drop(columns="name"))
        assert after["name"].notna().sum() == before["name"].notna().sum() + 1, "the phone's name"


def gpx(minutes: int, shift_h: float = 0.0, slower: float = 1.0) -> str:
    start = pd.Timestamp("2026-10-20T10:00Z") + pd.Timedelta(hours=shift_h)
    times = pd.date_range(start, periods=minutes * 6 + 1, freq="10s")
    points = "".join(
        f'<trkpt lat="{-41 + i * 30 * slower / 111_100:.7f}" lon="-66.9"><ele>900</ele>'
        f"<time>{time:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for i, time in enumerate(times)
    )
    return (
        '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type>'
        f"<trkseg>{points}</trkseg></trk></gpx>"
    )


def test_a_copy_shifted_by_a_time_zone_is_one_run_and_can_be_made_two(tmp_path):
    (tmp_path / "a.gpx").write_text(gpx(20))
    (tmp_path / "b.gpx").write_text(gpx(20, shift_h=3))
    with log_of(tmp_path / "log") as log:
        report = log.import_files([tmp_path / "a.gpx", tmp_path / "b.gpx"], jobs=1)
        assert [line.outcome for line in report.lines] == ["imported", "merged"]
        assert report.lines[1].reason == (
            f"the same run as {tmp_path / 'a.gpx'}, 3 hours off by a wrong time zone: "
            "`runwins runs split` makes two of it"
        )
        (run,) = log.runs()["run_id"]
        assert {r["source"] for r in log.recordings(run)} == {
            str(tmp_path / name) for name in ("a.gpx", "b.gpx")
        }
        assert len(log.split_run(run)) == 2
        again = log.import_files([tmp_path], jobs=1)
        assert (again.count("unchanged"), len(log.runs())) == (2, 2)


def test_recordings_of_one_time_that_differ_are_one_run_and_said_to_be_that(tmp_path):
    (tmp_path / "a.gpx").write_text(gpx(40))
    (tmp_path / "b.gpx").write_text(gpx(40, slower=0.8))
    with log_of(tmp_path / "log") as log:
        report = log.import_files([tmp_path / "a.gpx", tmp_path / "b.gpx"], jobs=1)
        assert len(log.runs()) == 1
    assert [line.outcome for line in report.lines] == ["imported", "merged"]
    assert report.lines[1].reason == (
        f"recorded at the same time as {tmp_path / 'a.gpx'}, so taken for the same run: "
        "`runwins runs split` makes two of it"
    )


def test_a_table_of_many_rows_says_each_reason_once(tmp_path):
    rows = "".join(f"2026-0{month}-0{day},5\n" for month in range(1, 10) for day in range(1, 10))
    (tmp_path / "log.csv").write_text(f"date,km\n{rows}2026-10-01,\n")
    with log_of(tmp_path / "log") as log:
        (line,) = log.import_files([tmp_path / "log.csv"], jobs=1).lines
    assert line.reason == "from a table: no recording (81 ×); left out, not understood: row 83"


def test_a_rehearsal_tells_the_same_and_leaves_every_byte(few, tmp_path):
    with log_of(tmp_path) as log:
        log.import_files(few[:3], jobs=1)
        log.runs()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    with log_of(tmp_path) as log:
        would = log.import_files(few, jobs=1, dry_run=True)
        assert len(log.runs()) == 3
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before
    with log_of(tmp_path) as log:
        did = log.import_files(few, jobs=1)
    assert would.lines == did.lines
    assert sorted(would.new_days) == sorted(did.new_days)
    assert would.batch is None


def test_one_bad_file_never_stops_the_rest(few, tmp_path, monkeypatch):
    read = reading.read_member

    def spoiled(member):
        if member.source.endswith(few[1].name):
            raise RecursionError("a hostile file")
        return read(member)

    monkeypatch.setattr(reading, "read_member", spoiled)
    bad = tmp_path / "bad.fit"
    bad.write_bytes(b"\x0e\x10\x00\x00\xff\xff\xff\x7f.FIT" + b"\xff" * 40)
    with log_of(tmp_path / "log") as log:
        report = log.import_files([bad, few[0], few[1], tmp_path / "nowhere", few[2]], jobs=1)
        assert [line.outcome for line in report.lines] == [
            "failed", "imported", "failed", "failed", "imported",
        ]  # fmt: skip
        assert "RecursionError: a hostile file" in (report.lines[2].reason or "")
        assert all(line.reason for line in report.lines if line.outcome == "failed")
        assert len(log.runs()) == 2
        assert [line["outcome"] for line in log.import_lines()] == [
            line.outcome for line in report.lines
        ]


def test_ctrl_c_keeps_what_was_done(few, tmp_path, monkeypatch):
    read = reading.read_member
    done: list[str] = []

    def interrupted(member):
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(member.source)
        return read(member)

    monkeypatch.setattr(reading, "read_member", interrupted)
    with log_of(tmp_path) as log:
        with pytest.raises(KeyboardInterrupt):
            log.import_files(few, jobs=1)
        assert len(log.runs()) == 4
        assert len(log.import_lines()) == 4
    monkeypatch.setattr(reading, "read_member", read)
    with log_of(tmp_path) as log:
        again = log.import_files(few, jobs=1)
        assert again.count("unchanged") == 4


def test_a_runners_own_script_needs_no_guard(few, tmp_path):
    """Its workers must not begin it once more."""
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom runwins import TrainingLog\nprint('begun')\n"
        f"with TrainingLog({str(tmp_path / 'log')!r}, units='km') as log:\n"
        f"    report = log.import_files(sorted(Path({str(few[0].parent)!r}).iterdir()), jobs=2)\n"
        "    print(report.counts)\n"
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stderr == ""
    begun, counts = done.stdout.splitlines()
    assert begun == "begun"
    assert f"'imported': {len(few) - 2}, 'merged': 1" in counts


def test_a_file_that_ends_its_reader_fails_alone(few, tmp_path, monkeypatch):
    deadly = few[2].name

    def pooled(members, known, count):
        for member in members:
            if member.source.endswith(deadly):
                raise workers.BrokenProcessPool("killed")
            yield reading.read_one(member, known)

    monkeypatch.setattr(workers, "_pooled", pooled)
    with log_of(tmp_path) as log:
        report = log.import_files(few[:12], jobs=2)
        outcomes = [line.outcome for line in report.lines]
    with log_of(tmp_path / "again") as log:
        monkeypatch.undo()
        usual = [line.outcome for line in log.import_files(few[:12], jobs=1).lines]
    assert outcomes == [*usual[:2], "failed", *usual[3:]]
    assert "ended the process" in (report.lines[2].reason or "")


def test_since_keeps_the_later_runs_of_an_archive(tmp_path):
    with log_of(tmp_path) as log:
        report = log.import_files([SAMPLE / "watch"], since=TODAY, jobs=1)
        assert list(log.runs()["run_id"]) == ["20261024-0730"]
        assert report.too_early == 4
        later = log.import_files([SAMPLE / "watch"], jobs=1)
        assert later.count("imported") == 4, "what was left out can come in later"


def test_what_is_kept_is_committed_every_second(few, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "_WRITE_EVERY_S", 0.0)
    seen: list[int] = []
    with log_of(tmp_path) as log, log_of(tmp_path) as other:
        log.import_files(few[:3], jobs=1, progress=lambda *_: seen.append(len(other.imports())))
    assert seen[-1] == 1
