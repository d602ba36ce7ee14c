"""runwins: watch files in, small wins and milestones out, truthfully.

>>> import runwins
>>> log = runwins.TrainingLog("mylog")          # doctest: +SKIP
>>> log.import_files(["activity.fit"])          # doctest: +SKIP
>>> log.wins()                                  # doctest: +SKIP

Names are loaded when they are first used, so that ``runwins --help`` starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runwins.errors import RunwinsError
    from runwins.goal import Goal, Ladder
    from runwins.importers import read
    from runwins.model import Activity, History
    from runwins.training_log import TrainingLog

__version__ = "0.1.0"
__all__ = ["Activity", "Goal", "History", "Ladder", "RunwinsError", "TrainingLog", "read"]

_HOME = {
    "Activity": "runwins.model",
    "Goal": "runwins.goal",
    "History": "runwins.model",
    "Ladder": "runwins.goal",
    "RunwinsError": "runwins.errors",
    "TrainingLog": "runwins.training_log",
    "read": "runwins.importers",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'runwins' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
