"""``runwins report``: a block of training as one page to keep."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, pass_shell


@click.command("report")
@click.option("--from", "first", metavar="YYYY-MM-DD", help="First day of the block.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="Last day; by default today.")
@click.option("--goal", "name", help="The build toward this goal.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), default="block.html", show_default=True
)
@pass_shell
def command(
    shell: Shell, first: str | None, last: str | None, name: str | None, output: str
) -> None:
    """Write the block report: one HTML file that needs nothing else.

    Without dates it covers the build toward your goal, or the last twelve weeks.

    \b
    runwins report -o block.html
    runwins report --from 2026-08-01 --to 2026-10-31 -o autumn.html
    """
    from runwins.units import parse_date

    with shell.log() as log:
        path = log.report(
            output,
            first=parse_date(first) if first else None,
            last=parse_date(last) if last else None,
            goal=name,
        )
    shell.say(f"wrote {path}")
