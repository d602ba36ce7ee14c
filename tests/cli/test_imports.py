"""``runwins imports``: what came in, and another try for what did not."""

import csv
import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.in_process import ask
from tests.conftest import MAIN, SAMPLE
from tests.importers.made_files import run_fit, zipped

NEWEST = SAMPLE / "watch" / "2026-10-24-07-30-36.fit"
OTHER = SAMPLE / "watch" / "2026-10-22-18-00-29.fit"
LONG_AGO = 1_700_000_000
WHOLE = run_fit(600)
TORN = bytes(len(WHOLE))


@pytest.fixture
def folder(tmp_path):
    """A run, a text, and a file that cannot be read."""
    made = tmp_path / "in"
    made.mkdir()
    shutil.copy(OTHER, made)
    (made / "note.txt").write_text("slept badly")
    write(made / "torn.fit", TORN)
    return made


def write(path, content):
    """Write a file so that neither its size nor its time tell that it changed."""
    path.write_bytes(content)
    for file in path.parent.iterdir():
        os.utime(file, (LONG_AGO, LONG_AGO))


def outcomes(done):
    answer = json.loads(done.stdout)
    return {name: answer[name] for name in ("imported", "merged", "unchanged")}, answer


def test_a_file_that_was_mended_comes_in_by_another_try(tmp_path, folder):
    first = ask(tmp_path, "import", "in")
    assert first.returncode == 1, first.stderr
    write(folder / "torn.fit", WHOLE)
    counts, _ = outcomes(ask(tmp_path, "import", "in", "--json"))
    assert counts == {"imported": 0, "merged": 0, "unchanged": 1}, "it looks as it did"
    done = ask(tmp_path, "imports", "retry", "--json")
    counts, answer = outcomes(done)
    assert counts == {"imported": 1, "merged": 0, "unchanged": 1}
    assert [one["reason"] for one in answer["skipped"]] == ["text of another kind, not a recording"]
    assert done.returncode == 0
    assert [run["source_file"].rpartition("/")[2] for run in answer["runs"]] == ["torn.fit"]


def test_where_nothing_changed_the_same_is_said_again(tmp_path, folder):
    first = ask(tmp_path, "import", "in")
    again = ask(tmp_path, "imports", "retry")
    assert again.returncode == first.returncode == 1
    for word in ("note.txt: text of another kind", "torn.fit: nothing but zeros"):
        assert word in first.stdout
        assert word in again.stdout
    assert "RUN" not in again.stdout
    counts, _ = outcomes(ask(tmp_path, "import", "in", "--json"))
    assert counts == {"imported": 0, "merged": 0, "unchanged": 1}, "and is remembered"


def test_imports_and_what_became_of_each_file_are_tables_too(tmp_path, folder):
    assert ask(tmp_path, "imports", "--csv").stdout.startswith("batch,made_at,imported,merged,")
    ask(tmp_path, "import", "in")
    (batch,) = csv.DictReader(ask(tmp_path, "imports", "--csv").stdout.splitlines())
    counts = {name: batch[name] for name in ("imported", "merged", "skipped", "failed")}
    assert counts == {"imported": "1", "merged": "0", "skipped": "1", "failed": "1"}
    lines = list(csv.DictReader(ask(tmp_path, "imports", "show", "--csv").stdout.splitlines()))
    said = {line["source"].rpartition("/")[2]: line["outcome"] for line in lines}
    assert said == {OTHER.name: "imported", "note.txt": "skipped", "torn.fit": "failed"}
    assert {line["source"].rpartition("/")[2] for line in lines if not line["reason"]} == {
        OTHER.name
    }


def test_what_an_export_names_keeps_its_name(tmp_path):
    """The archive's table is read with it, though its file alone was left out."""
    table = (
        "id,date,name,type,description,elapsed_time,distance,commute,gear,filename\n"
        "1,2020-09-13 12:26:40,Hills,Run,,600,1800,,,activities/7.fit\n"
    )
    export = tmp_path / "export"
    (export / "activities").mkdir(parents=True)
    (export / "activities.csv").write_text(table)
    write(export / "activities" / "7.fit", TORN)
    assert ask(tmp_path, "import", "export").returncode == 3
    write(export / "activities" / "7.fit", WHOLE)
    _, answer = outcomes(ask(tmp_path, "imports", "retry", "--json"))
    assert [run["name"] for run in answer["runs"]] == ["Hills"]


def test_of_an_import_that_was_not_remembered_the_files_are_found(tmp_path):
    """With ``--since`` no path is kept; an archive is a file of its own."""
    (tmp_path / "all.zip").write_bytes(zipped({"a.fit": WHOLE, "b.fit": TORN}))
    ask(tmp_path, "import", "all.zip", "--since", "2020-09-01")
    counts, answer = outcomes(ask(tmp_path, "imports", "retry", "--json"))
    assert counts == {"imported": 0, "merged": 0, "unchanged": 1}
    assert [one["source"] for one in answer["failed"]] == ["all.zip/b.fit"]


def test_what_is_gone_is_said(tmp_path, folder):
    ask(tmp_path, "import", str(folder / "torn.fit"))
    shutil.rmtree(folder)
    done = ask(tmp_path, "imports", "retry")
    assert done.returncode == 3
    assert "no such file or folder" in done.stdout


def test_an_import_can_be_named_and_one_that_left_nothing_out_has_nothing_to_read(tmp_path, folder):
    ask(tmp_path, "import", "in")
    (first,) = json.loads(ask(tmp_path, "imports", "--json").stdout)["imports"]
    ask(tmp_path, "import", str(NEWEST))
    done = ask(tmp_path, "imports", "retry")
    assert (done.returncode, done.stdout) == (0, "")
    assert "left nothing out" in done.stderr
    named = ask(tmp_path, "imports", "retry", first["batch"], "--json")
    assert {one["reason"] for one in json.loads(named.stdout)["skipped"]}
    assert ask(tmp_path, "imports", "retry", "nothing-like-it").returncode == 2


def test_what_came_by_standard_input_cannot_be_read_again(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "import", "-"],
        input=zipped({"a.txt": b"no run", "b.txt": b"none"}),
        env={"HOME": str(tmp_path), "RUNWINS_HOME": str(tmp_path / "log"), "PATH": ""},
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    again = ask(tmp_path, "imports", "retry")
    assert (again.returncode, again.stdout) == (0, "")
    assert "left nothing out that can be read again" in again.stderr


def test_of_an_empty_log_there_is_nothing_to_read_again(tmp_path):
    assert ask(tmp_path, "imports", "retry").returncode == 2
