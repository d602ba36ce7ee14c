"""``python -m runwins`` is the command line."""

import subprocess
import sys

import runwins


def test_the_module_is_the_tool():
    done = subprocess.run(
        [sys.executable, "-m", "runwins", "--version"], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == (f"runwins, version {runwins.__version__}\n", "")


def test_it_ends_with_the_code_of_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "runwins", "improt"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean import" in done.stderr
