"""How sure we are that a time was really faster."""

from __future__ import annotations

from runwins.metrics.noise import probability_real
from runwins.units import format_duration

__all__ = ["probability_real", "seconds_between", "sureness"]


def sureness(probability: float) -> str:
    """Return in words how sure a faster time is."""
    if probability >= 0.95:
        return "clear"
    if probability >= 0.80:
        return "very likely real"
    return "by the watch, inside its error"


def seconds_between(slower_s: float, faster_s: float) -> str:
    """Return the difference of two times as a runner says it: ``7 s`` or ``1:07``."""
    apart = slower_s - faster_s
    if apart >= 59.5:
        return format_duration(apart)
    return f"{apart:.1f} s" if apart < 1.5 else f"{apart:.0f} s"
