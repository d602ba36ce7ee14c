from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from runwins.frames import CLEAN_STREAM
from runwins.report.run_chart import Stretch, draw, in_rows, pace_along


def axes() -> Any:
    return Figure(figsize=(6, 3)).add_axes((0.12, 0.2, 0.76, 0.6))


def even(speed: float = 2.5, far: float = 10_000.0) -> pd.DataFrame:
    along = np.arange(0.0, far + 1, 10.0)
    return CLEAN_STREAM.check(pd.DataFrame({
        "elapsed_s": along / speed, "distance_m": along, "altitude_m": 100 + along / 100,
        "edge": "ok",
    }))  # fmt: skip


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_too_short_to_draw(rows: int) -> None:
    ax = draw(axes(), even().head(rows))
    FigureCanvasAgg(ax.figure).draw()


def test_an_even_run_has_one_pace() -> None:
    along, pace = pace_along(even(2.5), 1000.0)
    assert along[-1] == pytest.approx(10.0)
    assert pace == pytest.approx(np.full(len(pace), 400.0))


def test_a_stop_does_not_break_the_line() -> None:
    stream = even()
    waited = stream.assign(elapsed_s=stream["elapsed_s"] + 600.0 * (stream["distance_m"] > 5000))
    ax = draw(axes(), waited)
    FigureCanvasAgg(ax.figure).draw()
    slow, fast = ax.get_ylim()
    assert fast < 400 < slow < 1000  # faster is higher; the stop does not flatten the rest


def test_stretches_share_a_row_only_where_they_do_not_meet() -> None:
    parts = [Stretch(0, 5000, "1"), Stretch(4000, 6000, "2"), Stretch(5500, 9000, "3")]
    assert {part.mark: row for part, row in in_rows(parts)} == {"1": 0, "2": 1, "3": 0}


def test_each_stretch_is_marked() -> None:
    ax = draw(axes(), even(), stretches=[Stretch(0, 5000, "1"), Stretch(6000, 9000, "2")])
    assert [text.get_text() for text in ax.texts if "m" not in text.get_text()] == ["1", "2"]


@pytest.mark.parametrize("rise", [0.0, 3.0, 12.0, 40.0, 400.0])
def test_the_heights_of_a_flat_run_do_not_stand_on_each_other(rise: float) -> None:
    stream = even()
    ax = draw(axes(), stream.assign(altitude_m=4 + rise * stream["distance_m"] / 10_000))
    renderer = FigureCanvasAgg(ax.figure).get_renderer()
    heights = [text for text in ax.texts if text.get_text().endswith(" m")]
    boxes = sorted((text.get_window_extent(renderer) for text in heights), key=lambda box: box.y0)
    assert boxes
    assert all(one.y1 <= other.y0 for one, other in pairwise(boxes))


def test_positions_are_not_looked_at() -> None:
    draw(axes(), even().drop(columns=["lat_deg", "lon_deg"]), units="mi", theme="dark")


def test_an_even_pace_has_few_lines() -> None:
    along = np.arange(0.0, 10_000.0, 10.0)
    even = pd.DataFrame({"elapsed_s": along / 2.7, "distance_m": along, "altitude_m": np.nan})
    ax = draw(Figure().add_subplot(), even)
    low, high = sorted(ax.get_ylim())
    assert 1 <= sum(low <= tick <= high for tick in ax.get_yticks()) <= 8
