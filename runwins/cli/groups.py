"""Groups of commands that know what a runner may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean …?`` for a mistyped word, or nothing."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=2, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


class Group(click.Group):
    """A group that tells a mistyped subcommand its nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the subcommand that is meant."""
        if args and not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            hint = nearest(args[0], self.list_commands(ctx))
            ctx.fail(
                f"there is no command {f'{ctx.info_name} {args[0]}'!r}{hint} "
                f"({ctx.command_path} --help lists them)"
            )
        return super().resolve_command(ctx, args)


class ListByDefault(Group):
    """A group that lists where it is called alone; the list's options may stand behind it."""

    default = "list"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default in where no subcommand is named."""
        alone = args[0].startswith("-") if args else not ctx.resilient_parsing
        if alone and args[:1] not in ([name] for name in ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say which subcommand it is where none is named."""
        alone = f"{ctx.command_path} {self.default}"
        formatter.write_paragraph()
        formatter.write_text(f"Alone it is {alone!r}, and takes its options.")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return what may be meant: the subcommands, and the options of the default."""
        found = super().shell_complete(ctx, incomplete)
        default = self.get_command(ctx, self.default)
        if default is None or not incomplete.startswith("-"):
            return found
        inner = click.Context(default, ctx, info_name=self.default, resilient_parsing=True)
        known = {item.value for item in found}
        more = default.shell_complete(inner, incomplete)
        return [*found, *(item for item in more if item.value not in known)]
