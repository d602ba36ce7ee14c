"""``runwins`` alone: what to do next, or the log at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runwins.cli.shell import Shell


def at_a_glance(shell: Shell) -> None:
    """Say in a few lines what the log holds, or how to begin."""
    from runwins.places import places

    if not places(shell.home).log_file.exists():
        shell.say("Your log is empty. Bring a run in:   runwins import activity.fit")
        shell.say("or a whole history:                  runwins import export_1234.zip")
        shell.say("or look at a made-up runner first:   runwins demo")
        return
    from runwins.report.listings import at_a_glance as glance
    from runwins.report.terminal import ladder_view

    with shell.log() as log:
        shell.say(glance(log.runs(), log.wins(), shell.style(log.units)))
        if log.goals():
            shell.say(ladder_view(log.ladder(), shell.view_style(log.units)))
