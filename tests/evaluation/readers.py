"""Do both readers of FIT say the same? Every file that both can read, channel by channel.

    python tests/evaluation/readers.py RECORDINGS

One reader is fast and strict, the other slow and patient; a run must not depend on which of them
read it. Of some hundred recordings the suite compares a few, this command compares all.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.errors import RunwinsError
from runwins.importers import Member, read_member
from runwins.importers.fit import read_slowly
from runwins.importers.fit_developer import added, as_told, with_power
from runwins.importers.fit_file import mend
from runwins.importers.fit_messages import beside, channels_of
from runwins.importers.samples import samples_of


def compared(path: Path) -> list[str] | None:
    """Return what differs in a recording; ``None`` where only one of the readers can read it."""
    member = Member(str(path))
    try:
        content = member.data()
        if content[8:12] != b".FIT":
            return None
        found = read_member(member)
    except RunwinsError:
        return None
    if len(found) != 1 or "#" in found[0].source.rpartition("/")[2]:
        return None
    problems: list[str] = []
    parts, _ = mend(content)
    if len(parts) != 1:
        return None
    messages, columns = read_slowly(parts[0], problems)
    if problems:
        return None
    columns = with_power(columns, messages)
    channels = {**channels_of(columns), **beside(columns), **added(columns)}
    patient = samples_of(columns.get("timestamp", np.empty(0)), channels)
    slow = pd.concat([patient.stream, as_told(patient.extras)], axis=1)
    fast = pd.concat([found[0].samples, found[0].extras], axis=1)
    if len(slow) != len(fast):
        return [f"{len(fast)} samples against {len(slow)}"]
    if set(slow) != set(fast):
        return [f"{name} by one of them alone" for name in set(slow) ^ set(fast)]
    return [
        name
        for name in fast
        if not np.allclose(slow[name], fast[name], rtol=1e-9, atol=1e-6, equal_nan=True)
    ]


def main() -> None:
    """Compare every recording below a folder and print how many there were."""
    count = unlike = 0
    for path in sorted(Path(sys.argv[1]).rglob("*")):
        told = compared(path) if path.is_file() else None
        if told is None:
            continue
        count += 1
        if told:
            unlike += 1
            print(f"{path}: {', '.join(told)}")
    print(f"{count} recordings that both can read, {unlike} differ")


if __name__ == "__main__":
    main()
