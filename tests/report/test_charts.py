from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from runwins.frames import RUNS, WEEKS
from runwins.report import (
    bests_chart,
    calendar_chart,
    heart_chart,
    hills_chart,
    mean_maximal_chart,
    months_chart,
    prediction_chart,
    route_chart,
    weeks_chart,
)
from runwins.report.block_input import BlockInput
from runwins.report.weeks_chart import month_ticks


def axes() -> Any:
    return Figure(figsize=(4.9, 3)).add_axes((0.12, 0.2, 0.86, 0.75))


def drawn(ax: Any) -> list[str]:
    FigureCanvasAgg(ax.figure).draw()
    return [text.get_text() for text in [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]]


def test_a_week_is_a_bar_as_high_as_its_kilometres(block: BlockInput) -> None:
    ax = weeks_chart.draw(axes(), block.weeks)
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == pytest.approx(list(block.weeks["distance_m"] / 1000))
    assert "2026" in " ".join(drawn(ax))


def test_miles_for_those_who_think_in_them(block: BlockInput) -> None:
    ax = weeks_chart.draw(axes(), block.weeks, units="mi", theme="dark")
    assert ax.patches[0].get_height() == pytest.approx(block.weeks["distance_m"].iloc[0] / 1609.344)


@pytest.mark.parametrize("rows", [0, 1])
def test_few_weeks(block: BlockInput, rows: int) -> None:
    drawn(weeks_chart.draw(axes(), WEEKS.check(block.weeks.head(rows))))


def test_a_day_says_its_distance_from_ten_on(make_block: Callable[..., BlockInput]) -> None:
    runs = make_block().runs.head(3).assign(distance_m=[4000.0, 9600.0, 21_100.0])
    days = runs["local_date"]
    first, last = days.iloc[0].date(), days.iloc[2].date()
    for layout in ("wide", "tall"):
        said = drawn(calendar_chart.draw(axes(), runs, first, last, layout=layout))  # type: ignore[arg-type]
        assert "10" in said
        assert "21" in said
        assert "4" not in said


def test_a_day_with_an_unknown_distance_is_a_day(make_block: Callable[..., BlockInput]) -> None:
    runs = make_block().runs.head(1).assign(distance_m=float("nan"))
    day = runs["local_date"].iloc[0].date()
    ax = calendar_chart.draw(axes(), runs, day, day)
    assert ax.patches[0].get_alpha() is not None


def test_no_runs_at_all() -> None:
    day = dt.date(2026, 6, 3)
    ax = calendar_chart.draw(axes(), RUNS.empty(), day, day + dt.timedelta(days=20))
    (empty,) = ax.patches
    assert len(empty.get_path().to_polygons()) == 21


def test_a_week_tells_its_runs_and_those_with_as_many_as_wanted_are_bold(
    make_block: Callable[..., BlockInput],
) -> None:
    monday = dt.date(2026, 9, 7)
    days = pd.to_datetime([monday, monday + dt.timedelta(2), monday + dt.timedelta(8)])
    runs = make_block().runs.head(3).assign(local_date=days, distance_m=4000.0)
    last = monday + dt.timedelta(13)
    ax = calendar_chart.draw(axes(), runs, monday, last, aim=2)
    told = [(text.get_text(), text.get_fontweight()) for text in ax.texts]
    assert told == [("2", "bold"), ("1", "normal")]
    assert not list(calendar_chart.draw(axes(), runs, monday, last, numbered=False).texts)


def test_month_names_stay_on_the_axes() -> None:
    ax = axes()
    weeks = [dt.date(2026, 8, 24) + dt.timedelta(7 * week) for week in range(2)]
    month_ticks(ax, weeks)
    assert [text.get_text() for text in ax.get_xticklabels()] == ["Sep\n2026"]
    long = [dt.date(2026, 3, 2) + dt.timedelta(7 * week) for week in range(18)]
    month_ticks(ax, long)
    assert [text.get_text() for text in ax.get_xticklabels()] == [
        "Mar\n2026", "Apr", "May", "Jun",
    ]  # fmt: skip


def test_the_best_so_far_never_gets_slower() -> None:
    efforts = pd.DataFrame({
        "date": pd.to_datetime(["2026-03-01", "2026-01-01", "2026-02-01", "2026-04-01"]),
        "elapsed_s": [1700.0, 1800.0, 1750.0, 1720.0],
    })  # fmt: skip
    ax = bests_chart.draw(axes(), efforts)
    best = next(line for line in ax.lines if line.get_drawstyle() == "steps-post")
    assert list(best.get_ydata()) == [1800, 1750, 1700, 1700]
    bottom, top = ax.get_ylim()
    assert bottom > top  # faster is higher
    assert "28:20" in drawn(ax)


def test_one_effort_is_a_history_too() -> None:
    efforts = pd.DataFrame({"date": pd.to_datetime(["2026-03-15"]), "elapsed_s": [1700.0]})
    assert "28:20" in drawn(bests_chart.draw(axes(), efforts))


