"""A great many strange files, each read as an import would.

    python -m tests.fuzz.many --inputs 1000000 [--seed 1] [--recordings FOLDER] [--finds FOLDER]

A third are made by `making`, a third are those with damage, a third are real recordings with
damage where a folder of them is given. One in eight is also stored and measured. What is neither a
run nor a reason is a find: it is kept with its traceback, and every kind of find once.
"""

from __future__ import annotations

import argparse
import faulthandler
import gzip
import json
import random
import resource
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.fuzz.making import MAKERS, damaged
from tests.fuzz.reading import try_to_read

MEMORY_MB = 6000
LARGEST_BYTES = 15_000
HANG_S = 120


def main() -> None:
    """Read, count, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--recordings", type=Path)
    parser.add_argument("--finds", type=Path, default=Path("finds"))
    parser.add_argument("--tally", type=Path, help="JSON, written anew every 10,000 inputs.")
    told = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 2**20,) * 2)
    real = recordings(told.recordings) if told.recordings else {}
    rng = random.Random(told.seed)
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    began = time.monotonic()
    for number in range(told.inputs):
        if number % 200 == 0:
            faulthandler.dump_traceback_later(HANG_S, exit=True)
        kind = rng.choice(tuple(MAKERS))
        content = made(kind, rng, real)
        try:
            runs = try_to_read(kind, content, also_measure=number % 8 == 0)
        except BaseException as problem:
            if isinstance(problem, KeyboardInterrupt):
                raise
            sort = keep(told.finds, kind, content, problem)
            found[sort] += 1
            runs = 0
        counts[kind] += 1
        counts[f"{kind} held a run"] += bool(runs)
        if number % 10_000 == 9_999 or number == told.inputs - 1:
            tally = {
                "seed": told.seed, "inputs": number + 1, "seconds": round(time.monotonic() - began),
                "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                **counts, "finds": found,
            }  # fmt: skip
            print(json.dumps(tally), flush=True)
            if told.tally:
                told.tally.write_text(json.dumps(tally, indent=1))


def recordings(folder: Path) -> dict[str, list[bytes]]:
    """Return real recordings by format: the small ones, and begin and end of large ones in XML."""
    found: dict[str, list[bytes]] = {kind: [] for kind in MAKERS}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        head = content[:600].lower()
        if len(content) > LARGEST_BYTES:
            if b"<trk" not in content and b"<Track" not in content:
                continue
            content = content[: LARGEST_BYTES // 2] + content[-LARGEST_BYTES // 4 :]
        if content[8:12] == b".FIT":
            found["fit"].append(content)
        elif b"<gpx" in head:
            found["gpx"].append(content)
        elif b"<trainingcenterdatabase" in head:
            found["tcx"].append(content)
        elif path.suffix == ".csv":
            found["strava"].append(content)
    return found


def made(kind: str, rng: random.Random, real: dict[str, list[bytes]]) -> bytes:
    """Return one input."""
    way = rng.randrange(3)
    if way == 2 and real.get(kind):
        return damaged(rng.choice(real[kind]), rng)
    content = MAKERS[kind](rng)
    return damaged(content, rng) if way else content


def keep(folder: Path, kind: str, content: bytes, problem: BaseException) -> str:
    """Keep the smallest file of each sort of find, with its traceback; return the sort."""
    last = traceback.extract_tb(problem.__traceback__)[-1]
    inner = [frame for frame in traceback.extract_tb(problem.__traceback__)
             if "/runwins/" in frame.filename]  # fmt: skip
    ours = inner[-1] if inner else last
    sort = f"{kind}-{type(problem).__name__}-{Path(ours.filename).stem}-{ours.lineno}"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{sort}.bin"
    if not file.exists() or file.stat().st_size > len(content):
        file.write_bytes(content)
        words = "".join(traceback.format_exception(problem))
        (folder / f"{sort}.txt").write_text(words, encoding="utf-8", errors="replace")
    return sort


if __name__ == "__main__":
    main()
