"""``runwins completion``: the shell itself takes the script, and words are finished."""

import shutil
import subprocess

import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_for_that_shell(tool, shell):
    done = tool("completion", shell)
    assert done.returncode == 0, done.stderr
    assert f"_RUNWINS_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_read_it(tool, tmp_path, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / f"runwins.{shell}"
    script.write_text(tool("completion", shell).stdout)
    done = subprocess.run([shell, "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("runwins im", {"import", "imports"}),
        ("runwins runs sh", {"show"}),
        ("runwins ladder --lay", {"--layout"}),
        ("runwins ladder --layout ", {"wide", "tall"}),
        ("runwins --units ", {"km", "mi"}),
        ("runwins nonsense ", set()),
    ],
)
def test_words_are_finished(tool, line, offered):
    words = line.split(" ")
    done = tool(_RUNWINS_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    assert done.returncode in {0, 1}
    assert "Traceback" not in done.stderr
    found = {entry.partition(",")[2] for entry in done.stdout.split()}
    assert found == offered or (not offered and "nonsense" in line)
