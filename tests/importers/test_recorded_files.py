"""Recordings that nobody here made: what each must become follows from what it is."""

from __future__ import annotations

import csv
import gzip
import random
from pathlib import Path

import gpxpy
import numpy as np
import pytest

from runwins.errors import NotARun, UnreadableFile
from runwins.frames import STREAM
from runwins.importers import Member, find_members, read, read_member
from runwins.importers.gpx_elements import read_points
from runwins.importers.xml_stream import numbers, times
from runwins.model import Activity
from tests.evaluation.readers import compared

FOLDERS = ("fit", "gpx", "tcx", "strava", "routes")

# file → what it must become, and why. A number is of samples; None is a run without samples.
MUST = {
    # no runs
    "fit/**/*fenix-5-walk.fit": ("a walk", "sport 11 is walking"),
    "fit/**/*garmin-edge-820-bike.fit": ("a ride", "sport 2 is cycling"),
    "fit/**/*Settings2.fit": ("settings", "file type 2"),
    "fit/**/*heartratef.fit": ("plan", "file type 5 is a workout to do"),
    "fit/**/*Heatmap*/tests__test_file.fit": ("course", "file type 6"),
    "fit/**/*Berlin_(0,9_km).fit": ("course", "file type 6"),
    "fit/**/*event_timestamp.fit": ("a swim", "five chained files of pool swimming"),
    "fit/**/*fr935-cr.fit": ("a swim", "sport 5"),
    "fit/**/*snorkeling*.fit": ("snorkeling", "sport 82"),
    "fit/**/*example-diving.fit": ("diving", "sport 53"),
    "fit/**/*test__test2.fit": ("cross country skiing", "sport 12"),
    "fit/**/*nick.fit": ("a ride", "its sport message says cycling; it has no session"),
    "fit/**/*misaligned-fields.fit": ("a ride", "sport 2; field sizes that do not fit"),
    "gpx/**/*testcourse.gpx": ("route", "nothing but <rtept>"),
    "gpx/**/*korita-zbevnica.gpx": ("walk", "no <type>, 0.8 m/s"),
    "gpx/**/*around-visnjan-with-car.gpx": ("no runner's", "no <type>, by car"),
    "gpx/**/*Zwin_und_Nieuwvliet.gpx": ("a ride", "no <type>, in a folder of bicycle rides"),
    "gpx/**/*unicode_with_bom.gpx": ("waypoints", "one <wpt>"),
    "gpx/**/*test-data__with_time.gpx": ("a ride", "its type is Cycling"),
    "gpx/**/*with_tracks_and_segments.gpx": ("planned", "an editor's constant speed"),
    "tcx/**/*mapmyride_biking.tcx": ("a ride", "Sport=Biking"),
    "tcx/**/*sup_activity_1.tcx": ("Other", "Sport=Other: stand-up paddling"),
    "routes/**/*utmb-170.gpx": ("planned", "plotaroute's 3 km/h from midnight"),
    "routes/**/*KAT_100*.gpx": ("planned", "a point each ten seconds of the year 2010"),
    "routes/**/*shasta.gpx": ("planned", "komoot's sum, in fractions of a second"),
    "routes/**/*bob-graham-round.gpx": ("course", "five tracks, no times"),
    "routes/**/*manchester-marathon-2026.gpx": ("course", "type running, but no times"),
    # need a date
    "fit/**/*antfs-dump.63.fit": ("needs a date", "the watch's clock stood at July 1990"),
    "fit/**/*compressed-speed-distance.fit": ("needs a date", "July 1990 again"),
    "gpx/**/*Mojstrovka.gpx": ("needs a date", "1901: the lowest time of 32 bits"),
    "archives/dylan632/GPX_OUT/9223370283581428807.gpx.gz": ("needs a date", "years 1970 and 7525"),
    # runs
    "fit/**/*triathlon_summary_first.fit": (1575, "the last of five sessions"),
    "fit/**/*triathlon_summary_last.fit": (1575, "the same, summed up at its end"),
    "fit/**/*sample_mulitple_header.fit": (518, "1773 samples less the first four sessions' 1255"),
    "fit/**/*6471559601_ACTIVITY.fit": (24, "24 s of running before 12 s of change and a rowing"),
    "fit/**/*activity-activity-filecrc.fit": (14, "the same 14 samples twice, a bad checksum"),
    "fit/**/*activity-settings.fit": (14, "a run and settings in one file"),
    "fit/**/*corruptheader.fit": (14, "a run, then a header that is none"),
    "fit/**/*settings-nodata.fit": (14, "a run, then 15 of 82 bytes"),
    "fit/**/*activity-unexpected-eof.fit": (14, "three bytes short, after all the samples"),
    "fit/**/*strava-android-app*.fit": (235, "473 records, two a moment; the last is of 2085"),
    "fit/**/*2013-02-06-12-11-14.fit": (583, "590 samples of which 7 share a moment"),
    "fit/**/*running-with-developer-data.fit": (1681, "with fields of a foot pod"),
    "gpx/**/Evening_Run.gpx": (234, "cut in mid tag; its 235th point has no time"),
    "gpx/**/*tests__testdata.gpx": (46, "type running"),
    "gpx/**/*stopped_example.gpx": (1696, "type 9; 1697 points, two of one moment"),
    "tcx/**/*tcx__malformed.tcx": (384, "its outermost element is lost"),
    "tcx/**/*no_hr.tcx": (384, "as test.tcx, without heart rate"),
    "archives/efish2002/GPX_OUT/102699245.gpx.gz": (None, "an empty <trkseg/>"),
    "archives/gezip/GPX_OUT/100366721.gpx.gz": (None, "a treadmill's empty <trkseg/>"),
    "archives/macavalo/GPX_OUT/9390865163.gpx.gz": ("multisport", "type multi_sport"),
}  # fmt: skip


