"""Contracts of everything that lives in one file: a new file is tested the moment it exists."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runwins.frames import REMARKS, WINS
from runwins.model import History
from runwins.units import HALF_MARATHON, MILE
from runwins.wins import CANDIDATES, explain, find_remarks, find_wins, kinds

sys.path.insert(0, str(Path(__file__).parent / "wins"))

from going_on import check_going_on, toward_goals, with_some_taken_back
from histories import history, run

KINDS = sorted(kinds())
FORBIDDEN = (
    "missed", "failed", "behind", "lost", "should have", "only", "just", "streak broken", "fitter",
    "stronger", "improv", "workout", "segment",
)  # fmt: skip
DISTANCES = (400.0, 1000.0, MILE, 5000.0, 10_000.0, HALF_MARATHON)


@st.composite
def told_runs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return runs of a made-up runner: breaks, all books, missing values, doubtful efforts."""
    day = 0
    runs = []
    seconds = st.floats(100, 5000)
    rounds = st.dictionaries(st.sampled_from(["loop", "lake"]), seconds, max_size=1)
    passes = st.dictionaries(
        st.sampled_from(["church", "mill"]), st.lists(seconds, min_size=1, max_size=3), max_size=2
    )
    for _ in range(draw(st.integers(1, 30))):
        day += draw(st.sampled_from([0, 1, 1, 2, 2, 3, 7, 20, 120]))
        km = draw(st.one_of(st.none(), st.floats(0.5, 45)))
        pace = draw(st.floats(240, 480))
        quality = draw(st.sampled_from(["ok", "ok", "ok", "unverified", "rejected"]))
        efforts = {
            metres: {"elapsed_s": pace * metres / 1000, "quality": quality}
            for metres in DISTANCES
            if km is not None and km * 1000 >= metres
        }
        maybe = st.one_of(st.none(), st.floats(0, 1))
        rest = draw(maybe)
        runs.append(
            run(
                day,
                km,
                book=draw(st.sampled_from(["road", "road", "trail", "track", "treadmill"])),
                is_race=draw(st.booleans()),
                efforts=efforts,
                climbs=draw(st.lists(st.floats(20, 300), max_size=4)),
                routes={} if km is None else draw(rounds),
                hills=draw(passes),
                avg_hr_bpm=draw(st.one_of(st.none(), st.floats(110, 180))),
                ascent_m=draw(st.one_of(st.none(), st.floats(0, 1500))),
                ascent_source=draw(st.sampled_from([None, "baro", "gps", "device"])),
                avg_temperature_c=draw(st.one_of(st.none(), st.floats(-10, 38))),
                quality=draw(st.sampled_from(["good", "fair", "poor"])),
                steady_hr_bpm=draw(st.one_of(st.none(), st.floats(120, 160))),
                steady_speed_mps=draw(st.one_of(st.none(), st.floats(2.5, 3.5))),
                device=draw(st.sampled_from([None, "a watch", "a watch", "another"])),
                highest_m=draw(st.one_of(st.none(), st.floats(-50, 3000))),
                dark_s=draw(st.one_of(st.none(), st.floats(0, 7200))),
                nonstop_moving_m=None if rest is None or km is None else km * 1000 * rest,
                nonstop_run_m=None if rest is None or km is None else km * 700 * rest,
                feel=draw(st.sampled_from([None, -2, -1, 0, 2])),
            )
        )
    return runs


def rows_of(frame: pd.DataFrame, known: set[str]) -> list[dict[str, Any]]:
    rows = frame[frame["run_id"].isin(known)].sort_values(["run_id", "key"]).to_dict("records")
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in rows
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_win_is_documented(kind: str) -> None:
    about = kinds()[kind].about
    assert len(about) > 60
    assert about.splitlines()[0].endswith((".", ":"))
    assert not any(word in about.lower().split() for word in FORBIDDEN)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_nothing_of_an_empty_log_or_of_its_first_run(kind: str) -> None:
    assert list(kinds()[kind](history([])).columns) == CANDIDATES.names
    assert kinds()[kind](history([])).empty
    wins = find_wins(history([run(0, 43, efforts={5000: 1500}, climbs=[200], feel=-2)]))
    assert kind not in set(wins["kind"])


