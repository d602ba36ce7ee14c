"""``runwins away``: days that ask for nothing, marked and taken back."""

import json

import pytest


def test_days_are_marked_listed_and_taken_back(tool):
    assert tool("away").stdout.startswith("no day is marked: runwins away mark ill")
    done = tool("away", "mark", "ill", "2026-05-03", "2026-05-24", "--text", "flu")
    assert done.stdout == "ill, 3 May 2026 to 24 May 2026: flu\n"
    (told,) = json.loads(tool("away", "--json").stdout)["away"]
    assert (told["reason"], told["first"], told["last"], told["text"]) == (
        "ill",
        "2026-05-03",
        "2026-05-24",
        "flu",
    )
    assert tool("away", "clear", "2026-05-24", "--yes").stdout == "took back 1 mark\n"
    assert json.loads(tool("away", "--json").stdout)["away"] == []


def test_a_mark_is_taken_back_only_when_that_is_wanted(tool):
    tool("away", "mark", "ill", "2026-05-03", "2026-05-24", "--text", "flu")
    nobody = tool("away", "clear", "2026-05-04")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert "Take back 'ill, 3 May 2026 to 24 May 2026: flu'? Say --yes" in nobody.stderr
    assert tool("away", "clear", "2026-05-04", answers="\n").returncode == 130
    assert len(json.loads(tool("away", "--json").stdout)["away"]) == 1
    assert tool("away", "clear", "2026-05-04", answers="y\n").returncode == 0
    assert json.loads(tool("away", "--json").stdout)["away"] == []


def test_as_a_table(tool):
    assert tool("away", "--csv").stdout == "first,last,reason,text\n"
    tool("away", "mark", "ill", "2026-05-03", "2026-05-24", "--text", "=flu")
    assert tool("away", "--csv").stdout.splitlines()[1] == "2026-05-03,2026-05-24,ill,'=flu"


def test_one_day_and_days_ahead(tool):
    assert tool("away", "mark", "injured", "2026-05-03").returncode == 0
    assert tool("away", "mark", "holiday", "2031-12-24", "2032-01-02").returncode == 0
    told = json.loads(tool("away", "--json").stdout)["away"]
    days = [(one["first"], one["last"]) for one in told]
    assert days == [("2026-05-03", "2026-05-03"), ("2031-12-24", "2032-01-02")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["mark", "tired", "2026-05-03"], 2, "'ill', 'injured', 'holiday'"),
        (["mark", "ill", "2026-05-24", "2026-05-03"], 5, "2026"),
        (["mark", "ill", "monday"], 5, "'monday' is not a date"),
        (["clear", "2026-05-03"], 2, "2026"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(tool, words, code, said):
    done = tool("away", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert json.loads(tool("away", "--json").stdout)["away"] == []
