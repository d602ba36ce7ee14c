"""Routes and hills of a log, gathered run by run and kept: a new run costs its own part alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from runwins.frames import HILLS, ROUTES
from runwins.store import Store
from runwins.store.ways import Row
from runwins.training_log.gathering import Gathering
from runwins.training_log.route_words import RoutesAsSaid


@dataclass(frozen=True, slots=True)
class KeptHills:
    """The hills of a log as they were found before.

    Attributes
    ----------
    recordings
        The recording that spoke for each run.
    frame
        Frame `HILLS` of these runs.
    """

    recordings: Sequence[int]
    frame: pd.DataFrame


def routes_and_hills(
    store: Store,
    runs: Mapping[str, int],
    climbs: pd.DataFrame,
    kept: KeptHills | None = None,
    said: Mapping[int, str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return frames `ROUTES` and `HILLS` of a log, as if all of it were gathered at once.

    What was found before is kept up to the first run that differs from then: a run inserted, taken
    out, merged. From there on it is found anew.

    Parameters
    ----------
    store
        The open log.
    runs
        The recording that speaks for each run, by ``run_id``, in the order they were run.
    climbs
        Frame `CLIMBS` of these runs.
    kept
        The hills that were found before, where they are at hand.
    said
        The runner's words of routes; see `RoutesAsSaid`.

    Returns
    -------
    tuple
        The frames, and how many rows of `HILLS`, from the first on, are those that were kept.
    """
    names, recordings = list(runs), list(runs.values())
    good = store.ways.still_good(recordings)
    added: list[Row] = []
    if good < len(recordings) or not store.ways.nothing_beyond(good):
        with store.transaction():
            store.ways.forget_from(good)
            place = {name: number for number, name in enumerate(names[good:], start=good)}
            own: dict[int, list[dict[Any, Any]]] = defaultdict(list)
            for climb in climbs[climbs["run_id"].isin(place)].to_dict("records"):
                own[place[climb["run_id"]]].append(climb)
            added = Gathering(store, recordings, good).extend(own)
    routes = _routes(RoutesAsSaid(store, recordings, said or {}).rows(), names)
    if kept is None or len(kept.recordings) != good or list(kept.recordings) != recordings[:good]:
        return routes, _hills(store.ways.passes(), names), 0
    hills, same = _with_passes(kept.frame, added, names)
    return routes, hills, same


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
    hills = HILLS.check(
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
    return hills.take(_order(hills, run_ids)).reset_index(drop=True)


def _with_passes(
    before: pd.DataFrame, added: Sequence[Row], run_ids: Sequence[str]
) -> tuple[pd.DataFrame, int]:
    """Return frame `HILLS` with further passes, and how many of its first rows are as they were."""
    if not added:
        return before, len(before)
    place = {run_id: number for number, run_id in enumerate(run_ids)}
    same = bisect_left(before["run_id"], min(row[0] for row in added), key=place.__getitem__)
    fresh = _hills(added, run_ids)
    rest = (
        pd.concat([before.iloc[same:], fresh], ignore_index=True) if same < len(before) else fresh
    )
    rest = rest.take(_order(rest, run_ids, fresh["run_id"]))
    return pd.concat([before.iloc[:same], rest], ignore_index=True), same


def _order(
    hills: pd.DataFrame, run_ids: Sequence[str], unsorted: Iterable[str] | None = None
) -> NDArray[np.intp]:
    """Return the rows of frame `HILLS` in the order in which the passes were run.

    Parameters
    ----------
    hills
        Passes in any order.
    run_ids
        Every run, in the order of the runs.
    unsorted
        The runs whose passes need to be put in order; by default all.
    """
    place = pd.Index(run_ids).get_indexer(pd.Index(hills["run_id"]))
    order = np.argsort(place, kind="stable")
    at = np.arange(len(order))
    if unsorted is not None:
        loose = np.zeros(len(run_ids), dtype=bool)
        loose[pd.Index(run_ids).get_indexer(pd.Index(list(unsorted)))] = True
        at = np.flatnonzero(loose[place[order]])
    rows = order[at]
    few = hills.take(rows)
    from_s, to_s = few["from_s"].to_numpy(), few["to_s"].to_numpy()
    hill = few["hill_id"].to_numpy(dtype=str)
    order[at] = rows[np.lexsort((hill, to_s, from_s, place[rows]))]
    return order


def hill_id(hill: str, run_ids: Sequence[str]) -> str:
    """Return the id of a hill as runners see it; inside, a run is its place in the order."""
    place, _, at_m = hill.partition("@")
    return f"{run_ids[int(place)]}@{at_m}"
