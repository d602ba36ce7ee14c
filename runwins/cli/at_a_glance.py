"""``runwins`` alone: what to do next, or the log at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runwins.cli.shell import Shell


_BEGIN = """\
Your log is empty. Bring a run in:   runwins import activity.fit
or a whole history:                  runwins import export_1234.zip
or look at a made-up runner first:   runwins demo"""
_AHEAD = (
    '\na race ahead? runwins goal set --name "My 50K" --date 2027-05-22 --distance 50km\n'
    "shows the small steps to it"
)


def at_a_glance(shell: Shell) -> None:
    """Say in a few lines what the log holds, or how to begin."""
    if not shell.places.log_file.exists():
        shell.say(_BEGIN)
        return
    from runwins.report.ladder_strip import ladder_view
    from runwins.report.listings import at_a_glance as glance

    with shell.log() as log:
        if log.runs().empty:
            shell.say(_BEGIN)
            return
        shell.say(glance(log.runs(), log.wins(), shell.style(log.units)))
        if log.goals():
            shell.say("\n" + ladder_view(log.ladder(), shell.view_style(log.units)))
        elif shell.for_people:
            shell.say(_AHEAD)
