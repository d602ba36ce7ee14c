"""The card for race day: nothing beyond its edge, nothing on the fold, no limit left out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from runwins.report import pocket_card


def legs(count: int, limits: tuple[int, ...] = (), name: str = "Aid {}") -> pd.DataFrame:
    to = np.arange(1, count + 1) * 5_000.0
    return pd.DataFrame(
        {
            "name": [name.format(place) for place in range(1, count)] + ["Finish"],
            "to_m": to,
            "a_arrival_s": to * 0.7,
            "cutoff_s": [to[at] if at in limits else np.nan for at in range(count)],
        }
    )


def texts(frame: pd.DataFrame, **how: Any) -> list[Any]:
    told = {"start_clock_s": 25_200.0, "day": dt.date(2026, 12, 12), "units": "km"} | how
    return list(pocket_card.draw(frame, "Ring", **told).axes[0].texts)


def words(frame: pd.DataFrame, **how: Any) -> list[str]:
    return [text.get_text() for text in texts(frame, **how)]


def test_it_is_ten_by_seven_centimetres_in_nine_points() -> None:
    figure = pocket_card.draw(legs(4), "Ring", start_clock_s=None, day=None, units="km")
    assert tuple(2.54 * figure.get_size_inches()) == pytest.approx((10.0, 7.0))
    assert {text.get_fontsize() for text in figure.axes[0].texts} == {9.0}


@pytest.mark.parametrize("count", [1, 4, 10, 40])
@pytest.mark.parametrize(
    "name", ["Aid {}", "A very long name of an aid station high up {}", "山{}"]
)
def test_everything_has_its_place(count: int, name: str) -> None:
    figure = pocket_card.draw(
        legs(count, name=name), "The longest name a race could have " * 3, start_clock_s=0.0,
        day=dt.date(2026, 12, 12), units="km",
    )  # fmt: skip
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text()]
    for box in boxes:
        assert box.x0 >= 0
        assert box.x1 <= width
        assert box.y0 >= 0
        assert box.y1 <= height
        assert not box.y0 < height / 2 < box.y1, "a line lies on the fold"
    for one in range(len(boxes)):
        for other in range(one):
            assert not boxes[one].overlaps(boxes[other])


def test_times_of_day_need_a_start() -> None:
    assert "07:58" in words(legs(1))  # 3,500 s after 7:00
    assert "58 min" in words(legs(1), start_clock_s=None)
    assert "Ring, 12 Dec, start 07:00" in words(legs(1))
    assert "mi" in words(legs(1), units="mi")


def test_of_too_many_places_those_with_a_limit_stay() -> None:
    told = words(legs(30, limits=(3, 17, 28)))
    assert {"Aid 4", "Aid 18", "Aid 29", "Finish"} <= set(told)
    assert sum(one.startswith("Aid") or one == "Finish" for one in told) == 10
    assert told.count("–") == 7
