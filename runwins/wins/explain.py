"""A win in plain sentences: what was compared, over which stretch, how sure, and its worth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from runwins.model import History
from runwins.units import (
    Units,
    format_date,
    format_distance,
    format_duration,
    format_height,
    format_pace,
    format_span,
)
from runwins.wins.base import kinds
from runwins.wins.certainty import sureness
from runwins.wins.next_rung import GOAL_WEIGHT, next_rungs, tells_of
from runwins.wins.ranking import BELOW, FILLER, bar, bits

_SOURCES = {
    "device": "the device's own distance",
    "gps": "a distance summed from satellite positions",
    "summary": "the distance of the service's summary",
}
_ALTITUDES = {
    "baro": "a barometer's altitude",
    "dem": "altitude from a map of heights",
    "gps": "satellite altitude",
    "device": "the device's own ascent",
    "summary": "the ascent of the service's summary",
}
_BY_THE_CLOCK = ("time-on-feet", "in-the-dark")
_MEASURED = ("m", "m up", "m high", "s", "m/s", "km", "mi", "km-effort")


def explain(win: Mapping[str, Any], history: History) -> tuple[str, ...]:
    """Return sentences that explain one win.

    Parameters
    ----------
    win
        One row of `WINS`.
    history
        What it was found in.
    """
    units = history.units
    known = {name: None if _missing(value) else value for name, value in win.items()}
    return tuple(
        sentence
        for part in (
            _what(known),
            _compared(known, units),
            _stretch(known, history),
            (f"The rule: {known['rule']}",),
            _how_sure(known),
            _what_would_beat_it(known, units),
            _worth(known, history),
        )
        for sentence in part
    )


def said(value: float, unit: str, units: Units = "km") -> str:
    """Return a win's value with its unit, in words: ``10.2 km``, ``27:58``, ``4 weeks``."""
    if unit == "m":
        return format_distance(value, units)
    if unit == "m up":
        return f"{format_height(value, units)} up"
    if unit == "s":
        return format_duration(value)
    if unit == "m high":
        return f"{format_height(value, units)} above the sea"
    if unit == "m/s":
        return format_pace(value, units)
    return f"{value:,.0f} {unit}"


def _missing(value: Any) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _what(win: Mapping[str, Any]) -> Iterator[str]:
    day = format_date(pd.Timestamp(win["date"]).date(), weekday=True)
    yield f"{win['label']}, on {day}."


def _compared(win: Mapping[str, Any], units: Units) -> Iterator[str]:
    count = int(win["since_n"])
    member = kinds().get(win["kind"])
    if member is not None and member.options["calendar"]:
        yield f"The last win of this kind was {count} run{'s' if count != 1 else ''} earlier."
        if win["detail"] is not None:
            yield f"{win['detail'][0].upper()}{win['detail'][1:]}."
        return
    held = ""
    if win["previous"] is not None:
        held = _told(win, win["previous"], units)
        if win["previous_date"] is not None:
            held += f" on {format_date(pd.Timestamp(win['previous_date']).date())}"
        if win["previous_run_id"] is not None:
            held += f" (run {win['previous_run_id']})"
    if win["window"] != "ever":
        yield (
            f"Compared with the {count} earlier attempts since the last one as good, {held}: "
            "none of them came up to it."
        )
    elif held:
        plural = "s" if count != 1 else ""
        yield f"Compared with {count} earlier attempt{plural}; the best before was {held}."
    else:
        yield f"Compared with {count} earlier attempts."


def _told(win: Mapping[str, Any], value: float, units: Units) -> str:
    if win["kind"] in _BY_THE_CLOCK:
        return format_span(value)
    return said(value, win["unit"], units)


def _stretch(win: Mapping[str, Any], history: History) -> Iterator[str]:
    if win["from_m"] is not None and win["to_m"] is not None:
        ends = [format_distance(win[end], history.units, 2) for end in ("from_m", "to_m")]
        clock = [format_duration(win[end]) for end in ("from_s", "to_s")]
        yield (
            f"The stretch goes from {ends[0]} to {ends[1]} of run {win['run_id']}, "
            f"from {clock[0]} to {clock[1]} on its clock, stops included."
        )
    if win["unit"] not in _MEASURED or win["kind"] in _BY_THE_CLOCK:
        return
    runs = history.runs
    for run in runs[runs["run_id"] == win["run_id"]].to_dict("records"):
        told = [_SOURCES.get(run["distance_source"], "")]
        if win["unit"] in ("m up", "m high"):
            told = [_ALTITUDES.get(run["ascent_source"], "")]
        if told[0]:
            yield f"It rests on {told[0]}; the recording is {run['quality']}."


