"""What the pages of docs/ and the README say is so: sessions, commands, constants, references."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from told_sessions import ROOT, Session, blocks, played

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TOLD = [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


TYPED = [page for page in PAGES if page.name not in {"extending.md", "reference.md"}]
"""What stands in `extending.md` needs the package it shows: `test_plugin_example.py` types it."""

UNTRIED = {"python3": "made anew by CI", "duckdb": "another program"}


@pytest.mark.skipif(sys.platform == "win32", reason="the pages speak to a Unix terminal")
@pytest.mark.parametrize("page", TYPED, ids=named)
def test_every_command_that_no_session_tells_runs_too(page: Path, tmp_path: Path) -> None:
    """What stands in `sh` blocks is typed, in a home with what the pages speak of."""
    session = Session(tmp_path, {"RUNWINS_TODAY": "2026-10-24", "RUNWINS_UNITS": "km"})
    session.env["PATH"] += f"{os.pathsep}{tmp_path}/.venv/bin"
    for folder in ("inbox", "inbox/ana", "inbox/ben", "inbox/chris", "garmin/Activity"):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(tmp_path / "watch" / "2026-10-22-18-00-29.fit", tmp_path / folder)
    for folder in ("Downloads", "backup", "reports", "runwins", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(tmp_path / ".tools" / "runwins", tmp_path / ".venv/bin")
    shutil.make_archive(str(tmp_path / "Downloads/export_1234"), "zip", tmp_path / "watch")
    shutil.copy(tmp_path / "watch" / "2026-10-24-07-30-36.fit", tmp_path / "activity.fit")
    session.type("runwins import watch")
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "sh":
            script = "\n".join(
                line for line in block.body.splitlines() if line.split()[0] not in UNTRIED
            )
            script = re.sub(r"^[\d*]+( \*){4} ", "", script)  # when cron does it
            script = re.sub(r"/(media/\$USER|Volumes)/GARMIN/GARMIN", "garmin", script)
            script = re.sub(r"(?m)^(runwins watch [^#\n]*)", r"\1 --every 0.05 --once ", script)
            if "parquet" not in script or importlib.util.find_spec("pyarrow"):
                session.type(f"set -e\n{script}")


@pytest.mark.skipif(sys.platform == "win32", reason="the sessions are told in a Unix terminal")
@pytest.mark.parametrize("page", TOLD, ids=named)
def test_a_page_tells_what_the_tool_prints(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    told = page.read_text(encoding="utf-8")
    now = played(told, Session(tmp_path))
    if request.config.getoption("--accept-golden"):
        page.write_text(now, encoding="utf-8")
    assert now == page.read_text(encoding="utf-8")


def test_the_reference_is_what_the_tool_says_of_itself(request: pytest.FixtureRequest) -> None:
    written, maker = ROOT / "docs" / "reference.md", ROOT / "docs" / "make_reference.py"
    script = f"import runpy; print(runpy.run_path({str(maker)!r})['reference'](), end='')"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    now = done.stdout.decode("utf-8")
    if request.config.getoption("--accept-golden"):
        written.write_text(now, encoding="utf-8")
    assert now == written.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


def test_the_picture_is_small() -> None:
    assert (ROOT / "docs" / "ladder.png").stat().st_size <= 200_000


JUDGED = ROOT / "docs" / "how-wins-are-judged.md"


def test_thresholds_are_those_of_the_code() -> None:
    """A table row that ends in `module:NAME` holds the value, written as its reader would."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| `([\w.]+):(\w+)` \|$",
        JUDGED.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert len(rows) >= 20
    for what, told, module, name in rows:
        value = vars(__import__(module, fromlist=[name]))[name]
        number = float(re.search(r"-?[\d,]+(?:\.\d+)?", told)[0].replace(",", ""))  # type: ignore[index]
        ways = {value, value * 100, value / 1000, (value - 1) * 100, (1 - value) * 100, value / 60}
        assert any(abs(number - way) < 1e-6 for way in ways), (what, told, value)
