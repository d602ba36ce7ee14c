"""How high do runs climb, by the watch and by runwins? Every barometric run, and who is right.

    RUNWINS_CORPUS=… python tests/evaluation/ascent.py

writes ``tests/evaluation/ascent.md`` from every recording of the archives whose altitude came from
a barometer and whose watch says 50 m of ascent or more. Where runwins has less than 0.84 of that or
more than 1.11, three witnesses are asked: the recorded altitude itself, whose rises no ascent can
exceed; whether it trembles, for water in the port reads as climbing and watches count part of it;
and the ground, where at least half of the run led over the same places twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from runwins.errors import RunwinsError
from runwins.importers import find_members, read_member
from runwins.metrics.elevation import centred_mean, climbed
from runwins.metrics.geodesy import Floats
from runwins.metrics.summary import measure
from runwins.model import Activity

HERE = Path(__file__).parent
ARCHIVES = {"irvingbennett": "trail", "arthurfsy2": "treadmill", "wasabi": "road"}
LEAST_M = 50.0
LOW, HIGH = 0.84, 1.11
TREMBLES = 1.85
SHAKE_S = 31
SMOOTH_S = 9
OTHERS = {
    (5, 3.0): (0.054, 0.102), (9, 2.0): (0.079, 0.196), (9, 2.5): None, (9, 3.0): (0.048, 0.070),
    (9, 4.0): (0.075, 0.140), (15, 3.0): (0.063, 0.085),
}  # fmt: skip
"""Seconds of the mean and metres of the turn, and how far the ascent was off the watch's on 1,379
recorded runs of six families of watches: the mean of the families' medians, and the worst one."""
FAMILIES = ("garmin 3638", "garmin 4575", "Ambit3")
"""Of the six families, those of which recordings are at hand."""
M_PER_DEG = 111_320.0
CELL_M = 12.0
APART_S = 240.0
HALF = 0.5


@dataclass(frozen=True)
class Climbed:
    """The ascent of a run as both tell it.

    Attributes
    ----------
    archive, start, watch
        Which run, and what recorded it.
    told_m, ours_m
        The watch's ascent (``nan`` where it says none), and ours.
    rises_m
        The sum of all rises of the recorded altitude, unsmoothed.
    range_m
        From its lowest to its highest.
    shake_m
        Standard deviation of the recorded altitude around its own mean over half a minute.
    ground_m
        The ascent where each place is as high as at the mean of all visits; ``nan`` where less than
        half of the run came back to its places.
    others_m
        The ascent by each of `OTHERS`.
    by_rule_m
        What another program made of the rule, where it saw this recording; ``nan`` elsewhere.
    """

    archive: str
    start: str
    watch: str
    told_m: float
    ours_m: float
    rises_m: float
    range_m: float
    shake_m: float
    ground_m: float
    others_m: tuple[float, ...]
    by_rule_m: float

    @property
    def ratio(self) -> float:
        """Ours over the watch's."""
        return self.ours_m / self.told_m


def runs(corpus: Path) -> Iterator[Climbed]:
    """Yield every barometric run of the archives whose watch says 50 m or more."""
    truth = pd.read_csv(corpus / "truth" / "ascent.csv")
    by_rule = dict(zip(truth["file"], truth["rule_new_guard_9s_h3"], strict=True))
    for folder, archive in ARCHIVES.items():
        for member in find_members([corpus / "archives" / folder]):
            try:
                activities = list(read_member(member))
            except (RunwinsError, OSError):
                continue
            for run in activities:
                if (run.totals.ascent_m or 0.0) >= LEAST_M:
                    row = measure(run).row
                    if row["ascent_source"] == "baro":
                        known = by_rule.get(Path(run.source).name, np.nan)
                        yield compared(run, row["ascent_m"], archive, known)


