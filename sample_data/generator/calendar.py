"""The story, day by day: which way, how far, how hard, and what went wrong with the watch."""

from __future__ import annotations

import csv
import datetime as dt
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File

import numpy as np

from .physics import Plan, Stop
from .terrain import UTC_OFFSET_S, Path, join, paths

LOCAL = dt.timezone(dt.timedelta(seconds=UTC_OFFSET_S))
TRAILS = ("saddle", "rim", "plateau", "ridge")
LOOPS = ("lagoon", "windpump", "saddle", "rim")

# speed the runner could hold for an hour on the flat
_FORM = (
    ("2025-08-26", 2.18), ("2025-10-01", 2.27), ("2025-11-01", 2.34), ("2025-12-01", 2.42),
    ("2026-01-01", 2.49), ("2026-02-01", 2.57), ("2026-03-01", 2.64), ("2026-03-21", 2.71),
    ("2026-04-12", 2.81), ("2026-05-04", 2.84), ("2026-05-25", 2.52), ("2026-06-20", 2.68),
    ("2026-07-20", 2.78), ("2026-08-20", 2.88), ("2026-09-19", 2.97), ("2026-10-24", 3.02),
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """One line of the story."""

    number: int
    start: dt.datetime
    place: str
    amount: float
    effort: str
    name: str
    how: dict[str, str]

    @property
    def run_id(self) -> str:
        """Local start, like 20261024-0730."""
        return self.start.strftime("%Y%m%d-%H%M")

    @property
    def book(self) -> str:
        """Road, trail or treadmill."""
        if self.place == "treadmill":
            return "treadmill"
        return "trail" if self.place in (*TRAILS, "hill") else "road"

    def rng(self, what: int) -> np.random.Generator:
        """Return this day's own dice, so that no day depends on another."""
        return np.random.default_rng([20_250_826, int(self.start.strftime("%Y%m%d")), what])


@cache
def story() -> tuple[Day, ...]:
    """Return all days, first to last."""
    with (File(__file__).parent / "story.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return tuple(_day(number, row) for number, row in enumerate(rows))


def _day(number: int, row: dict[str, str]) -> Day:
    how = dict(
        (part.split("=", 1) if "=" in part else (part, "yes"))
        for part in (row["how"] or "").split(";")
        if part
    )
    start = dt.datetime.fromisoformat(f"{row['local_day']}T{row['clock']}").replace(tzinfo=LOCAL)
    # nobody presses start on the full minute
    start += dt.timedelta(seconds=7 * number % 53)
    return Day(number, start, row["place"], float(row["amount"]), row["effort"], row["name"], how)


def form(day: dt.date) -> float:
    """Return the threshold speed (m/s) on a day."""
    days = [dt.date.fromisoformat(text).toordinal() for text, _ in _FORM]
    return float(np.interp(day.toordinal(), days, [value for _, value in _FORM]))


def easy_effort(day: dt.date) -> float:
    """Return how hard an easy run is: beginners do not know yet how to run easily."""
    first, last = dt.date(2025, 9, 1).toordinal(), dt.date(2026, 3, 1).toordinal()
    return float(np.interp(day.toordinal(), [first, last], [0.86, 0.765]))


def air_c(day: Day) -> float:
    """Return the temperature of the air, given by the story or by season and hour."""
    if "air" in day.how:
        return float(day.how["air"])
    if day.place == "treadmill":
        return 18.0
    season = 10.5 + 7.0 * math.cos(2 * math.pi * (day.start.timetuple().tm_yday - 20) / 365.25)
    hour = 3.0 * math.cos(2 * math.pi * (day.start.hour + day.start.minute / 60 - 15.5) / 24)
    return min(season + hour + float(day.rng(1).normal(0, 1.6)), 20.0)


def way(day: Day) -> Path:
    """Return the path of a day's run."""
    ways = paths()
    if day.place == "hill":
        up, down = ways["cairn"], ways["cairn"].cut(ways["cairn"].length_m, 0)
        out, back = ways["approach"], ways["approach"].cut(ways["approach"].length_m, 0)
        return join(out, *[up, down] * round(day.amount), back)
    if day.place in LOOPS:
        return ways[day.place]
    if day.place in ("treadmill", "manual"):
        flat = ways["road"].cut(0, day.amount * 1000)
        return Path(flat.x, flat.y, flat.z * 0 + 985.0, 1.0)
    # the plateau track begins where the others do: some days take a bit of it too
    extra = float(day.how.get("plateau", "0"))
    legs = [(ways[day.place], day.amount - extra), (ways["plateau"], extra)]
    there_and_back = [(path.cut(0, km * 500), path.cut(km * 500, 0)) for path, km in legs if km]
    return join(*[part for pair in there_and_back for part in pair])


def plan(day: Day) -> Plan:
    """Return what the runner means to do that day."""
    path = way(day)
    dice = day.rng(2)
    date = day.start.date()
    threshold = form(date) * float(np.clip(dice.normal(1.0, 0.008), 0.98, 1.02))
    threshold *= float(day.how.get("form", "1"))
    return Plan(
        path,
        threshold,
        _effort(day, path, dice),
        walks=_walks(day, path),
        stops=_stops(day, path, dice),
        air_c=air_c(day),
        fade_per_hour=0.010,
    )


def _effort(day: Day, path: Path, dice: np.random.Generator) -> tuple[tuple[float, float], ...]:
    easy = easy_effort(day.start.date())
    whim = float(np.clip(dice.normal(1.0, 0.012), 0.975, 1.025))
    end = path.length_m
    warm = ((0.0, easy), (900.0, easy))
    flat = {
        "walk": easy, "easy": easy, "recovery": 0.71, "steady": 0.875, "long": 0.79, "heat": 0.86,
    }  # fmt: skip
    if day.effort in flat:
        level = flat[day.effort] * whim
        return ((0.0, level), (end, level))
    if day.effort == "hill":
        foot, hill = paths()["approach"].length_m, paths()["cairn"].length_m
        points = [(0.0, easy), (foot - 30, easy)]
        push = 0.95 * whim * float(day.how.get("push", "1"))
        for _ in range(round(day.amount)):
            top, foot = foot + hill, foot + 2 * hill
            points += [(top - hill + 5, push), (top, push), (top + 15, 0.66), (foot - 10, 0.66)]
        return (*points, (foot + 30, easy), (end, easy))
    if day.effort == "tempo":
        push = 0.95 * whim
        return (*warm, (1000, push), (end - 300, push), (end - 200, easy), (end, easy))
    if day.effort == "tenin":
        return (*warm, (950, 1.0), (11_050, 1.0), (11_150, easy), (end, easy))
    level = {"five": 1.05, "ten": 1.005, "half": 0.945}[day.effort]
    return ((0.0, level), (end, level))


def _walks(day: Day, path: Path) -> tuple[tuple[float, float], ...]:
    if "bout" not in day.how:
        return ()
    jog, walk = (float(part) for part in day.how["bout"].split("/"))
    starts = np.arange(jog, path.length_m - 60, jog + walk)
    return tuple((float(start), float(start) + walk) for start in starts)


def _stops(day: Day, path: Path, dice: np.random.Generator) -> tuple[Stop, ...]:
    for how, name in (("stand", "stop"), ("auto", "auto"), ("button", "button")):
        if name in day.how:
            at, seconds = day.how[name].split(":")
            return (Stop(float(at), float(seconds), how),)
    if "nonstop" in day.how or "race" in day.how or day.place == "treadmill":
        return ()
    if day.place in TRAILS:
        # water, shoes, the view
        about = np.arange(5200.0, path.length_m - 1500, 5200.0)
        at = about + dice.uniform(-900, 900, len(about))
        return tuple(Stop(float(metre), float(dice.integers(40, 190))) for metre in at)
    late_enough = day.start.date() >= dt.date(2025, 11, 3)
    if late_enough and day.place in ("road", "windpump", "lagoon") and dice.random() < 0.3:
        how = ("stand", "auto", "button")[int(dice.integers(0, 3))]
        seconds = float(dice.integers(16, 55))
        return (Stop(float(dice.uniform(0.3, 0.75)) * path.length_m, seconds, how),)
    return ()
