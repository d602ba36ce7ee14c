"""The checks of ``runwins doctor``: each looks at one thing and says what it found."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from runwins import __version__
from runwins.cli.shell import Shell
from runwins.errors import RunwinsError
from runwins.places import Places
from runwins.settings import read_settings

_LIBRARIES = (
    "pandas", "numpy", "matplotlib", "jinja2", "click", "fitfast", "python-fitparse", "gpxpy",
    "tzfpy", "pyarrow",
)  # fmt: skip
_LITTLE_ROOM = 200e6
_GLYPHS = "★ ▲ ● ✓ ◆ ○ ✕ ⚑"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing.

    Attributes
    ----------
    what
        What was looked at.
    ok
        Nothing is to be done.
    found
        In words, with what to do where it is not well.
    """

    what: str
    ok: bool
    found: str


def checkup(shell: Shell) -> list[Finding]:
    """Return what is found of everything, in an order in which it can be read."""
    here = shell.places
    return [
        Finding("runwins", True, f"{__version__} in {Path(__file__).resolve().parent.parent}"),
        Finding("python", True, f"{platform.python_version()} on {platform.platform()}"),
        Finding("libraries", True, ", ".join(_libraries())),
        *_plugins(),
        *_settings(shell, here),
        *(_writable(folder) for folder in dict.fromkeys((here.data, here.config, here.cache))),
        _room(here),
        _log(shell, here),
        _zones(),
        _glyphs(shell),
    ]


def _libraries() -> Iterator[str]:
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


def _settings(shell: Shell, here: Places) -> Iterator[Finding]:
    try:
        settings = read_settings(here.config_file, units=shell.units)
    except RunwinsError as problem:
        yield Finding("settings", False, str(problem))
    else:
        zone = settings.home_zone or "no home zone"
        yield Finding("settings", True, f"{settings.units}, {zone}; {here.config_file}")


def _writable(folder: Path) -> Finding:
    """Look whether a folder, or the nearest that is there above it, can be written to."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        words = "can be written to" if there == folder else "is not there yet and can be made"
        return Finding("folder", True, f"{folder} {words}")
    return Finding("folder", False, f"{there} cannot be written to: name another --home")


def _room(here: Places) -> Finding:
    there = next(place for place in (here.data, *here.data.absolute().parents) if place.exists())
    free = shutil.disk_usage(there).free
    words = f"{free / 1e9:,.1f} GB free"
    ok = free > _LITTLE_ROOM
    return Finding("disk", ok, words if ok else f"{words}: make room before the next import")


def _log(shell: Shell, here: Places) -> Finding:
    if not here.log_file.exists():
        return Finding("log", True, f"none yet in {here.data}: runwins import FILE")
    try:
        with shell.log() as log:
            wrong = log.check()
            runs = len(log.runs())
    except RunwinsError as problem:
        return Finding("log", False, str(problem))
    if wrong:
        todo = "runwins db restore BACKUP puts a copy in its place"
        return Finding("log", False, f"damaged: {'; '.join(wrong[:3])}; {todo}")
    size = here.log_file.stat().st_size / 1e6
    return Finding("log", True, f"sound, {runs:,} runs, {size:,.1f} MB; {here.log_file}")


def _plugins() -> Iterator[Finding]:
    """Look at what other packages bring: importers, kinds of wins, kinds of rungs."""
    from runwins import wins
    from runwins.importers.base import REGISTRY
    from runwins.ladder.base import kinds as rung_kinds

    families: dict[str, Callable[[], Mapping[str, Any]]] = {
        "importers": REGISTRY.all, "wins": wins.kinds, "rungs": rung_kinds,
    }  # fmt: skip
    for name, family in families.items():
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", RuntimeWarning)
            members = family()
        others = [f"{n} of {m.package}" for n, m in members.items() if m.package]
        words = ", ".join([f"{len(members) - len(others)} of its own", *others])
        faults = [str(one.message) for one in told if issubclass(one.category, RuntimeWarning)]
        yield Finding(name, not faults, "; ".join([words, *faults]))


def _zones() -> Finding:
    try:
        ZoneInfo("Europe/Berlin")
    except (KeyError, OSError):
        return Finding("zones", False, "no time zones on this machine: pip install tzdata")
    return Finding("zones", True, "time zones are known")


def _glyphs(shell: Shell) -> Finding:
    """Show the symbols, so that a reader can see whether the terminal knows them."""
    encoding = sys.stdout.encoding or "unknown"
    if not shell.style("km").unicode:
        return Finding("symbols", True, f"plain letters ({encoding})")
    return Finding("symbols", True, f"{_GLYPHS} ({encoding}; boxes or ?: use --ascii)")
