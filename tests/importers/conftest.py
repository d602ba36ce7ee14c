"""What the tests of importers share: the recordings they make, and the runs of an archive."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runwins.errors import NotARun
from runwins.importers import find_members, read_member
from runwins.model import Activity

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def runs_in() -> Callable[[Path], list[Activity]]:
    """Return every run of an archive; what is no run is passed over."""

    def read(path: Path) -> list[Activity]:
        found: list[Activity] = []
        for member in find_members([path]):
            try:
                found += read_member(member)
            except NotARun:
                continue
        return found

    return read
