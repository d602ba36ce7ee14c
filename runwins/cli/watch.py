"""``runwins watch``: new files are brought in as they appear."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import click

from runwins.cli.import_files import say_import
from runwins.cli.shell import Shell, pass_shell
from runwins.places import LOG_NAME, own_names

Seen = dict[Path, tuple[int, int]]

_A_FEW = 5
_HALF_WRITTEN = (".part", ".tmp", ".crdownload", ".download")


@click.command("watch")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--every",
    type=click.FloatRange(0.05),
    default=5.0,
    show_default=True,
    help="Seconds between two looks.",
)
@click.option("--once", is_flag=True, help="Bring in what is there and leave.")
@pass_shell
def command(shell: Shell, folder: Path, every: float, once: bool) -> None:
    """Watch FOLDER and bring in each new file, with what the run achieved.

    What is there at the start is brought in too. A file that is still being written waits until
    its size stays the same from one look to the next. Ctrl-C stops it; what came in is kept.

    \b
    runwins watch ~/Downloads
    runwins watch /media/watch/GARMIN/ACTIVITY --every 30
    """
    shell.tell(f"watching {folder}; Ctrl-C stops")
    done: Seen = {}
    before = look(folder)
    while True:
        time.sleep(every)
        now = look(folder)
        ready = settled(before, now, done)
        if ready:
            done |= {path: now[path] for path in ready}
            _bring_in(shell, ready)
        if once and not set(now) - set(done):
            return
        before = now


def look(folder: Path) -> Seen:
    """Return size and time of every file below a folder, as far as it can be read."""
    return dict(_files(folder))


def _files(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for inner, folders, names in os.walk(folder):
        own = own_names((*folders, *names)) | {LOG_NAME}
        folders[:] = sorted(name for name in folders if name[0] != "." and name not in own)
        for name in sorted(names):
            path = Path(inner, name)
            half_written = path.suffix.lower() in _HALF_WRITTEN
            if name.startswith(".") or half_written or name in own:
                continue
            try:
                stat = path.stat()
            except OSError:
                continue
            yield path, (stat.st_size, stat.st_mtime_ns)


def settled(before: Seen, now: Seen, done: Seen) -> list[Path]:
    """Return the files that are new, hold something, and have not changed since the last look."""
    return [
        path
        for path, state in now.items()
        if state[0] > 0 and before.get(path) == state and done.get(path) != state
    ]


def _bring_in(shell: Shell, ready: list[Path]) -> None:
    """Bring files in: a few one by one, each with its view, many together."""
    heaps = [ready] if len(ready) > _A_FEW else [[path] for path in ready]
    for heap in heaps:
        with shell.log() as log:
            report = log.import_files(heap)
            if any(line.outcome != "unchanged" for line in report.lines):
                say_import(shell, log, report)
