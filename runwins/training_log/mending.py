"""A log that cannot be opened: what can be read of it saved, or a copy put in its place."""

from __future__ import annotations

from pathlib import Path

from runwins.errors import StoreError
from runwins.places import places
from runwins.store import Salvaged, replace_damaged, salvage_into


def salvage_log(
    new: str | Path, *, home: str | Path | None, damaged: str | Path | None
) -> Salvaged:
    """Write what can be read of a damaged log into a new one; the damaged one stays as it is.

    Parameters
    ----------
    new
        The new file.
    home
        Whose log is damaged.
    damaged
        Another damaged file to read.

    Raises
    ------
    StoreError
        When there is no such log, or the new file is there already.
    """
    source = places(home).log_file if damaged is None else Path(damaged)
    if not source.is_file():
        raise StoreError(f"{source}: there is no such log")
    if Path(new).exists():
        raise StoreError(f"{new}: is there already; name a new file")
    return salvage_into(source, Path(new))


def restore_damaged(copy: str | Path, *, home: str | Path | None) -> Path:
    """Put a copy in the place of a log that cannot be opened; return where that is kept."""
    return replace_damaged(places(home).log_file, Path(copy))
