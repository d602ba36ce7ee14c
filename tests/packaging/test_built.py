"""What is released holds what it needs and names what it uses, and nothing else."""

from __future__ import annotations

import ast
import email
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import runwins
from tests.fresh_environment import ROOT, build

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOT_CODE = {".toml", ".mplstyle", ".html", ".css", ".js", ".typed"}


@pytest.fixture(scope="module")
def built(wheel: Path, sdist: Path) -> tuple[set[str], set[str]]:
    """The names in the wheel, and those in the sdist below its folder."""
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    with tarfile.open(sdist) as tar:
        return names, {member.name.partition("/")[2] for member in tar if member.isfile()}


def test_the_wheel_holds_every_file_of_the_package(built):
    names, _ = built
    here = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "runwins").rglob("*")
        if path.suffix == ".py" or path.suffix in NOT_CODE
    }
    assert {".mplstyle", ".html", ".css"} <= {Path(name).suffix for name in here}
    assert here <= names


def test_the_wheel_holds_what_the_demo_reads_and_not_how_it_was_made(built):
    names, _ = built
    index = tomllib.loads((ROOT / "sample_data" / "index.toml").read_text(encoding="utf-8"))
    read = {"index.toml", index["export"], index["newest"], "stone_ring_50.gpx", "README.md"}
    assert {f"runwins/sample_data/{name}" for name in read} <= names
    beside = {name.split("/")[0] for name in names}
    assert beside == {"runwins", f"runwins-{runwins.__version__}.dist-info"}
    assert not [name for name in names if re.search(r"generat(e|or)|/tests?/|\.pyc$", name)]


def test_the_sdist_holds_all_that_is_needed_to_test_it(built):
    _, names = built
    tops = {name.split("/")[0] for name in names}
    needed = {"runwins", "tests", "docs", "notebooks", "sample_data", "README.md", "LICENSE"}
    assert needed | {"CHANGELOG.md", "pyproject.toml"} <= tops
    assert "sample_data/generator/story.csv" in names
    assert not [name for name in names if re.search(r"__pycache__|\.db$|^\.(git/|venv)", name)]


def test_the_sdist_makes_the_same_wheel(wheel, sdist, tmp_path):
    with tarfile.open(sdist) as tar:
        tar.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    again, _ = build(tmp_path / "dist", unpacked)
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert {i.filename: i.CRC for i in one.infolist()} == {
            i.filename: i.CRC for i in other.infolist()
        }


def test_version_licence_and_what_it_needs_are_told(wheel):
    about = f"runwins-{runwins.__version__}.dist-info"
    with zipfile.ZipFile(wheel) as packed:
        told = email.message_from_bytes(packed.read(f"{about}/METADATA"))
        licence = packed.read(f"{about}/licenses/LICENSE").decode()
    assert told["Version"] == runwins.__version__
    assert told["License-Expression"] == "MIT"
    assert licence == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("MIT License")
    assert told["Requires-Python"] == ">=3.11"
    assert "# runwins" in str(told.get_payload())


def test_the_changelog_begins_with_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (\S+)", text, flags=re.MULTILINE)
    assert heads[0].rstrip(",") == runwins.__version__


def imported(path: Path) -> set[str]:
    """Return the top packages that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "import_module":
            found |= {word.value for word in node.args if isinstance(word, ast.Constant)}
    return found - set(sys.stdlib_module_names)


def named(requirements: list[str]) -> set[str]:
    return {re.match(r"[\w-]+", one)[0].lower() for one in requirements}  # type: ignore[index]


def test_what_is_imported_is_named_and_what_is_named_is_imported():
    found = set().union(*(imported(path) for path in (ROOT / "runwins").rglob("*.py")))
    home = packages_distributions()
    needed = {home[name][0].lower() for name in found - {"runwins"} if name in home}
    extra = named(PROJECT["optional-dependencies"]["parquet"])
    by_name_alone = {"tzdata"}  # zoneinfo reads it where the system has no time zones
    assert needed - extra == named(PROJECT["dependencies"]) - by_name_alone
    assert found - {"runwins"} - set(home) <= {"pyarrow"}


def test_every_requirement_has_a_lowest_version_and_no_highest():
    for one in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["parquet"]]:
        assert re.fullmatch(r"[\w-]+>=[\d.]+(,!=[\d.]+)?(; .*)?", one), one


def test_what_is_installed_here_fits_together():
    done = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    if "No module named pip" in done.stderr:
        pytest.skip("this environment has no pip")
    assert done.returncode == 0, done.stdout