def compared(run: Activity, ours_m: float, archive: str, by_rule_m: float) -> Climbed:
    """Return the ascent of a run as both tell it, with what else speaks of it."""
    known = np.isfinite(run.samples["altitude_m"].to_numpy())
    height = run.samples["altitude_m"].to_numpy()[known]
    time = run.samples["elapsed_s"].to_numpy()[known]
    second = np.arange(time[0], time[-1] + 1)
    every = np.interp(second, time, height)
    return Climbed(
        archive, f"{run.start_time:%Y-%m-%d %H:%M}", run.device or "",
        run.totals.ascent_m or np.nan, ours_m, float(np.maximum(np.diff(height), 0.0).sum()),
        float(np.ptp(height)), float(np.std(every - centred_mean(every, SHAKE_S))),
        ground(run, second, every),
        tuple(climbed(centred_mean(every, wide), turn)[0] for wide, turn in OTHERS), by_rule_m,
    )  # fmt: skip


def ground(run: Activity, second: Floats, height: Floats) -> float:
    """Return the ascent over places, each as high as at the mean of all visits to it."""
    seen = run.samples[["elapsed_s", "lat_deg", "lon_deg"]].dropna().to_numpy()
    if len(seen) < 2:
        return np.nan
    lat, lon = (np.interp(second, seen[:, 0], seen[:, column]) for column in (1, 2))
    cell = np.column_stack([lat, lon * np.cos(np.radians(lat[0]))]) * M_PER_DEG // CELL_M
    table = pd.DataFrame(cell, columns=["north", "east"]).assign(at=second, height=height)
    places = table.groupby(["north", "east"])
    apart = places["at"].transform("max") - places["at"].transform("min")
    if (apart > APART_S).mean() < HALF:
        return np.nan
    return climbed(centred_mean(places["height"].transform("mean").to_numpy(), SMOOTH_S))[0]


def against_the_watch(one: Climbed) -> list[str]:
    """Return what speaks against the watch's ascent; nothing where nothing does."""
    words = []
    if one.told_m > one.rises_m:
        words.append(f"all rises of its own altitude come to {one.rises_m:.0f} m")
    elif one.rises_m > TREMBLES * one.ours_m:
        words.append("the altitude trembles")
    if not LOW <= one.ratio <= HIGH and np.isfinite(one.ground_m):
        words.append(f"over the same places twice: {one.ground_m:.0f} m")
    return words


ABOUT = """# Ascent held against the watch's own

Made by `RUNWINS_CORPUS=… python tests/evaluation/ascent.py` from every recording of three archives
whose altitude came from a barometer and whose watch says 50 m of ascent or more.

| ours over the watch's | runs | median | 5 % | 95 % | within .84–1.11 |
| --- | --- | --- | --- | --- | --- |
{summary}
The rules were chosen on 1,379 recorded runs of six families of watches: median .987, nine in ten
within .84–1.11. Here too nine in ten lie there; but {few} runs are fewer, and the lowest twentieth
of them is two runs. The program that was measured on the 1,379 left its own ascent of {same_of} of
these {few} runs: {same} are ours within 1 % or 1 m, and its 5 % lies at {its_low:.3f} as well. The
.84 is a figure of that larger set, not of another rule.

Of the {low} runs below .84 the recording itself refutes the watch in {refuted}: it says more than
all rises of its own altitude, or counts a tremble. Where neither is so, the last line, no run lies
outside .84–1.11. The lowest stand first, with what speaks against the watch. *Rises* is the sum of
all rises of the recorded altitude, *range* from the lowest to the highest, *shakes* its standard
deviation around its own mean over half a minute. An altitude *trembles* where its rises come to
1.85 times our ascent or more: rain or sweat in the port, from one minute to the next and to the
end. Whoever counts that as climbing would meet these watches, and be wrong.

In the six lowest runs the altitude was looked at second by second. In one it is smooth, twice round
the same 12 m of hill, and nothing in it makes the watch's 109 m. In four a smooth line begins to
jump by 2–15 m within seconds, in the 26th, 36th or 50th minute and from then on, and the watch
counts those jumps; where one of them came back to its places, the ground climbs less than either
says. In the last a tremble of 1–3 m lies on real hills. Other rules (ours is 9 s, 3 m):

| mean over | turn of | all: median | 5 % | 95 % | off the watch on 1,379 runs | the worst family |
| --- | --- | --- | --- | --- | --- | --- |
{others}
A turn of 2–2.5 m would bring these {few} runs to the watches by counting the tremble: on 1,379 runs
2 m is off by half as much again, and in one family by a fifth; a parabola through 2, 3 and 4 m
has its least at 3.0 m there. In 14 more settings tried here (means of 5 to 11 s, a median before
the mean, a turn by the run's own noise) the lowest twentieth rises only as far as flat runs climb:
where the watch says 20–50 m, 2.5 m adds 1 m at the median and 4 m at the 95 %. The rule stays.

"""
HEAD = ("archive", "start (UTC)", "watch", "its ascent, m", "ours, m", "ratio", "rises, m",
        "range, m", "shakes, m", "against the watch")  # fmt: skip


