"""runwins as somebody gets it: built, installed into an environment of its own, without a network.

The environment holds the wheel and nothing else. What runwins depends on is borrowed from the
environment of the tests by a path, so that nothing is downloaded; runwins itself is not, since the
wheel's folder stands before that path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
WINDOWS = sys.platform == "win32"

_NO_NETWORK = '''"""Whoever opens a connection is told that there is none."""
import socket

def none(self, *_, **__):
    if not isinstance(self, socket.socket) or self.family != getattr(socket, "AF_UNIX", None):
        raise RuntimeError("somebody wanted the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = none
'''


def _without_a_network() -> list[str]:
    """Return the words before a command that take the network away, where the system lets us."""
    tool = shutil.which("unshare")
    words = [str(tool), "--map-root-user", "--net"]
    return words if tool and subprocess.run([*words, "true"], check=False).returncode == 0 else []


_OFF = _without_a_network()


def build(folder: Path, source: Path = ROOT) -> tuple[Path, Path]:
    """Build the wheel and the sdist of a source tree into a folder; return both."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=source, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("runwins-*.whl")
    (sdist,) = folder.glob("runwins-*.tar.gz")
    return wheel, sdist


@dataclass(frozen=True)
class Environment:
    """A Python environment in a folder, and an empty home beside it."""

    folder: Path
    home: Path

    @property
    def python(self) -> str:
        """Its interpreter."""
        return str(self._scripts / ("python.exe" if WINDOWS else "python"))

    @property
    def _scripts(self) -> Path:
        return self.folder / ("Scripts" if WINDOWS else "bin")

    def install(self, what: Path) -> None:
        """Install a wheel or a source tree, as it is and from nowhere else."""
        done = subprocess.run(
            [self.python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps",
             "--no-build-isolation", "--disable-pip-version-check", str(what)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def ask(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the installed ``runwins`` in the empty home."""
        return self._run(*_OFF, str(self._scripts / "runwins"), *words, **env)

    def run(self, script: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a Python script in the empty home."""
        return self._run(self.python, "-c", script, **env)

    def _run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if k in {"SYSTEMROOT", "TMPDIR", "TEMP"}}
        return subprocess.run(
            words, cwd=self.home, capture_output=True, check=False, timeout=300,
            text=True, encoding="utf-8",
            env={**kept, "PATH": str(self._scripts), "HOME": str(self.home), "TZ": "UTC",
                 "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8", **env},
        )  # fmt: skip


def environment(folder: Path, wheel: Path) -> Environment:
    """Make an environment that holds a wheel alone, has no network, and an empty home."""
    made = Environment(folder / "env", folder / "home")
    made.home.mkdir(parents=True)
    venv.create(made.folder, with_pip=True)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.check_output([made.python, "-c", asked], text=True).strip())
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "zz_borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n")
    made.install(wheel)
    (site / "no_network.py").write_text(_NO_NETWORK)
    (site / "no_network.pth").write_text("import no_network\n")  # some systems take sitecustomize
    return made
