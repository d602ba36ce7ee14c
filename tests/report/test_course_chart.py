"""The picture of a course: everything on it, nothing across anything, in both themes."""

import datetime as dt
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course
from runwins.metrics.pacing import pacing_plan
from runwins.report.course_chart import alt_text, draw, figure, save
from runwins.report.figure import inline_svg, styled
from runwins.report.style import THEMES

SAMPLE = Path(__file__).parent.parent.parent / "sample_data" / "stone_ring_50.gpx"


@pytest.fixture(scope="module")
def ring():
    return measure_course(read_course(SAMPLE))


@pytest.fixture(scope="module")
def night(ring):
    start = dt.datetime(2026, 12, 12, 10, tzinfo=dt.UTC)
    return pacing_plan(ring, 16 * 3600.0, start=start)


def texts(made):
    return [text.get_text() for text in made.findobj(match=lambda a: hasattr(a, "get_text"))]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_stations_night_and_how_far_you_have_been_are_on_it(ring, night, theme):
    words = texts(figure(ring, theme=theme, plan=night, longest_m=42_800.0))
    for said in ("Aid 2: Two Lagoons", "21.8 km, by 5:45 h", "Finish", "50.0 km, by 12 h", "dark",
                 "You have been this far: 42.8 km", "10–15 %", "Climbs by mean grade"):  # fmt: skip
        assert said in words
    assert any("2,964 m up" in word for word in words)


def test_who_has_been_farther_is_told(ring):
    assert "You have been farther than this: 80.0 km" in texts(figure(ring, longest_m=80_000.0))


def test_miles_and_feet(ring):
    words = texts(figure(ring, units="mi"))
    assert any("31.1 mi, 9,724 ft up" in word for word in words)


def test_grade_classes_differ_by_pattern(ring):
    """Not by colour alone: every class above the gentlest has its own hatch."""
    climbs = ring.climbs.copy()
    ups = climbs["kind"] == "climb"
    climbs.loc[ups, "grade"] = [0.04, 0.08, 0.12, 0.2, 0.3, 0.04, 0.08, 0.12, 0.2]
    made = figure(replace(ring, climbs=climbs))
    (legend,) = (ax.get_legend() for ax in made.axes)
    over = legend.findobj(Rectangle)[1::2]
    assert len(over) == 5
    assert len({patch.get_hatch() for patch in over}) == 5
    (plain,) = (patch for patch in over if not patch.get_hatch())
    assert to_hex(plain.get_edgecolor()) == THEMES["light"].done.lower()
    assert plain.get_linewidth() > 0


def test_every_colour_on_a_page_follows_light_and_dark(ring, night):
    """A mixed colour would stay as it is where the page turns dark."""
    climbs = ring.climbs.assign(grade=0.04)
    for one in (ring, replace(ring, climbs=climbs)):
        with styled():
            made = figure(one, plan=night, longest_m=40_000.0, titled=False)
            svg = inline_svg(made, "course", "Course", "The course.")
        assert "var(--rw-done)" in svg
        assert not re.findall(r"#[0-9a-fA-F]{6}\b", svg)


@pytest.mark.parametrize("layout", ["wide", "tall"])
def test_every_station_has_its_name_where_there_is_room(ring, layout):
    made = figure(ring, layout=layout)
    words = {text.get_text() for text in made.findobj(match=lambda a: hasattr(a, "get_text"))}
    assert set(ring.stations["name"]) <= words


@pytest.mark.parametrize("layout", ["wide", "tall"])
def test_names_do_not_run_into_each_other(ring, tmp_path, layout):
    rows = [
        {"name": f"Refuge number {n} of the Long Name", "at_m": 1500.0 + 4100 * n, "is_aid": True,
         "lat_deg": 0.0, "lon_deg": 0.0, "off_m": 0.0, "cutoff_s": 5000.0 + 2000 * n}
        for n in range(12)
    ]  # fmt: skip
    crowded = replace(
        ring, stations=pd.concat([pd.DataFrame(rows), ring.stations.iloc[-1:]], ignore_index=True)
    )
    made = figure(crowded, layout=layout)
    renderer = FigureCanvasAgg(made).get_renderer()
    boxes = [
        text.get_window_extent(renderer).padded(-2)
        for text in made.findobj(match=lambda a: hasattr(a, "get_text"))
        if text.get_text().startswith(("Refuge", "Finish")) or ", by " in text.get_text()
    ]
    assert len(boxes) >= 12
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    assert all(box.x0 >= 0 and box.x1 <= made.bbox.width for box in boxes)
    save(crowded, tmp_path / "crowded.png")


