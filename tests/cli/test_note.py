"""``runwins note``: the runner's own words, and what they do to the wins."""

import json

from tests.cli.in_process import ask

LAST, HARD = "20261024-0730", "20261022-1800"


def notes(home, run):
    told = json.loads(ask(home, "runs", "show", run, "--json").stdout)["notes"]
    return [(note["text"], note["feel"]) for note in told]


def test_it_goes_to_the_last_run_or_to_the_one_named(demo_home):
    assert ask(demo_home, "note", "went anyway").stdout == f"noted on run {LAST}\n"
    assert ask(demo_home, "note", "2026-10-22", "new shoes").stdout == f"noted on run {HARD}\n"
    assert notes(demo_home, "last") == [("went anyway", None)]
    assert notes(demo_home, HARD) == [("new shoes", None)]


def test_words_are_kept_beside_each_other_and_shown_with_the_run(demo_home):
    ask(demo_home, "note", "slept well", "--feel", "2")
    ask(demo_home, "note", "cold \x1b[2J feet")
    assert notes(demo_home, "last") == [("slept well", 2), ("cold \x1b[2J feet", None)]
    shown = ask(demo_home, "runs", "show", "last").stdout
    assert "note: slept well (felt +2)\nnote: cold [2J feet\n" in shown


def test_to_have_gone_on_a_hard_day_is_a_win_and_a_good_day_is_none(demo_home):
    def showed_up():
        told = json.loads(ask(demo_home, "wins", "--all", "--kind", "showed-up", "--json").stdout)
        return [win["run_id"] for win in told["wins"]]

    assert HARD not in showed_up()
    ask(demo_home, "note", HARD, "sunshine", "--feel", "2")
    assert HARD not in showed_up()
    ask(demo_home, "note", HARD, "slept badly, went anyway", "--feel", "-2")
    assert HARD in showed_up()


def test_what_cannot_be_is_said_and_nothing_is_kept(demo_home):
    for words, said in (
        (["without", "any", "quotes"], "put the text in quotes"),
        (["x", "--feel", "3"], "-2<=x<=2"),
        (["2019-01-01", "too early"], "the nearest"),
        ([], "TEXT"),
    ):
        done = ask(demo_home, "note", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    assert notes(demo_home, "last") == []
