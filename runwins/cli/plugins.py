"""``runwins plugins``: what other installed packages bring."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, entry_points, version
from typing import Any

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.shell import Shell, answer_json, answer_rows, csv_option, json_option, pass_shell

_COLUMNS = ("package", "version", "brings", "name", "about", "broken")
_SILENT = "it was loaded and brought nothing"


@click.group("plugins", cls=ListByDefault)
def command() -> None:
    """List the packages that bring importers, kinds of wins or of rungs.

    \b
    runwins plugins
    """


@command.command("list")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, as_json: bool, as_csv: bool) -> None:
    """List what each package brings, or why it is broken.

    \b
    runwins plugins list
    """
    found = sorted(brought(), key=lambda row: row["package"] or "")
    if as_json:
        answer_json("plugins", {"plugins": found})
        return
    if as_csv:
        answer_rows(_COLUMNS, [list(row.values()) for row in found])
        return
    style = shell.style("km")
    for row in found:
        package = style.clean(f"{row['package']} {row['version'] or '(no version)'}")
        said = style.clean(f"broken: {row['broken']}" if row["broken"] else row["about"] or "")
        shell.say(f"{package}  {row['brings']:<8}  {style.clean(row['name'] or ''):<16}  {said}")
    if not found:
        shell.say("no other package brings anything; a package does by its entry points")


def brought() -> Iterator[dict[str, str | None]]:
    """Return a row for each thing that another package brings, or fails to bring."""
    from runwins.importers.base import REGISTRY as IMPORTERS
    from runwins.ladder.base import REGISTRY as RUNGS
    from runwins.registry import Registry, package_of
    from runwins.wins.base import REGISTRY as WINS

    families: dict[str, Registry[..., Any]] = {"importer": IMPORTERS, "win": WINS, "rung": RUNGS}
    for what, family in families.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # it is in the list
            members = [member for member in family.all().values() if member.package]
        for member in members:
            about = member.about.splitlines()[0]
            yield _row(what, member.name, member.package, about, None)
        for fault in family.broken:
            yield _row(what, fault.name, fault.package, None, fault.why)
        told = {member.package for member in members} | {one.package for one in family.broken}
        for point in entry_points(group=family.package):
            if (package := package_of(point)) not in told:
                yield _row(what, point.name, package, None, _SILENT)


def _row(
    brings: str, name: str, package: str | None, about: str | None, broken: str | None
) -> dict[str, str | None]:
    try:
        known = version(package) if package else None
    except PackageNotFoundError:
        known = None
    return dict(zip(_COLUMNS, (package, known, brings, name, about, broken), strict=True))
