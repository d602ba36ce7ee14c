"""What an import says of a recording: which run it is another view of, and its reasons together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

_MOST_REASONS = 6


def compared(mine: Mapping[str, Any], other: Mapping[str, Any], verdict: str | None) -> str:
    """Return in words what a recording has to do with one that is in the log."""
    if verdict == "same":
        return f"the same run as {other['source']}"
    starts = [datetime.fromisoformat(one["start_time"]) for one in (mine, other)]
    off = _in_hours(abs((starts[0] - starts[1]).total_seconds()))
    if verdict == "shifted":
        return (
            f"the same run as {other['source']}, {off} off by a wrong time zone: "
            "`runwins runs split` makes two of it"
        )
    if verdict == "at once":
        return (
            f"recorded at the same time as {other['source']}, so taken for the same run: "
            "`runwins runs split` makes two of it"
        )
    lasted_s = [one["elapsed_s"] or 0.0 for one in (mine, other)]
    if abs(starts[0] - starts[1]).total_seconds() < min(lasted_s):
        return (
            f"recorded at the same time as {other['source']}, but not as far: "
            "join them with `runwins runs link` if they are one run"
        )
    return (
        f"as long and as far as {other['source']}, {off} apart as if by a wrong time zone: "
        "join them with `runwins runs link` if they are one run"
    )


def _in_hours(seconds: float) -> str:
    hours = round(seconds / 900) / 4
    return f"{hours:g} hour{'s' if hours != 1 else ''}"


def together(words: Sequence[str]) -> str | None:
    """Return reasons as one, each said once; those of many rows of a table are counted."""
    told = [word if times == 1 else f"{word} ({times} ×)" for word, times in Counter(words).items()]
    if len(told) > _MOST_REASONS:
        told = [*told[:_MOST_REASONS], f"and {len(told) - _MOST_REASONS} more"]
    return "; ".join(told) or None
