"""What several detectors need of a history is gathered once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from runwins.model import History

P = ParamSpec("P")
T = TypeVar("T")


def remembered(
    gather: Callable[Concatenate[History, P], T],
) -> Callable[Concatenate[History, P], T]:
    """Let a function answer from memory while it is asked of the same history.

    Detectors look at one history one after the other. The same means the same object: a history
    and its frames are never altered.
    """
    last: tuple[History, T] | None = None

    @wraps(gather)
    def ask(history: History, /, *args: P.args, **kwargs: P.kwargs) -> T:
        nonlocal last
        known = last
        if known is None or known[0] is not history:
            known = last = (history, gather(history, *args, **kwargs))
        return known[1]

    return ask
