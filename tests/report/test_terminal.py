from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from runwins.frames import REMARKS, WINS
from runwins.goal import Ladder
from runwins.report import cells
from runwins.report.cells import TerminalStyle
from runwins.report.ladder_strip import ladder_view, strip
from runwins.report.pipe_facts import post_run_plain
from runwins.report.run_view import RunView
from runwins.report.terminal import post_run

NASTY = "\x1b]0;owned\x07\x1b[2J\r\nWIN fake \u202e" + "日" * 300


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_after_a_run(view: RunView) -> None:
    assert post_run(view, style=TerminalStyle()).splitlines() == [
        " Sat 24 Oct 2026, 08:12   14.1 km   1:26:40   6:09 /km   +118 m",
        " River loop (7th time)    1 new run imported from activity.fit in 0.4 s",
        "",
        " ★ First non-stop 14 km                                       rung 5 of 9  done",
        "     before: 12.3 km (27 Sep) longest pause today: 0 s                       W1",
        " ▲ Faster on River loop                                          -1:07 (-2.2 %)",
        "     5:58 /km over 8.4 km matched, was 6:06 on 3 Oct median of 6: 6:11       W2",
        " ● Sixth week in a row with 3 or more runs",
        "     your longest such row is 8 weeks (Mar-Apr 2025)                         W3",
        "",
        " almost: 5 km in 27:58, 7 s off your best (27:51, 12 Sep)",
        " not counted: fastest km 4:02 - GPS jump at 3.1 km",
        "",
        " Half marathon, Sun 20 Dec - 8 weeks to go",
        "   5   8   10  12  150m 14  16  18  19",
        "   ✓───✓───✓───✓───✕────✓───◆───○───○───⚑",
        " next rung: 16 km - likely 5 to 21 Nov",
        "",
        " runwins explain ID   show -o run.html   report   share   wins drop ID",
    ]


def test_in_a_narrow_terminal_no_number_is_cut_off(
    view: RunView, make_view: Callable[..., RunView], make_ladder: Callable[..., Ladder],
    rung_rows: list[dict[str, Any]],
) -> None:  # fmt: skip
    late = [
        row | {"label": "65 km in a week", "p80": None, "p90": None}
        if row["state"] == "next"
        else row
        for row in rung_rows
    ]
    far = dict(view.run) | {"distance_m": 142_195.0, "moving_s": 100_000.0, "ascent_m": 12_282.0}
    narrow = make_view(run=far, ladder=make_ladder(tuple(late)))
    lines = post_run(narrow, style=TerminalStyle(width=60)).splitlines()
    assert lines[0] == " 24 Oct 2026   142.2 km   27:46:40   11:43 /km   +12,282 m"
    (following,) = [line for line in lines if line.startswith(" next")]
    assert following == " next: 65 km in a week - likely 5 Nov to after race day"
    assert lines[-1] == " runwins explain ID   show -o run.html   report   share"
    assert post_run(narrow, style=TerminalStyle()).startswith(" Sat 24 Oct 2026, 08:12   142.2 km")


def test_without_utf8_the_same_in_ascii(view: RunView) -> None:
    said = post_run(view, style=TerminalStyle(unicode=False))
    assert said.isascii()
    assert "   +---+---+---+---x----+---> ---.".replace("> ", ">") in said


def test_colour_adds_and_never_carries(view: RunView) -> None:
    coloured = post_run(view, style=TerminalStyle(colour=True))
    assert coloured != bare(coloured)
    assert bare(coloured) == post_run(view, style=TerminalStyle())


def test_no_wins_does_not_feel_like_failure(make_view: Callable[..., RunView]) -> None:
    progress = REMARKS.build([{
        "run_id": "20261024-0812", "date": "2026-10-24", "remark": "progress", "kind": "weeks-kept",
        "label": "This week: 2 of 3 runs. One more makes seven weeks in a row.",
    }])  # fmt: skip
    said = post_run(make_view(wins=WINS.empty(), remarks=progress), style=TerminalStyle())
    assert "No new marks today, and easy days are where they come from." in said
    assert "One more makes seven weeks in a row." in said
    for word in ("missed", "failed", "behind", "lost", "should have", "only", "just", "broken"):
        assert word not in said


