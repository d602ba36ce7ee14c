"""A stream as compact bytes and back.

Each channel is rounded to the resolution that devices record (a millisecond, a centimetre, 1e-7 of
a degree ≈ 1 cm, …), written as differences in the smallest integer type that holds them, and the
whole is deflated. Missing values are a bit mask. What has been through the codec once comes back
equal to the bit for ever after, so numbers computed from a stored stream can be computed again.
Of what else was recorded nobody knows how fine it is: a column whose numbers all have at most three
decimals is written alike, any other as numbers of 32 bits.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from runwins.errors import StoreError
from runwins.frames import STREAM

_MAGIC = b"RWS1"
_STEPS_PER_UNIT = {
    "elapsed_s": 1000,
    "distance_m": 100,
    "lat_deg": 10_000_000,
    "lon_deg": 10_000_000,
    "altitude_m": 100,
    "speed_mps": 1000,
    "hr_bpm": 1,
    "cadence_spm": 10,
    "power_w": 1,
    "temperature_c": 10,
}
_COLUMNS = pd.Index(STREAM.names)
_STEPS = np.array([[float(_STEPS_PER_UNIT[name])] for name in STREAM.names])
_EFFORT = 2  # of zlib: a third of the time of its usual 6 for 7 % more bytes, on recorded runs
_TYPES = ("<i1", "<i2", "<i4", "<i8")
_LIMITS = [np.iinfo(kind) for kind in _TYPES]
_EXTRA = np.dtype("<f4")
_FINENESS = (1, 10, 100, 1000)
_MOST_STEPS = 2**31
_A_LOOK = 64


def encode(stream: pd.DataFrame, extras: pd.DataFrame | None = None) -> bytes:
    """Return a frame `STREAM` as bytes, with what else was recorded."""
    return encode_columns(dict(zip(STREAM.names, _table(stream), strict=True)), extras)


def encode_columns(
    columns: Mapping[str, npt.NDArray[np.float64]], extras: pd.DataFrame | None = None
) -> bytes:
    """Return channels of equal length, by their names in `STREAM`, as `encode` does."""
    channels: list[dict[str, Any]] = []
    body = bytearray()
    rows = 0
    for name, values in columns.items():
        rows = len(values)
        present = np.isfinite(values)
        if not present.any():
            continue
        told = values if present.all() else values[present]
        whole = np.rint(told * _STEPS_PER_UNIT[name]).astype(np.int64)
        _append(channels, body, {"name": name}, whole, present)
    held: dict[str, Any] = {"rows": rows, "channels": channels}
    if extras is not None and len(extras.columns):
        held["extras"] = _append_extras(extras, channels, body)
    head = json.dumps(held, separators=(",", ":")).encode()
    return _MAGIC + zlib.compress(len(head).to_bytes(4, "little") + head + bytes(body), _EFFORT)


def _append(
    channels: list[dict[str, Any]],
    body: bytearray,
    called: Mapping[str, Any],
    whole: npt.NDArray[np.int64],
    present: npt.NDArray[np.bool_],
) -> None:
    """Write a channel: the head's word on it, which values there are, and their differences."""
    packed, kind = _smallest(np.diff(whole))
    mask = b"" if len(whole) == len(present) else np.packbits(present).tobytes()
    channels.append(
        {**called, "type": kind, "n": len(whole), "mask": len(mask), "first": int(whole[0])}
    )
    body += mask + packed


def _append_extras(
    extras: pd.DataFrame, channels: list[dict[str, Any]], body: bytearray
) -> list[str]:
    """Write what else was recorded; return the names of the columns whose fineness is unknown.

    The others are channels that know their place among all columns, and steps a unit.
    """
    names: list[str] = []
    unknown: list[npt.NDArray[np.float64]] = []
    for place, name in enumerate(extras.columns):
        values = extras.iloc[:, place].to_numpy(dtype=np.float64)
        present = np.isfinite(values)
        steps, whole = _in_steps(values if present.all() else values[present])
        if whole is None:
            names.append(str(name))
            unknown.append(values)
        else:
            called = {"name": str(name), "place": place, "steps": steps}
            _append(channels, body, called, whole, present)
    if unknown:
        body += _packed(np.array(unknown))
    return names


def _in_steps(
    told: npt.NDArray[np.float64],
) -> tuple[int, npt.NDArray[np.int64] | None]:
    """Return how many steps a unit numbers have, and them as steps; ``None`` beyond a thousand."""
    for steps in _FINENESS if len(told) else ():
        if _are_steps(told[:_A_LOOK], steps) and _are_steps(told, steps):
            return steps, np.rint(told * steps).astype(np.int64)
    return 1, None


def _are_steps(told: npt.NDArray[np.float64], steps: int) -> bool:
    whole = np.rint(told * steps)
    return bool((np.abs(whole) < _MOST_STEPS).all() and (whole / steps == told).all())


def _packed(table: npt.NDArray[np.float64]) -> bytes:
    """Return columns one after the other, the like bytes of their numbers together."""
    with np.errstate(over="ignore"):
        small = np.ascontiguousarray(np.where(np.isfinite(table), table, np.nan), dtype=_EXTRA)
    small[np.isinf(small)] = np.nan
    return small.view(np.uint8).reshape(-1, _EXTRA.itemsize).T.tobytes()


