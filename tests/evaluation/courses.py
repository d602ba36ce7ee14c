"""Courses against what their organisers say of them: length and ascent.

    RUNWINS_CORPUS=… python tests/evaluation/courses.py

writes ``tests/evaluation/courses.md``. The organisers' figures stand in ``courses.csv``, with who
told them. The command ends with 1 where the median error of the ascents is more than 3 %.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.importers.course_file import read_course
from runwins.metrics.course import measure_course

HERE = Path(__file__).parent
LIMIT = 0.03
ABOUT = """# Courses held against their organisers' figures

Made by `RUNWINS_CORPUS=… python tests/evaluation/courses.py` from the courses whose length or
ascent an organiser tells. Ascent: median error {ascent:.1%} of {climbing} courses (asked: at most
3 %). Length: median error {length:.1%} of {all}; organisers round to kilometres, and a file cuts
corners. *Rises* is the sum of all rises between the file's points: more ascent than that no rule
can find. Where it is less than the organiser's figure (marked \\*), the file's altitudes come from
a coarse terrain model. Of a city's course the ascent is said to be unreliable.

"""
HEAD = ("course", "length, km", "ours", "off", "ascent, m", "ours", "off", "rises", "reliable",
        "told by")  # fmt: skip


def measured(corpus: Path) -> pd.DataFrame:
    """Return the organisers' figures with ours beside them."""
    official = pd.read_csv(HERE / "courses.csv")
    ours = []
    for name in official["file"]:
        (path,) = (corpus / "routes").rglob(name)
        course = read_course(path)
        profile = measure_course(course)
        height = course.points["altitude_m"].dropna().to_numpy()
        ours.append(
            {
                "our_km": profile.distance_m / 1000,
                "our_m": profile.ascent_m,
                "rises_m": float(np.maximum(np.diff(height), 0.0).sum()),
                "reliable": profile.reliable,
            }
        )
    table = pd.concat([official, pd.DataFrame(ours)], axis=1)
    table["length_off"] = table["our_km"] / table["length_km"] - 1
    table["ascent_off"] = table["our_m"] / table["ascent_m"] - 1
    return table


def as_markdown(table: pd.DataFrame) -> str:
    """Return the table."""
    rows = [HEAD, tuple("---" for _ in HEAD)]
    for one in table.sort_values("ascent_off").to_dict("records"):
        told = np.isfinite(one["ascent_m"])
        star = "\\*" if told and one["rises_m"] < one["ascent_m"] else ""
        rows.append((
            one["race"], f"{one['length_km']:g}", f"{one['our_km']:.1f}",
            f"{one['length_off']:+.1%}", f"{one['ascent_m']:.0f}" if told else "–",
            f"{one['our_m']:.0f}", f"{one['ascent_off']:+.1%}" if told else "–",
            f"{one['rises_m']:.0f}{star}", "yes" if one["reliable"] else "no", one["told_by"],
        ))  # fmt: skip
    about = ABOUT.format(
        ascent=table["ascent_off"].abs().median(), climbing=table["ascent_off"].notna().sum(),
        length=table["length_off"].abs().median(), all=len(table),
    )  # fmt: skip
    return about + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> None:
    """Write the table, and print it."""
    table = measured(Path(os.environ["RUNWINS_CORPUS"]))
    text = as_markdown(table)
    (HERE / "courses.md").write_text(text, encoding="utf-8")
    print(text)
    sys.exit(1 if table["ascent_off"].abs().median() > LIMIT else 0)


if __name__ == "__main__":
    main()
