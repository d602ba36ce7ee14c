"""What is true and worth saying beside the wins, and never called one."""

from __future__ import annotations

import pandas as pd

from runwins.frames import REMARKS
from runwins.model import History


def find_remarks(history: History, wins: pd.DataFrame) -> pd.DataFrame:
    """Return frame `REMARKS`."""
    return REMARKS.empty()
