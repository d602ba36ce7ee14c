"""A package of somebody else's adds an importer, a kind of win and a rung, as the page says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests" / "plugin_example"
MAIN = "import sys; from runwins.cli import main; sys.argv[0] = 'runwins'; main()"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The folder an installer would have put the package into, with what it promises."""
    site = tmp_path / "site"
    shutil.copytree(EXAMPLE / "my_runwins", site / "my_runwins")
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = site / f"my_runwins-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {where}\n" for name, where in members.items())
        for group, members in project["entry-points"].items()
    )
    (about / "entry_points.txt").write_text(points)
    return site


def run(site: Path, script: str, home: Path) -> Any:
    return subprocess.run(
        [sys.executable, "-c", script], cwd=home, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(site), "PATH": "", "HOME": str(home), "TZ": "UTC",
             "RUNWINS_HOME": str(home / "log"), "RUNWINS_UNITS": "km",
             "RUNWINS_TODAY": "2026-03-10", "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8", timeout=120,
    )  # fmt: skip


def tool(*words: str) -> str:
    return MAIN.replace("main()", f"sys.argv[1:] = {list(words)!r}; main()")


def test_each_file_is_short() -> None:
    for path in (EXAMPLE / "my_runwins").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) < 40, path.name


def test_the_page_shows_the_files_as_they_are() -> None:
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"<!-- (\S+) -->\n```\w+\n(.*?)```", page, flags=re.DOTALL))
    assert len(shown) == 4
    for name, text in shown.items():
        assert text == (EXAMPLE / name).read_text(encoding="utf-8"), name


def test_its_kind_of_win_is_listed_and_explained(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tool("wins", "kinds"), tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^early-start +The earliest start", done.stdout, flags=re.MULTILINE)
    told = run(installed, tool("explain", "early-start"), tmp_path)
    assert "before seven" in told.stdout


def test_its_importer_brings_runs_in_and_its_kind_finds_the_early_one(
    installed: Path, tmp_path: Path
) -> None:
    for day, hour in ((1, "09:00"), (3, "08:30"), (5, "05:40"), (8, "05:38")):
        seconds = list(range(0, 1801, 10))
        content = {
            "stopwatch": 1,
            "start": f"2026-03-{day:02d}T{hour}:00+00:00",
            "seconds": seconds,
            "metres": [2.8 * second for second in seconds],
        }
        (tmp_path / f"run{day}.json").write_text(json.dumps(content))
    names = [f"run{day}.json" for day in (1, 3, 5, 8)]
    done = run(installed, tool("import", *names), tmp_path)
    assert done.returncode == 0, done.stderr
    listed = run(installed, tool("wins", "list", "--all", "--json"), tmp_path)
    found = [w for w in json.loads(listed.stdout)["wins"] if w["kind"] == "early-start"]
    assert [win["label"] for win in found] == ["Earliest start yet: 05:40"]


def test_its_rung_is_on_the_ladder(installed: Path, tmp_path: Path) -> None:
    script = """
import datetime as dt
from runwins import Goal, TrainingLog
from runwins.ladder.base import kinds
assert "weekly-hours" in kinds()
with TrainingLog("log") as log:
    goal = Goal("City marathon", dt.date(2026, 9, 6), 42_195.0, dt.date(2026, 3, 10))
    print(sorted(set(log.ladder(goal).rungs["kind"])))
"""
    done = run(installed, script, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "weekly-hours" in done.stdout


def test_a_broken_package_is_named_and_the_rest_goes_on(installed: Path, tmp_path: Path) -> None:
    (installed / "my_runwins" / "early_start.py").write_text("import nothing_of_that_name\n")
    done = run(installed, tool("wins", "kinds"), tmp_path)
    assert done.returncode == 0
    assert "early-start of group runwins.wins could not be loaded" in done.stderr
    assert "longest-run" in done.stdout
