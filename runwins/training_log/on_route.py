"""How often a route was run until a run of it."""

from __future__ import annotations

from runwins.model import History


def times_on_route(history: History, run_id: str) -> tuple[str, int]:
    """Return what a run's route is called, and the how manieth run of it this is.

    The name is empty where the runner gave none; the number is 0 where the run is of no route.
    """
    routes = history.routes
    if routes is None or not bool((routes["run_id"] == run_id).any()):
        return "", 0
    mine = routes[routes["run_id"] == run_id].iloc[0]
    same = set(routes.loc[routes["route_id"] == mine["route_id"], "run_id"])
    order = [known for known in history.runs["run_id"] if known in same]
    name = mine["name"] if "name" in routes.columns else None
    return name if isinstance(name, str) else "", order.index(run_id) + 1
