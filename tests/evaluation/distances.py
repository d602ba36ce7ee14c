"""How far is a run, by the watch and by runwins? Every run where they differ, with the evidence.

    python tests/evaluation/distances.py RECORDINGS

writes ``tests/evaluation/distances.md``. Takes each FIT file of one running session that says how
far it went. Where the distance of runwins is more than 0.5 % off, something was taken away (or,
where the watch wrote no distances, added up). Who is right there is asked of what the watch itself
recorded beside its distance: the speed, and the steps. The command ends with 1 where a difference
has no evidence.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import fitfast
import numpy as np

from runwins.errors import RunwinsError
from runwins.importers import Member, read_member
from runwins.metrics.channels import true_runs
from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.edges import CUT
from runwins.metrics.geodesy import distance_m
from runwins.metrics.summary import measure
from runwins.metrics.world_bests import SPRINT_MPS
from runwins.model import Activity
from runwins.store import stream_codec

HERE = Path(__file__).parent
ARCHIVES = {"irvingbennett": "trail", "arthurfsy2": "treadmill", "wasabi": "road"}
CLOSE = 0.005
ZIGZAG, AS_STRAIGHT = 1.5, 1.2
HALF = 0.5
LONGEST_STEP_M = 2.0
RIDE_MPS = 6.0
STANDING_SPM = 40.0


@dataclass(frozen=True)
class Taken:
    """What was taken away from a run: jumps, or a ride.

    Attributes
    ----------
    watch_m, seconds
        What the watch had counted there, and in what time.
    fastest_mps
        Of its single steps, the fastest.
    speed_m
        What the recorded speed makes of that time; ``nan`` where there is none.
    steps
        Counted in that time; ``nan`` where none were recorded.
    straight_m
        From where each stretch of it began to where it ended, by satellites.
    """

    watch_m: float
    seconds: float
    fastest_mps: float
    speed_m: float
    steps: float
    straight_m: float


@dataclass(frozen=True)
class Compared:
    """A run as both tell it.

    Attributes
    ----------
    archive, start
        Which run.
    watch_m, ours_m
        The distance of the session, and ours.
    watch_s, ours_s
        The timer times.
    reasons
        What the run itself says.
    speed_m
        What the recorded speed makes of the whole run.
    jumps, rides
        What was taken away; ``None`` where nothing was.
    """

    archive: str
    start: str
    watch_m: float
    ours_m: float
    watch_s: float
    ours_s: float
    reasons: str
    speed_m: float = np.nan
    jumps: Taken | None = None
    rides: Taken | None = None
    evidence: list[str] = field(default_factory=list)

    @property
    def off(self) -> float:
        """How much longer ours is, as a share."""
        return self.ours_m / self.watch_m - 1


def session(path: Path) -> dict[str, float] | None:
    """Return the totals of a FIT file of one session, read without runwins; else ``None``."""
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = packed.read(packed.namelist()[0])
    if data[8:12] != b".FIT":
        return None
    try:
        found = fitfast.records(data, "session")
    except fitfast.FitDecodeError:
        return None
    known = {name: float(values[0]) for name, values in found.items() if len(values) == 1}
    return known if known.get("total_distance") else None


def compared(path: Path) -> Compared | None:
    """Return a run beside its session; ``None`` for what is no run of one session."""
    told = session(path)
    if told is None:
        return None
    try:
        runs = read_member(Member(str(path)))
    except RunwinsError:
        return None
    if len(runs) != 1:
        return None
    run = replace(runs[0], samples=stream_codec.rounded(runs[0].samples))
    row = measure(run).row
    archive = next((name for folder, name in ARCHIVES.items() if folder in path.parts), "other")
    one = Compared(
        archive, f"{run.start_time:%Y-%m-%d %H:%M}", told["total_distance"], row["distance_m"],
        told.get("total_timer_time", np.nan), row["timer_s"], row["quality_reasons"] or "",
    )  # fmt: skip
    if len(run.samples) < 2 or abs(one.off) <= CLOSE:
        return one
    cleaned = clean(run)
    time = cleaned.time_s
    ridden = np.zeros(len(time) - 1, dtype=bool)
    for start, end in cleaned.rides:
        ridden |= (time[1:] > start) & (time[:-1] < end)
    one = replace(
        one,
        speed_m=cleaned.witnesses.speed_m.between(0.0, float(time[-1])),
        jumps=taken(run, cleaned, (cleaned.edge[1:] == CUT) & ~ridden),
        rides=taken(run, cleaned, ridden),
    )
    return replace(one, evidence=evidence(one, cleaned))


def taken(run: Activity, cleaned: Cleaned, where: np.ndarray) -> Taken | None:
    """Return what the watch says of some steps between samples, and what else it recorded there."""
    metres = run.samples["distance_m"].to_numpy().copy()
    metres[:1] = np.nan_to_num(metres[:1])
    written = np.flatnonzero(np.isfinite(metres))
    if not where.any() or cleaned.distance_source != "device":
        return None
    time = cleaned.time_s[written]
    inside = np.array([where[a:b].any() for a, b in pairwise(written)])
    step, width = np.diff(metres[written])[inside], np.diff(time)[inside]
    ends = list(zip(time[:-1][inside], time[1:][inside], strict=True))
    seen = cleaned.witnesses
    counted = sum(seen.counted_s.between(*span) for span in ends)
    steps = sum(seen.counted_steps.between(*span) for span in ends)
    return Taken(
        float(step.sum()), float(width.sum()), float((step / width).max()),
        sum(seen.speed_m.between(*span) for span in ends) if seen.speed else np.nan,
        steps if counted > HALF * float(width.sum()) else np.nan,
        sum(straight(cleaned, time[a], time[b + 1]) for a, b in true_runs(inside)),
    )  # fmt: skip


def straight(cleaned: Cleaned, start_s: float, end_s: float) -> float:
    """Return the metres between the places of two moments; ``nan`` without positions."""
    seen = cleaned.seen
    if not len(seen):
        return np.nan
    lat, lon = (np.interp([start_s, end_s], seen.time_s, of) for of in (seen.lat_deg, seen.lon_deg))
    return float(distance_m(lat[0], lon[0], lat[1], lon[1]))


def evidence(one: Compared, cleaned: Cleaned) -> list[str]:
    """Return what speaks against the watch's distance, in words; nothing where nothing does."""
    words: list[str] = []
    jumps, rides = one.jumps, one.rides
    if jumps is not None:
        if jumps.speed_m < HALF * jumps.watch_m:
            words.append("its own speed makes less than half of the jumps")
        if jumps.fastest_mps > SPRINT_MPS:
            words.append("faster than any human")
        if jumps.watch_m > LONGEST_STEP_M * jumps.steps:
            stands = jumps.steps < STANDING_SPM / 60 * jumps.seconds
            long = "" if stands else f" of {jumps.watch_m / jumps.steps:.1f} m"
            words.append("no steps" if stands else f"steps{long}")
        if jumps.watch_m > ZIGZAG * jumps.straight_m > ZIGZAG * jumps.speed_m / AS_STRAIGHT:
            words.append(f"a zigzag over {jumps.straight_m:.0f} m, and its own speed makes no more")
    if rides is not None and rides.watch_m > RIDE_MPS * rides.seconds:
        words.append(f"a ride at {rides.watch_m / rides.seconds:.0f} m/s")
    elif rides is not None and rides.steps < STANDING_SPM / 60 * rides.seconds:
        words.append(f"a ride at {rides.watch_m / rides.seconds:.1f} m/s without steps")
    nearer = abs(one.ours_m - one.speed_m) < abs(one.watch_m - one.speed_m)
    if cleaned.distance_source == "gps" and nearer:
        words.append(f"positions, and its own speed makes {one.speed_m:.0f} m")
    return words


