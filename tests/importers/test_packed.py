"""Files on disk and gz files: unpacked to no more than a recording can be."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from made_files import run_fit

from runwins.errors import UnreadableFile
from runwins.importers import Member, packed, read
from runwins.importers.packed import check_size, gunzip, gunzip_if, read_file


def test_a_gz_that_becomes_far_larger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gpx.gz"
    path.write_bytes(gzip.compress(bytes(64 * 2**20)))
    with pytest.raises(UnreadableFile, match="times its size"):
        Member(str(path)).data()


def test_a_gz_that_was_cut_gives_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.fit.gz"
    whole = gzip.compress(run_fit(3000))
    path.write_bytes(whole[: len(whole) * 2 // 3])
    (run,) = read(path)
    assert len(run.samples) > 1000
    assert any("cut off" in problem for problem in run.problems)


def test_a_gz_of_several_parts_is_all_of_them() -> None:
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two"), "a.gz") == b"one two"
    assert gunzip(gzip.compress(b"one") + b"rubbish", "a.gz") == b"one"


def test_what_is_no_gz_stays_as_it_is() -> None:
    assert gunzip_if(b"plain", "a") == b"plain"
    assert gunzip_if(gzip.compress(b"packed"), "a") == b"packed"


def test_a_gz_that_is_damaged_from_the_start_says_so() -> None:
    with pytest.raises(UnreadableFile, match=r"a\.gz: the gz file is damaged"):
        gunzip(b"\x1f\x8b\x08\0" + b"\xff" * 40, "a.gz")


def test_damage_within_keeps_what_came_before_it() -> None:
    whole = bytes(range(256)) * 4000
    broken = bytearray(gzip.compress(whole, 1))
    at = len(broken) // 2
    broken[at : at + 40] = b"\xff" * 40
    kept = gunzip(bytes(broken), "a.gz")
    assert kept
    assert len(kept) < len(whole) or kept != whole
    assert kept[:1000] == whole[:1000]


def test_a_file_larger_than_any_recording_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "film.fit"
    path.write_bytes(b"x" * 101)
    assert len(read_file(path)) == 101
    monkeypatch.setattr(packed, "MOST_BYTES", 100)
    with pytest.raises(UnreadableFile, match="no recording of one run"):
        read_file(path)
    with pytest.raises(UnreadableFile, match=r"nowhere\.fit: No such file"):
        read_file(tmp_path / "nowhere.fit")


def test_how_large_an_unpacked_file_may_be() -> None:
    mega = 2**20
    check_size("a", 120 * mega, 10 * mega)
    check_size("a", 15 * mega, 10)  # small whatever it was
    check_size("a", 400 * mega, 300 * mega, packed.MOST_ZIP_BYTES)
    for size, held in ((129 * mega, 100 * mega), (100 * mega, mega // 4)):
        with pytest.raises(UnreadableFile, match="no recording"):
            check_size("a", size, held)
