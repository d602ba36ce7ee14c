"""Folders and zips, whatever they promise: opened in memory, bounded, and no name leads out."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from made_files import run_fit, zipped

from runwins.errors import UnreadableFile
from runwins.importers import containers, find_members, packed, read_member
from runwins.importers.containers import Folder, Zip, hidden, unsafe

FIT = run_fit(60)


def test_names_that_lead_out_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    path.write_bytes(zipped({"../../etc/1.fit": FIT, "/abs.fit": FIT, "c:\\x.fit": FIT}))
    for member in find_members([path]):
        with pytest.raises(UnreadableFile, match="leads out of the archive"):
            member.data()


def test_a_zip_that_becomes_far_larger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({"a.gpx": bytes(64 * 2**20)}))
    (member,) = find_members([path])
    with pytest.raises(UnreadableFile, match="times its size"):
        member.data()


def test_more_files_and_bytes_than_an_archive_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(zipped({f"{at}.fit": FIT for at in range(5)}))
    for name, limit in (("MOST_FILES", 4), ("MOST_BYTES_IN_ALL", 100)):
        with monkeypatch.context() as patch:
            patch.setattr(containers, name, limit)
            containers.opened.cache_clear()
            (member,) = find_members([path])
            with pytest.raises(UnreadableFile, match="more than"):
                member.data()
    containers.opened.cache_clear()
    monkeypatch.setattr(packed, "MOST_BYTES", 100)
    with pytest.raises(UnreadableFile):
        next(iter(find_members([path]))).data()


def test_a_damaged_zip_and_a_locked_file_say_so(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"1.fit": FIT})[:-40])
    locked = bytearray(zipped({"1.fit": FIT}))
    locked[6] |= 1
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    (tmp_path / "b.zip").write_bytes(bytes(locked))
    for name, word in (("a.zip", "damaged"), ("b.zip", "password")):
        (member,) = find_members([tmp_path / name])
        with pytest.raises(UnreadableFile, match=word):
            read_member(member)


def test_an_archive_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(zipped({f"{at}.fit": FIT for at in range(9)}))
    members = list(find_members([path]))
    containers.opened.cache_clear()
    count = []
    real = zipfile.ZipFile
    monkeypatch.setattr(zipfile, "ZipFile", lambda *a: (count.append(1), real(*a))[1])
    for member in members:
        member.data()
    assert len(count) == 1


@pytest.mark.parametrize(
    ("name", "leads_out"),
    [("../a.fit", True), ("a/../../b", True), ("/a", True), ("c:/a", True), ("a\\..\\b", True),
     ("a/b.fit", False), ("a..b/c..fit", False), ("...", False)],
)  # fmt: skip
def test_which_names_lead_out(name: str, leads_out: bool) -> None:
    assert unsafe(name) is leads_out


@pytest.mark.parametrize(
    ("name", "is_hidden"),
    [(".Trash/a.fit", True), ("a/.b.fit", True), ("__MACOSX/._a.fit", True), ("Thumbs.db", True),
     ("a/b.fit", False), ("./a.fit", False), ("MACOSX/a.fit", False)],
)  # fmt: skip
def test_which_names_are_hidden(name: str, is_hidden: bool) -> None:
    assert hidden(name) is is_hidden


def test_a_folder_and_a_zip_of_it_hold_the_same(tmp_path: Path) -> None:
    files = {"a/1.fit": FIT, "b.txt": b"x" * 3_000_000, "c.zip": zipped({"d.fit": FIT})}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for held in (Folder(tmp_path), Zip(zipped(files), "all.zip")):
        assert held.names() == ["a/1.fit", "b.txt", "c.zip"]
        assert (held.has("b.txt"), held.has("no"), held.has("a")) == (True, False, False)
        assert held.head("b.txt", 4) == b"xxxx"
        assert held.read("a/1.fit") == FIT
        pieces = list(held.chunks("b.txt"))
        assert (b"".join(pieces), len(pieces)) == (files["b.txt"], 3)
        assert held.inside("c.zip").read("d.fit") == FIT


def test_no_name_leads_out_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.fit").write_bytes(FIT)
    assert not Folder(tmp_path / "in").has("../out.fit")


def test_a_link_in_a_zip_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        link = zipfile.ZipInfo("1.fit")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    with pytest.raises(UnreadableFile, match="a link, not a file"):
        Zip(held.getvalue(), "a.zip").read("1.fit")


def test_what_is_no_longer_there_says_so() -> None:
    with pytest.raises(UnreadableFile, match="no longer in the zip"):
        Zip(zipped({"1.fit": FIT}), "a.zip").read("2.fit")
