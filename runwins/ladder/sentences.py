"""What a coach would say about a ladder."""

from __future__ import annotations

from runwins.ladder.standing import Standing


def say(standing: Standing) -> tuple[str, ...]:
    """Return the finding first, then what follows from it."""
    done = sum(rung.done for rung in standing.steps)
    text = f"{done} of {len(standing.steps)} rungs done"
    following = standing.next_rung
    return (f"{text}, {following.label} is next" if following else text,)
