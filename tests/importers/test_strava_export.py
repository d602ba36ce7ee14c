from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from pathlib import Path

import pytest
from made_files import START, gpx, point, run_fit, zipped

from runwins.errors import NotARun, UnreadableFile
from runwins.importers import find_members, read_member
from runwins.model import Activity

# 2026: 17 columns of 103 are enough of it; heads as Strava writes them in the language
EN = ["Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description",
      "Elapsed Time", "Distance", "Max Heart Rate", "Relative Effort", "Commute",
      "Activity Private Note", "Activity Gear", "Filename", "Athlete Weight", "Bike Weight",
      "Elapsed Time", "Moving Time", "Distance", "Max Speed", "Average Speed",
      "Elevation Gain", "Competition"]  # fmt: skip
DE = ["Aktivitäts-ID", "Aktivitätsdatum", "Name der Aktivität", "Aktivitätsart", "Beschreibung",
      "Verstrichene Zeit", "Distanz", "Max. Herzfrequenz", "Relative Leistung", "Pendeln", "Notiz",
      "Ausrüstung", "Dateiname", "Gewicht", "Fahrrad", "Verstrichene Zeit", "Bewegungszeit",
      "Distanz", "Höchstgeschw.", "Schnitt", "Höhenzunahme"]  # fmt: skip
NL_2020 = ["Activiteits-ID", "Datum van activiteit", "Naam activiteit", "Activiteitstype",
           "Beschrijving", "Verstreken tijd", "Afstand", "Vergelijkbare poging", "Forenzenrit",
           "Uitrusting", "Bestandsnaam", "Gewicht", "Fiets", "Verstreken tijd", "Beweegtijd",
           "Afstand", "Max. snelheid", "Snelheid", "Hoogteverschil"]  # fmt: skip
EN_2018 = ["id", "date", "name", "type", "description", "elapsed_time", "distance", "commute",
           "gear", "filename"]  # fmt: skip


def row(
    number: str = "1", date: str = "May 3, 2026, 6:00:00 AM", name: str = "Morning",
    kind: str = "Run", note: str = "", file: str = "", short: str = "5.61", metres: str = "5612.4",
) -> list[str]:  # fmt: skip
    return [number, date, name, kind, note, "1800", short, "", "", "false", "", "", file, "", "",
            "1800.0", "1750.5", metres, "4.0", "3.2", "33.5", "0.0"]  # fmt: skip


