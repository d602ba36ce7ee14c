"""Installed from the wheel, outside the repository, in an empty home, with the network off."""

from __future__ import annotations

from tests.fresh_environment import ROOT

LEFT = {
    "ladder-wide-light.png", "ladder-tall-dark.png", "ladder.svg", "block.html", "card.png",
    "card.txt", "post-run.txt", "demo-log",
}  # fmt: skip


def test_it_is_the_wheel_that_runs(installed):
    where = installed.run("import runwins; print(runwins.__file__)").stdout
    assert str(installed.folder) in where
    assert str(ROOT) not in where
    assert installed.ask("--version").stdout.startswith("runwins, version ")


def test_there_is_no_network(installed):
    script = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    assert "somebody wanted the network" in installed.run(script).stderr


def test_the_demo_works_and_writes_nowhere_else(installed):
    before = {path.name for path in installed.home.iterdir()}
    done = installed.ask("demo", PYTHONWARNINGS="error")
    assert done.returncode == 0, done.stderr
    assert "First marathon" in done.stdout
    folder = installed.home / "runwins-demo"
    assert {path.name for path in folder.iterdir()} == LEFT
    assert (folder / "ladder.svg").read_text(encoding="utf-8").count("<text") > 10
    assert "<h2" in (folder / "block.html").read_text(encoding="utf-8")
    new = {path.name for path in installed.home.iterdir()} - before - {"runwins-demo"}
    assert new <= {".cache", "Library", "AppData"}, "its own caches alone"
    kept = [path for name in new for path in (installed.home / name).rglob("*") if path.is_file()]
    assert all("runwins" in str(path.relative_to(installed.home)) for path in kept)
