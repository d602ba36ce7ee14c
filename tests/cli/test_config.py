"""``runwins config``: set, show with origins, precise errors."""

import json

from tests.conftest import SAMPLE


def settings(done):
    return {
        row["name"]: (row["value"], row["origin"]) for row in json.loads(done.stdout)["settings"]
    }


def test_show_names_the_origin_of_each_value(tool, tmp_path):
    config = str(tmp_path / "log" / "config.toml")
    assert settings(tool("config", "show", "--json"))["units"] == ("km", "RUNWINS_UNITS")
    shown = settings(tool("config", "show", "--json", RUNWINS_UNITS=""))
    assert shown["units"][1] == "the default here"
    assert shown["home_zone"] == (None, "not set")
    assert shown["config"] == (config, "RUNWINS_HOME")
    assert tool("config", "set", "units", "mi").returncode == 0
    assert settings(tool("config", "show", "--json", RUNWINS_UNITS=""))["units"] == ("mi", config)
    assert settings(tool("config", "show", "--json", "--units", "km"))["units"][1] == "--units"
    assert tool("config", "path").stdout.strip() == config


def test_setting_one_keeps_every_other_line(tool, tmp_path):
    file = tmp_path / "log" / "config.toml"
    tool("config", "set", "home_zone", "Asia/Tokyo")
    file.write_text("# mine\n" + file.read_text())
    tool("config", "set", "units", "mi")
    tool("config", "set", "home_zone", "Europe/Berlin")
    text = file.read_text()
    assert text.startswith("# mine\n# Settings of runwins.")
    assert text.count("home_zone = ") == 1
    assert 'home_zone = "Europe/Berlin"' in text
    assert '\nunits = "mi"' in text
    tool("config", "set", "home_zone", "")
    assert settings(tool("config", "show", "--json"))["home_zone"] == (None, "not set")


def test_what_is_no_setting_is_named(tool, tmp_path):
    file = tmp_path / "log" / "config.toml"
    file.parent.mkdir()
    for text, said in (
        ('unit = "km"\n', "there is no setting 'unit'; did you mean units?"),
        ('home_zone = "Berlin"\n', "home_zone is 'Berlin', it can be a zone like Europe/Berlin"),
        ("units = km\n", "line 1"),
        ("home_zone = 3\n", "home_zone is 3"),
    ):
        file.write_text(text)
        done = tool("runs", RUNWINS_UNITS="")
        assert (done.returncode, done.stdout) == (5, ""), text
        assert said in done.stderr
        assert str(file) in done.stderr
    assert tool("config", "set", "units", "leagues").returncode == 5
    assert tool("config", "set", "unit", "km").returncode == 2


def test_edit_opens_the_file_and_checks_it(tool, tmp_path):
    done = tool("config", "edit", EDITOR="true")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "log" / "config.toml").read_text().startswith("# Settings of runwins")
    spoil = tmp_path / "spoil.sh"
    spoil.write_text('#!/bin/sh\necho "units = 3" > "$1"\n')
    spoil.chmod(0o755)
    assert tool("config", "edit", EDITOR=str(spoil)).returncode == 5


def test_a_file_that_is_named_stands_for_the_usual_one(tool, tmp_path):
    file = tmp_path / "miles.toml"
    assert tool("config", "set", "units", "mi", "--config", str(file)).returncode == 0
    assert not (tmp_path / "log" / "config.toml").exists()
    shown = settings(tool("--config", str(file), "config", "show", "--json", RUNWINS_UNITS=""))
    assert shown["units"] == ("mi", str(file))
    assert shown["config"] == (str(file), "--config")
    assert settings(tool("config", "show", "--json", RUNWINS_UNITS=""))["units"][0] == "km"
    assert tool("config", "path", f"--config={file}").stdout.strip() == str(file)


def test_a_command_goes_by_the_file_that_is_named(tool, tmp_path):
    tool("import", str(SAMPLE / "watch" / "2026-10-24-07-30-36.fit"))
    tool("config", "set", "units", "mi", "--config", "miles.toml")
    assert " mi " in tool("show", "--config", "miles.toml", RUNWINS_UNITS="").stdout
    assert " mi " not in tool("show", RUNWINS_UNITS="").stdout
    assert "/mi" in tool("bests", "--config", "miles.toml", RUNWINS_UNITS="").stdout
    asked = ("ladder", "--start", "10km", "--distance", "half", "--date", "2027-03-14")
    assert " mi " in tool(*asked, "--config", "miles.toml", RUNWINS_UNITS="").stdout


def test_a_file_that_is_not_there_is_said(tool, tmp_path):
    done = tool("show", "--config", "nowhere.toml")
    assert (done.returncode, done.stdout) == (5, "")
    made_by = "runwins init --config nowhere.toml makes one"
    assert done.stderr == f"runwins: nowhere.toml: there is no such file; {made_by}\n"
    assert tool("init", "--config", "nowhere.toml").returncode == 0
    assert tool("show", "--config", "nowhere.toml").stderr.startswith("runwins: the log is empty")
    (tmp_path / "bad.toml").write_text('units = "furlongs"\n')
    done = tool("show", "--config", "bad.toml")
    assert done.returncode == 5
    assert "bad.toml: units is 'furlongs', it can be km or mi" in done.stderr
