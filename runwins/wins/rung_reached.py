"""A rung of the ladder reached."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past


@detector("rung-reached", family="ladder", calendar=True)
def rung_reached(history: History) -> pd.DataFrame:
    """A rung of the ladder toward your goal, reached after the goal was set.

    The run that earned it is named; a run that earned several is told once, by the highest, and the
    others stand beside it. A reward that you attached to the rung is shown with it.
    """
    past = Past(history)
    if history.rungs is None or history.rungs.empty:
        return candidates([])
    place = past.place(history.rungs["run_id"])
    asked = (place >= 0) & (place >= past.since)
    rows = []
    for run in np.unique(place[asked]).tolist():
        reached = history.rungs[place == run]
        ordered = reached.sort_values(["number", "goal"], kind="stable").to_dict("records")
        top = ordered[-1]
        whole = top["number"] == top["of"]
        detail = "the top of its ladder" if whole else f"a step toward {top['goal']}"
        rewards = [str(rung["reward"]) for rung in ordered if rung["reward"]]
        if rewards:
            detail += f"; your reward: {', '.join(rewards)}"
        if len(ordered) > 1:
            detail += f"; also: {', '.join(str(other['label']) for other in ordered[:-1])}"
        rows.append(
            past.candidate(
                run,
                key=str(top["rung_id"]),
                label=str(top["label"])[:1].upper() + str(top["label"])[1:],
                detail=detail,
                value=float(top["target"]),
                unit=str(top["unit"]),
                since_n=0.0,
                size=5.0 if whole else 3.5,
                rule="The first run since the build began, or the day that completed the week, "
                "that reached the rung's mark, on or after the day the goal was set.",
            )
        )
    return candidates(rows)