def outcome(member: Member) -> list[Activity] | Exception:
    try:
        return read_member(member)
    except (NotARun, UnreadableFile) as reason:
        return reason


@pytest.mark.parametrize(
    ("pattern", "must"), [item for item in MUST.items() if item[1] is not None]
)
def test_what_odd_files_must_become(
    corpus: Path, pattern: str, must: tuple[str | int | None, str]
) -> None:
    paths = sorted(corpus.glob(pattern.replace("*Heatmap*", "*heatmap*")))
    assert paths, f"no recording is called {pattern}"
    expected, why = must
    found = outcome(Member(str(paths[0])))
    if isinstance(expected, str):
        assert isinstance(found, Exception), why
        assert expected in str(found), why
    else:
        assert not isinstance(found, Exception), f"{why}: {found}"
        assert len(found) == 1
        assert len(found[0].samples) == (expected or 0), why


RUNNING = {"running", "run", "trailrunning", "trail_running", "track_running", "9"}


def manifest(corpus: Path) -> list[dict[str, str]]:
    """What a scanner that is no part of runwins saw in each single recording and course."""
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [row for row in rows if row["path"].partition("/")[0] in ("fit", "gpx", "tcx", "routes")]


def must_be(row: dict[str, str]) -> str:
    """Say what a file must become by its kind, the sport it names and whether it has times."""
    sports = {one.partition("/")[0].lower() for one in row["sport"].split(";")}
    if row["kind"].startswith("fit") and "running" not in sports:
        return "no run"
    if row["kind"] in ("gpx-route", "gpx-waypoints") or "no time" in (row["oddity"] or ""):
        return "no run"
    if sports & RUNNING:
        return "a run"
    return "no run" if sports - {""} else "a run only if nothing speaks against it"


def test_every_file_of_the_manifest_becomes_what_it_is(corpus: Path) -> None:
    """But for the odd ones, of which the table above says what they are."""
    odd = {
        path
        for pattern in MUST
        for path in sorted(corpus.glob(pattern.replace("*Heatmap*", "*heatmap*")))[:1]
    }
    rows = manifest(corpus)
    seen = {"a run": 0, "no run": 0, "a run only if nothing speaks against it": 0}
    for row in rows:
        path = corpus / row["path"]
        if path in odd:
            continue
        found, must = outcome(Member(str(path))), must_be(row)
        seen[must] += 1
        if isinstance(found, Exception):
            assert must != "a run", f"{row['path']}: {found}"
            assert isinstance(found, NotARun), f"{row['path']}: {found}"
            continue
        assert must != "no run", row["path"]
        if must == "a run":
            samples, points = sum(len(run.samples) for run in found), int(row["points"])
            of_many = ";" in row["sport"]  # the other sessions' samples are no part of the run
            assert samples <= points, row["path"]
            assert of_many or samples >= 0.9 * points - 1, row["path"]
        else:
            assert any("names no sport" in word for run in found for word in run.problems)
    assert len(rows) > 180
    assert min(seen.values()) > 20, seen


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_ends_in_a_run_or_a_reason(corpus: Path, folder: str) -> None:
    members = list(find_members([corpus / folder]))
    assert members
    for member in members:
        check(outcome(member), member.source)


