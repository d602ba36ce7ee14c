"""Write ``docs/reference.md``: every command's help, every kind's and frame's words.

    python docs/make_reference.py

Nothing on that page is written by hand; a test compares it with what the tool says today.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType

import click

import runwins
from runwins import errors, frames
from runwins.cli.commands import runwins as tool
from runwins.importers.base import REGISTRY as IMPORTERS
from runwins.ladder.base import kinds as rung_kinds
from runwins.wins import kinds as win_kinds

PAGE = Path(__file__).with_name("reference.md")
FAMILIES = ("distance", "non-stop", "pace", "hills", "routes", "engine", "tough days")
_HEAD = """# Reference

Written by `python docs/make_reference.py` from the tool itself; a test compares it.

- [Commands](#commands)
- [Kinds of wins](#kinds-of-wins)
- [Kinds of rungs](#kinds-of-rungs)
- [Importers](#importers)
- [Python](#python)
- [Tables](#tables)
"""


def reference() -> str:
    """Return the whole page."""
    parts = [_HEAD, "## Commands\n", *_commands(tool, None)]
    parts += ["## Kinds of wins\n", *_wins()]
    parts += ["## Kinds of rungs\n", *_about(rung_kinds())]
    parts += ["## Importers\n", *_about(IMPORTERS.all())]
    parts += ["## Python\n", *_python()]
    parts += ["## Tables\n", *_tables()]
    return "\n".join(parts).rstrip() + "\n"


def _commands(command: click.Command, parent: click.Context | None) -> Iterator[str]:
    name = "runwins" if parent is None else command.name
    context = click.Context(
        command, parent, info_name=name, terminal_width=80, max_content_width=80
    )
    yield f"### {context.command_path}\n"
    yield f"```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None and not found.hidden:
                yield from _commands(found, context)


def _wins() -> Iterator[str]:
    members = win_kinds()
    known = {member.options["family"] for member in members.values()}
    families = [*(name for name in FAMILIES if name in known), *sorted(known - set(FAMILIES))]
    for family in families:
        yield f"### {family.capitalize()}\n"
        yield from _about({n: m for n, m in members.items() if m.options["family"] == family})


def _about(members: dict[str, object]) -> Iterator[str]:
    for name, member in members.items():
        yield f"**`{name}`** {member.about}\n"  # type: ignore[attr-defined]


def _python() -> Iterator[str]:
    for name in runwins.__all__:
        thing = getattr(runwins, name)
        yield f"### runwins.{name}\n"
        if inspect.isfunction(thing):
            yield f"```python\n{_wrapped(name, thing)}\n```"
        yield f"{_words(thing)}\n"
        for method, function in _methods(thing).items():
            yield f"#### {name}.{method}\n"
            if inspect.isfunction(function):
                yield f"```python\n{_wrapped(method, function)}\n```"
            yield f"{_words(function)}\n"
    yield "### Errors\n\n| `runwins.errors` | exit code | when |\n|---|---|---|"
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, runwins.RunwinsError):
            yield f"| `{name}` | {kind.exit_code} | {_words(kind).splitlines()[0]} |"
    yield ""


def _methods(thing: object) -> dict[str, object]:
    """Return what a class offers by name, the parts it is made of first."""
    found: dict[str, object] = {}
    for part in reversed(inspect.getmro(thing) if inspect.isclass(thing) else ()):
        if part.__module__.startswith("runwins."):
            found |= {
                name: value
                for name, value in vars(part).items()
                if not name.startswith("_") and isinstance(value, (FunctionType, property))
            }
    return found


def _wrapped(name: str, function: Callable[..., object]) -> str:
    signature = str(inspect.signature(function)).replace("'", "")
    signature = signature.replace("(self, ", "(").replace("(self)", "()")
    lines = textwrap.wrap(f"{name}{signature}", 90, subsequent_indent="    ")
    return "\n".join(lines)


def _words(thing: object) -> str:
    """Return a docstring with its sections as bold words, its examples left out."""
    lines = (inspect.getdoc(thing) or "").split("\nExamples\n---")[0].splitlines()
    told: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if following and not following.strip("-"):
            told.append(f"*{line}*\n")
        elif line and not line.strip("-"):
            continue
        elif line and not line.startswith(" ") and told and any(t.startswith("*") for t in told):
            told.append(f"- `{line}`")
        else:
            told.append(line)
    return "\n".join(told).strip()


def _tables() -> Iterator[str]:
    for schema in frames.ALL:
        yield f"### {schema.name}\n\nOne row is {schema.one_row}.\n"
        yield "| column | kind | meaning |\n|---|---|---|"
        for column in schema.columns:
            kind = f"{column.kind}, may be missing" if column.optional else column.kind
            yield f"| `{column.name}` | {kind} | {column.meaning} |"
        yield ""


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
