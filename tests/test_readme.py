"""What the README says is so."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_two_commands_are_one_line_each():
    setups = [line for line in commands() if line.startswith("python3 -m venv")]
    assert [line.split("&& ")[-1] for line in setups] == [
        ".venv/bin/runwins demo",
        ".venv/bin/pytest",
    ]


def test_every_exit_code_in_the_errors_is_explained():
    from runwins import errors

    codes = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.RunwinsError)
    }
    explained = README[README.index("Exit codes:") :].split("\n\n")[0]
    assert {int(code) for code in re.findall(r"\b(\d+) [a-z]", explained)} >= codes