def test_a_hard_run_that_did_not_count_is_no_easy_day_and_its_reason_is_not_cut(
    make_view: Callable[..., RunView],
) -> None:
    why = "far faster than all runs of the year before. Was it run like a race? Then say so: "
    why += "runwins runs edit 20261024-0812 --race"
    refused = REMARKS.build([{
        "run_id": "20261024-0812", "date": "2026-10-24", "remark": "not counted",
        "kind": "best-effort", "label": f"5 km in 23:45 was not counted: {why}",
    }])  # fmt: skip
    said = post_run(make_view(wins=WINS.empty(), remarks=refused), style=TerminalStyle())
    assert "No new marks today." in said
    assert "easy days" not in said
    assert why in " ".join(said.split())


def test_the_first_run_is_not_a_rain_of_medals(make_view: Callable[..., RunView]) -> None:
    view = make_view(first_run=True)
    said = post_run(view, style=TerminalStyle())
    assert "This is the first run in your log: everything after it has something to beat." in said
    assert "★" not in said
    first = "This is the first run in your log: everything after it has something to beat."
    fact = {"run_id": "r", "date": "2026-10-24", "remark": "progress", "kind": "weeks-kept"}
    told = make_view(first_run=True, remarks=REMARKS.build([{**fact, "label": first}]))
    lines = post_run_plain(told)
    assert not [line for line in lines if line.startswith("WIN")]
    assert sum(first in line for line in lines) == 1


def test_wins_that_are_not_worth_saying_stay_quiet(
    make_view: Callable[..., RunView], view: RunView
) -> None:
    hidden = view.wins.assign(shown=False)
    assert "First non-stop" not in post_run(make_view(wins=hidden), style=TerminalStyle())


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("colour", [True, False])
def test_hostile_names_stay_in_their_lines(
    make_view: Callable[..., RunView], make_ladder: Callable[..., Ladder],
    rung_rows: list[dict[str, Any]], view: RunView, width: int, unicode: bool, colour: bool,
) -> None:  # fmt: skip
    style = TerminalStyle(colour=colour, unicode=unicode, width=width)
    ladder = make_ladder(
        tuple(row | {"label": NASTY, "reward": NASTY} for row in rung_rows), name=NASTY,
        sentences=(NASTY, NASTY),
    )  # fmt: skip
    nine = WINS.check(view.wins.loc[[0, 1, 2] * 3].reset_index(drop=True))
    nasty = make_view(
        run=dict(view.run) | {"name": NASTY}, headline_counts=NASTY, ladder=ladder,
        wins=nine.assign(label=NASTY, detail=NASTY, win_id=NASTY),
        remarks=view.remarks.assign(label=NASTY, reason=NASTY),
    )  # fmt: skip
    told = post_run(nasty, style=style)
    assert len(told.splitlines()) <= 25
    assert "and 4 more: runwins show last" in told
    told += "\n" + ladder_view(ladder, style)
    for line in told.split("\n"):
        assert cells.width(bare(line)) <= width, line
        assert not re.search(r"[\x00-\x1a\x1c-\x1f\x7f-\x9f\u202e]", line)
        assert not re.search(r"\x1b(?!\[[\d;]*m)", line)
        assert unicode or line.isascii()
    for line in post_run_plain(nasty):
        assert re.match(r"(RUN|READ|WIN|NEAR|SKIP|NOTE|GOAL) ", line)
        assert not re.search(r"[\x00-\x1f]", line)


def test_for_pipes_one_fact_a_line(view: RunView) -> None:
    assert post_run_plain(view) == [
        "RUN   2026-10-24 08:12  14.1 km  1:26:40  6:09 /km  +118 m  River loop (7th time)",
        "READ  1 new run imported from activity.fit in 0.4 s",
        (
            "WIN   first-non-stop    First non-stop 14 km (before: 12.3 km, 2026-09-27) "
            "[rung 5 of 9 done]"
        ),
        "WIN   route-best        Faster on River loop: -1:07 (-2.2 %) (before: 51:14, 2026-10-03)",
        "WIN   weeks-kept        Sixth week in a row with 3 or more runs",
        "NEAR  best-effort       5 km in 27:58, 7 s off your best (27:51, 12 Sep)",
        "SKIP  best-effort       fastest km 4:02 - GPS jump at 3.1 km",
        (
            "GOAL  Half marathon 2026-12-20: 5 of 9 rungs done; next 16 km, "
            "likely 2026-11-05..2026-11-21"
        ),
    ]


