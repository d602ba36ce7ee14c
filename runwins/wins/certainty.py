"""How sure we are that a time was really faster."""

from __future__ import annotations

from runwins.metrics.noise import POOR_SKY, SAME_DEVICE, probability_real
from runwins.units import format_duration


def chance_real(old_s: float, new_s: float, distance_m: float, book: str) -> float:
    """Return the probability that a time over a distance was really faster than another.

    A watch's distance of one way, run again and again, scatters by 0.7 % on roads. On trails the
    larger error of a poor sky holds: with it, of 25 pairs of runs that were called faster with 80
    to 95 %, 88 % were, by the clock between the gates of their route; with the error of roads 67 %
    of 15.
    """
    return probability_real(old_s, new_s, distance_m, POOR_SKY if book == "trail" else SAME_DEVICE)


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
