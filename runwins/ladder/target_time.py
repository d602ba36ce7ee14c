"""What the running of late says about the time that a runner wants."""

from __future__ import annotations

from runwins.ladder.standing import Standing
from runwins.ladder.this_week import in_ten
from runwins.metrics.prediction import chance_of, predict
from runwins.units import format_duration


def target_time(standing: Standing) -> list[str]:
    """Say how likely the goal's time is by the prediction; nothing for a goal without a time.

    The training marks carry a runner to the finish; whether in that time is another question.
    """
    goal = standing.goal
    if goal.time_s is None:
        return []
    wanted = f"Your time of {format_duration(goal.time_s)}"
    made = predict(
        standing.history, goal.distance_m, goal.ascent_m or 0.0, goal.terrain, day=standing.today
    )
    if not made.enough:
        return [f"{wanted}: whether it is in reach cannot be said yet ({made.reason})."]
    chance = in_ten(chance_of(goal.time_s, made.p50_s, made.p90_s))
    middle = format_duration(made.p50_s)
    said = f"{wanted}: {chance} such races would be that fast by your running of late; "
    return [f"{said}half of them would be faster than {middle}."]
