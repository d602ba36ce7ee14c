"""The notebooks run from a fresh kernel, and show what they showed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from packaging.version import Version

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_BYTES = 300_000

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_IMAGES = ("image/png", "image/svg+xml", "image/jpeg")

pytestmark = pytest.mark.filterwarnings("default")  # of kernels and sockets, not of ours


def texts(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, str]]:
    """Yield the source of each cell with what it shows as words."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shown = [
                output.get("text", "") or output.get("data", {}).get("text/plain", "")
                for output in cell.outputs
            ]
            yield cell.source, _ADDRESS.sub("", "\n".join(shown)).strip()


def tidied(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a notebook without what differs from run to run."""
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            data = output.get("data", {})
            if "text/plain" in data:
                data["text/plain"] = _ADDRESS.sub("", data["text/plain"])
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def test_there_are_three() -> None:
    assert [path.name[:2] for path in NOTEBOOKS] == ["01", "02", "03"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_showed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    import nbclient

    for name in [name for name in os.environ if name.startswith("RUNWINS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONWARNINGS", "error::FutureWarning")
    monkeypatch.delenv("MPLBACKEND", raising=False)
    notebook = nbformat.read(path, as_version=4)
    before = list(texts(notebook))
    nbclient.NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()
    if request.config.getoption("--accept-golden"):
        path.write_text(nbformat.writes(tidied(notebook)) + "\n", encoding="utf-8")
        before = list(texts(nbformat.read(path, as_version=4)))
    if Version(pd.__version__) >= Version("3"):  # older ones write frames a little otherwise
        for (source, told), (_, now) in zip(before, texts(notebook), strict=True):
            assert now == told, source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_names_no_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < MOST_BYTES
    assert not re.search(r"/(?:home|root|tmp|Users|work)/", text)
    notebook = nbformat.read(path, as_version=4)
    assert all(o.output_type != "error" for c in notebook.cells for o in c.get("outputs", []))
    assert any(
        set(o.get("data", {})) & set(_IMAGES) for c in notebook.cells for o in c.get("outputs", [])
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_uses_the_public_names_alone(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert "import runwins\n" in source
    assert not re.search(r"from runwins|runwins\.[a-z]|log\._", source)
