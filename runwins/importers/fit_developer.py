"""Fields that apps and foot pods add to a watch's samples: Stryd's form power, a core temperature.

The file describes each of them itself: a name, a unit, and which field of the watch's own it stands
for, if any. Running power becomes the stream's; all else is kept beside it, as its maker names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.importers.fit_messages import READ, Columns, Messages

_MARK = "developer: "
_POWER = 7
_POWERS = ("Power", "RP_Power")
_OF_SAMPLES = ("record", 20, None)


@dataclass(frozen=True, slots=True)
class DeveloperField:
    """One such field, as a ``field_description`` message tells of it.

    Attributes
    ----------
    index, number
        Which maker's, and which of theirs.
    name
        As fitfast calls its column.
    units
        As the maker writes them; empty where they do not.
    stands_for
        The number of the watch's own field that it stands for; ``None`` for none.
    scale, offset
        What whole numbers are divided by and then lessened by.
    again
        How many before it have the same name and unit.
    """

    index: int
    number: int
    name: str
    units: str = ""
    stands_for: int | None = None
    scale: float = 1.0
    offset: float = 0.0
    again: int = 0

    @property
    def key(self) -> str:
        """What its column is called among the watch's own: ``developer: Form Power (Watts)``."""
        units = f" ({self.units})" if self.units else ""
        again = f" {self.again + 1}" if self.again else ""
        return f"{_MARK}{self.name}{units}{again}"

    def value(self, raw: Any) -> float | None:
        """Return what a raw number means; ``None`` for several numbers, or none."""
        if isinstance(raw, bool) or not isinstance(raw, (int, float)):
            return None
        return raw / self.scale - self.offset if isinstance(raw, int) else raw


def developer_fields(messages: Messages) -> dict[tuple[int, int], DeveloperField]:
    """Return the fields that others added to the samples, by index and number."""
    found: dict[tuple[int, int], DeveloperField] = {}
    for message in messages.get("field_description", ()):
        if message.get("native_mesg_num") in _OF_SAMPLES:
            one = _described(message)
            if one is not None:
                found[one.index, one.number] = one
    told: Counter[tuple[str, str]] = Counter()
    for place, one in found.items():
        found[place] = replace(one, again=told[one.name, one.units])
        told[one.name, one.units] += 1
    return found


def _described(message: Mapping[Any, Any]) -> DeveloperField | None:
    index, number = message.get("developer_data_index"), message.get("field_definition_number")
    if not isinstance(index, int) or not isinstance(number, int):
        return None
    name, units = message.get("field_name"), message.get("units")
    scale, offset = message.get("scale"), message.get("offset")
    return DeveloperField(
        index,
        number,
        name if isinstance(name, str) and name else f"dev_{index}_{number}",
        units.strip() if isinstance(units, str) else "",
        message.get("native_field_num"),
        float(scale) if isinstance(scale, int) and scale > 0 else 1.0,
        float(offset) if scale and isinstance(offset, int) else 0.0,
    )


def told_apart(messages: Messages) -> bool:
    """Tell whether each such field has a name of its own, that is no name of the watch's fields.

    fitfast writes those of one name into one column.
    """
    names = [one.name for one in developer_fields(messages).values()]
    return len(set(names)) == len(names) and READ.isdisjoint(names)


def marked(columns: Columns, messages: Messages) -> dict[str, NDArray[np.float64]]:
    """Return fitfast's columns, those of others under their `DeveloperField.key`."""
    keys = {one.name: one.key for one in developer_fields(messages).values()}
    return {keys.get(name, name): values for name, values in columns.items()}


def with_power(columns: Columns, messages: Messages) -> Columns:
    """Return the columns with the power of a foot pod, where the watch itself wrote none."""
    own = columns.get("power")
    if own is not None and np.isfinite(own).any():
        return columns
    for one in developer_fields(messages).values():
        power = one.stands_for == _POWER or one.name in _POWERS
        if power and one.key in columns:
            rest = {name: values for name, values in columns.items() if name != one.key}
            return {**rest, "power": columns[one.key]}
    return columns


def added(columns: Columns) -> dict[str, NDArray[np.float64]]:
    """Return the columns that others added, by `DeveloperField.key`."""
    return {key: values for key, values in columns.items() if key.startswith(_MARK)}


def as_told(extras: pd.DataFrame) -> pd.DataFrame:
    """Return such columns as their makers name them: ``Form Power (Watts)``."""
    if not len(extras.columns):
        return extras
    return extras.rename(columns=lambda key: str(key).removeprefix(_MARK))
