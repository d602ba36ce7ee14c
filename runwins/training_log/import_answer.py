"""What scripts are told of an import: how each file ended, and what each new run achieved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from runwins.frames import plain, to_records
from runwins.training_log.answers import goal_answer, run_answer
from runwins.training_log.import_report import ImportReport

if TYPE_CHECKING:
    from runwins.training_log import TrainingLog


def in_words(report: ImportReport) -> str:
    """Return what one file brought, in a few words."""
    source = next((line.source for line in report.lines if line.outcome == "imported"), "")
    return f"1 new run imported from {source} in {report.seconds:.1f} s"


def import_answer(log: TrainingLog, report: ImportReport, *, look_for_wins: bool) -> dict[str, Any]:
    """Return an import: its counts, which add up to `files_seen`, and what it did to wins."""

    def these(outcome: str) -> list[dict[str, Any]]:
        return [
            {"source": line.source, "reason": line.reason}
            for line in report.lines
            if line.outcome == outcome
        ]

    answer: dict[str, Any] = {
        "batch": report.batch,
        "dry_run": report.dry_run,
        "files_seen": len(report.lines),
        **report.counts,
    }
    answer["skipped"], answer["failed"] = these("skipped"), these("failed")
    if report.changes and look_for_wins:
        changed = log.changed_wins(log.new_runs(report))
        answer["changed_wins"] = {
            name: plain(frame.to_dict("records"))
            for name, frame in (("gone", changed.gone), ("come", changed.come))
        }
    answer["goal"] = goal_answer(log)
    return answer


def imported_runs(
    log: TrainingLog, report: ImportReport, *, look_for_wins: bool, explained: bool
) -> Iterator[dict[str, Any]]:
    """Return each run that an import added, in the order they were run.

    Parameters
    ----------
    log
        The log it came into.
    report
        The import.
    look_for_wins
        With its wins, what came close and what was not counted.
    explained
        With the sentences of `TrainingLog.explain` in each win.
    """
    new = log.new_runs(report)
    if not look_for_wins:
        runs = log.runs()
        yield from to_records(runs[runs["run_id"].isin(new)])
        return
    for run_id in new:
        run = run_answer(log, run_id)
        if explained:
            for win in run["wins"]:
                win["sentences"] = list(log.explain(win["win_id"]))
        yield run
