"""Where the names of a course's stations stand above its profile: none across another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from runwins.metrics.course import CourseProfile
from runwins.report.drawn_text import drawable, shorten, width_pt
from runwins.units import Units, format_distance, format_duration

_SMALL = 12.0
_WIDE_PT, _TIERS, _MANY_TIERS = 500.0, 3, 6
_LABELS_PT = (150.0, 124.0, 96.0)
_BESIDE_PT = 10.0
_OVER_LEFT_PT, _OVER_RIGHT_PT = 59.0, 26.0
"""How far words may stand beyond the axes."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A station above the axes: its pole, its words beside that, and its tier; in points."""

    name: str
    words: str
    pole_pt: float
    start_pt: float
    wide_pt: float
    tier: int
    right: bool

    @property
    def end_pt(self) -> float:
        """Where the words end."""
        return self.start_pt + self.wide_pt

    def crosses(self, other: Flag) -> bool:
        """Tell whether the words meet the other's words or its pole."""
        if self.tier == other.tier and (
            self.start_pt < other.end_pt and other.start_pt < self.end_pt
        ):
            return True
        inside = self.start_pt + 1 < other.pole_pt < self.end_pt - 1
        return other.tier >= self.tier and inside


def place_flags(profile: CourseProfile, wide_pt: float, units: Units) -> list[Flag]:
    """Return the stations that have room for their words, the finish first.

    Names are cut as little as all of them need; where not all fit, the most that do. A narrow
    picture has more tiers: there the names climb like stairs, each left of its pole.
    """
    rows = profile.stations.to_dict("records")
    *inner, finish = rows
    aid, other = (
        [row for row in inner if bool(row["is_aid"]) is wanted] for wanted in (True, False)
    )
    ways = (
        ([finish, *aid, *other], (True, False)),
        ([finish, *aid[::-1], *other[::-1]], (True, False)),
        ([finish, *aid[::-1], *other[::-1]], (True,)),
        (rows, (False,)),
    )
    best: list[Flag] = []
    for label_pt in _LABELS_PT:
        for order, sides in ways:
            flags: list[Flag] = []
            for row in order:
                flag = _beside_others(
                    row, flags, profile.distance_m, wide_pt, label_pt, units,
                    (False,) if row is finish else sides,
                )  # fmt: skip
                if flag is not None:
                    flags.append(flag)
            if len(flags) > len(best):
                best = flags
            if len(best) == len(rows):
                return best
    return best


def _beside_others(
    row: dict[Any, Any],
    others: list[Flag],
    distance_m: float,
    wide_pt: float,
    label_pt: float,
    units: Units,
    sides: tuple[bool, ...],
) -> Flag | None:
    """Return a station in the lowest tier where its words and pole cross no others, if any."""
    at_m, closes = float(row["at_m"]), float(row["cutoff_s"])
    words = format_distance(at_m, units)
    if not np.isnan(closes):
        words += f", by {_hours(closes)}"
    pole = at_m / distance_m * wide_pt
    for room_pt in (each for each in _LABELS_PT if each <= label_pt):
        name = shorten(drawable(str(row["name"]), "bold"), room_pt, _SMALL, "bold")
        wide = max(width_pt(name, _SMALL, "bold"), width_pt(words, _SMALL)) + _BESIDE_PT
        for tier in range(_TIERS if wide_pt > _WIDE_PT else _MANY_TIERS):
            for right in sides:
                flag = Flag(name, words, pole, pole if right else pole - wide, wide, tier, right)
                inside = flag.start_pt >= -_OVER_LEFT_PT and flag.end_pt <= wide_pt + _OVER_RIGHT_PT
                if inside and not any(flag.crosses(one) or one.crosses(flag) for one in others):
                    return flag
    return None


def _hours(seconds: float) -> str:
    """Return a cut-off: ``12 h`` or ``3:10 h``."""
    text = format_duration(60 * round(seconds / 60))
    hours, minutes = (text.split(":") if seconds >= 3600 else ["0", text.split(":")[0]])[:2]
    return f"{hours} h" if int(minutes) == 0 else f"{hours}:{int(minutes):02d} h"
