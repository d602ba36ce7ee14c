"""What a log knows stays where it is: no network, nothing of places in words, private files."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from runwins.errors import without_places
from tests.cli.in_process import ask
from tests.conftest import MAIN, SAMPLE
from tests.importers.made_files import gpx, point, run_fit

LAT, LON = "47.1234567", "11.7654321"
PLACE = re.compile(r"47\.123|11\.765|1234567|7654321|0\.8224|0\.2053")
INSIDE = [
    f'<trkpt lat="{LAT}" lon="{LON}"><time>not a time</time></trkpt>',
    f'<trkpt lat="{LAT}" lon="{LON}"><time>9999-01-01T00:00:00Z</time></trkpt>',
    f'<trkpt lat="{LAT}" lon="{LON}"/>',
    f'<trkpt lat="{LAT}"><time>2026-05-03T06:00:00Z</time></trkpt>',
    f'<trkpt lat="{LAT}" lon="{LON}"><time>2026-05-03T06:00:00Z</time>',
    f'<trkpt lat="{LAT}" lon="{LON}"><ele>&broken;</ele></trkpt>',
    f'<trkpt lat="x{LAT}" lon="{LON}"><time>2026-05-03T06:00:00Z</time></trkpt>' * 5,
    f"<rte><rtept lat='{LAT}' lon='{LON}'/></rte>",
    f'<wpt lat="{LAT}" lon="{LON}"><name>home</name></wpt>',
]


def test_the_guard_refuses_the_network() -> None:
    """Taken out, this is the test that fails: a test that could reach out would not be noticed."""
    from tests import conftest

    with pytest.raises(ConnectionRefusedError), socket.socket() as one:
        one.connect(("127.0.0.1", 9))
    with pytest.raises(ConnectionRefusedError):
        socket.getaddrinfo("localhost", 80)
    assert len(conftest._asked_for) == 2
    del conftest._asked_for[:]
    code = f"{conftest.NO_NETWORK}; import socket; socket.socket().connect(('127.0.0.1', 9))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"the network was asked for" in done.stderr


def blocked(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a network of its own, which leads nowhere."""
    return subprocess.run(
        ["unshare", "-rn", sys.executable, "-W", "error", "-c", MAIN, *words],
        cwd=home,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "RUNWINS_HOME": str(home / "log"),
             "RUNWINS_UNITS": "km"},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_everything_works_without_a_network(tmp_path: Path) -> None:
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("needs leave to make a network of its own: unshare -rn")
    for words in (
        ("import", str(SAMPLE / "watch")),
        ("report", "-o", "block.html"),
        ("wins", "--json"),
        ("export", "csv", "-o", "out"),
        ("doctor",),
    ):
        done = blocked(*words, home=tmp_path)
        assert done.returncode == 0, (words, done.stderr)


