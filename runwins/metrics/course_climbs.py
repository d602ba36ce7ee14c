"""The climbs and descents of a race's course, each beside the runner's own that is most like it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from runwins.frames import COURSE_CLIMBS
from runwins.metrics.climbs import find_climbs, find_descents
from runwins.metrics.geodesy import Floats

_STEP_M = 5.0
_STEEPEST_M = 500.0


def course_climbs(along_m: Floats, altitude_m: Floats) -> pd.DataFrame:
    """Return the climbs and descents of a course in its order: frame `COURSE_CLIMBS`.

    By the rules of `find_climbs` and `find_descents`. Which own one is nearest to each is left
    open: see `match_climbs`.
    """
    if not np.isfinite(altitude_m).any():
        return COURSE_CLIMBS.empty()
    # A course has no time: at 1 m/s nothing below 45 % is faster than legs.
    ups = find_climbs(along_m, along_m, altitude_m).rename(columns={"gain_m": "height_m"})
    downs = find_descents(along_m, along_m, altitude_m).rename(columns={"drop_m": "height_m"})
    rows: list[dict[str, Any]] = []
    for kind, found, sign in (("climb", ups, 1.0), ("descent", downs, -1.0)):
        for one in found.to_dict("records"):
            start, end = one["started_at_m"], one["started_at_m"] + one["length_m"]
            rows.append(
                {
                    "kind": kind,
                    "from_m": start,
                    "to_m": end,
                    "height_m": one["height_m"],
                    "grade": one["grade"],
                    "steepest_grade": _steepest(along_m, sign * altitude_m, start, end),
                    "own_bigger": False,
                }
            )
    return COURSE_CLIMBS.build(sorted(rows, key=lambda row: row["from_m"]))


def _steepest(along: Floats, height: Floats, start: float, end: float) -> float:
    """Return the steepest mean grade over 500 m inside a stretch, or over all of it if shorter."""
    width = min(_STEEPEST_M, end - start)
    feet = np.arange(start, end - width + _STEP_M / 2, _STEP_M)
    rise = np.interp(feet + width, along, height) - np.interp(feet, along, height)
    return float(rise.max() / width)


def match_climbs(
    climbs: pd.DataFrame, own: pd.DataFrame, own_descents: pd.DataFrame, runs: pd.DataFrame
) -> pd.DataFrame:
    """Return the climbs and descents of a course, each with the runner's own that is nearest to it.

    Nearest is what is most alike in height and grade (on a log scale, height counting double). One
    higher than all of the runner's is set beside the highest of them.

    Parameters
    ----------
    climbs
        Frame `COURSE_CLIMBS`.
    own, own_descents
        Frames `CLIMBS` and `DESCENTS` of the runner.
    runs
        Frame `RUNS`: when they were.
    """
    columns = ["run_id", "height_m", "grade"]
    known = {
        "climb": own.rename(columns={"gain_m": "height_m"})[columns],
        "descent": own_descents.rename(columns={"drop_m": "height_m"})[columns],
    }
    days = dict(zip(runs["run_id"], runs["local_date"], strict=True))
    rows = [
        {**row, **_nearest(row["height_m"], row["grade"], known[row["kind"]], days)}
        for row in climbs.to_dict("records")
    ]
    return COURSE_CLIMBS.build({str(name): row[name] for name in row} for row in rows)


def _nearest(
    height_m: float, grade: float, own: pd.DataFrame, days: dict[Any, Any]
) -> dict[str, Any]:
    """Return the columns about the runner's own: the one most alike, or else the highest."""
    if own.empty:
        return {}
    heights, grades = own["height_m"].to_numpy(), own["grade"].to_numpy()
    bigger = bool(heights.max() >= height_m)
    unlike = 2 * np.abs(np.log(heights / height_m)) + np.abs(np.log(grades / grade))
    best = int(np.argmin(unlike)) if bigger else int(np.argmax(heights))
    run_id = str(own["run_id"].iloc[best])
    return {
        "own_run_id": run_id,
        "own_date": days.get(run_id),
        "own_height_m": float(heights[best]),
        "own_grade": float(grades[best]),
        "own_bigger": bigger,
    }
