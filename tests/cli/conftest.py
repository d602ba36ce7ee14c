"""Commands are run in the test's own process here: a second saved each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.in_process import Done, ask


@pytest.fixture
def tool(tmp_path: Path) -> Callable[..., Done]:
    """Run ``runwins`` in an empty home of its own."""

    def call(*words: str, **how: str) -> Done:
        return ask(tmp_path, *words, **how)

    return call
