"""Run the tests with the lowest, or the newest, versions of what runwins depends on.

    python tests/packaging/versions.py lowest
    python tests/packaging/versions.py newest --python python3.13 tests/cli tests/store

It makes an environment of its own, downloads what belongs into it, checks that it fits together,
and hands the rest of its words to pytest. `lowest` is what `pyproject.toml` promises to work with.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

OF_THEIR_TIME = ["pyparsing<3.3"]
"""What the lowest versions use in turn, where its newest warns of them: matplotlib 3.9."""


def lowest(requirements: list[str]) -> list[str]:
    """Return each requirement at its lowest version: ``pandas>=2.2`` is ``pandas==2.2``."""
    return [re.sub(r">=([\d.]+)", r"==\1", one) for one in requirements]


def main() -> int:
    """Make the environment and run the tests in it; return how pytest ended."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("which", choices=["lowest", "newest"])
    parser.add_argument("--python", default=sys.executable, help="the interpreter")
    said, words = parser.parse_known_args()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["parquet"]]
    pins = [*lowest(needed), *OF_THEIR_TIME] if said.which == "lowest" else needed
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([said.python, "-m", "venv", folder], check=True)
        python = Path(folder, "Scripts" if sys.platform == "win32" else "bin", "python")
        pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", "-e", f"{ROOT}[test]", *pins], check=True)
        subprocess.run([*pip, "check"], check=True)
        names = [re.split(r"[>=;]", one)[0] for one in needed]
        shown = subprocess.run(
            [*pip, "list", "--format=freeze"], check=True, capture_output=True, text=True
        ).stdout.splitlines()
        wanted = {name.lower() for name in names}
        print(*(line for line in shown if line.split("==")[0].lower() in wanted), sep="\n")
        return subprocess.run([str(python), "-m", "pytest", *words], cwd=ROOT).returncode  # noqa: PLW1510


if __name__ == "__main__":
    sys.exit(main())
