"""What the story planted: the wins that must be found, the goal, the notes, the words."""

from __future__ import annotations

from dataclasses import dataclass

TODAY = "2026-10-24"
RACE_DAY = "2026-12-12"
GOAL_SET_ON = "2026-07-05"

DESCRIPTIONS = {
    "20260207": (
        "36 in the shade and there is no shade.\n"
        "Sat down twice. Nearly turned back at the second top.\n"
        '"Only to the next cairn", twenty times.\n'
        "\n"
        "Finished it."
    ),
    "20260319": "Watch on the kitchen table. The long way to the windsock and back, about 4 km.",
    "20260214": "The belt said 7.2, the watch dreamt of more.",
    "20260630": "Bad week. Two kilometres is two kilometres.",
    "20260716": "Forgot to stop the watch and drove home.",
    "20260826": "A year ago I could not run for five minutes.",
    "20261013": "Same loop as a year ago.",
}


@dataclass(frozen=True)
class Win:
    """One win of the story.

    Attributes
    ----------
    line
        Number of the runners' own small wins it stands for; 0 where it is beyond them.
    key
        Which of its kind: metres, seconds, a place.
    until
        Last day on which it may be dated, where the day is a matter of definition.
    """

    date: str
    line: int
    kind: str
    key: str
    what: str
    until: str = ""


