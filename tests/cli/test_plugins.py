"""``runwins plugins``: what other packages bring, or why it is broken."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from runwins.importers.base import REGISTRY as IMPORTERS
from runwins.ladder.base import REGISTRY as RUNGS
from runwins.wins.base import REGISTRY as WINS


class Point:
    """An entry point of an installed package."""

    def __init__(self, name: str, package: str, fault: Exception | None = None) -> None:
        self.name = name
        self.dist = SimpleNamespace(name=package)
        self.fault = fault

    def load(self) -> None:
        if self.fault:
            raise self.fault


@pytest.fixture
def packages(monkeypatch):
    """Let other packages' entry points be found, and forget them afterwards."""
    for family in (IMPORTERS, WINS, RUNGS):
        family.all()
        monkeypatch.setattr(family, "_members", dict(family._members))
        monkeypatch.setattr(family, "broken", [])
        monkeypatch.setattr(family, "_walked", False)

    def found(**points: Point) -> None:
        def of(group: str) -> list[Point]:
            return [points[name] for name in points if group == f"runwins.{name}"]

        monkeypatch.setattr("runwins.registry.entry_points", of)
        monkeypatch.setattr("runwins.cli.plugins.entry_points", of)

    return found


def test_no_package_is_said_and_is_an_empty_list(tool, packages):
    packages()
    assert "no other package" in tool("plugins").stdout
    assert json.loads(tool("plugins", "list", "--json").stdout) == {
        "schema": "runwins.plugins/1",
        "plugins": [],
    }
    assert tool("plugins", "--csv").stdout == "package,version,brings,name,about,broken\n"


def test_what_cannot_be_loaded_says_why_and_is_said_once(tool, packages):
    packages(wins=Point("sundial", "old-clocks", ImportError("no sun")))
    done = tool("plugins", "list")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    assert " ".join(line.split()) == (
        "old-clocks (no version) win sundial broken: could not be loaded: ImportError: no sun"
    )
    (row,) = json.loads(tool("plugins", "--json").stdout)["plugins"]
    assert (row["package"], row["version"], row["about"]) == ("old-clocks", None, None)
    assert row["broken"] == "could not be loaded: ImportError: no sun"


def test_what_is_brought_stands_with_its_package_and_version(tool, packages, monkeypatch):
    class Bringing(Point):
        def load(self) -> None:
            def fewest() -> None:
                """Say one thing.

                Then more.
                """

            RUNGS.register("fewest", order=99)(fewest)  # type: ignore[arg-type]

    packages(ladder=Bringing("fewest", "pytest"))
    (row,) = json.loads(tool("plugins", "--json").stdout)["plugins"]
    assert row == {
        "package": "pytest",
        "version": pytest.__version__,
        "brings": "rung",
        "name": "fewest",
        "about": "Say one thing.",
        "broken": None,
    }


def test_what_registers_nothing_is_named(tool, packages):
    packages(importers=Point("sundial", "old-clocks"))
    (row,) = json.loads(tool("plugins", "--json").stdout)["plugins"]
    assert (row["brings"], row["name"]) == ("importer", "sundial")
    assert "brought nothing" in row["broken"]


def test_names_of_others_cannot_steer_the_terminal(tool, packages):
    packages(wins=Point("sun\x1b[2Jdial", "old-clocks", ImportError("no\u202esun")))
    said = tool("plugins").stdout
    assert "\x1b" not in said
    assert "\u202e" not in said
