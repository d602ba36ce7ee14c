"""`index.toml`: what each file is, what is odd about it, and what really happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from . import planted
from .calendar import story
from .runner import Outing, facts, outing
from .terrain import HUT_LAT_DEG, HUT_LON_DEG, ascent, paths

HEAD = """\
# The made-up runner: what each file is, what is odd about it, and what really happened.
# Written by generate.py; do not edit. Metres, seconds, degrees, local dates.
# ascent_m sums every rise of the true profile, ascent_3m_m only those of 3 m and more.
# best_*_s are the fastest true stretches, stops included. device_* is what the watch says.
# stops_s: [first, last] second of standing still for 15 s or more.
"""


def toml(value: object) -> str:
    """Return a value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f'"{key}" = {toml(one)}' for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, int):
        return str(int(value))
    assert isinstance(value, float)  # noqa: S101
    return repr(float(value))


def table(name: str, values: Mapping[str, object]) -> str:
    """Return one table with its keys."""
    lines = [f"{key} = {toml(value)}" for key, value in values.items()]
    return "\n".join([name, *lines, ""])


def index(
    of_run: dict[int, str],
    of_other: dict[str, str],
    export: str,
    watch: dict[int, str],
    course: str,
) -> str:
    """Return the whole index."""
    race = paths()["race"]
    parts = [
        HEAD,
        table("# the demo: import the export, then the newest run", {
            "today": dt.date.fromisoformat(planted.TODAY),
            "export": export, "newest": watch[story()[-1].number], "course": course,
        }),
        table("[story]", {
            "first_run": story()[0].start.date(), "last_run": story()[-1].start.date(),
            "runs": len(story()), "time_zone": "America/Argentina/Salta", "utc_offset_s": -10_800,
            "place": "an empty plateau in northern Patagonia; hills and paths are made up",
            "hut_lat_deg": HUT_LAT_DEG, "hut_lon_deg": HUT_LON_DEG,
        }),
        table("[goal]", {
            "name": "Stone Ring 50", "date": dt.date.fromisoformat(planted.RACE_DAY),
            "distance_m": 50_000.0, "ascent_m": 3000.0, "terrain": "trail", "cutoff_s": 43_200,
            "set_on": dt.date.fromisoformat(planted.GOAL_SET_ON), "rewards": planted.REWARDS,
        }),
        table("[course_truth]", {
            "true_m": race.length_m, "true_ascent_m": round(ascent(race.z), 1),
        }),
        table("[aim]", {"runs_a_week": 4, "since": dt.date(2026, 7, 5)}),
    ]  # fmt: skip
    for date, feel, text in planted.NOTES:
        note = {"date": dt.date.fromisoformat(date), "feel": feel, "text": text}
        parts.append(table("[[notes]]", note))
    for name, file in of_other.items():
        what = f"another sport: {name[6:]}"
        if name == "phone":
            what = "the phone's recording of the run of 2026-08-16"
        where = f"{export}/{file}" if file else ""
        parts.append(table("[[no_run]]", {"file": where, "what": what}))
    by_date = {day.start.date().isoformat(): day.run_id for day in story()}
    for win in planted.WINS:
        values: dict[str, object] = {"date": dt.date.fromisoformat(win.date)}
        if win.until:
            values["until"] = dt.date.fromisoformat(win.until)
        values |= {"line": win.line, "kind": win.kind, "key": win.key, "what": win.what}
        if not win.until:
            values["run_id"] = by_date[win.date]
        parts.append(table("[[wins]]", values))
    parts += [table("[[wins]]", values) for values in hill_bests()]
    for day in story():
        files = [f"{export}/{of_run[day.number]}"] if of_run.get(day.number) else []
        files += [watch[day.number]] if day.number in watch else []
        odd = [text for key, text in planted.ODD.items() if key in day.how]
        if day.place == "manual":
            odd.append("typed in by hand: a row of the table without a file")
        out = outing(day.number)
        known: dict[str, object] = {"files": files, "odd": odd, **facts(out)}
        if day.place == "hill":
            known["hill_climbs_s"] = hill_climbs(out)
        parts.append(table("[[runs]]", known))
    return "\n".join(parts)


def hill_climbs(out: Outing) -> list[int]:
    """Return the true seconds of each time up Cairn Hill, foot to top."""
    foot, hill = paths()["approach"].length_m, paths()["cairn"].length_m
    s = out.truth.s
    times = []
    for rep in range(round(out.day.amount)):
        begin = int((s >= foot + 2 * rep * hill).argmax())
        times.append(int((s >= foot + 2 * rep * hill + hill).argmax()) - begin)
    return times


def hill_bests() -> list[dict[str, object]]:
    """Return the sessions on Cairn Hill whose best climb beats all earlier ones beyond doubt.

    Beyond doubt is here 25 m at the speed of the climb, more than positions can blur.
    """
    best, sessions, wins = float("inf"), 0, []
    hill = paths()["cairn"].length_m
    for day in story():
        if day.place != "hill":
            continue
        fastest = min(hill_climbs(outing(day.number)))
        margin = best - fastest
        if sessions >= 2 and margin >= 25 / (hill / fastest):
            wins.append({
                "date": day.start.date(), "line": 8, "kind": "same-hill", "key": "Cairn Hill",
                "what": f"faster up Cairn Hill: {fastest} s, was {best} s", "run_id": day.run_id,
            })  # fmt: skip
        best, sessions = min(best, fastest), sessions + 1
    return wins
