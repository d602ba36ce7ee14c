"""Files that are as they were at their last import: known without opening one of them.

A path is as it was when names, sizes and times of all files in it are, the same importers read it,
and every recording it brought is in the log still. What was changed in the seconds before it was
read could have been changed once more without a trace, so that is always read again.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

import runwins
from runwins.errors import RunwinsError
from runwins.places import LOG_NAME, own_names
from runwins.store.imports import Imports, Seen, SeenFile, imports_of
from runwins.training_log.import_report import ImportReport, Line, Outcome

Stamps = Mapping[str, tuple[int, int]]

_STILL_WET_S = 2.0
"""Some file systems tell the time of a change to two seconds."""
IN_THE_LOG = ("imported", "merged", "unchanged")


def nothing_new(log_file: Path, paths: Iterable[str | Path]) -> ImportReport | None:
    """Return the report of an import in which no file can be new, else ``None``.

    Parameters
    ----------
    log_file
        The log, which need not be there.
    paths
        What the runner named.
    """
    given = [str(path) for path in paths]
    try:
        with imports_of(log_file) as imports:
            return None if imports is None else all_as_before(imports, given)
    except (RunwinsError, OSError):  # the full import says what is wrong
        return None


def all_as_before(imports: Imports, paths: Sequence[str]) -> ImportReport | None:
    """Return the report of an import of files that are all as they were, and keep its lines.

    ``None`` where one is not.
    """
    began = time.monotonic()
    report = ImportReport()
    hashes: set[str] = set()
    for path in paths:
        seen = imports.seen(key(path))
        if seen is None or not seen.look or seen.look != look(stamps(path)):
            return None
        hashes |= {one.sha256 or "" for one in seen.files if one.outcome in IN_THE_LOG}
        report.lines += map(_line, seen.files)
    if not hashes <= imports.known():
        return None
    keep_lines(imports, report, new_batch_name())
    report.seconds = time.monotonic() - began
    return report


def _line(one: SeenFile) -> Line:
    if one.outcome in ("imported", "merged"):
        return Line(one.source, "unchanged")
    return Line(one.source, cast("Outcome", one.outcome), one.reason)


def new_batch_name() -> str:
    """Return a name for an import that begins now."""
    return datetime.now(tz=UTC).strftime("%Y%m%dT%H%M%SZ-") + secrets.token_hex(2)


def keep_lines(imports: Imports, report: ImportReport, batch: str) -> None:
    """Keep what became of every file, unless all of it was in the log already.

    Of the imports that brought no recording the newest alone is kept.
    """
    if all(line.outcome == "unchanged" for line in report.lines):
        return
    with imports.transaction():
        if report.batch is None:
            imports.forget_empty_batches()
            imports.add_batch(batch)
        imports.add_lines(batch, ((one.source, one.outcome, one.reason) for one in report.lines))


def key(path: str) -> str:
    """Return what a path is remembered by, wherever it was named from."""
    return str(Path(path).absolute()).encode("utf-8", "backslashreplace").decode()


def stamps(path: str) -> dict[str, tuple[int, int]]:
    """Return size and time of change of a file, or of every file below a folder.

    They are called as `runwins.importers.Member.path` calls them; a log's own are left out.
    """
    try:
        found = Path(path).stat()
    except OSError:
        return {}
    named = str(Path(path))
    if not stat.S_ISDIR(found.st_mode):
        return {named: (found.st_size, found.st_mtime_ns)}
    made: dict[str, tuple[int, int]] = {}
    folders = [named]
    while folders:
        try:
            with os.scandir(folders.pop()) as inside:
                entries = list(inside)
                own = own_names(entry.name for entry in entries)
                for entry in entries:
                    if entry.name in own or entry.name == LOG_NAME:
                        continue  # a log changes with every import
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        state = entry.stat()
                        place = entry.path.removeprefix(f".{os.sep}")
                        made[place] = state.st_size, state.st_mtime_ns
        except OSError:
            return {}
    return made


def look(found: Stamps) -> str:
    """Return what stands for files and readers as they are; empty where it would tell nothing."""
    if not found:
        return ""
    told = hashlib.sha256(readers().encode())
    for path in sorted(found):
        told.update(f"{path}\0{found[path]}\n".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


@cache
def readers() -> str:
    """Return what stands for the importers: ours as they are on disk, and other packages'."""
    folder = Path(runwins.__file__).parent / "importers"
    newest = max(file.stat().st_mtime_ns for file in folder.iterdir() if file.is_file())
    others = sorted(f"{one.name}={one.value}" for one in entry_points(group="runwins.importers"))
    return " ".join([runwins.__version__, str(newest), sys.version.split()[0], *others])


def seen_of(path: str, before: Stamps, began_s: float, files: Sequence[SeenFile]) -> Seen:
    """Return a path as it was when it was read, to be kept.

    Parameters
    ----------
    path
        As the runner named it.
    before
        Its files before the first was read.
    began_s
        The Unix time of that.
    files
        What became of each.
    """
    latest = int((began_s - _STILL_WET_S) * 1e9)
    steady = all(changed < latest for _, changed in before.values())
    own = str(Path(path))
    opened = all(
        one.sha256 is not None
        and (one.path == own or own == "." or one.path.startswith(own + os.sep))
        for one in files
    )
    return Seen(look(before) if steady and opened else "", readers(), tuple(files))


def stamp_of(path: str, before: Stamps, began_s: float) -> tuple[int, int]:
    """Return size and time of change of a file, and -1 for both where they tell nothing."""
    size, changed = before.get(path, (-1, -1))
    return (size, changed) if changed < int((began_s - _STILL_WET_S) * 1e9) else (-1, -1)


def as_they_were(imports: Imports, path: str, before: Stamps) -> dict[str, SeenFile]:
    """Return the recordings in a path whose files have not changed since its last import.

    Those that held no run are among them where the same importers would read them.
    """
    seen = imports.seen(key(path))
    if seen is None:
        return {}
    same_readers = seen.readers == readers()
    return {
        one.source: one
        for one in seen.files
        if one.size >= 0
        and one.sha256 is not None
        and before.get(one.path) == (one.size, one.changed_ns)
        and (same_readers or one.outcome in IN_THE_LOG)
    }
