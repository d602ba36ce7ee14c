"""How much a runner is shown, how evenly, and how often the same."""

from __future__ import annotations

import itertools

import pandas as pd

from runwins.model import History

_MONDAY = pd.Timestamp("1969-12-29")
_INDEX = {"1–10": (0, 10), "11–50": (10, 50), "51–200": (50, 200), "201+": (200, 10**6)}


def yields(history: History, wins: pd.DataFrame) -> dict[str, object]:
    """Return shown wins per run by its number, and what weeks look like after run 50."""
    runs, shown = history.runs, wins[wins["shown"]]
    found: dict[str, object] = {"runs": len(runs)}
    for name, (first, last) in _INDEX.items():
        there = runs["run_id"].iloc[first:last]
        count = int(shown["run_id"].isin(there).sum())
        found[f"per run {name}"] = count / len(there) if len(there) else "–"
    early = runs["run_id"].iloc[1:10]
    found["runs 2–10 with a win"] = float(early.isin(shown["run_id"]).mean())
    late = runs.iloc[50:]
    told = shown[shown["run_id"].isin(late["run_id"])]
    weeks = sorted(set((late["local_date"] - _MONDAY).dt.days // 7))
    won = set((told["date"] - _MONDAY).dt.days // 7)
    has = [week in won for week in weeks]
    threes = [any(has[at : at + 3]) for at in range(len(has) - 2)]
    kinds = told["kind"].tolist()
    again = [one == other for one, other in itertools.pairwise(kinds)]
    drought = max(
        (len(list(group)) for won_, group in itertools.groupby(has) if not won_), default=0
    )
    top = told["kind"].value_counts(normalize=True).head(4)
    return found | {
        "active weeks": len(weeks),
        "weeks with a win": sum(has) / len(has),
        "any three": sum(threes) / len(threes),
        "longest drought": drought,
        "same kind twice": sum(again) / max(len(again), 1),
        "most shown": ", ".join(f"{kind} {100 * share:.0f} %" for kind, share in top.items()),
    }