def test_no_reason_for_a_file_tells_a_place(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    for number, inside in enumerate(INSIDE):
        (tmp_path / "files" / f"{number}.gpx").write_text(gpx(inside), encoding="utf-8")
    (tmp_path / "files" / "a.csv").write_text(f"date,km\n{LAT},{LON}\n", encoding="utf-8")
    (tmp_path / "files" / "cut.fit").write_bytes(run_fit(60)[:-100])
    said = ""
    for words in (("import", "files"), ("imports", "show"), ("imports", "--json"), ("runs",),
                  ("import", "files", "-vv"), ("doctor",)):  # fmt: skip
        done = ask(tmp_path, *words)
        said += done.stdout + done.stderr
    assert len(said.splitlines()) > len(INSIDE)
    assert not PLACE.search(said), PLACE.search(said)


def test_no_view_of_a_run_tells_a_place(tmp_path: Path) -> None:
    points = "".join(point(at) for at in range(0, 2400, 3))
    points = points.replace('lon="11.0"', f'lon="{LON}"').replace('lat="47.0', 'lat="47.123')
    (tmp_path / "a.gpx").write_text(gpx(points), encoding="utf-8")
    assert ask(tmp_path, "import", "a.gpx").returncode == 0
    for words in (("show",), ("runs",), ("runs", "--json"), ("wins", "--all", "--json"),
                  ("runs", "show", "last"), ("report", "-o", "page.html"), ("share", "-o", "c.png"),
                  ("report", "--run", "last", "-o", "run.html"), ("db", "check")):  # fmt: skip
        done = ask(tmp_path, *words)
        assert not PLACE.search(done.stdout + done.stderr), words
    for file in tmp_path.glob("*.html"):
        assert not PLACE.search(file.read_text(encoding="utf-8")), file.name


def test_a_fault_nobody_foresaw_tells_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither on the terminal nor in the file that is kept of it."""
    from runwins.training_log import TrainingLog

    def broken(*_: object, **__: object) -> object:
        raise ValueError(f"could not convert {LAT}, {LON}")

    monkeypatch.setattr(TrainingLog, "wins", broken)
    (tmp_path / "a.fit").write_bytes(run_fit(60))
    done = ask(tmp_path, "wins")
    assert done.returncode == 70
    kept = (tmp_path / "log" / "cache" / "last-fault.txt").read_text(encoding="utf-8")
    assert "could not convert" in kept
    assert not PLACE.search(done.stderr + kept)
    assert without_places("at -33.86882, 7 of 12.5 km") == "at …, 7 of 12.5 km"


@pytest.mark.parametrize("words", [("export", "--help"), ("export", "gpx", "--help")])
def test_an_export_says_what_it_contains(words: tuple[str, ...], tmp_path: Path) -> None:
    told = " ".join(ask(tmp_path, *words).stdout.split())
    assert "hold places" in told or "Where you ran is in it, your door included" in told


def test_what_lies_in_a_privacy_zone_is_cut_out_of_what_leaves_the_log(tmp_path: Path) -> None:
    """The run begins in the zone and comes by again half way: both parts are cut."""
    there = [point(at, time=stamp(at)) for at in range(0, 600, 3)]
    back = [point(600 - at, time=stamp(600 + at)) for at in range(0, 600, 3)]
    (tmp_path / "a.gpx").write_text(gpx("".join(there + back)), encoding="utf-8")
    assert ask(tmp_path, "import", "a.gpx").returncode == 0
    assert ask(tmp_path, "export", "gpx", "last", "-o", "all.gpx").returncode == 0
    zone = f"{47 + 900 / 111_195:.6f},11.0,200;47.0,11.0,300"
    done = ask(tmp_path, "config", "set", "privacy_zones", zone)
    assert done.returncode == 0, done.stderr
    assert "2 places" in ask(tmp_path, "config", "show").stdout
    assert "11.0" not in ask(tmp_path, "config", "show").stdout
    assert ask(tmp_path, "export", "gpx", "last", "-o", "cut.gpx").returncode == 0
    far = {name: metres(tmp_path / name) for name in ("all.gpx", "cut.gpx")}
    assert min(far["all.gpx"]) < 5
    assert len(far["cut.gpx"]) > 100
    assert not [one for one in far["cut.gpx"] if one <= 299 or 701 <= one <= 1099]
    assert (tmp_path / "cut.gpx").read_text().count("<trkseg>") == 3


def stamp(at: int) -> str:
    return f"2026-05-03T06:{at // 60:02d}:{at % 60:02d}Z"


def metres(file: Path) -> list[float]:
    """How far north of the start each point of a GPX file lies."""
    text = file.read_text(encoding="utf-8")
    return [(float(one) - 47) * 111_195 for one in re.findall(r'lat="([\d.]+)"', text)]


def test_climbs_have_no_end_in_a_privacy_zone(demo_home: Path) -> None:
    """The made-up runner's climbs, and a zone around the foot of one."""
    rows = json.loads(ask(demo_home, "climbs", "--json").stdout)["climbs"]
    foot = next(row for row in rows if row["start_lat_deg"] is not None)
    zone = f"{foot['start_lat_deg']},{foot['start_lon_deg']},50"
    told = json.loads(ask(demo_home, "climbs", "--json", RUNWINS_PRIVACY_ZONES=zone).stdout)
    (cut,) = [
        row
        for row in told["climbs"]
        if (row["run_id"], row["started_at_m"]) == (foot["run_id"], foot["started_at_m"])
    ]
    assert cut["start_lat_deg"] is None
    assert cut["start_lon_deg"] is None
    assert cut["gain_m"] == foot["gain_m"]


@pytest.mark.parametrize("zone", ["home", "91,11,100", "47,11", "47,11,-5", "47,11,x"])
def test_a_privacy_zone_that_is_none_is_refused_and_not_repeated(zone: str, tmp_path: Path) -> None:
    done = ask(tmp_path, "config", "set", "privacy_zones", zone)
    assert done.returncode == 5
    assert "latitude, longitude and metres" in done.stderr
    assert zone not in done.stderr
