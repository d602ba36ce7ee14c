"""Runs that were made up to be found, and runs that were made up to be believed wrongly."""

from __future__ import annotations

import datetime as dt
import math
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from runwins.frames import HILLS, ROUTES
from runwins.metrics.noise import probability_real
from runwins.model import History
from runwins.training_log import TrainingLog
from runwins.wins import find_wins, kinds

sys.path.insert(0, str(Path(__file__).parent.parent / "wins"))

from histories import history, run

_HONEST = "20260929-1740"
_START = dt.datetime(2026, 10, 26, 20, 0, tzinfo=dt.UTC)
_TODAY = dt.date(2026, 10, 27)
_OF_PACE = ("downhill-aided, 20 m/km", "one second under the best")
"""The same way as ever, run faster: its route may say so, a best over 5 km may not."""
_CLAIMS = ("distance", "pace", "hills", "routes", "non-stop", "engine", "comeback")


# -- must be found ---------------------------------------------------------------------------------


def positive_plants() -> Iterator[dict[str, object]]:
    """Yield for each planted win whether its kind found it on its day."""
    usual = [run(3 * i, 6.0) for i in range(20)]
    day = 63
    beats = (-5.0, 5.0, -3.0, 3.0, 4.0, -4.0, 2.0, -2.0)
    noise = (0.01, 0.005, -0.01, -0.005, 0.008, -0.008, -0.01, 0.01)
    calm = [
        run(
            i * 7 // 3,
            8.0,
            steady_speed_mps=2.8 * (1 + noise[i % 8]) + 0.017 * beats[i % 8],
            steady_hr_bpm=(150.0 if i < 24 else 144.0) + beats[i % 8],
            ascent_m=40.0,
            device="a watch",
        )
        for i in range(36)
    ]
    rests = [run(i, 5.0, nonstop_run_m=3000.0, nonstop_moving_m=3000.0) for i in range(0, 12, 2)]
    first = run(14, 5.0, nonstop_run_m=4200.0, nonstop_moving_m=4200.0)
    plants: dict[str, tuple[str, History]] = {
        "first 4 km without a stop": ("first-non-stop", history([*rests, first])),
        "longest by 5 %": ("longest-run", history([*usual, run(day, 6.31)])),
        "same hill in 10 % less": ("same-hill", _repeats(hill=True)),
        "same route in 8 % less": ("route-best", _repeats(hill=False)),
        "back after 14 days": (
            "first-run-back",
            history([run(i) for i in range(20)] + [run(19 + 14)]),
        ),
        "twelve weeks kept": (
            "weeks-kept",
            history([run(7 * week + i) for week in range(12) for i in (0, 2, 4)]),
        ),
        "6 beats lower at equal speed for 4 weeks": ("more-speed-per-beat", history(calm)),
    }
    for what, (kind, known) in plants.items():
        wins = find_wins(known)
        here = wins[wins["kind"] == kind]
        if kind not in ("weeks-kept", "more-speed-per-beat"):
            here = here[here["run_id"] == known.runs["run_id"].iloc[-1]]
        yield {"plant": what, "kind": kind, "found": "yes" if len(here) else "NO",
               "shown": "yes" if here["shown"].any() else "no"}  # fmt: skip


def _repeats(*, hill: bool) -> History:
    times = [400.0, 402.0, 398.0, 401.0, 400.0, 358.0] if hill else [1500.0] * 5 + [1380.0]
    known = history([run(7 * i, 6.0, book="trail") for i in range(len(times))])
    ids = known.runs["run_id"]
    rows: list[dict[str, Any]] = [
        {"run_id": run_id, "elapsed_s": time, "from_s": 600.0, "to_s": 600.0 + time}
        for run_id, time in zip(ids, times, strict=True)
    ]
    if hill:
        more = {"hill_id": "a hill", "length_m": 800.0, "gain_m": 60.0, "at_end": False,
                "known_since": ids[2]}  # fmt: skip
        return replace(known, hills=HILLS.build({**row, **more} for row in rows))
    more = {"route_id": ids[0], "length_m": 5000.0}
    return replace(known, routes=ROUTES.build({**row, **more} for row in rows))


# -- gains that were planted, against theory ----------------------------------------------------


