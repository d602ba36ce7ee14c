"""A race's course measured: profile, totals, climbs and descents, stations along it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import pandas as pd

from runwins.course import Course
from runwins.metrics.course_climbs import course_climbs
from runwins.metrics.elevation import climbed, course_profile
from runwins.metrics.geodesy import Floats, steps_m
from runwins.metrics.grade import flat_equivalent
from runwins.metrics.stations import place_stations
from runwins.units import KM

_STEP_M = 5.0
_RELIABLE_M_PER_KM = 8.0
_UNKNOWN_M = 1_000.0
_SPARSE_M = 1_000.0
_ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class CourseProfile:
    """A course every 5 m, and what follows from that.

    Attributes
    ----------
    name
        The race's, or the file's.
    along_m
        Metres along the course.
    altitude_m
        At each of them, as a mean over 100 m; missing throughout where the file has none.
    lat_deg, lon_deg
        At each of them.
    distance_m
        Of the whole.
    ascent_m, descent_m
        About ±10 %: nine mountain courses came within 2.8 % of their official ascent at the
        median, 14 % at worst. Missing where altitudes are.
    lowest_m, highest_m
        Above the sea; missing where altitudes are.
    reliable
        Whether the ascent can be trusted: below 8 m a kilometre it is mostly the terrain model's
        noise over buildings and bridges.
    km_effort
        Kilometres plus a hundredth of the metres climbed; kilometres alone where those are unknown.
    flat_hr_m, flat_minetti_m
        Metres on the flat that are worth the same, by equal heart rate and by the cost of running
        after Minetti. Missing where altitudes are.
    climbs
        Frame `COURSE_CLIMBS`.
    stations
        Frame `STATIONS`, the finish last.
    start_clock_s
        The start's time of day in seconds since local midnight; ``None`` if nothing told.
    remarks
        What to know about the file, in sentences.
    """

    name: str
    along_m: Floats
    altitude_m: Floats
    lat_deg: Floats
    lon_deg: Floats
    distance_m: float
    ascent_m: float
    descent_m: float
    lowest_m: float
    highest_m: float
    reliable: bool
    km_effort: float
    flat_hr_m: float
    flat_minetti_m: float
    climbs: pd.DataFrame
    stations: pd.DataFrame
    start_clock_s: float | None
    remarks: tuple[str, ...]

    @property
    def has_altitude(self) -> bool:
        """Whether the file told how high it goes."""
        return bool(np.isfinite(self.altitude_m).any())

    def ascent_until(self, at_m: float) -> tuple[float, float]:
        """Return the metres up and down from the start to a place; missing where unknown."""
        if not self.has_altitude:
            return float("nan"), float("nan")
        return climbed(self.altitude_m[self.along_m <= at_m + _STEP_M / 2])


def measure_course(
    course: Course,
    start_clock_s: float | None = None,
    ascent_m: float | None = None,
    cutoff_s: float | None = None,
) -> CourseProfile:
    """Return what a course asks of a runner.

    Parameters
    ----------
    course
        As read from its file.
    start_clock_s
        The start's time of day, where the runner says it; else the file's. Cut-offs given as times
        of day need it.
    ascent_m
        The organiser's ascent: it enters the km-effort where the file's own cannot be trusted.
    cutoff_s
        The organiser's limit for the whole, where the file names none.
    """
    lat, lon, height = (
        course.points[name].to_numpy(dtype=np.float64)
        for name in ("lat_deg", "lon_deg", "altitude_m")
    )
    step = steps_m(lat, lon)
    along = np.concatenate([[0.0], np.cumsum(step)])
    remarks = [f"{problem[0].upper()}{problem[1:]}." for problem in course.problems]
    if float(step.max()) > _SPARSE_M:
        remarks.append(
            f"Points lie up to {step.max() / KM:.1f} km apart: the real way is longer than the "
            "line, and climbs in between are not seen."
        )
    grid, altitude = _on_grid(along, height, remarks)
    total = float(along[-1])
    moved = np.concatenate([[True], step > 0])
    lat5, lon5 = (
        np.interp(grid, along[moved], lat[moved]),
        np.interp(grid, along[moved], lon[moved]),
    )
    known = bool(np.isfinite(altitude).any())
    up, down = climbed(altitude) if known else (np.nan, np.nan)
    reliable = known and up / (total / KM) >= _RELIABLE_M_PER_KM
    if known and not reliable:
        remarks.append(
            f"The file's ascent of {up:.0f} m is unreliable: below {_RELIABLE_M_PER_KM:.0f} m a "
            "kilometre it is mostly noise of the terrain model."
        )
    counted = up if reliable or (known and ascent_m is None) else (ascent_m or 0.0)
    effort = total / KM + counted / 100.0
    start = start_clock_s if start_clock_s is not None else course.start_clock_s
    effort_along = _effort_along(grid, altitude)
    stations, said = place_stations(course.waypoints, grid, lat5, lon5, effort_along, start)
    if cutoff_s is not None and bool(stations["cutoff_s"].iloc[-1:].isna().all()):
        stations.loc[len(stations) - 1, "cutoff_s"] = cutoff_s
    return CourseProfile(
        name=course.name or PurePath(course.source).stem.replace("_", " "),
        along_m=grid,
        altitude_m=altitude,
        lat_deg=lat5,
        lon_deg=lon5,
        distance_m=total,
        ascent_m=up,
        descent_m=down,
        lowest_m=float(altitude.min()) if known else np.nan,
        highest_m=float(altitude.max()) if known else np.nan,
        reliable=reliable,
        km_effort=effort,
        flat_hr_m=float(flat_equivalent(grid, altitude, "hr")[-1]) if known else np.nan,
        flat_minetti_m=float(flat_equivalent(grid, altitude, "minetti")[-1]) if known else np.nan,
        climbs=course_climbs(grid, altitude),
        stations=stations,
        start_clock_s=start,
        remarks=(*remarks, *said),
    )


def _on_grid(along: Floats, height: Floats, remarks: list[str]) -> tuple[Floats, Floats]:
    """Return the course every 5 m and its altitude; say what is unknown of it."""
    total = float(along[-1])
    whole = np.append(np.arange(0.0, total, _STEP_M), total)
    known = np.isfinite(height)
    if known.sum() < 2:
        remarks.append("The file has no altitudes: ascent, climbs and grades are unknown.")
        return whole, np.full(len(whole), np.nan)
    told = np.concatenate([[0.0], along[known], [total]])
    silent = np.diff(told)
    if float(silent[silent > _UNKNOWN_M].sum()) > (1 - _ENOUGH) * total:
        remarks.append(
            f"The file has altitudes for a part of the way only (none over {silent.max() / KM:.1f} "
            "km in one place): ascent, climbs and grades are unknown."
        )
        return whole, np.full(len(whole), np.nan)
    grid, altitude = course_profile(along, height)
    return whole, np.interp(whole, grid, altitude)


def _effort_along(along: Floats, altitude: Floats) -> Floats:
    """Return the running km-effort at every point, kilometres alone where altitude is unknown."""
    if not np.isfinite(altitude).any():
        return np.asarray(along / KM)
    rise = np.maximum(np.diff(altitude), 0.0)
    return np.asarray(along / KM + np.concatenate([[0.0], np.cumsum(rise)]) / 100.0)
