"""What an import left out, to be tried again: files that were skipped, or could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from runwins.store.imports import Imports
from runwins.training_log.unchanged import IN_THE_LOG

_STANDARD_INPUT = "-"


def left_out(imports: Imports, batch: str) -> list[str]:
    """Return the paths with what an import left out, and forget what was made of those files.

    The next import of such a path reads them again, whether they changed or not; what is in the log
    is known by its content. What came by standard input is not among them.

    Parameters
    ----------
    imports
        The imports of a log.
    batch
        The import's name.
    """
    wanted = {
        str(line["source"]) for line in imports.lines(batch) if line["outcome"] not in IN_THE_LOG
    }
    found: list[str] = []
    with imports.transaction():
        for path in imports.seen_paths():
            seen = imports.seen(path)
            theirs = wanted & {one.source for one in seen.files} if seen else set()
            if seen and theirs:
                kept = tuple(one for one in seen.files if one.outcome in IN_THE_LOG)
                imports.keep_seen(path, replace(seen, look="", files=kept))
                found.append(path)
                wanted -= theirs
    return [*found, *_on_disk(sorted(wanted))]


def _on_disk(sources: Iterable[str]) -> list[str]:
    """Return the file that each lies in: itself, or the archive."""
    places = [
        next((place for place in (Path(one), *Path(one).parents) if place.is_file()), Path(one))
        for one in sources
        if Path(one).parts[:1] != (_STANDARD_INPUT,)
    ]
    return list(dict.fromkeys(map(str, places)))
