"""Which table a row is of, by its build alone: where the list of tables cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_BATCH = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def table_of(values: list[Any]) -> str | None:
    """Return the table of facts that a row can be of; ``None`` for a row of the cache or none."""
    return next((table for table, fits in _SHAPES.items() if fits(values)), None)


def _is_text(value: object, pattern: re.Pattern[str] | None = None) -> bool:
    return isinstance(value, str) and (pattern is None or pattern.match(value) is not None)


_SHAPES: dict[str, Callable[[list[Any]], bool]] = {
    "recording": lambda v: len(v) >= 8 and isinstance(v[7], bytes) and _is_text(v[6]),
    "import_line": lambda v: len(v) == 4 and _is_text(v[0], _BATCH) and _is_text(v[2]),
    "table_word": lambda v: len(v) == 5 and v[0] is None and _is_text(v[2], _BATCH),
    "note": lambda v: len(v) == 5 and v[0] is None and _is_text(v[2], _MOMENT) and _is_text(v[3]),
    "edit": lambda v: len(v) == 3 and isinstance(v[0], int) and _is_text(v[1]),
    "way_name": lambda v: (
        len(v) == 3 and isinstance(v[0], int) and not _is_text(v[1]) and _is_text(v[2])
    ),
    "batch": lambda v: len(v) == 2 and _is_text(v[0], _BATCH) and _is_text(v[1], _MOMENT),
    "goal": lambda v: len(v) == 2 and _is_text(v[0]) and _is_text(v[1]) and v[1][:1] == "{",
    "span": lambda v: (
        len(v) == 5 and v[0] is None and _is_text(v[2], _DAY) and _is_text(v[3], _DAY)
    ),
    "dropped_win": lambda v: len(v) == 2 and _is_text(v[0]) and _is_text(v[1], _MOMENT),
    "gone_win": lambda v: (
        len(v) == 7 and _is_text(v[0]) and isinstance(v[1], int) and _is_text(v[4], _MOMENT)
    ),
    "run": lambda v: len(v) == 2 and v[0] is None and (v[1] is None or _is_text(v[1], _MOMENT)),
}
