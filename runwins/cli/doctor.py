"""``runwins doctor``: what a maintainer would ask first."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.command("doctor")
@json_option
@pass_shell
def command(shell: Shell, as_json: bool) -> int:
    """Look after the installation, the log and the places it is kept in; change nothing.

    Says of each thing what was found, and what to do where something is wrong. Send its answer
    along when you report a fault: it holds no runs.

    \b
    runwins doctor
    """
    from runwins.cli.checkup import checkup

    found = checkup(shell)
    if as_json:
        rows = [{"check": one.what, "ok": one.ok, "found": one.found} for one in found]
        answer_json("doctor", {"checks": rows})
    else:
        for one in found:
            shell.say(f"{'ok  ' if one.ok else 'LOOK'}  {one.what:<9}  {one.found}")
    return 4 if any(one.what == "log" and not one.ok for one in found) else 0