def as_markdown(found: list[Climbed]) -> str:
    """Return the table."""
    every = np.array([one.ratio for one in found])
    calm = np.array([
        one.ratio for one in found if one.told_m <= one.rises_m <= TREMBLES * one.ours_m
    ])  # fmt: skip
    known = np.array([any(family in one.watch for family in FAMILIES) for one in found])
    ours, other = (np.array([getattr(one, of) for one in found]) for of in ("ours_m", "by_rule_m"))
    seen = np.isfinite(other)
    same = np.abs(ours - other)[seen] <= np.maximum(1.0, 0.01 * other[seen])
    its_own = other[seen] / np.array([one.told_m for one in found])[seen]
    low = [one for one in found if one.ratio < LOW]
    summary = "".join(
        f"| {name} | {len(of)} | {np.median(of):.3f} | {np.quantile(of, 0.05):.3f} "
        f"| {np.quantile(of, 0.95):.3f} | {np.mean((of >= LOW) & (of <= HIGH)):.0%} |\n"
        for name, of in (
            ("all", every),
            ("of the six families", every[known]),
            ("altitude neither trembles nor denies it", calm),
        )
    )  # fmt: skip
    told = np.array([one.told_m for one in found])
    others = "".join(
        f"| {wide} s | {turn:g} m | {np.median(of):.3f} | {np.quantile(of, 0.05):.3f} "
        f"| {np.quantile(of, 0.95):.3f} | {'not tried' if off is None else f'{off[0]:.1%}'} "
        f"| {'–' if off is None else f'{off[1]:.1%}'} |\n"
        for (wide, turn), off, of in zip(
            OTHERS, OTHERS.values(), np.array([one.others_m for one in found]).T / told, strict=True
        )
    )  # fmt: skip
    rows = [HEAD, tuple("---" for _ in HEAD)]
    rows += [
        (
            one.archive, one.start, one.watch, f"{one.told_m:.0f}", f"{one.ours_m:.0f}",
            f"{one.ratio:.2f}", f"{one.rises_m:.0f}", f"{one.range_m:.0f}", f"{one.shake_m:.2f}",
            "; ".join(against_the_watch(one)) or "–",
        )
        for one in sorted(found, key=lambda one: one.ratio)
    ]  # fmt: skip
    about = ABOUT.format(
        summary=summary, others=others, few=len(found), low=len(low),
        refuted=sum(bool(against_the_watch(one)) for one in low), same=same.sum(),
        same_of=len(same), its_low=np.quantile(its_own, 0.05),
    )  # fmt: skip
    return about + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> None:
    """Write the table, and print its head."""
    text = as_markdown(list(runs(Path(os.environ["RUNWINS_CORPUS"]))))
    (HERE / "ascent.md").write_text(text, encoding="utf-8")
    print(text[: text.index("The rules were")])


if __name__ == "__main__":
    main()
