"""Hills and routes against reviewed ones: what is found, and when its gates are passed.

    RUNWINS_CORPUS=… python tests/evaluation/gates.py

writes ``tests/evaluation/gates.md``. The reviewed hills do not say where their gates are, but every
effort on them says how far its fix lay from the gate: from five efforts on, one place fits all of
them to decimetres. There runwins times the same runs again.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.importers import read
from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.geodesy import Floats
from runwins.metrics.hill_passes import hill_efforts
from runwins.metrics.hills import Climbed, find_hills
from runwins.metrics.routes import same_route
from runwins.metrics.summary import measure
from runwins.metrics.traces import HILL_STEP_M, ROUTE_STEP_M, Trace, passing, trace

HERE = Path(__file__).parent
EFFORTS = 5
AROUND_S = 60.0
REACH_M = 40.0
NORTH_M = 110_574.0
EAST_M = 111_320.0
GRID_M = 10.0
WITHIN_S = 2.0


def plain(name: str) -> str:
    """Return a file's name with its accents in one piece."""
    return unicodedata.normalize("NFC", name)


def reviewed(corpus: Path, table: str) -> pd.DataFrame:
    """Return a table of reviewed truth with its files' names plain."""
    found = pd.read_csv(corpus / "truth" / table)
    for column in found.columns.intersection(["file", "file_a", "file_b"]):
        found[column] = found[column].map(plain)
    return found


def hills_found(hills: pd.DataFrame, runs: dict[str, Cleaned], paths: dict[str, Path]) -> pd.Series:
    """Tell of each reviewed effort on a hill of three runs or more whether it is found."""
    climbed = []
    for name, cleaned in runs.items():
        way = trace(cleaned, name, HILL_STEP_M)
        if way is not None:
            climbed.append(Climbed(way, measure(read(paths[name])[0]).climbs))
    found = hill_efforts([one.way for one in climbed], find_hills(climbed))
    seen = hills[hills["file"].isin([one.way.run_id for one in climbed])]
    seen = seen[seen.groupby("hill")["file"].transform("nunique") >= 3]
    hits = []
    for row in seen.to_dict("records"):
        own = found[found["run_id"] == row["file"]]
        both = np.minimum(own["to_s"], row["end_s"]) - np.maximum(own["from_s"], row["start_s"])
        either = np.maximum(own["to_s"], row["end_s"]) - np.minimum(own["from_s"], row["start_s"])
        hits.append(bool((both > 0.6 * either).any()))
    return pd.Series(hits, index=seen.index, dtype=bool)


def metres(lat: Floats, lon: Floats, origin: tuple[float, float]) -> Floats:
    """Return places as metres east and north of another."""
    east = (lon - origin[1]) * EAST_M * np.cos(np.radians(origin[0]))
    return np.column_stack([east, (lat - origin[0]) * NORTH_M])


def gate_of(places: Floats, missed_m: Floats) -> Floats:
    """Return the place that lies as far from each fix as the review says: metres east and north."""
    steps = np.arange(-REACH_M, REACH_M + 0.5, 0.5)
    maybe = np.stack(np.meshgrid(steps, steps), -1).reshape(-1, 2)
    off = np.hypot(*(maybe[:, None] - places[None]).transpose(2, 0, 1)) - missed_m
    return np.asarray(maybe[np.minimum(np.abs(off), 4.0).sum(axis=1).argmin()])


def gate_times(
    hills: pd.DataFrame, runs: dict[str, Cleaned], counted: dict[str, Floats]
) -> Iterator[dict[str, object]]:
    """Yield when each reviewed gate is passed: by the review, by its own rule, and by runwins."""
    for end in ("start", "end"):
        for hill, rows in hills[hills["file"].isin(runs)].groupby("hill"):
            if len(rows) < EFFORTS:
                continue
            fixes = [runs[name].seen for name in rows["file"]]
            at = list(zip(fixes, rows[f"{end}_s"], strict=True))
            lat = np.array([np.interp(when, fix.time_s, fix.lat_deg) for fix, when in at])
            lon = np.array([np.interp(when, fix.time_s, fix.lon_deg) for fix, when in at])
            origin = float(np.median(lat)), float(np.median(lon))
            places = metres(lat, lon, origin)
            missed = rows[f"{end}_miss_m"].to_numpy()
            gate = gate_of(places, missed)
            fits = np.abs(np.hypot(*(places - gate).T) - missed)
            for name, when, miss, fit in zip(
                rows["file"], rows[f"{end}_s"], missed, fits, strict=True
            ):
                way = trace(runs[name], name, HILL_STEP_M)
                if way is not None:
                    yield {
                        "hill": hill, "fit_m": fit, "their_miss_m": miss,
                        **passed(runs[name], counted[name], way, gate, origin, when),
                    }  # fmt: skip


