"""How a page was computed, and how to make it again."""

from __future__ import annotations

from runwins.metrics import METRICS_VERSION
from runwins.metrics.elevation import HYSTERESIS_M
from runwins.metrics.timing import STOP_S
from runwins.report.block_input import BlockInput
from runwins.report.parts import Section, Sentences
from runwins.report.sections.routes import LEAST_RUNS
from runwins.units import format_date


def section(block: BlockInput) -> Section:
    """Return what the numbers rest on."""
    runs = block.block_runs
    lines = [
        _made_from(block),
        (
            "Best efforts are the fastest stretch on the clock, stops included; they count only "
            "where the recording can be trusted. Moving time is without pauses and stops; a stop "
            f"is standing for {STOP_S:.0f} s or more. Height counts from {HYSTERESIS_M:.0f} m of "
            f"rise on, a route from {LEAST_RUNS} runs on."
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
            f"{_count(len(rough), 'run')} {'were' if len(rough) != 1 else 'was'} recorded with "
            f"faults; what could not be trusted in {'them' if len(rough) != 1 else 'it'} is left "
            "out."
        )
    if block.ladder is not None:
        lines.append(
            "Dates on the ladder come from recorded builds of runners who got to their start line. "
            "They are ranges, not promises."
        )
    lines.append(f"To make it again: {block.command}")
    return Section("method", "How this was computed", "", (Sentences(tuple(lines)),))


def _made_from(block: BlockInput) -> str:
    said = f"Made with runwins {block.version}, measuring {METRICS_VERSION}, from "
    if block.runs.empty:
        return f"{said}an empty log."
    inside, files = len(block.block_runs), block.runs["source_file"].nunique()
    days = f"{format_date(block.first)} and {format_date(block.last)}"
    return (
        f"{said}{_count(len(block.runs), 'run')} of {_count(files, 'file')} in the log, of which "
        f"{inside} {'lies' if inside == 1 else 'lie'} between {days}."
    )


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'s' if number != 1 else ''}"
