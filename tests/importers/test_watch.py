from __future__ import annotations

from pathlib import Path

import pytest

from runwins.importers.watch import mounted, watch_folders


def test_no_watch_no_folder(tmp_path: Path) -> None:
    (tmp_path / "DCIM/Activity").mkdir(parents=True)
    (tmp_path / "GARMIN/Sports").mkdir(parents=True)
    assert watch_folders([tmp_path, tmp_path / "absent"]) == []
    assert isinstance(mounted(), list)


@pytest.mark.parametrize("name", ["GARMIN/ACTIVITY", "Garmin/Activity", "Garmin/Activities"])
def test_any_case(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(parents=True)
    assert watch_folders([tmp_path]) == [tmp_path / name]
