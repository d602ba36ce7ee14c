"""``runwins share``: a card of what is named, with the words for who does not see it."""

import json

import pytest

from tests.cli.in_process import ask

PNG = b"\x89PNG\r\n\x1a\n"


def size(path):
    head = path.read_bytes()[:24]
    assert head.startswith(PNG)
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def test_the_newest_win_with_its_words_beside_it(demo_home):
    done = ask(demo_home, "share")
    assert (done.returncode, done.stdout) == (0, "wrote card.png and card.txt\n")
    assert size(demo_home / "card.png") == (1080, 1350)
    words = (demo_home / "card.txt").read_text(encoding="utf-8")
    assert done.stderr.strip() == words.strip()
    assert "24 Oct 2026" in words
    assert "07:30" not in words, "the time of day tells when somebody is not at home"


def test_quiet_and_a_story_in_the_dark(demo_home):
    how = ["--size", "story", "--theme", "dark", "--no-date", "-o", "s.png"]
    done = ask(demo_home, "-q", "share", *how)
    assert (done.stdout, done.stderr) == ("wrote s.png and s.txt\n", "")
    assert "2026" not in (demo_home / "s.txt").read_text(encoding="utf-8")
    assert size(demo_home / "s.png") == (1080, 1920)


def test_a_win_by_its_id_and_a_run_by_its_day(demo_home):
    wins = json.loads(ask(demo_home, "wins", "--json").stdout)["wins"]
    assert wins[0]["label"] in ask(demo_home, "share", wins[0]["win_id"], "--text").stdout
    assert "42.8 km" in ask(demo_home, "share", "2026-10-24", "--text").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["Wnothing"], 2, "Wnothing"),
        (["2025-01-01"], 2, "the nearest"),
        (["-o", "nowhere/card.png"], 3, "nowhere/card.png"),
        (["-o", "card.txt"], 2, "the name 'card.txt' should end with .png"),
        (["--size", "wall"], 2, "'post', 'story'"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_no_file(demo_home, words, code, said):
    done = ask(demo_home, "share", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert [path.name for path in demo_home.iterdir()] == ["log"]


def test_an_empty_log_has_nothing_to_share(tool):
    done = tool("share")
    assert (done.returncode, done.stdout) == (2, "")
    assert "runwins import FILE" in done.stderr
