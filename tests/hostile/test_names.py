"""Names made to do harm: in files, of files, in archives; never raw to a terminal or a CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.in_process import ask
from tests.importers.made_files import gpx, point, run_fit, zipped

EVIL = "\u202e=cmd|' /C calc'!A0 \x9b31m <script>alert(1)</script> ../../x {{7*7}}"
IN_XML = EVIL.replace("&", "&amp;").replace("<", "&lt;")
RAW = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1", "%0A=1")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("names")
    content = gpx("".join(point(at) for at in range(0, 3000, 3)), name=IN_XML)
    (home / "files").mkdir()
    (home / "files" / "evil \x1b]0;owned\x07 =x.gpx").write_text(content, encoding="utf-8")
    done = ask(home, "import", "files", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert not RAW.search(done.stdout + done.stderr), ascii(done.stdout)
    assert ask(home, "note", "last", EVIL + "\x1b[2J").returncode == 0
    return home


@pytest.mark.parametrize(
    "words",
    [
        ("runs",), ("runs", "--csv"), ("runs", "--json"), ("runs", "show", "last"), ("show",),
        ("runs", "show", "last", "--json"), ("wins",), ("wins", "--csv"), ("imports", "show"),
        ("imports", "--json"), ("weeks", "--csv"), ("bests", "--csv"), ("climbs", "--csv"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_no_control_reaches_a_terminal_or_a_pipe(
    home: Path, words: tuple[str, ...], terminal: bool
) -> None:
    done = ask(home, *words, terminal=terminal, NO_COLOR="1")
    assert done.returncode == 0, done.stderr
    assert not RAW.search(done.stdout + done.stderr), ascii(done.stdout)


def test_an_error_that_names_the_file_shows_no_control(tmp_path: Path) -> None:
    name = "bad \x1b[31m\u202e.gpx"
    (tmp_path / name).write_bytes(b"\xff\xfe\x00garbage")
    done = ask(tmp_path, "import", name)
    assert done.returncode == 3
    assert not RAW.search(done.stdout + done.stderr), ascii(done.stdout + done.stderr)


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for day in range(len(FORMULAS)):
        run = run_fit(400, start=1_600_000_000 + 86_400 * day)
        (tmp_path / "in" / f"{day}.fit").write_bytes(run)
    assert ask(tmp_path, "import", "in", "--jobs", "1").returncode == 0
    runs = json.loads(ask(tmp_path, "runs", "--json").stdout)["runs"]
    for run, formula in zip(runs, FORMULAS, strict=True):
        assert ask(tmp_path, "runs", "edit", run["run_id"], "--name", formula).returncode == 0
        assert ask(tmp_path, "note", "--", run["run_id"], formula).returncode == 0
    assert ask(tmp_path, "export", "csv", "-o", "out").returncode == 0
    for file in (tmp_path / "out").glob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8"))):
            for cell in row:
                risky = cell.lstrip().startswith(("=", "+", "@", "＝"))
                assert not risky, (file.name, cell)
                assert not (cell.startswith("-") and not re.fullmatch(r"-[\d.]+(e-?\d+)?", cell))


def test_nothing_is_written_where_a_name_points(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.zip").write_bytes(
        zipped({"../../evil.fit": run_fit(60), "activities/../../evil2.fit": run_fit(90)})
    )
    before = set(tmp_path.rglob("*"))
    done = ask(inside, "import", "--json", "a.zip")
    answer = json.loads(done.stdout)
    assert answer["imported"] == 0
    assert len(answer["failed"]) == 2
    after = set(tmp_path.rglob("*")) - before
    assert all(path.is_relative_to(inside / "log") for path in after), after
