"""Faster than before, and not counted: with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from runwins.model import BOOKS, History
from runwins.units import distance_name, format_duration, format_height
from runwins.wins.attempts import AIDED, attempts, celebrated
from runwins.wins.best_effort import SURE_ENOUGH
from runwins.wins.certainty import chance_real, seconds_between
from runwins.wins.more_speed_per_beat import too_big
from runwins.wins.past import Past, best_before

_DEFAULT = {
    "unverified": "the recording does not make it sure",
    "rejected": "the recording shows something faster than running",
    "ok": "the recording is too poor to speak of speed",
}


def not_counted(history: History) -> list[dict[str, Any]]:
    """Return one effort a run that beat the best before it and was not counted, with why.

    Of several distances of one run it is the one that beats its best by the largest share. Who
    runs down the same valley every week is told once, until it goes faster still.
    """
    past = Past(history)
    largest: dict[int, tuple[float, dict[str, Any]]] = {}
    found = [*_doubtful(history, past), *_too_close(history, past), *_too_big(past)]
    for run, gain, row in found:
        if run > 0 and (run not in largest or gain > largest[run][0]):
            largest[run] = (gain, {"run": run, "remark": "not counted", **row})
    return [row for _, row in largest.values()]


def _doubtful(history: History, past: Past) -> Iterator[tuple[int, float, dict[str, Any]]]:
    efforts = history.efforts
    place = pd.Index(past.ids).get_indexer(pd.Index(efforts["run_id"]))
    quality, reason = (efforts[name].to_numpy(dtype=object) for name in ("quality", "reason"))
    poor, poor_why = ~past.sound(), past.texts("quality_reasons")
    doubtful = (quality != "ok") | (reason == AIDED)
    if len(past):
        doubtful = (doubtful | poor[place]) & (place >= 0)
    distance = efforts["distance_m"].to_numpy(dtype=np.float64)
    elapsed = efforts["elapsed_s"].to_numpy(dtype=np.float64)
    from_m = efforts["started_at_m"].to_numpy(dtype=np.float64)
    drop = efforts["net_gain_m"].to_numpy(dtype=np.float64)
    for every in attempts(history, past, celebrated(past)):
        for book in BOOKS:
            over = every.chosen(past.books[every.run] == book)
            if not len(over.run):
                continue
            best = np.minimum.accumulate(over.elapsed_s)
            here = doubtful & (distance == every.distance_m) & (past.books[place] == book)
            fastest_told = np.inf
            for at in sorted(np.flatnonzero(here).tolist(), key=lambda at: (place[at], at)):
                earlier = int(np.searchsorted(over.run, place[at]))
                if earlier < 1 or elapsed[at] >= min(best[earlier - 1], fastest_told):
                    continue
                fastest_told = elapsed[at]
                told = poor_why[place[at]] if poor[place[at]] else reason[at]
                why = str(told or _DEFAULT.get(str(quality[at]), _DEFAULT["unverified"]))
                if why == AIDED:
                    why = "it runs downhill" + (
                        f", {format_height(-drop[at], past.units)} lower at its end"
                        if drop[at] < 0
                        else ""
                    )
                name = distance_name(every.distance_m, past.units)
                time = float(elapsed[at])
                yield (
                    int(place[at]),
                    1 - time / float(best[earlier - 1]),
                    {
                        "kind": "best-effort",
                        "label": f"{name} in {format_duration(time)} was not counted: {why}",
                        "value": time,
                        "unit": "s",
                        "mark": float(best[earlier - 1]),
                        "reason": why,
                        "at_m": float(from_m[at]),
                    },
                )


def _too_big(past: Past) -> Iterator[tuple[int, float, dict[str, Any]]]:
    why = "that is too big to be fitness; look at the strap, the route and the weather"
    for gain in too_big(past):
        yield (
            gain.run,
            gain.share,
            {
                "kind": "more-speed-per-beat",
                "label": f"{100 * gain.share:.1f} % faster at the same heart rate in four weeks "
                f"was not counted: {why}",
                "value": gain.new_mps,
                "unit": "m/s",
                "mark": gain.old_mps,
                "reason": why,
            },
        )


def _too_close(history: History, past: Past) -> Iterator[tuple[int, float, dict[str, Any]]]:
    for every in attempts(history, past, celebrated(past)):
        for book in BOOKS:
            over = every.chosen(past.books[every.run] == book)
            best = -best_before(-over.elapsed_s)[0]
            for at in np.flatnonzero(over.elapsed_s < best).tolist():
                time, mark = float(over.elapsed_s[at]), float(best[at])
                sure = chance_real(mark, time, over.distance_m, book)
                if at < 2 or sure >= SURE_ENOUGH:
                    continue
                name = distance_name(over.distance_m, past.units)
                why = "that is inside the error of a watch's distance"
                yield (
                    int(over.run[at]),
                    1 - time / mark,
                    {
                        "kind": "best-effort",
                        "label": f"{name} in {format_duration(time)}, "
                        f"{seconds_between(mark, time)} under your best, was not counted: {why}",
                        "value": time,
                        "unit": "s",
                        "mark": mark,
                        "reason": why,
                        "at_m": float(over.from_m[at]),
                    },
                )
