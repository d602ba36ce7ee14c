"""``runwins explain``: why a win is one, or what a kind of win is."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, answer_json, json_option, pass_shell


@click.command("explain")
@click.argument("what")
@json_option
@pass_shell
def command(shell: Shell, what: str, as_json: bool) -> None:
    """Explain a win by its id, or a kind of win by its name.

    What was compared with what, over which stretch, by which rule, how sure that is, and what
    would have beaten it.

    \b
    runwins explain Wk3f9x2
    runwins explain best-effort
    """
    from runwins.wins import kinds

    found = kinds()
    if what in found:
        if as_json:
            answer_json("kind", {"kind": what, "about": found[what].about})
        else:
            shell.say(f"{what}\n\n{found[what].about}")
        return
    with shell.log() as log:
        win = log.win(what)
        sentences = log.explain(what)
    if as_json:
        answer_json("explain", {**win, "sentences": sentences})
        return
    style = shell.style("km")
    shell.say("\n".join(style.clean(sentence) for sentence in sentences))