def _how_sure(win: Mapping[str, Any]) -> Iterator[str]:
    sure = float(win["confidence"])
    if win["kind"] == "race-best":
        yield "How sure: the distance is the race's own, so no error of a watch enters."
    elif win["unit"] == "s" and win["family"] in ("routes", "hills"):
        yield (
            "How sure: satellites put a runner about 5 m off at each of the two gates, on both "
            f"days, so the chance that it was really faster is {100 * min(sure, 0.99):.0f} %: "
            f"{sureness(sure)}."
        )
    elif _is_time(win):
        claim = "under the line" if win["kind"] == "round-number" else "faster"
        yield (
            f"How sure: a watch's distance is off by {_off(win)} as a rule, so the chance that it "
            f"was really {claim} is {100 * min(sure, 0.99):.0f} %: {sureness(sure)}."
        )
    elif win["family"] == "engine":
        yield (
            "How sure: at equal heart rate one run differs from the next by about 7 %, whoever "
            f"runs; by the scatter of these runs the chance is {100 * min(sure, 0.99):.0f} %."
        )
    elif win["kind"] in _BY_THE_CLOCK:
        yield "How sure: it is the watch's clock."
    elif win["unit"] in _MEASURED:
        yield "How sure: the margin in the rule stands for the error of the measure."
    else:
        yield "How sure: it is a count of what is in the log."


def _off(win: Mapping[str, Any]) -> str:
    return "2 % on trails" if win["key"].endswith(" trail") else "0.5 to 0.7 %"


def _what_would_beat_it(win: Mapping[str, Any], units: Units) -> Iterator[str]:
    if win["previous"] is None or win["kind"] in ("first-run-back", "back-to-level"):
        return
    mark = _told(win, win["value"], units)
    better = (
        "or faster"
        if _is_time(win) or win["unit"] == "m/s"
        else "or lower"
        if win["unit"] == "bpm"
        else "or more"
    )
    since = ""
    if win["window"] != "ever" and win["previous_date"] is not None:
        since = f", after {format_date(pd.Timestamp(win['previous_date']).date())}"
    yield f"What would have beaten it: {mark} {better} on an earlier day{since}."


def _is_time(win: Mapping[str, Any]) -> bool:
    return win["unit"] == "s" and win["family"] in ("pace", "comeback", "hills", "routes")


def _worth(win: Mapping[str, Any], history: History) -> Iterator[str]:
    member = kinds().get(win["kind"])
    options: Mapping[str, Any] = {} if member is None else member.options
    rarity = bits(
        win["since_n"], rivals=options.get("rivals", 1.0), calendar=options.get("calendar", False)
    )
    yield (
        f"How big: in itself {_how_big(win['size'])} ({win['size']:g} of 5), "
        f"and {rarity / 4:.1f} of 2 for how long it had not been done."
    )
    parts = []
    if win["confidence"] < 0.995:
        parts.append(f"times {0.5 + 0.5 * win['confidence']:.2f} for how sure it is")
    run = _position(win["run_id"], history)
    ahead = [r for r in next_rungs(history).get(run, ()) if tells_of(win, r.rung_id)]
    if ahead:
        parts.append(
            f"times {GOAL_WEIGHT:g} because it is on the next rung toward {ahead[0].goal}, "
            f"{ahead[0].label}"
        )
    if win["tired"]:
        parts.append(f"less {win['tired']:.1f} because its kind was told lately")
    told = "".join(f", {part}" for part in parts)
    yield f"Its worth that day: the sum of the two{told}: {win['score']:.2f}."
    yield from _shown(win, run)


def _how_big(size: float) -> str:
    if size >= 4.5:
        return "a headline"
    if size >= 3:
        return "a thing that stands alone"
    return "a small thing, for quiet days"


def _shown(win: Mapping[str, Any], run: int) -> Iterator[str]:
    """Say whether it was worth telling, and against what."""
    needed = ""
    if win["bar"] is not None and win["kind"] != FILLER:
        needed = f" {win['bar']:g} was needed that day."
        usual = bar(run + 1)
        if win["bar"] != usual:
            why = (
                "it had been quiet, and then smaller true things get their turn."
                if win["bar"] < usual
                else "much had been told lately, and then bigger things alone are."
            )
            needed = f"{needed.rstrip('.')}, {usual:g} as a rule: {why}"
    if win["shown"]:
        yield f"It was worth showing.{needed}"
    else:
        told = needed if win["untold"] == BELOW else ""
        yield f"It is kept in the list and was not told: {win['untold']}.{told}"


def _position(run_id: str, history: History) -> int:
    """Return which run of the log it is; 0 is the first."""
    runs = history.runs
    start = runs.loc[runs["run_id"] == run_id, "start_time"]
    return int((runs["start_time"] < start.iloc[0]).sum()) if len(start) else 0
