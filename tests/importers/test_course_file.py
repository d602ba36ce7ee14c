"""Course files: a line, its places and their words; hostile and hopeless files are refused."""

import gzip

import numpy as np
import pytest

from runwins.errors import UnreadableFile
from runwins.importers.course_file import read_course

HOUR = 3600.0


def points(tag="trkpt", start=46.0, count=20, height=True):
    return "".join(
        f'<{tag} lat="{start + n * 0.001:.6f}" lon="7.0">'
        + (f"<ele>{1000 + 5 * n}</ele>" if height else "")
        + f"</{tag}>"
        for n in range(count)
    )


def gpx(body, head='<?xml version="1.0" encoding="UTF-8"?>'):
    return (
        f'{head}<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
        f"{body}</gpx>"
    ).encode()


def trk(name, **more):
    return f"<trk><name>{name}</name><trkseg>{points(**more)}</trkseg></trk>"


def two(first, second):
    track = "".join(f'<trkpt lat="{lat}" lon="0"/>' for lat in (first, second))
    return gpx(f"<trk><trkseg>{track}</trkseg></trk>")


@pytest.fixture
def course(tmp_path):
    def read(content):
        path = tmp_path / "course.gpx"
        path.write_bytes(content)
        return read_course(path)

    return read


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "GPX"),
        (b"hello", "a course is read from a GPX file"),
        (b"<kml></kml>", "<kml>"),
        (gpx(""), "no line"),
        (gpx('<wpt lat="1" lon="2"><name>A</name></wpt>'), "1 waypoints and no line"),
        (gpx(trk("A", count=1)), "no line"),
        (two("0", "0"), "0 m"),
        (gpx(trk("A"))[:-30], "breaks off"),
        (two("x", "1"), "GPX"),
        (two("95", "1"), "0 m"),
        (
            gpx(trk("&a;"), head='<!DOCTYPE gpx [<!ENTITY a "aaaa">]>'),
            "document type or entities",
        ),
        (gpx("<x>" * 300 + "</x>" * 300), "nested"),
        (gpx('<wpt lat="1" lon="2"/>' * 2001 + trk("A")), "2,000 waypoints"),
    ],
)  # fmt: skip
def test_what_is_no_course_is_refused_by_name(course, content, said):
    with pytest.raises(UnreadableFile, match=r"course\.gpx") as problem:
        course(content)
    assert said in str(problem.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile, match=r"[Nn]o such file"):
        read_course(tmp_path / "none.gpx")


def test_a_track_is_read_with_its_name_and_heights(course):
    read = course(gpx(trk("Ridge")))
    assert read.name == "Ridge"
    assert list(read.points["altitude_m"][:3]) == [1000, 1005, 1010]
    assert len(read.points) == 20
    assert read.problems == ()


def test_a_route_serves_where_there_is_no_track(course):
    route = f"<rte><name>R</name>{points('rtept')}</rte>"
    assert course(gpx(route)).name == "R"
    assert course(gpx(route + trk("T"))).name == "T"


def test_heights_that_are_missing_stay_unknown(course):
    assert course(gpx(trk("A", height=False))).points["altitude_m"].isna().all()
    flat = gpx(trk("A")).decode()
    for n in range(20):
        flat = flat.replace(f"<ele>{1000 + 5 * n}</ele>", "<ele>0</ele>")
    assert course(flat.encode()).points["altitude_m"].isna().all()
    wild = gpx(trk("A")).replace(b"<ele>1005</ele>", b"<ele>99999</ele>")
    assert np.isnan(course(wild).points["altitude_m"][1])


def test_legs_that_follow_each_other_are_one_course(course):
    legs = trk("Leg 1") + trk("Leg 2", start=46.0195)
    read = course(gpx("<metadata><name>Round</name></metadata>" + legs))
    assert (read.name, len(read.points)) == ("Round", 40)
    assert "joined" in read.problems[0]


def test_of_tracks_apart_the_longest_is_taken(course):
    read = course(gpx(trk("Short", start=47.0, count=5) + trk("Long") + trk("Side", count=4)))
    assert (read.name, len(read.points)) == ("Long", 20)
    assert read.problems == ("the longest of 3 tracks was taken (Long)",)


def test_a_loose_ampersand_does_no_harm_and_gz_is_unpacked(course):
    assert course(gzip.compress(gpx(trk("Food & Fun")))).name == "Food & Fun"


def test_latin_letters_and_utf_16(course):
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    assert course(gpx(trk("Großarl"), head=head).decode().encode("latin-1")).name == "Großarl"
    for codec in ("utf-16", "utf-16-le", "utf-16-be"):
        text = gpx(trk("Großarl"), head="").decode()
        assert course(text.encode(codec)).name == "Großarl"


def test_waypoints_keep_order_and_words(course):
    read = course(
        gpx(
            '<wpt lat="46.0" lon="7"><name>Start</name><desc>06:30 on 2027-05-22</desc></wpt>'
            '<wpt lat="46.01" lon="7"><name>Hut</name><desc>km 5.2, cut-off 9:30</desc></wpt>'
            '<wpt lat="46.015" lon="7"><name>Peak</name><sym>Summit</sym></wpt>'
            '<wpt lat="46.016" lon="7"><name>Spring</name><sym>Drinking Water</sym></wpt>'
            + trk("A")
        )
    )
    assert [place.name for place in read.waypoints] == ["Start", "Hut", "Peak", "Spring"]
    assert [place.is_aid for place in read.waypoints] == [False, True, False, True]
    assert read.waypoints[1].at_m == 5200
    assert (read.start_clock_s, str(read.date)) == (6.5 * HOUR, "2027-05-22")


def test_the_recorded_courses_are_read_or_refused_by_reason(corpus):
    read, refused = {}, {}
    for path in sorted((corpus / "routes").rglob("*.gpx")):
        try:
            read[path.name] = read_course(path)
        except UnreadableFile as problem:
            refused[path.name] = str(problem)
    assert len(read) >= 20
    assert all("waypoints" in name for name in refused)
    assert all("waypoints and no line" in reason for reason in refused.values())
    fell = next(course for name, course in read.items() if name.endswith("bob-graham-round.gpx"))
    assert fell.points["altitude_m"].isna().all()
    assert "5 tracks, each begun where the last ends, were joined" in fell.problems
