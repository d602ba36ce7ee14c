"""Real archives, end to end: every file accounted for, distances those of the watches."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import fitfast
import numpy as np
import pytest

from tests.conftest import run_tool

OUTCOMES = ("imported", "merged", "unchanged")


def answer(home: Path, *words: str) -> dict:
    done = run_tool(home, *words, "--json")
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}, done.stderr
    return json.loads(done.stdout)


def session(file: Path) -> dict[str, float] | None:
    """Return a FIT file's own totals, where it holds one session; read without runwins."""
    data = file.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = packed.read(packed.namelist()[0])
    if data[8:12] != b".FIT":
        return None
    try:
        found = fitfast.records(data, "session")
    except fitfast.FitDecodeError:
        return None
    known = {name: float(values[0]) for name, values in found.items() if len(values) == 1}
    return known if known.get("total_distance") else None


def test_every_file_is_accounted_for(trail_archive, corpus):
    _, report = trail_archive
    files = [p for p in (corpus / "archives" / "irvingbennett").rglob("*") if p.is_file()]
    ends = sum(report[key] for key in OUTCOMES) + len(report["skipped"]) + len(report["failed"])
    assert report["files_seen"] == ends == len(files)
    assert all(line["reason"] for line in report["skipped"] + report["failed"])
    assert report["imported"] > 600


def test_again_changes_nothing_and_says_so(trail_archive, corpus):
    home, first = trail_archive
    again = answer(home, "import", str(corpus / "archives" / "irvingbennett"))
    assert (again["imported"], again["merged"], again["runs"]) == (0, 0, [])
    assert again["unchanged"] == first["imported"] + first["merged"]
    assert len(again["skipped"]) == len(first["skipped"])


def test_distances_are_those_of_the_watches(trail_archive):
    """In sum, and run by run but for those whose reasons say what was mended."""
    home, _ = trail_archive
    ours, theirs, unexplained = [], [], {}
    for run in answer(home, "runs")["runs"]:
        told = session(Path(run["source_file"]))
        if told is None or run["distance_m"] is None:
            continue
        ours.append(run["distance_m"])
        theirs.append(told["total_distance"])
        apart = abs(ours[-1] / theirs[-1] - 1)
        if apart > 0.005 and abs(ours[-1] - theirs[-1]) > 15 and not run["quality_reasons"]:
            unexplained[run["run_id"]] = (ours[-1], theirs[-1])
    assert len(ours) > 600
    assert unexplained == {}
    assert np.sum(ours) == pytest.approx(np.sum(theirs), rel=0.005)


def test_timer_times_are_those_of_the_watches(trail_archive):
    home, _ = trail_archive
    apart = []
    for run in answer(home, "runs")["runs"]:
        told = session(Path(run["source_file"]))
        if told and told.get("total_timer_time") and run["timer_s"]:
            apart.append(abs(run["timer_s"] / told["total_timer_time"] - 1))
    assert np.mean(np.array(apart) <= 0.005) >= 0.97


def test_no_best_of_the_trail_archive_beats_the_world(trail_archive):
    home, _ = trail_archive
    bests = {b["distance_m"]: b["elapsed_s"] for b in answer(home, "bests")["bests"]}
    # Men's world bests of 2026, rounded down to the second.
    for distance, world in {1000.0: 131, 5000.0: 755, 10_000.0: 1571, 42_195.0: 7170}.items():
        assert bests[distance] > 1.15 * world


@pytest.mark.parametrize("folder", ["fit", "gpx", "tcx", "strava", "routes"])
def test_whatever_parsers_stumbled_over_ends_with_a_reason(corpus, tmp_path, folder):
    report = answer_or_nothing(tmp_path, corpus / folder)
    ends = sum(report[key] for key in OUTCOMES) + len(report["skipped"]) + len(report["failed"])
    assert report["files_seen"] == ends > 0
    assert all(line["reason"] for line in report["skipped"] + report["failed"])
    reasons = [line["reason"] for line in report["failed"]]
    assert not [r for r in reasons if "could not be read (" in r], "an error nobody foresaw"


def answer_or_nothing(home: Path, folder: Path) -> dict:
    """Import a folder that may hold no run at all: exit code 3 is a good answer there."""
    done = run_tool(home, "import", str(folder), "--json")
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1, 3}, done.stderr
    return json.loads(done.stdout)