@pytest.mark.parametrize("layout", ["wide", "tall"])
@pytest.mark.parametrize("hour", [3.0, 8.2, 8.6, 14.5, 21.0])
def test_darkness_has_a_word_however_short_it_is(ring, layout, hour):
    """At the start, at the end, all the way: a word, within the picture and above the hills."""
    start = dt.datetime(2026, 12, 12, tzinfo=dt.UTC) + dt.timedelta(hours=hour)
    plan = pacing_plan(ring, 11 * 3600.0, start=start)
    assert plan.dark
    made = figure(ring, plan=plan, layout=layout, longest_m=30_000.0)
    (ax,) = made.axes
    renderer = FigureCanvasAgg(made).get_renderer()
    drawn = [text for text in ax.texts if "dark" in text.get_text()]
    assert len(drawn) == len(plan.dark)
    for text in drawn:
        box = text.get_window_extent(renderer)
        axes = ax.get_window_extent(renderer)
        assert axes.x0 <= box.x0 < box.x1 <= axes.x1
        assert axes.y0 <= box.y0 < box.y1 <= axes.y1
        highest = ax.transData.transform((0, ring.highest_m))[1]
        assert box.y0 >= highest - 2
    assert not any(text.get_text().endswith("…") for text in made.texts)


def test_without_altitudes_it_is_a_line_with_its_stations(ring):
    course = read_course(SAMPLE)
    points = course.points.assign(altitude_m=float("nan"))
    words = texts(figure(measure_course(replace(course, points=points))))
    assert "Aid 1: Corral" in words
    assert any("no altitudes" in word for word in words)


def test_hostile_names_are_drawn_as_they_are(ring, tmp_path):
    stations = ring.stations.copy()
    stations.loc[0, "name"] = "$\\frac{1}{2}$ <b>\x1b[31m العربية 漢字 🏁" * 5
    hostile = replace(ring, stations=stations, name="$x^2$ <script>\x00")
    save(hostile, tmp_path / "a.svg")
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "<script" not in svg
    assert "$x^2$" in svg


def test_the_files_are_the_same_every_time(ring, night, tmp_path):
    for name in ("a.svg", "b.svg", "a.png", "b.png"):
        save(ring, tmp_path / name, plan=night, longest_m=42_800.0)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    with pytest.raises(ValueError, match=r"\.png or \.svg"):
        save(ring, tmp_path / "a.gif")


def test_it_draws_on_the_axes_it_is_given(ring):
    ax = Figure(figsize=(10, 6)).add_axes((0.1, 0.2, 0.85, 0.5))
    assert draw(ax, ring) is ax


def test_the_words_for_who_does_not_see_it(ring, night):
    said = alt_text(ring, night, 42_800.0)
    assert said.startswith("Course profile. Stone Ring 50: 50.0 km, 2,964 m up")
    assert "4 aid stations" in said
    assert "in the dark" in said
    assert said.endswith("You have been this far: 42.8 km.")


def test_names_in_other_scripts_are_drawn_in_a_font_that_has_them(ring, tmp_path):
    """Where no font has them boxes stand for them; either way nothing is said on the terminal."""
    named = replace(
        ring, name="日本語の山", stations=ring.stations.assign(name="日本語の長い名前ทดสอบ")
    )
    for file in ("course.svg", "course.png"):
        save(named, tmp_path / file)
        assert (tmp_path / file).stat().st_size > 10_000


def test_patterns_are_cheap(ring, tmp_path):
    """A page holds the course twice, wide and tall: dots as a pattern would make it half a MB."""
    climbs = ring.climbs.copy()
    ups = climbs["kind"] == "climb"
    climbs.loc[ups, "grade"] = [0.04, 0.08, 0.12, 0.2, 0.3, 0.04, 0.08, 0.12, 0.2]
    save(replace(ring, climbs=climbs), tmp_path / "course.svg")
    assert (tmp_path / "course.svg").stat().st_size < 100_000
