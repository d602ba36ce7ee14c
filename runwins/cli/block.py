"""``runwins block``: stretches of training that have a name."""

from __future__ import annotations

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.shell import (
    Shell,
    answer_json,
    answer_rows,
    csv_option,
    json_option,
    make_sure,
    pass_shell,
    yes_option,
)


@click.group("block", cls=ListByDefault)
def command() -> None:
    """Give a block of training a name, with a race at its end or without one.

    \b
    runwins block
    runwins block set "Winter base" 2026-12-01 2027-02-28
    """


@command.command("set")
@click.argument("name")
@click.argument("first", metavar="YYYY-MM-DD")
@click.argument("last", metavar="YYYY-MM-DD")
@pass_shell
def set_block(shell: Shell, name: str, first: str, last: str) -> None:
    """Call the days from one to another NAME.

    A block of the same name is replaced.

    \b
    runwins block set "Winter base" 2026-12-01 2027-02-28
    """
    from runwins.report.ladder_listing import block_line
    from runwins.units import parse_date

    with shell.log() as log:
        shell.say(block_line(log.set_block(name, parse_date(first), parse_date(last))))


@command.command("list")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, as_json: bool, as_csv: bool) -> None:
    """List the blocks that have a name, the earliest first.

    \b
    runwins block list
    """
    from dataclasses import asdict, astuple, fields

    from runwins.goal import Block
    from runwins.report.ladder_listing import block_line

    with shell.log() as log:
        blocks = log.blocks()
    if as_json:
        answer_json("blocks", {"blocks": [asdict(block) for block in blocks]})
        return
    if as_csv:
        answer_rows((field.name for field in fields(Block)), map(astuple, blocks))
        return
    for block in blocks:
        shell.say(block_line(block))
    if not blocks:
        shell.say('no block has a name yet: runwins block set "Winter base" 2026-12-01 2027-02-28')


@command.command("clear")
@click.argument("name")
@yes_option
@pass_shell
def clear(shell: Shell, name: str, yes: bool) -> None:
    """Forget the name of a block; its runs stay.

    \b
    runwins block clear "Winter base"
    """
    with shell.log() as log:
        known = log.block(name).name
        make_sure(f"Forget the name of the block {known!r}?", yes=yes)
        log.clear_block(known)
    shell.say(f"block {known!r} has no name any more")
