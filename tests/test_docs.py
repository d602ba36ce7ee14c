"""What the pages of docs/ and the README say is so: sessions, commands, constants, references."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from told_sessions import ROOT, Session, played, typed

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TOLD = [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(page: Path) -> list[str]:
    """Return every call of the tool on a page, also those behind a pipe or a variable."""
    found = []
    for line in typed(page.read_text(encoding="utf-8")):
        for part in re.split(r"\s(?:&&|\||;)\s", line):
            call = re.search(r"(?:^|\s)(?:[^\s=]*/)?runwins(\s.*|)$", part)
            if call and not part.startswith(("python", "pip", "duckdb", "sqlite3", "cd", "ls")):
                found.append(call[1].strip())
    return found


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_is_one_that_the_tool_knows(page: Path) -> None:
    from runwins.cli import runwins

    for line in commands(page):
        words = shlex.split(line, comments=True)
        command: click.Command = runwins
        context = click.Context(runwins, info_name="runwins")
        while isinstance(command, click.Group) and words:
            if words[0] in {name for p in command.params for name in p.opts}:
                words = words[1 if words[0] in {"-q", "-v", "--ascii", "--version"} else 2 :]
                continue
            found = command.get_command(context, words[0])
            if found is None and "list" in command.list_commands(context):
                found, words = command.get_command(context, "list"), ["list", *words]
            assert found is not None, f"no command {words[0]!r} in: runwins {line}"
            context = click.Context(found, info_name=words[0], parent=context)
            command, words = found, words[1:]
        known = {name for p in command.params for name in (*p.opts, *p.secondary_opts)} | {"-h"}
        known |= {name for p in runwins.params for name in p.opts}
        options = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
        assert [word for word in options if word not in known] == [], line


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