def test_inputs_are_left_alone(block: BlockInput) -> None:
    before = block.weeks.copy()
    weeks_chart.draw(axes(), block.weeks)
    pd.testing.assert_frame_equal(before, block.weeks)


def test_hills_are_bars_and_the_biggest_climb_a_mark(block: BlockInput) -> None:
    weeks = block.weeks.assign(biggest_m=[float("nan"), *[55.0] * (len(block.weeks) - 1)])
    ax = hills_chart.draw(axes(), weeks)
    assert [bar.get_height() for bar in ax.patches] == pytest.approx(list(weeks["ascent_m"]))
    drawn(hills_chart.draw(axes(), weeks.assign(biggest_m=float("nan")), units="mi", theme="dark"))


def test_then_and_now_differ_by_shape_and_not_by_colour_alone() -> None:
    runs = pd.DataFrame({
        "hr_bpm": [140.0, 150.0], "speed_mps": [2.5, 2.8], "now": [False, True],
    })  # fmt: skip
    ax = heart_chart.draw(axes(), runs)
    assert [line.get_marker() for line in ax.lines] == ["s", "o"]
    bottom, top = ax.get_ylim()
    assert bottom > top  # faster is higher


@pytest.mark.parametrize("known", [0, 1, 3])
def test_weeks_without_a_prediction_stay_empty(known: int) -> None:
    times = [3600.0] * known + [float("nan")] * (3 - known)
    frame = pd.DataFrame({
        "date": pd.date_range("2026-01-04", periods=3, freq="7D"),
        "p10_s": times, "p50_s": times, "p90_s": times,
    })  # fmt: skip
    said = drawn(prediction_chart.draw(axes(), frame, aim_s=3500.0))
    assert ("1:00:00" in said) == bool(known)


def test_the_curve_of_a_run_beside_the_bests() -> None:
    curve = pd.DataFrame({"duration_s": [10.0, 600.0, 3600.0], "speed_mps": [4.0, 3.0, 2.5]})
    best = pd.DataFrame({"distance_m": [5000.0], "elapsed_s": [1600.0]})
    ax = mean_maximal_chart.draw(axes(), curve, bests=best)
    assert list(ax.lines[0].get_ydata()) == pytest.approx([250, 333.33, 400], abs=0.01)
    assert list(ax.lines[1].get_ydata()) == pytest.approx([320])
    drawn(mean_maximal_chart.draw(axes(), curve.assign(speed_mps=float("nan"))))


def test_months_carry_their_numbers() -> None:
    months = pd.DataFrame({"month": [1, 12], "distance_m": [103_400.0, 200.0]})
    said = drawn(months_chart.draw(axes(), months))
    assert "103" in said
    assert "0" not in said


@pytest.mark.parametrize("same", [1, 12])
def test_equal_times_have_few_lines(same: int) -> None:
    frame = pd.DataFrame({
        "date": pd.date_range("2026-01-04", periods=same, freq="7D"), "elapsed_s": [1700.0] * same,
    })  # fmt: skip
    for ax in (
        bests_chart.draw(axes(), frame),
        route_chart.draw(axes(), frame, dt.date(2026, 1, 1)),
    ):
        low, high = sorted(ax.get_ylim())
        assert 1 <= sum(low <= tick <= high for tick in ax.get_yticks()) <= 8


def test_a_year_is_told_with_the_first_of_its_months_that_has_a_name() -> None:
    ax = axes()
    month_ticks(ax, [dt.date(2018, 3, 1) + dt.timedelta(14 * place) for place in range(52)])
    names = [text.get_text() for text in ax.get_xticklabels()]
    assert [name for name in names if "\n" in name] == ["Mar\n2018", "Mar\n2019"]


def test_a_best_from_before_the_picture_is_still_the_best() -> None:
    efforts = pd.DataFrame({
        "date": pd.to_datetime(["2026-01-01", "2026-02-01"]), "elapsed_s": [1800.0, 1750.0],
    })  # fmt: skip
    ax = bests_chart.draw(axes(), efforts, before_s=1700.0)
    best = next(line for line in ax.lines if line.get_drawstyle() == "steps-post")
    assert list(best.get_ydata()) == [1700, 1700]
    assert "28:20" in drawn(ax)


@pytest.mark.parametrize(("aim", "side"), [(None, "bottom"), (6990.0, "top"), (5000.0, "bottom")])
def test_the_newest_prediction_does_not_stand_on_the_aim(aim: float | None, side: str) -> None:
    frame = pd.DataFrame({
        "date": pd.to_datetime(["2026-03-01", "2026-03-08"]), "p10_s": [6600.0, 6500.0],
        "p50_s": [7200.0, 7100.0], "p90_s": [7800.0, 7700.0],
    })  # fmt: skip
    ax = prediction_chart.draw(axes(), frame, aim_s=aim)
    said = next(text for text in ax.texts if text.get_text() == "1 h 58 min")
    assert said.get_va() == side
