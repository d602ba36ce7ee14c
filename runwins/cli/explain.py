"""``runwins explain``: why a win is one, or what a kind of win or of rung is."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.command("explain")
@click.argument("what")
@json_option
@pass_shell
def command(shell: Shell, what: str, as_json: bool) -> None:
    """Explain a win by its id, or a kind of win or of rung by its name.

    What was compared with what, over which stretch, by which rule, how sure that is, and what
    would have beaten it.

    \b
    runwins explain Wk3f9x2
    runwins explain best-effort
    runwins explain long-run
    runwins wins explain Wk3f9x2
    """
    from runwins.ladder.base import kinds as rung_kinds
    from runwins.wins import kinds

    said = [known[what].about for known in (kinds(), rung_kinds()) if what in known]
    if said:
        about = "\n\nOn the ladder: ".join(said)
        if as_json:
            answer_json("kind", {"kind": what, "about": about})
        else:
            shell.say(f"{what}\n\n{about}")
        return
    with shell.log() as log:
        win = log.win(what)
        sentences = log.explain(what)
    if as_json:
        answer_json("explain", {**win, "sentences": sentences})
        return
    style = shell.style("km")
    shell.say("\n".join(style.clean(sentence) for sentence in sentences))
