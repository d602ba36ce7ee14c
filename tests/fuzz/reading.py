"""What must hold for any bytes at all: a run, or a reason; soon, and in little memory."""

from __future__ import annotations

import json
import math
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

from runwins.errors import NotARun, UnreadableFile
from runwins.importers import Member, find_members, read_member
from runwins.metrics.summary import measure
from runwins.model import Activity
from runwins.store import activity_of, facts_of, stream_codec

MOST_S = 2.0
"""Processor seconds that the smallest machine may take over a file of some hundred kB."""

_TABLES = Path(tempfile.mkdtemp(prefix="runwins-fuzz-", dir="/dev/shm"
                                if Path("/dev/shm").is_dir() else None))  # fmt: skip


def try_to_read(kind: str, content: bytes, *, also_measure: bool) -> int:
    """Read bytes as an import would; return how many runs they hold.

    Raises
    ------
    AssertionError
        When it took too long, or a run holds what cannot be.
    Exception
        Whatever reading lets through that is not a reason: a find.
    """
    began = time.process_time()
    runs = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for member in _members(kind, content):
            try:
                activities = read_member(member)
            except (NotARun, UnreadableFile) as reason:
                _says_something(str(reason))
                continue
            for activity in activities:
                runs += 1
                _can_be(activity)
                if also_measure:
                    _measured(activity)
    took = time.process_time() - began
    assert took < MOST_S, f"took {took:.1f} s"
    return runs


def _says_something(reason: str) -> None:
    assert reason.strip(), "a reason that says nothing"


def _members(kind: str, content: bytes) -> list[Member]:
    if kind != "strava":
        return [Member(f"a.{kind}", content=content)]
    table = _TABLES / "activities.csv"
    table.write_bytes(content)
    return list(find_members([table]))


def _can_be(activity: Activity) -> None:
    """Check what every later reckoning takes for granted."""
    elapsed = activity.samples["elapsed_s"].to_numpy()
    assert np.isfinite(elapsed).all()
    assert (np.diff(elapsed) > 0).all()
    first = 1990 if len(elapsed) else 1900
    assert first <= activity.start_time.year < 2101, activity.start_time
    assert activity.sport == "running"
    values = activity.samples.to_numpy()
    assert not np.isinf(values).any(), "an infinite sample"
    facts = facts_of(activity)
    json.dumps(facts, allow_nan=False)
    assert all(math.isfinite(end) and begin < end for begin, end in activity.pauses)


def _measured(activity: Activity) -> None:
    """Store, fetch and measure it, as an import does."""
    facts = json.loads(json.dumps(facts_of(activity)))
    samples = stream_codec.decode(stream_codec.encode(activity.samples))
    row = measure(activity_of(facts, samples)).row
    for name in ("distance_m", "elapsed_s", "moving_s", "ascent_m"):
        value = row.get(name)
        assert value is None or not isinstance(value, float) or not value < 0, (name, value)
