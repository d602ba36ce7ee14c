"""A win in plain sentences: what was compared, how sure it is, what it was worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runwins.model import History


def explain(win: Mapping[str, Any], history: History) -> tuple[str, ...]:
    """Return sentences."""
    return (str(win["rule"]),)
