"""The race to come, as its organiser would publish it."""

from __future__ import annotations

import datetime as dt

import numpy as np

from .calendar import LOCAL
from .planted import RACE_DAY
from .terrain import paths, to_degrees
from .xml_writers import write_course

NAME = "Stone Ring 50"
_AID = (
    (11.2, "Aid 1: Corral", 10, 10), (21.8, "Aid 2: Two Lagoons", 12, 45),
    (33.4, "Aid 3: Shearing Shed", 15, 30), (42.6, "Aid 4: Last Saddle", 17, 30),
)  # fmt: skip


def course() -> bytes:
    """Return the course as GPX: aid stations with their cut-off times, then the track."""
    path = paths()["race"]
    along = np.arange(0.0, path.length_m, 25.0)
    x, y, z = path.at(along)
    lat, lon = to_degrees(x, y)
    start = dt.datetime.fromisoformat(f"{RACE_DAY}T07:00").replace(tzinfo=LOCAL)
    spots = [(0.0, "Start", f"Start {start:%H:%M}, Saturday {RACE_DAY}")]
    for km, name, hour, minute in _AID:
        after = f"{hour - start.hour}:{minute:02d} h after the start"
        text = f"km {km}, water and food, cut-off {hour:02d}:{minute:02d} ({after})"
        spots.append((km, name, text))
    text = "km 50.0, cut-off 19:00 (12:00 h after the start)"
    spots.append((path.length_m / 1000, "Finish", text))
    waypoints = []
    for km, name, text in spots:
        px, py, pz = path.at(np.array([km * 1000]))
        plat, plon = to_degrees(px, py)
        waypoints.append((float(plat[0]), float(plon[0]), float(pz[0]), name, text))
    return write_course(NAME, (lat, lon, z), waypoints)
