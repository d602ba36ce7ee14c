"""What tests share: the recorded runs, where there are any."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real recordings; a stranger's clone has none, CI must have it."""
    named = os.environ.get("RUNWINS_CORPUS")
    if named and Path(named).is_dir():
        return Path(named)
    if os.environ.get("CI"):
        pytest.fail(f"CI needs the recordings: RUNWINS_CORPUS={named!r} is no folder")
    pytest.skip("needs recorded runs: set RUNWINS_CORPUS to their folder")
