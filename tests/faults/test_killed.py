"""A seeded sample of `killing`: one kill of each command."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills what it has forked")
def test_a_killed_command_loses_nothing_and_completes_when_repeated() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", "--kills", "9", "--quick"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "9 kills, 0 losses" in done.stdout
