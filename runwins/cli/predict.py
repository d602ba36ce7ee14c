"""``runwins predict``: how long a race would take, as a range."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.command("predict")
@click.option("--distance", help="Over this distance on the road, like 10km or half.")
@click.option("--goal", "name", help="For this goal; by default the most important ahead.")
@click.option("--history", "weekly", is_flag=True, help="How it moved over the block, by week.")
@json_option
@pass_shell
def command(
    shell: Shell, distance: str | None, name: str | None, weekly: bool, as_json: bool
) -> None:
    """Predict a race time from your own recent efforts: eight times in ten within the range.

    \b
    runwins predict --distance half
    runwins predict --goal "Island 50K"
    runwins predict --history
    """
    from runwins.frames import to_records
    from runwins.training_log.answers import prediction_answer

    with shell.log() as log:
        prediction = log.predict(distance=distance, goal=name)
        moved = log.prediction_history(distance=distance, goal=name) if weekly else None
        answer = prediction_answer(prediction)
        if as_json and moved is not None:
            answer_json("predict", answer | {"history": to_records(moved)})
        elif as_json:
            answer_json("predict", answer)
        elif moved is not None:
            from runwins.report.prediction_listing import prediction_table

            shell.say(prediction_table(moved, shell.style(log.units)))
        else:
            from runwins.report.listings import prediction_view

            shell.say(prediction_view(prediction, shell.style(log.units)))
