"""What a change did to wins that were told, in words: each named, few at once."""

import pandas as pd

from runwins.frames import GONE_WINS
from runwins.report.cells import TerminalStyle
from runwins.report.changed_wins import changed_wins, gone_wins_table

STYLE = TerminalStyle()


def wins(*labels: str, stands: bool = False, now: str | None = None) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": list(labels),
            "date": pd.Timestamp("2026-03-03"),
            "stands": stands,
            "now_date": pd.to_datetime(pd.Series([now] * len(labels), dtype=object)),
        }
    )


NONE = wins()


def test_one_alone_is_a_line() -> None:
    assert changed_wins(wins("First 10 km", now="2026-02-01"), NONE, STYLE) == (
        "1 earlier win no longer stands: First 10 km (3 Mar 2026), now 1 Feb 2026"
    )
    assert changed_wins(NONE, wins("First 10 km"), STYLE) == (
        "1 earlier win stands now: First 10 km (3 Mar 2026)"
    )


def test_what_is_true_still_is_not_said_to_have_fallen() -> None:
    said = changed_wins(wins("First 10 km", stands=True), NONE, STYLE)
    assert said == "1 earlier win gives way to others: First 10 km (3 Mar 2026)"


def test_five_are_named_and_the_rest_counted() -> None:
    lines = changed_wins(wins(*(f"First {n} km" for n in range(10, 18))), NONE, STYLE).split("\n")
    assert lines[0] == "8 earlier wins no longer stand:"
    assert lines[1] == "  First 10 km (3 Mar 2026)"
    assert lines[-1] == "  and 3 more"
    assert len(lines) == 7


def test_words_of_others_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in changed_wins(wins("\x1b[2JFirst\n10 km"), NONE, STYLE)


def test_the_list_says_until_when_and_why() -> None:
    row = {
        "win_id": "W1", "run_id": "20260303-0700", "date": pd.Timestamp("2026-03-03"),
        "kind": "first-distance", "label": "First 10 km",
        "gone_at": pd.Timestamp("2026-11-21T19:00:00Z"), "because": "import 20261121T1900",
        "stands": False, "now_run_id": "20260201-0700", "now_date": pd.Timestamp("2026-02-01"),
    }  # fmt: skip
    head, line = gone_wins_table(GONE_WINS.build([row]), TerminalStyle(width=120)).split("\n")
    assert head.split() == ["date", "told", "once", "until", "because", "of", "now"]
    assert line.split("  ")[0].strip() == "3 Mar 2026"
    for words in ("First 10 km", "21 Nov 2026", "import 20261121T1900", "1 Feb 2026"):
        assert words in line
    assert gone_wins_table(GONE_WINS.empty(), STYLE).startswith("no win that was told has gone")
