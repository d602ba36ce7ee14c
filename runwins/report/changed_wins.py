"""What changes of the log did to wins that were told: said at once, and listed later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from runwins.report.cells import TerminalStyle
from runwins.report.listings import table
from runwins.units import format_date

_NAMED = 5


def changed_wins(gone: pd.DataFrame, come: pd.DataFrame, style: TerminalStyle) -> str:
    """Return which earlier wins a change of the facts unmade, and which it made.

    Parameters
    ----------
    gone, come
        As of `runwins.training_log.told_wins.ChangedWins`.
    style
        The terminal.
    """
    stands = gone["stands"].to_numpy(dtype=bool)
    parts = (
        (gone[~stands], "no longer stands", "no longer stand"),
        (gone[stands], "gives way to others", "give way to others"),
        (come, "stands now", "stand now"),
    )
    return "\n".join(
        line for wins, one, many in parts if len(wins) for line in _said(wins, one, many, style)
    )


def _said(wins: pd.DataFrame, one: str, many: str, style: TerminalStyle) -> Iterator[str]:
    names = [_named(win, style) for win in wins.to_dict("records")]
    if len(names) == 1:
        yield f"1 earlier win {one}: {names[0]}"
        return
    yield f"{len(names):,} earlier wins {many}:"
    yield from (f"  {name}" for name in names[:_NAMED])
    if len(names) > _NAMED:
        yield f"  and {len(names) - _NAMED:,} more"


def _named(win: Mapping[Any, Any], style: TerminalStyle) -> str:
    now = win.get("now_date")
    label, day = style.clean(win["label"]), _date(win["date"])
    return f"{label} ({day})" + ("" if now is None or pd.isna(now) else f", now {_date(now)}")


def gone_wins_table(gone: pd.DataFrame, style: TerminalStyle) -> str:
    """Return frame `GONE_WINS` as a table: what was told, until when, why, and what is so now."""
    if gone.empty:
        return "no win that was told has gone since"
    rows = [["date", "told once", "until", "because of", "now"]]
    for win in gone.to_dict("records"):
        now = "" if pd.isna(win["now_date"]) else _date(win["now_date"])
        rows.append([
            _date(win["date"]), style.clean(win["label"]), _date(win["gone_at"]),
            style.clean(win["because"]), "true, others first" if win["stands"] else now,
        ])  # fmt: skip
    return table(rows, "lllll", style, give=1)


def _date(value: Any) -> str:
    return format_date(pd.Timestamp(value).date())
