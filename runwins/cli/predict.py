"""``runwins predict``: how long a race would take, as a range."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.command("predict")
@click.option("--distance", help="Over this distance on the road, like 10km or half.")
@click.option("--goal", "name", help="For this goal; by default the most important ahead.")
@json_option
@pass_shell
def command(shell: Shell, distance: str | None, name: str | None, as_json: bool) -> None:
    """Predict a race time from your own recent efforts: eight times in ten within the range.

    \b
    runwins predict --distance half
    runwins predict --goal "Island 50K"
    """
    from runwins.training_log.answers import prediction_answer

    with shell.log() as log:
        prediction = log.predict(distance=distance, goal=name)
        if as_json:
            answer_json("predict", prediction_answer(prediction))
        else:
            from runwins.report.listings import prediction_view

            shell.say(prediction_view(prediction, shell.style(log.units)))
