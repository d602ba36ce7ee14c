"""What the reviewed gate times are, and how near they can be met.

The review timed a run at *posts*: the whole second at which the watch had counted each tenth metre.
At a gate it took the post nearest to it, and wrote down how far off that lay. It did not write down
where its gates are; but from a few runs on, one place alone lies so far from all their posts. Found
again so, the gates give the review's own times to the second: how well, the tables tell.

A time at a post says that the gate was passed nearer to it than to the posts before and after. So
each comparison asks two things: by how much a time differs from the post's, and by how much it lies
outside of the half way to the posts on either side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.geodesy import Floats
from runwins.metrics.traces import HILL_STEP_M, ROUTE_STEP_M, Trace, passing, trace
from runwins.model import Activity

POST_M = 10.0
EFFORTS = 5
MEMBERS = 4
_NEAR_POSTS = 4
_END_M = 800.0
_INSET = 8
_REACH_M = 40.0
_FAR_M = 4.0
_NORTH_M = 110_574.0
_EAST_M = 111_320.0

Place = tuple[float, float]


@dataclass(frozen=True)
class Run:
    """A run by its posts, its fixes and its way.

    Attributes
    ----------
    cleaned
        The run.
    way
        Points every 10 m: what runwins times by.
    post_s
        The whole second of every tenth metre that the watch counted.
    """

    cleaned: Cleaned
    way: Trace
    post_s: Floats

    @classmethod
    def of(cls, activity: Activity, name: str) -> Run | None:
        """Return a recording as a run; ``None`` where satellites saw too little of it."""
        cleaned = clean(activity)
        way = trace(cleaned, name, HILL_STEP_M)
        counted = activity.samples[["elapsed_s", "distance_m"]].dropna().to_numpy()
        if way is None or not len(counted):
            return None
        along = np.arange(0.0, counted[-1, 1] + 1.0, POST_M)
        post_s = np.floor(np.interp(along, counted[:, 1], counted[:, 0]) + 1e-9)
        return cls(cleaned, way, post_s)

    def at(self, times: Floats, origin: Place) -> Floats:
        """Return where it was: metres east and north of a place, one row a time."""
        seen = self.cleaned.seen
        lat, lon = (np.interp(times, seen.time_s, of) for of in (seen.lat_deg, seen.lon_deg))
        east = (lon - origin[1]) * _EAST_M * np.cos(np.radians(origin[0]))
        return np.column_stack([east, (lat - origin[0]) * _NORTH_M])

    def passes(self, gate: Floats, origin: Place, post: int) -> dict[str, float]:
        """Return when a gate near a post is passed: by runwins and by all fixes, off the post."""
        low, high = max(post - _NEAR_POSTS, 0), min(post + _NEAR_POSTS, len(self.post_s) - 1)
        start, end, told = self.post_s[low], self.post_s[high], self.post_s[post]
        before, after = self.post_s[max(post - 1, 0)], self.post_s[min(post + 1, high)]
        place = float(gate[0]), float(gate[1])
        points, fixes = self.way.metres_from(*origin), self.cleaned.seen.time_s
        ours_s, miss_m = passing(*_around(points, self.way.time_s, start, end), place)
        fixes_s, _ = passing(*_around(self.at(fixes, origin), fixes, start, end), place)
        early, late = (before - told) / 2, (after - told) / 2
        off = ours_s - told
        return {
            "ours_s": off, "fixes_s": fixes_s - told, "miss_m": miss_m,
            "outside_s": max(early - off, off - late, 0.0), "step_s": (after - before) / 2,
        }  # fmt: skip


def _around(points: Floats, time_s: Floats, start: float, end: float) -> tuple[Floats, Floats]:
    """Return the points of a while, and one more on either side."""
    low, high = np.searchsorted(time_s, [start, end], side="right")
    part = slice(max(int(low) - 1, 0), max(int(high) + 1, int(low) + 1))
    return points[part], time_s[part]


def gate_of(places: Sequence[Floats], missed_m: Floats) -> tuple[Floats, float]:
    """Return the place that lies as far from the nearest of each run's posts as the review says.

    Parameters
    ----------
    places
        Of each run the posts that may be meant: metres east and north.
    missed_m
        How far off the review says that the nearest one is.

    Returns
    -------
    Metres east and north, and by how many metres it differs from the review at the median.
    """
    best = np.zeros(2)
    for reach, step in ((_REACH_M, 2.0), (3.0, 0.25)):
        side = np.arange(-reach, reach + step / 2, step)
        maybe = best + np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)
        off = np.array([
            np.abs(np.hypot(*(maybe[:, None] - own[None]).transpose(2, 0, 1)).min(axis=1) - missed)
            for own, missed in zip(places, missed_m, strict=True)
        ])  # fmt: skip
        best = maybe[np.minimum(off, _FAR_M).sum(axis=0).argmin()]
    nearest = [np.hypot(*(own - best).T).min() for own in places]
    return best, float(np.median(np.abs(np.array(nearest) - missed_m)))


def at_hill_gates(hills: pd.DataFrame, runs: Mapping[str, Run]) -> Iterator[dict[str, Any]]:
    """Yield how each reviewed gate of a hill is passed, against the review's post.

    Parameters
    ----------
    hills
        The reviewed efforts.
    runs
        By the name of the recording.
    """
    for end in ("start", "end"):
        for hill, rows in hills[hills["file"].isin(runs)].groupby("hill"):
            if len(rows) < EFFORTS:
                continue
            posts = (rows[f"{end}_m"] / POST_M).astype(int).tolist()
            own = [runs[name] for name in rows["file"]]
            told = rows[f"{end}_s"].to_numpy(dtype=np.float64)
            seen = own[0].cleaned.seen
            where = (np.interp(told[0], seen.time_s, of) for of in (seen.lat_deg, seen.lon_deg))
            origin: Place = next(where), next(where)
            places = [run.at(when[None], origin) for run, when in zip(own, told, strict=True)]
            gate, fit_m = gate_of(places, rows[f"{end}_miss_m"].to_numpy())
            for run, post, when in zip(own, posts, told, strict=True):
                low = max(post - _NEAR_POSTS, 0)
                near = run.at(run.post_s[low : post + _NEAR_POSTS + 1], origin) - gate
                nearest = low + int(np.hypot(*near.T).argmin())
                yield {
                    "hill": hill, "fit_m": fit_m, "rule_s": run.post_s[nearest] - when,
                    "post_s": run.post_s[post] - when, **run.passes(gate, origin, post),
                }  # fmt: skip


def on_routes(groups: pd.DataFrame, runs: Mapping[str, Run]) -> Iterator[dict[str, Any]]:
    """Yield how long each reviewed run of a route took between the review's gates.

    Parameters
    ----------
    groups
        The reviewed runs of routes.
    runs
        By the name of the recording.
    """
    here = groups[groups["file"].isin(runs)].sort_values("start_utc")
    for group, rows in here.groupby("group"):
        if len(rows) < MEMBERS:
            continue
        own = [runs[name] for name in rows["file"]]
        first = own[0].way.every(ROUTE_STEP_M)
        passes: list[list[dict[str, float]]] = []
        fits = []
        for side, point in enumerate((_INSET, -1 - _INSET)):
            origin = first.place(point)
            ends = int(_END_M / POST_M)
            firsts = [0 if side == 0 else max(len(run.post_s) - ends, 0) for run in own]
            both = list(zip(own, firsts, strict=True))
            places = [run.at(run.post_s[low : low + ends], origin) for run, low in both]
            gate, fit_m = gate_of(places, rows[f"gate{side}_miss"].to_numpy(dtype=np.float64))
            nearest = [int(np.hypot(*(at - gate).T).argmin()) for at in places]
            posts = [low + place for low, place in zip(firsts, nearest, strict=True)]
            fits.append(fit_m)
            passes.append([
                {"post_s": run.post_s[post], **run.passes(gate, origin, post)}
                for run, post in zip(own, posts, strict=True)
            ])  # fmt: skip
        for start, end, told in zip(*passes, rows["gate_s"], strict=True):
            rule = end["post_s"] - start["post_s"]
            yield {
                "group": group, "fit_m": max(fits), "rule_s": rule - told,
                "ours_s": rule + end["ours_s"] - start["ours_s"] - told,
                "fixes_s": rule + end["fixes_s"] - start["fixes_s"] - told,
                "outside_s": max(start["outside_s"], end["outside_s"]),
                "step_s": start["step_s"] + end["step_s"],
            }  # fmt: skip