def planted_gains(times: int = 300) -> Iterator[dict[str, object]]:
    """Yield how often a gain planted into runs that differ by chance is found, and should be.

    In theory the new time beats the best of `n` others, and by as much as a watch can be off for
    the 65 % that the kind asks for: by simulation of the times alone, without the detector.
    """
    needed = _gain_of_65_per_cent()
    rng = np.random.default_rng(1)
    for count, spread in ((10, 0.02), (30, 0.02), (100, 0.02), (30, 0.05)):
        for gain in (0.0, 0.02, 0.05, 0.1):
            drawn = rng.normal(0, spread, (times, count + 1))
            drawn[:, -1] -= gain
            found = [_finds_best(1500 * np.exp(one)) for one in drawn]
            many = rng.normal(0, spread, (20_000, count + 1))
            lead = many[:, :-1].min(axis=1) - (many[:, -1] - gain)
            yield {
                "earlier runs": count,
                "chance, %": 100 * spread,
                "gain, %": 100 * gain,
                "a record, in theory": float((lead > 0).mean()),
                "and sure enough, in theory": float((lead >= needed).mean()),
                "found": float(np.mean(found)),
            }


def _gain_of_65_per_cent() -> float:
    gains = np.linspace(0, 0.05, 5001)
    sure = [probability_real(1500.0, 1500.0 * math.exp(-gain), 5000.0) for gain in gains]
    return float(gains[np.searchsorted(sure, 0.65)])


def _finds_best(seconds: np.ndarray) -> bool:
    known = history([run(3 * at, 5.2, efforts={5000: s}) for at, s in enumerate(seconds.tolist())])
    found = kinds()["best-effort"](known)
    last = found[(found["run_id"] == known.runs["run_id"].iloc[-1]) & (found["window"] == "ever")]
    return len(last) > 0


# -- must not be celebrated ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Track:
    """What is planted: seconds, positions and heights."""

    time_s: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    altitude: np.ndarray


def negative_plants(sample_home: Path) -> Iterator[dict[str, object]]:
    """Yield what each fault makes the log celebrate beyond what the same run without it does."""
    with tempfile.TemporaryDirectory() as folder:
        with TrainingLog(sample_home, units="km", today=_TODAY) as log:
            honest = _track(log)
            began = pd.Timestamp(log.runs().set_index("run_id").loc[_HONEST, "start_time"])
            best = log.history().efforts
            best = best[(best["distance_m"] == 5000) & (best["quality"] == "ok")]
        without, before = _planted(sample_home, Path(folder), honest, _START)
        belt = replace(honest, time_s=honest.time_s * 0.8)
        shown, count = _planted(sample_home, Path(folder), belt, _START, belt=True)
        told = [label for label in shown if "on the treadmill" not in label]
        yield _row("treadmill, 25 % faster", _CLAIMS, set(told) - set(without), count - before)
        for what, (fault, start) in _faults(honest, began.to_pydatetime(), best).items():
            claims = ("pace",) if what in _OF_PACE else _CLAIMS
            shown, count = _planted(sample_home, Path(folder), fault, start, claims)
            expected = before - 1 if start != _START else before
            yield _row(what, claims, set(shown) - set(without), count - expected)


def _row(what: str, claims: tuple[str, ...], more: set[str], runs: int) -> dict[str, object]:
    return {
        "fault": what,
        "families judged": ", ".join(claims) if claims != _CLAIMS else "all",
        "celebrated for it": "; ".join(sorted(more)) or "nothing",
        "in the log": f"{runs:+d} run counted" if runs else "as it should be",
    }


def _faults(
    honest: Track, began: dt.datetime, best: pd.DataFrame
) -> dict[str, tuple[Track, dt.datetime]]:
    time, half = honest.time_s, len(honest.time_s) // 2
    near = (time > time[half]) & (time <= time[half] + 70)
    fastest = float(best["elapsed_s"].min())

    def shifted(metres: float) -> np.ndarray:
        jump = np.where(np.arange(len(time)) > half, metres / 111_200, 0.0)
        moved: np.ndarray = honest.lat + jump
        return moved

    ridden = np.cumsum(np.where(near, 15.0 * np.diff(time, prepend=0.0), 0.0)) / 111_200
    stops = np.where(np.arange(len(time)) > half, 240.0, 0.0)
    five = _seconds_over(honest, 5000.0)
    return {
        "none: really 10 % faster (control)": (
            replace(honest, time_s=time * 0.9 * fastest / five),
            _START,
        ),
        "duplicate, 3 s apart": (honest, began + dt.timedelta(seconds=3)),
        "copy in another time zone": (honest, began + dt.timedelta(hours=3)),
        "car for 1 km": (replace(honest, lat=honest.lat + ridden), _START),
        "bike typed as run": (replace(honest, time_s=time * 0.42), _START),
        "teleport of 400 m": (replace(honest, lat=shifted(400.0)), _START),
        "altitude drifting 40 m an hour": (
            replace(honest, altitude=honest.altitude + 40 * time / 3600),
            _START,
        ),
        "downhill-aided, 20 m/km": (
            replace(
                honest,
                time_s=time * 0.9 * fastest / five,
                altitude=honest.altitude[0] + 200 - 160 * time / time[-1],
            ),
            _START,
        ),
        "fast by the timer, paused for 4 min": (
            replace(honest, time_s=time * 0.98 * fastest / five + stops),
            _START,
        ),
        "one second under the best": (
            replace(honest, time_s=time * (fastest - 1) / five),
            _START,
        ),
    }


