"""Faster than before, and not counted: with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from runwins.metrics.personal import REASON
from runwins.model import History
from runwins.units import distance_name, format_duration, format_height
from runwins.wins.attempts import AIDED, celebrated, in_books
from runwins.wins.best_effort import SURE_ENOUGH
from runwins.wins.certainty import chance_real, seconds_between
from runwins.wins.more_speed_per_beat import too_big
from runwins.wins.past import Past, best_before

_ATTEMPTS = 2
_NEARLY = 0.8
_DEFAULT = {
    "unverified": "the recording does not make it sure",
    "rejected": "the recording shows something faster than running",
    "ok": "the recording is too poor to speak of speed",
}


def not_counted(history: History) -> list[dict[str, Any]]:
    """Return one effort a run that beat the best before it and was not counted, with why.

    Of several distances of one run it is the longest of those that beat their best by nearly the
    largest share, for the same reason. Who runs down the same valley every week is told once, until
    it goes faster still. What only the runner's own history speaks against the runner can confirm,
    and is told how.
    """
    past = Past(history)
    of_run: dict[int, list[tuple[float, dict[str, Any]]]] = defaultdict(list)
    for run, gain, row in (
        *_doubtful(history, past),
        *_too_close(history, past),
        *_too_big(history, past),
    ):
        if run > 0:
            of_run[run].append((gain, {"run": run, "remark": "not counted", **row}))
    return [_told(rows) for rows in of_run.values()]


def _told(rows: list[tuple[float, dict[str, Any]]]) -> dict[str, Any]:
    """Return the one effort of a run to speak of."""
    largest, first = max(rows, key=lambda one: one[0])
    alike = [
        row for gain, row in rows if gain >= _NEARLY * largest and row["reason"] == first["reason"]
    ]
    return max(alike, key=lambda row: float(row["value"]))


def _doubtful(history: History, past: Past) -> Iterator[tuple[int, float, dict[str, Any]]]:
    efforts = history.efforts
    place = past.owners(efforts)
    quality, reason = (efforts[name].to_numpy(dtype=object) for name in ("quality", "reason"))
    poor, poor_why = ~past.sound(), past.texts("quality_reasons")
    doubtful = ~past.saying(efforts, "quality", "ok") | past.saying(efforts, "reason", AIDED)
    if len(past):
        doubtful = (doubtful | poor[place]) & (place >= 0)
    doubts = np.flatnonzero(doubtful)
    doubts = doubts[np.argsort(place[doubts], kind="stable")]
    if not (place[doubts] >= past.since).any():
        return
    distance, elapsed, from_m, drop = (
        efforts[name].to_numpy(dtype=np.float64)
        for name in ("distance_m", "elapsed_s", "started_at_m", "net_gain_m")
    )
    for book, over in in_books(history, past, celebrated(past)):
        best = np.append(np.minimum.accumulate(over.elapsed_s), -np.inf)
        here = doubts[(distance[doubts] == over.distance_m) & past.in_book(book)[place[doubts]]]
        known = best[np.searchsorted(over.run, place[here]) - 1]
        faster = elapsed[here] < known
        fastest_told = np.inf
        for at, mark in zip(here[faster].tolist(), known[faster].tolist(), strict=True):
            time, run = float(elapsed[at]), int(place[at])
            if time >= fastest_told:
                continue
            fastest_told = time
            if run < past.since:
                continue
            told = poor_why[run] if poor[run] else reason[at]
            why = str(told or _DEFAULT.get(str(quality[at]), _DEFAULT["unverified"]))
            if why == AIDED:
                why = "it runs downhill" + (
                    f", {format_height(-drop[at], past.units)} lower at its end"
                    if drop[at] < 0
                    else ""
                )
            name = distance_name(over.distance_m, past.units)
            label = f"{name} in {format_duration(time)} was not counted: {why}"
            if why == REASON:
                say = f"runwins runs edit {past.ids[run]} --race"
                label += f". Was it run like a race? Then say so: {say}"
            yield (
                run,
                1 - time / mark,
                {
                    "kind": "best-effort",
                    "label": label,
                    "value": time,
                    "unit": "s",
                    "mark": mark,
                    "reason": why,
                    "at_m": float(from_m[at]),
                },
            )


def _too_big(history: History, past: Past) -> Iterator[tuple[int, float, dict[str, Any]]]:
    why = "that is too big to be fitness; look at the strap, the route and the weather"
    for gain in too_big(history, past):
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
    for book, over in in_books(history, past, celebrated(past)):
        best = -best_before(-over.elapsed_s)[0]
        faster = (over.elapsed_s < best) & (over.run >= past.since)
        faster[:_ATTEMPTS] = False
        for at in np.flatnonzero(faster).tolist():
            time, mark = float(over.elapsed_s[at]), float(best[at])
            if chance_real(mark, time, over.distance_m, book) >= SURE_ENOUGH:
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
