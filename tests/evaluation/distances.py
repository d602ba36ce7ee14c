"""How far is a run, by the watch and by runwins? Every run where they differ, with the reason.

    python tests/evaluation/distances.py RECORDINGS

Takes each FIT file of one running session that says how far it went. Where the distance of runwins
is more than 0.5 % off, something was taken away (or, where the watch wrote no distances, added up):
jumps cut to the speed beside them, rides, drift. A third witness says who is right there, the speed
that the watch recorded by itself: its metres within a minute of each cut, scaled as on the rest of
the run. The command ends with 1 where a difference has no reason.
"""

from __future__ import annotations

import gzip
import io
import sys
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import fitfast
import numpy as np

from runwins.errors import RunwinsError
from runwins.importers import Member, read_member
from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.summary import measure
from runwins.model import Activity
from runwins.store import stream_codec

CLOSE = 0.005
AROUND_S = 60.0
LEAST_CUT_M = 3.0
LEAST_REST_M = 200.0


@dataclass(frozen=True)
class Compared:
    """A run as both tell it.

    Attributes
    ----------
    path
        Its file.
    watch_m, ours_m
        The distance of the session, and ours.
    watch_s, ours_s
        The timer times.
    why
        The classes of what was mended in it.
    witness
        Whose metres the recorded speed is nearer to where something was cut: ours, the watch's, or
        nobody's where it was not recorded.
    reasons
        What the run itself says.
    """

    path: Path
    watch_m: float
    ours_m: float
    watch_s: float
    ours_s: float
    why: tuple[str, ...]
    witness: str
    reasons: str

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
    why, witness = ("no samples",), "nobody's"
    if len(run.samples) > 1:
        cleaned = clean(run)
        why, witness = _mended(cleaned), _nearer(run, cleaned)
    return Compared(
        path, told["total_distance"], row["distance_m"], told.get("total_timer_time", np.nan),
        row["timer_s"], why, witness, row["quality_reasons"] or "",
    )  # fmt: skip


def _mended(cleaned: Cleaned) -> tuple[str, ...]:
    """Return what was done to a distance, in classes."""
    classes = {
        "jumps cut out": cleaned.cut_m > 0,
        "a ride left out": cleaned.ride_m > 0,
        "drift taken away": cleaned.drift_m > 0,
        "summed from positions": cleaned.distance_source == "gps",
        "a hall, scaled to the session": cleaned.indoor,
    }
    return tuple(name for name, is_so in classes.items() if is_so)


def _nearer(run: Activity, cleaned: Cleaned) -> str:
    """Return whose metres the recorded speed makes, around all that was cut."""
    given = run.samples["distance_m"].to_numpy()
    speed = run.samples["speed_mps"].to_numpy()
    written, told = np.isfinite(given), np.isfinite(speed)
    if cleaned.distance_source != "device" or told.sum() < 2:
        return "nobody's"
    at, watch, ours = (values[written] for values in (cleaned.time_s, given, cleaned.path_m))
    time = cleaned.time_s[told]
    width = np.minimum(np.diff(time), AROUND_S)
    made = np.concatenate(([0.0], np.cumsum((speed[told][1:] + speed[told][:-1]) / 2 * width)))
    less = np.diff(watch - ours)
    places = at[1:][less > LEAST_CUT_M]
    if not len(places):
        return "nobody's"
    near = np.zeros(len(at) - 1, dtype=bool)
    for place in places:
        near |= (at[1:] > place - AROUND_S) & (at[:-1] < place + AROUND_S)
    by_speed = np.diff(np.interp(at, time, made))
    watch_m, ours_m = np.diff(watch), np.diff(ours)
    rest = float(watch_m[~near].sum())
    scale = rest / float(by_speed[~near].sum()) if rest > LEAST_REST_M else 1.0
    likely = scale * float(by_speed[near].sum())
    ours_off, watch_off = (abs(likely - float(one[near].sum())) for one in (ours_m, watch_m))
    return "ours" if ours_off < watch_off else "the watch's"


def main() -> None:
    """Print every run whose distance differs, and how many there are of each class."""
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
    found = [one for one in map(compared, paths) if one is not None]
    off = [one for one in found if not abs(one.off) <= CLOSE]
    for one in sorted(off, key=lambda one: one.off):
        print(
            f"{one.off:+7.1%}  {one.watch_m:7.0f} → {one.ours_m:7.0f} m  "
            f"speed makes {one.witness:11}  {', '.join(one.why)}: {one.reasons}  {one.path.name}"
        )
    apart = [abs(one.ours_s / one.watch_s - 1) for one in found if one.watch_s > 0]
    print(f"\n{len(found)} runs of one session that says how far")
    print(f"{1 - len(off) / len(found):.1%} within 0.5 % of the session's distance")
    print(f"{np.mean(np.array(apart) <= CLOSE):.1%} within 0.5 % of its timer time")
    for (why, witness), count in sorted(
        Counter((" and ".join(one.why) or "nothing", one.witness) for one in off).items()
    ):
        print(f"{count:5}  {why}; the speed makes {witness}")
    unexplained = [one for one in off if not one.why]
    print(f"{len(unexplained)} without a reason")
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