def table(head: list[str], *rows: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    return text.getvalue().encode()


def export(tmp_path: Path, csv_bytes: bytes, **files: bytes) -> list[Activity]:
    """Import an export as a zip; what is no run is passed over."""
    path = tmp_path / "export_1.zip"
    held = {f"activities/{name.replace('__', '.')}": content for name, content in files.items()}
    path.write_bytes(zipped({"activities.csv": csv_bytes, "media/1.jpg": b"\xff\xd8\xff", **held}))
    found: list[Activity] = []
    for member in find_members([path]):
        try:
            found += read_member(member)
        except (NotARun, UnreadableFile):
            continue
    return found


class TestManual:
    @pytest.mark.parametrize(
        ("head", "line"),
        [
            (EN, row()),
            (DE, row(date="03.05.2026, 06:00:00", kind="Lauf", short="5,61")[:21]),
            (NL_2020, ["1", "3 mei 2026 06:00:00", "Morning", "Hardloopsessie", "", "1800", "5,61",
                       "", "false", "", "", "",
                        "", "1800.0", "1750.5", "5612.4", "", "", "33.5"]),
            (["Id. de actividad", "Fecha", *DE[2:]],
             row(date="3 may 2026, 6:00:00\u202fa.m.", kind="Carrera", short="5,61")[:21]),
        ],
        ids=["en", "de", "nl-2020", "es"],
    )  # fmt: skip
    def test_any_language_and_year_gives_the_same(
        self, tmp_path: Path, head: list[str], line: list[str]
    ) -> None:
        (run,) = export(tmp_path, table(head, line))
        assert run.start_time == dt.datetime(2026, 5, 3, 6, 0, tzinfo=dt.UTC)
        assert (run.name, run.source_format, len(run.samples)) == ("Morning", "strava-csv", 0)
        assert (run.totals.distance_m, run.totals.elapsed_s) == (5612.4, 1800.0)
        assert (run.totals.moving_s, run.totals.ascent_m) == (1750.5, 33.5)
        assert run.problems == ("entered by hand: no recording",)

    def test_the_oldest_tables_have_metres(self, tmp_path: Path) -> None:
        line = ["9", "2018-05-03 06:00:00", "Old", "Run", "", "1800", "5612.4", "", "", ""]
        (run,) = export(tmp_path, table(EN_2018, line))
        assert run.totals.distance_m == 5612.4
        assert run.start_time == dt.datetime(2018, 5, 3, 6, 0, tzinfo=dt.UTC)

    def test_tables_of_2019_have_kilometres_once(self, tmp_path: Path) -> None:
        head = ["Activity ID", "Activity Date", "Activity Name", "Activity Type",
                "Activity Description", "Elapsed Time", "Distance", "Relative Effort", "Commute",
                "Activity Gear", "Filename"]  # fmt: skip
        line = ["9", "Sep 12, 2018, 3:02:23 PM", "x", "Run", "", "1800", "5.61", "", "", "", ""]
        (run,) = export(tmp_path, table(head, line))
        assert run.totals.distance_m == pytest.approx(5610)
        assert run.start_time == dt.datetime(2018, 9, 12, 15, 2, 23, tzinfo=dt.UTC)

    @pytest.mark.parametrize("kind", ["Ride", "Walk", "Hike", "Wandern", "Workout", "Kegeln"])
    def test_other_sports_are_no_runs(self, tmp_path: Path, kind: str) -> None:
        assert export(tmp_path, table(EN, row(kind=kind))) == []

    def test_a_date_that_cannot_be_read_needs_one(self, tmp_path: Path) -> None:
        (tmp_path / "activities.csv").write_bytes(table(EN, row(date="yesterday")))
        (member,) = find_members([tmp_path / "activities.csv"])
        with pytest.raises(UnreadableFile, match="needs a date"):
            read_member(member)

    def test_a_race_is_one(self, tmp_path: Path) -> None:
        (run,) = export(tmp_path, table(EN, [*row()[:-1], "1.0"]))
        assert run.is_race


class TestFiles:
    def test_files_get_the_tables_words_and_keep_their_own_start(self, tmp_path: Path) -> None:
        wrong = dt.datetime.fromtimestamp(START, dt.UTC) + dt.timedelta(hours=2)
        line = row(file="activities/77.fit.gz", name="Hills", note="two\nlines",
                   date=wrong.strftime("%b %d, %Y, %I:%M:%S %p"))  # fmt: skip
        (run,) = export(tmp_path, table(EN, line), **{"77__fit__gz": gzip.compress(run_fit(600))})
        assert (run.name, run.note) == ("Hills", "two\nlines")
        assert run.start_time.timestamp() == START
        assert "the file's start is kept" in run.problems[0]
        assert run.totals.distance_m == 1800.0
        assert run.totals.moving_s == 1750.5

    def test_the_tables_sport_is_heard_where_the_file_has_none(self, tmp_path: Path) -> None:
        track = gpx("".join(point(at, 1.3) for at in range(300)), kind="").encode()
        lines = (row("1", file="activities/1.gpx"), row("2", file="activities/2.gpx", kind="Walk"))
        (run,) = export(tmp_path, table(EN, *lines), **{"1__gpx": track, "2__gpx": track})
        assert run.source.endswith("export_1.zip/activities/1.gpx")

    def test_a_recording_that_is_missing_leaves_its_totals(self, tmp_path: Path) -> None:
        for name in ("activities/5.gpx", "#error#"):
            (run,) = export(tmp_path, table(EN, row(file=name)))
            assert run.totals.distance_m == 5612.4
            assert "recording" in run.problems[0]

    def test_a_recording_that_the_table_does_not_name_is_found(self, tmp_path: Path) -> None:
        assert len(export(tmp_path, table(EN, row()), **{"9__fit": run_fit(60)})) == 2

    def test_media_and_other_tables_are_no_members(self, tmp_path: Path) -> None:
        path = tmp_path / "export.zip"
        path.write_bytes(zipped({
            "export/activities.csv": table(EN, row()), "export/media/a.jpg": b"\xff\xd8\xff",
            "export/shoes.csv": b"a,b\n", "export/activities/1.fit": run_fit(60),
        }))  # fmt: skip
        names = [member.source for member in find_members([path])]
        assert names == [f"{path}/export/activities.csv:1", f"{path}/export/activities/1.fit"]

    def test_unpacked_it_is_the_same(self, tmp_path: Path) -> None:
        (tmp_path / "activities").mkdir()
        (tmp_path / "activities/1.fit").write_bytes(run_fit(60))
        (tmp_path / "activities.csv").write_bytes(table(EN, row(file="activities/1.fit")))
        (member,) = find_members([tmp_path])
        assert read_member(member)[0].name == "Morning"

    def test_a_short_row_is_named_and_the_rest_go_on(self, tmp_path: Path) -> None:
        (tmp_path / "activities.csv").write_bytes(table(EN, ["1", "x"], row("2")))
        short, whole = find_members([tmp_path])
        with pytest.raises(UnreadableFile, match="row 2 has 2 columns"):
            read_member(short)
        assert read_member(whole)

    def test_another_table_of_that_name_is_no_export(self, tmp_path: Path) -> None:
        (tmp_path / "activities.csv").write_text("a,b\n1,2\n")
        (member,) = find_members([tmp_path])
        with pytest.raises(NotARun, match="text"):
            read_member(member)
