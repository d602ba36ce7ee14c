"""The elements of a TCX file as columns of texts, activity by activity."""

from __future__ import annotations

import pytest

from runwins.errors import UnreadableFile
from runwins.importers.tcx_elements import read_activities

POINT = (
    "<Trackpoint><Time>t</Time><Position><LatitudeDegrees>47</LatitudeDegrees>"
    "<LongitudeDegrees>11</LongitudeDegrees></Position><AltitudeMeters>600</AltitudeMeters>"
    "<DistanceMeters>3</DistanceMeters><HeartRateBpm><Value>150</Value></HeartRateBpm>"
    "<Cadence>85</Cadence><Extensions><x:TPX><x:Speed>3.1</x:Speed><x:Watts>240</x:Watts>"
    "<x:RunCadence>86</x:RunCadence></x:TPX></Extensions></Trackpoint>"
)
LAP = (
    '<Lap StartTime="s"><TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>180</DistanceMeters>'
    "<AverageHeartRateBpm><Value>151</Value></AverageHeartRateBpm>{}</Lap>"
)


def tcx(inside: str) -> bytes:
    return f"<TrainingCenterDatabase>{inside}</TrainingCenterDatabase>".encode()


def running(inside: str) -> str:
    return f'<Activity Sport="Running"><Id>i</Id>{inside}</Activity>'


def test_a_point_is_a_row_of_texts() -> None:
    (activity,), other, problems = read_activities(
        tcx(running(LAP.format(f"<Track>{POINT}</Track>")))
    )
    assert {name: values[0] for name, values in activity.points.items()} == {
        "time": "t", "lat_deg": "47", "lon_deg": "11", "altitude_m": "600", "distance_m": "3",
        "hr_bpm": "150", "cadence_spm": "85", "speed_mps": "3.1", "power_w": "240",
    }  # fmt: skip
    assert (other, problems) == (None, [])


def test_a_lap_keeps_what_it_sums_up_and_not_what_its_points_say() -> None:
    (activity,), _, _ = read_activities(tcx(running(LAP.format(f"<Track>{POINT}</Track>") * 2)))
    assert [lap.start for lap in activity.laps] == ["s", "s"]
    assert activity.laps[0].said == {
        "TotalTimeSeconds": "60", "DistanceMeters": "180", "AverageHeartRateBpm": "151",
    }  # fmt: skip


def test_a_point_without_position_beats_or_time_lacks_them_alone() -> None:
    bare = "<Trackpoint><DistanceMeters> 3 </DistanceMeters><Time> </Time></Trackpoint>"
    (activity,), _, _ = read_activities(tcx(running(LAP.format(f"<Track>{bare}{POINT}</Track>"))))
    assert activity.points["time"] == [None, "t"]
    assert activity.points["lat_deg"] == [None, "47"]
    assert activity.points["hr_bpm"] == [None, "150"]


def test_where_each_track_begins_and_the_words_of_the_activity() -> None:
    tracks = f"<Track>{POINT}{POINT}</Track><Track>{POINT}</Track>"
    words = "<Notes>windy</Notes><Creator><Name>a watch</Name></Creator>"
    found, _, _ = read_activities(
        tcx(running(LAP.format(tracks) + words) + '<Activity Sport="Other"/>')
    )
    first, second = found
    assert first.parts == [0, 2]
    assert (first.id, first.notes, first.creator, first.sport) == (
        "i",
        "windy",
        "a watch",
        "Running",
    )
    assert (second.sport, second.laps, second.points["time"]) == ("Other", [], [])


@pytest.mark.parametrize("kind", ["Course", "Workout"])
def test_what_holds_no_activity_says_what_it_holds(kind: str) -> None:
    assert read_activities(tcx(f"<{kind}s><{kind}/></{kind}s>")) == ([], kind, [])


def test_a_file_that_breaks_off_keeps_its_whole_points() -> None:
    whole = tcx(running(LAP.format(f"<Track>{POINT * 4}</Track>")))
    (activity,), _, problems = read_activities(whole[: whole.rindex(b"<Position>")])
    assert len(activity.points["time"]) == 3
    assert "breaks off" in problems[0]


def test_a_point_outside_of_any_activity_is_no_run() -> None:
    assert read_activities(tcx(f"<Track>{POINT}</Track>")) == ([], None, [])


def test_entities_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="refused"):
        read_activities(b'<!DOCTYPE a [<!ENTITY a "b">]><TrainingCenterDatabase/>')
