"""A file that is written is there whole, or it is as it was."""

import sys

import pytest

from runwins.errors import NothingUsable
from runwins.report.whole_file import write_whole


def test_what_was_there_is_replaced_and_nothing_else_is_left(tmp_path):
    (tmp_path / "card.png").write_bytes(b"old")
    write_whole(tmp_path / "card.png", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"card.png": b"new"}


def test_a_place_that_is_none_is_named(tmp_path):
    with pytest.raises(NothingUsable, match=r"gone.card.png: could not be written: No such file"):
        write_whole(tmp_path / "gone" / "card.png", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of files are a thing of Unix")
def test_where_there_is_no_room_the_old_one_stays(tmp_path):
    import resource

    (tmp_path / "card.png").write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(NothingUsable, match="could not be written: File too large"):
            write_whole(tmp_path / "card.png", bytes(2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"card.png": b"old"}
