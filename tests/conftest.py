"""What tests share: the recorded runs, where there are any, and the demo, run once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from runwins import TrainingLog
from tests import fresh_environment

# The same examples on every machine that gates a change; chance belongs to the desk. How long one
# takes says nothing on a machine that does other things too.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

GOLDEN = Path(__file__).parent / "golden"
SAMPLE = Path(__file__).parent.parent / "sample_data"
NO_NETWORK = (
    "import sys; sys.addaudithook(lambda event, _: event in ('socket.connect',"
    " 'socket.getaddrinfo') and sys.exit('the network was asked for'))"
)
MAIN = f"{NO_NETWORK}; from runwins.cli import script; sys.argv[0] = 'runwins'; script()"
_asked_for: list[str] = []


def _guard(event: str, told: tuple[Any, ...]) -> None:
    """Refuse the network to every test; sockets of this machine's own processes are none."""
    reaching = event == "socket.getaddrinfo" or (
        event in ("socket.connect", "socket.sendto") and isinstance(told[1], tuple)
    )
    if reaching:
        _asked_for.append(f"{event} {told[1:]}")
        raise ConnectionRefusedError(f"a test asked for the network: {event}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail a test that asked for the network, also where what it tests swallowed the refusal."""
    del _asked_for[:]
    yield
    assert not _asked_for


Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-golden",
        action="store_true",
        help="write the golden files anew from today's output; read the diff line by line",
    )


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real recordings; a stranger's clone has none, CI must have it."""
    named = os.environ.get("RUNWINS_CORPUS")
    if named and Path(named).is_dir():
        return Path(named)
    if os.environ.get("CI"):
        pytest.fail(f"CI needs the recordings: RUNWINS_CORPUS={named!r} is no folder")
    pytest.skip("needs recorded runs: set RUNWINS_CORPUS to their folder")


def run_tool(home: Path, *words: str, cwd: Path | None = None, **env: str) -> Any:
    """Run ``runwins`` as a user would, with nothing of this machine's settings."""
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "SYSTEMROOT", "TMPDIR", "TEMP"}}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", MAIN, *words],
        cwd=cwd or home,
        env={
            **kept,
            "HOME": str(home),
            "RUNWINS_HOME": str(home / "log"),
            "RUNWINS_UNITS": "km",
            "PYTHONIOENCODING": "utf-8",
            "TZ": "UTC",
            **env,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture
def tool(tmp_path: Path) -> Run:
    """Run ``runwins`` in an empty home of its own."""

    def call(*words: str, **env: str) -> Any:
        return run_tool(tmp_path, *words, **env)

    return call


@pytest.fixture(scope="session")
def sample_index() -> Mapping[str, Any]:
    """What the generator of the made-up runner knows."""
    return tomllib.loads((SAMPLE / "index.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``runwins demo`` left, in a home that holds nothing else."""
    home = tmp_path_factory.mktemp("newcomer")
    done = run_tool(home, "demo")
    assert done.returncode == 0, done.stderr
    (home / "stdout.txt").write_text(done.stdout, encoding="utf-8")
    return home / "runwins-demo"


@pytest.fixture
def demo_home(demo: Path, tmp_path: Path) -> Path:
    """A home with a copy of the demo's log, to be changed at will."""
    shutil.copytree(demo / "demo-log", tmp_path / "log")
    return tmp_path


@pytest.fixture(scope="session")
def sample_log(demo: Path, sample_index: Mapping[str, Any]) -> Iterator[TrainingLog]:
    """The made-up runner's log, opened once; tests leave it as it is."""
    with TrainingLog(demo / "demo-log", units="km", today=sample_index["today"]) as log:
        yield log


@pytest.fixture(scope="session")
def trail_archive(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """A trail runner's whole years 2017 to 2020 and oddities, imported by the command line once.

    Its home, and what the import answered.
    """
    home = tmp_path_factory.mktemp("trail")
    done = run_tool(home, "import", str(corpus / "archives" / "irvingbennett"), "--json")
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1}, done.stderr
    return home, json.loads(done.stdout)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in ``tests/golden``."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--accept-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: pytest --accept-golden writes it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive as it is released, the wheel beside it."""
    return fresh_environment.build(tmp_path_factory.mktemp("dist"))[1]


@pytest.fixture(scope="session")
def wheel(sdist: Path) -> Path:
    """The wheel as it is released."""
    return next(sdist.parent.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An environment that holds the wheel, with an empty home and no network."""
    return fresh_environment.environment(tmp_path_factory.mktemp("newcomer"), wheel)
