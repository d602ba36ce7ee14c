"""``runwins report``: a block of training, a year or the whole log, to keep."""

from __future__ import annotations

from pathlib import Path

import click

from runwins.cli.shell import Shell, open_option, pass_shell

_FORMS = ["html", "md", "json"]


@click.command("report")
@click.option("--from", "first", metavar="YYYY-MM-DD", help="First day of the block.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="Last day; by default today.")
@click.option("--goal", "name", help="The build toward this goal, with its course.")
@click.option("--block", help="A block that has a name; runwins block lists them.")
@click.option("--year", type=click.IntRange(1900, 9999), help="A year instead of a block.")
@click.option(
    "--all", "whole", is_flag=True, help="The whole log, as a folder of pages; -o names it."
)
@click.option("--format", "form", type=click.Choice(_FORMS), help="By default what -o ends with.")
@click.option("-o", "--output", type=click.Path(), help="By default block.html or year.html.")
@open_option
@pass_shell
def command(
    shell: Shell,
    first: str | None,
    last: str | None,
    name: str | None,
    block: str | None,
    year: int | None,
    whole: bool,
    form: str | None,
    output: str | None,
    opened: bool,
) -> None:
    """Write the block report: one HTML file that needs nothing else.

    Without dates it covers the build toward your goal, or the last twelve weeks.

    \b
    runwins report -o block.html
    runwins report --goal "Stone Ring 50" -o race.html
    runwins report --from 2026-08-01 --to 2026-10-31 -o autumn.html
    runwins report --year 2026 -o year.html
    runwins report --all -o pages/
    """
    from runwins.units import parse_date

    if sum((whole, year is not None, bool(first or last or name or block))) > 1:
        raise click.UsageError("--all, --year and the days of a block exclude each other")
    if whole:
        if form not in {None, "html"}:
            raise click.UsageError("--all writes HTML alone")
        folder = Path(output or "runwins-pages")
        with shell.log() as log:
            count = log.site(folder)
        shell.say(f"wrote {count} pages: open {folder / 'index.html'}")
        if opened:
            click.launch(str(folder / "index.html"))
        return
    usual = f"{'block' if year is None else 'year'}.{form or 'html'}"
    target = Path(output or usual)
    endings = [f".{form}"] if form else [f".{known}" for known in _FORMS]
    if target.suffix.lower() not in endings:
        raise click.UsageError(f"{target.name} should end with {' or '.join(endings)}")
    with shell.log() as log:
        path = log.report(
            target,
            first=parse_date(first) if first else None,
            last=parse_date(last) if last else None,
            goal=name,
            block=block,
            year=year,
        )
    shell.say(f"wrote {path}")
    if opened:
        click.launch(str(path))
