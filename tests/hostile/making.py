"""Files made to do harm, each with the reason that must refuse it; small here, large unpacked."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from runwins.importers.fit_file import sealed
from tests.importers.made_files import gpx, point, run_fit, zipped

MB = 2**20
RUN = run_fit(60)
TEN_MILLION = 10_000_000
POINT = b'<trkpt lat="1" lon="1"/>'
GPX = b"<gpx><trk><type>running</type><trkseg>%b</trkseg></trk></gpx>"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file to make, and words of the reason that it must be refused with."""

    name: str
    make: Callable[[Path], object]
    reason: str


def doctype(inside: str, use: str) -> bytes:
    """A GPX file with a document type."""
    head, _, body = gpx(point(0) + point(1), name=use).partition("\n")
    return f"{head}\n<!DOCTYPE gpx [{inside}]>{body}".encode()


def laughs() -> bytes:
    """A billion laughs."""
    each = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return doctype(f'<!ENTITY l0 "lol">{each}', "&l9;")


def quadratic() -> bytes:
    """One long entity used often."""
    return doctype(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 20_000)


def gz_of(size: int) -> bytes:
    """A gz of zeros, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(bytes(MB)) for _ in range(size // MB)]
    return b"".join([*parts, packer.flush()])


def zip_of(name: str, size: int, inside: bytes = b"") -> bytes:
    """A zip of zeros."""
    held = io.BytesIO()
    archive = zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open(name, "w") as file:
        file.write(inside)
        for _ in range(size // MB):
            file.write(bytes(MB))
    return held.getvalue()


def nested(depth: int) -> bytes:
    """A zip in a zip in a zip, a run at the bottom."""
    content = RUN
    for at in range(depth):
        content = zipped({f"{at}.zip" if at else "run.fit": content, "b.txt": b"hello"})
    return content


def overlapping() -> bytes:
    """A zip whose directory names one packed file a thousand times."""
    content = zip_of("0.gpx", 8 * MB)
    end = content.rindex(b"PK\x05\x06")
    size, begin = struct.unpack_from("<II", content, end + 12)
    entry = content[begin : begin + size]
    many = b"".join(entry.replace(b"0.gpx", f"{at % 10}.gpx".encode()) for at in range(1000))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(many), begin, 0)
    return content[:begin] + many + tail


def lying_zip() -> bytes:
    """A zip whose directory says its member is small."""
    content = bytearray(zip_of("a.gpx", 64 * MB))
    at = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 1000)
    return bytes(content)


def link() -> bytes:
    """A zip with a symbolic link to the world outside."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        info = zipfile.ZipInfo("run.fit")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("b.txt", "hello")
    return held.getvalue()


