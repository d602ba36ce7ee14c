"""Pages that show what the tool prints: their sessions are run, and compared or written anew.

In a Markdown page a ``console`` block is a terminal of 80 columns: lines that begin with ``$`` are
typed, the others are what came back. A ``python`` block is run as a script; a ``text`` block right
below it is what it printed. A page is one session from its top to its end, in a folder that holds
the sample data.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_data"
MAIN = "import sys; from runwins.cli import script; sys.argv[0] = 'runwins'; script()"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SECONDS = re.compile(r"\bin \d+(?:\.\d+)? s\b")
_BATCH = re.compile(r"\b\d{8}T\d{6}Z-\w+\b")


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    language: str
    body: str
    first: int
    last: int


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    return [Block(m[1], m[2], m.start(2), m.end(2)) for m in _FENCE.finditer(page)]


def same(told: str, printed: str) -> bool:
    """Tell whether two texts agree but for how long it took and the hour of an import."""
    return _still(told) == _still(printed)


def _still(text: str) -> str:
    text = _BATCH.sub("BATCH", _SECONDS.sub("in 0.1 s", text))
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


@dataclass
class Session:
    """A terminal in a folder of its own, with nothing of this machine's settings."""

    folder: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tools = self.folder / ".tools"
        tools.mkdir()
        for name, words in (("runwins", f'-W error -c "{MAIN}"'), ("python", "")):
            shim = tools / name
            shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
            shim.chmod(0o755)
        for one in ("export_41350669.zip", "stone_ring_50.gpx"):
            shutil.copy(SAMPLE / one, self.folder)
        shutil.copytree(SAMPLE / "watch", self.folder / "watch")
        self.env = {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
            "MPLBACKEND": "agg",
            **self.env,
        }

    def type(self, line: str) -> str:
        """Return what a typed line prints; a failing one is a failing test."""
        set_to = re.fullmatch(r"export (\w+)=(\S*)", line)
        if set_to:
            self.env[set_to[1]] = set_to[2]
            return ""
        near, far = pty.openpty()
        done = subprocess.Popen(
            ["bash", "-c", line], cwd=self.folder, env=self.env, stdin=subprocess.DEVNULL,
            stdout=far, stderr=subprocess.PIPE,
        )  # fmt: skip
        os.close(far)
        heard = bytearray()
        while True:
            try:
                piece = os.read(near, 65_536)
            except OSError:  # Linux says so at the end of a terminal
                break
            if not piece:
                break
            heard += piece
        os.close(near)
        _, wrong = done.communicate(timeout=120)
        assert done.returncode == 0, f"{line}\n{wrong.decode()}"
        return heard.decode().replace("\r\n", "\n").replace(str(self.folder), "~")

    def run(self, script: str) -> str:
        """Return what a Python script prints."""
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", script],
            cwd=self.folder, env=self.env, capture_output=True, text=True, encoding="utf-8",
            check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stderr}"
        return done.stdout


def played(page: str, session: Session) -> str:
    """Return the page with every console and text block as it comes out today."""
    parts: list[str] = []
    end = 0
    script: tuple[Block, str] | None = None
    for block in blocks(page):
        new = block.body
        if block.language == "console":
            new = _terminal(block.body, session)
        elif block.language == "text" and script is not None:
            source, printed = script
            between = page[source.last : block.first].removeprefix("```").split("```")[0]
            if not between.strip() and not same(block.body, printed):
                new = printed
        script = (block, session.run(block.body)) if block.language == "python" else None
        parts += [page[end : block.first], new]
        end = block.last
    return "".join([*parts, page[end:]])


def _terminal(body: str, session: Session) -> str:
    told: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            told.append((line[2:], []))
        else:
            told[-1][1].append(line)
    out: list[str] = []
    for command, lines in told:
        printed = session.type(command)
        before = "\n".join(lines)
        now = before if same(before, printed) else _tidy(printed)
        out += [f"$ {command}", *([now] if now else [])]
    return "\n".join(out) + "\n"


def _tidy(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")
