"""What the pages are made of: the log's tables, gathered for each."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from runwins.errors import RunwinsError
from runwins.frames import NOTES
from runwins.goal import Goal, Ladder
from runwins.ladder import build_ladder
from runwins.metrics.bests import bests
from runwins.metrics.way_shape import way_shape
from runwins.metrics.weeks import weeks
from runwins.report import ladder_words
from runwins.training_log.answers import splits
from runwins.units import KM, MILE

if TYPE_CHECKING:
    from runwins.report.block_input import BlockInput
    from runwins.report.course_words import CourseView
    from runwins.report.parts import Page
    from runwins.report.run_page import RunInput
    from runwins.training_log import TrainingLog

_DEFAULT_BLOCK_DAYS = 12 * 7


def block_input(
    log: TrainingLog,
    first: dt.date,
    last: dt.date,
    ladder: Ladder | None,
    name: str = "",
    command: str = "",
) -> BlockInput:
    """Return what a page about some days is made of; the course too where the goal has one."""
    from runwins import __version__
    from runwins.report.block_input import BlockInput
    from runwins.report.sections.routes import most_run

    history = log.history(ways=False).until(log.today)
    wins, remarks, routes = (
        frame[frame["run_id"].isin(history.runs["run_id"])].reset_index(drop=True)
        for frame in (log.wins(all_found=True), log.remarks(), log.routes())
    )
    course, problem = _course(log, ladder)
    words = command or f"report --from {first} --to {last}"
    made = BlockInput(
        runs=history.runs,
        wins=wins,
        remarks=remarks,
        weeks=weeks(history.runs),
        efforts=history.efforts,
        climbs=history.climbs,
        routes=routes,
        first=first,
        last=last,
        ladder=ladder,
        units=log.units,
        made_on=log.today,
        version=__version__,
        command=f"runwins --today {log.today} --units {log.units} {words}",
        name=name,
        course=course,
        course_problem=problem,
        raced={goal.date: goal for goal in log.goals() if goal.date and goal.date <= last},
    )
    return with_shapes(log, made, most_run(made))


def with_shapes(log: TrainingLog, block: BlockInput, routes: Iterable[str]) -> BlockInput:
    """Return the same with the shape of some routes: that of their first run."""
    known = set(log.runs()["run_id"])
    shapes = {}
    for route in routes:
        stream = log.stream(route) if route in known else None
        shape = stream is not None and way_shape(
            *(stream[name].to_numpy(dtype=float) for name in ("lat_deg", "lon_deg"))
        )
        if shape:
            shapes[route] = shape
    return replace(block, route_shapes=shapes)


def _course(log: TrainingLog, ladder: Ladder | None) -> tuple[CourseView | None, str]:
    """Return the course of a ladder's goal, or why it cannot be read; neither where it has none.

    Once the race is run each leg of it is set beside the plan. Of a block that is over before its
    race there is none: the plan of today knows of runs after it.
    """
    if ladder is None or ladder.goal.course_file is None:
        return None, ""
    race = ladder.rungs.iloc[-1]
    ran = str(race["run_id"]) if ladder.goal.date and race["state"] == "done" else None
    if ran is None and (ladder_words.over(ladder) or ladder.today < log.today):
        return None, ""
    try:
        return log.course(goal=ladder.goal.name, ran=ran), ""
    except RunwinsError as problem:
        file = ladder.goal.course_file
        return None, str(problem).replace(file, Path(file).name)


def last_day(goal: Goal | None, today: dt.date) -> dt.date:
    """Return where a block ends that nobody gave dates: today, or on the day of a race gone by."""
    return min(today, goal.date) if goal is not None and goal.date is not None else today


def goal_of_the_days(log: TrainingLog, first: dt.date, last: dt.date) -> Goal | None:
    """Return the goal that was being built for in these days: of several the one that leads."""
    goals = [
        goal
        for goal in log.goals()
        if goal.first_day <= last and (goal.date is None or goal.date >= first)
    ]
    leading = log.goal() if goals else None
    return leading if leading in goals else next(iter(goals), None)


def ladder_on(log: TrainingLog, goal: Goal, day: dt.date) -> Ladder:
    """Return a goal's ladder as it stood on a day; from that of a race gone by on, as over."""
    if goal.date is not None and goal.date <= day < log.today:
        day = goal.date + dt.timedelta(days=1)
    if day >= log.today:
        return log.ladder(goal)
    return build_ladder(goal, log.history(ways=False).until(day), day)


def default_first_day(last: dt.date, goal: Goal | None) -> dt.date:
    """Return where a block begins that nobody gave dates: with the build, or twelve weeks ago."""
    if goal is not None and goal.first_day < last:
        return goal.first_day
    return last - dt.timedelta(days=_DEFAULT_BLOCK_DAYS - 1)


def whole_log(log: TrainingLog) -> BlockInput:
    """Return the same about all days that the log has."""
    runs = log.history(ways=False).until(log.today).runs
    first = runs["local_date"].min().date() if len(runs) else log.today
    return block_input(log, first, log.today, log.ladder() if log.goals() else None)


def run_input(log: TrainingLog, run_id: str) -> RunInput:
    """Return what a page about a run is made of."""
    from runwins import __version__
    from runwins.report.run_page import RunInput

    history, runs = log.history(ways=False), log.runs()
    place = int(runs.index[runs["run_id"] == run_id][0])
    wins, remarks = log.wins(all_found=True), log.remarks()
    mine = wins[wins["run_id"] == run_id]
    activity, stream = log.activity(run_id), log.stream(run_id)
    before = history.runs[history.runs["start_time"] < runs["start_time"].iloc[place]]

    def of_run(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["run_id"] == run_id].reset_index(drop=True)

    return RunInput(
        run={str(name): value for name, value in runs.iloc[place].items()},
        stream=stream.drop(columns=["lat_deg", "lon_deg"]),
        laps=activity.laps,
        splits=splits(stream, MILE if log.units == "mi" else KM),
        efforts=of_run(history.efforts),
        climbs=of_run(history.climbs),
        wins=mine,
        remarks=of_run(remarks),
        evidence={name: log.explain(name) for name in mine.loc[mine["shown"], "win_id"]},
        bests=bests(history.efforts, before),
        notes=of_run(NOTES.build(log.notes())),
        facts=log.recordings(run_id)[0],
        made_on=log.today,
        version=__version__,
        units=log.units,
        first_run=place == 0,
    )


def in_form(page: Page, path: Path) -> str:
    """Return a page in Markdown or JSON where the file's suffix says so, else as HTML."""
    from runwins.report.page import render
    from runwins.report.page_text import as_markdown, as_values

    if path.suffix.lower() == ".md":
        return as_markdown(page)
    if path.suffix.lower() == ".json":
        document = {"schema": "runwins.report/1", **as_values(page)}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return render(page)
