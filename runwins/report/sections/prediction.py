"""How the time to expect over a distance moved from week to week of a block."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from runwins.metrics.prediction import predict
from runwins.model import History
from runwins.report import prediction_chart
from runwins.report.block_input import BlockInput
from runwins.report.figure import inline_svg, new_figure, styled
from runwins.report.parts import Cell, Picture, Section, Table
from runwins.report.plain_text import LONGEST_NAME, cut
from runwins.report.run_words import about
from runwins.report.style import THEMES
from runwins.units import distance_name, format_date, format_distance, format_height

_USUAL_M = 10_000.0
_LEAST_WEEKS = 3
_MOST_WEEKS = 53
_KNOWN_DAYS = 760
"""A prediction goes by nothing that is older than two years."""


def section(block: BlockInput) -> Section | None:
    """Return the prediction for the goal, or for 10 km where that came down."""
    goal = block.ladder.goal if block.ladder is not None else None
    weekly = _weekly(block)
    known = weekly.dropna(subset=["p50_s"])
    if len(known) < _LEAST_WEEKS:
        return None
    last = known.iloc[-1]
    if goal is None and not last["p50_s"] < known["p50_s"].iloc[0]:
        return None
    name = cut(goal.name, LONGEST_NAME) if goal else distance_name(_USUAL_M, block.units)
    said = (
        f"{name}: {about(last['p10_s'])} to {about(last['p90_s'])}, eight "
        f"times in ten{_over(block)}, as of {format_date(last['date'].date())}."
    )
    then = float(known["p50_s"].iloc[0])
    if last["p50_s"] < then:
        said += f" The middle came from {about(then)} to {about(last['p50_s'])}."
    return Section("prediction", "What to expect", said, (_picture(weekly, known, name, block),))


def _over(block: BlockInput) -> str:
    """Return what the goal is, where a course told on the same page is not quite that."""
    if block.ladder is None or block.course is None:
        return ""
    goal = block.ladder.goal
    climb = f" and {format_height(goal.ascent_m, block.units)} up" if goal.ascent_m else ""
    return f" for the goal's {format_distance(goal.distance_m, block.units)}{climb}"


def _weekly(block: BlockInput) -> pd.DataFrame:
    goal = block.ladder.goal if block.ladder is not None else None
    since = block.runs["local_date"] >= pd.Timestamp(block.first) - pd.Timedelta(days=_KNOWN_DAYS)
    runs = block.runs[since].reset_index(drop=True)
    efforts = block.efforts[block.efforts["run_id"].isin(runs["run_id"])].reset_index(drop=True)
    history = History(runs, efforts, block.climbs.iloc[:0], block.units)
    weeks = (block.last - block.first).days // 7 + 1
    days = [block.last - dt.timedelta(days=7 * week) for week in range(min(weeks, _MOST_WEEKS))]
    rows = []
    for day in reversed(days):
        if goal is not None:
            made = predict(history, goal.distance_m, goal.ascent_m or 0.0, goal.terrain, day=day)
        else:
            made = predict(history, _USUAL_M, day=day)
        rows.append((pd.Timestamp(day), made.p10_s, made.p50_s, made.p90_s))
    return pd.DataFrame(rows, columns=pd.Index(["date", "p10_s", "p50_s", "p90_s"]))


def _picture(weekly: pd.DataFrame, known: pd.DataFrame, name: str, block: BlockInput) -> Picture:
    aim = block.ladder.goal.time_s if block.ladder is not None else None
    note = (
        "The line is the middle of the range, the band holds eight races in ten; faster is higher. "
        "Made each week from the runs until then."
    )
    with styled():
        figure = new_figure(4.9, 3.0, THEMES["light"])
        ax = figure.add_axes((0.185, 0.19, 0.795, 0.77))
        prediction_chart.draw(ax, weekly, aim_s=aim)
        svg = inline_svg(figure, "prediction", f"Prediction for {name}", note)
    rows = tuple(
        (
            Cell(format_date(row["date"].date())),
            *(Cell(about(row[column])) for column in ("p10_s", "p50_s", "p90_s")),
        )
        for row in known.to_dict("records")
    )
    data = Table(
        f"Prediction for {name}", ("As of", "One in ten faster", "Middle", "Nine in ten faster"),
        rows, right=(1, 2, 3), folded=True,
    )  # fmt: skip
    return Picture("prediction", svg, data=data, note=note)
