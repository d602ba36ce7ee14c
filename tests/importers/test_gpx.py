from __future__ import annotations

import datetime as dt

import pytest
from made_files import gpx, point

from runwins.errors import NotARun, UnreadableFile
from runwins.frames import STREAM
from runwins.importers.base import Recording, read_recording
from runwins.model import Activity

SECONDS = range(300)


def read(text: str | bytes, source: str = "a.gpx", **context: object) -> Activity:
    content = text.encode() if isinstance(text, str) else text
    (activity,) = read_recording(Recording(source, content, context))
    return activity


def points(seconds: range = SECONDS, **how: object) -> str:
    return "".join(point(at, **how) for at in seconds)  # type: ignore[arg-type] - passed on as is


class TestNoRun:
    def test_a_track_without_times_is_a_course(self) -> None:
        with pytest.raises(NotARun, match="a course, not a run: see runwins course"):
            read(gpx(points(time="")))

    def test_a_route_and_waypoints_are_courses(self) -> None:
        with pytest.raises(NotARun, match="this is a route"):
            read('<gpx><rte><rtept lat="1" lon="2"/></rte></gpx>')
        with pytest.raises(NotARun, match="these are waypoints"):
            read('<gpx><wpt lat="1" lon="2"/></gpx>')

    @pytest.mark.parametrize(
        ("word", "said"),
        [("cycling", "a ride"), ("1", "a ride"), ("Wanderung", "a hike"), ("骑行", "a ride"),
         ("hiking", "a hike"), ("walk", "a walk")],
    )  # fmt: skip
    def test_other_sports_in_any_language(self, word: str, said: str) -> None:
        with pytest.raises(NotARun, match=said):
            read(gpx(points(), kind=f"<type>{word}</type>"))

    def test_an_unknown_word_is_named(self) -> None:
        with pytest.raises(NotARun, match=r"'Kegeln'.*no word for running"):
            read(gpx(points(), kind="<type>Kegeln</type>"))

    def test_without_a_word_a_walk_and_a_ride_are_told_by_speed(self) -> None:
        with pytest.raises(NotARun, match=r"1.3 m/s, is a walk's"):
            read(gpx(points(speed=1.3), kind=""))
        with pytest.raises(NotARun, match="no runner's"):
            read(gpx(points(speed=8.0), kind=""))

    def test_an_empty_walk_is_no_run(self) -> None:
        with pytest.raises(NotARun, match="a walk"):
            read(gpx("", kind="<type>Walk</type>", head="<metadata><time>2020-01-01T00:00:00Z"
                     "</time></metadata>"))  # fmt: skip

    def test_times_of_a_planner_are_no_recording(self) -> None:
        uneven = [at + at % 7 for at in range(0, 900, 9)]
        planned = "".join(point(at) for at in sorted(set(uneven)) if at < 3600)
        with pytest.raises(NotARun, match=r"planned times .its speed never changes."):
            read(gpx(planned, kind=""))

    def test_impossible_clocks_need_a_date(self) -> None:
        for year in ("1970", "7525"):
            text = gpx(points()).replace("2026-", f"{year}-")
            with pytest.raises(UnreadableFile, match=rf"{year}.*needs a date"):
                read(text)

    def test_document_types_and_entities_are_refused(self) -> None:
        bomb = '<!DOCTYPE gpx [<!ENTITY a "aaaa">]>' + gpx(points()).split("\n", 1)[1]
        with pytest.raises(UnreadableFile, match="refused"):
            read(bomb)


