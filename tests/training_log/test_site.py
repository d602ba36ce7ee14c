from __future__ import annotations

import json
from pathlib import Path

from runwins import TrainingLog
from runwins.training_log.pages import whole_log
from runwins.training_log.site import pages_of_their_own, site_files


def main_pages(log: TrainingLog) -> dict[str, str]:
    made: dict[str, str] = {}
    for name, content in site_files(log):
        if name.startswith("runs/"):
            break
        made[name] = content
    return made


def test_an_empty_log_is_a_site_of_its_main_pages(tmp_path: Path) -> None:
    with TrainingLog(tmp_path / "log") as log:
        assert log.site(tmp_path / "pages") == 5
    assert "The log is empty" in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")


def test_every_link_to_a_run_leads_to_a_page_or_a_row(sample_log: TrainingLog) -> None:
    pages = main_pages(sample_log)
    main = {"index.html", "wins.html", "bests.html", "routes.html", "block.html", "ladder.html"}
    assert main < set(pages)
    own = {f"runs/{name}.html" for name in pages_of_their_own(sample_log, whole_log(sample_log))}
    for content in pages.values():
        for part in content.split('href="')[1:]:
            target = part.split('"', 1)[0]
            if target.startswith("runs/"):
                assert target in own
            elif "#" in target and not target.startswith(("#", "data:")):
                file, place = target.split("#")
                assert f'id="{place}"' in pages[file]


def test_the_runs_that_matter_have_pages(sample_log: TrainingLog) -> None:
    own = set(pages_of_their_own(sample_log, whole_log(sample_log)))
    runs = sample_log.runs()
    assert set(runs["run_id"].tail(50)) <= own
    assert set(runs.loc[runs["is_race"], "run_id"]) <= own
    assert set(sample_log.bests()["run_id"]) <= own


def test_again_gives_the_same_bytes(sample_log: TrainingLog, tmp_path: Path) -> None:
    run_id = str(sample_log.wins()["run_id"].iloc[-1])
    for number in (1, 2):
        sample_log.run_report(run_id, tmp_path / f"run{number}.html")
        sample_log.report(tmp_path / f"year{number}.html", year=2026)
    for kind in ("run", "year"):
        first, second = ((tmp_path / f"{kind}{n}.html").read_bytes() for n in (1, 2))
        assert first == second


def test_no_page_tells_where_the_runner_was(sample_log: TrainingLog, tmp_path: Path) -> None:
    run_id = sample_log.run_id("last")
    places = sample_log.stream(run_id)[["lat_deg", "lon_deg"]].dropna()
    sample_log.run_report(run_id, tmp_path / "run.html")
    pages = [*main_pages(sample_log).values(), (tmp_path / "run.html").read_text(encoding="utf-8")]
    for column in places:
        for degrees in places[column].iloc[[0, len(places) // 2, -1]]:
            assert not any(f"{degrees:.4f}"[:-1] in content for content in pages)


def test_the_suffix_says_the_form(sample_log: TrainingLog, tmp_path: Path) -> None:
    sample_log.report(tmp_path / "a.md")
    sample_log.report(tmp_path / "a.json", year=2026)
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# ")
    values = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert values["schema"] == "runwins.report/1"
    assert values["kind"] == "Year of running"


def test_a_text_to_paste(sample_log: TrainingLog) -> None:
    told = sample_log.share_text()
    assert told == sample_log.share_text("last")
    assert 2 <= len(told.splitlines()) <= 3
    assert "2026" not in sample_log.share_text(show_date=False)
