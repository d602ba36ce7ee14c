"""How a page was computed, and how to make it again."""

from __future__ import annotations

from runwins.report.parts import BlockInput, Section, Sentences
from runwins.units import format_date


def section(block: BlockInput) -> Section:
    """Return what the numbers rest on."""
    runs = block.block_runs
    lines = [
        (
            f"Made with runwins {block.version} from {len(block.runs)} runs in the log, of which "
            f"{len(runs)} lie between {format_date(block.first)} and {format_date(block.last)}."
        ),
        (
            "Best efforts are the fastest stretch on the clock, stops included; they count only "
            "where the recording can be trusted. Moving time is without pauses and stops."
        ),
        (
            "A win compares with every earlier run of the same kind, road with road and trail with "
            "trail, and never with a later one. Each has an id: runwins explain ID tells the rule, "
            "its thresholds and the runs compared."
        ),
    ]
    rough = runs[runs["quality"] != "good"] if len(runs) else runs
    if len(rough):
        lines.append(
            f"{len(rough)} of the runs {'were' if len(rough) != 1 else 'was'} recorded with "
            "faults; what could not be trusted in them is left out."
        )
    if block.ladder is not None:
        lines.append(
            "Dates on the ladder come from recorded builds of runners who got to their start line. "
            "They are ranges, not promises."
        )
    lines.append(f"To make it again: {block.command}")
    return Section("method", "How this was computed", "", (Sentences(tuple(lines)),))
