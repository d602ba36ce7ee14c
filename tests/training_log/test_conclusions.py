"""Conclusions that go on from what was kept are those that are drawn from nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from runwins.training_log import TrainingLog
from runwins.training_log.known import Known

WATCH = Path(__file__).parents[2] / "sample_data" / "watch"
Change = Callable[[TrainingLog, random.Random], object]


@pytest.fixture
def home(demo_home: Path) -> Path:
    """A copy of the sample runner's log."""
    return demo_home / "log"


def from_nothing(log: TrainingLog, folder: Path) -> Known:
    """Return what is concluded without anything that was kept, routes and hills included."""
    with log._store.transaction():
        log._store.ways.forget_from(0)
    known = Known(log._store, log.units, log.today, None, folder / "nothing-is-kept-here")
    known._before.keep = lambda *_: None  # type: ignore[method-assign]
    return known


def frames(known: Known) -> Mapping[str, pd.DataFrame]:
    history = known.history
    assert history.routes is not None
    assert history.hills is not None
    told = {
        "runs": known.table.frame, "efforts": history.efforts, "climbs": history.climbs,
        "routes": history.routes, "hills": history.hills, "wins": known.wins,
        "remarks": known.remarks,
    }  # fmt: skip
    return {name: frame.copy() for name, frame in told.items()}


def same_from_nothing(log: TrainingLog, folder: Path) -> None:
    now = frames(log._known)
    for name, frame in frames(from_nothing(log, folder)).items():
        pd.testing.assert_frame_equal(now[name], frame, obj=name)


def any_run(log: TrainingLog, rng: random.Random) -> str:
    """Return a run, more often one of the last."""
    ids = list(log.runs()["run_id"])
    return ids[-min(int(rng.expovariate(0.05)) + 1, len(ids))]


def drop(log: TrainingLog, rng: random.Random) -> None:
    log.drop_run(any_run(log, rng))


def restore(log: TrainingLog, rng: random.Random) -> None:
    gone = log.dropped_runs()
    if gone:
        log.drop_run(rng.choice(gone), restore=True)


def race(log: TrainingLog, rng: random.Random) -> None:
    log.edit_run(any_run(log, rng), {"is_race": "yes", "name": "A race"})


def belt(log: TrainingLog, rng: random.Random) -> None:
    log.edit_run(any_run(log, rng), {"book": "treadmill", "distance_m": "7000"})


def note(log: TrainingLog, rng: random.Random) -> None:
    log.note(any_run(log, rng), "windy", feel=-2)


def name(log: TrainingLog, rng: random.Random) -> None:
    log.name_way(rng.choice(list(log.routes()["route_id"])), "River loop")


def take_back(log: TrainingLog, rng: random.Random) -> None:
    log.drop_win(rng.choice(list(log.wins()["win_id"])))


def undo(log: TrainingLog, rng: random.Random) -> None:
    if len(log.imports()) > 1:
        log.undo()


def bring(log: TrainingLog, rng: random.Random) -> None:
    log.import_files([rng.choice(sorted(WATCH.glob("*.fit")))], jobs=1)


def tomorrow(log: TrainingLog, rng: random.Random) -> None:
    log.today += pd.Timedelta(days=rng.randrange(1, 30)).to_pytimedelta()
    log._forget()


CHANGES: tuple[Change, ...] = (
    drop, restore, race, belt, note, name, take_back, undo, bring, tomorrow
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_conclusions_are_those_drawn_from_nothing(
    home: Path, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    with TrainingLog(home) as log:
        same_from_nothing(log, tmp_path)
        for change in rng.sample(CHANGES, len(CHANGES)):
            change(log, rng)
            if rng.random() < 0.5:
                log.changed_wins()
            same_from_nothing(log, tmp_path)


def test_runs_that_come_one_by_one_go_on_from_what_was_kept(home: Path, tmp_path: Path) -> None:
    with TrainingLog(home) as log:
        log.wins()
    for file in sorted(WATCH.glob("*.fit")):
        with TrainingLog(home) as log:
            report = log.import_files([file], jobs=1)
            before = len(log.runs()) - len(report.new_runs)
            assert log._known._table[1] == before, "all earlier runs stand"
            assert not len(log.changed_wins(log.new_runs(report)))
            same_from_nothing(log, tmp_path)


def test_nothing_changed_is_nothing_concluded_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TrainingLog(home) as log:
        wins, remarks = log.wins(all_found=True), log.remarks()
    monkeypatch.setattr("runwins.training_log.known.find_wins", None)
    with TrainingLog(home) as log:
        pd.testing.assert_frame_equal(log.wins(all_found=True), wins)
        pd.testing.assert_frame_equal(log.remarks(), remarks)


def test_conclusions_of_other_facts_settings_or_programs_are_not_believed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TrainingLog(home) as log:
        wins = log.wins()
        copy = home / "copy.db"
        log.backup(copy)
        log.drop_run(str(wins["run_id"].iloc[-1]))
        without = log.wins()
    with TrainingLog(home) as log:
        assert log._known._before.runs is not None
        log.restore(copy)
        assert log._known._before.runs is None, "kept from other facts"
        pd.testing.assert_frame_equal(log.wins(), wins)
        assert len(without) != len(wins)
    with TrainingLog(home, units="mi") as log:
        assert log._known._before.runs is None
    with TrainingLog(home) as log:
        log.wins()
    with TrainingLog(home) as log:
        assert log._known._before.runs is not None
    monkeypatch.setattr("runwins.training_log.conclusions._program", lambda: "another")
    with TrainingLog(home) as log:
        assert log._known._before.runs is None


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "no file", "other"])
def test_a_damaged_file_is_as_good_as_none(home: Path, tmp_path: Path, damage: str) -> None:
    with TrainingLog(home) as log:
        wins = log.wins()
        file = log.places.cache / "conclusions.npz"
    whole = file.read_bytes()
    if damage == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "flipped":
        content = bytearray(whole)
        for at in range(1000, len(content) - 20_000, 997):
            content[at] ^= 0xFF
        file.write_bytes(content)
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "other":
        np.savez(file, told=np.frombuffer(b'"x"', dtype=np.uint8))
    else:
        file.unlink()
    with TrainingLog(home) as log:
        pd.testing.assert_frame_equal(log.wins(), wins)
        same_from_nothing(log, tmp_path)


def test_the_file_is_for_the_owner_alone(home: Path) -> None:
    with TrainingLog(home) as log:
        log.wins()
        file = log.places.cache / "conclusions.npz"
    assert file.stat().st_mode & 0o077 == 0
