"""A package of somebody else's adds an importer, a kind of win and a rung, as the page says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fresh_environment import ROOT, Environment

EXAMPLE = ROOT / "tests" / "plugin_example"
HERE = {"RUNWINS_HOME": "log", "RUNWINS_UNITS": "km", "RUNWINS_TODAY": "2026-03-10"}


@pytest.fixture(scope="module")
def plugged(installed: Environment, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The wheel's environment with the example package installed beside it, as users do."""
    installed.install(EXAMPLE)
    home = tmp_path_factory.mktemp("plugged")
    return Environment(installed.folder, home)


@pytest.fixture
def spoiled(plugged: Environment) -> Iterator[Callable[[str, str, str], None]]:
    """Change words in a module of the example; it is sound again afterwards."""
    where = plugged.run("import my_runwins; print(my_runwins.__path__[0])").stdout.strip()
    sound = {path: path.read_text(encoding="utf-8") for path in Path(where).glob("*.py")}

    def spoil(module: str, words: str, others: str) -> None:
        path = Path(where, f"{module}.py")
        assert words in sound[path]
        path.write_text(sound[path].replace(words, others), encoding="utf-8")

    yield spoil
    for path, text in sound.items():
        path.write_text(text, encoding="utf-8")


def warnings_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the warnings of a command that went on all the same."""
    assert done.returncode == 0, done.stderr
    return re.findall(r"^runwins: (.*)$", done.stderr, flags=re.MULTILINE)


def test_each_file_is_short() -> None:
    for path in (EXAMPLE / "my_runwins").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 40, path.name


def test_the_page_shows_the_files_as_they_are() -> None:
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"<!-- (\S+) -->\n```\w+\n(.*?)```", page, flags=re.DOTALL))
    assert len(shown) == 4
    for name, text in shown.items():
        assert text == (EXAMPLE / name).read_text(encoding="utf-8"), name


def test_its_kind_of_win_is_listed_and_explained(plugged: Environment) -> None:
    done = plugged.ask("wins", "kinds", **HERE)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^early-start +The earliest start", done.stdout, flags=re.MULTILINE)
    assert "before seven" in plugged.ask("explain", "early-start", **HERE).stdout


def test_the_doctor_names_what_it_brought(plugged: Environment) -> None:
    rows = json.loads(plugged.ask("doctor", "--json", **HERE).stdout)["checks"]
    found = {row["check"]: row["found"] for row in rows}
    assert found["importers"].endswith(" of its own, stopwatch of my-runwins")
    assert found["wins"].endswith(" of its own, early-start of my-runwins")
    assert found["rungs"].endswith(" of its own, weekly-hours of my-runwins")


def test_it_is_listed_with_its_version_and_what_it_brings(plugged: Environment) -> None:
    rows = json.loads(plugged.ask("plugins", "list", "--json", **HERE).stdout)["plugins"]
    assert [(row["package"], row["version"], row["broken"]) for row in rows] == [
        ("my-runwins", "1.0", None)
    ] * 3
    assert [(row["brings"], row["name"]) for row in rows] == [
        ("importer", "stopwatch"),
        ("win", "early-start"),
        ("rung", "weekly-hours"),
    ]


def test_its_importer_brings_runs_in_its_kind_finds_the_early_one_its_rung_is_there(
    plugged: Environment,
) -> None:
    names = []
    for day, hour in ((1, "09:00"), (3, "08:30"), (5, "05:40"), (8, "05:38")):
        seconds = list(range(0, 1801, 10))
        content = {
            "stopwatch": 1,
            "start": f"2026-03-{day:02d}T{hour}:00+00:00",
            "seconds": seconds,
            "metres": [2.8 * second for second in seconds],
        }
        (plugged.home / f"run{day}.json").write_text(json.dumps(content))
        names.append(f"run{day}.json")
    done = plugged.ask("import", *names, **HERE)
    assert done.returncode == 0, done.stderr
    listed = plugged.ask("wins", "list", "--all", "--json", **HERE)
    found = [w for w in json.loads(listed.stdout)["wins"] if w["kind"] == "early-start"]
    assert [win["label"] for win in found] == ["Earliest start yet: 05:40"]
    race = ["--name", "City marathon", "--date", "2026-09-06", "--distance", "marathon"]
    assert plugged.ask("goal", "set", *race, **HERE).returncode == 0
    rungs = json.loads(plugged.ask("ladder", "--json", **HERE).stdout)["rungs"]
    assert "weekly-hours" in {rung["kind"] for rung in rungs}


def test_a_package_that_does_not_load_is_a_warning_that_names_it(plugged, spoiled) -> None:
    spoiled("early_start", "import numpy as np", "import nothing_of_that_name")
    done = plugged.ask("wins", "kinds", **HERE)
    (said,) = warnings_of(done)
    assert said.startswith("early-start of the package my-runwins could not be loaded: Module")
    assert "nothing_of_that_name" in said
    assert "longest-run" in done.stdout
    assert "early-start" not in done.stdout
    listed = plugged.ask("plugins", **HERE)
    assert (listed.returncode, listed.stderr) == (0, "")
    (broken,) = (line for line in listed.stdout.splitlines() if " broken: " in line)
    assert broken.startswith("my-runwins 1.0  win ")
    assert "nothing_of_that_name" in broken


def test_a_kind_and_a_rung_that_fail_are_warnings_and_the_others_are_there(
    plugged, spoiled
) -> None:
    wins = json.loads(plugged.ask("wins", "--all", "--json", **HERE).stdout)["wins"]
    spoiled("early_start", "past = Past(history)", "past = Past(history).nowhere")
    spoiled("weekly_hours", "base=6 * 3600.0", "base=6 / 0")
    done = plugged.ask("wins", "--all", "--json", **HERE)
    said = warnings_of(done)
    for name in ("early-start", "weekly-hours"):
        assert [one for one in said if f"{name} of the package my-runwins failed" in one]
    rest = [win["win_id"] for win in wins if win["kind"] != "early-start"]
    assert [win["win_id"] for win in json.loads(done.stdout)["wins"]] == rest
    rungs = json.loads(plugged.ask("ladder", "--json", **HERE).stdout)["rungs"]
    assert {"long-run"} <= {rung["kind"] for rung in rungs} - {"weekly-hours"}


def test_a_file_that_its_importer_fails_at_is_a_failed_file(plugged, spoiled) -> None:
    spoiled("stopwatch", 'told["metres"])})', 'told["yards"])})')
    (plugged.home / "later.json").write_text(
        '{"stopwatch":1, "start": "2026-03-09T09:00:00+00:00", "seconds": [0], "metres": [0]}'
    )
    done = plugged.ask("import", "later.json", **HERE)
    assert done.returncode == 3
    assert "later.json" in done.stdout
    assert "KeyError" in done.stdout
