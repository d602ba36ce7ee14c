"""``runwins export``: the log for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from runwins.cli.groups import Group
from runwins.cli.shell import Shell, pass_shell


@click.group("export", cls=Group)
def command() -> None:
    """Write the log's tables for a spreadsheet or a notebook, or a run for another program.

    The tables are runs, wins, remarks, efforts, climbs, routes, hills, weeks, notes and goals, in
    SI units that stand in the names. Climbs hold places, but for those in your privacy zones:
    `runwins config set privacy_zones LATITUDE,LONGITUDE,METRES`.

    \b
    runwins export csv -o my-runs/
    runwins export json -o my-runs.json
    runwins export gpx last -o run.gpx
    runwins export samples last -o run.csv
    """


def _written(shell: Shell, form: str, output: str) -> None:
    from runwins.training_log.exporting import export_tables

    with shell.log() as log:
        rows = export_tables(log, form, Path(output))
    counts = (f"{count:,} {name[:-1] if count == 1 else name}" for name, count in rows.items())
    shell.say(f"wrote {output}: {', '.join(counts)}")


@command.command("csv")
@click.option("-o", "--output", type=click.Path(file_okay=False), default="runwins-csv",
              show_default=True, help="The folder.")  # fmt: skip
@pass_shell
def as_csv(shell: Shell, output: str) -> None:
    """Write every table as a CSV file, into a folder.

    \b
    runwins export csv -o my-runs/
    """
    _written(shell, "csv", output)


@command.command("json")
@click.option("-o", "--output", type=click.Path(dir_okay=False), default="runwins.json",
              show_default=True, help="The file.")  # fmt: skip
@pass_shell
def as_json(shell: Shell, output: str) -> None:
    """Write every table into one JSON document.

    \b
    runwins export json -o my-runs.json
    """
    _written(shell, "json", output)


@command.command("parquet")
@click.option("-o", "--output", type=click.Path(file_okay=False), default="runwins-parquet",
              show_default=True, help="The folder.")  # fmt: skip
@pass_shell
def as_parquet(shell: Shell, output: str) -> None:
    """Write every table as a Parquet file, into a folder.

    Needs `pip install runwins[parquet]`.

    \b
    runwins export parquet -o my-runs/
    """
    _written(shell, "parquet", output)


@command.command("gpx")
@click.argument("run", default="last")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="By default RUN.gpx.")
@pass_shell
def as_gpx(shell: Shell, run: str, output: str | None) -> None:
    """Write RUN as a GPX file, as it was recorded.

    Where you ran is in it, your door included. What lies in your privacy zones is left out:
    runwins config set privacy_zones.

    RUN is last, a day, or a run's id.

    \b
    runwins export gpx last -o run.gpx
    runwins export gpx 2026-10-24
    """
    from runwins.training_log.exporting import export_gpx

    with shell.log() as log:
        run_id = log.run_id(run)
        target = output or f"{run_id}.gpx"
        count = export_gpx(log, run_id, Path(target))
    shell.say(f"wrote {target}: {count:,} points")
    shell.tell("it shows where you ran, your door included")


@command.command("samples")
@click.argument("run", default="last")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="By default RUN.csv.")
@pass_shell
def as_samples(shell: Shell, run: str, output: str | None) -> None:
    """Write the samples of RUN as a CSV file, a row each.

    They are as they were recorded. Every channel is in it, the running dynamics of the watch, and
    the fields that apps and foot pods added, under the names and units of their makers: Form Power
    (Watts). Where you ran is in it, but for your privacy zones.

    RUN is last, a day, or a run's id.

    \b
    runwins export samples last -o run.csv
    runwins export samples 2026-10-24
    """
    from runwins.training_log.exporting import export_samples

    with shell.log() as log:
        run_id = log.run_id(run)
        target = output or f"{run_id}.csv"
        rows, columns = export_samples(log, run_id, Path(target))
    shell.say(f"wrote {target}: {rows:,} samples, {columns} columns")
