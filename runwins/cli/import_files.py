"""``runwins import``: files in, facts out."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell

if TYPE_CHECKING:
    from runwins.training_log import ImportReport, TrainingLog

_FRESH_DAYS = 7
_REASONS_SHOWN = 6


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes.")
@json_option
@pass_shell
def command(
    shell: Shell, paths: tuple[str, ...], dry_run: bool, jobs: int | None, as_json: bool
) -> int:
    """Bring watch files, folders and archives into the log.

    FIT, GPX and TCX, packed or not; a Strava export as it was downloaded; a folder of all that.
    The same file twice changes nothing. Afterwards the newest run is shown with what it achieved.

    \b
    runwins import activity.fit
    runwins import ~/Downloads/export_1234.zip
    runwins import /media/watch/GARMIN/ACTIVITY
    """
    from runwins.training_log import answers

    with shell.log() as log:
        progress = _Progress() if sys.stderr.isatty() and not shell.quiet else None
        before = set(log.runs()["run_id"])
        report = log.import_files(paths, jobs=jobs, dry_run=dry_run, progress=progress)
        new = [run_id for run_id in log.runs()["run_id"] if run_id not in before]
        if as_json:
            answer_json("import", answers.import_answer(log, report, new))
        else:
            _say(shell, log, report, new)
    usable = report.count("imported") + report.count("merged") + report.count("unchanged")
    if not usable:
        return 3
    return 1 if report.count("failed") else 0


def _say(shell: Shell, log: TrainingLog, report: ImportReport, new: list[str]) -> None:
    from runwins.report import listings
    from runwins.training_log import answers

    style = shell.style(log.units)
    runs = log.runs()
    shown = _to_show(log, new)
    summary = listings.import_summary(answers.counts(report), runs[runs["run_id"].isin(new)])
    if report.dry_run:
        shell.say(f"rehearsal, nothing is stored: {summary}")
    elif shown is None or len(new) > 1:
        shell.say(summary)
    for (outcome, reason), count in report.reasons.most_common(_REASONS_SHOWN):
        if outcome in {"skipped", "failed"} or len(report.lines) <= _REASONS_SHOWN:
            times = f"{count} files" if count > 1 else _only_source(report, reason)
            said = reason if reason.startswith(times) else f"{times}: {reason}"
            shell.say(style.clean(f"{outcome}: {said}"))
    if len(report.reasons) > _REASONS_SHOWN:
        shell.say("every file and its reason: runwins imports show")
    changed = log.changed_wins(new)
    if len(changed):
        shell.say(listings.changed_wins(changed, style))
    if shown is not None and not report.dry_run:
        view = log.view(shown, "" if len(new) > 1 else answers.in_words(report))
        shell.say_view(view, log.units)


def _only_source(report: ImportReport, reason: str) -> str:
    return next(line.source for line in report.lines if line.reason == reason)


def _to_show(log: TrainingLog, new: list[str]) -> str | None:
    """Return the run to celebrate: the one that came in, or the newest of many if it is fresh."""
    if not new:
        return None
    if len(new) == 1:
        return new[0]
    runs = log.runs()
    newest = runs.iloc[-1]
    fresh = (log.today - newest["local_date"].date()).days <= _FRESH_DAYS
    return str(newest["run_id"]) if newest["run_id"] in new and fresh else None


class _Progress:
    """A line on the terminal that says how far an import is and how long it will take."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.said = False

    def __call__(self, done: int, total: int) -> None:
        spent = time.monotonic() - self.began
        if done >= total:
            if self.said:
                click.echo("\r\033[K", nl=False, err=True)
            return
        if spent > 0.5 and total > 1:
            left = spent / done * (total - done)
            words = f"about {left / 60:.0f} min left" if left >= 60 else f"{left:.0f} s left"
            click.echo(f"\r\033[K{done}/{total} files, {words}", nl=False, err=True)
            self.said = True
