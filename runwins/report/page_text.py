"""A page in Markdown, and as plain values for JSON: the same content as the HTML, no pictures."""

from __future__ import annotations

import re
from typing import Any

from runwins.report.parts import Page, Part, Picture, Section, Sentences, Table, WinList
from runwins.report.plain_text import one_line

_OPENS = re.compile(r"^(\d*)([-+=.)])(?=\s)")
_LIVE = re.compile(r"([\\`*_{}\[\]<>|~$&#])")


def as_markdown(page: Page) -> str:
    """Return the page in Markdown; texts of others are escaped and stay words."""
    lines = [f"# {_plain(page.title)}", ""]
    lines += [f"- {_plain(name)}: {_plain(value)}" for name, value in page.figures + page.facts]
    for section in page.sections:
        lines += ["", f"## {_plain(section.title)}", ""]
        if section.finding:
            lines += [_plain(section.finding), ""]
        for part in section.parts:
            lines += [*_part(part), ""]
    lines += ["", _plain(page.foot)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _part(part: Part) -> list[str]:
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Picture):
        said = [_plain(text) for text in (part.told, part.note) if text]
        return [*said, "", *(_table(part.data) if part.data else [])]
    if isinstance(part, WinList):
        return _wins(part)
    if part.listed:
        return [f"- {_plain(line)}" for line in part.lines]
    return [text for line in part.lines for text in (_plain(line), "")]


def _table(part: Table) -> list[str]:
    rule = ("---:" if place in part.right else "---" for place in range(len(part.columns)))
    return [
        f"*{_plain(part.caption)}*", "", _row(part.columns), f"| {' | '.join(rule)} |",
        *(_row(tuple(cell.text for cell in row)) for row in part.rows),
    ]  # fmt: skip


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _wins(part: WinList) -> list[str]:
    lines: list[str] = []
    for group in part.groups:
        lines += [f"### {_plain(group.name)}", ""] if group.name else []
        for win in group.lines:
            beside = [part for part in (win.change, win.detail, win.date, win.win_id) if part]
            lines.append(f"- **{_plain(win.label)}** – {_plain(' · '.join(beside))}")
            lines += [f"  - {_plain(line)}" for line in win.evidence]
        lines.append("")
    return lines


def _plain(text: str) -> str:
    """Return a text in one line in which nothing is markup."""
    said = _LIVE.sub(r"\\\1", one_line(text))
    return _OPENS.sub(r"\1\\\2", said)


def as_values(page: Page) -> dict[str, Any]:
    """Return the page as plain values: what its sections say, their tables and wins."""
    return {
        "kind": page.kind,
        "title": page.title,
        "facts": dict(page.figures + page.facts),
        "sections": [_section(section) for section in page.sections],
        "made": page.foot,
    }


def _section(section: Section) -> dict[str, Any]:
    tables = [part for part in section.parts if isinstance(part, Table)]
    tables += [part.data for part in section.parts if isinstance(part, Picture) and part.data]
    lists = [part for part in section.parts if isinstance(part, WinList)]
    return {
        "name": section.name,
        "title": section.title,
        "finding": section.finding,
        "sentences": [
            line
            for part in section.parts
            for line in (
                part.lines if isinstance(part, Sentences)
                else (part.told,) if isinstance(part, Picture) and part.told
                else ()
            )
        ],
        "tables": [
            {"caption": part.caption, "columns": list(part.columns),
             "rows": [[cell.text for cell in row] for row in part.rows]}
            for part in tables
        ],
        "wins": [
            {"win_id": win.win_id, "run_id": win.run_id, "label": win.label, "detail": win.detail,
             "change": win.change, "date": win.date, "family": win.family,
             "certainty": win.certainty}
            for part in lists for group in part.groups for win in group.lines
        ],
    }  # fmt: skip
