"""A made-up piece of highland and the paths on it.

Everything is in metres on a plane: x east, y north of the hut. The hut is placed on an empty
plateau of northern Patagonia; neither the hills nor the paths exist there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HUT_LAT_DEG, HUT_LON_DEG = -41.35, -66.95
UTC_OFFSET_S = -3 * 3600  # America/Argentina/Salta: no summer time
STEP_M = 5.0

_RING_X, _RING_Y, _RING_M = -2000.0, 15_000.0, 7500.0
_RING_PEAKS = (330.0, 395.0, 350.0, 430.0, 370.0, 415.0, 340.0, 450.0, 380.0)
_CAIRN = (1180.0, 1120.0, 66.0, 330.0)
_A = 6_378_137.0
_E2 = 0.00669437999014


@dataclass(frozen=True)
class Path:
    """A way over the terrain, one point every `STEP_M`.

    Attributes
    ----------
    rough
        How many times longer a metre takes than on a road.
    """

    x: Array
    y: Array
    z: Array
    rough: float

    @property
    def length_m(self) -> float:
        """Length on the plane."""
        return (len(self.x) - 1) * STEP_M

    def cut(self, start_m: float, end_m: float) -> Path:
        """Return the part between two distances, walked backwards where end comes first."""
        first, last = round(start_m / STEP_M), round(end_m / STEP_M)
        chosen = np.arange(first, last + 1) if last >= first else np.arange(first, last - 1, -1)
        return Path(self.x[chosen], self.y[chosen], self.z[chosen], self.rough)

    def at(self, distance_m: Array) -> tuple[Array, Array, Array]:
        """Return x, y and z at distances from the start."""
        grid = np.arange(len(self.x)) * STEP_M
        x, y, z = (np.interp(distance_m, grid, values) for values in (self.x, self.y, self.z))
        return x, y, z


def join(*paths: Path) -> Path:
    """Return the paths one after the other; each starts where the one before ends."""
    parts = [paths[0], *(path.cut(STEP_M, path.length_m) for path in paths[1:])]
    x, y, z = (np.concatenate([getattr(part, axis) for part in parts]) for axis in "xyz")
    return Path(x, y, z, max(path.rough for path in paths))


def height(x: Array, y: Array) -> Array:
    """Return metres above the sea of points on the plane."""
    ground = 985.0 + 5.0 * np.sin(x / 610.0 + 0.6) + 4.0 * np.sin(y / 530.0) + y * 0.004
    east, north, tall, wide = _CAIRN
    ground = ground + tall * np.exp(-((x - east) ** 2 + (y - north) ** 2) / (2 * wide**2))
    for number, tall in enumerate(_RING_PEAKS):
        angle = 2 * math.pi * (number + 0.5) / len(_RING_PEAKS) - math.pi / 2
        east = _RING_X + _RING_M * math.cos(angle)
        north = _RING_Y + _RING_M * math.sin(angle)
        wide = 1120.0 + 60.0 * (number % 3)
        ground = ground + tall * np.exp(-((x - east) ** 2 + (y - north) ** 2) / (2 * wide**2))
    return ground


def to_degrees(x: Array, y: Array) -> tuple[Array, Array]:
    """Return latitude and longitude (WGS84) of points on the plane around the hut."""
    latitude = math.radians(HUT_LAT_DEG)
    w = math.sqrt(1 - _E2 * math.sin(latitude) ** 2)
    meridian, normal = _A * (1 - _E2) / w**3, _A / w
    lat = HUT_LAT_DEG + np.degrees(y / meridian)
    # the plane's metres stay metres away from the hut's own parallel
    lon = HUT_LON_DEG + np.degrees(x / (normal * np.cos(np.radians(lat))))
    return lat, lon


def _smooth(points: list[tuple[float, float]], rough: float, *, closed: bool = False) -> Path:
    """Return a Catmull-Rom curve through the points, resampled to equal steps."""
    knots = np.array(points, dtype=float)
    knots = (
        np.vstack([knots[-1], knots, knots[0], knots[1]])
        if closed
        else np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    )
    u = np.linspace(0, 1, 400, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(knots[:-3], knots[1:-2], knots[2:-1], knots[3:], strict=True):
        bend, twist = 2 * a - 5 * b + 4 * c - d, 3 * b - a - 3 * c + d
        pieces.append(0.5 * (2 * b + (c - a) * u + bend * u**2 + twist * u**3))
    curve = np.vstack([*pieces, knots[-2]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(curve, axis=0).T))])
    grid = np.arange(0.0, along[-1], STEP_M)
    x, y = (np.interp(grid, along, curve[:, axis]) for axis in (0, 1))
    return Path(x, y, height(x, y), rough)


def _ring(number: float, out_m: float = 0.0) -> tuple[float, float]:
    """Return a point of the ring of hills: `number` counts peaks, `out_m` away from its middle."""
    angle = 2 * math.pi * (number + 0.5) / len(_RING_PEAKS) - math.pi / 2
    reach = _RING_M + out_m
    return _RING_X + reach * math.cos(angle), _RING_Y + reach * math.sin(angle)


@cache
def paths() -> dict[str, Path]:
    """Return every way there is, by its name."""
    road = _smooth(
        [(0, 0), (900, 350), (2100, 300), (3400, 900), (5200, 1000), (7000, 1900), (9200, 1700),
         (12_500, 2500)],
        1.0,
    )  # fmt: skip
    lagoon = _smooth(
        [(0, 0), (-600, 420), (-1380, 460), (-1900, -70), (-1820, -710), (-1160, -1000),
         (-460, -575)],
        1.0, closed=True,
    )  # fmt: skip
    windpump = _smooth(
        [(0, 0), (690, -480), (1030, -1430), (480, -2520), (-710, -2910), (-1540, -2170),
         (-1280, -1200), (-600, -380)],
        1.0, closed=True,
    )  # fmt: skip
    approach = _smooth([(0, 0), (230, 160), (420, 420), (620, 560), (740, 640)], 1.0)
    cairn = _smooth([(740, 640), (830, 730), (880, 890), (1040, 990), (1180, 1120)], 1.0)
    trailhead = _ring(8.5, -300)
    saddle = _smooth(
        [trailhead, _ring(8.75, -950), _ring(9.0, -1100), _ring(9.17, -300), _ring(9.0, 700),
         _ring(8.72, 600)],
        1.1, closed=True,
    )  # fmt: skip
    rim = _smooth(
        [trailhead, _ring(8.8, -1150), _ring(9.1, -600), _ring(9.45, -350), _ring(9.65, -800),
         _ring(9.87, -250), _ring(9.8, 600), _ring(9.6, 500), _ring(9.35, 950), _ring(9.0, 450),
         _ring(8.75, 1000)],
        1.2, closed=True,
    )  # fmt: skip
    plateau = _smooth(
        [trailhead, _ring(8.3, 1000), _ring(8.0, 1500), _ring(7.6, 900), _ring(7.3, 1900),
         _ring(6.9, 1300), _ring(6.5, 600), _ring(6.0, 1500), _ring(5.5, 1000)],
        1.05,
    )  # fmt: skip
    ridge = _smooth(
        [trailhead, _ring(8.0, -620), _ring(7.5, 300), _ring(7.0, -520), _ring(6.5, 500),
         _ring(6.0, -650), _ring(5.5, 300), _ring(5.0, -700), _ring(4.5, 200), _ring(4.0, -500)],
        1.12,
    )  # fmt: skip
    race = _smooth(
        [point for n in range(9)
         for point in (_ring(n + 8.5, 900 if n % 2 else -900), _ring(n + 9, 60))],
        1.12, closed=True,
    )  # fmt: skip
    return {
        "road": road, "lagoon": lagoon, "windpump": windpump, "approach": approach, "cairn": cairn,
        "saddle": saddle, "rim": rim, "plateau": plateau, "ridge": ridge, "race": race,
    }  # fmt: skip


def ascent(z: Array) -> float:
    """Return the sum of all rises of a profile, without any threshold."""
    return float(np.clip(np.diff(z), 0, None).sum())
