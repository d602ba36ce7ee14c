"""A barometer or the satellites: the sensors a watch names, else its maker's list of products."""

from __future__ import annotations

import pytest

from runwins.importers.fit_altitude import altitude_source

FR235, FENIX_5 = 2431, 2697  # numbers of the FIT profile; the first has no barometer


@pytest.mark.parametrize(
    ("file_id", "source"),
    [
        ({"manufacturer": "garmin", "product": FR235}, "gps"),
        ({"manufacturer": "garmin", "product": FENIX_5}, "baro"),
        ({"manufacturer": "strava", "product": 101}, "gps"),
        ({"manufacturer": "komoot"}, "gps"),
        ({"manufacturer": "suunto", "product": 21}, "baro"),
        ({"manufacturer": "zwift", "product": 0}, None),
        ({"manufacturer": "garmin"}, None),
        ({"product": FENIX_5}, None),
        ({}, None),
    ],
)
def test_by_maker_and_product(file_id: dict[str, object], source: str | None) -> None:
    assert altitude_source(file_id) == source


@pytest.mark.parametrize(
    ("device", "source"),
    [
        ({"source_type": "local", "device_type": 4}, "baro"),
        ({"source_type": 5, "local_device_type": "barometer"}, "baro"),
        ({"source_type": "antplus", "device_type": 4}, "gps"),  # of another device
        ({"source_type": "local", "device_type": "gps"}, "gps"),
        ({"device_type": 4}, "gps"),
    ],
)
def test_a_barometer_inside_stands_before_the_list(
    device: dict[str, object], source: str | None
) -> None:
    watch = {"manufacturer": "garmin", "product": FR235}
    assert altitude_source(watch, [{}, device]) == source
