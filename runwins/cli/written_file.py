"""The name of a file that a command writes: it ends as what will be in it."""

from __future__ import annotations

from pathlib import Path

import click


class WrittenFile(click.Path):
    """A file to be written, with the endings its name may have: ``.html``, ``.md``."""

    def __init__(self, *endings: str) -> None:
        super().__init__(dir_okay=False)
        self.endings = endings

    def convert(
        self,
        value: str,  # type: ignore[override]  # from the command line it is nothing else
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Return the name; fail where it says that something else will be in the file."""
        name = str(super().convert(value, param, ctx))
        if Path(name).suffix.lower() not in self.endings:
            self.fail(f"the name {name!r} should end with {' or '.join(self.endings)}.", param, ctx)
        return name
