"""``runwins block``: days that have a name, which the report knows."""

import json

import pytest

SET = ("block", "set", "Winter base", "2025-12-01", "2026-02-28")
LINE = "Winter base   1 Dec 2025 to 28 Feb 2026   13 weeks\n"


def test_it_is_set_listed_and_forgotten(tool):
    assert tool("block").stdout.startswith("no block has a name yet: runwins block set")
    assert tool(*SET).stdout == LINE
    assert tool("block").stdout == LINE
    assert tool("block", "clear", "winter", answers="n\n").returncode == 130
    nobody = tool("block", "clear", "winter")
    assert (nobody.returncode, "'Winter base'? Say --yes" in nobody.stderr) == (2, True)
    assert tool("block").stdout == LINE
    gone = tool("block", "clear", "winter", "--yes")
    assert gone.stdout == "block 'Winter base' has no name any more\n"
    assert json.loads(tool("block", "--json").stdout)["blocks"] == []


def test_as_a_table(tool):
    assert tool("block", "--csv").stdout == "name,first,last\n"
    tool(*SET)
    assert tool("block", "--csv").stdout.splitlines()[1] == "Winter base,2025-12-01,2026-02-28"


def test_a_block_of_the_same_name_is_replaced_and_the_earliest_stands_first(tool):
    tool(*SET)
    tool("block", "set", "Autumn", "2025-09-01", "2025-11-30")
    tool("block", "set", "Winter base", "2025-12-08", "2026-02-28")
    answer = json.loads(tool("block", "list", "--json").stdout)
    assert answer["schema"] == "runwins.blocks/1"
    told = [(block["name"], block["first"]) for block in answer["blocks"]]
    assert told == [("Autumn", "2025-09-01"), ("Winter base", "2025-12-08")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["set", "Winter", "2026-02-28", "2025-12-01"], 5, "2025"),
        (["set", "Winter", "winter", "2025-12-01"], 5, "'winter' is not a date"),
        (["set", "Winter"], 2, "Missing argument"),
        (["set", "", "2025-12-01", "2026-02-28"], 5, "name"),
        (["clear", "Winter"], 2, "there is no block 'Winter'; `runwins block` lists them"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(tool, words, code, said):
    done = tool("block", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert json.loads(tool("block", "--json").stdout)["blocks"] == []
