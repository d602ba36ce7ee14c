"""Everything measured again from the samples is what it was, to the bit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from runwins import TrainingLog

SAMPLE = Path(__file__).parent.parent.parent / "sample_data"
TABLES = ("runs", "efforts", "climbs", "routes", "hills", "weeks", "bests")


@pytest.mark.parametrize("how", ["asked for", "after another version measured"])
def test_measured_again_is_equal_to_the_bit(tmp_path, monkeypatch, how):
    today = dt.date(2026, 11, 21)
    with TrainingLog(tmp_path / "log", units="km", today=today) as log:
        log.import_files([SAMPLE / "watch"], jobs=1)
        before = {name: getattr(log, name)() for name in TABLES}
        if how == "asked for":
            log.rebuild()
            after = {name: getattr(log, name)() for name in TABLES}
    if how != "asked for":
        monkeypatch.setattr("runwins.training_log.log_file.METRICS_VERSION", -1)
        with TrainingLog(tmp_path / "log", units="km", today=today) as log:
            after = {name: getattr(log, name)() for name in TABLES}
    assert len(before["efforts"]) > 5
    for name in TABLES:
        pd.testing.assert_frame_equal(after[name], before[name], check_exact=True, obj=name)
