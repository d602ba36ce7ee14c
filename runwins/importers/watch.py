"""Where a watch's recordings lie when it hangs on the computer's USB."""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

NO_WATCH = (
    "no watch found. If your watch uses MTP: on macOS copy GARMIN/Activity with OpenMTP or "
    "Android File Transfer, then run `runwins import FOLDER`"
)
_MAKER = "garmin"
_ACTIVITIES = ("activity", "activities")


def mounted() -> list[Path]:
    """Return the folders in which this system mounts devices, those that exist."""
    if sys.platform == "win32":
        places = [Path(f"{letter}:/") for letter in string.ascii_uppercase[3:]]
    elif sys.platform == "darwin":
        places = list(_below(Path("/Volumes")))
    else:
        user = Path.home().name
        roots = (Path("/media"), Path("/media") / user, Path("/run/media") / user)
        places = [place for root in roots for place in _below(root)]
        phones = Path(f"/run/user/{os.getuid()}/gvfs")
        places += [store for device in _below(phones) for store in (device, *_below(device))]
    return [place for place in places if place.is_dir()]


def watch_folders(places: Iterable[Path]) -> list[Path]:
    """Return the folders of activities on watches among mounted devices, whatever their case.

    Nothing is ever written there.
    """
    return [
        folder
        for place in places
        for maker in _below(place)
        if maker.name.lower() == _MAKER
        for folder in _below(maker)
        if folder.name.lower() in _ACTIVITIES
    ]


def _below(folder: Path) -> Iterator[Path]:
    """Yield the folders in a folder; of one that cannot be read, none."""
    try:
        yield from sorted(inner for inner in folder.iterdir() if inner.is_dir())
    except OSError:
        return
