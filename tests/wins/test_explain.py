from __future__ import annotations

from histories import history, run

from runwins.model import History
from runwins.wins import explain, find_wins


def told(known: History, kind: str) -> list[str]:
    wins = find_wins(known)
    row = wins[wins["kind"] == kind].iloc[-1]
    return list(explain({str(name): value for name, value in row.items()}, known))


def test_a_best_says_where_how_sure_and_what_it_was_worth() -> None:
    known = history([run(2 * i, 5.2, efforts={5000: s}) for i, s in enumerate((1520, 1500, 1460))])
    what, compared, stretch, source, rule, sure, beaten, worth, shown = told(known, "best-effort")
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
    assert worth == (
        "Its worth that day was 3.7: 3.5 for what it is and 0.2 for how long it had not been done."
    )
    assert shown == "It was worth showing."


def test_a_calendar_fact_counts_runs_since_the_last_of_its_kind() -> None:
    known = history([run(14 * i, 5) for i in range(12)])
    lines = told(known, "total")
    assert lines[0] == "50 km in your log, on Mon 11 May 2026."
    assert lines[1] == "The last win of this kind was 9 runs earlier."
    assert "How sure: the margin in the rule stands for the error of the measure." in lines


def test_what_was_said_lately_takes_worth_away() -> None:
    usual = [run(14 * i, 20.5) for i in range(12)]
    known = history([*usual, run(170, 21.0), run(175, 23.0)])
    # 4 for the kind, log2(1 + 13) / 4 = 0.95 for 13 runs, one told five days before
    assert told(known, "longest-run")[-2] == (
        "Its worth that day was 4.4: 4 for what it is and 1.0 for how long it had not been done, "
        "less 0.6 because its kind was told once in 28 days."
    )


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
