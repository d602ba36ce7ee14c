"""Each protection taken out, one at a time, in a copy: does a test go red?

    python -m tests.faults.mutating [WORD ...]

A protection is a few lines of the code; without them the test named beside must fail. Prints a
line each, and leaves with 1 where a protection can go unnoticed. With words only those protections
whose name holds one of them are tried.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TREES = ("runwins", "tests", "sample_data", "pyproject.toml", "README.md")


@dataclass(frozen=True, slots=True)
class Guard:
    """A protection: where it stands, what takes it out, and what must notice.

    That is a file of tests, or one of the hostile files, which must not be refused well any more.
    """

    name: str
    file: str
    here: str
    gone: str
    test: str


XML = "runwins/importers/xml_stream.py"
PACKED = "runwins/importers/packed.py"
ZIPS = "runwins/importers/containers.py"
DAMAGE = "tests/faults/test_damage.py"
FINDS = "tests/fuzz/test_finds.py"
UNDOING = "tests/training_log/test_undoing.py"

GUARDS = (
    Guard("document types", XML, "parser.StartDoctypeDeclHandler = refuse",
          "parser.StartDoctypeDeclHandler = None", "plain-doctype.gpx"),
    Guard("deep XML", XML, "if depth > _DEEPEST:", "if False:", "deep.gpx"),
    Guard("long texts", XML, "if length > _LONGEST_TEXT:", "if False:", "long-text.gpx"),
    Guard("long tags", XML, "> _LONGEST_TOKEN:", "> 10**12:", "wide-attribute.gpx"),
    Guard("points of a track", XML, "if count > MOST_POINTS:", "if False:", "timed-points.gpx"),
    Guard("size of a file", PACKED, "if size > MOST_BYTES:", "if False:", "ten-million.gpx"),
    Guard("ratio of packing", PACKED, "if size > _SMALL_BYTES and", "if False and", "bomb.gpx.gz"),
    Guard("pieces of a gz", PACKED, "_PIECE_BYTES = 4 * 2**20", "_PIECE_BYTES = 0", "bomb.gpx.gz"),
    Guard("zip slip", ZIPS, 'return plain.startswith("/") or ".." in plain.split("/") or'
          ' plain[1:3] == ":/"', "return False", "slip.zip"),
    Guard("links in zips", ZIPS, "if stat.S_ISLNK(info.external_attr >> 16):", "if False:",
          "link.zip"),
    Guard("nested zips", "runwins/importers/members.py", "_ZIPS_DEEP = 2", "_ZIPS_DEEP = 99",
          "nested.zip"),
    Guard("samples of a FIT file", "runwins/importers/fit_file.py", "range(_MOST_MESSAGES + 1)",
          "range(10**9)", "ten-million.fit"),
    Guard("clocks", "runwins/importers/samples.py", "if not _FIRST_S <= start_s < _LAST_S:",
          "if False:", "tests/importers/test_samples.py"),
    Guard("clocks ahead", "runwins/training_log/importing.py", "if start.date() > latest:",
          "if False:", "tests/training_log/test_other_sports.py"),
    Guard("values of no device", "runwins/importers/samples.py",
          "np.where((values >= low) & (values <= high), values, np.nan)", "values", FINDS),
    Guard("totals of no run", "runwins/importers/base.py",
          "return total is not None and 0 <= total <= _MOST", "return total is not None", FINDS),
    Guard("columns of one length", "runwins/importers/fit.py",
          "max(map(len, columns.values()), default=0)", 'len(columns.get("timestamp", ()))', FINDS),
    Guard("values that are lists", "runwins/importers/fit_messages.py",
          "if not isinstance(value, (tuple, list))", "if True", FINDS),
    Guard("formulas in a CSV", "runwins/training_log/exporting.py",
          "if said.startswith(_FORMULA) else said", "if False else said",
          "tests/hostile/test_names.py"),
    Guard("places in faults", "runwins/errors.py", 'return re.sub(_PLACE, "…", text)',
          "return text", "tests/hostile/test_privacy.py"),
    Guard("the log's mode", "runwins/store/connection.py", "path.touch(mode=0o600)", "path.touch()",
          DAMAGE),
    Guard("checksum of facts", "runwins/store/recording.py",
          "if marked and zlib.crc32(body.encode()) != int(rest[:-1]):", "if False:", DAMAGE),
    Guard("a log emptied", "runwins/store/care.py",
          "if empty and waiting.exists() and waiting.stat().st_size:", "if False:", DAMAGE),
    Guard("another's database", "runwins/store/care.py",
          'if tables and "migration" not in tables:', "if False:", DAMAGE),
    Guard("pages that are free", "runwins/store/pages.py", "if number in self.free:", "if False:",
          DAMAGE),
    Guard("rows from pages", "runwins/store/salvage.py", "        if found.damaged:\n",
          "        if False:\n", DAMAGE),
    Guard("copy before an upgrade", "runwins/store/store.py",
          "if has_steps(self._db) and not is_current(self._db):", "if False:", DAMAGE),
    Guard("all or nothing", "runwins/store/imports.py", 'self._db.execute("BEGIN IMMEDIATE")',
          'self._db.execute("SELECT 1")', "tests/store/test_store.py"),
    Guard("waiting for another", "runwins/store/connection.py", "_BUSY_S = 30.0", "_BUSY_S = 0.0",
          "tests/faults/test_two_at_once.py"),
    Guard("what is undone is kept", "runwins/training_log/undoing.py",
          "self._store.keep_undone(name)", "pass", UNDOING),
    Guard("undo all or nothing", "runwins/training_log/undoing.py",
          "with self._store.transaction():\n            self._store.keep_undone",
          "if True:\n            self._store.keep_undone", UNDOING),
    Guard("redo all or nothing", "runwins/training_log/undoing.py",
          "with self._store.transaction():\n            self._refuse",
          "if True:\n            self._refuse", UNDOING),
    Guard("no run twice by redo", "runwins/training_log/undoing.py",
          "self._refuse_doubles(self.redoable(name), back)", "self.redoable(name)", UNDOING),
    Guard("nothing back unmeasured", "runwins/training_log/undoing.py", "for one in back:\n"
          "                self._store", "for one in ():\n                self._store", UNDOING),
    Guard("redo in order", "runwins/training_log/undoing.py", "if later is not None:", "if False:",
          UNDOING),
    Guard("numbers of what is undone", "runwins/store/undone.py",
          "coalesce((SELECT max(last_number) FROM undone), 0)", "0", UNDOING),
    Guard("thirty days", "runwins/training_log/log_file.py", "self._store.forget_old_undone()",
          "pass", UNDOING),
    Guard("what is undone, checked", "runwins/store/care.py", "for gone in self.undone():",
          "for gone in ():", UNDOING),
    Guard("what is undone, not salvaged", "runwins/store/salvaged.py", '"undone", ', "", UNDOING),
)  # fmt: skip


def main() -> None:
    """Try each, and print what became of it."""
    words = sys.argv[1:]
    chosen = [one for one in GUARDS if not words or any(word in one.name for word in words)]
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="runwins-mutating-") as folder:
        place = Path(folder)
        for name in TREES:
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, place / name)
        for guard in chosen:
            unnoticed += not noticed(guard, place)
    print(f"\n{len(chosen)} protections, {unnoticed} of them unnoticed when gone")
    sys.exit(bool(unnoticed))


def noticed(guard: Guard, place: Path) -> bool:
    """Take a protection out, run its test, put it back; tell whether the test failed."""
    file = place / guard.file
    text = file.read_text(encoding="utf-8")
    if text.count(guard.here) < 1:
        print(f"{guard.name:<24} is not in {guard.file} as it is written here", flush=True)
        return False
    file.write_text(text.replace(guard.here, guard.gone, 1), encoding="utf-8")
    tests = ("pytest", "-q", "-x", "-p", "no:cacheprovider", guard.test)
    words = tests if guard.test.startswith("tests/") else ("tests.hostile.trying", guard.test)
    command = [sys.executable, "-m", *words]
    try:
        done = subprocess.run(
            command, cwd=place, env={**os.environ, "PYTHONPATH": str(place)},
            capture_output=True, text=True, check=False, timeout=900,
        )  # fmt: skip
        red = done.returncode == 1
        lines = [one for one in done.stdout.splitlines() if "FAILED" in one or "wrong" in one]
        last = lines[-1] if lines else done.stdout[-100:] + done.stderr[-100:]
    except subprocess.TimeoutExpired:
        red, last = True, "it hung"
    finally:
        file.write_text(text, encoding="utf-8")
    print(
        f"{guard.name:<24} {'red' if red else 'GREEN'}  {' '.join(last.split())[:110]}", flush=True
    )
    return red


if __name__ == "__main__":
    main()
