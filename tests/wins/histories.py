"""Hand-made histories: runs by day, with what a test needs to know of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from runwins.frames import CLIMBS, EFFORTS, HILLS, NOTES, ROUTES, RUNS
from runwins.model import History
from runwins.units import Units
from runwins.wins import find_wins, kinds

MONDAY = dt.date(2026, 1, 5)


def run(day: int | dt.date, km: float | None = 5.0, **told: Any) -> dict[str, Any]:
    """Return one run, `day` days after a Monday.

    `efforts` maps metres to seconds, `climbs` lists gains in metres over 10 % grade, `routes` maps
    a route to seconds between its gates, `hills` a hill to the seconds of each pass (or to columns
    of the frames), `feel` and `note` are the runner's words; everything else is a column of RUNS.
    """
    date = day if isinstance(day, dt.date) else MONDAY + dt.timedelta(days=day)
    return {"date": date, "km": km, **told}


def history(runs: Iterable[Mapping[str, Any]], units: Units = "km") -> History:
    """Return the history of runs made by `run`."""
    rows, efforts, climbs, notes = [], [], [], []
    routes: list[dict[str, Any]] = []
    hills: list[dict[str, Any]] = []
    for number, told in enumerate(runs):
        known = dict(told)
        date, km = known.pop("date"), known.pop("km")
        hour = 6 + number % 12
        run_id = f"{date:%Y%m%d}-{hour:02d}{number % 60:02d}"
        seconds = None if km is None else km * 360.0
        start = dt.datetime(date.year, date.month, date.day, hour, number % 60, tzinfo=dt.UTC)
        for metres, time in known.pop("efforts", {}).items():
            efforts.append(_effort(run_id, metres, time))
        for place, gain in enumerate(known.pop("climbs", ())):
            climbs.append(_climb(run_id, 500.0 + 2000.0 * place, gain))
        for name, time in known.pop("routes", {}).items():
            routes.append(_round(run_id, name, time, 1000.0 * (km or 0.0)))
        for name, times in known.pop("hills", {}).items():
            hills.extend(_pass(run_id, name, time, hills) for time in times)
        if "feel" in known or "note" in known:
            notes.append(
                {"run_id": run_id, "feel": known.pop("feel", None), "text": known.pop("note", None)}
            )
        rows.append(
            {
                "run_id": run_id,
                "start_time": start,
                "utc_offset_s": 0.0,
                "local_date": date,
                "book": "road",
                "is_race": False,
                "distance_m": None if km is None else km * 1000.0,
                "distance_source": "device",
                "elapsed_s": seconds,
                "timer_s": seconds,
                "moving_s": seconds,
                "ascent_source": "baro",
                "quality": "good",
                "source": "fit",
                "source_file": f"{run_id}.fit",
                **known,
            }
        )
    return History(
        RUNS.build(rows),
        EFFORTS.build(efforts),
        CLIMBS.build(climbs),
        units,
        NOTES.build(notes) if notes else None,
        routes=ROUTES.build(routes) if routes else None,
        hills=HILLS.build(hills) if hills else None,
    )


def _effort(run_id: str, metres: float, time: Any) -> dict[str, Any]:
    told = time if isinstance(time, Mapping) else {"elapsed_s": float(time)}
    return {
        "run_id": run_id,
        "distance_m": float(metres),
        "started_at_s": 60.0,
        "started_at_m": 200.0,
        "quality": "ok",
        **told,
    }


def _climb(run_id: str, at_m: float, gain: float) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "started_at_m": at_m,
        "started_at_s": at_m * 0.36,
        "length_m": gain * 10,
        "gain_m": float(gain),
        "grade": 0.1,
        "elapsed_s": gain * 6.0,
        "vam_m_per_h": 600.0,
    }


def _round(run_id: str, name: str, time: Any, length_m: float) -> dict[str, Any]:
    told = time if isinstance(time, Mapping) else {"elapsed_s": float(time)}
    times = {"from_s": 60.0, "to_s": 60.0 + told["elapsed_s"]}
    return {"run_id": run_id, "route_id": name, "length_m": length_m, **times, **told}


def _pass(run_id: str, name: str, time: Any, before: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a pass up a hill of 500 m and 50 m up, which is known from the third pass on."""
    told = {"from_s": 600.0, **(time if isinstance(time, Mapping) else {"elapsed_s": float(time)})}
    mine = [one for one in before if one["hill_id"] == name]
    made = {
        "run_id": run_id,
        "hill_id": name,
        "to_s": told["from_s"] + told["elapsed_s"],
        "length_m": 500.0,
        "gain_m": 50.0,
        "known_since": mine[2]["run_id"] if len(mine) > 2 else None,
        **told,
    }
    if len(mine) == 2:
        for one in (*mine, made):
            one["known_since"] = run_id
    return made


def found(history_: History, kind: str) -> list[dict[str, Any]]:
    """Return the candidates of a kind, those of the first run of the log left out."""
    first = history_.runs["run_id"].iloc[0] if len(history_.runs) else None
    rows = kinds()[kind](history_).to_dict("records")
    return [{str(k): v for k, v in row.items()} for row in rows if row["run_id"] != first]


def labels(history_: History, kind: str) -> list[str]:
    """Return the headlines of a kind."""
    return [row["label"] for row in found(history_, kind)]


def shown(history_: History) -> list[str]:
    """Return all headlines that are worth saying, in order."""
    wins = find_wins(history_)
    return [str(label) for label in wins.loc[wins["shown"], "label"]]
