"""Where things lie: one folder where one is named, the system's own otherwise."""

from pathlib import Path

from runwins.places import places


def test_a_named_home_holds_everything(monkeypatch, tmp_path):
    monkeypatch.setenv("RUNWINS_HOME", str(tmp_path / "env"))
    for here, folder, origin in (
        (places(tmp_path / "flag"), tmp_path / "flag", "--home"),
        (places(), tmp_path / "env", "RUNWINS_HOME"),
    ):
        assert here.log_file == folder / "runwins.db"
        assert here.config_file == folder / "config.toml"
        assert here.cache == folder / "cache"
        assert here.origin == origin
        assert not folder.exists(), "asking makes nothing"


def test_a_tilde_is_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert places("~/runs").data == tmp_path / "runs"


def test_without_a_name_the_system_says(monkeypatch):
    monkeypatch.delenv("RUNWINS_HOME", raising=False)
    here = places()
    assert here.origin == "usual on this system"
    assert all(Path(folder).is_absolute() for folder in (here.data, here.config, here.cache))
    assert "runwins" in str(here.data)