WINS = (
    Win("2025-09-09", 1, "first-non-stop", "2000", "first 2 km without stopping or walking"),
    Win("2025-10-04", 1, "first-non-stop", "4000", "first 4 km without stopping or walking"),
    Win("2025-10-18", 1, "first-non-stop", "5000", "first 5 km without stopping or walking"),
    Win("2025-10-18", 0, "first-distance", "5000", "first 5 km"),
    Win("2025-11-30", 0, "first-distance", "8000", "first 8 km"),
    Win("2025-12-14", 2, "first-distance", "10000", "first 10 km"),
    Win("2026-01-18", 0, "first-distance", "12000", "first 12 km"),
    Win("2026-02-07", 0, "first-distance", "16093.4", "first 10 miles, on the worst day"),
    Win("2026-03-28", 0, "first-distance", "20000", "first 20 km"),
    Win("2026-04-26", 0, "first-distance", "21097.5", "first half marathon"),
    Win("2026-08-22", 0, "first-distance", "25000", "first 25 km"),
    Win("2026-09-12", 0, "first-distance", "30000", "first 30 km"),
    Win("2026-09-26", 0, "first-distance", "35000", "first 35 km"),
    Win("2026-10-24", 0, "first-distance", "42195", "first marathon distance, on trails"),
    Win("2026-01-06", 3, "hill-repeats", "5", "five times up Cairn Hill"),
    Win("2026-02-19", 3, "hill-repeats", "6", "six times up Cairn Hill"),
    Win("2026-07-21", 3, "hill-repeats", "7", "seven times up Cairn Hill"),
    Win("2026-08-20", 3, "hill-repeats", "8", "eight times up Cairn Hill"),
    Win("2026-01-24", 4, "best-effort", "5000", "fastest 5 km by ten minutes: the first race"),
    Win("2026-03-21", 4, "race-best", "5000", "second 5 km race, faster than the first"),
    Win("2026-09-19", 4, "race-best", "5000", "third 5 km race, the fastest"),
    Win("2026-09-03", 4, "best-effort", "10000", "fastest 10 km inside a longer run"),
    Win("2026-02-07", 5, "biggest-climb", "", "the Rim trail's long climb, in the heat"),
    Win("2026-03-28", 5, "biggest-climb", "", "further along the Ridge: its long climb"),
    Win("2025-11-13", 6, "route-best", "lagoon", "fastest round the lagoon, fourth time there"),
    Win("2026-01-13", 6, "route-best", "lagoon", "fastest round the lagoon"),
    Win("2026-02-24", 6, "route-best", "lagoon", "fastest round the lagoon"),
    Win("2026-10-13", 6, "route-best", "lagoon", "fastest round the lagoon, a year on"),
    Win("2026-03-28", 7, "longest-run", "", "the longest trail run yet"),
    Win("2026-02-17", 9, "better-recovery-run", "", "an easy run at a lower heart rate than ever"),
    Win("2026-06-20", 10, "best-since-break", "5000", "fastest 5 km since the illness"),
    Win("2026-02-07", 11, "longest-in-the-heat", "", "16.5 rocky km at 37 degrees on the wrist"),
    Win("2026-02-07", 11, "showed-up", "", "noted as a hard day"),
    Win("2026-03-21", 12, "round-number", "5000 1800", "first 5 km under 30:00"),
    Win("2026-04-12", 12, "round-number", "10000 3600", "first 10 km under an hour"),
    Win("2026-09-19", 12, "round-number", "5000 1650", "first 5 km under 27:30"),
    Win("2026-07-19", 13, "plan-kept", "4", "all four runs of the week"),
    Win("2026-06-30", 13, "showed-up", "", "did not want to, went"),
    Win("2025-09-20", 14, "weeks-kept", "4", "4 of the first 4 weeks", "2025-09-21"),
    Win("2025-10-16", 14, "weeks-kept", "8", "8 of the first 8 weeks", "2025-10-19"),
    Win("2026-06-30", 15, "showed-up", "", "a short one counts"),
    Win("2026-05-25", 16, "first-run-back", "", "back after three weeks ill"),
    Win("2026-06-13", 16, "back-to-level", "75", "three quarters of the old week", "2026-06-21"),
    Win("2026-09-22", 17, "marginal-gain", "lagoon", "faster on four Tuesdays", "2026-09-29"),
    Win("2026-01-31", 18, "more-often", "2026-01", "the most runs in a month so far"),
    Win("2026-03-28", 18, "more-often", "2026-03", "the most runs in a month so far"),
    Win("2026-08-30", 18, "more-often", "2026-08", "the most runs in a month so far"),
    Win("2026-10-24", 19, "rung-reached", "single-run-ascent", "1,950 m up: a rung"),
    Win("2026-08-26", 20, "log-year", "", "a year of log"),
    Win("2026-10-24", 21, "rung-reached", "single-run-ascent", "a rung with a reward"),
    Win("2026-10-24", 22, "card", "", "the run to share"),
    Win("2026-10-13", 23, "look-back", "lagoon", "the loop of a year ago: 13 minutes faster"),
    Win("2026-05-25", 24, "first-run-back", "", "a gap of 22 days, told neutrally"),
    Win("2026-10-24", 25, "next-rung", "weekly-volume", "9 km on Sunday make 65 in a week"),
    Win("2026-03-29", 0, "back-to-back", "", "the biggest weekend so far"),
    Win("2026-06-24", 0, "in-the-dark", "", "first run in the dark"),
    Win("2026-10-24", 0, "longest-run", "", "the longest run yet"),
    Win("2026-10-24", 0, "most-ascent", "2000", "first 2,000 m of climbing in a run"),
    Win("2026-10-24", 0, "time-on-feet", "", "longest time on the feet"),
)  # fmt: skip

REWARDS = {"single-run-ascent-1950": "new trail shoes"}
"""What the runner promised themselves, by rung."""

NOTES = (
    ("2026-02-07", "hard", "Wanted to quit at the second top."),
    ("2026-06-30", "hard", "Did not want to go. Went."),
)

ODD = {
    "teleport": "the watch jumps 380 m in the middle and counts the jump as distance",
    "spike": "one position 220 m off, the next one right again",
    "car": "the watch was left running: a minute of standing, then 7 minutes in a car",
    "dup": "the same run was recorded by a phone too, 14 s later: a GPX in the export",
    "calibrated": "treadmill: the stream says 8.6 km, the belt and the session say 7.2 km",
    "blanks": "ten blanks stand before the XML declaration",
    "auto": "the watch paused itself: timer events",
    "hard": "the runner noted a hard day",
    "race": "marked as a race",
}
