from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from made_files import (
    FILE_ID,
    START,
    Message,
    fit,
    records,
    run_fit,
    semicircles,
    session,
)

from runwins.errors import NotARun, UnreadableFile
from runwins.frames import LAPS, STREAM
from runwins.importers import fit as fit_reader
from runwins.importers.base import Recording, read_recording
from runwins.model import Activity


def read(content: bytes, **context: object) -> list[Activity]:
    return read_recording(Recording("a.fit", content, context))


def one(content: bytes, **context: object) -> Activity:
    (activity,) = read(content, **context)
    return activity


class TestNoRun:
    @pytest.mark.parametrize(
        ("sport", "word"),
        [(2, "a ride"), (11, "a walk"), (17, "a hike"), (5, "a swim"), (10, "training")],
    )
    def test_other_sports_are_named(self, sport: int, word: str) -> None:
        with pytest.raises(NotARun, match=rf"^{word}, not a run"):
            read(fit([FILE_ID, *records(range(60)), session(60, sport=sport)]))

    @pytest.mark.parametrize(
        ("kind", "word"), [(2, "settings"), (5, "plan"), (6, "course"), (9, "weight")]
    )
    def test_other_kinds_of_files_are_named(self, kind: int, word: str) -> None:
        with pytest.raises(NotARun, match=word):
            read(fit([("file_id", {**FILE_ID[1], "type": kind})]))

    @pytest.mark.parametrize("messages", [
        [("file_id", {**FILE_ID[1], "type": 5})],
        [("file_id", {**FILE_ID[1], "type": 32})],
        [FILE_ID, session(600, sport=2)],
    ])  # fmt: skip
    def test_no_sample_of_them_is_decoded(
        self, messages: list[Message], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of thousands of days and nights in an archive nothing but the summary is looked at."""
        decoded: list[int] = []
        monkeypatch.setattr(fit_reader.fitfast, "records", lambda content: decoded.append(1))
        monkeypatch.setattr(fit_reader, "read_slowly", lambda *_: decoded.append(2))
        with pytest.raises(NotARun):
            read(fit([messages[0], *records(range(600)), *messages[1:]]))
        assert decoded == []

    def test_a_ride_stays_a_ride_though_the_table_calls_it_a_run(self) -> None:
        with pytest.raises(NotARun, match=r"a ride.*though the table calls it a run"):
            read(fit([FILE_ID, *records(range(60)), session(60, sport=2)]), sport="running")

    def test_without_a_sport_a_walking_speed_is_no_run(self) -> None:
        with pytest.raises(NotARun, match="a walk's"):
            read(fit([FILE_ID, *records(range(600), speed=1.2), session(600, sport=0)]))

    def test_an_unset_clock_needs_a_date(self) -> None:
        start = 631_065_600 + 190 * 86_400
        with pytest.raises(UnreadableFile, match=r"1990-07-09.*needs a date"):
            read(fit([FILE_ID, *records(range(60), start=start), session(60, start=start)]))


class TestRun:
    def test_the_values_are_the_files(self) -> None:
        run = one(run_fit(600))
        assert (run.sport, run.sub_sport, run.source_format) == ("running", None, "fit")
        assert run.start_time == dt.datetime(2020, 9, 13, 12, 26, 40, tzinfo=dt.UTC)
        assert (run.utc_offset_s, run.tz_source) == (7200, "file")
        assert (run.device, run.altitude_source) == ("garmin 3113", "baro")
        assert run.totals.distance_m == 1800.0
        assert (run.totals.elapsed_s, run.totals.timer_s) == (600.0, 600.0)
        assert (run.totals.ascent_m, run.totals.avg_hr_bpm, run.totals.max_hr_bpm) == (12, 150, 170)
        last = run.samples.iloc[-1]
        assert len(run.samples) == 601
        assert last["elapsed_s"] == 600.0
        assert last["distance_m"] == 1800.0
        assert last["altitude_m"] == pytest.approx(600.0)
        assert last["cadence_spm"] == 170.0
        assert last["lat_deg"] == pytest.approx(47.0 + 1800 / 111_195, abs=1e-6)
        assert np.isnan(last["power_w"])
        assert run.problems == ()

    def test_the_frames_are_as_their_schemas_ask(self) -> None:
        run = one(run_fit(60))
        for frame, schema in ((run.samples, STREAM), (run.laps, LAPS)):
            checked = schema.check(frame)
            assert list(frame.columns) == schema.names
            assert (frame.dtypes == checked.dtypes).all()

    def test_temperature_and_power_are_the_watchs(self) -> None:
        warm = [(name, {**own, "temperature": -3, "power": 240}) for name, own in records(range(5))]
        samples = one(fit([FILE_ID, *warm, session(5)])).samples
        assert samples["temperature_c"].tolist() == [-3.0] * 5
        assert samples["power_w"].tolist() == [240.0] * 5

    def test_channels_of_one_moment_in_several_records_become_one_sample(self) -> None:
        written = [
            ("record", {"timestamp": START, "hr": 140}),
            ("record", {"timestamp": START, "distance": 100}),
            ("record", {"timestamp": START + 1, "hr": 141}),
            ("record", {"timestamp": START + 2, "lat": semicircles(47), "lon": semicircles(11)}),
            ("record", {"timestamp": START + 2, "hr": 142}),
            ("record", {"timestamp": START + 2, "hr": 199}),
        ]
        stream = one(fit([FILE_ID, *written, session(10)])).samples
        assert stream["elapsed_s"].tolist() == [0, 1, 2]
        assert stream["hr_bpm"].tolist() == [140, 141, 142]
        assert stream["distance_m"].fillna(-1).tolist() == [1.0, -1, -1]
        assert stream["lat_deg"].notna().tolist() == [False, False, True]

    def test_timer_stops_are_pauses_and_the_last_is_the_end(self) -> None:
        def timer(at: int, kind: int) -> tuple[str, dict[str, int]]:
            return ("event", {"timestamp": START + at, "event": 0, "event_type": kind})

        events = [timer(0, 0), timer(100, 4), timer(160, 0), timer(400, 1), timer(400, 4)]
        run = one(fit([FILE_ID, *events, *records([*range(101), *range(160, 401)]), session(400)]))
        assert run.pauses == ((100.0, 160.0),)

    def test_laps_count_from_the_first_sample(self) -> None:
        lap = ("lap", {"timestamp": START + 300, "start_time": START + 120, "elapsed": 180_000,
                       "timer": 170_000, "distance": 54_000})  # fmt: skip
        run = one(fit([FILE_ID, *records(range(301)), lap, session(300)]))
        assert run.laps.to_dict("records") == [
            {"started_at_s": 120.0, "elapsed_s": 180.0, "timer_s": 170.0, "distance_m": 540.0}
        ]

    @pytest.mark.parametrize("how", [{"big": True}, {"compressed": True}])
    def test_byte_order_and_compressed_times_change_nothing(self, how: dict[str, bool]) -> None:
        messages = [FILE_ID, *records(range(0, 200, 7)), session(200, metres=600)]
        plain, other = one(fit(messages)), one(fit(messages, **how))
        assert plain.samples.equals(other.samples)
        assert plain.totals == other.totals

    def test_the_summary_may_come_first(self) -> None:
        messages = [FILE_ID, *records(range(200)), session(200, metres=600)]
        first = one(fit([messages[0], messages[-1], *messages[1:-1]]))
        assert first.samples.equals(one(fit(messages)).samples)

    def test_of_a_triathlon_the_running_is_cut_out_and_counts_from_zero(self) -> None:
        legs = [
            FILE_ID,
            *records(range(300), speed=1.0),
            *records(range(300), start=START + 300, speed=10.0, metres_from=300),
            *records(range(300), start=START + 600, speed=3.0, metres_from=3290),
            session(300, sport=5, metres=300),
            session(300, start=START + 300, sport=2, metres=2990),
            session(300, start=START + 600, metres=897),
        ]
        run = one(fit(legs))
        assert run.start_time.timestamp() == START + 600
        assert len(run.samples) == 300
        assert run.samples["distance_m"].iloc[-1] == pytest.approx(900, abs=4)
        assert run.totals.distance_m == 897.0

    def test_two_running_sessions_are_two_runs(self) -> None:
        legs = [
            FILE_ID,
            *records(range(300)),
            *records(range(300), start=START + 900),
            session(300, metres=897),
            session(300, start=START + 900, metres=897),
        ]
        runs = read(fit(legs))
        assert [len(run.samples) for run in runs] == [300, 300]
        assert len({run.source for run in runs}) == 2

    def test_without_samples_the_session_is_kept(self) -> None:
        run = one(fit([FILE_ID, session(1800, sub_sport=1, metres=5000)]))
        assert (len(run.samples), run.sub_sport) == (0, "treadmill")
        assert (run.totals.distance_m, run.totals.timer_s) == (5000.0, 1800.0)
        assert run.utc_offset_s is None

    def test_zero_totals_are_unset(self) -> None:
        run = one(fit([FILE_ID, *records(range(60)), session(60, metres=0)]))
        assert run.totals.distance_m is None

    def test_an_offset_that_is_no_zones_is_not_believed(self) -> None:
        run = one(run_fit(60, offset=51 * 60))
        assert (run.utc_offset_s, run.tz_source) == (7200, "position")


class TestDamaged:
    def test_a_bad_checksum_loses_nothing_and_is_said(self) -> None:
        whole = run_fit(300)
        run = one(whole[:-1] + bytes([whole[-1] ^ 0xFF]))
        assert run.samples.equals(one(whole).samples)
        assert run.problems == ("the checksum does not match: some of the data may be wrong",)

    @pytest.mark.parametrize("share", [0.3, 0.61, 0.9])
    def test_every_sample_before_a_cut_is_kept(self, share: float) -> None:
        whole = run_fit(300)
        cut = int(len(whole) * share)
        run = one(whole[:cut], sport="running")
        kept = len(run.samples)
        assert kept >= 301 * share - 3
        assert run.samples.equals(one(whole).samples.iloc[:kept])
        assert any("cut off" in problem for problem in run.problems)

    def test_rubbish_after_the_file_is_left_out(self) -> None:
        run = one(run_fit(60) + b"rubbish" * 5)
        assert run.problems == ("the last 35 bytes are no FIT file and were left out",)
        assert len(run.samples) == 61

    def test_a_header_that_promises_nothing_is_read_to_the_end(self) -> None:
        whole = bytearray(run_fit(60))
        whole[4:8] = bytes(4)
        assert len(one(bytes(whole)).samples) == 61

    def test_a_run_written_twice_in_one_file_is_one_run(self) -> None:
        run = one(run_fit(600) * 2)
        assert len(run.samples) == 601
        assert run.problems == ()

    def test_nothing_but_a_header_cannot_be_read(self) -> None:
        with pytest.raises(UnreadableFile):
            read(fit([FILE_ID])[:20])
