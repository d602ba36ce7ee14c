"""The log: runs and streams in one SQLite file.

Facts are stored: recordings as their files told them, which recordings are one run, and what the
runner said (edits, notes, goals, wins taken back). What the metrics make of a recording is kept
beside them as a cache, by metrics version, and can be thrown away without loss.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runwins.store.care import replace_damaged
    from runwins.store.gone_wins import GoneWin
    from runwins.store.recording import Recording, activity_of, facts_of
    from runwins.store.salvage import salvage_into
    from runwins.store.salvaged import Salvaged
    from runwins.store.store import Store
    from runwins.store.undone import Undone

__all__ = [
    "GoneWin",
    "Recording",
    "Salvaged",
    "Store",
    "Undone",
    "activity_of",
    "facts_of",
    "replace_damaged",
    "salvage_into",
]

_HOME = {
    "GoneWin": "runwins.store.gone_wins",
    "Recording": "runwins.store.recording",
    "Salvaged": "runwins.store.salvaged",
    "Store": "runwins.store.store",
    "Undone": "runwins.store.undone",
    "activity_of": "runwins.store.recording",
    "facts_of": "runwins.store.recording",
    "replace_damaged": "runwins.store.care",
    "salvage_into": "runwins.store.salvage",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'runwins.store' has no attribute {name!r}")
