"""Pages and cards out of a log: which days, what they are compared with, and what stays at home."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from runwins import TrainingLog
from runwins.errors import GoalError, NothingUsable, UnknownName
from runwins.training_log.site import site_files

COURSE = Path(__file__).parent.parent.parent / "sample_data" / "stone_ring_50.gpx"
ALWAYS = ["summary", "wins", "method"]


@pytest.fixture
def log(demo_home: Path, sample_log: TrainingLog) -> Iterator[TrainingLog]:
    with TrainingLog(demo_home / "log", units="km", today=sample_log.today) as opened:
        yield opened


def told(log: TrainingLog, folder: Path, **which: Any) -> dict[str, Any]:
    """Return a report as JSON."""
    path = log.report(folder / "block.json", **which)
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def names(page: dict[str, Any]) -> list[str]:
    return [section["name"] for section in page["sections"]]


def tables(page: dict[str, Any], name: str) -> list[dict[str, Any]]:
    (section,) = [one for one in page["sections"] if one["name"] == name]
    found: list[dict[str, Any]] = section["tables"]
    return found


def test_any_days(sample_log: TrainingLog, tmp_path: Path) -> None:
    first, last = dt.date(2026, 2, 2), dt.date(2026, 4, 26)
    page = told(sample_log, tmp_path, first=first, last=last)
    days = sample_log.runs()["local_date"].dt.date
    inside = int(((days >= first) & (days <= last)).sum())
    assert page["facts"]["runs"] == str(inside)
    assert page["facts"]["Block"] == "2 Feb to 26 Apr 2026"
    (runs,) = tables(page, "runs")
    assert len(runs["rows"]) == inside
    # nobody was building for the race of December yet
    assert "ladder" not in names(page)


def test_the_build_toward_a_goal_has_every_section(log: TrainingLog, tmp_path: Path) -> None:
    log.set_goal(replace(log.goal(), course_file=str(COURSE)))
    page = told(log, tmp_path, goal="stone ring")
    assert page["title"] == "Stone Ring 50"
    assert names(page) == [
        "summary", "ladder", "course", "plan", "pocket", "weeks-left", "wins", "then-and-now",
        "compared",
        "consistency", "volume", "pace", "prediction", "hills", "routes", "honesty", "runs",
        "method",
    ]  # fmt: skip
    assert len(page["sections"][0]["sentences"]) == 3


def test_a_ladder_stands_as_it_did_on_the_last_day(sample_log: TrainingLog, tmp_path: Path) -> None:
    first, last = dt.date(2026, 7, 5), dt.date(2026, 9, 6)
    then = told(sample_log, tmp_path, first=first, last=last)
    (rungs,) = tables(then, "ladder")
    done = [row for row in rungs["rows"] if row[1] == "done"]
    ladder = sample_log.ladder()
    known = ladder.rungs["done_date"].dt.date
    assert len(done) == int((known <= last).sum())
    assert len(done) < int(known.notna().sum())


def test_a_block_that_is_over_has_no_plan_of_today(log: TrainingLog, tmp_path: Path) -> None:
    log.set_goal(replace(log.goal(), course_file=str(COURSE)))
    first, last = dt.date(2026, 7, 5), dt.date(2026, 9, 6)
    page = told(log, tmp_path, first=first, last=last)
    assert "ladder" in names(page)
    assert not {"course", "plan", "pocket", "weeks-left"} & set(names(page))
    assert "course" in names(told(log, tmp_path, first=first, last=log.today))


def test_the_ladder_of_a_race_gone_by_says_how_it_ended(log: TrainingLog, tmp_path: Path) -> None:
    """Whether the block ends on race day or after it."""
    race = dt.date(2026, 9, 6)
    log.set_goal(
        replace(log.goal(), name="Late summer 30", date=race, start=dt.date(2026, 7, 5), edits=())
    )
    for last in (race, race + dt.timedelta(days=6)):
        page = told(log, tmp_path, first=dt.date(2026, 7, 5), last=last, goal="late summer")
        assert "is next" not in json.dumps(page)
        assert "Late summer 30 was on 6 Sep 2026." in page["sections"][0]["sentences"]
        (rungs,) = tables(page, "ladder")
        assert {row[2] for row in rungs["rows"] if row[1] != "done"} == {"still open"}
        assert "weeks-left" not in names(page)


def test_a_block_with_a_name(log: TrainingLog, tmp_path: Path) -> None:
    log.set_block("Spring <b>hills</b>", dt.date(2026, 3, 2), dt.date(2026, 4, 26))
    page = told(log, tmp_path, block="spring")
    assert page["title"] == "Spring <b>hills</b>"
    assert page["facts"]["Block"] == "2 Mar to 26 Apr 2026"
    html = log.report(tmp_path / "b.html", block="spring").read_text(encoding="utf-8")
    assert "<b>hills" not in html
    with pytest.raises(UnknownName):
        log.report(tmp_path / "none.html", block="no such block")
    assert not (tmp_path / "none.html").exists()


def test_days_the_wrong_way_round_are_refused(sample_log: TrainingLog, tmp_path: Path) -> None:
    with pytest.raises(GoalError, match="after it ends"):
        sample_log.report(tmp_path / "b.html", first=dt.date(2026, 5, 1), last=dt.date(2026, 4, 1))


def test_a_block_is_compared_with_the_days_before_and_with_an_earlier_race(
    log: TrainingLog, tmp_path: Path
) -> None:
    log.set_goal(
        replace(
            log.goal(), name="Autumn 5 km", distance_m=5000.0, ascent_m=None, terrain="road",
            date=dt.date(2026, 11, 7), start=dt.date(2026, 8, 1),
        )
    )  # fmt: skip
    page = told(log, tmp_path, goal="Autumn 5 km")
    before, race = tables(page, "compared")
    assert before["caption"] == "Beside the 85 days before (8 May to 31 Jul 2026)"
    assert race["caption"] == "Beside the same days before Lagoon 5 km on 21 Mar 2026"
    runs = log.runs()
    shift = dt.date(2026, 11, 7) - dt.date(2026, 3, 21)
    days = runs["local_date"].dt.date
    then = (days >= dt.date(2026, 8, 1) - shift) & (days <= log.today - shift)
    ((_, said, _, _),) = [row for row in race["rows"] if row[0] == "Distance"]
    assert said == f"{runs.loc[then, 'distance_m'].sum() / 1000:.0f} km"


def test_a_day_of_the_past_knows_nothing_later(
    log: TrainingLog, demo_home: Path, tmp_path: Path
) -> None:
    """A page, the last run and the newest win are what they were on the evening of that day."""
    day = dt.date(2026, 4, 15)
    days = log.runs()["local_date"]
    later = [str(run) for run in log.runs().loc[days > pd.Timestamp(day), "run_id"]]
    said = []
    for dropped in (later, []):
        with TrainingLog(demo_home / "log", units="km", today=day) as then:
            block = then.report(tmp_path / "block.md").read_text(encoding="utf-8")
            year = then.report(tmp_path / "year.md", year=2026).read_text(encoding="utf-8")
            said.append((block, year, next(site_files(then)), then.run_id(), then.share_text()))
        for run in dropped:
            log.drop_run(run)
    whole, cut = said
    assert whole[3] == "20260414-1710"
    assert whole == cut
    with (
        TrainingLog(demo_home / "log", today=dt.date(2020, 1, 1)) as before,
        pytest.raises(UnknownName, match="no run until 2020-01-01: the log begins 26 Aug 2025"),
    ):
        before.run_id()


@pytest.mark.parametrize("kind", ["html", "md", "json"])
def test_made_again_it_is_the_same(sample_log: TrainingLog, tmp_path: Path, kind: str) -> None:
    one, two = (sample_log.report(tmp_path / f"{n}.{kind}").read_bytes() for n in "ab")
    assert one == two
    assert len(one) < 500_000


def test_every_form_tells_the_same(log: TrainingLog, tmp_path: Path) -> None:
    log.set_goal(replace(log.goal(), course_file=str(COURSE)))
    page = told(log, tmp_path)
    html = log.report(tmp_path / "b.html").read_text(encoding="utf-8")
    text = log.report(tmp_path / "b.md").read_text(encoding="utf-8").replace("\\", "")
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", html) == re.findall(
        r"^## (.*)$", text, re.MULTILINE
    )
    for section in page["sections"]:
        assert f"## {section['title']}" in text
        assert section["finding"] in text
        for table in section["tables"]:
            for row in table["rows"]:
                assert f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" in text
        for win in section["wins"]:
            assert f"**{win['label']}**" in text
    assert len(html.encode()) < 500_000


def test_an_empty_log_has_a_report(tmp_path: Path) -> None:
    with TrainingLog(tmp_path / "log", today=dt.date(2026, 10, 24)) as log:
        page = told(log, tmp_path)
    assert names(page) == ALWAYS
    assert "import one" in page["sections"][0]["sentences"][0]
    assert page["sections"][1]["finding"]


def test_the_goals_start_stands_over_the_files(log: TrainingLog) -> None:
    named = replace(log.goal(), course_file=str(COURSE))
    log.set_goal(named)
    of_the_file = log.course().start_clock_s
    log.set_goal(replace(named, start_clock_s=6.5 * 3600))
    assert of_the_file != log.course().start_clock_s == 6.5 * 3600
    assert log.course(start_clock_s=5.0 * 3600).start_clock_s == 5.0 * 3600


def test_a_course_that_is_gone_does_not_stop_the_page(log: TrainingLog, tmp_path: Path) -> None:
    copy = tmp_path / "secret-folder" / "race.gpx"
    copy.parent.mkdir()
    copy.write_bytes(COURSE.read_bytes())
    log.set_goal(replace(log.goal(), course_file=str(copy)))
    copy.unlink()
    page = told(log, tmp_path)
    (course,) = [section for section in page["sections"] if section["name"] == "course"]
    assert course["finding"].startswith("The course is not shown: race.gpx")
    assert "secret-folder" not in json.dumps(page)


def places(log: TrainingLog, run_id: str) -> np.ndarray:
    """Return latitudes and longitudes of a run."""
    return log.stream(run_id)[["lat_deg", "lon_deg"]].dropna().to_numpy(dtype=float)


def test_no_byte_of_a_page_or_a_card_tells_where(log: TrainingLog, tmp_path: Path) -> None:
    log.set_goal(replace(log.goal(), course_file=str(COURSE)))
    run_id = log.run_id("last")
    log.report(tmp_path / "block.html")
    log.report(tmp_path / "block.md")
    log.report(tmp_path / "year.html", year=2026)
    log.run_report(run_id, tmp_path / "run.html")
    for size in ("post", "story"):
        log.share("last", tmp_path / f"{size}.png", size=size)
        log.share("last", tmp_path / f"{size}-route.png", size=size, route=True)
    where = places(log, run_id)
    files = [Path(str(name)).name for name in log.runs()["source_file"].dropna()]
    assert len(where) > 1000
    assert len(files) > 100
    for path in sorted(tmp_path.glob("*.*")):
        data = path.read_bytes()
        for value in np.unique(np.round(where[:: len(where) // 400], 4)):
            assert f"{value:.4f}".encode() not in data, path.name
        for value in where[:: len(where) // 50].ravel():
            for form in ("<d", ">d", "<f", ">f"):
                if path.suffix != ".png" or form.endswith(
                    "d"
                ):  # four bytes of a picture are chance
                    assert struct.pack(form, value) not in data, path.name
        if path.suffix in {".png", ".txt"}:
            assert not any(name.encode() in data for name in files)
            assert str(log.places.data).encode() not in data


def test_a_card_shows_the_way_only_when_asked_to(log: TrainingLog, tmp_path: Path) -> None:
    log.share("last", tmp_path / "usual.png")
    assert not (log.places.data / "card-secret").exists()
    log.share("last", tmp_path / "way.png", route=True)
    secret = log.places.data / "card-secret"
    assert len(secret.read_bytes()) == 32
    assert secret.stat().st_mode & 0o077 == 0
    first = (tmp_path / "way.png").read_bytes()
    assert first != (tmp_path / "usual.png").read_bytes()
    log.share("last", tmp_path / "way.png", route=True)
    assert (tmp_path / "way.png").read_bytes() == first


def test_what_lies_in_a_privacy_zone_is_on_no_card(
    log: TrainingLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zone half way along the run: the shape falls into one piece more, and is shorter."""
    run_id = log.run_id("last")
    known = log.shape_to_share(run_id)
    far = places(log, run_id)
    from_start = np.hypot(*(far - far[0]).T)
    lat, lon = far[len(far) // 4]
    assert from_start[len(far) // 4] * 111_195 > 2500
    zones = f"{lat},{lon},300"
    monkeypatch.setenv("RUNWINS_PRIVACY_ZONES", zones)
    with TrainingLog(log.places.data, units="km", today=log.today) as opened:
        cut = opened.shape_to_share(run_id)
    assert len(cut) > len(known)
    assert sum(map(len, cut)) < sum(map(len, known)) - 2 * 300 / 50


def test_a_run_around_the_house_is_not_drawn(log: TrainingLog, tmp_path: Path) -> None:
    runs = log.runs().dropna(subset=["distance_m"])
    short = str(runs.sort_values("distance_m")["run_id"].iloc[0])
    with pytest.raises(NothingUsable):
        log.share(short, tmp_path / "way.png", route=True)
    assert not (tmp_path / "way.png").exists()
