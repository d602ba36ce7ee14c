from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from runwins.errors import NotARun, UnreadableFile
from runwins.importers.base import Recording, read_recording
from runwins.model import Activity


def read(text: str, source: str = "a.tcx") -> list[Activity]:
    return read_recording(Recording(source, text.encode()))


def stamp(at: int) -> str:
    return f"2026-05-03T06:{at // 60:02d}:{at % 60:02d}Z"


def points(seconds: range, metres: str | None = None, position: bool = True) -> str:
    text = ""
    for at in seconds:
        where = (
            f"<Position><LatitudeDegrees>{47 + at * 3 / 111_195:.7f}</LatitudeDegrees>"
            "<LongitudeDegrees>11.0</LongitudeDegrees></Position>"
        )
        far = f"{at * 3.0}" if metres is None else metres
        text += (
            f"<Trackpoint><Time>{stamp(at)}</Time>{where if position else ''}"
            f"<AltitudeMeters>600</AltitudeMeters><DistanceMeters>{far}</DistanceMeters>"
            "<HeartRateBpm><Value>150</Value></HeartRateBpm><Extensions><ns3:TPX><ns3:Speed>3.0"
            "</ns3:Speed><ns3:RunCadence>85</ns3:RunCadence></ns3:TPX></Extensions></Trackpoint>"
        )
    return text


def lap(*tracks: str, at: int = 0, seconds: float = 300, metres: float = 900) -> str:
    parts = "".join(f"<Track>{track}</Track>" for track in tracks)
    return (
        f'<Lap StartTime="{stamp(at)}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><AverageHeartRateBpm><Value>150</Value>"
        "</AverageHeartRateBpm><MaximumHeartRateBpm><Value>171</Value></MaximumHeartRateBpm>"
        f"{parts}</Lap>"
    )


def activity(*laps: str, sport: str = "Running") -> str:
    return f'<Activity Sport="{sport}"><Id>{stamp(0)}</Id>{"".join(laps)}</Activity>'


def tcx(*activities: str) -> str:
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/'
        'TrainingCenterDatabase/v2" xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/'
        f'v2"><Activities>{"".join(activities)}</Activities></TrainingCenterDatabase>'
    )


class TestNoRun:
    @pytest.mark.parametrize(("sport", "word"), [("Biking", "a ride"), ("Other", "Other")])
    def test_other_sports(self, sport: str, word: str) -> None:
        with pytest.raises(NotARun, match=word):
            read(tcx(activity(lap(points(range(300))), sport=sport)))

    def test_courses_and_workouts(self) -> None:
        for inside, word in (("<Courses><Course/></Courses>", "course"),
                             ("<Workouts><Workout/></Workouts>", "plans")):  # fmt: skip
            with pytest.raises(NotARun, match=word):
                read(f"<TrainingCenterDatabase>{inside}</TrainingCenterDatabase>")

    def test_an_empty_one_cannot_be_read(self) -> None:
        with pytest.raises(UnreadableFile, match="without an activity"):
            read("<TrainingCenterDatabase/>")


def test_the_values_are_the_files() -> None:
    laps = (lap(points(range(300))), lap(points(range(300, 600)), at=300, metres=897.5))
    (run,) = read(tcx(activity(*laps)))
    assert run.start_time == dt.datetime(2026, 5, 3, 6, 0, tzinfo=dt.UTC)
    assert (run.totals.distance_m, run.totals.timer_s) == (1797.5, 600.0)
    assert (run.totals.avg_hr_bpm, run.totals.max_hr_bpm) == (150.0, 171.0)
    assert run.laps["started_at_s"].tolist() == [0.0, 300.0]
    assert run.laps["distance_m"].tolist() == [900.0, 897.5]
    last = run.samples.iloc[-1]
    assert (last["elapsed_s"], last["distance_m"], last["hr_bpm"]) == (599.0, 1797.0, 150.0)
    assert (last["cadence_spm"], last["speed_mps"]) == (170.0, 3.0)
    assert run.pauses == ()
    assert run.problems == ()


def test_a_gap_between_tracks_is_a_pause() -> None:
    (run,) = read(tcx(activity(lap(points(range(100)), points(range(180, 300))))))
    assert run.pauses == ((99.0, 180.0),)


def test_only_the_running_of_a_multisport_session_is_taken() -> None:
    inner = activity(lap(points(range(300))), sport="Biking") + activity(
        lap(points(range(400, 700)), at=400)
    )
    (run,) = read(tcx(f"<MultiSportSession><FirstSport>{inner}</FirstSport></MultiSportSession>"))
    assert run.start_time.minute == 6
    assert run.source == "a.tcx#2"


@pytest.mark.parametrize("metres", ["0.0", "7654321"])
def test_useless_distances_are_left_out_and_said(metres: str) -> None:
    (run,) = read(tcx(activity(lap(points(range(300), metres)))))
    assert run.samples["distance_m"].isna().all()
    assert run.totals.distance_m == 900.0
    assert "left out" in run.problems[0]


def test_points_may_lack_a_position() -> None:
    (run,) = read(tcx(activity(lap(points(range(50), position=False) + points(range(50, 300))))))
    assert len(run.samples) == 300
    assert np.isnan(run.samples.loc[0, "lat_deg"])
    assert run.samples.loc[0, "distance_m"] == 0.0


def test_points_without_a_time_are_left_out_and_said() -> None:
    some = points(range(100)) + points(range(100, 110)).replace("<Time>", "<Tim>").replace(
        "</Time>", "</Tim>"
    )
    (run,) = read(tcx(activity(lap(some + points(range(110, 300))))))
    assert len(run.samples) == 290
    assert run.problems == ("10 of 300 points without a time were left out",)


def test_a_run_without_points_keeps_its_laps() -> None:
    (run,) = read(tcx(activity(lap(seconds=1800, metres=5000))))
    assert len(run.samples) == 0
    assert (run.totals.distance_m, run.totals.timer_s) == (5000.0, 1800.0)
    assert run.start_time == dt.datetime(2026, 5, 3, 6, 0, tzinfo=dt.UTC)


def test_leading_blanks_do_no_harm() -> None:
    text = tcx(activity(lap(points(range(300)))))
    assert read("          " + text)[0].samples.equals(read(text)[0].samples)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_do_no_harm(codec: str) -> None:
    text = tcx(activity(lap(points(range(300)))))
    (run,) = read_recording(Recording("a.tcx", text.encode(codec)))
    assert run.samples.equals(read(text)[0].samples)
    assert run.problems == ()


def test_google_fits_file_name_tells_the_zone() -> None:
    name = "Takeout/Fit/Activities/2026-05-03T06_00_00.073+05_30_PT11M1.714S_Lopen.tcx"
    (run,) = read(tcx(activity(lap(points(range(300))))), name)
    assert (run.utc_offset_s, run.tz_source) == (19_800, "file")
