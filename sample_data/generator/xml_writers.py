"""Writers of GPX and TCX, the way phones, older watches and race organisers leave them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from xml.sax.saxutils import escape

from .fit_writer import laps
from .sensors import Recording
from .terrain import Array

_GPX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx creator="{creator}" version="1.1" xmlns="http://www.topografix.com/GPX/1/1"'
    ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
)
_TCX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
    ' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">\n'
)


def _utc(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def write_gpx(
    recording: Recording, start: dt.datetime, name: str, creator: str, kind: str
) -> bytes:
    """Return a recording as GPX; heart rate and cadence as extensions where there are any."""
    assert recording.lat_deg is not None  # noqa: S101
    assert recording.lon_deg is not None  # noqa: S101
    assert recording.altitude_m is not None  # noqa: S101
    out = [_GPX.format(creator=creator), f"<metadata><time>{_utc(start)}</time></metadata>\n"]
    out.append(f"<trk><name>{escape(name)}</name><type>{kind}</type><trkseg>\n")
    columns = (
        recording.t, recording.lat_deg, recording.lon_deg, recording.altitude_m,
        recording.hr_bpm, recording.cadence_rpm,
    )  # fmt: skip
    ends = {float(end) for _, end, _ in recording.pauses}
    for t, lat, lon, ele, hr, rpm in zip(*(c.tolist() for c in columns), strict=True):
        if t in ends:
            out.append("</trkseg><trkseg>\n")
        moment = _utc(start + dt.timedelta(seconds=t))
        out.append(
            f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{ele:.1f}</ele><time>{moment}</time>'
        )
        if not math.isnan(hr):
            out.append(
                "<extensions><gpxtpx:TrackPointExtension>"
                f"<gpxtpx:hr>{hr:.0f}</gpxtpx:hr><gpxtpx:cad>{rpm:.0f}</gpxtpx:cad>"
                "</gpxtpx:TrackPointExtension></extensions>"
            )
        out.append("</trkpt>\n")
    out.append("</trkseg></trk></gpx>\n")
    return "".join(out).encode()


def write_tcx(recording: Recording, start: dt.datetime, *, blanks: int = 0) -> bytes:
    """Return a recording as TCX with its laps.

    Parameters
    ----------
    blanks
        Blanks before the first line, as some services leave them.
    """
    assert recording.lat_deg is not None  # noqa: S101
    assert recording.lon_deg is not None  # noqa: S101
    assert recording.altitude_m is not None  # noqa: S101
    columns = (
        recording.t, recording.lat_deg, recording.lon_deg, recording.altitude_m,
        recording.distance_m, recording.hr_bpm, recording.cadence_rpm,
    )  # fmt: skip
    rows = list(zip(*(c.tolist() for c in columns), strict=True))
    out = [
        " " * blanks,
        _TCX,
        '<Activities><Activity Sport="Running">',
        f"<Id>{_utc(start)}</Id>\n",
    ]
    ends = {float(end) for _, end, _ in recording.pauses}
    for first, last, metres in laps(recording):
        begun = _utc(start + dt.timedelta(seconds=first))
        paused = sum(b - a for a, b, _ in recording.pauses if first <= a and b <= last)
        timer = last - first - paused
        out.append(
            f'<Lap StartTime="{begun}"><TotalTimeSeconds>{timer:.1f}</TotalTimeSeconds>'
            f"<DistanceMeters>{metres:.2f}</DistanceMeters><Intensity>Active</Intensity>"
            "<TriggerMethod>Distance</TriggerMethod><Track>\n"
        )
        for t, lat, lon, ele, metre, hr, rpm in rows:
            if not (first < t <= last or t == first == 0):
                continue
            if t in ends:
                out.append("</Track><Track>\n")
            moment = _utc(start + dt.timedelta(seconds=t))
            out.append(
                f"<Trackpoint><Time>{moment}</Time><Position><LatitudeDegrees>{lat:.6f}</LatitudeDegrees>"
                f"<LongitudeDegrees>{lon:.6f}</LongitudeDegrees></Position>"
                f"<AltitudeMeters>{ele:.1f}</AltitudeMeters><DistanceMeters>{metre:.2f}</DistanceMeters>"
                f"<HeartRateBpm><Value>{hr:.0f}</Value></HeartRateBpm>"
                f"<Extensions><ns3:TPX><ns3:RunCadence>{rpm:.0f}</ns3:RunCadence></ns3:TPX></Extensions>"
                "</Trackpoint>\n"
            )
        out.append("</Track></Lap>\n")
    out.append("</Activity></Activities></TrainingCenterDatabase>\n")
    return "".join(out).encode()


def write_course(
    name: str,
    points: tuple[Array, Array, Array],
    waypoints: Iterable[tuple[float, float, float, str, str]],
) -> bytes:
    """Return a race course as an organiser publishes it: waypoints, then a track without times."""
    out = [_GPX.format(creator="made up"), f"<metadata><name>{escape(name)}</name></metadata>\n"]
    for lat, lon, ele, label, text in waypoints:
        out.append(
            f'<wpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{ele:.0f}</ele><name>{escape(label)}</name>'
            f"<desc>{escape(text)}</desc></wpt>\n"
        )
    out.append(f"<trk><name>{escape(name)}</name><trkseg>\n")
    for lat, lon, ele in zip(*(axis.tolist() for axis in points), strict=True):
        out.append(f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>{ele:.1f}</ele></trkpt>\n')
    out.append("</trkseg></trk></gpx>\n")
    return "".join(out).encode()
