"""``runwins routes``: the ways you run again and again."""

from __future__ import annotations

import click

from runwins.cli.groups import ListByDefault
from runwins.cli.shell import Shell, answer_csv, answer_json, csv_option, json_option, pass_shell


@click.group("routes", cls=ListByDefault)
def command() -> None:
    """List the routes you ran more than once, show one, give it a name, or say what it is.

    Where runwins took two routes for one, or one for two, say so: it stays said when runs come in
    or are measured anew. `restore` takes it back.

    \b
    runwins routes
    runwins routes name 20251018-1020 "River loop"
    runwins routes merge "River loop" 20260301-0900
    """


@command.command("list")
@json_option
@csv_option
@pass_shell
def listing(shell: Shell, as_json: bool, as_csv: bool) -> None:
    """List the routes, the one run most often first.

    \b
    runwins routes list
    runwins routes list --csv
    """
    from runwins.frames import to_records

    with shell.log() as log:
        routes, ignored = log.routes(), log.ignored_routes()
        if as_json:
            answer_json("routes", {"routes": to_records(routes), "ignored": ignored})
        elif as_csv:
            answer_csv(routes)
        else:
            from runwins.report.way_listings import routes_table

            shell.say(routes_table(routes, log.runs(), shell.style(log.units)))
            for route in ignored:
                shell.say(f"ignored: {route}; runwins routes restore {route} takes it back")


@command.command("show")
@click.argument("route")
@json_option
@csv_option
@pass_shell
def show(shell: Shell, route: str, as_json: bool, as_csv: bool) -> None:
    """Show every run of ROUTE.

    ROUTE is its id, the beginning of it, or its name.

    \b
    runwins routes show 20251018-1020
    runwins routes show "River loop"
    """
    from runwins.frames import to_records

    with shell.log() as log:
        known = log.route_id(route)
        routes = log.routes()
        mine = routes[routes["route_id"] == known].reset_index(drop=True)
        if as_json:
            answer_json("route", {"route": known, "runs": to_records(mine)})
        elif as_csv:
            answer_csv(mine)
        else:
            from runwins.report.way_listings import route_runs

            shell.say(route_runs(mine, log.runs(), shell.style(log.units)))


@command.command("name")
@click.argument("way", metavar="ID")
@click.argument("name", required=False)
@click.option("--clear", is_flag=True, help="Take the name back.")
@pass_shell
def name_way(shell: Shell, way: str, name: str | None, clear: bool) -> None:
    """Give a route or a hill a NAME of up to five words.

    ID stands in `runwins routes`, or in `runwins climbs --hills`.

    \b
    runwins routes name 20251018-1020 "River loop"
    runwins routes name 20251118-1815@2340 "Church hill"
    """
    if clear == (name is not None):
        raise click.UsageError("say either a NAME or --clear")
    with shell.log() as log:
        known = log.name_way(way, name)
    shell.say(f"{known} has no name now" if name is None else f"{known} is called {name!r}")


@command.command("merge")
@click.argument("routes", nargs=-1, metavar="ROUTE OTHER...")
@pass_shell
def merge(shell: Shell, routes: tuple[str, ...]) -> None:
    """Make ROUTE and OTHER one: the runs of both are compared.

    A route is named by its name or by any of its runs; so a run of no route is put to one too.

    \b
    runwins routes merge "River loop" 20260301-0900
    """
    if len(routes) < 2:
        raise click.UsageError("name two routes or more")
    with shell.log() as log:
        known = log.merge_routes(routes)
        every, timed = log.runs_of_route(known), log.routes()["route_id"].eq(known).sum()
        shell.say(f"{known} is one route of {len(every)} runs now")
        if timed < len(every):
            shell.say(
                f"{len(every) - timed} of them are not timed: they miss the place 200 m after "
                "its start, or that 200 m before its end"
            )
        shell.say_changed_wins(log)


@command.command("split")
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@pass_shell
def split(shell: Shell, runs: tuple[str, ...]) -> None:
    """Make these RUNs of a route a route of their own.

    A run that comes later joins whichever it is nearer to.

    \b
    runwins routes split 2026-03-01
    runwins routes split 2026-03-01 2026-03-08
    """
    with shell.log() as log:
        known = log.split_route(runs)
        shell.say(f"a route of its own now: {known}")
        shell.say_changed_wins(log)


@command.command("ignore")
@click.argument("route")
@pass_shell
def ignore(shell: Shell, route: str) -> None:
    """Compare the runs of ROUTE no more.

    For a path where the traffic lights decide.

    \b
    runwins routes ignore "River loop"
    """
    with shell.log() as log:
        known = log.ignore_route(route)
        shell.say(f"{known} is ignored; runwins routes restore {known} takes it back")
        shell.say_changed_wins(log)


@command.command("restore")
@click.argument("route")
@pass_shell
def restore(shell: Shell, route: str) -> None:
    """Take back what you said of ROUTE: merged, split or ignored.

    It is as it was found.

    \b
    runwins routes restore 20251018-1020
    """
    with shell.log() as log:
        known = log.restore_route(route)
        shell.say(f"as it was found: {known}")
        shell.say_changed_wins(log)
