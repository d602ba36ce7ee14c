"""The small wins that runners name, each found in the made-up runner's log on its day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from runwins import TrainingLog

UNKIND = re.compile(r"\b(missed|failed|behind|lost|should have|only|just|streak)\b", re.IGNORECASE)


class Story:
    """The made-up runner's log beside what the generator knows to have happened."""

    def __init__(self, log: TrainingLog, index: Mapping[str, Any]) -> None:
        self.log = log
        self._told = index["wins"]
        self._wins = log.wins(all_found=True)

    def of(self, kind: str, first: Any, last: Any | None = None) -> pd.DataFrame:
        """Return the wins of a kind on a day, or between two."""
        day = self._wins["date"]
        between = (day >= pd.Timestamp(first)) & (day <= pd.Timestamp(last or first))
        return self._wins[between & (self._wins["kind"] == kind)]

    def untold(self, line: int, *kinds: str) -> list[str]:
        """Return what happened of a line and is not in the log on its day."""
        happened = [win for win in self._told if win["line"] == line and win["kind"] in kinds]
        assert {win["kind"] for win in happened} == set(kinds)
        return [
            f"{win['date']} {win['kind']} {win['key']}: {win['what']}"
            for win in happened
            if self.of(win["kind"], win["date"], win.get("until")).empty
        ]


@pytest.fixture(scope="module")
def story(sample_log: TrainingLog, sample_index: Mapping[str, Any]) -> Story:
    return Story(sample_log, sample_index)


def test_01_first_kilometres_without_stopping(story: Story) -> None:
    assert story.untold(1, "first-non-stop") == []
    keys = [story.of("first-non-stop", day)["key"].iloc[0] for day in ("2025-09-09", "2025-10-04")]
    assert [key.split()[0] for key in keys] == ["2000", "4000"]


def test_02_the_first_10_km_whatever_the_time(story: Story) -> None:
    assert story.untold(2, "first-distance") == []
    (win,) = story.of("first-distance", "2025-12-14").to_dict("records")
    assert win["label"] == "First 10 km"
    assert "first timed 10 km" in win["detail"]
    assert win["shown"]


def test_03_completing_a_tough_hill_workout(story: Story) -> None:
    assert story.untold(3, "hill-repeats") == []
    assert "8" in story.of("hill-repeats", "2026-08-20")["label"].iloc[0]


def test_04_a_new_personal_best(story: Story) -> None:
    assert story.untold(4, "best-effort", "race-best") == []


def test_05_a_tough_section_of_trail_conquered(story: Story) -> None:
    assert story.untold(5, "biggest-climb") == []


def test_06_a_better_time_on_a_training_run(story: Story) -> None:
    assert story.untold(6, "route-best") == []


def test_07_a_longer_trail_than_ever(story: Story) -> None:
    assert story.untold(7, "longest-run") == []


def test_08_a_faster_pace_on_a_hill(story: Story) -> None:
    assert story.untold(8, "same-hill") == []


def test_09_a_better_recovery_run(story: Story) -> None:
    assert story.untold(9, "better-recovery-run") == []
    (win,) = story.of("better-recovery-run", "2026-02-17").to_dict("records")
    assert win["label"] == "Fastest of nine easy runs at 140 bpm: 8:40 /km"  # 3118 s for 5,991 m


def test_10_a_faster_5_km_after_a_setback(story: Story) -> None:
    assert story.untold(10, "best-since-break") == []


def test_11_ten_trail_miles_in_the_heat_about_to_quit(story: Story) -> None:
    assert story.untold(11, "longest-in-the-heat", "showed-up") == []


def test_12_shaving_minutes_off_a_time(story: Story) -> None:
    assert story.untold(12, "round-number") == []
    assert (
        story.of("round-number", "2026-03-21")["label"].iloc[0].startswith("First 5 km under 30:00")
    )


def test_13_sticking_to_the_plan_and_running_anyway(story: Story) -> None:
    assert story.untold(13, "plan-kept", "showed-up") == []
    assert story.of("plan-kept", "2026-07-19")["label"].iloc[0] == "All 4 runs of the week"


def test_14_showing_up_again_and_again(story: Story) -> None:
    assert story.untold(14, "weeks-kept") == []


def test_15_something_rather_than_nothing_on_a_tough_day(story: Story) -> None:
    assert story.untold(15, "showed-up") == []
    (win,) = story.of("showed-up", "2026-06-30").to_dict("records")
    assert "any length counts" in win["detail"]


def test_16_small_steps_after_a_setback(story: Story) -> None:
    assert story.untold(16, "first-run-back", "back-to-level") == []


def test_17_one_per_cent_gains(story: Story) -> None:
    assert story.untold(17, "marginal-gain") == []
    (win,) = story.of("marginal-gain", "2026-09-22").to_dict("records")
    assert win["label"].startswith("2.7 % faster on ")  # 32:48 to 31:55, the medians of four each


def test_18_raising_the_frequency(story: Story) -> None:
    assert story.untold(18, "more-often") == []


def test_19_a_series_of_small_steps(story: Story) -> None:
    rungs = story.log.ladder().rungs
    assert len(rungs) >= 8
    assert (rungs["state"] == "done").sum() >= 5
    assert story.untold(19, "rung-reached") == []


def test_20_track_it(story: Story, demo: Path, sample_index: Mapping[str, Any]) -> None:
    assert [note["text"] for note in story.log.notes()] == [
        note["text"] for note in sample_index["notes"]
    ]
    assert story.untold(20, "log-year") == []
    assert len(story.log.runs()) == len(sample_index["runs"])


def test_21_reward_yourself(story: Story, demo: Path) -> None:
    assert story.untold(21, "rung-reached") == []
    assert "new trail shoes" in (demo / "post-run.txt").read_text(encoding="utf-8")


def test_22_share_it(demo: Path) -> None:
    assert "marathon" in (demo / "card.txt").read_text(encoding="utf-8").lower()
    assert (demo / "card.png").stat().st_size > 10_000


def test_23_how_far_you_have_come(demo: Path) -> None:
    assert "then and now" in (demo / "block.html").read_text(encoding="utf-8").lower()


def test_24_setbacks_are_not_dwelt_on(story: Story, demo: Path) -> None:
    (back,) = story.of("first-run-back", "2026-05-25").to_dict("records")
    assert not UNKIND.search(f"{back['label']} {back['detail']}")
    for name in ("post-run.txt", "card.txt"):
        assert not UNKIND.search((demo / name).read_text(encoding="utf-8"))
    ladder = story.log.ladder()
    assert not [text for text in ladder.sentences if UNKIND.search(text)]


def test_25_the_next_small_step_within_reach(story: Story, demo: Path) -> None:
    rung = story.log.ladder().next_rung
    assert rung is not None
    assert rung["kind"] == "weekly-volume"
    assert "next rung: 65 km in a week" in (demo / "post-run.txt").read_text(encoding="utf-8")
