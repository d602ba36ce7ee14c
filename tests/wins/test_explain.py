from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from histories import history, run

from runwins.frames import REACHED
from runwins.goal import Goal
from runwins.model import History
from runwins.wins import explain, find_wins


def told(known: History, kind: str) -> list[str]:
    wins = find_wins(known)
    row = wins[wins["kind"] == kind].iloc[-1]
    return list(explain({str(name): value for name, value in row.items()}, known))


def test_a_best_says_where_how_sure_and_what_it_was_worth() -> None:
    known = history([run(2 * i, 5.2, efforts={5000: s}) for i, s in enumerate((1520, 1500, 1460))])
    what, compared, stretch, source, rule, sure, beaten, *worth = told(known, "best-effort")
    assert what == "Fastest 5 km ever: 24:20, on Fri 9 Jan 2026."
    assert compared == (
        "Compared with 2 earlier attempts; the best before was 25:00 on 7 Jan 2026 "
        "(run 20260107-0701)."
    )
    assert stretch == (
        "The stretch goes from 0.20 km to 5.20 km of run 20260109-0802, "
        "from 1:00 to 25:20 on its clock, stops included."
    )
    assert source == "It rests on the device's own distance; the recording is good."
    assert rule.startswith("The rule: Faster on the clock, stops included, than all earlier times")
    assert sure == (
        "How sure: a watch's distance is off by 0.5 to 0.7 % as a rule, so the chance that it "
        "was really faster is 99 %: clear."
    )
    assert beaten == "What would have beaten it: 24:20 or faster on an earlier day."
    # (3.5 + log2(1 + 2 / 2.2) / 4) * (0.5 + 0.5 * 0.9964) = 3.73 * 0.998
    # (3.5 + log2(1 + 2 / 2.2) / 4) * (0.5 + 0.5 * 0.9964) = 3.73 * 0.998
    assert worth == [
        (
            "How big: in itself a thing that stands alone (3.5 of 5), "
            "and 0.2 of 2 for how long it had not been done."
        ),
        "Its worth that day: the sum of the two: 3.73.",
        "It was worth showing. 2.5 was needed that day.",
    ]


def test_a_quiet_spell_lowers_what_is_needed_and_that_is_said() -> None:
    usual = [run(7 * i, 8.0) for i in range(60)]
    known = history([*usual, run(425, 8.0, ascent_m=60.0), run(427, 9.4)])
    wins = find_wins(known)
    row = wins[wins["kind"] == "longest-run"].iloc[-1]
    lines = explain({str(name): value for name, value in row.items()}, known)
    assert lines[-1].startswith("It was worth showing. ")
    assert "3.75 as a rule: it had been quiet, and then smaller true things get" in lines[-1]


def test_what_was_not_told_says_why() -> None:
    known = history([*(run(2 * i, 8.0) for i in range(12)), run(30, 21.5)])
    wins = find_wins(known)
    row = wins[wins["kind"] == "longest-run"].iloc[-1]
    assert not row["shown"]
    lines = explain({str(name): value for name, value in row.items()}, known)
    assert lines[-1].startswith(
        "It is kept in the list and was not told: the same run's line says more: "
        "First half marathon."
    )


def test_a_win_on_the_next_rung_weighs_a_quarter_more() -> None:
    runs = [run(3 * i, 8.0) for i in range(12)]
    known = history([*runs, run(38, 9.4)])
    goal = Goal("Stone Ring 50", dt.date(2026, 6, 1), 50_000, set_on=dt.date(2026, 1, 20))
    rung = {
        "rung_id": "long-run-11000", "goal": "Stone Ring 50", "label": "11 km in one run",
        "target": 11_000.0, "unit": "m", "number": 3, "of": 9,
    }  # fmt: skip
    toward = replace(known, goals=(goal,), rungs=REACHED.build([rung]))
    plain, weighed = (
        wins[wins["kind"] == "longest-run"].iloc[-1]
        for wins in (find_wins(known), find_wins(toward))
    )
    assert weighed["score"] == pytest.approx(1.25 * plain["score"])
    lines = explain({str(name): value for name, value in weighed.items()}, toward)
    assert (
        "Its worth that day: the sum of the two, times 1.25 because it is on the next rung "
        f"toward Stone Ring 50, 11 km in one run: {weighed['score']:.2f}." in lines
    )
    other = replace(toward, rungs=REACHED.build([{**rung, "rung_id": "weekly-ascent-500"}]))
    wins = find_wins(other)
    assert wins[wins["kind"] == "longest-run"].iloc[-1]["score"] == pytest.approx(plain["score"])
    late = replace(toward, goals=(replace(goal, set_on=dt.date(2026, 3, 1)),))
    wins = find_wins(late)
    assert wins[wins["kind"] == "longest-run"].iloc[-1]["score"] == pytest.approx(plain["score"])


def test_a_calendar_fact_counts_runs_since_the_last_of_its_kind() -> None:
    known = history([run(14 * i, 5) for i in range(12)])
    lines = told(known, "total")
    assert lines[0] == "50 km in your log, on Mon 11 May 2026."
    assert lines[1] == "The last win of this kind was 9 runs earlier."
    assert "How sure: the margin in the rule stands for the error of the measure." in lines


def test_what_was_said_lately_takes_worth_away() -> None:
    usual = [run(14 * i, 20.5) for i in range(12)]
    known = history([*usual, run(170, 21.0), run(175, 23.0)])
    # 4 for the kind, log2(1 + 13) / 4 = 0.95 for 13 runs, one told five days before, and last
    assert told(known, "longest-run")[-3:-1] == [
        (
            "How big: in itself a thing that stands alone (4 of 5), "
            "and 1.0 of 2 for how long it had not been done."
        ),
        "Its worth that day: the sum of the two, less 2.1 because its kind was told lately: 2.85.",
    ]


def test_a_since_win_says_since_when() -> None:
    between = [run(1 + 2 * i, 8) for i in range(20)]
    lines = told(history([run(0, 20), *between, run(90, 15)]), "longest-since")
    assert lines[1] == (
        "Compared with the 20 earlier attempts since the last one as good, 20.0 km on 5 Jan 2026 "
        "(run 20260105-0600): none of them came up to it."
    )
    assert (
        "What would have beaten it: 15.0 km or more on an earlier day, after 5 Jan 2026." in lines
    )
