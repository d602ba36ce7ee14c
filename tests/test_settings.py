"""A flag beats the environment, that the file, that the default; every fault names its place."""

import pytest

from runwins.errors import GoalError
from runwins.settings import TEMPLATE, read_settings, write_setting


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    for name in ("RUNWINS_UNITS", "RUNWINS_HOME_ZONE", "LC_ALL", "LC_MEASUREMENT", "LANG"):
        monkeypatch.delenv(name, raising=False)


def test_the_precedence(tmp_path, monkeypatch):
    file = tmp_path / "config.toml"
    assert (read_settings(file).units, read_settings(file).home_zone) == ("km", None)
    file.write_text('units = "mi"\nhome_zone = "Asia/Tokyo"\n')
    settings = read_settings(file)
    assert (settings.units, settings.home_zone) == ("mi", "Asia/Tokyo")
    assert settings.origin == {
        "units": str(file), "home_zone": str(file), "privacy_zones": "not set",
    }  # fmt: skip
    monkeypatch.setenv("RUNWINS_UNITS", "km")
    monkeypatch.setenv("RUNWINS_HOME_ZONE", "UTC")
    settings = read_settings(file)
    assert (settings.units, settings.home_zone) == ("km", "UTC")
    assert settings.origin["units"] == "RUNWINS_UNITS"
    assert read_settings(file, units="mi").origin["units"] == "--units"


@pytest.mark.parametrize(
    ("variables", "units"),
    [
        ({"LANG": "en_US.UTF-8"}, "mi"),
        ({"LANG": "en_GB.UTF-8"}, "km"),
        ({"LANG": "de_DE"}, "km"),
        ({"LANG": "C.UTF-8"}, "km"),
        ({}, "km"),
        ({"LANG": "en_US.UTF-8", "LC_MEASUREMENT": "de_DE.UTF-8"}, "km"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "mi"),
    ],
)
def test_the_default_is_what_is_usual_there(tmp_path, monkeypatch, variables, units):
    for name, said in variables.items():
        monkeypatch.setenv(name, said)
    assert read_settings(tmp_path / "none").units == units


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('units = "miles"', "units is 'miles', it can be km or mi"),
        ("units = []", r"units is \[\], it can be km or mi"),
        ('home_zone = "../../etc/passwd"', "home_zone is"),
        ('home_zone = ""', "home_zone is ''"),
        ('unit = "km"', "did you mean units"),
        ('colour = "red"', "there are units and home_zone"),
        ("units == 3", "line 1"),
    ],
)
def test_a_fault_names_the_file(tmp_path, text, said):
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(GoalError, match=said) as problem:
        read_settings(file, units="km")
    assert str(file) in str(problem.value)


def test_a_file_with_the_mark_of_an_editor(tmp_path):
    (tmp_path / "config.toml").write_bytes(b'\xef\xbb\xbfunits = "mi"\r\n')
    assert read_settings(tmp_path / "config.toml").units == "mi"


def test_writing_keeps_comments_and_other_values(tmp_path):
    file = tmp_path / "deep" / "config.toml"
    write_setting(file, "units", "mi")
    assert len(file.read_text().splitlines()) == len(TEMPLATE.splitlines())
    write_setting(file, "home_zone", "Asia/Tokyo")
    write_setting(file, "units", "km")
    settings = read_settings(file)
    assert (settings.units, settings.home_zone) == ("km", "Asia/Tokyo")
    write_setting(file, "home_zone", None)
    assert read_settings(file).home_zone is None
    write_setting(file, "home_zone", "UTC")
    assert file.read_text().count("home_zone") == 1


def test_writing_into_a_broken_file_leaves_it_alone(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("units = ")
    with pytest.raises(GoalError, match="Invalid value"):
        write_setting(file, "units", "km")
    assert file.read_text() == "units = "


def test_a_value_for_a_file_without_its_line_is_added(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("# mine\n")
    write_setting(file, "units", "mi")
    assert file.read_text() == '# mine\n\nunits = "mi"\n'
    write_setting(file, "home_zone", None)
    assert read_settings(file).units == "mi"
