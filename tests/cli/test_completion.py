"""``runwins completion``: words are finished, in the shells themselves."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runwins.cli.commands import COMMANDS
from tests.conftest import MAIN

SHELLS = ["bash", "zsh", "fish"]
READY = "ready-now"
STARTS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "source {script}"),
    "zsh": (["zsh", "-f", "-i"], "autoload -Uz compinit; compinit -u -D; source {script}"),
}


@pytest.fixture
def shell(request: pytest.FixtureRequest) -> str:
    """The shell that is asked for; where it is not installed there is nothing to try."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here: apt-get install {name}")
    return name


@pytest.fixture
def ready(tool, shell: str, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The script that the tool prints for the shell, and a place where ``runwins`` is known."""
    tools = tmp_path / "tools"
    tools.mkdir()
    shim = tools / "runwins"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{MAIN}" "$@"\n')
    shim.chmod(0o755)
    script = tmp_path / f"runwins.{shell}"
    script.write_text(tool("completion", shell).stdout)
    (tmp_path / "morning run.fit").touch()
    env = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "dumb",
        "PS1": "$ ", "RUNWINS_HOME": str(tmp_path / "log"), "LANG": "C.UTF-8",
    }  # fmt: skip
    return script, env


def typed(shell: str, script: Path, env: dict[str, str], line: str, expected: str) -> str:
    """Return what a terminal shows once a line and two tabs were typed into a shell in it."""
    pty = pytest.importorskip("pty", reason="no terminals to type into on this system")
    start, setup = STARTS[shell]
    near, far = pty.openpty()
    process = subprocess.Popen(
        start, stdin=far, stdout=far, stderr=far, cwd=script.parent, env=env,
        start_new_session=True,
    )  # fmt: skip
    os.close(far)
    try:
        os.write(near, f"{setup.format(script=script)}; echo {READY[:3]}''{READY[3:]}\n".encode())
        shown = read_until(near, READY)
        assert READY in shown, shown
        os.write(near, f"{line}\t\t".encode())
        return read_until(near, expected)
    finally:
        process.kill()
        process.wait()
        os.close(near)


def read_until(terminal: int, expected: str, seconds: float = 30.0) -> str:
    heard, end = "", time.monotonic() + seconds
    while expected not in heard and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            heard += os.read(terminal, 65_536).decode(errors="replace")
    return heard


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
@pytest.mark.parametrize(
    ("line", "expected"),
    [("runwins look", "runwins look-back "), ("runwins ladder --lay", "runwins ladder --layout ")],
)
def test_a_tab_finishes_the_word_in_a_terminal(shell, ready, line, expected):
    script, env = ready
    shown = typed(shell, script, env, line, expected)
    assert expected in shown
    assert "not found" not in shown


@pytest.mark.parametrize("shell", ["fish"], indirect=True)
@pytest.mark.parametrize(
    ("line", "expected"),
    [("runwins look", {"look-back"}), ("runwins ladder --lay", {"--layout"}),
     ("runwins ladder --layout ", {"wide", "tall"})],
)  # fmt: skip
def test_fish_offers_the_words(shell, ready, line, expected):
    script, env = ready
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
        capture_output=True, text=True, check=True, env=env, timeout=60,
    )  # fmt: skip
    offered = {entry.split("\t")[0] for entry in done.stdout.splitlines()}
    assert (offered, done.stderr) == (expected, "")


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
def test_the_shell_can_read_the_script(shell, ready):
    done = subprocess.run([shell, "-n", ready[0]], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell_name", SHELLS)
def test_the_script_is_for_that_shell(tool, shell_name):
    done = tool("completion", shell_name)
    assert done.returncode == 0, done.stderr
    assert f"_RUNWINS_COMPLETE={shell_name}_complete" in done.stdout


def test_another_shell_is_told_which_there_are(tool):
    done = tool("completion", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'bash', 'zsh', 'fish'" in done.stderr


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("runwins ", set(COMMANDS)),
        ("runwins im", {"import", "imports"}),
        ("runwins runs sh", {"show"}),
        ("runwins ladder --lay", {"--layout"}),
        ("runwins wins --no", set()),
        ("runwins wins --si", {"--since"}),
        ("runwins wins list --si", {"--since"}),
        ("runwins wins ex", {"explain"}),
        ("runwins wins im", set()),
        ("runwins ladder --layout ", {"wide", "tall"}),
        ("runwins completion ", set(SHELLS)),
        ("runwins --units ", {"km", "mi"}),
        ("runwins nonsense ", set(COMMANDS)),
    ],
)
def test_words_are_finished(tool, line, offered):
    words = line.split(" ")
    done = tool(_RUNWINS_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    assert done.returncode in {0, 1}
    assert done.stderr == ""
    found = {entry.partition(",")[2] for entry in done.stdout.split()}
    assert found == offered
