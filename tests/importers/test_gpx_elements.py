"""The elements of a GPX file as columns of texts, whatever prefix they have."""

from __future__ import annotations

import pytest

from runwins.errors import UnreadableFile
from runwins.importers.gpx_elements import read_points

POINT = '<trkpt lat="47" lon="11"><ele>600</ele><time>t</time>{}</trkpt>'


def gpx(inside: str, head: str = "") -> bytes:
    return f'<gpx creator="a watch">{head}{inside}</gpx>'.encode()


def one(extensions: str) -> dict[str, str | None]:
    """Return the texts of a point with these extensions."""
    text = gpx(f"<trk><trkseg>{POINT.format(extensions)}</trkseg></trk>")
    return {name: values[0] for name, values in read_points(text).tracks[0].points.items()}


@pytest.mark.parametrize("prefix", ["", "gpxtpx:", "ns3:", "gpxdata:", "nobody-declared:"])
@pytest.mark.parametrize(
    ("name", "ours", "text"),
    [("hr", "hr_bpm", "150"), ("heartrate", "hr_bpm", "150"), ("cad", "cadence_spm", "85"),
     ("cadence", "cadence_spm", "85"), ("runcadence", "cadence_spm", "85"),
     ("atemp", "temperature_c", "21.5"), ("temp", "temperature_c", "-3"),
     ("power", "power_w", "240"), ("PowerInWatts", "power_w", "240"),
     ("speed", "speed_mps", "3.1")],
)  # fmt: skip
def test_extensions_under_any_prefix(prefix: str, name: str, ours: str, text: str) -> None:
    wrapped = f"<extensions><{prefix}E><{prefix}{name}>{text}</{prefix}{name}></{prefix}E>"
    found = one(f"{wrapped}</extensions>")
    assert found[ours] == text
    assert (found["lat"], found["altitude_m"], found["time"]) == ("47", "600", "t")


def test_gpx_1_0_writes_speed_and_course_in_the_point() -> None:
    assert one("<course>182.5</course><speed>2.9</speed>")["speed_mps"] == "2.9"


def test_of_two_of_a_kind_the_first_is_meant_and_what_is_unknown_is_left() -> None:
    found = one("<extensions><hr>150</hr><hr>0</hr><x:hrv>9</x:hrv></extensions>")
    assert found["hr_bpm"] == "150"
    assert found["power_w"] is None


def test_tracks_their_words_and_where_their_parts_begin() -> None:
    point = POINT.format("")
    first = f"<trk><name>A</name><type>9</type><desc>d</desc><cmt>c</cmt><trkseg>{point}{point}"
    read = read_points(
        gpx(
            f"{first}</trkseg><trkseg/><trkseg>{point}</trkseg></trk><trk><trkseg/></trk>",
            head="<metadata><name>File</name><time>2026-05-03T06:00:00Z</time></metadata>",
        )
    )
    track, empty = read.tracks
    assert (track.name, track.kind, track.note) == ("A", "9", "d")
    assert track.parts == [0, 2, 2]
    assert (len(track.points["lat"]), len(empty.points["lat"])) == (3, 0)
    assert (read.name, read.time, read.creator) == ("File", "2026-05-03T06:00:00Z", "a watch")


def test_a_points_own_name_is_not_the_tracks() -> None:
    text = gpx(
        "<trk><trkseg>" + POINT.format("<name>Km 1</name><type>x</type>") + "</trkseg></trk>"
    )
    (track,) = read_points(text).tracks
    assert (track.name, track.kind) == (None, None)


def test_routes_and_waypoints_are_counted() -> None:
    read = read_points(
        gpx('<wpt lat="1" lon="2"><name>W</name></wpt><rte><rtept lat="1" lon="2"/></rte>')
    )
    assert (read.routes, read.waypoints, read.tracks, read.name) == (1, 1, [], None)


def test_a_file_that_breaks_off_keeps_its_whole_points() -> None:
    whole = gpx("<trk><trkseg>" + POINT.format("") * 5 + "</trkseg></trk>")
    read = read_points(whole[: whole.rindex(b"<time>")])
    assert len(read.tracks[0].points["lat"]) == 4
    assert "breaks off" in read.problems[0]


def test_entities_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="refused"):
        read_points(b'<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>')
