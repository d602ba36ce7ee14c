"""The best efforts of a run: its fastest stretch over each standard distance, and a verdict.

``ok`` is a claim that nothing recorded speaks against; ``unverified`` is kept, shown on request,
never celebrated, and may be confirmed by the runner; ``rejected`` is a ride. A stretch that fails
is never replaced by the next best one under the limit: that would be the new false best. An effort
that is ``ok`` and carries the reason ``downhill-aided`` dropped more than 1 m a kilometre, the
limit of road records, and more than 3 m, what an altimeter can tell: true, no record on the flat.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.frames import EFFORTS
from runwins.metrics.cleaning import Cleaned
from runwins.metrics.edges import CUT, GAP, VEHICLE
from runwins.metrics.fastest import Search, Stretch
from runwins.metrics.geodesy import Floats
from runwins.metrics.verdicts import JUMPED, TOO_FAST, Verdict, question
from runwins.metrics.world_bests import world_best_s
from runwins.units import HALF_MARATHON, KM, MARATHON, MILE

STANDARD_DISTANCES_M: tuple[float, ...] = (
    400.0, MILE / 2, 1000.0, MILE, 2 * MILE, 5000.0, 10_000.0, 15_000.0, 10 * MILE, 20_000.0,
    HALF_MARATHON, 30_000.0, MARATHON, 50_000.0, 50 * MILE, 100_000.0, 100 * MILE,
)  # fmt: skip
AIDED = "downhill-aided"
NESTED_REASON = "holds a doubtful stretch"
NEAR_BOUND_REASON = "a stretch of this run is as fast as the world's best"
_AIDED_DROP = 0.001
_AIDED_M = 3.0
_NEAR_BOUND = 1.015
NESTED_TIMES = 5.0


def best_efforts(
    cleaned: Cleaned,
    altitude_m: Floats | None = None,
    distances_m: Sequence[float] = STANDARD_DISTANCES_M,
) -> pd.DataFrame:
    """Return the frame `EFFORTS` of a run; see `efforts_in`."""
    return EFFORTS.build(efforts_in(cleaned, altitude_m, distances_m))


def efforts_in(
    cleaned: Cleaned,
    altitude_m: Floats | None = None,
    distances_m: Sequence[float] = STANDARD_DISTANCES_M,
) -> list[dict[str, Any]]:
    """Return the best efforts of a run as rows of the frame `EFFORTS`; ``run_id`` is empty.

    On the clock: stops inside count. Where the best stretch fails its questions and the run has
    steps that were cut or signal gaps, it is looked for once more without them.

    Parameters
    ----------
    cleaned
        The run.
    altitude_m
        Smoothed altitude at every sample, where it is known.
    distances_m
        Which distances.
    """
    known = np.isfinite(cleaned.path_m)
    time, path, edge = cleaned.time_s[known], cleaned.path_m[known], cleaned.edge[known][1:]
    altitude = None if altitude_m is None else altitude_m[known]
    search = Search(time, path, edge == GAP)
    ridden, unknown = edge == VEHICLE, (edge == CUT) | (edge == GAP)
    rows: list[dict[str, Any]] = []
    for distance in sorted(distances_m):
        found = _effort(cleaned, search, ridden, unknown, distance)
        if found is None:
            continue
        stretch, verdict = found
        gain = _net_gain(time, altitude, stretch)
        rows.append(
            {
                "run_id": "",
                "distance_m": distance,
                "elapsed_s": stretch.elapsed_s,
                "started_at_s": stretch.start_s,
                "started_at_m": float(np.interp(stretch.start_s, time, path)),
                "net_gain_m": gain,
                "quality": "unverified" if verdict.doubts else "ok",
                "reason": "; ".join(verdict.doubts) or _aided(gain, distance),
                "supported": verdict.supported,
            }
        )
    _doubt_nested(rows)
    _doubt_all_near_bound(rows)
    return rows


def _effort(
    cleaned: Cleaned,
    search: Search,
    ridden: NDArray[np.bool_],
    unknown: NDArray[np.bool_],
    distance: float,
) -> tuple[Stretch, Verdict] | None:
    stretch = search.fastest(distance, ridden)
    if stretch is None:
        return None
    verdict = question(cleaned, stretch, distance)
    if verdict.doubts and unknown.any():
        other = search.fastest(distance, ridden | unknown)
        if other is not None:
            second = question(cleaned, other, distance)
            if not second.doubts:
                return other, second
    return stretch, verdict


def _net_gain(time: Floats, altitude: Floats | None, stretch: Stretch) -> float:
    """Return end minus start altitude, ``nan`` where either is unknown."""
    if altitude is None:
        return math.nan
    ends = np.interp([stretch.start_s, stretch.end_s], time, altitude)
    return float(ends[1] - ends[0])


def _aided(gain: float, distance: float) -> str | None:
    return AIDED if gain < -max(_AIDED_DROP * distance, _AIDED_M) else None


def _doubt_nested(rows: list[dict[str, Any]]) -> None:
    """Doubt what holds over half the time of a doubted stretch of a fifth its length or more.

    But where positions jumped, up to 1 km alone: what makes 400 m too fast by a tenth is one in
    twenty-five of 1 km, and one in a hundred of 5 km.
    """
    doubted = [row for row in rows if row["quality"] != "ok"]
    for long in rows:
        for short in doubted:
            ratio = long["distance_m"] / short["distance_m"]
            if _only_jumped(short) and long["distance_m"] > KM:
                continue
            nested = 1 < ratio <= NESTED_TIMES and overlap_share(short, long) > 0.5
            if nested and long["quality"] == "ok":
                long["quality"] = "unverified"
                long["reason"] = NESTED_REASON
                long["supported"] = False


def _only_jumped(row: Mapping[str, Any]) -> bool:
    return str(row["reason"]).startswith(JUMPED)


def overlap_share(short: Mapping[Any, Any], long: Mapping[Any, Any]) -> float:
    """Return the share of the shorter effort's time that lies inside the longer one."""
    start = max(short["started_at_s"], long["started_at_s"])
    end = min(short["started_at_s"] + short["elapsed_s"], long["started_at_s"] + long["elapsed_s"])
    return float(max(end - start, 0.0) / short["elapsed_s"])


def _doubt_all_near_bound(rows: list[dict[str, Any]]) -> None:
    """Doubt every effort of a run that has one at the world's best: it shows the run is no run."""
    near = [row for row in rows if row["elapsed_s"] < _NEAR_BOUND * world_best_s(row["distance_m"])]
    if not any(row["quality"] == "ok" or row["reason"] == TOO_FAST for row in near):
        return
    for row in rows:
        if row["quality"] == "ok":
            row["quality"] = "unverified"
            row["reason"] = NEAR_BOUND_REASON
            row["supported"] = False