ABOUT = """# Distances held against the watch's own

Made by `python tests/evaluation/distances.py RECORDINGS` from every FIT file of three archives that
holds one running session with a distance.

| | |
| --- | --- |
| runs | {runs} |
| distance within 0.5 % of the session's | {close:.1%} |
| timer time within 0.5 % of the session's | {timer:.1%} |
| runs that differ | {off} |
| of these, refuted by what the watch itself recorded | {refuted} |
| without evidence against the watch | {unknown} |
| **within 0.5 %, of the {credible} runs whose distance nothing refutes** | **{share:.1%}** |

{classes}

Each run that differs. *Taken away*: what the watch had counted in the jumps or rides that were cut,
in how many seconds; *its speed*: what the speed that it recorded makes of the same time; *a step*:
metres of each counted step there (no runner here takes 2 m). Where jumps were cut to the recorded
speed, more of them belongs to the minute around; that much is in ours.

"""
HEAD = ("archive", "start (UTC)", "watch, m", "ours, m", "off", "taken away", "its speed",
        "a step", "evidence", "what the run says")  # fmt: skip


def as_markdown(found: list[Compared]) -> str:
    """Return the table."""
    off = [one for one in found if not abs(one.off) <= CLOSE]
    refuted = [one for one in off if one.evidence]
    apart = np.array([abs(one.ours_s / one.watch_s - 1) for one in found if one.watch_s > 0])
    classes = Counter(
        ("jumps" if one.jumps else "")
        + (" and " if one.jumps and one.rides else "")
        + ("a ride" if one.rides else "")
        or "summed from positions"
        for one in off
    )
    credible = len(found) - len(refuted)
    text = ABOUT.format(
        runs=len(found), close=1 - len(off) / len(found), timer=np.mean(apart <= CLOSE),
        off=len(off), refuted=len(refuted), unknown=len(off) - len(refuted), credible=credible,
        share=1 - (len(off) - len(refuted)) / credible,
        classes="; ".join(f"{name}: {count}" for name, count in classes.most_common()) + ".",
    )  # fmt: skip
    rows = [HEAD, tuple("---" for _ in HEAD)]
    for one in sorted(off, key=lambda one: one.off):
        parts = [part for part in (one.jumps, one.rides) if part is not None]
        rows.append((
            one.archive, one.start, f"{one.watch_m:.0f}", f"{one.ours_m:.0f}", f"{one.off:+.1%}",
            "; ".join(f"{part.watch_m:.0f} m in {part.seconds:.0f} s" for part in parts) or "–",
            "; ".join(in_metres(part.speed_m) for part in parts) or "–",
            "; ".join(a_step(part) for part in parts) or "–",
            ", ".join(one.evidence) or "**none**", one.reasons,
        ))  # fmt: skip
    return text + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def in_metres(value: float) -> str:
    """Return metres, or a dash where there are none."""
    return f"{value:.0f} m" if np.isfinite(value) else "–"


def a_step(part: Taken) -> str:
    """Return the metres of each counted step; ``none`` where no steps were counted."""
    if not np.isfinite(part.steps):
        return "–"
    return f"{part.watch_m / part.steps:.1f} m" if part.steps >= 1 else "none"


def main() -> None:
    """Write the table, and print its head."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    paths = sorted(path for path in parser.parse_args().recordings.rglob("*") if path.is_file())
    found = [one for one in map(compared, paths) if one is not None]
    text = as_markdown(found)
    (HERE / "distances.md").write_text(text, encoding="utf-8")
    print(text[: text.index("Each run that differs")])
    without = [one for one in found if abs(one.off) > CLOSE and not one.evidence]
    for one in without:
        print(f"no evidence: {one.archive} {one.start} {one.off:+.1%} {one.reasons}")
    sys.exit(1 if without else 0)


if __name__ == "__main__":
    main()
