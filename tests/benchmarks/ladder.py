"""How long ``runwins ladder`` takes on a log of 3,000 runs, over what pandas takes to start.

    python tests/benchmarks/ladder.py [--runs 3000] [--home FOLDER]

The log is that of `report.py`: made-up runs of ten years toward a 50 km race; with --home it is
kept there and taken again. Processor time, the least of several starts of the command a runner
would type, so that other work on the machine does not count.
"""

from __future__ import annotations

import sys

from report import asked_log
from starting import MAIN, seconds

ALLOWED_S = 0.5
STARTS = 5


def main() -> None:
    """Print the table; end with 1 where the ladder takes longer than is allowed."""
    with asked_log(__doc__) as (home, count, scratch):
        env = {"RUNWINS_HOME": str(home), "RUNWINS_UNITS": "km", "RUNWINS_TODAY": "2026-10-24"}
        seconds(["-c", MAIN, "ladder"], 1, **env)  # whatever is cached is cached now
        pandas = seconds(["-c", "import pandas"], STARTS)
        ladder = seconds(["-c", MAIN, "ladder"], STARTS, **env)
        imagined = seconds(["-c", MAIN, "ladder", "--distance", "half", "--start", "10km"], STARTS,
                           RUNWINS_HOME=str(scratch / "nothing"))  # fmt: skip
    print(f"import pandas                           {pandas:5.2f} s")
    print(f"runwins ladder, {count:,} runs              {ladder:5.2f} s")
    over = ladder - pandas
    print(f"  over pandas' own start-up             {over:5.2f} s of {ALLOWED_S} s allowed")
    print(f"runwins ladder --start 10km, no log     {imagined:5.2f} s")
    sys.exit(1 if over > ALLOWED_S else 0)


if __name__ == "__main__":
    main()
