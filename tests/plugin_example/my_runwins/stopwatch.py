"""The JSON files of an app called Stopwatch."""

import datetime as dt
import json

import numpy as np

from runwins import Activity
from runwins.errors import UnreadableFile
from runwins.importers.base import Recording, importer
from runwins.importers.samples import laps_frame, stream_frame


def is_stopwatch(content: bytes) -> bool:
    """Tell whether content is such a file; no other importer may say yes to it."""
    return content.startswith(b'{"stopwatch":')


@importer("stopwatch", recognises=is_stopwatch)
def read_stopwatch(recording: Recording) -> list[Activity]:
    """Read the JSON files of Stopwatch: a start, and seconds with metres."""
    told = json.loads(recording.content)
    if len(told["seconds"]) != len(told["metres"]):
        raise UnreadableFile("as many seconds as metres were expected")
    samples = stream_frame(np.array(told["seconds"]), {"distance_m": np.array(told["metres"])})
    return [
        Activity(
            source=recording.source,
            source_format="stopwatch",
            sport="running",
            start_time=dt.datetime.fromisoformat(told["start"]),
            samples=samples,
            laps=laps_frame([]),
        )
    ]
