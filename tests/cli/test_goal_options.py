"""The words a goal is told in are the same wherever a goal is told."""

from __future__ import annotations

import click
import pytest

from runwins.cli import goal
from runwins.cli.goal_options import goal_options


@goal_options
def told() -> None:
    """Nothing but the options."""


SHARED = {param.name: param for param in click.command()(told).params}


def of(name: str) -> dict[str | None, click.Parameter]:
    return {param.name: param for param in goal.command.commands[name].params}


@pytest.mark.parametrize("name", ["set", "edit"])
def test_a_goal_is_set_and_edited_in_the_same_words(name):
    options = of(name)
    assert set(SHARED) <= set(options)
    for word, param in SHARED.items():
        assert options[word].opts == param.opts
        assert options[word].default is param.default, "what nobody says is left as it is"


def test_everything_a_race_asks_of_a_runner_can_be_said():
    assert {"date", "distance", "ascent", "time", "cutoff", "course", "terrain"} <= set(SHARED)
    assert all(param.help for param in SHARED.values() if isinstance(param, click.Option))
