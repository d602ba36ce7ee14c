"""What two files of a name hold is what was kept last, and a small addition is a small file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.schema import Column, Schema
from runwins.training_log.kept_files import KeptFiles

STEPS = Schema(
    "STEPS", "a run", Column("run_id", "text", "of it"), Column("steps", "number", "made")
)
KEPT = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), min_size=1, max_size=8)


def steps(first: int, count: int) -> pd.DataFrame:
    numbers = range(first, first + count)
    return STEPS.check(
        pd.DataFrame({
            "run_id": pd.Series([f"run{number}" for number in numbers], dtype=object),
            "steps": np.array(numbers, dtype=np.float64),
        })
    )  # fmt: skip


def keep(folder: Path, token: str, table: pd.DataFrame, same: int) -> None:
    numbers = {"twice": 2 * table["steps"].to_numpy()}
    KeptFiles(folder, "walks").keep(
        {"token": token}, {"runs": (STEPS, table)}, numbers, {"runs": same}
    )


def assert_kept(folder: Path, token: str, table: pd.DataFrame) -> None:
    kept = KeptFiles(folder, "walks")
    assert kept.told["token"] == token
    pd.testing.assert_frame_equal(kept.table("runs", STEPS), table)
    assert kept.numbers("twice").tolist() == (2 * table["steps"]).tolist()


@settings(max_examples=40, deadline=None)
@given(changes=KEPT)
def test_what_was_kept_last_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    table = steps(0, 30)
    keep(folder, "begin", table, 0)
    for number, (stand, more) in enumerate(changes):
        same = min(stand, len(table))
        table = pd.concat([table.iloc[:same], steps(100 * (number + 1), more)], ignore_index=True)
        keep(folder, str(number), table, same)
        assert_kept(folder, str(number), table)


def test_a_run_at_the_end_leaves_the_large_file_alone(tmp_path: Path) -> None:
    keep(tmp_path, "first", steps(0, 100), 0)
    before = (tmp_path / "walks.npz").read_bytes()
    for more in (101, 102):
        keep(tmp_path, f"of {more}", steps(0, more), more - 1)
        assert_kept(tmp_path, f"of {more}", steps(0, more))
    assert (tmp_path / "walks.npz").read_bytes() == before
    keep(tmp_path, "many more", steps(0, 200), 102)
    assert_kept(tmp_path, "many more", steps(0, 200))
    assert (tmp_path / "walks.npz").read_bytes() != before


def test_an_addition_to_another_file_is_not_believed(tmp_path: Path) -> None:
    keep(tmp_path, "first", steps(0, 100), 0)
    keep(tmp_path, "second", steps(0, 101), 100)
    addition = (tmp_path / "walks-since.npz").read_bytes()
    keep(tmp_path, "another", steps(500, 100), 0)
    (tmp_path / "walks-since.npz").write_bytes(addition)
    assert_kept(tmp_path, "another", steps(500, 100))


def test_no_file_is_said(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, "walks")
    assert kept.told == {}
    with pytest.raises(ValueError, match="no such file"):
        kept.table("runs", STEPS)
    with pytest.raises(ValueError, match="no such file"):
        kept.numbers("twice")
