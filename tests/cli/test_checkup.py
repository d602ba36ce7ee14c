"""The checks of ``runwins doctor``: what each found, and what to do where it is not well."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from runwins.cli import checkup
from runwins.cli.shell import Shell


def found(home: Path) -> dict[str, checkup.Finding]:
    """Return the findings by what was looked at; of several folders the first."""
    shell = Shell(
        home=str(home), config=None, units=None, today=None, colour="never", ascii_only=False,
        quiet=False, verbose=0,
    )  # fmt: skip
    findings = checkup.checkup(shell)
    return {finding.what: finding for finding in reversed(findings)}


def test_nothing_is_made_by_looking(tmp_path):
    said = found(tmp_path / "new")
    assert all(finding.ok for finding in said.values())
    assert said["log"].found.startswith("none yet in")
    assert "is not there yet and can be made" in said["folder"].found
    assert not (tmp_path / "new").exists()


def test_a_full_disk_is_said_before_it_is_full(tmp_path, monkeypatch):
    usage = type(shutil.disk_usage(tmp_path))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 10**12, 150 * 10**6))
    disk = found(tmp_path)["disk"]
    assert (disk.ok, disk.found) == (False, "0.1 GB free: make room before the next import")


def test_a_folder_of_somebody_else(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    folder = found(tmp_path)["folder"]
    assert not folder.ok
    assert folder.found == f"{tmp_path} cannot be written to: name another --home"


def test_a_machine_without_time_zones(tmp_path, monkeypatch):
    def none(name: str) -> None:
        raise KeyError(name)

    monkeypatch.setattr(checkup, "ZoneInfo", none)
    zones = found(tmp_path)["zones"]
    assert (zones.ok, zones.found) == (
        False,
        "no time zones on this machine: pip install tzdata",
    )


def test_a_library_that_is_not_there_is_said_and_no_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(checkup, "_LIBRARIES", ("click", "no-such-library"))
    libraries = found(tmp_path)["libraries"]
    assert libraries.ok
    assert libraries.found.endswith(", no no-such-library")


@pytest.mark.parametrize(
    ("text", "said"), [('units = "yards"', "it can be km or mi"), ("units = ", "config.toml")]
)
def test_settings_that_make_no_sense_stop_no_other_check(tmp_path, text, said):
    (tmp_path / "config.toml").write_text(text)
    findings = found(tmp_path)
    assert not findings["settings"].ok
    assert said in findings["settings"].found
    assert findings["zones"].ok
