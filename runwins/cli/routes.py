"""``runwins routes``: the ways you run again and again."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_csv, answer_json, csv_option, json_option, pass_shell


@click.group("routes", invoke_without_command=True, subcommand_metavar="[COMMAND] [ARGS]...")
@json_option
@csv_option
@click.pass_context
def command(ctx: click.Context, as_json: bool, as_csv: bool) -> None:
    """List the routes you ran more than once, show one, or give it a name.

    \b
    runwins routes
    runwins routes show 20251018-1020
    runwins routes name 20251018-1020 "River loop"
    """
    if ctx.invoked_subcommand is not None:
        return
    from runwins.frames import to_records

    shell: Shell = ctx.obj
    with shell.log() as log:
        routes = log.routes()
        if as_json:
            answer_json("routes", {"routes": to_records(routes)})
        elif as_csv:
            answer_csv(routes)
        else:
            from runwins.report.way_listings import routes_table

            shell.say(routes_table(routes, log.runs(), shell.style(log.units)))


@command.command("show")
@click.argument("route")
@json_option
@csv_option
@pass_shell
def show(shell: Shell, route: str, as_json: bool, as_csv: bool) -> None:
    """Show every run of ROUTE: its id, the beginning of it, or its name.

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
