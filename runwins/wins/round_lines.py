"""The round times that runners run for, by distance, in seconds and slowest first."""

from __future__ import annotations

from runwins.units import HALF_MARATHON, KM, MARATHON, MILE, parse_duration

_MINUTES = {
    KM: "8:00 7:00 6:00 5:30 5:00 4:30 4:00 3:45 3:30 3:15 3:00",
    MILE: "13:00 12:00 11:00 10:00 9:00 8:00 7:30 7:00 6:30 6:00 5:30 5:00",
    5 * KM: "45:00 40:00 35:00 30:00 27:30 25:00 24:00 23:00 22:00 21:00 20:00 19:00 18:00 17:00"
    " 16:00 15:00",
    10 * KM: "90:00 80:00 70:00 60:00 55:00 50:00 48:00 46:00 45:00 44:00 42:00 40:00 38:00 36:00"
    " 35:00 34:00 32:00 30:00",
    HALF_MARATHON: "3:00:00 2:45:00 2:30:00 2:15:00 2:00:00 1:55:00 1:50:00 1:45:00 1:40:00"
    " 1:35:00 1:30:00 1:25:00 1:20:00 1:15:00 1:10:00",
    MARATHON: "6:00:00 5:30:00 5:00:00 4:45:00 4:30:00 4:15:00 4:00:00 3:50:00 3:45:00 3:40:00"
    " 3:30:00 3:20:00 3:15:00 3:10:00 3:00:00 2:55:00 2:50:00 2:45:00 2:40:00 2:35:00 2:30:00",
}

LINES = {
    distance: tuple(parse_duration(line) for line in lines.split())
    for distance, lines in _MINUTES.items()
}
