"""``runwins demo``: the made-up runner, in a folder of its own."""

import json
from pathlib import Path

from tests.cli.in_process import ask

HELD = {"runwins.db", "ladder.svg", "block.html", "card.png", "card.txt", "post-run.txt"}


def test_it_leaves_what_it_says_and_touches_no_other_log(demo):
    said = (demo.parent / "stdout.txt").read_text(encoding="utf-8")
    there = {path.name for path in demo.rglob("*")}
    assert there >= HELD
    for name in there:
        if (demo / name).exists():
            assert name in said, name
    assert not (demo.parent / "log").exists()


def test_what_it_shows_is_what_it_keeps(demo):
    said = (demo.parent / "stdout.txt").read_text(encoding="utf-8")
    assert (demo / "post-run.txt").read_text(encoding="utf-8") in said
    assert "\x1b[" not in said


def test_its_log_opens_as_it_says(demo, tmp_path):
    said = (demo.parent / "stdout.txt").read_text(encoding="utf-8")
    words = said.rstrip().rpartition(" the log: ")[2]
    assert words == f"RUNWINS_HOME={Path('runwins-demo', 'demo-log')} runwins"
    done = ask(tmp_path, "runs", "--json", RUNWINS_HOME=str(demo / "demo-log"))
    assert len(json.loads(done.stdout)["runs"]) == 203


def test_where_it_cannot_write_is_said(tool, tmp_path):
    (tmp_path / "taken").write_text("a file")
    done = tool("demo", "-o", "taken/deeper")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("runwins: taken")
    assert "fault" not in done.stderr