def passed(
    run: Cleaned,
    counted: Floats,
    way: Trace,
    gate: Floats,
    origin: tuple[float, float],
    told_s: float,
) -> dict[str, float]:
    """Return how far off the review's time of a gate lies from ours, and from its own rule's."""
    points = way.metres_from(*origin)
    near = np.flatnonzero(np.abs(way.time_s - told_s) < AROUND_S)
    nearest = int(near[np.hypot(*(points[near] - gate).T).argmin()])
    around = slice(max(nearest - 3, 0), nearest + 4)
    ours_s, miss_m = passing(points[around], way.time_s[around], (float(gate[0]), float(gate[1])))
    fix = run.seen
    along = np.interp(fix.time_s, counted[:, 0], counted[:, 1])
    every = np.searchsorted(along, np.arange(0.0, along[-1], GRID_M), side="right") - 1
    every = every[(every >= 0) & (np.abs(fix.time_s[every] - told_s) < AROUND_S)]
    off = metres(fix.lat_deg[every], fix.lon_deg[every], origin) - gate
    rule_s = fix.time_s[every[np.hypot(*off.T).argmin()]] if len(every) else np.nan
    moved = np.interp([ours_s, told_s], fix.time_s, fix.path_m)
    return {"ours_s": ours_s - told_s, "rule_s": rule_s - told_s, "our_miss_m": miss_m,
            "along_m": abs(float(moved[1] - moved[0]))}  # fmt: skip


def pairs_right(pairs: pd.DataFrame, paths: dict[str, Path]) -> tuple[int, int, int]:
    """Return how many reviewed pairs of runs are here, right, and left open by the review."""
    ways: dict[str, Trace | None] = {}
    here = pairs[pairs["file_a"].isin(paths) & pairs["file_b"].isin(paths)]
    sure = here[here["verdict"].isin(["same", "different"])]
    right = 0
    for row in sure.to_dict("records"):
        for name in (row["file_a"], row["file_b"]):
            if name not in ways:
                ways[name] = trace(clean(read(paths[name])[0]), name, ROUTE_STEP_M)
        one, other = ways[row["file_a"]], ways[row["file_b"]]
        joined = one is not None and other is not None and same_route(one, other) is not None
        right += joined == (row["verdict"] == "same")
    return len(sure), right, len(here) - len(sure)


ABOUT = """# Hills and routes held against reviewed ones

Made by `RUNWINS_CORPUS=… python tests/evaluation/gates.py` from the recordings that the reviewed
tables speak of and that are at hand.

| | |
| --- | --- |
| reviewed efforts on hills of three runs or more | {efforts} |
| found | {hits} ({hit:.1%}) |
| reviewed pairs of runs, the same course or not | {pairs} |
| told right | {right} (and {open} the reader left open) |
| reviewed gate times of hills with {five} efforts or more | {times} |
| one place fits the fixes of all efforts on a gate, at the median | to {fit:.2f} m |
| runwins against the review: median, nine in ten | {ours:.1f} s, {ours_90:.1f} s |
| within 2 s | {within:.1%} |
| apart along the way: median, nine in ten | {along:.1f} m, {along_90:.1f} m |
| the nearest of the fixes before each ten metres, against the review: the same second | \
{rule:.1%} |
| within 2 s | {rule_2:.1%} |
| how far from the gate the review timed a run, at the median; runwins | \
{theirs:.1f} m; {our_miss:.1f} m |

The review timed a run at one of its fixes: of those before each ten metres that the watch counted,
the one nearest to the gate. That rule makes two thirds of its times again to the very second. Ten
metres uphill are four to eight seconds, so the times are good to half of that; runwins passes the
gate between the fixes, and comes as near to the review as those steps allow. The hills that runwins
finds by itself in these recordings have gates of their own, some metres off: the climbs that the
review's hills began with are mostly in recordings that are not at hand.
"""


def main() -> None:
    """Write the table, and print it."""
    corpus = Path(os.environ["RUNWINS_CORPUS"])
    paths = {plain(path.name): path for path in (corpus / "archives").rglob("*.fit.gz")}
    hills = reviewed(corpus, "hills.csv")
    hills = hills[hills["file"].isin(paths)].sort_values("run_start_utc")
    runs = {name: clean(read(paths[name])[0]) for name in hills["file"].unique()}
    found = hills_found(hills, runs, paths)
    columns = ["elapsed_s", "distance_m"]
    counted = {name: read(paths[name])[0].samples[columns].dropna().to_numpy() for name in runs}
    times = pd.DataFrame(gate_times(hills, runs, counted))
    pairs, right, open_ = pairs_right(reviewed(corpus, "route_pairs.csv"), paths)
    ours, rule = times["ours_s"].abs(), times["rule_s"].abs()
    text = ABOUT.format(
        efforts=len(found), hits=int(found.sum()), hit=found.mean(), pairs=pairs, right=right,
        open=open_, five=EFFORTS, times=len(times), fit=times["fit_m"].median(),
        ours=ours.median(), ours_90=ours.quantile(0.9), within=(ours <= WITHIN_S).mean(),
        along=times["along_m"].median(), along_90=times["along_m"].quantile(0.9),
        rule=(rule < 0.6).mean(), rule_2=(rule <= WITHIN_S).mean(),
        theirs=times["their_miss_m"].median(), our_miss=times["our_miss_m"].median(),
    )  # fmt: skip
    (HERE / "gates.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
