"""Wins: true, dated, explainable facts about what the runner did. One file a kind, all pure."""

from runwins.wins.base import CANDIDATES, detector, find_wins, kinds
from runwins.wins.explain import explain
from runwins.wins.remarks import find_remarks

__all__ = ["CANDIDATES", "detector", "explain", "find_remarks", "find_wins", "kinds"]
