"""Files as strange as their formats allow, made from chance: mostly well built, wrong in places.

Everything is drawn from a `random.Random`. Hypothesis gives one that it can shrink, the long run a
seeded one, and the coverage-guided run one that reads the bytes it is guided by.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence
from typing import TypeVar

from runwins.importers.fit_file import checksum
from tests.importers.made_files import FIELDS, FIT_EPOCH, NUMBERS, START

T = TypeVar("T")
MESSAGES = ("file_id", "record", "record", "record", "session", "lap", "event", "activity",
            "sport", "unknown")  # fmt: skip
BASE_TYPES = {"B": (0x00, 0x02, 0x0A, 0x0D), "b": (0x01,), "H": (0x84, 0x8B), "I": (0x86, 0x8C),
              "i": (0x85,)}  # fmt: skip
ODD_TYPES = (0x07, 0x83, 0x88, 0x89, 0x8E, 0x8F, 0x90, 0x5F, 0xFF)
NUMBERS_AS_TEXT = (
    "0", "-0", "1", "-1", "3.5", "47.1", "181", "-999", "1e5", "1e308", "1e400", "-1e400", "nan",
    "-inf", "Infinity", "", " ", "4,7", "4 7", "0x1F", "1_000", "\u0664\u0667", "9" * 400, "--3",
    "1e-320", "true", "None", "²",
)  # fmt: skip
MOMENTS_AS_TEXT = (
    "", " ", "2026-05-03", "2026-05-03T06:00:00", "2026-05-03T06:00:60Z", "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "1969-12-31T23:59:59Z", "1e9",
    "20260503T060000Z",
    "2026-05-03T06:00:00+23:59", "2026-05-03T06:00:00-99:99", "9999-12-31T23:59:59-12:00",
    "0001-01-01T00:00:00+14:00", "2026-13-45T99:99:99Z", "2026-W18-7T06:00:00Z", "NaT", "now",
    "2026-05-03T06:00:00.999999999999Z", "2026-05-03T24:00:00Z", "+12026-05-03T06:00:00Z",
    "99999-05-03T06:00:00Z", "2026-05-03T06:00:00Z\x00",
)  # fmt: skip
WORDS = (
    "running", "Running", "9", "Biking", "Other", "", " ", "course", "=cmd|'/C calc'!A0",
    "\x1b]0;owned\x07", "<b>bold</b>", "../../etc/passwd", "\u202eevil", "a" * 3000, "\ufffe",
    "名前", "0", "nan", "Morning Run", "\r\nWIN fake",
)  # fmt: skip


def one(rng: random.Random, *usual: T, odd: Sequence[T] = (), how_odd: float = 0.03) -> T:
    """Return one of the usual things, or now and then an odd one."""
    return rng.choice(odd) if odd and rng.random() < how_odd else rng.choice(usual)


def seldom(rng: random.Random, how: float = 0.05) -> bool:
    """Say yes seldom."""
    return rng.random() < how


# -- FIT ---------------------------------------------------------------------------------------


def fit_file(rng: random.Random) -> bytes:
    """Return a FIT file, or several in a chain; sizes, counts, types and checksums may lie."""
    whole = b"".join(_fit_part(rng) for _ in range(1 + seldom(rng, 0.1)))
    return whole[: rng.randrange(len(whole) + 1)] if seldom(rng) else whole


def _fit_part(rng: random.Random) -> bytes:
    strange = rng.choice((0.0, 0.0, 0.02, 0.2))
    moment = START + rng.randrange(0, 90)
    names = [
        "file_id",
        *("record" for _ in range(rng.choice((0, 2, 4, 15)))),
        "session",
        "activity",
    ]
    names += [rng.choice(MESSAGES) for _ in range(rng.choice((0, 0, 2, 6)))]
    if seldom(rng, 0.2):
        rng.shuffle(names)
    body = b""
    for name in names:
        moment += one(rng, 1, 1, 5, odd=(0, -1, -3600, 86_400, 700_000, 2**31), how_odd=strange)
        body += _message(rng, name, moment, strange)
    head = one(rng, 14, 12, odd=(0, 1, 13, 255), how_odd=strange)
    size = one(rng, len(body), odd=(0, 1, 2**31, 2**32 - 1, len(body) + 9), how_odd=strange)
    header = struct.pack("<BBHI4s", head, 0x20, 2132, size, b".FIT")
    if head == 14:
        header += struct.pack("<H", checksum(header))
    sum_ = checksum(header + body)
    return header + body + struct.pack("<H", one(rng, sum_, odd=(0, 1), how_odd=strange))


def _message(rng: random.Random, name: str, moment: int, strange: float) -> bytes:
    """Return a definition and its message."""
    order = one(rng, "<", "<", ">")
    number = one(rng, 0, 1, 2, odd=(3, 15), how_odd=strange)
    given = {key: _fit_value(rng, key, code, moment, strange)
             for key, (_, code) in FIELDS[name].items() if not seldom(rng, 0.1)}  # fmt: skip
    fields, values = b"", b""
    for key, value in given.items():
        field, code = FIELDS[name][key]
        packed = struct.pack(order + code, value)
        size = one(rng, len(packed), odd=(0, 1, 3, 8, 255), how_odd=strange / 4)
        kind = one(rng, BASE_TYPES[code][-1], odd=(*BASE_TYPES[code], *ODD_TYPES), how_odd=strange)
        fields += bytes((field, size, kind))
        values += packed if not seldom(rng, strange / 4) else packed + b"\xff" * 3
    developer = seldom(rng, 0.05)
    count = one(rng, len(given), odd=(0, 255, len(given) + 1), how_odd=strange / 4)
    head = 0x40 | (0x20 if developer else 0) | number
    kind_of = one(rng, NUMBERS[name], odd=(0xFFFF, 207, 206, 78, 132), how_odd=strange)
    made = struct.pack(f"{order}BBBHB", head, 0, order == ">", kind_of, count) + fields
    if developer:
        made += bytes((1, one(rng, 0, 7), one(rng, 2, 1, 0), one(rng, 0, 3)))
        values += b"\x01\x02"
    if seldom(rng, 0.05) and number < 4:
        return made + bytes((0x80 | number << 5 | rng.randrange(32),)) + values
    return made + bytes((number,)) + values


def _fit_value(rng: random.Random, key: str, code: str, moment: int, strange: float) -> int:
    bits = 8 * struct.calcsize(code)
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if code in "bi" else (0, 2**bits - 1)
    if rng.random() < strange:
        return rng.choice((low, high, high - 1, 0, 1, rng.randint(low, high)))
    usual = {
        "timestamp": moment - FIT_EPOCH, "start_time": START - FIT_EPOCH,
        "time_created": START - FIT_EPOCH, "local_timestamp": moment + 7200 - FIT_EPOCH,
        "lat": 560_000_000 + (moment - START) * 300, "lon": 131_000_000, "altitude": 5500,
        "enhanced_altitude": 5500, "distance": 300 * max(moment - START, 0), "hr": 150,
        "cadence": 85, "sport": 1, "type": 4, "num_sessions": 1, "event_type": rng.choice((0, 4)),
        "elapsed": 1000 * max(moment - START, 0), "timer": 1000 * max(moment - START, 0),
    }.get(key, 1)  # fmt: skip
    return min(max(usual, low), high)


# -- GPX and TCX -------------------------------------------------------------------------------


def gpx_file(rng: random.Random) -> bytes:
    """Return a GPX file, its texts and its build now and then wrong."""
    tracks = "".join(_gpx_track(rng) for _ in range(one(rng, 1, 1, 2, odd=(0,))))
    extra = one(rng, "", "<metadata><time>2026-05-03T06:00:00Z</time></metadata>",
                odd=("<rte><rtept lat='1' lon='2'/></rte>", "<wpt lat='1' lon='2'/>"))  # fmt: skip
    name = one(rng, "gpx", odd=("x:gpx", "GPX", "html"))
    text = (f'<{name} version="1.1" creator="{_word(rng)}" '
            f'xmlns="http://www.topografix.com/GPX/1/1">{extra}{tracks}</{name}>')  # fmt: skip
    return _as_xml(rng, text)


def _gpx_track(rng: random.Random) -> str:
    other = f"<type>{_word(rng)}</type>"
    said = one(rng, "<type>running</type>", "", odd=(other,), how_odd=0.1)
    said += one(rng, "", f"<name>{_word(rng)}</name>", f"<desc>{_word(rng)}</desc>")
    at, parts = rng.choice((0, 0, 60, 40_000)), ""
    for _ in range(one(rng, 1, 1, 3, odd=(0,))):
        points = ""
        for _ in range(one(rng, 2, 5, 12, odd=(0, 1, 60))):
            at += one(rng, 1, 1, 5, odd=(0, -1, -3000, 9000))
            points += _gpx_point(rng, at)
        parts += f"<trkseg>{points}</trkseg>"
    return f"<trk>{said}{parts}</trk>"


def _gpx_point(rng: random.Random, at: int) -> str:
    time = _moment(rng, at)
    inside = "".join(
        f"<{tag}>{_number(rng, usual)}</{tag}>"
        for tag, usual in (("ele", 600.0), ("hr", 150), ("cad", 85), ("speed", 3.0), ("power", 200),
                           ("atemp", 20))
        if not seldom(rng, 0.4)
    )  # fmt: skip
    lat, lon = _number(rng, 47 + at * 3 / 111_195), _number(rng, 11.0)
    where = one(rng, f'lat="{lat}" lon="{lon}"', odd=("", f'lat="{lat}"', f'lon="{lon}"'))
    stamp = one(rng, f"<time>{time}</time>", odd=("", "<time/>", f"<time>{time}</time>" * 2))
    return f"<trkpt {where}>{stamp}<extensions><x:T>{inside}</x:T></extensions></trkpt>"


def tcx_file(rng: random.Random) -> bytes:
    """Return a TCX file, its texts and its build now and then wrong."""
    activities = "".join(_tcx_activity(rng) for _ in range(one(rng, 1, 1, 2, odd=(0,))))
    text = f"<Activities>{activities}</Activities>"
    text += one(rng, "", odd=("<Courses><Course/></Courses>", "<Workouts><Workout/></Workouts>"))
    return _as_xml(rng, f"<TrainingCenterDatabase>{text}</TrainingCenterDatabase>")


def _tcx_activity(rng: random.Random) -> str:
    at, laps = rng.choice((0, 0, 40_000)), ""
    for _ in range(one(rng, 1, 2, odd=(0,))):
        begin, points = at, ""
        for _ in range(one(rng, 2, 5, 12, odd=(0, 1, 60))):
            at += one(rng, 1, 1, 5, odd=(0, -1, -3000, 9000))
            points += _tcx_point(rng, at)
        sums = "".join(
            f"<{tag}>{_number(rng, usual)}</{tag}>"
            for tag, usual in (
                ("TotalTimeSeconds", at - begin),
                ("DistanceMeters", 3 * (at - begin)),
            )
            if not seldom(rng)
        )
        beats = f"<AverageHeartRateBpm><Value>{_number(rng, 150)}</Value></AverageHeartRateBpm>"
        laps += f'<Lap StartTime="{_moment(rng, begin)}">{sums}{beats}<Track>{points}</Track></Lap>'
    sport, moment = one(rng, "Running", odd=WORDS), _moment(rng, 0)
    told = f"<Notes>{_word(rng)}</Notes><Creator><Name>{_word(rng)}</Name></Creator>"
    return f'<Activity Sport="{sport}"><Id>{moment}</Id>{laps}{told}</Activity>'


def _tcx_point(rng: random.Random, at: int) -> str:
    inside = f"<Time>{_moment(rng, at)}</Time>"
    inside += (f"<Position><LatitudeDegrees>{_number(rng, 47 + at * 3 / 111_195)}</LatitudeDegrees>"
               f"<LongitudeDegrees>{_number(rng, 11)}</LongitudeDegrees></Position>")  # fmt: skip
    for tag, usual in (("AltitudeMeters", 600), ("DistanceMeters", 3 * at), ("Cadence", 85)):
        if not seldom(rng, 0.2):
            inside += f"<{tag}>{_number(rng, usual)}</{tag}>"
    inside += f"<HeartRateBpm><Value>{_number(rng, 150)}</Value></HeartRateBpm>"
    return f"<Trackpoint>{inside}</Trackpoint>"


def _number(rng: random.Random, usual: float) -> str:
    return one(rng, f"{usual:.6f}", odd=NUMBERS_AS_TEXT, how_odd=0.01)


def _moment(rng: random.Random, at: int) -> str:
    hours, rest = divmod(at % 86_400, 3600)
    text = f"2026-05-03T{hours:02d}:{rest // 60:02d}:{rest % 60:02d}Z"
    return one(rng, text, odd=MOMENTS_AS_TEXT, how_odd=0.005)


def _word(rng: random.Random) -> str:
    text = one(rng, "Loop", odd=WORDS, how_odd=0.2)
    return text if seldom(rng) else text.replace("&", "&amp;").replace("<", "&lt;")


def _as_xml(rng: random.Random, text: str) -> bytes:
    declared = one(rng, '<?xml version="1.0" encoding="UTF-8"?>', "",
                   odd=('<?xml version="1.0" encoding="latin-1"?>', '<?xml version="9"?>',
                        '<?xml version="1.0" encoding="no-such"?>', "<!DOCTYPE x>",
                        '<!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;">]>',
                        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'))  # fmt: skip
    if seldom(rng, 0.01):
        text = "<a>" * 3000 + text
    coding = one(rng, "utf-8", odd=("utf-16", "latin-1", "utf-8-sig", "utf-32"))
    content = (" " * one(rng, 0, odd=(10,)) + declared + text).encode(coding, "replace")
    return content[: rng.randrange(len(content) + 1)] if seldom(rng) else content


# -- Strava's table ----------------------------------------------------------------------------

HEADS = ("Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description",
         "Elapsed Time", "Distance", "Max Heart Rate", "Relative Effort", "Commute",
         "Activity Private Note", "Activity Gear", "Filename", "Athlete Weight", "Bike Weight",
         "Elapsed Time", "Moving Time", "Distance", "Max Speed", "Average Speed",
         "Elevation Gain")  # fmt: skip
DATES = ("May 29, 2022, 3:53:35 PM", "09.12.2022, 15:24:49", "6 mrt. 2024 14:23:15",
         "2 ago 2026, 12:20:32\u202fp.m.", "2018-09-12T15:02:23Z", "2026年5月3日 6:00:00",
         "Sep 31, 2022, 3:53:35 PM", "Dec 31, 9999, 11:59:59 PM", "Jan 1, 0001, 0:00:00 AM",
         "29 feb 2023 0:00", "", "13/13/13", "NaT", "31.12.9999, 25:61:61")  # fmt: skip


def strava_table(rng: random.Random) -> bytes:
    """Return an ``activities.csv``, of many years' builds, now and then ragged or odd."""
    heads = list(HEADS[: one(rng, len(HEADS), len(HEADS), odd=(10, 13, 18, 3))])
    heads += [f"More {at}" for at in range(one(rng, 0, 20, 80))]
    if seldom(rng):
        rng.shuffle(heads)
    comma = one(rng, ",", odd=(";", "\t", "|"))
    rows = [comma.join(heads)]
    for at in range(one(rng, 1, 5, odd=(0, 30))):
        cells = [_cell(rng, head, at) for head in heads]
        if seldom(rng):
            cells = cells[: rng.randrange(len(cells) + 1)]
        rows.append(comma.join(cells))
    text = one(rng, "\n", "\r\n", odd=("\r", "\n\n")).join(rows)
    content = text.encode(one(rng, "utf-8", odd=("utf-16", "cp1252", "utf-8-sig")), "replace")
    return content[: rng.randrange(len(content) + 1)] if seldom(rng) else content


