"""Recordings in XML, streamed: element by element, safely, and up to wherever a file is damaged.

Prefixes are cut off unread, so that any namespace, none, or one that was never declared will do.
Document types and entities are refused: no recording needs them, and they are how XML does harm.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable, Sequence
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from runwins.errors import UnreadableFile
from runwins.importers.xml_encoding import utf16_as_utf8

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]

_LONGEST_TEXT = 1_000_000
_DEEPEST = 200
_PIECE_BYTES = 2**18
_LONGEST_TOKEN = 2**21
_MOST_TO_MEND_BYTES = 32 * 2**20
MOST_POINTS = 400_000
"""Of a recording: 111 hours at one a second."""
_LOOSE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BOM = b"\xef\xbb\xbf"


def stream_xml(content: bytes, reset: Callable[[], tuple[Start, End]]) -> list[str]:
    """Call back for each element's start and end, with local names; return what was wrong.

    Parameters
    ----------
    content
        The file. Blanks before its declaration, a byte-order mark and loose ``&`` do no harm.
    reset
        Returns the call-backs, fresh: reading may have to begin anew with a mended file.

    Raises
    ------
    UnreadableFile
        When it has a document type or entities.
    """
    text = (utf16_as_utf8(content) or content).removeprefix(_BOM).lstrip()
    damage = _parse(text, *reset())
    if damage is None:
        return []
    if len(text) > _MOST_TO_MEND_BYTES:
        return [damage]
    mended = _CONTROLS.sub(b"", _LOOSE.sub(b"&amp;", text))
    if mended != text:
        again = _parse(mended, *reset())
        return ["forbidden characters in the XML were mended", *([again] if again else [])]
    other = _as_unicode(text)
    if other is not None:
        again = _parse(other, *reset())
        return ["not in the encoding it declares", *([again] if again else [])]
    return [damage]


def check_points(count: int) -> None:
    """Refuse a recording with more points than a run has.

    Raises
    ------
    UnreadableFile
        Beyond `MOST_POINTS`.
    """
    if count > MOST_POINTS:
        raise UnreadableFile(f"more than {MOST_POINTS:,} points; no run has so many")


def _as_unicode(text: bytes) -> bytes | None:
    """Return a file that declares another encoding than it has, as UTF-8 without declaration."""
    declaration = re.match(rb"<\?xml[^>]*encoding[^>]*\?>", text)
    if declaration is None:
        return None
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        if b"utf-8" not in declaration[0].lower():
            return None
        return text[declaration.end() :].decode("latin-1").encode("utf-8")
    return text[declaration.end() :] if b"utf-8" not in declaration[0].lower() else None


def _parse(content: bytes, on_start: Start, on_end: End) -> str | None:
    """Stream one content; return where and why it breaks off, ``None`` where it does not."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}
    text: list[str] = []
    depth = length = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, length
        depth += 1
        length = 0
        if depth > _DEEPEST:
            raise UnreadableFile(f"XML nested more than {_DEEPEST} deep; refused")
        text.clear()
        on_start(local.get(name) or local.setdefault(name, name.rpartition(":")[2]), attributes)

    def end(name: str) -> None:
        nonlocal depth, length
        depth -= 1
        on_end(local[name], "".join(text) if text else "")
        text.clear()
        length = 0

    def note(data: str) -> None:
        nonlocal length
        length += len(data)
        if length > _LONGEST_TEXT:
            raise UnreadableFile(f"a text of more than {_LONGEST_TEXT:,} letters; refused")
        text.append(data)

    def refuse(*_: object) -> None:
        raise UnreadableFile("XML with a document type or entities; refused, recordings need none")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = note
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        view = memoryview(content)
        for at in range(0, len(content), _PIECE_BYTES):
            parser.Parse(view[at : at + _PIECE_BYTES])
            if at - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise UnreadableFile("a tag or a comment as long as a book in the XML; refused")
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        return f"the XML breaks off at line {problem.lineno}: {expat.errors.messages[problem.code]}"
    except (LookupError, ValueError) as problem:
        return f"the XML is in an encoding that cannot be read ({problem})"
    return None


def numbers(texts: Sequence[str | None]) -> NDArray[np.float64]:
    """Return texts as numbers; what is none is missing. A decimal comma counts as a point."""
    try:
        return np.array(texts, dtype=np.float64)
    except (ValueError, TypeError):
        return np.array([_number(text) for text in texts], dtype=np.float64)


def _number(text: str | None) -> float:
    try:
        return float(text.replace(",", ".")) if text else np.nan
    except ValueError:
        return np.nan


def number(text: str | None) -> float | None:
    """Return a text as a number, ``None`` where it is none."""
    value = _number(text)
    return value if np.isfinite(value) else None


def times(texts: Sequence[str | None]) -> tuple[NDArray[np.float64], int | None, bool]:
    """Return ISO time stamps as Unix seconds.

    Returns
    -------
    tuple
        The seconds, missing where a text is no time; the offset from UTC in seconds that the first
        of them gives, ``None`` where it gives none but ``Z``; whether any was without a zone and so
        taken for UTC.
    """
    quick = _all_utc(texts)
    if quick is not None:
        return quick, None, False
    offset: int | None = None
    without = False
    seconds = np.full(len(texts), np.nan)
    for at, text in enumerate(texts):
        moment = moment_of(text)
        if moment is None:
            continue
        seconds[at], told, zoned = moment
        offset = told if offset is None else offset
        without = without or not zoned
    return seconds, offset, without


def _all_utc(texts: Sequence[str | None]) -> NDArray[np.float64] | None:
    """Return times that all end in ``Z``, many times faster than one by one; else ``None``."""
    bare = [text[:-1] for text in texts if text and text[-1] == "Z"]
    if len(bare) < len(texts):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return np.array(bare, dtype="datetime64[ms]").astype(np.int64) / 1000.0
        except (ValueError, UserWarning, DeprecationWarning):
            return None


def moment_of(text: str | None) -> tuple[float, int | None, bool] | None:
    """Return one ISO time as Unix seconds, the offset it gives, and whether it has a zone."""
    if not text or not text.strip():
        return None
    word = text.strip()
    try:
        stamp = dt.datetime.fromisoformat(word)
    except ValueError:
        return _far_moment(word)
    if stamp.tzinfo is None:
        return stamp.replace(tzinfo=dt.UTC).timestamp(), None, False
    offset = stamp.utcoffset()
    local = None if word.endswith(("Z", "z")) or offset is None else int(offset.total_seconds())
    return stamp.timestamp(), local, True


def _far_moment(word: str) -> tuple[float, int | None, bool] | None:
    """Return a time that Python's calendar does not take, such as one with a second 60."""
    match = re.match(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})", word)
    if match is None:
        return None
    try:
        day = np.datetime64(match[1], "s").astype(np.int64)
    except ValueError:
        return None
    return float(day + int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4])), None, True


def tail_offset(name: str) -> int | None:
    """Return the offset from UTC in a file name of Google Fit: ``…T19_46_33.073+02_00_PT11M…``."""
    match = re.search(r"T\d\d_\d\d_\d\d(?:\.\d+)?([+-])(\d\d)_(\d\d)_PT", name)
    if match is None:
        return None
    return (1 if match[1] == "+" else -1) * (int(match[2]) * 3600 + int(match[3]) * 60)
