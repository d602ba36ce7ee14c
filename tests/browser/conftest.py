"""A real browser: Debian's Chromium, driven from Python, its network switched off."""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from runwins import TrainingLog
from runwins.training_log.site import site_files

SAMPLE = Path(__file__).parent.parent.parent / "sample_data"
_BINARIES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip

Open = Callable[..., Any]

HOSTILE = (
    "W" * 200, "</script><script>alert(1)</script><img src=x onerror=alert(1)>", r"$\frac{1}{0}$",
    "ריצת בוקר 5 קמ", "جري الصباح", "日本語の長い名前" * 20,
    "🏃🏽\u200d♀️" * 30, "Z\u0351\u0362\u0310a\u0334l" * 20,
)  # fmt: skip


def chromium() -> str | None:
    """Where Chromium is on this machine; ``RUNWINS_CHROMIUM`` names another."""
    named = os.environ.get("RUNWINS_CHROMIUM")
    return named or next((found for name in _BINARIES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    binary = chromium()
    if binary is None:
        pytest.skip("needs Chromium: none of " + ", ".join(_BINARIES) + " is installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs pip install playwright")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=binary, args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(sample_log: TrainingLog, demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up runner's pages: all main ones, one run's, the race's with its course.

    And those of a log with hostile names, and of one with nothing in it.
    """
    folder: Path = tmp_path_factory.mktemp("pages")
    (folder / "runs").mkdir()
    for name, content in site_files(sample_log):
        (folder / name).write_text(content, encoding="utf-8")
        if name.startswith("runs/"):
            break
    with_stretch = sample_log.wins().dropna(subset=["from_m"])["run_id"].iloc[-1]
    sample_log.run_report(with_stretch, folder / "run.html")
    home = tmp_path_factory.mktemp("race") / "log"
    shutil.copytree(demo / "demo-log", home)
    with TrainingLog(home, units="km", today=sample_log.today) as log:
        course = str(SAMPLE / "stone_ring_50.gpx")
        log.set_goal(replace(log.goal(), course_file=course, start_clock_s=7 * 3600.0))
        log.report(folder / "race.html")
        for run_id, name in zip(log.runs()["run_id"].tail(len(HOSTILE)), HOSTILE, strict=True):
            log.edit_run(run_id, {"name": name})
        log.set_goal(
            replace(log.goal(), name=HOSTILE[3] + HOSTILE[1] + HOSTILE[0], edits=(),
                    course_file=str(hostile_course(home)))
        )  # fmt: skip
        log.report(folder / "hostile.html", goal=HOSTILE[3])
    with TrainingLog(tmp_path_factory.mktemp("nothing"), today=sample_log.today) as log:
        log.report(folder / "empty.html")
    return folder


def hostile_course(folder: Path) -> Path:
    """Return the race's course with names as bad as a file may have."""
    names = itertools.cycle(HOSTILE)
    plain = (SAMPLE / "stone_ring_50.gpx").read_text(encoding="utf-8")
    file = folder / "course.gpx"
    named = re.sub("<name>[^<]*</name>", lambda _: f"<name>{escape(next(names))}</name>", plain)
    file.write_text(named, encoding="utf-8")
    return file


@pytest.fixture
def open_page(browser: Any, site: Path) -> Iterator[Open]:
    """Open a page with the network off; whatever it says on the console fails the test."""
    contexts: list[Any] = []
    said: list[str] = []

    def call(name: str, *, width: int = 1280, dark: bool = False, script: bool = True) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda asked: asked.url.startswith("file:") or said.append(asked.url))
        page.goto((site / name).as_uri())
        return page

    yield call
    for context in contexts:
        context.close()
    assert said == []