def _cell(rng: random.Random, head: str, at: int) -> str:
    usual = {
        "Activity ID": str(1000 + at), "Activity Date": rng.choice(DATES),
        "Activity Type": one(rng, "Run", "Lauf", odd=WORDS),
        "Filename": one(rng, "", f"activities/{at}.fit.gz", odd=("#error#", "../x.fit", "/etc/x")),
        "Elapsed Time": str(1800 + at), "Moving Time": "1700.0", "Distance": "5000.5",
    }.get(head, "1.0")  # fmt: skip
    text = one(rng, usual, odd=(*NUMBERS_AS_TEXT, *WORDS), how_odd=0.02)
    return one(rng, '"' + text.replace('"', '""') + '"', odd=(text, f'"{text}', f"{text}\n"))


# -- damage ------------------------------------------------------------------------------------


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Return a file with a few places changed, left out, doubled, or put elsewhere."""
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        size = len(changed)
        if not size:
            break
        at, kind = rng.randrange(size), rng.randrange(8)
        long = rng.choice((1, 2, 4, 30, 300))
        if kind < 3:
            changed[at] = rng.choice((0, 0xFF, 0x7F, 0x80, rng.randrange(256)))
        elif kind == 3:
            del changed[at : at + long]
        elif kind == 4:
            changed[at:at] = changed[at : at + long]
        elif kind == 5:
            changed[at:at] = rng.randbytes(rng.choice((1, 3)))
        elif kind == 6:
            begin = rng.randrange(size)
            changed[at : at + long] = changed[begin : begin + long]
        else:
            del changed[at + size // 2 :]
    return bytes(changed)


MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "fit": fit_file,
    "gpx": gpx_file,
    "tcx": tcx_file,
    "strava": strava_table,
}
