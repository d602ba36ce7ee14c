"""``runwins import``: files in, facts out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from runwins.cli.progress import progress
from runwins.cli.shell import Shell, answer_json, json_option, pass_shell
from runwins.errors import NothingUsable

if TYPE_CHECKING:
    from runwins.report.run_view import RunView
    from runwins.training_log import ImportReport, TrainingLog

_FRESH_DAYS = 7
_REASONS_SHOWN = 6
_OTHER_SPORT = (", not a run", "no word for running", "a walk's", "it was a run", "says so)")


@click.command("import")
@click.argument(
    "paths", nargs=-1, metavar="PATH...|-", type=click.Path(allow_dash=True, readable=False)
)
@click.option("--watch-device", is_flag=True, help="From the watch on this computer's USB.")
@click.option("--since", metavar="YYYY-MM-DD", help="Runs of this day and later alone.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing.")
@click.option("--as-run", is_flag=True, help="Take recordings of any sport for runs.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes.")
@click.option("--no-wins", is_flag=True, help="Look for no wins now; the next command does.")
@click.option("--explain", "explained", is_flag=True, help="Explain each win of the newest run.")
@json_option
@click.option("--ndjson", "as_lines", is_flag=True, help="A line of JSON for each run.")
@pass_shell
def command(
    shell: Shell,
    paths: tuple[str, ...],
    watch_device: bool,
    since: str | None,
    dry_run: bool,
    as_run: bool,
    jobs: int | None,
    no_wins: bool,
    explained: bool,
    as_json: bool,
    as_lines: bool,
) -> int:
    """Bring watch files, folders and archives into the log.

    FIT, GPX and TCX, packed or not; a Strava export as it was downloaded; a folder of all that.
    The same file twice changes nothing. Afterwards the newest run is shown with what it achieved.

    \b
    runwins import activity.fit
    runwins import ~/Downloads/export_1234.zip
    runwins import --watch-device --since 2026-10-01
    runwins import activity.fit --explain
    """
    from runwins.units import parse_date

    if not paths and not watch_device:
        raise click.UsageError("name what to import: runwins import activity.fit")
    if (no_wins and explained) or (as_json and as_lines):
        raise click.UsageError("say --no-wins or --explain, --json or --ndjson, not both")
    given = [*paths, *(str(folder) for folder in _on_the_watch())] if watch_device else paths
    first = parse_date(since) if since else None
    known = None if first or dry_run or as_run or as_json or as_lines else nothing_new(shell, given)
    if known is not None:
        say_outcomes(shell, known)
        return exit_code(known)
    with shell.log() as log:
        report = log.import_files(
            given,
            since=first,
            jobs=jobs,
            dry_run=dry_run,
            as_run=as_run,
            look_for_wins=not no_wins,
            progress=progress("files", quiet=shell.quiet),
        )
        if as_json or as_lines:
            answer(log, report, look_for_wins=not no_wins, explained=explained, lines=as_lines)
        elif no_wins:
            say_outcomes(shell, report)
        else:
            say_import(shell, log, report, explained=explained)
    return exit_code(report)


def exit_code(report: ImportReport) -> int:
    """Return how a command ends that brought files in."""
    usable = report.count("imported") + report.count("merged") + report.count("unchanged")
    if not usable + report.too_early:
        return 3
    return 1 if report.count("failed") else 0


def nothing_new(shell: Shell, paths: Iterable[str]) -> ImportReport | None:
    """Return the report of an import in which no file is new, without opening one of them."""
    from runwins.training_log.unchanged import nothing_new

    return nothing_new(shell.places.log_file, paths)


def _on_the_watch() -> list[Path]:
    """Return the folders of activities on watches; they are read and never written to."""
    from runwins.importers.watch import NO_WATCH, mounted, watch_folders

    folders = watch_folders(mounted())
    if not folders:
        raise NothingUsable(NO_WATCH)
    return folders


def answer(
    log: TrainingLog,
    report: ImportReport,
    *,
    look_for_wins: bool = True,
    explained: bool = False,
    lines: bool = False,
) -> None:
    """Say what an import brought in JSON: one document, or a line a run and one of the import."""
    from runwins.training_log.import_answer import import_answer, imported_runs

    runs = imported_runs(log, report, look_for_wins=look_for_wins, explained=explained)
    if lines:
        for run in runs:
            answer_json("import-run", run, indent=None)
    told = import_answer(log, report, look_for_wins=look_for_wins)
    if lines:
        answer_json("import", told, indent=None)
    else:
        answer_json("import", {**told, "runs": list(runs)})


def say_import(
    shell: Shell, log: TrainingLog, report: ImportReport, *, explained: bool = False
) -> None:
    """Say what an import brought, what it left out and why, and what the newest run achieved."""
    from runwins.training_log.import_answer import in_words

    new = log.new_runs(report)
    shown = _to_show(log, new)
    say_outcomes(shell, report, alone=len(shown) == 1 and len(new) == 1)
    if len(new) == 1 and not shown and not report.dry_run:
        shell.tell(f"it is older than the newest run: runwins show {new[0]}")
    if len(new) > 1 and not shown and not report.dry_run and shell.for_people:
        shell.say("what they come to: `runwins`, and every win: `runwins wins`")
    if report.changes:
        shell.say_changed_wins(log, new)
    for run_id in shown:
        view = log.view(run_id, "" if len(new) > 1 else in_words(report))
        shell.say_view(view, log.units)
        if explained:
            _explain(shell, log, view)


def _explain(shell: Shell, log: TrainingLog, view: RunView) -> None:
    """Say of each win of a run that was shown what it rests on."""
    style = shell.style(log.units)
    for win_id in view.wins.loc[view.wins["shown"], "win_id"]:
        shell.say("\n" + "\n".join(style.clean(sentence) for sentence in log.explain(win_id)))


def say_outcomes(shell: Shell, report: ImportReport, *, alone: bool = False) -> None:
    """Say how many files ended in which way, and why; not how many where one run came alone."""
    from runwins.report.import_words import import_summary

    style = shell.style("km")
    summary = import_summary(report.counts, sorted(report.new_days))
    if report.dry_run:
        shell.say(f"rehearsal, nothing is stored: {summary}")
    elif not alone:
        shell.say(summary)
    for line in _reasons(report):
        shell.say(style.clean(line))
    if any(reason.endswith(_OTHER_SPORT) for _, reason in report.reasons):
        shell.say("if one of them was a run by another name: runwins import FILE --as-run")
    if len(report.reasons) > _REASONS_SHOWN and not report.dry_run:
        shell.say("every file and its reason: runwins imports show")


def _reasons(report: ImportReport) -> list[str]:
    """Return why files were left out, the most frequent reason first."""
    said: list[str] = []
    for (outcome, reason), count in report.reasons.most_common(_REASONS_SHOWN):
        if outcome in {"skipped", "failed"} or len(report.lines) <= _REASONS_SHOWN:
            source = next(line.source for line in report.lines if line.reason == reason)
            files = f"{count} files" if count > 1 else source
            said.append(
                f"{outcome}: {reason if reason.startswith(files) else f'{files}: {reason}'}"
            )
    return said


def _to_show(log: TrainingLog, new: list[str]) -> list[str]:
    """Return the run to celebrate: the log's newest, where it came alone or is fresh.

    What is older comes in quietly; `runwins show RUN` tells of it.
    """
    if not new:
        return []
    newest = log.runs().iloc[-1]
    fresh = (log.today - newest["local_date"].date()).days <= _FRESH_DAYS
    alone = len(new) == 1
    return [str(newest["run_id"])] if newest["run_id"] in new and (alone or fresh) else []
