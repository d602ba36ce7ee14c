"""The words of every win: short, kind, and with the old mark and its day."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from histories import history, labels, run

import runwins.wins
from runwins import TrainingLog
from runwins.model import History
from runwins.wins import explain, kinds

FOLDER = Path(runwins.wins.__file__).parent
UNKIND = re.compile(
    r"\b(missed|failed|behind|lost|should have|only|just|streak|broken|fitter|stronger|improv\w*"
    r"|workout|segment|danger\w*|risk\w*)\b",
    re.IGNORECASE,
)
A_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b|\b[A-Z][a-z]{2} \d{4}\b|\bin \d{4}\b")
OF_BLOCKS = ("better-recovery-run", "marginal-gain", "more-speed-per-beat")
"""What these are compared with is some runs before, not a day."""
NAMED_BY_RUNNERS = ("route", "same_hill", "marginal_gain")
"""Their headlines hold a name that the runner gave: up to five words."""


def templates() -> Iterator[tuple[str, str]]:
    """Yield the words of every headline, line below it, rule and remark, by file."""
    for file in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    str(part.value) if isinstance(part, ast.Constant) else "{}"
                    for part in node.values
                ]
                yield file.name, "".join(parts)
            elif isinstance(node, ast.Constant) and "\n" not in str(node.value):
                yield file.name, str(node.value)  # longer texts are documentation


def headlines() -> Iterator[tuple[str, str]]:
    """Yield what is given as ``label=`` to a candidate, by file; x for each word filled in."""
    for file in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.keyword) or node.arg != "label":
                continue
            if isinstance(node.value, ast.JoinedStr):
                yield file.name, "".join(_filled(part, file.name) for part in node.value.values)


def _filled(part: ast.expr, file: str) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    told = ast.unparse(part)
    words = 1
    if "name" in told or "place" in told:
        words = 5 if file.startswith(NAMED_BY_RUNNERS) else 2
    elif "format_" in told:
        words = 2
    return " ".join(["x"] * words)


def test_no_template_says_an_unkind_word() -> None:
    told = list(templates())
    assert len(told) > 500
    assert [(name, text) for name, text in told if UNKIND.search(text)] == []


def test_every_headline_fits_in_twelve_words() -> None:
    told = list(headlines())
    assert len(told) >= 25
    assert [(name, text) for name, text in told if len(text.split()) > 12] == []


@pytest.fixture(scope="module", params=["km", "mi"])
def sample(request: pytest.FixtureRequest, demo: Path) -> Iterator[TrainingLog]:
    with TrainingLog(demo / "demo-log", units=request.param) as log:
        yield log


def test_every_win_of_the_sample_is_short_and_kind(sample: TrainingLog) -> None:
    wins = sample.wins(all_found=True)
    said = [*wins["label"], *wins["detail"].dropna(), *wins["rule"], *sample.remarks()["label"]]
    assert [label for label in wins["label"] if len(label.split()) > 12] == []
    assert [text for text in said if UNKIND.search(text)] == []


def test_a_win_over_an_old_mark_names_it_and_its_day(sample: TrainingLog) -> None:
    wins = sample.wins(all_found=True)
    held = wins[wins["previous"].notna() & ~wins["kind"].isin(OF_BLOCKS)]
    assert len(held) > 100
    dateless = held[~held["detail"].fillna("").str.contains(A_DAY)]
    assert dateless[["label", "detail"]].to_numpy().tolist() == []
    assert held["detail"].str.contains(r"\d").all()


def test_miles_and_feet_stand_where_the_runner_thinks_in_them(demo: Path) -> None:
    with TrainingLog(demo / "demo-log", units="mi") as log:
        wins = log.wins(all_found=True)
        said = [*wins["label"], *wins["detail"].dropna(), *log.remarks()["label"]]
    metric = re.compile(r"\d (km|m)\b(?!-effort| race)|/km|°C")
    named = re.compile(r"\b(1|5|10|15|25|30|50|100) km\b")
    assert [text for text in said if metric.search(named.sub("", text))] == []


def test_explanations_of_the_sample_are_plain_sentences(sample: TrainingLog) -> None:
    wins = sample.wins()
    known = sample.history()
    for win in wins.iloc[::9].to_dict("records"):
        lines = explain({str(name): value for name, value in win.items()}, known)
        assert len(lines) >= 5
        assert all(line[0].isupper() or line[0].isdigit() for line in lines), lines
        assert all(line.endswith(".") for line in lines), lines
        assert not [line for line in lines if UNKIND.search(line)]
        assert not [line for line in lines if "nan" in line.lower().split() or "None" in line]


# -- each kind is found at least once --------------------------------------------------------------


def _more_speed_per_beat() -> History:
    noise = (0.01, 0.005, -0.01, -0.005, 0.008, -0.008, -0.01, 0.01)
    beats = (-5.0, 5.0, -3.0, 3.0, 4.0, -4.0, 2.0, -2.0)
    return history(
        [
            run(
                i * 7 // 3,
                8.0,
                steady_speed_mps=2.8 * (1 + noise[i % 8]) + 0.017 * beats[i % 8],
                steady_hr_bpm=(150.0 if i < 24 else 144.0) + beats[i % 8],
                ascent_m=40.0,
                device="a watch",
            )
            for i in range(36)
        ]
    )


def _route_fewer_stops() -> History:
    loop = {"routes": {"loop": 1800.0}, "book": "road"}
    stopped = [
        run(3 * i, 6.0, nonstop_moving_m=2500.0, nonstop_run_m=2500.0, **loop) for i in range(4)
    ]
    whole = run(15, 6.0, nonstop_moving_m=5990.0, nonstop_run_m=5990.0, **loop)
    return history([*stopped, whole])


HAND_MADE = {
    "more-speed-per-beat": _more_speed_per_beat,
    "route-fewer-stops": _route_fewer_stops,
}


def test_each_kind_is_found_in_the_sample_or_in_a_hand_made_history(demo: Path) -> None:
    with TrainingLog(demo / "demo-log", units="km") as log:
        found = set(log.wins(all_found=True)["kind"])
    assert set(kinds()) - found == set(HAND_MADE)
    for kind, made in HAND_MADE.items():
        assert labels(made(), kind), kind
