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
    done = ask(demo_home, "-q", "share", "--size", "story", "--theme", "dark", "-o", "s.png")
    assert (done.stdout, done.stderr) == ("wrote s.png and s.txt\n", "")
    assert size(demo_home / "s.png") == (1080, 1920)


def test_a_win_by_its_id_and_a_run_by_its_day(demo_home):
    wins = json.loads(ask(demo_home, "wins", "--json").stdout)["wins"]
    for win in (wins[0], wins[-1]):
        text = ask(demo_home, "share", win["win_id"], "--text").stdout
        assert win["label"] in text
    run = ask(demo_home, "share", "2026-10-22", "--text").stdout
    assert "6.0 km" in run


def test_without_its_date(demo_home):
    assert "2026" in ask(demo_home, "share", "--text").stdout
    assert "2026" not in ask(demo_home, "share", "--text", "--no-date").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["Wnothing"], 2, "Wnothing"),
        (["2025-01-01"], 2, "the nearest"),
        (["-o", "nowhere/card.png"], 3, "nowhere/card.png"),
        (["-o", "card.doc"], 5, "card.doc"),
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