@settings(max_examples=25, deadline=None)
@given(runs=told_runs(), units=st.sampled_from(["km", "mi"]))
def test_kinds_keep_their_contract(runs: list[dict[str, Any]], units: Any) -> None:
    known = history(runs, units)
    tables = (known.runs, known.efforts, known.climbs)
    copies = [frame.copy(deep=True) for frame in tables]
    for kind, member in kinds().items():
        found = member(known)
        CANDIDATES.check(found)
        assert set(found["run_id"]) <= set(known.runs["run_id"]), kind
        assert found["label"].map(lambda label: len(label.split()) <= 12).all(), kind
        assert found["size"].between(1, 5).all(), kind
        assert found["confidence"].astype(float).between(0, 1).all(), kind
        assert (found["since_n"] >= 0).all(), kind
        assert not found.duplicated(["run_id", "key"]).any(), kind
    for frame, copy in zip(tables, copies, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


@settings(max_examples=25, deadline=None)
@given(runs=told_runs(), share=st.floats(0.1, 0.9))
def test_kinds_have_no_hindsight(runs: list[dict[str, Any]], share: float) -> None:
    whole = history(runs)
    day = whole.runs["local_date"].iloc[int(share * (len(runs) - 1))].date()
    part = whole.until(day)
    then = set(part.runs["run_id"])
    for kind, member in kinds().items():
        assert rows_of(member(part), then) == rows_of(member(whole), then), kind


@settings(max_examples=20, deadline=None)
@given(runs=told_runs(), share=st.floats(0.1, 0.9))
def test_wins_and_remarks_have_no_hindsight(runs: list[dict[str, Any]], share: float) -> None:
    whole = history(runs)
    day = whole.runs["local_date"].iloc[int(share * (len(runs) - 1))].date()
    part = whole.until(day)
    then = set(part.runs["run_id"])
    now, before = find_wins(whole), find_wins(part)
    assert rows_of(before, then) == rows_of(now, then)
    assert find_remarks(part, before).equals(
        find_remarks(whole, now).query("run_id in @then").reset_index(drop=True)
    )


@settings(max_examples=25, deadline=None)
@given(runs=told_runs(), units=st.sampled_from(["km", "mi"]), share=st.floats(0, 1))
def test_kinds_tell_of_the_runs_asked_about_alone(
    runs: list[dict[str, Any]], units: Any, share: float
) -> None:
    whole = toward_goals(history(runs, units))
    since = round(share * len(runs))
    asked = set(whole.runs["run_id"].iloc[since:])
    for kind, member in kinds().items():
        late = member(replace(whole, since=since))
        assert set(late["run_id"]) <= asked, kind
        assert rows_of(late, asked) == rows_of(member(whole), asked), kind


@settings(max_examples=25, deadline=None)
@given(runs=told_runs(), units=st.sampled_from(["km", "mi"]), share=st.floats(0, 1))
def test_wins_and_remarks_go_on_from_what_was_found(
    runs: list[dict[str, Any]], units: Any, share: float
) -> None:
    whole = with_some_taken_back(toward_goals(history(runs, units)))
    check_going_on(whole, {round(share * len(runs)), max(len(runs) - 1, 0)})


@settings(max_examples=20, deadline=None)
@given(runs=told_runs(), order=st.randoms(use_true_random=False))
def test_wins_do_not_depend_on_the_order_of_the_facts(
    runs: list[dict[str, Any]], order: Any
) -> None:
    known = history(runs)

    def mixed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.sample(frac=1, random_state=order.randrange(1000)).reset_index(drop=True)

    shuffled = History(
        mixed(known.runs),
        mixed(known.efforts),
        mixed(known.climbs),
        known.units,
        known.notes,
        routes=None if known.routes is None else mixed(known.routes),
        hills=None if known.hills is None else mixed(known.hills),
    )
    wins = find_wins(known)
    pd.testing.assert_frame_equal(wins, find_wins(shuffled))
    remarks = find_remarks(known, wins)
    pd.testing.assert_frame_equal(remarks, find_remarks(shuffled, wins))


@settings(max_examples=25, deadline=None)
@given(runs=told_runs(), units=st.sampled_from(["km", "mi"]))
def test_words_are_kind_and_short(runs: list[dict[str, Any]], units: Any) -> None:
    known = history(runs, units)
    wins = WINS.check(find_wins(known))
    remarks = REMARKS.check(find_remarks(known, wins))
    said = [*wins["label"], *wins["detail"].dropna(), *wins["rule"], *remarks["label"]]
    for win in wins.to_dict("records"):
        said.extend(explain({str(name): value for name, value in win.items()}, known))
    assert not [text for text in said if any(word in text.lower() for word in FORBIDDEN)]
    assert not [text for text in said if "nan" in text.lower().split() or "{" in text]
    if units == "mi":
        assert not [text for text in wins["label"] if " m up" in text]


@settings(max_examples=25, deadline=None)
@given(runs=told_runs())
def test_caps_hold(runs: list[dict[str, Any]]) -> None:
    wins = find_wins(history(runs))
    shown = wins[wins["shown"]]
    assert not shown.duplicated(["run_id", "family"]).any()
    assert shown.groupby("run_id").size().max() <= 3 if len(shown) else True
    week = shown["date"] - pd.to_timedelta(shown["date"].dt.day_of_week, unit="D")
    assert shown.groupby(week).size().max() <= 4 if len(shown) else True


@settings(max_examples=25, deadline=None)
@given(runs=told_runs())
def test_every_run_has_a_line(runs: list[dict[str, Any]]) -> None:
    known = history(runs)
    wins = find_wins(known)
    remarks = find_remarks(known, wins)
    won = set(wins.loc[wins["shown"], "run_id"])
    progress = set(remarks.loc[remarks["remark"] == "progress", "run_id"])
    assert won | progress == set(known.runs["run_id"])
    assert not won & progress
