from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib.image
import numpy as np
import pandas as pd
import pytest

from runwins.errors import UnknownName
from runwins.frames import STREAM, WINS
from runwins.report.card import alt_text, save_card, share_text
from runwins.report.card_chart import hill_shape
from runwins.report.run_view import RunView


def stream(hilly: bool = True) -> pd.DataFrame:
    along = np.arange(0.0, 14_100.0, 10.0)
    height = 431.0 + (40 * np.sin(along / 1500) if hilly else 0 * along)
    return STREAM.check(
        pd.DataFrame({
            "elapsed_s": along / 2.7, "distance_m": along, "altitude_m": height,
            "lat_deg": 47.1234567, "lon_deg": 8.7654321, "hr_bpm": 151.0,
        })
    )  # fmt: skip


def chunks(data: bytes) -> set[bytes]:
    found, at = set(), 8
    while at < len(data):
        found.add(data[at + 4 : at + 8])
        at += int.from_bytes(data[at : at + 4], "big") + 12
    return found


@pytest.mark.parametrize(("size", "height"), [("post", 1350), ("story", 1920)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_has_the_size_and_holds_only_the_picture(
    view: RunView, tmp_path: Path, size: Any, height: int, theme: Any
) -> None:
    save_card(view, tmp_path / "a.png", size=size, theme=theme, stream=stream())
    data = (tmp_path / "a.png").read_bytes()
    assert int.from_bytes(data[16:20], "big") == 1080
    assert int.from_bytes(data[20:24], "big") == height
    assert chunks(data) <= {b"IHDR", b"pHYs", b"IDAT", b"IEND"}


def test_place_time_of_day_and_file_stay_at_home(view: RunView, tmp_path: Path) -> None:
    save_card(view, tmp_path / "a.png", stream=stream())
    told = (tmp_path / "a.txt").read_text(encoding="utf-8") + share_text(view) + alt_text(view)
    for secret in ("08:12", "River", "47.1", "8.76", "somebody", "activity.fit", "148", "151"):
        assert secret not in told


def test_neither_place_nor_height_changes_the_picture(view: RunView, tmp_path: Path) -> None:
    known = stream()
    moved = known.assign(
        lat_deg=-33.9, lon_deg=18.4, altitude_m=known["altitude_m"] + 2000, hr_bpm=99.0
    )
    save_card(view, tmp_path / "a.png", stream=known)
    save_card(view, tmp_path / "b.png", stream=moved)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_time_of_day_changes_nothing(
    view: RunView, make_view: Callable[..., RunView], tmp_path: Path
) -> None:
    later = dict(view.run) | {"start_time": pd.Timestamp("2026-10-24T15:00:00Z")}
    save_card(view, tmp_path / "a.png")
    save_card(make_view(run=later), tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_the_words(view: RunView) -> None:
    assert alt_text(view) == (
        "First non-stop 14 km. Before: 12.3 km (27 Sep 2026). A run on 24 Oct 2026: 14.1 km, "
        "1:26:40, 6:09 /km, +118 m. 5 of 9 rungs toward Half marathon, 20 Dec."
    )
    assert share_text(view) == (
        "First non-stop 14 km\n14.1 km · 1:26:40 · 6:09 /km · +118 m\n"
        "5 of 9 rungs toward Half marathon, 20 Dec"
    )


def test_without_a_date_no_date_is_told(view: RunView) -> None:
    told = alt_text(view, show_date=False) + share_text(view, show_date=False)
    for part in ("Oct", "Sep", "Dec", "2026"):
        assert part not in told


def test_another_win_or_none(
    view: RunView, make_view: Callable[..., RunView], tmp_path: Path
) -> None:
    assert alt_text(view, win_id="W2").startswith("Faster on River loop.")
    with pytest.raises(UnknownName, match="W1, W2, W3"):
        save_card(view, tmp_path / "a.png", win_id="W9")
    quiet = make_view(wins=WINS.empty(), ladder=None)
    save_card(quiet, tmp_path / "b.png")
    assert alt_text(quiet).startswith("One more run in the log.")


def test_hostile_names_are_drawn_as_words(
    view: RunView, make_view: Callable[..., RunView], tmp_path: Path
) -> None:
    nasty = "$x^2_ \x1b[31m 日本語 🏃 \u202e" + "W" * 500
    save_card(make_view(wins=view.wins.assign(label=nasty)), tmp_path / "a.png")


@pytest.mark.parametrize("rise", [0.0, 0.1, 1.0])
def test_the_shape_of_the_run_stays_within_its_room(
    view: RunView, tmp_path: Path, rise: float
) -> None:
    plain, drawn = tmp_path / "a.png", tmp_path / "b.png"
    save_card(view, plain, stream=stream())
    way = [np.array([[0.0, 0.0], [0.4, rise]]), np.array([[0.5, rise], [1.0, 0.0]])]
    save_card(view, drawn, way=way)
    before, after = (matplotlib.image.imread(path)[..., :3] for path in (plain, drawn))
    rows, columns = np.nonzero((before != after).any(axis=2))
    assert 70 <= columns.min() < columns.max() <= 1010
    assert 280 <= rows.min() < rows.max() <= 715  # the numbers below are the same


def test_a_flat_or_short_run_has_no_hills_to_show() -> None:
    assert hill_shape(stream(hilly=False)) is None
    assert hill_shape(stream().head(50)) is None
    shape = hill_shape(stream())
    assert shape is not None
    assert float(shape[1].min()) == pytest.approx(0)
    assert float(shape[1].max()) == pytest.approx(1)


def test_no_byte_of_the_card_tells_a_place(view: RunView, tmp_path: Path) -> None:
    save_card(view, tmp_path / "a.png", stream=stream())
    data = (tmp_path / "a.png").read_bytes()
    pixels = zlib.decompress(b"".join(idat(data)))
    for found in (data, pixels):
        for text in (
            b"47.12",
            b"8.765",
            b"Exif",
            b"GPS",
            b"tEXt",
            b"iTXt",
            b"matplotlib",
            b"River",
        ):
            assert text not in found
        for degrees in (47.1234567, 8.7654321):
            for form in ("<d", ">d", "<f", ">f"):
                assert struct.pack(form, degrees) not in found


def idat(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            yield data[at + 8 : at + 8 + size]
        at += size + 12
