from __future__ import annotations

import datetime as dt

import pytest

from runwins.importers.dates import parse_written


@pytest.mark.parametrize("text", ["", "yesterday", "13.13.2022", "31 feb 2020", "run 12", "May"])
def test_what_is_no_date(text: str) -> None:
    assert parse_written(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sep 12, 2018, 3:02:23 PM", (2018, 9, 12, 15, 2, 23)),
        ("May 29, 2022, 12:05:00 AM", (2022, 5, 29, 0, 5)),
        ("Oct 30, 2023, 00:00:00 PM", (2023, 10, 30, 12, 0)),
        ("2 ago 2026, 12:20:32\u202fp.m.", (2026, 8, 2, 12, 20, 32)),
        ("2 ago 2026, 1:20:32\u202fa.\u00a0m.", (2026, 8, 2, 1, 20, 32)),
        ("23 jun. 2017 15:52:12", (2017, 6, 23, 15, 52, 12)),
        ("6 mrt. 2024 14:23:15", (2024, 3, 6, 14, 23, 15)),
        ("11 ago 2014, 16:27:28", (2014, 8, 11, 16, 27, 28)),
        ("09.12.2022, 15:24:49", (2022, 12, 9, 15, 24, 49)),
        ("9. Dez. 2022 15:24", (2022, 12, 9, 15, 24)),
        ("1 août 2023 à 10:00:00", (2023, 8, 1, 10, 0)),
        ("3 de mai. de 2024 06:00:00", (2024, 5, 3, 6, 0)),
        ("2022年12月9日 15:24:49", (2022, 12, 9, 15, 24, 49)),
        ("2026年5月3日 下午6:00:00", (2026, 5, 3, 18, 0)),
        ("2018-09-12 15:02:23", (2018, 9, 12, 15, 2, 23)),
        ("2026-05-03", (2026, 5, 3)),
        ("5/23/2024 7:30", (2024, 5, 23, 7, 30)),
        ("12 févr. 2025 07:00:00", (2025, 2, 12, 7, 0)),
    ],
)
def test_dates_as_services_write_them(text: str, moment: tuple[int, ...]) -> None:
    assert parse_written(text) == dt.datetime(*moment)  # noqa: DTZ001 - the text has no zone
