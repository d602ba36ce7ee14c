"""Tables come back from their file as they were written, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from runwins.frames import HILLS, RUNS
from runwins.training_log import TrainingLog
from runwins.training_log.kept_tables import KeptTables, keep_tables


@pytest.fixture
def home(demo_home: Path) -> Path:
    """A copy of the sample runner's log."""
    return demo_home / "log"


def test_tables_come_back_as_they_were(home: Path, tmp_path: Path) -> None:
    with TrainingLog(home) as log:
        runs = log.runs()
    file = tmp_path / "tables.npz"
    named = (RUNS.check(runs.assign(name=name)) for name in (None, "a\0b\u2028ü"))
    for frame in (runs, RUNS.empty(), *named):
        assert keep_tables(file, {"x": [1, None]}, {"runs": (RUNS, frame)}, {"n": np.arange(3)})
        kept = KeptTables(file)
        assert kept.told == {"x": [1, None]}
        assert kept.numbers("n").tolist() == [0, 1, 2]
        pd.testing.assert_frame_equal(kept.table("runs", RUNS), frame)
        with pytest.raises(ValueError, match="hills"):
            kept.table("hills", HILLS)


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    shutil.copy(__file__, tmp_path / "file")
    assert not keep_tables(tmp_path / "file" / "tables.npz", {}, {}, {})