def test_a_run_of_which_little_is_known(make_view: Callable[..., RunView], view: RunView) -> None:
    unknown = dict.fromkeys(("distance_m", "moving_s", "timer_s", "elapsed_s", "ascent_m"))
    said = post_run(make_view(run=dict(view.run) | unknown, ladder=None), style=TerminalStyle())
    assert said.splitlines()[0] == " Sat 24 Oct 2026, 08:12"
    assert "nan" not in said
    assert "None" not in said


def test_the_ladder_as_a_picture(ladder: Ladder) -> None:
    lines = ladder_view(ladder, TerminalStyle()).splitlines()
    assert lines[0] == " Half marathon - Sun 20 Dec 2026 - 8 weeks to go"
    assert lines[2].startswith(" ⚑ Half marathon")
    assert lines[5].startswith(" ◆ 16 km                   next · 5 to 21 Nov")
    assert lines[11].startswith(" ✓ 5 km non-stop")
    assert " ".join("".join(lines[-2:]).split()).endswith("runners who got to their start line).")


def test_a_reward_is_told_when_it_is_earned(
    make_ladder: Callable[..., Ladder], rung_rows: list[dict[str, Any]]
) -> None:
    rows = tuple(row | {"reward": "new shoes"} for row in rung_rows)
    said = ladder_view(make_ladder(rows), TerminalStyle())
    assert "Earned for 14 km: new shoes" in said
    assert "Reward for 16 km: new shoes" in said


@pytest.mark.parametrize("status", ["too early to say", "on track"])
def test_a_ladder_without_dates(
    make_ladder: Callable[..., Ladder], rung_rows: list[dict[str, Any]], status: str
) -> None:
    bare_rows = tuple(
        {name: row[name] for name in ("label", "kind", "target", "state")} for row in rung_rows
    )
    said = ladder_view(make_ladder(bare_rows, status=status), TerminalStyle())
    assert "nan" not in said.lower()
    assert ("too early to say" in said) == (status == "too early to say")


def test_miles_for_those_who_think_in_them(view: RunView) -> None:
    said = post_run(view, style=TerminalStyle(units="mi"))
    assert "8.8 mi" in said
    assert "9:53 /mi" in said
    assert "+387 ft" in said
    assert "8.8 mi  1:26:40  9:53 /mi  +387 ft" in post_run_plain(view, "mi")[0]


def test_the_terminal_needs_neither_matplotlib_nor_jinja2() -> None:
    code = (
        "import sys, runwins.report.terminal;assert not {'matplotlib', 'jinja2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_known_route_says_the_how_manieth_time(make_view: Callable[..., RunView]) -> None:
    view = replace(make_view(), route_name="River loop", route_times=7)
    said = post_run(view, style=TerminalStyle()).splitlines()
    assert said[1].startswith(" River loop (7th time)")
    assert "River loop (7th time)" in post_run_plain(view)[0]
    first = post_run(replace(view, route_times=1), style=TerminalStyle())
    assert "time)" not in first.splitlines()[1]


def test_an_endless_route_name_keeps_its_number(make_view: Callable[..., RunView]) -> None:
    view = replace(make_view(), route_name="日本語" * 200, route_times=12, headline_counts="")
    for unicode in (True, False):
        text = post_run(view, style=TerminalStyle(unicode=unicode))
        assert text.splitlines()[1].endswith("(12th time)")
        assert max(cells.width(line) for line in text.splitlines()) <= 80


def test_a_rung_of_a_pace_is_told_by_its_time(make_ladder: Callable[..., Ladder]) -> None:
    rungs = [
        {"label": "10 km in 54:45", "kind": "race-time", "target": 3.044, "unit": "m/s",
         "state": "done", "done_date": "2026-10-01"},
        {"label": "10 km in 53:30", "kind": "race-time", "target": 3.115, "unit": "m/s",
         "state": "next"},
    ]  # fmt: skip
    race = {"label": "Half", "kind": "race", "target": 21_097.5, "unit": "m", "state": "later"}
    above, _ = strip(make_ladder((*rungs, race)), TerminalStyle(), 78)
    assert above.split() == ["54:45", "53:30"]
