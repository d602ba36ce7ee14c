"""Real archives, end to end: every file accounted for, distances those of the watches."""

import gzip
import json
import random
import re
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import run_tool
from tests.evaluation.distances import session

OUTCOMES = ("imported", "merged", "unchanged")


def answer(home: Path, *words: str) -> dict:
    done = run_tool(home, *words, "--json")
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}, done.stderr
    return json.loads(done.stdout)


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


WHY = ("cut out", "left out", "the recording says", "the recording's own")
"""What the reasons of a run say where its distance is not its watch's: metres were taken away."""


@pytest.fixture(scope="module")
def treadmill_archive(corpus, tmp_path_factory) -> Path:
    """A runner whose runs are mostly on a treadmill, calibrated by hand at their end."""
    home = tmp_path_factory.mktemp("treadmill")
    answer(home, "import", str(corpus / "archives" / "arthurfsy2"))
    return home


def beside_the_watch(home: Path) -> list[tuple[dict, dict[str, float]]]:
    """Return each run of one FIT session, with the session."""
    told = [(run, session(Path(run["source_file"]))) for run in answer(home, "runs")["runs"]]
    return [(run, totals) for run, totals in told if totals and run["distance_m"]]


def check_distances(home: Path, agreeing: float) -> None:
    """Check that every run is as long as its watch says, or says why it is not."""
    pairs = beside_the_watch(home)
    off = [
        (run, totals["total_distance"])
        for run, totals in pairs
        if abs(run["distance_m"] / totals["total_distance"] - 1) > 0.005
    ]
    unexplained = {
        run["run_id"]: (run["distance_m"], metres, run["quality_reasons"])
        for run, metres in off
        if not any(words in (run["quality_reasons"] or "") for words in WHY)
    }
    assert unexplained == {}
    assert 1 - len(off) / len(pairs) >= agreeing
    ours = sum(run["distance_m"] for run, _ in pairs)
    assert ours == pytest.approx(sum(told["total_distance"] for _, told in pairs), rel=0.01)


def test_distances_of_the_trail_archive_are_the_watches_or_say_why(trail_archive):
    """The jumps that were cut out are most of what is left: four in five are of one old watch."""
    check_distances(trail_archive[0], 0.92)


def test_distances_of_the_treadmill_archive_are_the_watches_or_say_why(treadmill_archive):
    check_distances(treadmill_archive, 0.90)


@pytest.mark.parametrize("which", ["trail", "treadmill"])
def test_timer_times_are_those_of_the_watches(request, which):
    found = request.getfixturevalue(f"{which}_archive")
    apart = [
        abs(run["timer_s"] / told["total_timer_time"] - 1)
        for run, told in beside_the_watch(found[0] if which == "trail" else found)
        if told.get("total_timer_time") and run["timer_s"]
    ]
    assert len(apart) > 200
    assert np.mean(np.array(apart) <= 0.005) >= 0.99


def lap_metres(content: bytes) -> float:
    """Return the sum of a TCX file's laps, read without runwins."""
    laps = re.findall(rb"<Lap .*?<Track>", content, re.DOTALL)
    return sum(float(re.search(rb"<DistanceMeters>([\d.]+)<", lap)[1]) for lap in laps)


def test_copies_of_the_road_archive_are_one_run_as_long_as_its_laps(corpus, tmp_path):
    """Two services' copies of each run, found by their ``Id``; 24 of the 250 pairs."""
    pairs: dict[bytes, list[Path]] = {}
    for file in sorted((corpus / "archives" / "wasabi").rglob("*.tcx.gz")):
        named = re.search(rb"<Id>(.+?)</Id>", gzip.decompress(file.read_bytes()))
        if named is not None:
            pairs.setdefault(named[1], []).append(file)
    doubled = [files for files in pairs.values() if len(files) > 1]
    assert len(doubled) > 150
    chosen = random.Random(5).sample(doubled, 24)
    report = answer(tmp_path, "import", *(str(file) for files in chosen for file in files))
    assert (report["imported"], report["failed"]) == (24, [])
    assert report["merged"] + report["unchanged"] == sum(len(files) - 1 for files in chosen)
    by_file = {run["source_file"]: run for run in report["runs"]}
    for files in chosen:
        (run,) = [by_file[str(file)] for file in files if str(file) in by_file]
        laps = lap_metres(gzip.decompress(Path(run["source_file"]).read_bytes()))
        explained = any(words in (run["quality_reasons"] or "") for words in WHY)
        assert run["distance_m"] == pytest.approx(laps, rel=0.005, abs=10) or explained, files


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
