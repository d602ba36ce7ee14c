"""From a goal and a history to a ladder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from runwins.errors import GoalError
from runwins.frames import RUNGS
from runwins.goal import Away, Goal, Ladder
from runwins.ladder import forecast, gaps, gentle_path, sentences, steps
from runwins.ladder.base import Dimension, dimensions_of, kinds
from runwins.ladder.chances import can_forecast, open_base
from runwins.ladder.edits import OWN, Edited, edited, own_dimension, target_of, with_kept
from runwins.ladder.marks import run_days
from runwins.ladder.standing import Rung, Standing, last_new_day, weeks_to_taper
from runwins.ladder.states import mark_states, status
from runwins.model import History

MOST_RUNGS = 12
"""So many are shown, the race included."""


def build_ladder(goal: Goal, history: History, today: dt.date) -> Ladder:
    """Return the small steps toward a goal, as of a day.

    The rungs follow from the goal and from where the runner stood on the build's first day, so
    they stay the same while the build goes on. A rung is earned by the first run that reached it
    since then, or in the four weeks before; earned rungs stay. Dates and chances follow from
    where the runner stands today.

    Parameters
    ----------
    goal
        What to head for.
    history
        All runs; those after `today` are not looked at.
    today
        The local day to judge from.

    Raises
    ------
    GoalError
        When the goal's distance is not above zero.
    """
    if not goal.distance_m > 0:
        raise GoalError(f"{goal.name}: a goal needs a distance above zero, not {goal.distance_m} m")
    standing = stand(goal, history, today)
    days = run_days(standing.history)
    last = min(today, goal.date or today)
    rewards = edited(goal).rewards
    return Ladder(
        goal=goal,
        today=today,
        rungs=RUNGS.build([_row(rung, rewards) for rung in standing.rungs]),
        status=standing.status,
        probability=standing.probability,
        sentences=sentences.say(standing),
        gaps=tuple(gaps.of_build(days, goal.first_day, last, history.away)),
    )


def stand(goal: Goal, history: History, today: dt.date) -> Standing:
    """Return where a runner stands on the way to a goal."""
    last = min(today, goal.date or today)
    start = min(goal.first_day, last)
    known = history.until(last)
    dimensions = dimensions_of(goal, known, last)
    race = dimensions.pop("race")
    before = replace(history.until(start), away=())
    begun = dimensions_of(goal, before, start)
    pause = gentle_path.recent_gap(run_days(before), start)
    chains = [
        steps.chain(
            name, begun[name], start, gentle_path.way_back_begins(begun[name], pause, start)
        )
        for name in dimensions
    ]
    base = {each.name: each.base for each in chains if each.critical}
    changes = edited(goal)
    order = {name: place for place, name in enumerate(kinds())}
    rungs = [
        Rung(name, order[name], dimensions[name], value, is_base=base.get(name) == value)
        for name, values in _shown(chains, changes, dimensions).items()
        for value in values
    ]
    rungs += [_own(rung_id, changes, last, len(order)) for rung_id in changes.own]
    rungs = [rung for rung in rungs if rung.rung_id not in changes.dropped]
    top = Rung("race", order["race"], race, goal.distance_m, planned=goal.date)
    for rung in [*rungs, top]:
        _earn(rung, start)
        rung.words = changes.words.get(rung.rung_id, "")
        rung.wanted = changes.days.get(rung.rung_id)
    able = can_forecast(dimensions, known, last)
    gap = gentle_path.recent_gap(run_days(known), last)
    _look_ahead(rungs, goal, today, gap, dimensions["long-run"], known.away, able=able)
    still, weeks = open_base(dimensions, start), weeks_to_taper(goal, today, known.away)
    chance = None
    if able and weeks is not None:
        chance = forecast.goal_probability(still, weeks)
    ordered = (*sorted(rungs, key=_place), top)
    mark_states(ordered, goal, today, coming_back=gap is not None)
    word = status(goal, today, top, chance, able=able)
    return Standing(goal, known, today, dimensions, still, ordered, gap, able, chance, word)


def _shown(
    chains: Sequence[steps.Chain], changes: Edited, dimensions: Mapping[str, Dimension]
) -> dict[str, list[float]]:
    """Return the rungs to show, those of the runner among them, and no more than there is room."""
    room = max(MOST_RUNGS - 1 - len(changes.own), 0)
    for chosen in range(room, -1, -1):
        shown = with_kept(steps.select(chains, chosen), changes, dimensions)
        if sum(map(len, shown.values())) <= room:
            return shown
    return with_kept({}, changes, dimensions)


def _own(rung_id: str, changes: Edited, last: dt.date, order: int) -> Rung:
    """Return a rung in the runner's own words, done where they said so by that day."""
    done = changes.done.get(rung_id)
    known = done if done is not None and done[0] <= last else None
    dimension = own_dimension(changes.own[rung_id], known)
    return Rung(OWN, order, dimension, target_of(rung_id)[1])


