"""Rows read from pages are those that SQLite gives, whatever their size and wherever they wait."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from runwins.store.pages import Pages

ROWS = [
    (1, "short", -5, 0.25, None, b"x"),
    (2, "ä" * 5000, 2**40, -1e300, "", b"\0" * 3999),
    (3, None, 0, 1.0, "1", b"y" * 300_000),
    (2**62, "last", 1, 0.0, "-", b""),
]


@pytest.fixture(params=[512, 4096, 65_536])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA page_size = {request.param}")
        db.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, a, b, c REAL, d, e BLOB)")
        db.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", ROWS)
        db.commit()
    return path


def read(path: Path) -> list[tuple[object, ...]]:
    """The rows of six values: the others are SQLite's own."""
    return sorted((number, *row[1:]) for number, row in Pages(path).rows() if len(row) == 6)


def test_rows_of_every_kind_and_size(file: Path) -> None:
    assert read(file) == ROWS
    assert Pages(file).missing == 0


def test_without_the_first_page(file: Path) -> None:
    """The size of the pages is not known then, and taken for what it mostly is."""
    size = Pages(file).size
    content = file.read_bytes()
    file.write_bytes(bytes(size) + content[size:])
    assert read(file) == (ROWS if size == 4096 else [])


def test_rows_that_wait_beside_the_file(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("UPDATE t SET a = 'newer' WHERE n = 1")
        db.commit()
        db.execute("BEGIN")
        db.execute("UPDATE t SET a = 'never' WHERE n = 1")
        assert read(file)[0][1] == "newer"


def test_what_was_deleted_with_its_pages_is_gone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE other AS SELECT * FROM t")
        db.execute("DROP TABLE t")
        db.commit()
    assert [row[1:] for row in read(file)] == [row[1:] for row in ROWS]


def test_a_file_that_should_be_longer(file: Path) -> None:
    pages = Pages(file)
    content = file.read_bytes()
    file.write_bytes(content[: -2 * pages.size])
    cut = Pages(file)
    assert cut.missing == 2
    assert len(read(file)) < len(ROWS)


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")
    assert read(tmp_path / "empty.db") == []
