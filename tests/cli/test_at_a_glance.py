"""``runwins`` alone: how to begin, and then the log at a glance."""

from tests.cli.in_process import ask
from tests.conftest import SAMPLE

OTHER = str(SAMPLE / "watch" / "2026-10-22-18-00-29.fit")


def begins(done):
    lines = done.stdout.splitlines()
    return done.returncode == 0 and len(lines) == 3 and all("runwins " in line for line in lines)


def test_an_empty_log_says_what_to_do_in_three_lines_and_makes_none(tool, tmp_path):
    done = tool()
    assert begins(done)
    assert done.stderr == ""
    assert not (tmp_path / "log").exists()


def test_a_log_that_is_empty_again_says_it_too(tool):
    tool("import", OTHER)
    assert not begins(tool())
    tool("undo", "--yes")
    assert begins(tool())


def test_after_the_first_import_it_shows_what_is_there(tool):
    tool("import", OTHER)
    lines = tool().stdout.splitlines()
    assert lines[0] == "1 run, 6 km, 22 Oct 2026"
    assert lines[1].startswith("no wins yet")
    assert len(lines) == 2
    assert "runwins goal set" in tool(terminal=True).stdout


def test_with_a_goal_the_ladder_stands_below(demo_home):
    done = ask(demo_home, "--today", "2026-10-24", terminal=True, COLUMNS="80", NO_COLOR="1")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("203 runs, ")
    assert "worth saying" in lines[1]
    assert any("Stone Ring 50" in line and "7 weeks to go" in line for line in lines)
    assert max(map(len, lines)) <= 80
    miles = ask(demo_home, "--today", "2026-10-24", "--units", "mi").stdout
    assert " mi," in miles.splitlines()[0]
    assert " km" not in miles.splitlines()[0]


def test_a_damaged_log_is_said_here_too(tool, tmp_path):
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "runwins.db").write_bytes(b"no log at all" * 100)
    done = tool()
    assert (done.returncode, done.stdout) == (4, "")
