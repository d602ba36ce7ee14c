"""Many files read and measured at once, by worker processes."""

from __future__ import annotations

import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Literal

from runwins.importers import Member
from runwins.importers.containers import opened
from runwins.training_log.reading import Read, read_one, shown

_CHUNK = 4


def read_by_workers(members: list[Member], hashes: frozenset[str], workers: int) -> Iterator[Read]:
    """Yield what reading makes of each file, in their order; who ends a worker fails alone."""
    left = members
    while left:
        done = 0
        try:
            for read in _pooled(left, hashes, workers):
                yield read
                done += 1
        except BrokenProcessPool:
            at_once = done + workers * _CHUNK
            yield from (_read_apart(member, hashes) for member in left[done:at_once])
            done = at_once
        left = left[done:]


def _pooled(members: list[Member], known: frozenset[str], workers: int) -> Iterator[Read]:
    with ProcessPoolExecutor(
        workers, mp_context=get_context(_start()), initializer=_begin, initargs=(known,)
    ) as pool:
        try:
            with _script_unseen(), warnings.catch_warnings():
                # Of threads of numpy and Arrow, which can be copied; Python has no other here.
                warnings.simplefilter("ignore", DeprecationWarning)
                reads = pool.map(_read_in_worker, members, chunksize=_CHUNK)
            yield from reads
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start() -> Literal["fork", "spawn"]:
    """Return how workers begin: as copies of this process where that is safe, else anew.

    A copy is there at once; a new process loads for half a second what it needs. A copy would wait
    for ever for what another thread held, as those of a notebook do, and macOS has libraries that
    cannot be copied.
    """
    alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if alone else "spawn"


@contextmanager
def _script_unseen() -> Iterator[None]:
    """Let workers begin without the script that was started: a runner's own would run again."""
    script = sys.modules["__main__"]
    hidden = {name: vars(script).pop(name, None) for name in ("__file__", "__spec__")}
    script.__spec__ = None
    try:
        yield
    finally:
        vars(script).update({name: value for name, value in hidden.items() if value is not None})


def _read_apart(member: Member, known: frozenset[str]) -> Read:
    """Read a file in a process of its own: one of those left has ended a worker."""
    try:
        return next(_pooled([member], known, 1))
    except BrokenProcessPool:
        reason = "reading it ended the process that read it, perhaps for want of memory"
        return Read(shown(member.source), None, outcome="failed", reason=reason)


_known: frozenset[str] = frozenset()


def _begin(known: frozenset[str]) -> None:
    """Begin a worker: it knows what the log holds, and leaves Ctrl-C to the one who writes.

    A copy opens zips anew: two who read by one open file would move each other's place in it.
    """
    global _known  # noqa: PLW0603 - a worker process is told once
    _known = known
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    opened.cache_clear()


def _read_in_worker(member: Member) -> Read:
    return read_one(member, _known)