def _seconds_over(track: Track, metres: float) -> float:
    path = _path(track)
    starts = np.interp(path - metres, path, track.time_s, left=np.nan)
    return float(np.nanmin(track.time_s - starts))


def _path(track: Track) -> np.ndarray:
    north = np.diff(track.lat, prepend=track.lat[0]) * 111_100
    east = np.diff(track.lon, prepend=track.lon[0]) * 111_300 * np.cos(np.radians(track.lat))
    path: np.ndarray = np.cumsum(np.hypot(north, east))
    return path


def _track(log: TrainingLog) -> Track:
    samples = log.activity(_HONEST).samples.dropna(subset=["lat_deg", "altitude_m"])
    names = ("elapsed_s", "lat_deg", "lon_deg", "altitude_m")
    return Track(*(samples[name].to_numpy(dtype=np.float64) for name in names))


def _planted(
    home: Path,
    folder: Path,
    track: Track,
    start: dt.datetime,
    claims: tuple[str, ...] = _CLAIMS,
    *,
    belt: bool = False,
) -> tuple[list[str], int]:
    """Return the claims shown of the newest run with a track in the log, and how many runs.

    On a `belt` there are no positions, and the runner says that it was one.
    """
    copy = folder / "log"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    file = folder / ("planted.tcx" if belt else "planted.gpx")
    file.write_text((_tcx if belt else _gpx)(track, start), encoding="utf-8")
    with TrainingLog(copy, units="km", today=_TODAY) as log:
        known = set(log.runs()["run_id"])
        log.import_files([file], jobs=1)
        if belt:
            log.edit_run(log.run_id("last"), {"book": "treadmill"})
        wins = log.wins()
        new = wins[~wins["run_id"].isin(known) & wins["family"].isin(claims)]
        return [str(label) for label in new["label"]], len(log.runs())


def _gpx(track: Track, start: dt.datetime) -> str:
    head = (
        '<?xml version="1.0"?>\n<gpx version="1.1" creator="Garmin Connect" '
        'xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>'
    )
    body = "\n".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><ele>{height:.1f}</ele>'
        f"<time>{(start + dt.timedelta(seconds=second)).isoformat()}</time></trkpt>"
        for second, lat, lon, height in zip(
            track.time_s.tolist(), track.lat, track.lon, track.altitude, strict=True
        )
    )
    return f"{head}\n{body}\n</trkseg></trk></gpx>\n"


def _tcx(track: Track, start: dt.datetime) -> str:
    """Return what a watch keeps of a run without satellites: the clock and its own distance."""
    space = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    head = (
        f'<?xml version="1.0"?>\n<TrainingCenterDatabase xmlns="{space}"><Activities>'
        f'<Activity Sport="Running"><Id>{start.isoformat()}</Id>'
        f'<Lap StartTime="{start.isoformat()}"><TotalTimeSeconds>{track.time_s[-1]:.0f}'
        f"</TotalTimeSeconds><DistanceMeters>{_path(track)[-1]:.1f}</DistanceMeters><Track>"
    )
    body = "\n".join(
        f"<Trackpoint><Time>{(start + dt.timedelta(seconds=second)).isoformat()}</Time>"
        f"<DistanceMeters>{far:.1f}</DistanceMeters></Trackpoint>"
        for second, far in zip(track.time_s.tolist(), _path(track), strict=True)
    )
    return f"{head}\n{body}\n</Track></Lap></Activity></Activities></TrainingCenterDatabase>\n"