def many_points(path: Path) -> None:
    """A GPX file of ten million points, as small as they can be."""
    with path.open("wb") as file:
        head, _, tail = (GPX % b"@").partition(b"@")
        file.write(head)
        for _ in range(10):
            file.write(POINT * (TEN_MILLION // 10))
        file.write(tail)


def timed_points(count: int) -> bytes:
    """A GPX file of many points with times."""
    one = b'<trkpt lat="1" lon="1"><time>2026-05-03T06:00:00Z</time></trkpt>'
    return GPX % (one * count)


def many_records() -> bytes:
    """A FIT file of ten million samples, three bytes each."""
    head = struct.pack("<BBBHB", 0x40, 0, 0, 0, 1) + bytes((0, 1, 0)) + b"\0\4"
    body = head + struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((3, 1, 2))
    whole = struct.pack("<BBHI4s", 12, 0x10, 2048, len(body) + 2 * TEN_MILLION, b".FIT") + body
    return whole + b"\0\x96" * TEN_MILLION + b"\0\0"


def broken_records() -> bytes:
    """A damaged FIT file of three million samples: only the careful reader would take it."""
    head = struct.pack("<BBBHB", 0x40, 0, 0, 0, 1) + bytes((0, 1, 0)) + b"\0\4"
    body = head + struct.pack("<BBBHB", 0x40, 0, 0, 20, 1) + bytes((3, 1, 2))
    whole = struct.pack("<BBHI4s", 12, 0x10, 2048, 2**31, b".FIT") + body
    return whole + b"\0\x96" * 3_000_000 + b"\x4f\xff"


def lying_fit(size: int = 2**32 - 1, count: int = 255) -> bytes:
    """A FIT file whose header promises 4 GB and whose definition promises 255 fields."""
    body = struct.pack("<BBBHB", 0x40, 0, 0, 20, count) + bytes((253, 4, 0x86))
    return struct.pack("<BBHI4s", 12, 0x10, 2048, size, b".FIT") + body


def far_away() -> bytes:
    """Times of year 9999, between places that are not on earth."""
    points = "".join(
        f'<trkpt lat="{lat}" lon="inf"><time>9999-12-31T23:59:{at:02d}Z</time></trkpt>'
        for at, lat in enumerate(("nan", "1e308", "-inf", "999"))
    )
    return gpx(points).encode()


def table(*rows: str) -> bytes:
    """A log kept by hand."""
    return "\n".join(("date,km,time,name", *rows)).encode()


def files() -> Iterator[Hostile]:
    """Yield every hostile file."""

    def put(content: Callable[[], bytes]) -> Callable[[Path], object]:
        return lambda path: path.write_bytes(content())

    known: tuple[tuple[str, Callable[[], bytes], str], ...] = (
        ("billion-laughs.gpx", laughs, "document type"),
        ("quadratic-blowup.gpx", quadratic, "document type"),
        ("external-entity.gpx",
         lambda: doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"), "document type"),
        ("external-dtd.tcx", lambda: b'<!DOCTYPE x SYSTEM "http://localhost/x.dtd">'
         b"<TrainingCenterDatabase/>", "document type"),
        ("parameter-entity.gpx",
         lambda: doctype('<!ENTITY % x SYSTEM "file:///dev/zero"> %x;', "a"), "document type"),
        ("plain-doctype.gpx", lambda: doctype("", "a"), "document type"),
        ("entity.xml", lambda: b'<!DOCTYPE HealthData [<!ENTITY a "aaaa">]><HealthData>&a;'
         b"</HealthData>", "entit|no run|not a"),
        ("bomb.zip", lambda: zip_of("a.gpx", 160 * MB, b"<gpx>"), "unpacks to"),
        ("overlapping.zip", overlapping, "times its size|damaged|overlap"),
        ("lying.zip", lying_zip, "times its size|damaged"),
        ("slip.zip", lambda: zipped({"../../../etc/cron.d/run.fit": RUN, "b.txt": b"hello"}),
         "leads out of the archive"),
        ("absolute.zip", lambda: zipped({"/etc/run.fit": RUN, "C:\\run.fit": RUN}),
         "leads out of the archive"),
        ("link.zip", link, "a link, not a file"),
        ("nested.zip", lambda: nested(6), "zip inside a zip"),
        ("bomb.gpx.gz", lambda: gz_of(160 * MB), "times its size"),
        ("bomb-in-bomb.gz", lambda: gzip.compress(gz_of(160 * MB)), "times its size"),
        ("deep.gpx", lambda: b"<gpx>" + b"<a>" * 2_000_000, "deep"),
        ("long-text.gpx", lambda: b"<gpx><trk><name>" + b"a" * (60 * MB), "letters"),
        ("wide-attribute.gpx", lambda: b'<gpx creator="' + b"a" * (60 * MB) + b'">', "tag"),
        ("timed-points.gpx", lambda: timed_points(900_000), "points"),
        ("ten-million.fit", many_records, "samples|large"),
        ("broken-million.fit", broken_records, "samples|large|damaged"),
        ("lying-size.fit", lying_fit, "cut off|damaged"),
        ("lying-count.fit", lambda: sealed(b"\x10\0\x08", lying_fit()[12:] * 100), "damaged|cut"),
        ("year-9999.gpx", far_away, "needs a date"),
        ("year-9999.csv", lambda: table("9999-12-31,5,25:00,x"), "no date"),
        ("below-zero.csv", lambda: table("2026-05-03,-5,-25:00,x", "2026-05-04,nan,inf,x"),
         "no date that can be read, with a distance"),
    )  # fmt: skip
    for name, content, reason in known:
        yield Hostile(name, put(content), reason)
    yield Hostile("ten-million.gpx", many_points, "MiB|points")
