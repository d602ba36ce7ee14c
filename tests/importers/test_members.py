from __future__ import annotations

import gzip
import io
import json
import pickle
import re
import sys
from pathlib import Path

import pytest
from made_files import START, gpx, point, run_fit, zipped

from runwins.errors import NotARun, NothingUsable, UnreadableFile
from runwins.importers import Member, find_members, read, read_member

FIT = run_fit(60)


def sources(*paths: Path | str) -> list[str]:
    return [member.source for member in find_members(paths)]


class TestFinding:
    def test_a_folder_is_walked_in_order_without_hidden_files(self, tmp_path: Path) -> None:
        for name in ("b.fit", "a/2.fit", "a/10.fit", ".Trash/x.fit", "__MACOSX/._b.fit", ".hidden"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(FIT)
        assert sources(tmp_path) == [
            str(tmp_path / name) for name in ("a/10.fit", "a/2.fit", "b.fit")
        ]

    def test_what_is_not_there_is_a_member_that_says_so(self, tmp_path: Path) -> None:
        (member,) = find_members([tmp_path / "nothing.fit"])
        with pytest.raises(UnreadableFile, match="no such file"):
            read_member(member)

    def test_zips_are_opened_two_deep(self, tmp_path: Path) -> None:
        second = zipped({"run.fit": FIT, "deeper.zip": zipped({"x.fit": FIT})})
        path = tmp_path / "all.zip"
        path.write_bytes(zipped({"second.zip": second, "1.fit": FIT, "__MACOSX/._1.fit": b"x"}))
        first, deeper, run = find_members([path])
        assert first.source == f"{path}/1.fit"
        assert run.source == f"{path}/second.zip/run.fit"
        assert read_member(run)[0].samples.equals(read_member(first)[0].samples)
        with pytest.raises(UnreadableFile, match="zip inside a zip"):
            read_member(deeper)

    def test_members_travel_to_other_processes(self, tmp_path: Path) -> None:
        path = tmp_path / "all.zip"
        path.write_bytes(zipped({"1.fit": FIT}))
        (member,) = find_members([path])
        again = pickle.loads(pickle.dumps(member))
        assert again == member
        assert again.sha256() == member.sha256()

    def test_standard_input_is_a_file_or_a_zip(self, monkeypatch: pytest.MonkeyPatch) -> None:
        two = zipped({"a.fit": FIT, "b.fit": FIT})
        for content, names in ((FIT, ["-"]), (two, ["-/a.fit", "-/b.fit"])):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
            found = list(find_members(["-"]))
            assert [member.source for member in found] == names
            assert all(read_member(member) for member in found)

    def test_an_archive_on_standard_input_is_read_as_from_a_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """With its table: names, entries by hand, zips inside; pictures are left alone."""
        table = (
            "id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n"
            '1,2020-09-13 12:26:40,Hills,Run,"steep,\nand far",60,180,,,activities/7.fit.gz\n'
            "2,2020-09-14 12:00:00,Band,Run,,600,1500,,,\n"
        )
        summary = {"name": "Lake", "activityType": "running", "startTimeGmt": START * 1000.0,
                   "distance": 18_000.0, "duration": 60_000.0}  # fmt: skip
        strava = {"activities.csv": table.encode(), "activities/7.fit.gz": gzip.compress(FIT),
                  "media/1.jpg": b"\xff\xd8\xff"}  # fmt: skip
        garmin = {
            "DI_CONNECT/a_summarizedActivities.json": json.dumps([summary]).encode(),
            "DI_CONNECT/b/UploadedFiles_0-_Part1.zip": zipped({"me_1.fit": FIT}),
        }
        for files, names in ((strava, ["Hills", "Band"]), (garmin, ["Lake"])):
            path = tmp_path / "all.zip"
            path.write_bytes(zipped(files))
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
            told, held = list(find_members(["-"])), list(find_members([path]))
            assert [one.source for one in told] == [
                one.source.replace(str(path), "-") for one in held
            ]
            assert [one.sha256() for one in told] == [one.sha256() for one in held]
            runs = [run for one in told for run in read_member(one)]
            assert [run.name for run in runs] == names
            assert [len(run.samples) for run in runs] == [61, 0][: len(runs)]

    def test_zips_on_standard_input_are_opened_two_deep(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        second = zipped({"run.fit": FIT, "deeper.zip": zipped({"x.fit": FIT})})
        given = io.BytesIO(zipped({"second.zip": second, "torn.zip": second[:-30]}))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
        deeper, run, torn = find_members(["-"])
        assert run.source == "-/second.zip/run.fit"
        assert read_member(run)
        for member, word in ((deeper, "zip inside a zip"), (torn, "the zip is damaged")):
            with pytest.raises(UnreadableFile, match=word):
                read_member(member)


class TestContent:
    def test_packing_changes_neither_content_nor_hash(self, tmp_path: Path) -> None:
        whole = {"a.fit": FIT, "b.fit.gz": gzip.compress(FIT), "e.dat": FIT,
                 "c.fit": zipped({"1_ACTIVITY.fit": FIT}),
                 "d.fit.gz": gzip.compress(zipped({"1.fit": FIT}))}  # fmt: skip
        for name, content in whole.items():
            (tmp_path / name).write_bytes(content)
        members = list(find_members([tmp_path]))
        assert {member.data() for member in members} == {FIT}
        assert len({member.sha256() for member in members}) == 1

    @pytest.mark.parametrize("name", ["RUN.GPX", "run.txt", "run", "run.fit"])
    def test_the_content_says_what_it_is_and_not_the_name(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_text(gpx("".join(point(at) for at in range(99))))
        (run,) = read(path)
        assert (run.source_format, len(run.samples)) == ("gpx", 99)

    def test_a_file_that_changed_is_read_anew(self, tmp_path: Path) -> None:
        path = tmp_path / "a.fit"
        path.write_bytes(FIT)
        member = Member(str(path))
        before = member.sha256()
        path.write_bytes(run_fit(90))
        assert member.sha256() != before


@pytest.mark.parametrize(
    ("content", "error", "word"),
    [
        (b"", UnreadableFile, "empty"),
        (bytes(200), UnreadableFile, "zeros"),
        (b"\xff\xd8\xff\xe0" + bytes(50), NotARun, "JPEG"),
        (b"%PDF-1.7", NotARun, "PDF"),
        (b"<!DOCTYPE html><html><body>sign in</body></html>", UnreadableFile, "web page"),
        (b'<?xml version="1.0"?><kml><Placemark/></kml>', NotARun, "<kml>"),
        (b"read me, please\n", NotARun, "text"),
        (b'{"a": 1}', NotARun, "text"),
        (b"\x93\xfe\x01\x02\x03\x80" * 20, UnreadableFile, "93 fe 01"),
    ],
)  # fmt: skip
def test_what_is_no_recording_says_what_it_is(
    tmp_path: Path, content: bytes, error: type[Exception], word: str
) -> None:
    path = tmp_path / "run.fit"
    path.write_bytes(content)
    with pytest.raises(error, match=word):
        read(path)


def test_a_web_page_by_its_name_is_no_failed_download(tmp_path: Path) -> None:
    path = tmp_path / "block.html"
    path.write_text("<!DOCTYPE html><html><body>the block</body></html>")
    with pytest.raises(NotARun, match="a web page, not a recording"):
        read(path)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("activty.fit", r"activty\.fit: no such file or folder; did you mean .*/activity\.fit\?$"),
        ("export.zip", r"export\.zip: no such file or folder$"),
        ("nowhere/activity.fit", r"activity\.fit: no such file or folder$"),
    ],
)
def test_a_mistyped_name_is_told_the_nearest(tmp_path: Path, typed: str, said: str) -> None:
    (tmp_path / "activity.fit").write_bytes(FIT)
    (member,) = find_members([tmp_path / typed])
    assert re.search(said, member.refused or "")


def test_reading_a_folder_passes_over_what_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(FIT)
    (tmp_path / "b.gpx").write_text(
        gpx("".join(point(at) for at in range(99)), kind="<type>1</type>")
    )
    assert len(read(tmp_path)) == 1
    (tmp_path / "a.fit").write_bytes(b"no")
    with pytest.raises(NothingUsable):
        read(tmp_path)
