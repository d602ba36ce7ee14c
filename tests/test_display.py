"""What a notebook shows of a log, a ladder and a prediction."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from runwins import Goal, TrainingLog
from runwins.metrics.prediction import Prediction


def test_an_empty_log_says_how_to_begin(tmp_path: Path) -> None:
    with TrainingLog(tmp_path, units="km", today=dt.date(2026, 1, 1)) as log:
        assert "import_files" in log._repr_html_()


def test_a_log_says_how_much_there_is_and_the_newest_wins(sample_log: TrainingLog) -> None:
    shown = sample_log._repr_html_()
    assert f"{len(sample_log.runs())} runs" in shown
    assert "26 Aug 2025 to 24 Oct 2026" in shown
    assert "First marathon, 24 Oct 2026" in shown
    assert shown.count("<li>") == 3


def test_a_ladder_has_a_row_a_rung_the_race_on_top(sample_log: TrainingLog) -> None:
    ladder = sample_log.ladder()
    shown = ladder._repr_html_()
    assert shown.count("<tr>") == len(ladder.rungs)
    assert shown.index("⚑") < shown.index("◆") < shown.index("✓")
    assert "12 Dec 2026" in shown
    assert shown.count("✓") == ladder.done


def test_a_ladder_at_the_prompt_has_a_line_a_rung_below_what_it_says(
    sample_log: TrainingLog,
) -> None:
    ladder = sample_log.ladder()
    said, *lines = repr(ladder).splitlines()
    assert said == ladder.sentences[0]
    assert [line[2:].partition("  ")[0] for line in lines] == [*ladder.rungs["label"][::-1]]
    assert lines[0].startswith("⚑ Stone Ring 50")
    assert lines[0].endswith("12 Dec 2026")
    assert sum(line.startswith("✓") for line in lines) == ladder.done


def test_names_are_text_not_html(sample_log: TrainingLog) -> None:
    goal = Goal("<script>x</script>", dt.date(2026, 12, 12), 50_000.0, dt.date(2026, 7, 5))
    assert "<script>" not in sample_log.ladder(goal)._repr_html_()


def test_a_prediction_shows_its_range_or_why_there_is_none() -> None:
    told = Prediction(21_097.5, 6000.0, 6600.0, 7500.0, "the best 5 runs", enough=True)
    assert "half marathon: 1:40:00 to 2:05:00" in told._repr_html_()
    nan = float("nan")
    nothing = Prediction(5000.0, nan, nan, nan, "", enough=False, reason="no runs yet")
    assert nothing._repr_html_() == "<p><b>5 km</b>: no runs yet</p>"


def test_wins_are_a_plain_frame(sample_log: TrainingLog) -> None:
    assert type(sample_log.wins()) is pd.DataFrame
    assert type(sample_log.runs()) is pd.DataFrame