@pytest.mark.parametrize("runner", ["irvingbennett", "arthurfsy2", "wasabi", "efish2002"])
def test_archives_too(corpus: Path, runner: str) -> None:
    members = list(find_members([corpus / "archives" / runner]))
    for member in random.Random(7).sample(members, min(40, len(members))):
        check(outcome(member), member.source)


def check(found: list[Activity] | Exception, source: str) -> None:
    if isinstance(found, Exception):
        assert len(str(found)) > 8, source
        return
    assert found, source
    for run in found:
        elapsed = run.samples["elapsed_s"].to_numpy()
        assert list(run.samples.columns) == STREAM.names
        assert (np.diff(elapsed) > 0).all(), source
        assert not len(elapsed) or elapsed[0] == 0
        assert run.sport == "running"
        assert run.start_time.tzinfo is not None
        assert all(0 <= begin < end for begin, end in run.pauses), source


def test_both_readers_of_fit_give_the_same_stream(corpus: Path) -> None:
    """A few; `tests/evaluation/readers.py` compares them all."""
    paths = sorted((corpus / "fit").glob("**/*run*.fit"))
    paths += random.Random(3).sample(sorted(corpus.glob("archives/*/FIT_OUT/*.fit.gz")), 4)
    told = {path.name: compared(path) for path in paths}
    assert {name: words for name, words in told.items() if words} == {}
    assert sum(words is not None for words in told.values()) >= 6


def test_our_points_are_gpxpys(corpus: Path) -> None:
    compared = 0
    paths = sorted(corpus.glob("gpx/**/*.gpx")) + sorted(corpus.glob("routes/**/*.gpx"))
    paths += sorted(corpus.glob("archives/macavalo/GPX_OUT/*.gpx.gz"))[:3]
    for path in paths:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        try:
            theirs = gpxpy.parse(content)
        except Exception:  # noqa: BLE001 - what gpxpy refuses cannot be compared
            continue
        points = [
            point for track in theirs.tracks for part in track.segments for point in part.points
        ]
        ours = read_points(content)
        for ours_name, values in (
            ("lat", [point.latitude for point in points]),
            ("lon", [point.longitude for point in points]),
            ("altitude_m", [point.elevation for point in points]),
        ):
            texts = [text for track in ours.tracks for text in track.points[ours_name]]
            np.testing.assert_array_equal(
                numbers(texts), np.array(values, dtype=np.float64), err_msg=f"{path} {ours_name}"
            )
        said = [text for track in ours.tracks for text in track.points["time"]]
        moments = [np.nan if point.time is None else point.time.timestamp() for point in points]
        known = np.isfinite(np.array(moments))
        if not any(" " in (text or "") for text in said):
            seconds = times(said)[0]
            np.testing.assert_allclose(seconds[known], np.array(moments)[known], atol=0.001)
        compared += 1
    assert compared > 60


def test_a_whole_export_keeps_the_tables_words(corpus: Path) -> None:
    (table,) = corpus.glob("strava/martin*/**/activities.csv")
    (run,) = read(table.parent)
    assert (run.name, len(run.samples)) == ("Laufen Landal Park", 326)
    assert run.totals.distance_m == 3322.95
    assert (run.utc_offset_s, run.tz_source) == (7200, "file")
    assert run.problems == ()


def test_every_head_of_stravas_tables_is_understood(corpus: Path, tmp_path: Path) -> None:
    """A made row under each real head: whatever the language, its file is found by its place."""
    for path in sorted((corpus / "strava/headers").glob("*.csv")):
        head = path.read_text(encoding="utf-8").strip()
        count = head.count(",") + 1
        if count < 21:
            continue
        file = 12 if count not in (72, 77, 79, 80) else 10
        row = ["1", "Sep 12, 2018, 3:02:23 PM", "x", "Run", "", "1800", "5,61", *[""] * (count - 7)]
        row[file + 3 : file + 6] = ["1801.0", "1700.0", "5612.4"]
        folder = tmp_path / path.stem
        folder.mkdir()
        line = ",".join(f'"{cell}"' for cell in row)
        (folder / "activities.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
        (run,) = read(folder)
        assert run.totals.distance_m == 5612.4, path
        assert (run.totals.elapsed_s, run.totals.moving_s) == (1801.0, 1700.0), path


def test_a_zip_named_fit_is_opened(corpus: Path) -> None:
    for path in sorted(corpus.glob("archives/irvingbennett/GPX_OUT/*.fit.gz")):
        content = path.read_bytes()
        if content[:2] == b"PK" or gzip.decompress(content)[:2] == b"PK":
            (member,) = find_members([path])
            assert member.data()[8:12] == b".FIT"
            return
    pytest.fail("no zip named .fit.gz among the recordings")