def rounded(stream: pd.DataFrame) -> pd.DataFrame:
    """Return a frame `STREAM` as it comes back from its bytes: ``decode(encode(stream))``."""
    table = _table(stream).copy()
    table[~np.isfinite(table)] = np.nan
    table *= _STEPS
    return pd.DataFrame((np.rint(table, out=table) / _STEPS).T, columns=_COLUMNS)


def _table(stream: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return the columns of a frame `STREAM`, one row a column; what it leaves out is missing."""
    if not stream.columns.equals(_COLUMNS):
        stream = stream.reindex(columns=_COLUMNS)
    return stream.to_numpy(dtype=np.float64).T


def _smallest(steps: npt.NDArray[np.int64]) -> tuple[bytes, int]:
    """Return the steps, byte-shuffled, in the smallest type that holds them all."""
    low, high = (steps.min(), steps.max()) if len(steps) else (0, 0)
    for index, (kind, limits) in enumerate(zip(_TYPES, _LIMITS, strict=True)):
        if low >= limits.min and high <= limits.max:
            small = steps.astype(kind)
            size = small.dtype.itemsize
            return small.view(np.uint8).reshape(-1, size).T.tobytes(), index
    raise AssertionError("int64 holds every step")


def decode(blob: bytes) -> pd.DataFrame:
    """Return the frame `STREAM` of `encode`.

    Raises
    ------
    StoreError
        When the bytes are not a stream, or damaged.
    """
    rows, columns = decode_columns(blob)
    table = np.full((len(_COLUMNS), rows), np.nan)
    for place, name in enumerate(STREAM.names):
        if name in columns:
            table[place] = columns[name]
    return pd.DataFrame(table.T, columns=_COLUMNS)


def decode_columns(blob: bytes) -> tuple[int, dict[str, npt.NDArray[np.float64]]]:
    """Return how many samples `encode` was given, and the channels that had values.

    Raises
    ------
    StoreError
        When the bytes are not a stream, or damaged.
    """
    with _told():
        head, body, at = _opened(blob)
        own = _channels(head, body, at)
        return int(head["rows"]), {
            str(channel["name"]): values for channel, values in own if "place" not in channel
        }


def decode_extras(blob: bytes) -> pd.DataFrame:
    """Return what else was recorded, a row for each sample; mostly a frame without columns.

    Raises
    ------
    StoreError
        When the bytes are not a stream, or damaged.
    """
    with _told():
        head, body, at = _opened(blob)
        rows, names = int(head["rows"]), [str(name) for name in head.get("extras", ())]
        held = body[len(body) - rows * len(names) * _EXTRA.itemsize :]
        raw = np.frombuffer(held, dtype=np.uint8, count=rows * len(names) * _EXTRA.itemsize)
        small = np.ascontiguousarray(raw.reshape(_EXTRA.itemsize, -1).T).view(_EXTRA)
        columns = list(small.reshape(len(names), rows).astype(np.float64))
        for channel, values in _channels(head, body, at):
            if "place" in channel:
                names.insert(int(channel["place"]), str(channel["name"]))
                columns.insert(int(channel["place"]), values)
        table = np.array(columns).reshape(len(names), rows)
        return pd.DataFrame(table.T, columns=pd.Index(names, dtype=object))


@contextmanager
def _told() -> Iterator[None]:
    """Say of bytes that are no stream that they are none."""
    try:
        yield
    except (zlib.error, ValueError, KeyError, TypeError, IndexError) as problem:
        raise StoreError(f"a stored stream is damaged: {problem}") from None


def _opened(blob: bytes) -> tuple[dict[str, Any], bytes, int]:
    """Return the head of a stored stream, all its bytes, and where its channels begin."""
    if not blob.startswith(_MAGIC):
        raise StoreError("a stored stream begins with the wrong bytes")
    body = zlib.decompress(blob[len(_MAGIC) :])
    size = int.from_bytes(body[:4], "little")
    return json.loads(body[4 : 4 + size]), body, 4 + size


def _channels(
    head: dict[str, Any], body: bytes, at: int
) -> Iterator[tuple[dict[str, Any], npt.NDArray[np.float64]]]:
    """Yield each channel, its word in the head and its values."""
    rows = int(head["rows"])
    for channel in head["channels"]:
        mask_size, count = int(channel["mask"]), int(channel["n"])
        dtype = np.dtype(_TYPES[channel["type"]])
        present = np.ones(rows, dtype=bool)
        if mask_size:
            bits = np.frombuffer(body, dtype=np.uint8, count=mask_size, offset=at)
            present = np.unpackbits(bits, count=rows).astype(bool)
        at += mask_size
        size = (count - 1) * dtype.itemsize
        raw = np.frombuffer(body, dtype=np.uint8, count=size, offset=at)
        at += size
        steps = np.ascontiguousarray(raw.reshape(dtype.itemsize, count - 1).T).view(dtype).ravel()
        whole = np.cumsum(np.concatenate(([channel["first"]], steps.astype(np.int64))))
        values = np.full(rows, np.nan)
        per_unit = channel["steps"] if "place" in channel else _STEPS_PER_UNIT[channel["name"]]
        values[present] = whole / per_unit
        yield channel, values
