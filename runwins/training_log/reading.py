"""Files read and measured, each by itself: no file can stop the rest."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from runwins.errors import NotARun, RunwinsError, without_places
from runwins.importers import Member, read_member
from runwins.metrics.summary import figures
from runwins.model import Activity
from runwins.store import facts_of, stream_codec
from runwins.store.measured import Packed, pack

_WORTH_A_POOL = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One run of a file, measured.

    Attributes
    ----------
    number
        Which of the file's runs, from 0.
    facts
        What the file said, see `runwins.store.facts_of`.
    samples
        What was recorded, encoded.
    measured
        What the metrics make of it, ready to be written.
    """

    number: int
    facts: Mapping[str, Any]
    samples: bytes
    measured: Packed


@dataclass(frozen=True, slots=True)
class Read:
    """What reading made of one file.

    Attributes
    ----------
    source
        What to call it.
    sha256
        Of its content; ``None`` where it could not be opened.
    parts
        The runs it holds.
    outcome, reason
        Where it is decided already what becomes of it.
    context
        What an archive's table says of it.
    """

    source: str
    sha256: str | None
    parts: tuple[Part, ...] = ()
    outcome: Literal["skipped", "failed"] | None = None
    reason: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)


def read_all(
    members: Sequence[Member],
    ready: Sequence[Read | None],
    known: Collection[str],
    jobs: int | None,
) -> Iterator[Read]:
    """Yield what reading makes of each file, in their order.

    Parameters
    ----------
    members
        The files.
    ready
        For each of them what is known without reading it, or ``None``.
    known
        The hashes of contents that are in the log: those are not read again.
    jobs
        Worker processes; by default one a processor where there are many files.
    """
    new = [member for member, read in zip(members, ready, strict=True) if read is None]
    reads = _read_new(new, frozenset(known), jobs)
    for read in ready:
        yield next(reads) if read is None else read


def _read_new(members: list[Member], hashes: frozenset[str], jobs: int | None) -> Iterator[Read]:
    workers = jobs or (os.cpu_count() or 1)
    if workers == 1 or len(members) < _WORTH_A_POOL:
        yield from (read_one(member, hashes) for member in members)
        return
    from runwins.training_log.workers import read_by_workers  # loads what one file does not need

    yield from read_by_workers(members, hashes, workers)


def read_one(member: Member, known: frozenset[str]) -> Read:
    """Read and measure one file, of which there are no runs where its hash is known.

    Every fault becomes a reason.
    """
    source, sha = shown(member.source), None
    try:
        sha = member.sha256()
        if sha in known:
            return Read(source, sha, context=member.context)
        parts = tuple(
            _measured(number, activity) for number, activity in enumerate(read_member(member))
        )
    except NotARun as word:
        return Read(source, sha, outcome="skipped", reason=_reason(member, word))
    except (RunwinsError, OSError) as problem:
        return Read(source, sha, outcome="failed", reason=_reason(member, problem))
    except Exception as problem:  # noqa: BLE001 - a hostile file must not stop the rest
        said = without_places(str(problem))
        words = shown(f"could not be read ({type(problem).__name__}: {said})")
        return Read(source, sha, outcome="failed", reason=words)
    return Read(source, sha, parts, context=member.context)


def _reason(member: Member, problem: RunwinsError | OSError) -> str:
    """Return what is wrong with a file, without its name: that stands beside it."""
    words = (isinstance(problem, OSError) and problem.strerror) or str(problem)
    return shown(words.removeprefix(f"{member.source}: "))


def _measured(number: int, activity: Activity) -> Part:
    samples = stream_codec.encode(activity.samples, activity.extras)
    stored = replace(
        activity, samples=stream_codec.rounded(activity.samples), source=shown(activity.source)
    )
    return Part(number, facts_of(stored), samples, pack(figures(stored)))


def shown(text: str) -> str:
    """Return the text as it can be stored; bytes of a file name that are no letters become ?."""
    return text.encode("utf-8", "replace").decode("utf-8")
