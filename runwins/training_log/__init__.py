"""`TrainingLog`: the one place that joins files, log, metrics, wins, ladder and report.

Names are loaded when they are first used: an import of files that are all in the log already needs
none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runwins.training_log.import_report import ImportReport
    from runwins.training_log.training_log import TrainingLog

__all__ = ["ImportReport", "TrainingLog"]

_HOME = {
    "ImportReport": "runwins.training_log.import_report",
    "TrainingLog": "runwins.training_log.training_log",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'runwins.training_log' has no attribute {name!r}")
