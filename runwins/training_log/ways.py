"""Routes and hills of a log, gathered run by run and kept: a new run costs its own part alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from runwins.frames import HILLS, ROUTES
from runwins.store import Store
from runwins.store.ways import Row
from runwins.training_log.gathering import Gathering
from runwins.training_log.route_words import RoutesAsSaid


class GatheredWays:
    """The routes and hills of a log, as if all of it were gathered at once.

    What was found before stands up to the first run that differs from then: a run inserted, taken
    out, merged. From there on it is found anew.

    Parameters
    ----------
    store
        The open log.
    runs
        The recording that speaks for each run, by ``run_id``, in the order they were run.
    climbs
        Frame `CLIMBS` of these runs.
    said
        The runner's words of routes; see `RoutesAsSaid`.
    """

    def __init__(
        self,
        store: Store,
        runs: Mapping[str, int],
        climbs: pd.DataFrame,
        said: Mapping[int, str] | None = None,
    ) -> None:
        self._store = store
        self._said = said or {}
        self._names, self._recordings = list(runs), list(runs.values())
        good = store.ways.still_good(self._recordings)
        if good < len(self._recordings) or not store.ways.nothing_beyond(good):
            self._gather(good, climbs)

    def _gather(self, good: int, climbs: pd.DataFrame) -> None:
        """Find anew what runs from some place on add."""
        with self._store.transaction():
            self._store.ways.forget_from(good)
            place = {name: at for at, name in enumerate(self._names[good:], start=good)}
            own: dict[int, list[dict[Any, Any]]] = defaultdict(list)
            for climb in climbs[climbs["run_id"].isin(place)].to_dict("records"):
                own[place[climb["run_id"]]].append(climb)
            Gathering(self._store, self._recordings, good).extend(own)

    def routes(self, beside: range | None = None) -> pd.DataFrame:
        """Return frame `ROUTES`.

        Parameters
        ----------
        beside
            The places of some runs: other routes than theirs may be left out.
        """
        if self._said:
            rows = RoutesAsSaid(self._store, self._recordings, self._said).rows()
        else:
            rows = self._store.ways.routes(beside)
        return _routes(rows, self._names)

    def hills(self, beside: range | None = None) -> pd.DataFrame:
        """Return frame `HILLS`, or of it the hills that the runs at some places went up."""
        return _hills(self._store.ways.passes(beside), self._names)


def _routes(rows: Sequence[Row], run_ids: Sequence[str]) -> pd.DataFrame:
    """Return frame `ROUTES`: runs that share a route with another and passed its gates."""
    if not rows:
        return ROUTES.empty()
    place, route, length_m, from_s, to_s = np.array(rows, dtype=np.float64).T
    members = np.bincount(route.astype(np.intp))[route.astype(np.intp)]
    shared = (members > 1) & np.isfinite(from_s) & np.isfinite(to_s)
    order = np.lexsort((place, route))
    order = order[shared[order]]
    ids = np.array(run_ids, dtype=object)
    return ROUTES.check(
        pd.DataFrame({
            "run_id": pd.Series(ids[place[order].astype(np.intp)], dtype=object),
            "route_id": pd.Series(ids[route[order].astype(np.intp)], dtype=object),
            "length_m": length_m[order],
            "from_s": from_s[order],
            "to_s": to_s[order],
            "elapsed_s": to_s[order] - from_s[order],
        })
    )  # fmt: skip


def _hills(rows: Sequence[Row], run_ids: Sequence[str]) -> pd.DataFrame:
    """Return frame `HILLS` from the rows of `Ways.passes`."""
    if not rows:
        return HILLS.empty()
    place, known, hill, from_s, to_s, elapsed_s, length_m, gain_m, at_end = zip(*rows, strict=True)
    ids = np.array(run_ids, dtype=object)
    names = {one: hill_id(one, run_ids) for one in set(hill)}
    texts = {
        "run_id": ids[list(place)],
        "hill_id": [names[one] for one in hill],
        "known_since": ids[list(known)],
    }
    return HILLS.check(
        pd.DataFrame({
            **{name: pd.Series(told, dtype=object) for name, told in texts.items()},
            "from_s": from_s,
            "to_s": to_s,
            "elapsed_s": elapsed_s,
            "length_m": length_m,
            "gain_m": gain_m,
            "at_end": np.array(at_end, dtype=bool),
        })
    )  # fmt: skip


def hill_id(hill: str, run_ids: Sequence[str]) -> str:
    """Return the id of a hill as runners see it; inside, a run is its place in the order."""
    place, _, at_m = hill.partition("@")
    return f"{run_ids[int(place)]}@{at_m}"
