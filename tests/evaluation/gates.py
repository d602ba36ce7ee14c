"""Hills and routes against reviewed ones: what is found, and when its gates are passed.

    RUNWINS_CORPUS=… python tests/evaluation/gates.py

writes ``tests/evaluation/gates.md``. What the reviewed times are, `gate_posts` tells.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from gate_posts import Run, at_hill_gates, on_routes

from runwins.importers import read
from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.hill_passes import hill_efforts
from runwins.metrics.hills import Climbed, find_hills
from runwins.metrics.routes import same_route
from runwins.metrics.summary import measure
from runwins.metrics.traces import HILL_STEP_M, ROUTE_STEP_M, Trace, trace

HERE = Path(__file__).parent
WITHIN_S = 2.0
DENSE_S = 4.0


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

## When the gates are passed

The review timed a run at *posts*: the whole second at which the watch had counted each tenth metre,
and of these the one nearest to the gate. Where its gates are it did not write down; they are found
again from how far off it says that its posts lay. So it can be asked three times how good a time
is: whether the review's own rule makes the review's times again; by how much runwins differs, which
passes a gate between the fixes; and by how much it lies outside of what a post can tell, for the
gate was passed nearer to this post than to the ones before and after it.

| | hill gates | routes, from gate to gate |
| --- | --- | --- |
{rows}
Uphill a post follows the last after three to eight seconds, and on a route there are two gates: so
the review is good to half of that, and within this runwins agrees with it. Where posts follow each
other within 4 s, {dense:.1%} of {many} hill gates are within 2 s of the review outright. *All
fixes* are the recording itself, every one of its positions joined by lines; runwins keeps a point
every 10 m. The hills that runwins finds by itself in these recordings have gates of their own, some
metres off: the climbs that the review's hills began with are mostly in recordings that are not at
hand.
"""


def shares(hill: pd.DataFrame, route: pd.DataFrame) -> str:
    """Return the rows of the table: what holds at the gates of hills and on routes."""
    within = {
        "the review's rule, told again: the same second": ("rule_s", 0.0),
        "the review's rule, told again: within 2 s": ("rule_s", WITHIN_S),
        "runwins, outside what a post can tell: not at all": ("outside_s", 0.0),
        "runwins, outside what a post can tell: by 2 s at most": ("outside_s", WITHIN_S),
        "runwins against the review: within 2 s": ("ours_s", WITHIN_S),
        "all fixes against the review: within 2 s": ("fixes_s", WITHIN_S),
        "runwins against all fixes: within 2 s": ("apart_s", WITHIN_S),
    }  # fmt: skip
    told = [
        ("reviewed times", *(f"{len(of)}" for of in (hill, route))),
        ("the gate found again agrees with the review, at the median",
         *(f"to {of['fit_m'].median():.2f} m" for of in (hill, route))),
        ("seconds that a post stands for, median",
         *(f"{of['step_s'].median():.0f} s" for of in (hill, route))),
        *((name, *(f"{(of[column].abs() <= most).mean():.1%}" for of in (hill, route)))
          for name, (column, most) in within.items()),
        ("runwins against the review: median, nine in ten",
         *(f"{of['ours_s'].abs().median():.1f} s, {of['ours_s'].abs().quantile(0.9):.1f} s"
           for of in (hill, route))),
        ("runwins against all fixes: median, nine in ten",
         *(f"{of['apart_s'].abs().median():.1f} s, {of['apart_s'].abs().quantile(0.9):.1f} s"
           for of in (hill, route))),
    ]  # fmt: skip
    return "".join(f"| {' | '.join(row)} |\n" for row in told)


def compared(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    """Return passes of gates as a table, with how far runwins is from all fixes."""
    table = pd.DataFrame(rows)
    return table.assign(apart_s=table["ours_s"] - table["fixes_s"])


def main() -> None:
    """Write the table, and print it."""
    corpus = Path(os.environ["RUNWINS_CORPUS"])
    paths = {plain(path.name): path for path in (corpus / "archives").rglob("*.fit.gz")}
    hills, groups = reviewed(corpus, "hills.csv"), reviewed(corpus, "route_groups.csv")
    hills = hills[hills["file"].isin(paths)].sort_values("run_start_utc")
    known = {name: read(paths[name])[0] for name in {*hills["file"], *groups["file"]} & {*paths}}
    found = hills_found(hills, {name: clean(known[name]) for name in hills["file"]}, paths)
    runs = {name: run for name in known if (run := Run.of(known[name], name)) is not None}
    hill, route = compared(at_hill_gates(hills, runs)), compared(on_routes(groups, runs))
    pairs, right, open_ = pairs_right(reviewed(corpus, "route_pairs.csv"), paths)
    dense = hill[hill["step_s"] <= DENSE_S]
    text = ABOUT.format(
        efforts=len(found), hits=int(found.sum()), hit=found.mean(), pairs=pairs, right=right,
        open=open_, rows=shares(hill, route), many=len(dense),
        dense=(dense["ours_s"].abs() <= WITHIN_S).mean(),
    )  # fmt: skip
    (HERE / "gates.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
