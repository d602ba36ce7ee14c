from __future__ import annotations

from made_files import FILE_ID, crc16, fit, records, run_fit, session

from runwins.importers.fit_file import checksum, mend, skeleton


def test_the_checksum_is_the_documents() -> None:
    for content in (b"", b"123456789", bytes(range(256))):
        assert checksum(content) == crc16(content)
    assert checksum(b"123456789") == 0xBB3D  # CRC-16/ARC's published check value


def test_a_skeleton_is_the_file_without_its_samples() -> None:
    messages = [FILE_ID, *records(range(500)), session(500, metres=1500)]
    bare = fit([messages[0], messages[-1]])
    small = skeleton(fit(messages))
    assert small is not None
    assert small[12:-2] == bare[14:-2]


def test_no_skeleton_of_a_broken_file() -> None:
    whole = run_fit(60)
    assert skeleton(whole[:-30]) is None
    assert skeleton(whole + b"x") is None
    assert skeleton(b"") is None


def test_mending_a_whole_file_changes_nothing_but_its_header() -> None:
    whole = run_fit(60)
    (part,), problems = mend(whole)
    assert problems == []
    assert part[12:-2] == whole[14:-2]
