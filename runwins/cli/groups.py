"""Groups of commands that know what a runner may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import click


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean …?`` for a mistyped word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=2, cutoff=0.5)
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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``list`` in where no subcommand is named."""
        alone = not args or args[0].startswith("-")
        if (
            alone
            and not ctx.resilient_parsing
            and args[:1] not in ([name] for name in ctx.help_option_names)
        ):
            args = ["list", *args]
        return super().parse_args(ctx, args)
