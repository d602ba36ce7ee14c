"""Ladders replayed week by week over what somebody really ran."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from runwins.errors import RunwinsError
from runwins.frames import CLIMBS, EFFORTS, RUNS
from runwins.goal import Goal
from runwins.importers import find_members, read_member
from runwins.ladder import build_ladder
from runwins.model import History
from runwins.units import HALF_MARATHON, MARATHON


def totals_of(folder: Path) -> History:
    """Return the runs of an archive as their own recordings sum them up."""
    rows: dict[pd.Timestamp, dict[str, object]] = {}
    for member in find_members([folder]):
        try:
            activities = read_member(member)
        except RunwinsError:
            continue
        for activity in activities:
            totals = activity.totals
            seconds = totals.timer_s or totals.elapsed_s
            if activity.sport != "running" or not (totals.distance_m and seconds):
                continue
            if not 0.5 < totals.distance_m / seconds < 6:
                continue
            start = pd.Timestamp(activity.start_time).round("10min")
            local = start + pd.Timedelta(seconds=activity.utc_offset_s or 0)
            rows[start] = {
                "run_id": f"{local:%Y%m%d-%H%M}",
                "start_time": start,
                "utc_offset_s": activity.utc_offset_s or 0,
                "local_date": local.tz_localize(None).normalize(),
                "book": "road",
                "is_race": False,
                "distance_m": totals.distance_m,
                "elapsed_s": totals.elapsed_s,
                "timer_s": seconds,
                "ascent_m": totals.ascent_m,
                "quality": "good",
                "source": "fit",
                "source_file": member.source,
            }
    return History(
        RUNS.build([rows[start] for start in sorted(rows)]), EFFORTS.empty(), CLIMBS.empty()
    )


@pytest.fixture(scope="module")
def trail_archive(corpus: Path) -> History:
    return totals_of(corpus / "archives" / "irvingbennett" / "FIT_OUT")


@pytest.mark.parametrize("distance_m", [HALF_MARATHON, MARATHON])
@pytest.mark.parametrize(
    "race", [dt.date(2018, 11, 25), dt.date(2019, 11, 24), dt.date(2020, 3, 1)]
)
def test_a_build_only_ever_climbs(trail_archive: History, race: dt.date, distance_m: float) -> None:
    weeks = 16
    goal = Goal("the race", race, distance_m, race - dt.timedelta(weeks=weeks))
    done: dict[str, tuple[object, object]] = {}
    ladders = [
        build_ladder(goal, trail_archive, race - dt.timedelta(weeks=week))
        for week in range(weeks, -2, -1)
    ]
    for ladder in ladders:
        assert set(ladder.rungs["rung_id"]) == set(ladders[0].rungs["rung_id"])
        earned = {
            str(rung["rung_id"]): (rung["done_date"], rung["run_id"])
            for rung in ladder.rungs.to_dict("records")
            if rung["state"] == "done"
        }
        assert done.items() <= earned.items()
        done = earned
        assert "too early" not in ladder.status
    # whoever ran these marathons had reached the base marks, and the race
    assert ladders[-1].status == "done"
    assert ladders[-1].rungs.iloc[-1]["state"] == "done"
    assert {"done"} == set(ladders[-1].rungs.loc[ladders[-1].rungs["kind"] == "long-run", "state"])
