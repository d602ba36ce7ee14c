"""Recordings → numbers: cleaned streams, times, best efforts, climbs, weeks. Pure functions."""

METRICS_VERSION = 13
"""Raised whenever a function of this package gives another result; stored results follow it."""
