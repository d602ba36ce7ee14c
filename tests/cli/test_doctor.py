"""``runwins doctor``: what a maintainer would ask first, and nothing of the runs."""

import json
import os
from types import SimpleNamespace

import pytest

from tests.cli.in_process import ask


def checks(done):
    return {row["check"]: row for row in json.loads(done.stdout)["checks"]}


def test_an_empty_home_is_well(tool):
    done = tool("doctor", "--json")
    assert done.returncode == 0, done.stderr
    found = checks(done)
    assert all(row["ok"] for row in found.values())
    assert found["libraries"]["found"].startswith("pandas ")
    assert "none yet" in found["log"]["found"]


def test_a_log_is_sound_and_its_runs_are_not_named(demo_home):
    done = ask(demo_home, "doctor")
    assert done.returncode == 0
    assert "sound, 203 runs" in done.stdout
    assert "Stone Ring" not in done.stdout


def test_a_damaged_log_is_said_and_what_to_do(tool, tmp_path):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "runwins.db").write_bytes(b"no log at all" * 100)
    done = tool("doctor")
    assert done.returncode == 4
    assert "LOOK  log" in done.stdout
    assert "damaged or no log" in done.stdout


def test_a_wrong_setting_is_said(tool, tmp_path):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "config.toml").write_text("units = 3\n")
    done = tool("doctor", RUNWINS_UNITS="")
    assert done.returncode == 0
    assert "LOOK  settings" in done.stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_said(tool, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    done = tool("doctor", "--home", str(tmp_path / "closed" / "log"))
    assert "LOOK  folder" in done.stdout


def test_a_plugin_that_does_not_load_is_named(tool, monkeypatch):
    from runwins.importers.base import REGISTRY

    class Broken:
        name = "their-format"
        dist = SimpleNamespace(name="theirs")

        def load(self):
            raise ImportError("no module named theirs")

    monkeypatch.setattr(REGISTRY, "_walked", False)
    monkeypatch.setattr("runwins.registry.entry_points", lambda group: [Broken()])
    found = checks(tool("doctor", "--json"))
    assert not found["importers"]["ok"]
    assert "their-format" in found["importers"]["found"]
