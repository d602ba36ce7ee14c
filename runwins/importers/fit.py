"""FIT, the format of watches: read by fitfast, and by fitparse where a file is damaged."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import warnings
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any, TypeVar

import numpy as np

from runwins.errors import UnreadableFile
from runwins.importers.base import Recording, importer
from runwins.importers.fit_developer import (
    DeveloperField,
    developer_fields,
    marked,
    told_apart,
)
from runwins.importers.fit_file import is_fit, mend, skeleton
from runwins.importers.fit_messages import Columns, Messages, single_values
from runwins.importers.fit_sessions import check_it_runs, runs_of
from runwins.model import Activity

T = TypeVar("T")

fitfast: Any
try:
    fitfast = import_module("fitfast")
except ImportError:  # pragma: no cover - no wheel for this platform: fitparse reads everything
    fitfast = None

_FIT_EPOCH_S = 631_065_600
_DEGREES = 180.0 / 2**31
_MOST_TO_MEND_BYTES = 8 * 2**20
_MOST_TO_MEND = 1_500_000
"""Messages and their values; a damaged file of 11 hours at 1 Hz has half as many. The careful
reader takes some microseconds for each."""
_TIMES = frozenset({"timestamp", "start_time", "time_created", "local_timestamp"})
# What fitparse lets through where a damaged file surprises it.
_ITS_SLIPS = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)
_SUMMARY = frozenset({
    "file_id", "sport", "session", "lap", "event", "activity", "field_description",
})  # fmt: skip


@importer("fit", recognises=is_fit)
def read_fit(recording: Recording) -> list[Activity]:
    """Read activity files of watches: Garmin, Suunto, Coros, Polar, Wahoo, apps and Zwift.

    Each running session is a run of its own. What a damaged file holds before the damage is kept,
    and the run says what was wrong. Workouts, courses, settings and other sports are passed over.
    """
    content = recording.content
    messages = summary_of(content)
    problems: list[str] = []
    read = None
    if messages is not None:
        check_it_runs(messages, recording.context)
        read = _read_fast(content, messages)
    if read is None:
        if len(content) > _MOST_TO_MEND_BYTES:
            size = len(content) / 2**20
            raise UnreadableFile(
                f"damaged or of a rare build, and with {size:,.0f} MiB too large to be read slowly"
            )
        parts, problems = mend(content)
        read = _read_parts(parts, problems)
    messages, columns = read
    if not messages and not columns:
        raise UnreadableFile(f"a FIT file with nothing in it to read ({'; '.join(problems)})")
    return runs_of(messages, columns, recording, tuple(problems))


def summary_of(content: bytes) -> Messages | None:
    """Return what a FIT file says of itself without its samples, ``None`` where that is broken."""
    small = skeleton(content)
    read: Messages | None = None if small is None else _fast(lambda: fitfast.parse(small))
    return None if read is None else single_values(read)


def _read_fast(content: bytes, messages: Messages | None) -> tuple[Messages, Columns] | None:
    """Return summary and samples by fitfast, ``None`` where it refuses the file or mixes it up.

    Where a field's size is not that of one number its columns may differ in length, and fields of
    one name become one column.
    """
    if messages is None or not told_apart(messages):
        return None
    columns: Columns | None = _fast(lambda: fitfast.records(content))
    if columns is None or len({len(values) for values in columns.values()}) > 1:
        return None
    return messages, marked(columns, messages)


def _fast(read: Callable[[], T]) -> T | None:
    """Return what fitfast reads, ``None`` where there is no fitfast or it refuses the file.

    Its panics are no ordinary exceptions: one damaged file would end the whole import.
    """
    if fitfast is None:
        return None
    try:
        return read()
    except fitfast.FitDecodeError:
        return None
    except BaseException as panic:
        if type(panic).__name__ == "PanicException":
            return None
        raise


def _read_parts(parts: Iterable[bytes], problems: list[str]) -> tuple[Messages, Columns]:
    """Return summary and samples of mended files, put together; add what was wrong."""
    messages: dict[str, list[dict[Any, Any]]] = {}
    read: list[Columns] = []
    for part in parts:
        mended = _read_fast(part, summary_of(part)) or read_slowly(part, problems)
        for name, found in mended[0].items():
            messages.setdefault(name, []).extend(found)
        read.append(mended[1])
    names = {name for columns in read for name in columns}
    lengths = [max(map(len, columns.values()), default=0) for columns in read]
    return messages, {
        name: np.concatenate([
            columns.get(name, np.full(length, np.nan))
            for columns, length in zip(read, lengths, strict=True)
        ])
        for name in names
    }  # fmt: skip


def read_slowly(content: bytes, problems: list[str]) -> tuple[Messages, Columns]:
    """Return summary and samples by fitparse: everything before the damage.

    Parameters
    ----------
    content
        One FIT file whose header and checksum are true.
    problems
        What was wrong is added here.
    """
    from fitparse import FitFile, FitParseError
    from fitparse.utils import FitEOFError

    messages: dict[str, list[dict[Any, Any]]] = {}
    rows: list[dict[str, float]] = []
    added: dict[tuple[int, int], DeveloperField] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            read = 0
            for message in FitFile(content, check_crc=True).get_messages():
                read += 1 + len(message.fields)
                if read > _MOST_TO_MEND:
                    raise UnreadableFile("damaged, and too large to be mended")
                if message.name == "record":
                    rows.append(_record(message, added))
                elif message.name in _SUMMARY:
                    messages.setdefault(message.name, []).append(_summary(message))
                    if message.name == "field_description":
                        added = developer_fields(messages)
        except FitEOFError:
            if rows:
                problems.append(f"it ends within a message, after {len(rows)} samples")
        except (FitParseError, *_ITS_SLIPS) as problem:
            problems.append(f"damaged after {len(rows)} samples ({problem})")
    names = {name for row in rows for name in row}
    columns = {
        name: np.array([row.get(name, math.nan) for row in rows], dtype=np.float64)
        for name in names
    }
    return single_values(messages), columns


def _record(message: Any, added: Mapping[tuple[int, int], DeveloperField]) -> dict[str, float]:
    row: dict[str, float] = {}
    for one in message.fields:
        if getattr(one.field, "field_type", None) == "devfield":
            theirs = added.get((one.field.dev_data_index, one.field.def_num))
            value = None if theirs is None else theirs.value(one.value)
            if theirs is not None and value is not None:
                row.setdefault(theirs.key, value)
            continue
        number = _number(one.value)
        if number is None or one.name in row:
            continue
        row[one.name] = number * _DEGREES if one.units == "semicircles" else number
    return row


def _number(value: Any) -> float | None:
    if isinstance(value, (tuple, list)):
        return next((_number(one) for one in value if one is not None), None)
    if isinstance(value, dt.datetime):
        return float(calendar.timegm(value.timetuple()))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return None


def _summary(message: Any) -> dict[Any, Any]:
    """Return a message as fitfast writes it: names of enumerations, Unix times, bare products."""
    found: dict[Any, Any] = {}
    for one in message.fields:
        if one.value is None:
            continue
        if one.name in _TIMES and isinstance(one.raw_value, int):
            found[one.name] = one.raw_value + _FIT_EPOCH_S
        elif one.name.endswith("product"):
            found["product"] = one.raw_value
        else:
            found[one.name] = one.value
    return found
