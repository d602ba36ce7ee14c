"""First 5 km under 30:00."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from runwins.model import History
from runwins.units import distance_name, format_duration
from runwins.wins.attempts import MAJOR, attempts, celebrated
from runwins.wins.base import candidates, detector
from runwins.wins.past import Past, best_before
from runwins.wins.round_lines import LINES

_SPREAD = 0.005


@detector("round-number", family="pace", calendar=True)
def round_number(history: History) -> pd.DataFrame:
    """The first time under a round number: 5 km under 30:00, a half marathon under two hours.

    Over all ground outdoors, once for each line, with at least two earlier attempts that were all
    above it. Where a run passes several lines it is the fastest of them. It takes the place of
    the line about the fastest effort.
    """
    past = Past(history)
    rows = []
    for every in attempts(history, past, celebrated(past)):
        lines = np.array(LINES.get(every.distance_m, ()))
        if not len(lines):
            continue
        over = every.chosen(every.outdoors)
        best, holder = best_before(-over.elapsed_s)
        for at in np.flatnonzero((-over.elapsed_s > best) & (over.run >= past.since)).tolist():
            time, before = float(over.elapsed_s[at]), -float(best[at])
            passed = lines[(lines > time) & (lines < before)]
            if at < 2 or not len(passed):
                continue
            line = float(passed.min())
            name = distance_name(over.distance_m, past.units)
            sure = 0.5 * (1 + math.erf((line / time - 1) / _SPREAD / math.sqrt(2)))
            rows.append(
                past.candidate(
                    int(over.run[at]),
                    held_by=int(over.run[holder[at]]),
                    key=f"{over.distance_m:.0f} {line:.0f}",
                    label=f"First {name} under {format_duration(line)}: {format_duration(time)}",
                    detail=past.before(int(over.run[holder[at]]), format_duration(before)),
                    value=time,
                    unit="s",
                    previous=before,
                    margin=before - time,
                    confidence=max(0.5, sure),
                    since_n=0.0,
                    size=4.5 if over.distance_m in MAJOR else 4.0,
                    stretch=over.stretch(at),
                    rule="The first effort under the line on any ground outdoors, on the clock "
                    "with stops included, with at least two earlier ones, all above it; the "
                    "fastest line passed.",
                )
            )
    return candidates(rows)
