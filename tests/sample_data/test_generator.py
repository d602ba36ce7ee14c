"""The made-up runner: files that can be made again, honest bodies, wins that happened."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import fitfast
import fitparse
import gpxpy
import numpy as np
import pytest
from tzfpy import get_tz

HERE = Path(__file__).resolve().parents[2] / "sample_data"
sys.path.insert(0, str(HERE))

from generator.calendar import story  # noqa: E402
from generator.course import course  # noqa: E402
from generator.runner import facts, file_of, outing  # noqa: E402
from generator.strava_zip import COLUMNS  # noqa: E402

INDEX = tomllib.loads((HERE / "index.toml").read_text(encoding="utf-8"))
RUNS: list[dict[str, Any]] = INDEX["runs"]
WINS: list[dict[str, Any]] = INDEX["wins"]


@pytest.fixture(scope="module")
def archive() -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(HERE / INDEX["export"]) as opened:
        yield opened


@pytest.fixture(scope="module")
def table(archive: zipfile.ZipFile) -> list[list[str]]:
    text = archive.read("activities.csv").decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def content(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the content of a file the index names, in the export or beside it."""
    inside, _, member = name.partition(".zip/")
    return gzip.decompress(archive.read(member)) if member else (HERE / inside).read_bytes()


def on(date: str) -> dict[str, Any]:
    (found,) = [run for run in RUNS if run["local_date"].isoformat() == date]
    return found


def before(run: dict[str, Any]) -> list[dict[str, Any]]:
    return RUNS[: RUNS.index(run)]


def won(kind: str, **key: Any) -> list[dict[str, Any]]:
    return [w for w in WINS if w["kind"] == kind and all(w[k] == v for k, v in key.items())]


# made again


@pytest.mark.parametrize(
    "date",
    ["2025-08-26", "2025-11-11", "2025-12-18", "2025-12-30", "2026-01-10", "2026-02-14",
     "2026-07-16", "2026-09-19", "2026-10-22"],
)  # fmt: skip
def test_a_run_made_again_has_the_same_bytes(date: str, archive: zipfile.ZipFile) -> None:
    run = on(date)
    again = outing(RUNS.index(run))
    assert file_of(again)[1] == content(archive, run["files"][0])
    assert {key: run[key] for key in facts(again)} == facts(again)


def test_the_course_made_again_has_the_same_bytes() -> None:
    assert course() == (HERE / INDEX["course"]).read_bytes()


