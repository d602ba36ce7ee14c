"""``runwins wins``: every win that was found, some of them, and taking one back."""

import csv
import io
import json

import pytest

from tests.cli.in_process import ask


def wins(home, *words):
    done = ask(home, "wins", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["wins"]


def test_what_is_worth_saying_is_a_part_of_what_was_found(demo_home):
    said, found = wins(demo_home), wins(demo_home, "--all")
    assert {win["win_id"] for win in said} < {win["win_id"] for win in found}
    assert all(win["shown"] for win in said)
    dates = [win["date"] for win in said]
    assert dates == sorted(dates), "oldest first"


def test_some_of_them(demo_home):
    found = wins(demo_home, "--all")
    day, kind = "2026-09-01", "biggest-week"
    assert wins(demo_home, "--all", "--since", day) == [w for w in found if w["date"] >= day]
    of_a_kind = wins(demo_home, "--all", "--kind", kind)
    assert of_a_kind == [w for w in found if w["kind"] == kind] != []
    sure = wins(demo_home, "--all", "--min-confidence", "0.95")
    assert sure == [w for w in found if w["confidence"] >= 0.95]
    assert 0 < len(sure) < len(found)


def test_a_table_a_spreadsheet_and_scripts_are_told_the_same(demo_home):
    rows = wins(demo_home)
    ids = [win["win_id"] for win in rows]
    table = ask(demo_home, "wins").stdout.splitlines()[1:]
    assert [line.split()[-1] for line in table] == ids
    sheet = csv.DictReader(io.StringIO(ask(demo_home, "wins", "--csv").stdout))
    assert [row["win_id"] for row in sheet] == ids


def test_every_kind_of_the_log_is_among_the_kinds_and_can_be_explained(demo_home):
    kinds = json.loads(ask(demo_home, "wins", "kinds", "--json").stdout)["kinds"]
    names = {kind["kind"] for kind in kinds}
    assert {win["kind"] for win in wins(demo_home, "--all")} <= names
    said = ask(demo_home, "wins", "kinds").stdout
    assert all(name in said for name in names)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--kind", "longest"], 2, "could be any of longest-"),
        (["--kind", "biggest-weeks"], 2, "did you mean biggest-week"),
        (["--since", "yesterday"], 5, "'yesterday' is not a date: write it like 2026-12-20"),
        (["--min-confidence", "90"], 2, "0<=x<=1"),
        (["drop", "Xxxxxxx"], 2, "there is no win 'Xxxxxxx'"),
        (["drop"], 2, "Missing argument"),
    ],
)
def test_what_cannot_be_is_said(demo_home, words, code, said):
    done = ask(demo_home, "wins", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_the_history_holds_both_what_stands_and_what_was_told_once(tool, tmp_path):
    from tests.importers.made_files import run_fit

    for name, day, seconds in (("a", 10, 1000), ("b", 13, 3600), ("older", 5, 4000)):
        run = run_fit(seconds, start=1_772_359_200 + 86_400 * day, offset=0)
        (tmp_path / f"{name}.fit").write_bytes(run)
    for name in ("a", "b"):
        assert tool("import", f"{name}.fit").returncode == 0
    assert "First 10 km" in tool("wins").stdout
    said = tool("import", "older.fit").stdout
    assert "no longer stand" in said
    told = json.loads(tool("wins", "--history", "--json").stdout)
    assert told["wins"] == wins(tmp_path)
    gone = {win["label"]: win for win in told["gone"]}
    assert gone["First 10 km"]["run_id"] == "20260314-1000"
    assert gone["First 10 km"]["because"].startswith("import 20")
    assert "gone" not in json.loads(tool("wins", "--json").stdout)
    assert "First 10 km" not in tool("wins").stdout
    lines = tool("wins", "--history").stdout.splitlines()
    assert sum("First 10 km" in line and "import 20" in line for line in lines) == 1
    kind = gone["First 10 km"]["kind"]
    some = json.loads(tool("wins", "--history", "--kind", kind, "--json").stdout)["gone"]
    assert some == [win for win in told["gone"] if win["kind"] == kind]
    later = json.loads(tool("wins", "--history", "--since", "2026-04-01", "--json").stdout)
    assert later["gone"] == []
    rows = list(csv.DictReader(io.StringIO(tool("wins", "--history", "--csv").stdout)))
    assert [row["win_id"] for row in rows if row["because"]] == [w["win_id"] for w in told["gone"]]
