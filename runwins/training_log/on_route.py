"""How often a route was run until a run of it."""

from __future__ import annotations

import pandas as pd


def times_on_route(routes: pd.DataFrame, run_id: str) -> tuple[str, int]:
    """Return what a run's route is called, and the how manieth run of it this is.

    The name is empty where the runner gave none; the number is 0 where the run is of no route.

    Parameters
    ----------
    routes
        Frame `ROUTES`, the runs of a route in the order they were run.
    run_id
        Which run.
    """
    mine = routes[routes["run_id"] == run_id]
    if mine.empty:
        return "", 0
    name = mine["name"].iloc[0]
    same = routes.loc[routes["route_id"] == mine["route_id"].iloc[0], "run_id"]
    return name if isinstance(name, str) else "", list(same).index(run_id) + 1
