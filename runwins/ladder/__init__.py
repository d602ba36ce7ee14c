"""A goal and a history become a ladder: small, dated, true steps with the race on top."""

from runwins.ladder.base import Dimension, kinds
from runwins.ladder.build import build_ladder

__all__ = ["Dimension", "build_ladder", "kinds"]
