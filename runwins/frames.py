"""Every table of runwins: its columns, their types, units and meaning.

All tables are plain pandas frames. SI units stand in the names; times are UTC with the offset
beside them; what is not known is missing (``NaN``, ``NaT``, ``None``), never zero.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from runwins.schema import Column, Schema

RUNS = Schema(
    "RUNS",
    "a run",
    Column("run_id", "text", "local start, like 20261024-0812; stable when imported again"),
    Column("start_time", "time", "UTC"),
    Column("utc_offset_s", "number", "local time minus UTC"),
    Column("local_date", "day", "the day the runner would name"),
    Column("name", "text", "from the file, the service or the runner", optional=True),
    Column("book", "text", "road, trail, track, treadmill or virtual"),
    Column("is_race", "flag", "said by the runner, the file or the service"),
    Column("distance_m", "number", "cleaned", optional=True),
    Column("distance_source", "text", "device, gps, summary; runner, who said it", optional=True),
    Column("elapsed_s", "number", "clock time from start to end", optional=True),
    Column("timer_s", "number", "without the watch's pauses", optional=True),
    Column("moving_s", "number", "without pauses and stops", optional=True),
    Column("ascent_m", "number", "metres climbed", optional=True),
    Column("ascent_source", "text", "baro, gps, dem, device, summary", optional=True),
    Column("descent_m", "number", "metres down, where our reading is good", optional=True),
    Column("nonstop_moving_m", "number", "longest stretch without a stop", optional=True),
    Column("nonstop_run_m", "number", "longest stretch without stop or walk", optional=True),
    Column("avg_hr_bpm", "number", "mean heart rate", optional=True),
    Column("max_hr_bpm", "number", "highest heart rate", optional=True),
    Column("avg_cadence_spm", "number", "steps a minute, both feet, while moving", optional=True),
    Column("avg_temperature_c", "number", "as the device felt it", optional=True),
    Column("steady_speed_mps", "number", "as on the flat, over 20 good minutes", optional=True),
    Column("steady_hr_bpm", "number", "mean heart rate of the same minutes", optional=True),
    Column("highest_m", "number", "highest altitude; missing where it is poor", optional=True),
    Column("hidden_drift_m", "number", "what weather may have added unseen", optional=True),
    Column("dark_s", "number", "with the sun below -6 degrees", optional=True),
    Column("device", "text", "maker and model, as far as known", optional=True),
    Column("quality", "text", "good, fair, poor; ride where it cannot have been a run"),
    Column("quality_reasons", "text", "why not good, in words", optional=True),
    Column("source", "text", "format of the recording: fit, gpx, tcx, strava-csv"),
    Column("source_file", "text", "as the runner named it"),
)

STREAM = Schema(
    "STREAM",
    "a sample",
    Column("elapsed_s", "number", "seconds since the first sample; strictly increasing"),
    Column("distance_m", "number", "metres since the first sample", optional=True),
    Column("lat_deg", "number", "WGS84", optional=True),
    Column("lon_deg", "number", "WGS84", optional=True),
    Column("altitude_m", "number", "as recorded", optional=True),
    Column("speed_mps", "number", "as the device recorded it", optional=True),
    Column("hr_bpm", "number", "heart rate", optional=True),
    Column("cadence_spm", "number", "steps a minute, both feet", optional=True),
    Column("power_w", "number", "running power", optional=True),
    Column("temperature_c", "number", "as the device felt it", optional=True),
)

CLEAN_STREAM = Schema(
    "CLEAN_STREAM",
    "a sample whose distance can be trusted as far as its edge says",
    *STREAM.columns,
    Column("edge", "text", "of the step before: ok, gap, spread, cut, vehicle, pause"),
)

LAPS = Schema(
    "LAPS",
    "a lap the runner pressed, or the watch cut",
    Column("started_at_s", "number", "seconds since the start of the run"),
    Column("elapsed_s", "number", "clock time", optional=True),
    Column("timer_s", "number", "without the watch's pauses", optional=True),
    Column("distance_m", "number", "as the device said", optional=True),
)

EFFORTS = Schema(
    "EFFORTS",
    "the fastest stretch of a run over a standard distance",
    Column("run_id", "text", "whose"),
    Column("distance_m", "number", "the standard distance"),
    Column("elapsed_s", "number", "on the clock, stops included"),
    Column("started_at_s", "number", "seconds into the run"),
    Column("started_at_m", "number", "metres into the run"),
    Column("net_gain_m", "number", "end minus start altitude", optional=True),
    Column("quality", "text", "ok, unverified or rejected"),
    Column("reason", "text", "why not ok; or downhill-aided, which is ok", optional=True),
    Column("supported", "flag", "speed, satellites and steps all agree with it", optional=True),
)

CLIMBS = Schema(
    "CLIMBS",
    "one uphill of a run",
    Column("run_id", "text", "whose"),
    Column("started_at_m", "number", "metres into the run"),
    Column("started_at_s", "number", "seconds into the run"),
    Column("length_m", "number", "along the ground"),
    Column("gain_m", "number", "top minus foot"),
    Column("grade", "number", "gain over length, a fraction"),
    Column("elapsed_s", "number", "on the clock"),
    Column("vam_m_per_h", "number", "metres climbed an hour"),
    Column("start_lat_deg", "number", "foot", optional=True),
    Column("start_lon_deg", "number", "foot", optional=True),
    Column("end_lat_deg", "number", "top", optional=True),
    Column("end_lon_deg", "number", "top", optional=True),
)

DESCENTS = Schema(
    "DESCENTS",
    "one downhill of a run",
    Column("run_id", "text", "whose"),
    Column("started_at_m", "number", "metres into the run"),
    Column("length_m", "number", "along the ground"),
    Column("drop_m", "number", "top minus foot"),
    Column("grade", "number", "drop over length, a fraction, never negative"),
)

ROUTES = Schema(
    "ROUTES",
    "a run of a route that was run more than once",
    Column("run_id", "text", "whose"),
    Column("route_id", "text", "the first run of the route"),
    Column("length_m", "number", "of the way along the positions"),
    Column("from_s", "number", "seconds into the run at the first gate"),
    Column("to_s", "number", "seconds into the run at the last gate"),
    Column("elapsed_s", "number", "on the clock between the gates, stops included"),
    Column("name", "text", "what the runner calls the route", optional=True),
)

HILLS = Schema(
    "HILLS",
    "a run up a hill that was climbed before",
    Column("run_id", "text", "whose"),
    Column("hill_id", "text", "the first climb of the hill: its run and where it began"),
    Column("from_s", "number", "seconds into the run at the foot"),
    Column("to_s", "number", "seconds into the run at the top"),
    Column("elapsed_s", "number", "on the clock, stops included"),
    Column("length_m", "number", "of the hill"),
    Column("gain_m", "number", "of the hill"),
    Column("at_end", "flag", "a gate is within 100 m of the run's start or end", optional=True),
    Column("known_since", "text", "the run with the third climb found on it", optional=True),
    Column("name", "text", "what the runner calls the hill", optional=True),
)

WEEKS = Schema(
    "WEEKS",
    "a local ISO week, from the first run's to the last, empty ones too",
    Column("week", "day", "its Monday"),
    Column("runs", "count", "how many"),
    Column("distance_m", "number", "sum of what is known"),
    Column("moving_s", "number", "sum of what is known"),
    Column("ascent_m", "number", "sum of what is known"),
    Column("longest_m", "number", "the longest run", optional=True),
)

WINS = Schema(
    "WINS",
    "a win: a true, dated, explainable fact",
    Column("win_id", "text", "stable: follows from run, kind and key alone"),
    Column("run_id", "text", "the run that won it"),
    Column("date", "day", "of the run, local"),
    Column("kind", "text", "which detector"),
    Column("key", "text", "which of its kind, e.g. the distance; empty where there is one"),
    Column("family", "text", "distance, pace, hills, consistency, …"),
    Column("label", "text", "the headline: what the runner did"),
    Column("detail", "text", "the line below: what it is compared with", optional=True),
    Column("value", "number", "what was reached"),
    Column("unit", "text", "m, s, weeks, runs, …"),
    Column("previous", "number", "the mark before", optional=True),
    Column("previous_run_id", "text", "who held it", optional=True),
    Column("previous_date", "day", "since when", optional=True),
    Column("margin", "number", "how much better, in the unit", optional=True),
    Column("window", "text", "ever, or since a day"),
    Column("since_n", "number", "earlier attempts since one as good; all of them if none"),
    Column("confidence", "number", "probability that it is real, 0–1"),
    Column("size", "number", "how big a thing of its kind is in itself, 1–5"),
    Column("score", "number", "its worth on that day"),
    Column("tired", "number", "worth it lost as its kind was told lately", optional=True),
    Column("bar", "number", "the worth that was needed on that day", optional=True),
    Column("shown", "flag", "worth celebrating"),
    Column("untold", "text", "why it was not celebrated", optional=True),
    Column("rung", "text", "the rung it reached", optional=True),
    Column("from_s", "number", "evidence: second into the run", optional=True),
    Column("to_s", "number", "evidence", optional=True),
    Column("from_m", "number", "evidence: metre into the run", optional=True),
    Column("to_m", "number", "evidence", optional=True),
    Column("rule", "text", "the rule with its thresholds, in words"),
)

GONE_WINS = Schema(
    "GONE_WINS",
    "a win that was told once, and is told no more",
    Column("win_id", "text", "which it was"),
    Column("run_id", "text", "the run that had won it"),
    Column("date", "day", "of the run, local"),
    Column("kind", "text", "which detector"),
    Column("label", "text", "the headline: what was said"),
    Column("gone_at", "time", "when it was unmade, UTC"),
    Column("because", "text", "by what, in words"),
    Column("stands", "flag", "it is true still, and others are told before it"),
    Column("now_run_id", "text", "the run of which the same is true now", optional=True),
    Column("now_date", "day", "of that run, local", optional=True),
)

REMARKS = Schema(
    "REMARKS",
    "something true that is said beside the wins and never called one",
    Column("run_id", "text", "of which run"),
    Column("date", "day", "of the run, local"),
    Column("remark", "text", "almost, not counted, big step, progress"),
    Column("kind", "text", "the kind of win it belongs to"),
    Column("label", "text", "the sentence"),
    Column("value", "number", "what was measured", optional=True),
    Column("unit", "text", "of the value", optional=True),
    Column("mark", "number", "what it came close to", optional=True),
    Column("reason", "text", "why it was not counted", optional=True),
    Column("at_m", "number", "where in the run", optional=True),
)

NOTES = Schema(
    "NOTES",
    "what the runner wrote about a run",
    Column("run_id", "text", "about which run"),
    Column("feel", "number", "-2 a hard day … 2 a great one", optional=True),
    Column("text", "text", "the runner's words", optional=True),
    Column("at", "time", "when it was written, UTC", optional=True),
)

RUNGS = Schema(
    "RUNGS",
    "a rung of the ladder, lowest first; the race is the last",
    Column("rung_id", "text", "stable, e.g. long-run-16000"),
    Column("kind", "text", "which rung kind"),
    Column("label", "text", "e.g. 16 km in one run"),
    Column("target", "number", "in the unit"),
    Column("unit", "text", "m, s, weeks, …"),
    Column("state", "text", "done, next, later, past_date, will_not_fit"),
    Column("planned_date", "day", "on the gentle path: a suggestion", optional=True),
    Column("done_date", "day", "when it was earned", optional=True),
    Column("run_id", "text", "the run that earned it", optional=True),
    Column("p10", "day", "one in ten comes earlier", optional=True),
    Column("p50", "day", "as likely before as after", optional=True),
    Column("p80", "day", "eight in ten come earlier", optional=True),
    Column("p90", "day", "nine in ten come earlier", optional=True),
    Column("probability", "number", "of being reached before the taper", optional=True),
    Column("reward", "text", "what the runner promised themselves", optional=True),
)

COURSE_CLIMBS = Schema(
    "COURSE_CLIMBS",
    "a climb or a descent of a course, in the order of the course",
    Column("kind", "text", "climb or descent"),
    Column("from_m", "number", "metres along the course"),
    Column("to_m", "number", "metres along the course"),
    Column("height_m", "number", "between its ends, up or down"),
    Column("grade", "number", "height over length, a fraction, never negative"),
    Column("steepest_grade", "number", "of its steepest 500 m, or of all of it if shorter"),
    Column(
        "own_run_id", "text", "the run with the own climb or descent nearest to it", optional=True
    ),
    Column("own_date", "day", "of that run", optional=True),
    Column("own_height_m", "number", "of that climb or descent", optional=True),
    Column("own_grade", "number", "of that climb or descent", optional=True),
    Column("own_bigger", "flag", "the runner has gone as far up, or down, in one go"),
)

STATIONS = Schema(
    "STATIONS",
    "a place on a course, in the order of the course; the finish is the last",
    Column("name", "text", "as the file has it"),
    Column("at_m", "number", "metres along the course"),
    Column("is_aid", "flag", "an aid station"),
    Column("lat_deg", "number", "on the course"),
    Column("lon_deg", "number", "on the course"),
    Column("off_m", "number", "how far from the course the file places it"),
    Column("cutoff_s", "number", "seconds after the start", optional=True),
)

LEGS = Schema(
    "LEGS",
    "a leg of a course: from one station or split to the next",
    Column("name", "text", "where it ends"),
    Column("from_m", "number", "metres along the course"),
    Column("to_m", "number", "metres along the course"),
    Column("ascent_m", "number", "metres up", optional=True),
    Column("descent_m", "number", "metres down", optional=True),
    Column("share", "number", "of the moving time"),
    Column("stop_s", "number", "planned at its end"),
    Column("a_leg_s", "number", "plan A: moving", optional=True),
    Column("a_arrival_s", "number", "plan A: seconds after the start", optional=True),
    Column("a_pace_s_per_km", "number", "plan A", optional=True),
    Column("a_earliest_s", "number", "plan A's arrival by the earliest model", optional=True),
    Column("a_latest_s", "number", "plan A's arrival by the latest model", optional=True),
    Column("b_leg_s", "number", "plan B: moving", optional=True),
    Column("b_arrival_s", "number", "plan B: seconds after the start", optional=True),
    Column("b_pace_s_per_km", "number", "plan B", optional=True),
    Column("cutoff_s", "number", "seconds after the start", optional=True),
    Column("last_arrival_s", "number", "of the slowest plan that meets them all", optional=True),
    Column("a_cushion_s", "number", "cut-off minus plan A's arrival", optional=True),
    Column("b_cushion_s", "number", "cut-off minus plan B's arrival", optional=True),
)

RACED_LEGS = Schema(
    "RACED_LEGS",
    "a leg as it was planned and as it was run",
    Column("name", "text", "where it ends"),
    Column("to_m", "number", "metres along the course"),
    Column(
        "planned_arrival_s",
        "number",
        "seconds after the start; missing without a plan",
        optional=True,
    ),
    Column("arrival_s", "number", "as it was run; missing where nobody saw it", optional=True),
    Column("planned_leg_s", "number", "moving and the stop before it", optional=True),
    Column("leg_s", "number", "as it was run", optional=True),
    Column("behind_s", "number", "arrival minus plan", optional=True),
    Column("lost_s", "number", "on this leg; negative is gained", optional=True),
)

REACHED = Schema(
    "REACHED",
    "a rung that a run reached after its goal was set, and the next one",
    Column("run_id", "text", "the run that earned it; missing for the next", optional=True),
    Column("rung_id", "text", "which rung"),
    Column("goal", "text", "of the ladder toward which goal"),
    Column("label", "text", "e.g. 16 km in one run"),
    Column("target", "number", "in the unit"),
    Column("unit", "text", "m, s, weeks, …"),
    Column("number", "count", "its place on the ladder, from 1"),
    Column("of", "count", "how many rungs the ladder has, the race among them"),
    Column("reward", "text", "what the runner promised themselves", optional=True),
)

ALL = (
    RUNS, STREAM, CLEAN_STREAM, LAPS, EFFORTS, CLIMBS, DESCENTS, ROUTES, HILLS, WEEKS, WINS,
    GONE_WINS, REMARKS, NOTES, RUNGS, REACHED, COURSE_CLIMBS, STATIONS, LEGS, RACED_LEGS,
)  # fmt: skip


def to_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain values for JSON: ISO dates, ``None`` for what is missing."""
    names = [str(name) for name in frame.columns]
    rows = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(names, map(plain, row), strict=True)) for row in rows]


def plain(value: Any) -> Any:
    """Return a value as JSON knows it; numbers that are not finite become ``None``."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [plain(inner) for inner in value]
    if value is pd.NaT:
        return None
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, pd.Timestamp):
        if value.tzinfo is None:
            return value.date().isoformat()
        return value.tz_convert("UTC").strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return str(value)
