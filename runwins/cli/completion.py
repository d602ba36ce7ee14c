"""``runwins completion``: let the shell finish words."""

from __future__ import annotations

import click

from runwins.cli.shell import Shell, pass_shell

_VARIABLE = "_RUNWINS_COMPLETE"


@click.command("completion")
@click.argument("shell_name", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
@pass_shell
def command(shell: Shell, shell_name: str) -> None:
    """Print the script that lets a shell finish commands, options and files.

    In zsh it needs `autoload -U compinit; compinit` above it.

    \b
    runwins completion bash >> ~/.bashrc
    runwins completion zsh >> ~/.zshrc
    runwins completion fish > ~/.config/fish/completions/runwins.fish
    """
    from click.shell_completion import get_completion_class

    from runwins.cli.commands import runwins

    made = get_completion_class(shell_name)
    if made is None:
        raise click.UsageError(f"this click knows no completion for {shell_name}")
    shell.say(made(runwins, {}, "runwins", _VARIABLE).source())
