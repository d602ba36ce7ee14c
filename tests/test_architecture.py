"""The house stays as it is drawn: what may import what, and how fast it opens its door."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import runwins

PACKAGE = Path(runwins.__file__).parent
FILES = sorted(p for p in PACKAGE.rglob("*.py") if "sample_data" not in p.parts)


def test_imports_go_down_never_up():
    if not (PACKAGE.parent / "pyproject.toml").is_file():
        pytest.skip("the import rules stand in pyproject.toml, which an installed package lacks")
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "argument", [["--help"], ["--version"], ["import", "--help"], ["db", "path"], ["improt"]]
)
def test_asking_for_help_loads_no_heavy_library(argument):
    script = (
        "import sys\n"
        "from runwins.cli import main\n"
        f"sys.argv = ['runwins', *{argument!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'jinja2', 'gpxpy', 'fitparse', 'fitfast'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_nothing_imports_pyplot():
    imported = re.compile(r"^\s*(?:from|import)\s.*pyplot", re.MULTILINE)
    assert [f.name for f in FILES if imported.search(f.read_text(encoding="utf-8"))] == []


def test_no_drawer_for_everything():
    drawers = {"utils.py", "util.py", "common.py", "helpers.py", "misc.py"}
    assert [f for f in FILES if f.name in drawers] == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_every_file_says_what_it_is_for(file):
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


def test_the_public_api_is_small_and_all_there():
    assert sorted(runwins.__all__) == [
        "Activity", "Goal", "History", "Ladder", "RunwinsError", "TrainingLog", "read",
    ]  # fmt: skip
    assert all(getattr(runwins, name) for name in runwins.__all__)
    assert set(runwins.__all__) <= set(dir(runwins))
    with pytest.raises(AttributeError, match="no attribute 'Trainer'"):
        runwins.Trainer  # noqa: B018
