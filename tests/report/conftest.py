"""Made-up runs, wins and ladders, with the values that runners have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from runwins.frames import (
    CLEAN_STREAM,
    CLIMBS,
    EFFORTS,
    LAPS,
    NOTES,
    REMARKS,
    ROUTES,
    RUNGS,
    RUNS,
    WEEKS,
    WINS,
)
from runwins.goal import Goal, Ladder
from runwins.report.block_input import BlockInput
from runwins.report.run_page import RunInput
from runwins.report.run_view import RunView

TODAY = dt.date(2026, 10, 25)
RACE = dt.date(2026, 12, 20)

RUNG_ROWS: tuple[dict[str, Any], ...] = (
    {"label": "5 km non-stop", "kind": "non-stop", "target": 5000.0, "state": "done",
     "done_date": "2026-08-06", "planned_date": "2026-08-09"},
    {"label": "8 km", "kind": "long-run", "target": 8000.0, "state": "done",
     "done_date": "2026-08-22"},
    {"label": "10 km non-stop", "kind": "non-stop", "target": 10000.0, "state": "done",
     "done_date": "2026-09-19", "planned_date": "2026-09-06"},
    {"label": "12 km", "kind": "long-run", "target": 12000.0, "state": "done",
     "done_date": "2026-09-27"},
    {"label": "150 m climb in one run", "kind": "climb", "target": 150.0, "state": "past_date",
     "planned_date": "2026-10-04"},
    {"label": "14 km", "kind": "long-run", "target": 14000.0, "state": "done",
     "done_date": "2026-10-24", "run_id": "20261024-0812"},
    {"label": "16 km", "kind": "long-run", "target": 16000.0, "state": "next",
     "planned_date": "2026-11-08", "p10": "2026-11-05", "p50": "2026-11-13", "p80": "2026-11-18",
     "p90": "2026-11-21", "probability": 0.86},
    {"label": "18 km", "kind": "long-run", "target": 18000.0, "state": "later",
     "planned_date": "2026-11-22", "p10": "2026-11-21", "p50": "2026-12-02", "p80": "2026-12-10",
     "p90": "2026-12-13", "probability": 0.7},
    {"label": "19 km + 300 m climb", "kind": "long-run", "target": 19000.0, "state": "later",
     "planned_date": "2026-12-06", "p10": "2026-12-02", "p50": "2026-12-15", "p80": "2026-12-27",
     "p90": "2026-12-30", "probability": 0.5},
    {"label": "Half marathon", "kind": "race", "target": 21097.5, "state": "later"},
)  # fmt: skip


def said_of(today: dt.date, date: dt.date | None, status: str) -> tuple[str, ...]:
    """Return what a ladder says of `RUNG_ROWS`: after the race, without a forecast, or with one."""
    if date is not None and today > date:
        return ("5 of 9 rungs done by race day, 20 Dec 2026",)
    finding = "5 of 9 rungs done, 16 km is next"
    if status == "too early to say":
        return (finding, "Too early to say when 16 km will come: a date needs six weeks with runs.")
    likely = "16 km is likely between 5 Nov and 21 Nov (8 in 10, among runners who got to their"
    return (finding, f"{likely} start line).")


def made_ladder(
    rows: tuple[dict[str, Any], ...] = RUNG_ROWS,
    *,
    today: dt.date = TODAY,
    date: dt.date | None = RACE,
    name: str = "Half marathon",
    status: str = "within reach",
    **more: Any,
) -> Ladder:
    goal = Goal(name, date, 21097.5, dt.date(2026, 8, 1))
    more = {"sentences": said_of(today, date, status)} | more
    rungs = RUNGS.build(
        {"rung_id": f"{row['kind']}-{row['target']:.0f}", "unit": "m", **row} for row in rows
    )
    return Ladder(goal=goal, today=today, rungs=rungs, status=status, **more)


@pytest.fixture
def ladder() -> Ladder:
    return made_ladder(gaps=((dt.date(2026, 9, 3), dt.date(2026, 9, 12), "ill"),))


@pytest.fixture
def make_ladder() -> Callable[..., Ladder]:
    return made_ladder


@pytest.fixture
def rung_rows() -> list[dict[str, Any]]:
    return list(RUNG_ROWS)


RUN: dict[str, Any] = {
    "run_id": "20261024-0812", "start_time": "2026-10-24T06:12:05Z", "utc_offset_s": 7200.0,
    "local_date": "2026-10-24", "name": "River loop (7th time)", "book": "road", "is_race": False,
    "distance_m": 14103.2, "distance_source": "device", "elapsed_s": 5260.0, "timer_s": 5200.0,
    "moving_s": 5200.0, "ascent_m": 118.0, "ascent_source": "device", "avg_hr_bpm": 148.0,
    "quality": "good", "source": "fit", "source_file": "/home/somebody/Downloads/activity.fit",
}  # fmt: skip

WIN: dict[str, Any] = {
    "win_id": "W1", "run_id": "20261024-0812", "date": "2026-10-24", "kind": "first-non-stop",
    "key": "14000", "family": "non-stop", "label": "First non-stop 14 km",
    "detail": "before: 12.3 km (27 Sep)      longest pause today: 0 s", "value": 14000.0,
    "unit": "m", "previous": 12300.0, "previous_date": "2026-09-27", "window": "ever",
    "since_n": 41.0, "confidence": 0.97, "size": 4.0, "score": 9.0, "shown": True,
    "rung": "long-run-14000", "rule": "no stop of 10 s or more",
}  # fmt: skip
WIN_ROWS = (
    WIN,
    WIN | {
        "win_id": "W2", "kind": "route-best", "key": "river", "family": "routes",
        "label": "Faster on River loop", "value": 3007.0, "unit": "s", "previous": 3074.0,
        "detail": "5:58 /km over 8.4 km matched, was 6:06 on 3 Oct      median of 6: 6:11",
        "previous_date": "2026-10-03", "margin": 67.0, "rung": None, "score": 7.0,
    },
    WIN | {
        "win_id": "W3", "kind": "weeks-kept", "key": "6", "family": "consistency",
        "label": "Sixth week in a row with 3 or more runs", "value": 6.0, "unit": "weeks",
        "detail": "your longest such row is 8 weeks (Mar-Apr 2025)", "previous": None,
        "previous_date": None, "rung": None, "score": 5.0,
    },
)  # fmt: skip
REMARK_ROWS: tuple[dict[str, Any], ...] = (
    {"run_id": "20261024-0812", "date": "2026-10-24", "remark": "almost", "kind": "best-effort",
     "label": "5 km in 27:58, 7 s off your best (27:51, 12 Sep)"},
    {"run_id": "20261024-0812", "date": "2026-10-24", "remark": "not counted",
     "kind": "best-effort", "label": "fastest km 4:02", "reason": "GPS jump at 3.1 km"},
)  # fmt: skip


def made_view(**more: Any) -> RunView:
    fields: dict[str, Any] = {
        "run": RUNS.build([RUN]).to_dict("records")[0],
        "wins": WINS.build(WIN_ROWS),
        "remarks": REMARKS.build(REMARK_ROWS),
        "ladder": made_ladder(),
        "headline_counts": "1 new run imported from activity.fit in 0.4 s",
        "first_run": False,
    }
    return RunView(**(fields | more))


@pytest.fixture
def view() -> RunView:
    return made_view()


@pytest.fixture
def make_view() -> Callable[..., RunView]:
    return made_view


def made_runs(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return RUNS.build(RUN | row for row in rows)


def made_block(weeks: int = 20, **more: Any) -> BlockInput:
    """Return a block of a runner who grows from 5 to 14 km, with a week of rest."""
    first = dt.date(2026, 6, 8)
    days = [
        first + dt.timedelta(days=7 * week + weekday)
        for week in range(-10, weeks)
        for weekday in (1, 3, 5)
        if week != 12
    ]
    rows: list[dict[str, Any]] = []
    efforts: list[dict[str, Any]] = []
    climbs: list[dict[str, Any]] = []
    for place, day in enumerate(days):
        run_id = f"{day:%Y%m%d}-0812"
        far = 4000.0 + 45 * place + (3500 + 60 * place if day.weekday() == 5 else 0)
        far += 310 * (place * 7 % 5)
        speed = 2.55 + 0.0035 * place + 0.05 * (place * 5 % 3)
        rows.append({
            "run_id": run_id, "start_time": f"{day.isoformat()}T06:12:05Z",
            "local_date": day.isoformat(), "distance_m": far, "moving_s": far / speed,
            "name": ("River loop", "Easy run", "Long run")[day.weekday() // 2],
            "elapsed_s": far / speed + 60, "timer_s": far / speed, "nonstop_moving_m": far * 0.7,
            "ascent_m": 8.0 * far / 1000 + 5 * (place % 4),
        })  # fmt: skip
        efforts += [
            {
                "run_id": run_id, "distance_m": distance, "quality": "ok",
                "elapsed_s": distance / speed * (0.96 + distance / 1e6),
                "started_at_s": 0.0, "started_at_m": 0.0,
            }
            for distance in (1000.0, 5000.0, 10000.0)
            if far >= distance
        ]  # fmt: skip
        climbs.append({
            "run_id": run_id, "started_at_m": 1000.0, "started_at_s": 400.0, "length_m": 800.0,
            "gain_m": 30.0 + place, "grade": (30.0 + place) / 800, "elapsed_s": 330.0,
            "vam_m_per_h": (30.0 + place) / 330 * 3600, "start_lat_deg": 47.1234567,
            "start_lon_deg": 8.7654321,
        })  # fmt: skip
    runs = RUNS.build(RUN | row for row in rows)
    wins = [
        WIN_ROWS[place % 3] | {
            "win_id": f"Wmade{place}", "run_id": row["run_id"], "date": row["local_date"],
            "score": 5.0 + place % 4,
        }
        for place, row in enumerate(rows) if place % 4 == 0
    ]  # fmt: skip
    routes = [
        {
            "run_id": row["run_id"], "route_id": rows[0]["run_id"], "length_m": 6200.0,
            "from_s": 10.0, "to_s": 2400.0, "elapsed_s": 2390.0 - 7 * place + 40 * (place % 3),
        }
        for place, row in enumerate(rows) if place % 5 == 0
    ]  # fmt: skip
    fields: dict[str, Any] = {
        "routes": ROUTES.build(routes),
        "runs": runs, "wins": WINS.build(wins), "remarks": REMARKS.build(REMARK_ROWS),
        "weeks": weeks_of(runs), "efforts": EFFORTS.build(efforts), "climbs": CLIMBS.build(climbs),
        "first": first, "last": first + dt.timedelta(days=7 * weeks - 1), "made_on": TODAY,
        "version": "0.1.0", "ladder": made_ladder(),
    }  # fmt: skip
    return BlockInput(**(fields | more))


def weeks_of(runs: pd.DataFrame) -> pd.DataFrame:
    monday = runs["local_date"] - pd.to_timedelta(runs["local_date"].dt.day_of_week, unit="D")
    grouped = runs.groupby(monday)
    table = pd.DataFrame({
        "runs": grouped.size(), "distance_m": grouped["distance_m"].sum(),
        "moving_s": grouped["moving_s"].sum(), "ascent_m": grouped["ascent_m"].sum(),
        "longest_m": grouped["distance_m"].max(),
    })  # fmt: skip
    return WEEKS.check(table.rename_axis("week").reset_index())


@pytest.fixture(scope="session")
def block() -> BlockInput:
    return made_block()


@pytest.fixture
def make_block() -> Callable[..., BlockInput]:
    return made_block


def made_stream(far_m: float = 14_100.0) -> pd.DataFrame:
    """Return an even run over two hills."""
    along = np.arange(0.0, far_m, 10.0)
    return CLEAN_STREAM.check(
        pd.DataFrame({
            "elapsed_s": along / 2.7, "distance_m": along,
            "altitude_m": 431.0 + 40 * np.sin(along / 1500), "lat_deg": 47.1234567,
            "lon_deg": 8.7654321, "hr_bpm": 151.0, "edge": "ok",
        })
    )  # fmt: skip


def made_run(**more: Any) -> RunInput:
    """Return a run of 14.1 km with three wins, the first of them over its first 14 km."""
    wins = [WIN_ROWS[0] | {"from_m": 0.0, "to_m": 14_000.0, "from_s": 0.0, "to_s": 5185.0}]
    fields: dict[str, Any] = {
        "run": RUNS.build([RUN]).to_dict("records")[0],
        "stream": made_stream(),
        "laps": LAPS.build(
            {"started_at_s": 1000.0 * lap, "elapsed_s": 1000.0, "distance_m": 2700.0}
            for lap in range(5)
        ),
        "splits": [
            {"distance_m": 1000.0, "elapsed_s": 370.0 - k, "ended_at_m": 1000.0 * (k + 1)}
            for k in range(14)
        ],
        "efforts": EFFORTS.build(
            {"run_id": RUN["run_id"], "distance_m": distance, "elapsed_s": distance / 2.7,
             "started_at_s": 0.0, "started_at_m": 0.0, "quality": quality, "reason": reason}
            for distance, quality, reason in ((1000.0, "rejected", "GPS jump at 3.1 km"),
                                              (5000.0, "ok", None))
        ),
        "climbs": CLIMBS.build([
            {"run_id": RUN["run_id"], "started_at_m": 1000.0, "started_at_s": 400.0,
             "length_m": 800.0, "gain_m": 62.0, "grade": 0.0775, "elapsed_s": 330.0,
             "vam_m_per_h": 676.0, "start_lat_deg": 47.1234567, "start_lon_deg": 8.7654321},
        ]),
        "wins": WINS.build([*wins, *WIN_ROWS[1:]]),
        "remarks": REMARKS.build(REMARK_ROWS),
        "evidence": {"W1": ("The rule: no stop of 10 s or more.",)},
        "bests": pd.DataFrame({"distance_m": [5000.0], "elapsed_s": [1671.0]}),
        "notes": NOTES.build([{"run_id": RUN["run_id"], "feel": 1.0, "text": "windy"}]),
        "facts": {"source_format": "fit", "device": "garmin 3003", "problems": ()},
        "made_on": TODAY,
        "version": "0.1.0",
    }  # fmt: skip
    return RunInput(**(fields | more))


@pytest.fixture
def run() -> RunInput:
    return made_run()


@pytest.fixture
def make_run() -> Callable[..., RunInput]:
    return made_run
