"""Years of three runners, replayed: how much is told, and none of the silly wins."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from weeks_told import weeks_told

from runwins.model import History
from runwins.training_log import TrainingLog
from runwins.wins import find_wins


@pytest.fixture(scope="module")
def trail(trail_archive: tuple[Path, dict[str, Any]]) -> tuple[History, pd.DataFrame]:
    home, _ = trail_archive
    with TrainingLog(home / "log", units="km") as log:
        return log.history(), find_wins(log.history())


def imported(archive: Path, home: Path) -> History:
    with TrainingLog(home, units="km") as log:
        log.import_files([archive])
        return log.history()


def test_twelve_weeks_of_the_trail_archive(
    trail: tuple[History, pd.DataFrame], golden: Callable[[str, str], None]
) -> None:
    told = weeks_told(trail[0], dt.date(2018, 4, 30))
    golden("weeks_of_the_trail_archive.txt", told)


def test_twelve_weeks_of_the_treadmill_archive(
    corpus: Path, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    history = imported(corpus / "archives" / "arthurfsy2", tmp_path)
    golden("weeks_of_the_treadmill_archive.txt", weeks_told(history, dt.date(2019, 11, 25)))


def test_twelve_weeks_of_the_road_archive(
    corpus: Path, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    history = imported(corpus / "archives" / "wasabi", tmp_path)
    golden("weeks_of_the_road_archive.txt", weeks_told(history, dt.date(2023, 10, 30)))


def test_shares_of_weeks_with_a_win(trail: tuple[History, pd.DataFrame]) -> None:
    history, wins = trail
    runs = history.runs.iloc[50:]
    shown = wins[wins["shown"] & wins["run_id"].isin(runs["run_id"])]
    monday = pd.Timestamp("1969-12-29")
    active = sorted(set((runs["local_date"] - monday).dt.days // 7))
    told = set((shown["date"] - monday).dt.days // 7)
    has = [week in told for week in active]
    assert 0.40 <= sum(has) / len(has) <= 0.50
    threes = [any(has[i : i + 3]) for i in range(len(has) - 2)]
    assert sum(threes) / len(threes) >= 0.80
    longest = max(len(part) for part in "".join("+" if h else "-" for h in has).split("+"))
    assert longest <= 12
    kinds = shown["kind"].tolist()
    again = [a == b for a, b in itertools.pairwise(kinds)]
    assert sum(again) / len(again) <= 0.10


def test_early_runs(trail: tuple[History, pd.DataFrame]) -> None:
    history, wins = trail
    won = set(wins.loc[wins["shown"], "run_id"])
    early = [run_id in won for run_id in history.runs["run_id"].iloc[1:10]]
    assert history.runs["run_id"].iloc[0] not in won
    assert 0.3 <= sum(early) / 9 <= 0.8


def test_no_silly_win(trail: tuple[History, pd.DataFrame]) -> None:
    _, wins = trail
    shown = wins[wins["shown"]]
    pace = shown[shown["family"] == "pace"]
    assert not pace["label"].str.contains("400 m|half mile").any()
    five = pace[pace["key"].str.startswith("5000 ")]
    assert (five["value"] > 20 * 60).all()  # the three rides filed as runs took 12:35
    assert not shown["label"].str.contains(r"Eddington [1-9]:").any()
    filler = shown.loc[shown["kind"] == "weeks-kept-now", "date"].diff().dt.days
    assert not (filler < 28).any()
