"""A page as data: what it says, before any template."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: what is shown, what it is sorted by, and which run or page it leads to."""

    text: str
    sort: float | str | None = None
    run_id: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``folded`` ones open on demand, ``sortable`` ones sort where there is a script.

    `look` names another look than the usual: ``pocket`` is a card to cut out.
    """

    NARROW: ClassVar[int] = 38
    """Characters beside each other that a phone shows; wider tables are stacked there."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()
    folded: bool = False
    sortable: bool = False
    csv: str = ""
    look: str = ""

    def known(self) -> Table:
        """Return the table without the columns that are missing in every row."""
        places = range(len(self.columns))
        kept = [at for at in places if any(row[at].text != "–" for row in self.rows)]
        return replace(
            self,
            columns=tuple(self.columns[at] for at in kept),
            rows=tuple(tuple(row[at] for at in kept) for row in self.rows),
            right=tuple(new for new, at in enumerate(kept) if at in self.right),
        )

    @property
    def stacked(self) -> bool:
        """Whether a narrow screen shows each row as some lines, each value with its column."""
        if self.look:
            return False
        widths = [max(map(len, name.split())) for name in self.columns]
        for row in self.rows:
            widths = [max(width, len(cell.text)) for width, cell in zip(widths, row, strict=True)]
        return self.sortable or sum(widths) + len(widths) > self.NARROW


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, another for narrow screens where one does not serve both, and its data.

    `told` is what its own title says, for those who get no picture.
    """

    kind: ClassVar[str] = "picture"
    name: str
    svg: str
    narrow_svg: str = ""
    data: Table | None = None
    note: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Plain sentences, one paragraph each, or a list."""

    kind: ClassVar[str] = "sentences"
    lines: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class WinLine:
    """A win as the page tells it; `sign` is its mark on a picture, `evidence` why it is one."""

    label: str
    detail: str
    change: str
    date: str
    family: str
    mark: str
    certainty: str
    run_id: str
    win_id: str
    sign: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WinGroup:
    """The wins of some days; `year` is set where wins can be chosen by it."""

    name: str
    lines: tuple[WinLine, ...]
    year: str = ""


@dataclass(frozen=True, slots=True)
class WinList:
    """Wins in groups, newest first, and the families and years there are to choose from."""

    kind: ClassVar[str] = "wins"
    families: tuple[str, ...]
    groups: tuple[WinGroup, ...]
    years: tuple[str, ...] = ()


Part = Table | Picture | Sentences | WinList


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page: its finding first, then what shows it."""

    name: str
    title: str
    finding: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page; empty where it is this one."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what kind it is, its head, its sections in order, and the pages beside it.

    `figures` are the few numbers that stand large, `facts` what is told beside them.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    foot: str
    kind: str = "Training block"
    beside: tuple[Link, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> frozenset[str]:
        """The runs that have a row of their own on it."""
        return frozenset(
            row[0].run_id
            for section in self.sections
            for part in section.parts
            if isinstance(part, Table) and part.sortable
            for row in part.rows
        )
