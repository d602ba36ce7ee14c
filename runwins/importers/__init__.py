"""Bytes become activities: files, folders and archives in, recordings of runs out.

>>> from runwins.importers import read
>>> for activity in read("activity.fit"):          # doctest: +SKIP
...     print(activity.start_time, activity.totals.distance_m)
"""

from __future__ import annotations

from pathlib import Path

from runwins.errors import NotARun, NothingUsable, UnreadableFile
from runwins.importers.base import read_recording
from runwins.importers.members import Member, find_members
from runwins.model import Activity

__all__ = ["Member", "find_members", "read", "read_member"]


def read_member(member: Member) -> list[Activity]:
    """Return the runs of one recording, in the order they were run.

    Raises
    ------
    NotARun
        When it was understood and holds no run: a ride, a walk, a course, settings.
    UnreadableFile
        When it should have been a recording and could not be read, or needs a date.
    """
    return read_recording(member.recording())


def read(path: str | Path) -> list[Activity]:
    """Return every run of a file, a folder or an archive.

    Of a folder or an archive whatever holds no run is passed over; a single file must hold one.

    Raises
    ------
    NotARun, UnreadableFile
        When a single file holds no run, or could not be read.
    NothingUsable
        When many files were given and none could be used.
    """
    members = list(find_members([path]))
    if len(members) == 1:
        return read_member(members[0])
    runs: list[Activity] = []
    for member in members:
        try:
            runs += read_member(member)
        except (NotARun, UnreadableFile):
            continue
    if not runs:
        raise NothingUsable(f"{path}: no run in any of its {len(members)} files")
    return runs
