"""Every hostile file, imported in a process of its own under a limit: time, memory, reason.

    python -m tests.hostile.trying [NAME ...]

Prints a line a file: seconds of the processor, megabytes at the most, and the reason given. The
process is forked with everything loaded; what loading takes, some 130 MB, is in the figure. Leaves
with 1 where a file is not refused for the right reason within 5 s and 300 MB, or anything of it is
in the log.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import tempfile
from pathlib import Path

from runwins import TrainingLog
from runwins.cli import main as runwins
from tests.hostile.making import Hostile, files

MOST_S, MOST_MB = 5.0, 300


def main() -> None:
    """Try all, or those named."""
    wrong = 0
    print(f"{'file':<24} {'s':>6} {'MB':>5}  reason", flush=True)
    with tempfile.TemporaryDirectory(prefix="runwins-hostile-") as folder:
        warm_up(Path(folder))
        for number, hostile in enumerate(files()):
            if len(sys.argv) < 2 or hostile.name in sys.argv[1:]:
                wrong += not refused(hostile, Path(folder) / str(number))
    sys.exit(bool(wrong))


def warm_up(place: Path) -> None:
    """Load what an import needs."""
    with TrainingLog(place / "warm") as log:
        log.import_files([place / "nothing.fit"])
        log.wins()


def refused(hostile: Hostile, place: Path) -> bool:
    """Import one file, print its line, and tell whether it was refused as it should be."""
    place.mkdir()
    file = place / hostile.name
    hostile.make(file)
    child = os.fork()
    if not child:
        _import(place, file)
    _, status, used = os.wait4(child, 0)
    told = (place / "out.txt").read_text(errors="replace")
    seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    try:
        answer = json.loads(told)
        reasons = [one["reason"] for one in (*answer["failed"], *answer["skipped"])]
        clean = answer["imported"] == answer["merged"] == 0
    except ValueError:
        reasons, clean = [told + (place / "err.txt").read_text(errors="replace")], False
    said = "; ".join(dict.fromkeys(str(one)[-90:] for one in reasons))
    right = any(re.search(hostile.reason, str(one)) for one in reasons)
    well = right and clean and seconds <= MOST_S and megabytes <= MOST_MB
    mark = "" if well else f"  <-- wrong (status {status}, expected {hostile.reason!r})"
    print(f"{hostile.name:<24} {seconds:>6.2f} {megabytes:>5.0f}  {said!r}{mark}", flush=True)
    file.unlink()
    return well


def _import(place: Path, file: Path) -> None:
    code = 70
    try:
        for stream, name in ((1, "out.txt"), (2, "err.txt")):
            os.dup2(os.open(place / name, os.O_WRONLY | os.O_CREAT), stream)
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
        sys.argv = ["runwins", "--home", str(place / "log"), "import", "--json", str(file)]
        runwins()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