def test_all_of_it_stays_small() -> None:
    files = [p for p in HERE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    assert sum(p.stat().st_size for p in files) < 6e6


# the index and the files


def test_the_index_has_every_line_of_the_story_and_every_file(archive: zipfile.ZipFile) -> None:
    assert [run["run_id"] for run in RUNS] == [day.run_id for day in story()]
    assert 190 <= len(RUNS) <= 230
    named = {name for run in RUNS for name in run["files"]}
    named |= {one["file"] for one in INDEX["no_run"] if one["file"]}
    export = INDEX["export"]
    real = {f"{export}/{n}" for n in archive.namelist() if n.startswith("activities/")}
    real |= {f"watch/{p.name}" for p in (HERE / "watch").iterdir()}
    assert named == real
    assert [run["files"] for run in RUNS if not run["files"]] == [[]]  # one was typed in


def test_what_is_on_the_watch_is_in_the_export_too_but_the_newest(
    archive: zipfile.ZipFile,
) -> None:
    *older, newest = [run for run in RUNS if any(f.startswith("watch/") for f in run["files"])]
    assert len(older) == 4
    for run in older:
        first, second = (content(archive, name) for name in run["files"])
        assert first == second
    assert newest["files"] == [INDEX["newest"]]
    assert newest is RUNS[-1]


def test_the_table_of_the_export(table: list[list[str]]) -> None:
    header, *rows = table
    assert header == COLUMNS
    assert len(header) == 103
    twice = {name for name, n in Counter(header).items() if n == 2}
    assert twice == {
        "Elapsed Time", "Distance", "Max Heart Rate", "Relative Effort", "Commute",
    }  # fmt: skip
    assert {len(row) for row in rows} == {103}
    assert len(rows) == len(RUNS) - 1 + len(INDEX["no_run"])
    assert Counter(row[3] for row in rows if row[3] not in ("Run", "Trail Run")) == {
        "Ride": 1, "Walk": 1, "Hike": 1,
    }  # fmt: skip
    assert sum("\n" in row[4] for row in rows) == 1
    assert sum(row[12] == "" for row in rows) == 2  # a run and a hike typed in
    assert sum(row[header.index("Competition")] == "1.0" for row in rows) == 4
    for row in rows:
        assert float(row[6]) == pytest.approx(float(row[17]) / 1000, abs=0.006)
        assert row[0] not in row[12]


def test_dates_of_the_table_are_utc_and_those_of_the_files(
    table: list[list[str]], archive: zipfile.ZipFile
) -> None:
    for row in table[1:]:
        if row[12].endswith(".fit.gz"):
            said = dt.datetime.strptime(row[1], "%b %d, %Y, %I:%M:%S %p").replace(tzinfo=dt.UTC)
            (session,) = fitfast.parse(gzip.decompress(archive.read(row[12])))["session"]
            assert session["start_time"] == said.timestamp()
    assert any(row[1].startswith("Jun 24, 2026, 9:5") for row in table)  # 18:50 local, after dark


def test_the_hut_lies_in_the_time_zone_the_watch_shows(archive: zipfile.ZipFile) -> None:
    place = INDEX["story"]
    zone = get_tz(place["hut_lon_deg"], place["hut_lat_deg"])
    assert zone == place["time_zone"]
    for run in RUNS[:: len(RUNS) - 1]:
        offset = run["start_time"].astimezone(ZoneInfo(zone)).utcoffset()
        assert offset == dt.timedelta(seconds=place["utc_offset_s"])
        (activity,) = fitfast.parse(content(archive, run["files"][0]))["activity"]
        assert activity["local_timestamp"] - activity["timestamp"] == place["utc_offset_s"]


@pytest.mark.parametrize("date", ["2025-12-04", "2026-02-14", "2026-10-22"])
def test_two_readers_of_fit_agree(date: str, archive: zipfile.ZipFile) -> None:
    data = content(archive, on(date)["files"][0])
    fast = fitfast.parse(data)
    counted: Counter[str] = Counter()
    for message in fitparse.FitFile(io.BytesIO(data)).get_messages():
        values = {k: v for k, v in message.get_values().items() if v is not None}
        other = fast[message.name][counted[message.name]]
        counted[message.name] += 1
        if message.name == "record":
            moment = values.pop("timestamp").replace(tzinfo=dt.UTC).timestamp()
            assert moment == other["timestamp"]
            assert values == pytest.approx({k: v for k, v in other.items() if k != "timestamp"})
        elif message.name == "session":
            for key in ("total_elapsed_time", "total_timer_time", "total_distance", "sub_sport"):
                assert values[key] == other[key]
    assert dict(counted) == {kind: len(rows) for kind, rows in fast.items()}


# bodies


def test_speeds_hearts_and_steps_are_a_runners(archive: zipfile.ZipFile) -> None:
    for run in RUNS:
        if not run["files"] or ".fit" not in run["files"][0]:
            continue
        cols = fitfast.records(content(archive, run["files"][0]))
        t = cols["timestamp"] - cols["timestamp"][0]
        own = t <= run["elapsed_s"]  # afterwards it is the car
        assert (np.diff(t) > 0).all()
        assert (np.diff(cols["distance"]) >= 0).all()
        assert cols["enhanced_speed"][own].max() < 6.5
        assert cols["heart_rate"].min() >= 60
        assert cols["heart_rate"].max() <= 190
        steps = 2 * cols["cadence"][own & (cols["enhanced_speed"] > 0.5)]
        assert np.percentile(steps, 5) > 90
        assert steps.max() < 190
        if run["book"] == "treadmill":
            assert "position_lat" not in cols
        else:
            assert np.abs(cols["position_lat"] - INDEX["story"]["hut_lat_deg"]).max() < 0.3
        if run["odd"] == []:
            assert run["device_distance_m"] == pytest.approx(run["distance_m"], rel=0.006)
            off = 0.006 if run["book"] == "treadmill" else 1e-6
            assert cols["distance"][-1] == pytest.approx(run["device_distance_m"], rel=off)


def test_the_heart_answers_late_and_grades_slow() -> None:
    hill = outing(RUNS.index(on("2025-11-18"))).truth
    slope = np.gradient(hill.z) / np.maximum(hill.v, 0.5)
    assert hill.v[slope > 0.06].mean() < 0.85 * hill.v[np.abs(slope) < 0.02].mean()
    work = np.where(slope > 0.06, 1.0, 0.0)
    lags = [float(np.corrcoef(work[: -lag or None], hill.hr[lag:])[0, 1]) for lag in range(120)]
    assert 20 <= int(np.argmax(lags)) <= 70


def test_easy_runs_grow_cheaper_over_the_year() -> None:
    def metres_per_beat(runs: list[dict[str, Any]]) -> float:
        flat = [r for r in runs if r["place"] == "lagoon" and "avg_hr_bpm" in r]
        return float(
            np.mean([r["distance_m"] / r["moving_s"] * 60 / r["avg_hr_bpm"] for r in flat])
        )

    assert metres_per_beat(RUNS[-40:]) > 1.2 * metres_per_beat(RUNS[:40])


# what went wrong with the watch


def test_each_oddity_is_there_once_and_is_true(archive: zipfile.ZipFile) -> None:
    def first(date: str) -> bytes:
        return content(archive, on(date)["files"][0])

    assert first("2025-12-30").startswith(b" " * 10 + b"<?xml")
    assert on("2026-01-10")["device_distance_m"] > on("2026-01-10")["distance_m"] + 350
    belt = fitfast.parse(first("2026-02-14"))
    assert belt["session"][0]["total_distance"] == 7200.0
    assert belt["record"][-1]["distance"] == pytest.approx(8600, rel=0.01)
    car = fitfast.records(first("2026-07-16"))
    driving = car["timestamp"] - car["timestamp"][0] > on("2026-07-16")["elapsed_s"] + 120
    assert car["enhanced_speed"][driving].min() > 8
    assert car["cadence"][driving].max() == 0
    points = gpxpy.parse(first("2026-02-12").decode()).tracks[0].segments[0].points
    hops = [a.distance_2d(b) for a, b in pairwise(points)]
    assert sum(hop > 150 for hop in hops) == 2
    pauses = sum(
        event["event_type"] == "stop_all" for event in fitfast.parse(first("2026-10-06"))["event"]
    )
    assert pauses == 2


def test_the_phone_has_the_same_run_a_little_later(archive: zipfile.ZipFile) -> None:
    (phone,) = [one for one in INDEX["no_run"] if "phone" in one["what"]]
    run = on("2026-08-16")
    track = gpxpy.parse(content(archive, phone["file"]).decode())
    begun = track.get_time_bounds().start_time
    assert begun is not None
    assert (begun - run["start_time"]).total_seconds() == 14
    assert track.length_2d() == pytest.approx(run["distance_m"], rel=0.04)
    assert track.length_2d() != pytest.approx(run["device_distance_m"], rel=0.005)


def test_the_course_is_what_the_goal_says() -> None:
    race = gpxpy.parse((HERE / INDEX["course"]).read_text(encoding="utf-8"))
    assert race.length_2d() == pytest.approx(INDEX["goal"]["distance_m"], rel=0.002)
    assert race.get_uphill_downhill().uphill == pytest.approx(INDEX["goal"]["ascent_m"], rel=0.02)
    assert not race.has_times()
    assert sum("cut-off" in (w.description or "") for w in race.waypoints) == 5
    assert (INDEX["goal"]["date"] - INDEX["today"]).days == 49


# the wins did happen


def test_all_25_lines_have_their_day() -> None:
    assert {win["line"] for win in WINS} - {0} == set(range(1, 26))
    known = {run["run_id"] for run in RUNS}
    for win in WINS:
        assert win.get("run_id") in known or "until" in win
        assert win["date"] <= INDEX["today"]


@pytest.mark.parametrize("win", won("first-distance"), ids=lambda win: win["key"])
def test_first_distances(win: dict[str, Any]) -> None:
    run, mark = on(str(win["date"])), float(win["key"])
    assert run["device_distance_m"] >= 1.01 * mark
    assert run["distance_m"] >= 1.01 * mark
    # a watch that jumped or was driven home proves nothing
    assert all(r["distance_m"] < mark for r in before(run))


@pytest.mark.parametrize("win", won("first-non-stop"), ids=lambda win: win["key"])
def test_first_stretches_without_a_stop(win: dict[str, Any]) -> None:
    run, mark = on(str(win["date"])), float(win["key"])
    assert RUNS.index(run) >= 4  # the first runs set the base
    assert run["longest_without_stop_or_walk_m"] >= 1.01 * mark
    assert all(r["longest_without_stop_or_walk_m"] < 0.95 * mark for r in before(run))


@pytest.mark.parametrize("win", won("round-number"), ids=lambda win: win["key"])
def test_round_numbers(win: dict[str, Any]) -> None:
    run = on(str(win["date"]))
    distance, line = win["key"].split()
    key = f"best_{distance}_s"
    earlier = [r[key] for r in before(run) if key in r]
    assert run[key] < 0.995 * float(line)
    assert min(earlier) > float(line)
    assert len(earlier) >= 2


@pytest.mark.parametrize("win", won("best-effort"), ids=lambda win: win["key"])
def test_best_efforts_are_better_beyond_the_watchs_error(win: dict[str, Any]) -> None:
    run = on(str(win["date"]))
    key = f"best_{win['key']}_s"
    assert run[key] < 0.985 * min(r[key] for r in before(run) if key in r)


@pytest.mark.parametrize("win", won("race-best"), ids=lambda win: str(win["date"]))
def test_race_bests(win: dict[str, Any]) -> None:
    run = on(str(win["date"]))
    races = [r for r in before(run) if r["is_race"] and abs(r["distance_m"] - 5040) < 5]
    assert races
    assert run["elapsed_s"] < min(r["elapsed_s"] for r in races)


@pytest.mark.parametrize("win", won("route-best"), ids=lambda win: str(win["date"]))
def test_the_lagoon_is_run_faster_than_in_at_least_three_runs_before(win: dict[str, Any]) -> None:
    run = on(str(win["date"]))
    earlier = [r["elapsed_s"] for r in before(run) if r["place"] == "lagoon"]
    assert len(earlier) >= 3
    assert run["elapsed_s"] < 0.985 * min(earlier)


@pytest.mark.parametrize("win", won("hill-repeats"), ids=lambda win: win["key"])
def test_hill_repeats(win: dict[str, Any]) -> None:
    run = on(str(win["date"]))
    assert len(run["hill_climbs_s"]) == int(win["key"])
    assert all(len(r.get("hill_climbs_s", [])) < int(win["key"]) for r in before(run))


@pytest.mark.parametrize("win", won("same-hill"), ids=lambda win: str(win["date"]))
def test_the_same_hill_is_climbed_faster_beyond_doubt(win: dict[str, Any]) -> None:
    run = on(str(win["date"]))
    earlier = [s for r in before(run) for s in r.get("hill_climbs_s", [])]
    fastest = min(run["hill_climbs_s"])
    assert len(earlier) >= 3
    assert min(earlier) - fastest > 16 / (675 / fastest)


@pytest.mark.parametrize("win", won("biggest-climb"), ids=lambda win: str(win["date"]))
def test_biggest_climbs(win: dict[str, Any]) -> None:
    run = on(str(win["date"]))
    earlier = [r["biggest_climb_m"] for r in before(run) if r.get("biggest_climb_m", 0) >= 40]
    assert len(earlier) >= 5
    assert run["biggest_climb_m"] > 1.1 * max(earlier)


def test_the_illness_and_the_way_back() -> None:
    back = on("2026-05-25")
    *_, last = before(back)
    assert (back["local_date"] - last["local_date"]).days == 22
    five = on("2026-06-20")
    since = [r for r in before(five) if r["local_date"] >= back["local_date"]]
    attempts = [r["best_5000_s"] for r in since if "best_5000_s" in r]
    ever = min(r["best_5000_s"] for r in before(five) if "best_5000_s" in r)
    assert len(attempts) >= 3
    assert ever < five["best_5000_s"] < 0.95 * min(attempts)


def test_the_hot_day() -> None:
    hot = on("2026-02-07")
    warm = [r for r in before(hot) if r.get("device_temperature_c", 0) >= 28]
    assert hot["device_temperature_c"] >= 32
    assert len(warm) >= 5
    assert hot["distance_m"] > 1.5 * max(r["distance_m"] for r in warm)
    later = RUNS[RUNS.index(hot) + 1 :]
    assert all(r.get("device_temperature_c", 0) < 28 for r in later)


def test_the_first_run_in_the_dark() -> None:
    dark = on("2026-06-24")
    assert dark["dark_s"] >= 1800
    assert all(r.get("dark_s", 0) < 1200 for r in before(dark))


def test_months_grow_fuller() -> None:
    months = Counter(r["local_date"].strftime("%Y-%m") for r in RUNS)
    for win in won("more-often"):
        month = win["key"]
        so_far = [r for r in RUNS if r["local_date"] <= win["date"]]
        now = sum(r["local_date"].strftime("%Y-%m") == month for r in so_far)
        best = max(n for name, n in months.items() if name < month)
        assert now == best + 1
        assert so_far[-1]["local_date"].strftime("%Y-%m") == month


def test_the_easy_run_that_was_easier() -> None:
    light = on("2026-02-17")
    flat = [r for r in before(light) if r["place"] in ("road", "lagoon", "windpump")][-8:]
    usual = np.median([r["avg_hr_bpm"] for r in flat])
    speeds = [r["distance_m"] / r["moving_s"] / r["avg_hr_bpm"] for r in flat]
    own = light["distance_m"] / light["moving_s"] / light["avg_hr_bpm"]
    assert light["avg_hr_bpm"] < usual
    assert own > np.median(speeds) + 2 * np.std(speeds) / np.sqrt(len(speeds))


def test_four_tuesdays_beat_the_four_before() -> None:
    tuesdays = {
        r["local_date"]: r["elapsed_s"]
        for r in RUNS
        if r["place"] == "lagoon" and dt.date(2026, 8, 4) <= r["local_date"] < dt.date(2026, 9, 29)
    }
    assert all(day.weekday() == 1 for day in tuesdays)
    times = list(tuesdays.values())
    assert len(times) == 8
    assert np.median(times[4:]) < 0.99 * np.median(times[:4])


def test_the_newest_run_is_worth_a_party() -> None:
    last = RUNS[-1]
    for key, factor in (("distance_m", 1.05), ("elapsed_s", 1.05), ("ascent_3m_m", 1.05)):
        assert last[key] > factor * max(r.get(key, 0) for r in RUNS[:-1])
    recent = [
        r["distance_m"] for r in RUNS[:-1] if (last["local_date"] - r["local_date"]).days <= 30
    ]
    assert last["distance_m"] <= 1.1 * max(recent)  # a gentle step
    assert last["ascent_3m_m"] >= 1.05 * 2000


def test_the_story_is_not_taken_for_a_log(tmp_path: Path) -> None:
    """A newcomer imports the whole folder: what the generator is made from holds no run."""
    from runwins import TrainingLog

    with TrainingLog(tmp_path) as log:
        report = log.import_files([HERE / "generator"])
        assert len(log.runs()) == 0
    assert all(line.outcome in ("skipped", "failed") for line in report.lines)
