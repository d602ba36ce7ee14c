"""XML in two bytes a letter, as some programs of Windows write it, as UTF-8."""

from __future__ import annotations

import re

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD_BYTES = 512
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def utf16_as_utf8(content: bytes) -> bytes | None:
    """Return UTF-16 as UTF-8 without a declaration; ``None`` for content that is none.

    Parameters
    ----------
    content
        With or without a byte-order mark, in either order of bytes; without one it must begin with
        a tag, blanks aside.
    """
    codec = _codec(content[:_HEAD_BYTES])
    if codec is None:
        return None
    text = content.decode(codec, errors="replace").lstrip("\ufeff")
    return _DECLARATION.sub("", text, count=1).encode()


def _codec(head: bytes) -> str | None:
    if head.startswith(_MARKS):
        return "utf-16"
    if b"\0" not in head:
        return None
    orders = ("utf-16-le", "utf-16-be")
    fitting = (order for order in orders if head.decode(order, "ignore").lstrip().startswith("<"))
    return next(fitting, None)