class TestRun:
    def test_the_values_are_the_files(self) -> None:
        extension = (
            "<extensions><power>210</power><gpxtpx:TrackPointExtension><gpxtpx:atemp>21"
            "</gpxtpx:atemp><gpxtpx:hr>141</gpxtpx:hr><gpxtpx:cad>88</gpxtpx:cad>"
            "</gpxtpx:TrackPointExtension></extensions>"
        )
        run = read(gpx(points(inside=extension), name="Morgen &amp; Lauf"))
        stream = run.samples
        assert run.start_time == dt.datetime(2026, 5, 3, 6, 0, tzinfo=dt.UTC)
        assert (run.utc_offset_s, run.tz_source) == (7200, "position")
        assert (run.name, run.device, run.source_format) == ("Morgen & Lauf", "a watch", "gpx")
        assert stream["elapsed_s"].tolist() == [float(at) for at in SECONDS]
        last = stream.iloc[-1]
        assert (last["hr_bpm"], last["cadence_spm"]) == (141.0, 176.0)
        assert (last["temperature_c"], last["power_w"], last["altitude_m"]) == (21.0, 210.0, 600.0)
        assert stream["distance_m"].isna().all()
        assert (stream.dtypes == STREAM.check(stream).dtypes).all()

    @pytest.mark.parametrize("word", ["running", "9", "Run", "Trail Run", "户外跑步", "Hardlopen"])
    def test_running_in_any_language(self, word: str) -> None:
        assert read(gpx(points(), kind=f"<type>{word}</type>")).sport == "running"

    @pytest.mark.parametrize(
        ("word", "sub_sport"),
        [("trail_running", "trail"), ("treadmill_running", "treadmill"), ("track_running", "track"),
         ("virtual_run", "virtual_activity"), ("running", None)],
    )  # fmt: skip
    def test_sub_sports(self, word: str, sub_sport: str | None) -> None:
        assert read(gpx(points(), kind=f"<type>{word}</type>")).sub_sport == sub_sport

    def test_without_a_word_the_speed_of_a_run_will_do_and_is_said(self) -> None:
        run = read(gpx(points(), kind=""))
        assert run.problems == ("the file names no sport: its speed is a run's",)

    def test_the_table_is_heard_where_the_file_says_nothing(self) -> None:
        assert read(gpx(points(speed=1.3), kind=""), sport="running").sport == "running"
        with pytest.raises(NotARun, match="a ride"):
            read(gpx(points(), kind=""), sport="cycling")

    def test_segments_far_apart_are_pauses_and_near_ones_laps(self) -> None:
        run = read(gpx(points(range(100)), points(range(100, 200)), points(range(260, 300))))
        assert run.pauses == ((199.0, 260.0),)
        assert len(run.samples) == 240

    def test_tracks_hours_apart_are_runs_of_their_own_and_near_ones_are_one(self) -> None:
        def tracks(hour: int, kind: str = "running") -> str:
            first = gpx(points(range(100)), kind=f"<type>{kind}</type>")
            second = first[first.index("<trk>") :].replace("T06:", f"T{hour:02d}:")
            return first.replace("</gpx>", second)

        one, other = read_recording(Recording("a.gpx", tracks(18).encode()))
        assert (len(one.samples), len(other.samples)) == (100, 100)
        assert (other.start_time - one.start_time) == dt.timedelta(hours=12)
        assert (one.source, other.source) == ("a.gpx", "a.gpx#2")
        assert read(tracks(7)).pauses == ((99.0, 3600.0),)
        with pytest.raises(NotARun, match="a ride"):
            read(tracks(18, "cycling"))

    def test_an_empty_segment_is_a_run_whose_distance_is_unknown(self) -> None:
        head = "<metadata><time>2026-02-03T17:00:00.000Z</time></metadata>"
        run = read(gpx("", kind="<type>treadmill_running</type>", head=head, name="Band"))
        assert run.start_time == dt.datetime(2026, 2, 3, 17, 0, tzinfo=dt.UTC)
        assert len(run.samples) == 0
        assert (run.totals.distance_m, run.totals.elapsed_s) == (None, None)
        assert (run.sub_sport, run.name, run.utc_offset_s) == ("treadmill", "Band", None)

    def test_without_elevation_heights_are_unknown_and_not_zero(self) -> None:
        run = read(gpx(points()).replace("<ele>600.0</ele>", ""))
        assert run.samples["altitude_m"].isna().all()
        assert run.samples["lat_deg"].notna().all()
        assert run.totals.ascent_m is None

    def test_points_without_a_time_are_left_out_and_said(self) -> None:
        text = gpx(points(range(100)) + points(range(100, 110), time="") + points(range(110, 200)))
        run = read(text)
        assert len(run.samples) == 190
        assert run.problems == ("10 of 200 points without a time were left out",)

    def test_an_offset_in_the_times_is_the_zone(self) -> None:
        run = read(gpx(points()).replace("Z</time>", "+05:45</time>"))
        assert (run.utc_offset_s, run.tz_source) == (20_700, "file")
        assert run.start_time == dt.datetime(2026, 5, 3, 0, 15, tzinfo=dt.UTC)

    def test_times_without_a_zone_are_taken_for_utc_and_said(self) -> None:
        run = read(gpx(points()).replace("Z</time>", "</time>"))
        assert run.start_time == dt.datetime(2026, 5, 3, 6, 0, tzinfo=dt.UTC)
        assert run.problems == ("times without a zone were taken for UTC",)

    def test_a_file_cut_in_mid_tag_keeps_its_good_points_and_says_so(self) -> None:
        text = gpx(points())
        run = read(text[: text.index("<trkpt", len(text) // 2) + 12])
        whole = read(text).samples
        assert 140 <= len(run.samples) <= 160
        assert run.samples.equals(whole.iloc[: len(run.samples)])
        assert "breaks off at line 2" in run.problems[0]

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: b"\xef\xbb\xbf" + text.encode(),
            lambda text: b"          " + text.encode(),
            lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
            lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16-le"),
            lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16-be"),
            lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
            lambda text: text.encode("latin-1"),
            lambda text: text.replace("UTF-8", "UTF-16").encode(),
            lambda text: text.replace(' xmlns="http://www.topografix.com/GPX/1/1"', "").encode(),
            lambda text: text.replace("<trk", "<x:trk").replace("</trk", "</x:trk").encode(),
            lambda text: text.replace("Höhe", "H &nbsp; & \x0b").encode(),
        ],
        ids=["bom", "blanks", "utf-16", "utf-16 le, no mark",
             "utf-16 be, no mark", "latin-1", "latin-1 as utf-8", "utf-8 as utf-16",
             "no namespace", "unbound prefix", "bad characters"],
    )  # fmt: skip
    def test_every_packaging_gives_the_same_points(self, change: object) -> None:
        text = gpx(points(), name="Höhe")
        assert callable(change)
        assert read(change(text)).samples.equals(read(text).samples)
