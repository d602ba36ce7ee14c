"""Every hostile file is refused for its reason, within 5 s and 300 MB, and nothing of it stored."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="measures forked processes")
def test_hostile_files_are_refused_within_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.trying"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) > 25
