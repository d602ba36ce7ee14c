"""Files that are there whole or not at all: a picture, a page, a table."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from runwins.errors import NothingUsable


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all.

    Raises
    ------
    NothingUsable
        When it cannot be written there.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as problem:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NothingUsable(f"{path}: could not be written: {problem.strerror}") from None
