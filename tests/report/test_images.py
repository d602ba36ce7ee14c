"""Do the main pictures still look as they did when somebody looked at them?

Beside this file lie small pictures that were looked at. A picture is drawn again, made as small,
and compared: letters may stand a little elsewhere with another version of what sets them, but
nothing may be missing, added, moved or coloured otherwise. ``--accept-golden`` writes them anew:
look at them then.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.image
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from numpy.typing import NDArray

from runwins.goal import Ladder
from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.metrics.pacing import pacing_plan
from runwins.report import (
    bests_chart,
    calendar_chart,
    course_chart,
    heart_chart,
    hills_chart,
    ladder_chart,
    mean_maximal_chart,
    months_chart,
    prediction_chart,
    route_chart,
    run_chart,
    weeks_chart,
    year_chart,
)
from runwins.report.block_input import BlockInput
from runwins.report.card import save_card
from runwins.report.figure import new_figure, png, styled
from runwins.report.run_page import RunInput
from runwins.report.run_view import RunView
from runwins.report.style import THEMES, ThemeName

Image = NDArray[np.float64]
BASELINE = Path(__file__).parent / "baseline"
COURSE = Path(__file__).parent.parent.parent / "sample_data" / "stone_ring_50.gpx"
DPI = 30.0
CELL = 8
MEAN, WORST = 0.012, 0.16
"""How far two pictures may be apart, of 1: on the whole, and in a cell of 8 × 8 points."""


def pixels(data: bytes) -> Image:
    return np.asarray(matplotlib.image.imread(io.BytesIO(data)), dtype=float)[..., :3]


def cells(image: Image) -> Image:
    """Return the mean colour of each cell of 8 × 8 points."""
    high, wide = (size // CELL for size in image.shape[:2])
    part = image[: high * CELL, : wide * CELL]
    return part.reshape(high, CELL, wide, CELL, 3).mean(axis=(1, 3))


def differ(one: Image, two: Image) -> tuple[float, float]:
    """Return how far two pictures are apart: on the whole, and in the cell that differs most."""
    assert one.shape == two.shape
    apart = np.abs(cells(one) - cells(two)).mean(axis=2)
    return float(apart.mean()), float(apart.max())


@pytest.fixture
def looks_the_same(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    def check(name: str, data: bytes) -> None:
        path = BASELINE / f"{name}.png"
        if request.config.getoption("--accept-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        mean, worst = differ(pixels(data), pixels(path.read_bytes()))
        assert (mean <= MEAN, worst <= WORST) == (True, True), f"{name}: {mean:.4f}, {worst:.3f}"

    return check


def drawn(draw: Callable[[Any], Any], theme: ThemeName) -> bytes:
    with styled():
        figure = new_figure(5.6, 3.4, THEMES[theme])
        draw(figure.add_axes((0.15, 0.2, 0.82, 0.75)))
        return png(figure, DPI)


def small(figure: Figure) -> bytes:
    with styled():
        return png(figure, DPI)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("layout", ["wide", "tall"])
def test_ladder(looks_the_same: Any, ladder: Ladder, layout: Any, theme: ThemeName) -> None:
    figure = ladder_chart.figure(ladder, layout=layout, theme=theme)
    looks_the_same(f"ladder-{layout}-{theme}", small(figure))


@pytest.mark.parametrize(
    ("layout", "theme", "hour"),
    [("wide", "light", 10.0), ("tall", "light", 10.0), ("wide", "dark", 8.5)],
)
def test_course(looks_the_same: Any, layout: Any, theme: ThemeName, hour: float) -> None:
    """By day into the night; and from the dark of the morning on."""
    profile = measure_course(read_course(COURSE))
    start = dt.datetime(2026, 12, 12, tzinfo=dt.UTC) + dt.timedelta(hours=hour)
    plan = pacing_plan(profile, 16 * 3600.0, start=start)
    figure = course_chart.figure(profile, plan=plan, longest_m=42_800.0, layout=layout, theme=theme)
    looks_the_same(f"course-{layout}" if theme == "light" else f"course-{theme}", small(figure))


def charts(block: BlockInput, run: RunInput) -> dict[str, Callable[[Any, ThemeName], Any]]:
    efforts = block.efforts[block.efforts["distance_m"] == 5000.0].merge(
        block.runs[["run_id", "local_date"]].rename(columns={"local_date": "date"}), on="run_id"
    )
    assert block.routes is not None
    days = block.runs.set_index("run_id")["local_date"].to_dict()
    route = block.routes.assign(date=block.routes["run_id"].map(days))
    weekly = pd.DataFrame({"date": pd.date_range("2026-06-07", periods=20, freq="7D")})
    middle = 3600.0 - 12 * np.arange(20)
    weekly = weekly.assign(p10_s=middle * 0.9, p50_s=middle, p90_s=middle * 1.1)
    hearts = pd.DataFrame({
        "hr_bpm": np.arange(24) % 9 + 140.0, "now": np.arange(24) > 11,
        "speed_mps": 2.4 + 0.02 * np.arange(24),
    })  # fmt: skip
    lengths = np.geomspace(10.0, 5200.0, 40)
    curve = pd.DataFrame({"duration_s": lengths, "speed_mps": 5.2 * lengths**-0.07})
    months = pd.DataFrame(
        {"month": range(1, 11), "distance_m": [90e3 + 9e3 * k for k in range(10)]}
    )
    hills = block.block_weeks.assign(biggest_m=np.linspace(30, 100, 20))
    return {
        "weeks": lambda ax, theme: weeks_chart.draw(ax, block.block_weeks, theme=theme),
        "calendar": lambda ax, theme: calendar_chart.draw(
            ax, block.block_runs, block.first, block.last, theme=theme, aim=3
        ),
        "bests": lambda ax, theme: bests_chart.draw(ax, efforts, theme=theme),
        "heart": lambda ax, theme: heart_chart.draw(ax, hearts, theme=theme),
        "hills": lambda ax, theme: hills_chart.draw(ax, hills, theme=theme),
        "route": lambda ax, theme: route_chart.draw(ax, route, block.first, theme=theme),
        "prediction": lambda ax, theme: prediction_chart.draw(ax, weekly, aim_s=3400, theme=theme),
        "mean-maximal": lambda ax, theme: mean_maximal_chart.draw(
            ax, curve, bests=efforts, theme=theme
        ),
        "months": lambda ax, theme: months_chart.draw(ax, months, theme=theme),
        "year": lambda ax, theme: year_chart.draw(
            ax, block.block_weeks, 2026, {pd.Timestamp("2026-08-24"): ("1", "2")}, theme=theme
        ),
        "year-days": lambda ax, theme: year_chart.draw_days(
            ax, block.block_runs, 2026, block.last, theme=theme
        ),
        "run": lambda ax, theme: run_chart.draw(
            ax, run.stream, stretches=[run_chart.Stretch(0, 14_000, "1")], theme=theme
        ),
    }  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_charts(looks_the_same: Any, block: BlockInput, run: RunInput, theme: ThemeName) -> None:
    for name, draw in charts(block, run).items():
        data = drawn(lambda ax, draw=draw: draw(ax, theme), theme)
        looks_the_same(f"{name}-{theme}", data)


@pytest.mark.parametrize(("size", "theme"), [("post", "light"), ("story", "dark")])
def test_cards(
    looks_the_same: Any, view: RunView, run: RunInput, tmp_path: Path, size: Any, theme: ThemeName
) -> None:
    save_card(view, tmp_path / "card.png", size=size, theme=theme, stream=run.stream)
    few = pixels((tmp_path / "card.png").read_bytes())[::4, ::4]
    target = io.BytesIO()
    matplotlib.image.imsave(target, few, format="png", metadata={"Software": None})
    looks_the_same(f"card-{size}-{theme}", target.getvalue())


def test_a_card_with_the_way(looks_the_same: Any, view: RunView, tmp_path: Path) -> None:
    turn = np.linspace(0.4, 5.6, 200)
    loop = np.column_stack([0.5 - 0.5 * np.cos(turn), 0.2 + 0.2 * np.sin(turn)])
    save_card(view, tmp_path / "card.png", way=[loop[:120], loop[130:]], theme="light")
    few = pixels((tmp_path / "card.png").read_bytes())[::4, ::4]
    target = io.BytesIO()
    matplotlib.image.imsave(target, few, format="png", metadata={"Software": None})
    looks_the_same("card-way", target.getvalue())


def test_another_picture_is_told_apart(ladder: Ladder, make_ladder: Any, rung_rows: Any) -> None:
    same = pixels(small(ladder_chart.figure(ladder)))
    one_less = [row | {"state": "later"} if row["label"] == "14 km" else row for row in rung_rows]
    other = pixels(small(ladder_chart.figure(make_ladder(tuple(one_less), gaps=ladder.gaps))))
    assert differ(same, same) == (0, 0)
    assert differ(same, other)[1] > WORST
    shifted = np.roll(same, 1, axis=1)  # letters a point aside are the same picture
    assert differ(same, shifted)[0] <= MEAN
    assert differ(same, shifted)[1] <= WORST
