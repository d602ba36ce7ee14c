"""From where a runner stands to what a race asks: the rungs of one dimension, and which to show."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from runwins.ladder.base import Dimension

MERGE = 1.05
"""Rungs nearer than this factor, or than half a step where steps are small, become one."""


MOST_SKILLS = 2
"""So many skills are sure of a place, and half of it where many marks need the room."""

FEW = 3
"""With more critical dimensions than this, the room goes to steps: to the first one of the first
dimension, and then wherever a jump is widest, rather than to what stands or to a full mark."""


def geometric(start: float, target: float, factor: float) -> list[float]:
    """Return the growing values from above a start up to a target, which is the last.

    Empty where the target is not above the start.
    """
    if start <= 0 or target <= start:
        return []
    count = math.ceil(math.log(target / start) / math.log(factor) - 1e-9)
    return [*(start * factor**step for step in range(1, count)), target]


def friendly(
    values: Sequence[float],
    start: float,
    grid: Callable[[float], float],
    round_numbers: Sequence[float] = (),
    merge: float = MERGE,
) -> list[float]:
    """Return steps rounded down to friendly numbers, rising by at least a factor each.

    A step that has passed one of the `round_numbers` by less than the step itself comes down to
    it. The last value is always kept.
    """
    rungs: list[float] = []
    below = start
    for value in values:
        passed = [number for number in round_numbers if below < number <= value]
        rung = passed[-1] if passed and value is not values[-1] else grid(value)
        if rung >= merge * max(below, 1e-9):
            rungs.append(rung)
            below = rung
    last = grid(values[-1]) if values else 0.0
    if values and rungs and rungs[-1] < last:
        rungs[-1] = last
    return rungs or ([last] if last > start else [])


@dataclass(frozen=True, slots=True)
class Chain:
    """All rungs of one dimension, as it stood on the build's first day.

    Attributes
    ----------
    name
        The kind.
    critical, weight, factor, skill
        As of its dimension.
    origin
        Where the steps begin: the state of that day, or below the first of them.
    start
        What runs had reached by then, rounded down: an earned rung, or zero.
    steps
        Rising rungs above the origin; the last is the full mark.
    base
        The base mark, rounded: one of the steps, or already there.
    """

    name: str
    critical: bool
    weight: float
    factor: float
    origin: float
    start: float
    steps: tuple[float, ...]
    base: float
    skill: bool = False

    @property
    def first_step(self) -> float:
        """The lowest step that no run had reached by then; the highest rung where all were."""
        return next((step for step in self.steps if step > self.start), self.top)

    @property
    def top(self) -> float:
        """The highest rung."""
        return self.steps[-1] if self.steps else self.start


def chain(name: str, dimension: Dimension, day: dt.date, back: float = 0.0) -> Chain:
    """Return the rungs from a dimension's state to its base mark and on to the full one.

    Parameters
    ----------
    name, dimension
        The kind, and how it stands on the build's first day.
    day
        That day.
    back
        What the way back from a long gap begins with: the first rung, where nothing stands.
    """
    grid, factor, rounds = dimension.grid, dimension.factor, dimension.round_numbers
    base, full = grid(dimension.base), grid(dimension.full)
    origin = max(dimension.now, dimension.first / factor, back / factor)
    middle = max(origin, base)
    merge = min(MERGE, (1 + factor) / 2)
    steps = {
        *friendly(geometric(origin, base, factor), origin, grid, rounds, merge),
        *friendly(geometric(middle, full, factor), middle, grid, rounds, merge),
    }
    start = grid(min(dimension.recent(day), full))
    return Chain(
        name,
        dimension.critical,
        dimension.weight,
        factor,
        origin,
        start,
        tuple(sorted(steps)),
        base,
        dimension.skill,
    )


@dataclass(slots=True)
class _Choice:
    most: int
    kept: dict[str, set[float]] = field(default_factory=dict)

    def full(self) -> bool:
        return sum(map(len, self.kept.values())) >= self.most

    def keep(self, name: str, value: float) -> None:
        if value > 0 and not self.full():
            self.kept.setdefault(name, set()).add(value)


def select(chains: Sequence[Chain], most: int) -> dict[str, list[float]]:
    """Return the rungs to show, at most so many: ends and first steps, then the widest jumps.

    Parameters
    ----------
    chains
        The most important first.
    most
        How many rungs may be shown.
    """
    choice = _Choice(most)
    for each in chains:
        if each.critical:
            choice.keep(each.name, each.base)
    few = sum(each.critical for each in chains) <= FEW
    skills = sorted((each for each in chains if each.skill), key=lambda each: -each.weight)
    sure = [each.name for each in skills[: MOST_SKILLS if few else MOST_SKILLS // 2]]
    for place, each in enumerate(chains):
        if place == 0 and few:
            choice.keep(each.name, each.start)
            choice.keep(each.name, each.top)
        if each.weight > 1 and (each.name in sure if each.skill else few or place == 0):
            choice.keep(each.name, each.first_step)
    while not choice.full():
        left = [
            (_gain(each, rung, choice.kept.get(each.name, set())), -place, rung)
            for place, each in enumerate(chains)
            for rung in {*each.steps} - choice.kept.get(each.name, set())
            if rung > each.start
        ]
        if not left:
            break
        _, place, rung = max(left)
        choice.keep(chains[-place].name, rung)
    return {name: sorted(values) for name, values in choice.kept.items()}


def _gain(chain: Chain, rung: float, kept: set[float]) -> float:
    """Return how much a rung shortens the jump it stands in, in suggested steps."""
    unit = math.log(chain.factor)
    below = max([value for value in kept if value < rung], default=min(chain.origin, rung))
    above = min([value for value in kept if value > rung], default=None)
    under = math.log(rung / max(below, min(chain.origin, rung))) / unit
    gain = under / 2 if above is None else min(under, math.log(above / rung) / unit)
    return chain.weight * gain