def _earn(rung: Rung, start: dt.date) -> None:
    earned = rung.dimension.first_reach(rung.value, start)
    if earned is not None:
        rung.state, rung.done_date, rung.run_id = "done", *earned


def _look_ahead(
    rungs: Sequence[Rung],
    goal: Goal,
    today: dt.date,
    gap: gaps.Gap | None,
    long_run: Dimension,
    away: Sequence[Away],
    *,
    able: bool,
) -> None:
    """Give every open rung its place on the gentle path, its dates and its chances.

    Two long days in a row come after a single run of 0.7 of its own base mark. A day that the
    runner chose stands over the gentle path.
    """
    long_enough = gentle_path.reach_date(long_run, 0.7 * long_run.base, gap, today)
    horizon = goal.date or today + dt.timedelta(days=forecast.OPEN_HORIZON_DAYS)
    last = last_new_day(goal) or horizon
    weeks = weeks_to_taper(goal, today, away)
    for rung in rungs:
        if rung.done:
            continue
        if rung.dimension.gentle:
            rung.reached_gently = gentle_path.reach_date(rung.dimension, rung.value, gap, today)
        if rung.kind == "back-to-back" and rung.reached_gently and long_enough:
            rung.reached_gently = max(rung.reached_gently, long_enough)
        if rung.reached_gently is not None and rung.reached_gently <= last:
            rung.planned = rung.reached_gently
        rung.planned = rung.wanted or rung.planned
        if not able or not rung.dimension.known or rung.dimension.side is None:
            continue
        rung.rate = forecast.rate_of(rung.dimension, rung.value)
        rung.dates = forecast.likely_dates(rung.dimension, rung.value, today, horizon, away)
        ahead = forecast.next_weeks(rung.dimension)
        rung.soon = forecast.reach_probability(rung.rate, ahead)
        if weeks is not None:
            rung.chance = forecast.reach_probability(rung.rate, weeks)


def _place(rung: Rung) -> tuple[bool, dt.date, float, dt.date, int, float]:
    """Return what rungs are sorted by: earned ones by date, open ones by when they are likely."""
    return (
        not rung.done,
        rung.done_date or dt.date.max,
        -rung.rate,
        rung.reached_gently or dt.date.max,
        rung.order,
        rung.value,
    )


def _row(rung: Rung, rewards: Mapping[str, str]) -> dict[str, object]:
    return {
        "rung_id": rung.rung_id,
        "kind": rung.kind,
        "label": rung.label,
        "target": rung.value,
        "unit": rung.dimension.unit,
        "state": rung.state,
        "planned_date": rung.planned,
        "done_date": rung.done_date,
        "run_id": rung.run_id,
        "p10": rung.dates.p10,
        "p50": rung.dates.p50,
        "p80": rung.dates.p80,
        "p90": rung.dates.p90,
        "probability": rung.chance,
        "reward": rewards.get(rung.rung_id),
    }
