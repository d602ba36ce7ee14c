"""Damaged at random, every file still ends as a run or with a reason, and in bounded time."""

from __future__ import annotations

import random
import struct
import time
from contextlib import suppress

import pytest
from made_files import FILE_ID, fit, gpx, point, records, run_fit, session

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording, read_recording

WHOLE = {
    "fit": run_fit(120),
    "chained": run_fit(60) + fit([FILE_ID, *records(range(30), start=1_600_001_000), session(30)]),
    "gpx": gpx("".join(point(at) for at in range(60)), head="<metadata/>").encode(),
    "tcx": (
        b'<TrainingCenterDatabase><Activities><Activity Sport="Running"><Lap StartTime='
        b'"2026-05-03T06:00:00Z"><TotalTimeSeconds>60</TotalTimeSeconds><Track><Trackpoint><Time>'
        b"2026-05-03T06:00:00Z</Time><DistanceMeters>1</DistanceMeters></Trackpoint></Track></Lap>"
        b"</Activity></Activities></TrainingCenterDatabase>"
    ),
}


def damaged(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 2, 8))):
        at = rng.randrange(len(changed) or 1)
        kind = rng.random()
        if kind < 0.6:
            changed[at : at + 1] = rng.randbytes(1)
        elif kind < 0.8:
            del changed[at : at + rng.choice((1, 40))]
        else:
            changed[at:at] = rng.randbytes(3)
    return bytes(changed)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_random_damage(name: str) -> None:
    rng = random.Random(name)
    for _ in range(150):
        content = damaged(WHOLE[name], rng)
        began = time.monotonic()
        with suppress(NotARun, UnreadableFile):
            read_recording(Recording(name, content))
        assert time.monotonic() - began < 2


def test_a_base_type_that_is_none_is_damage_and_no_panic() -> None:
    """The fast reader divides by its size, zero, and would take the whole import with it."""
    content = bytearray(run_fit(60))
    at = content.index(struct.pack("<BBB", 253, 4, 0x86), 60)
    content[at + 2] = 0x5F
    with pytest.raises((NotARun, UnreadableFile)):
        read_recording(Recording("a.fit", bytes(content)))


def test_a_thousand_elements_deep_is_refused() -> None:
    text = "<gpx>" + "<a>" * 5000
    with pytest.raises(UnreadableFile, match="deep"):
        read_recording(Recording("a.gpx", text.encode()))
