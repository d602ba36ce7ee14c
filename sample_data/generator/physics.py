"""How a body moves over the terrain: speed, gait, heart rate, second by second.

The energy price of a slope is the equal-heart-rate curve that runs of many people show (Strava
Engineering, "An Improved GAP Model"), as a quartic in per cent.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from .terrain import STEP_M, Array, Path

REST_BPM, RANGE_BPM, MAX_BPM = 60.0, 112.0, 187.0
WALK_MPS = 1.45


@dataclass(frozen=True)
class Stop:
    """Standing still.

    Attributes
    ----------
    how
        ``stand``: the watch runs on; ``auto``: the watch pauses by itself; ``button``: the runner
        pauses it.
    """

    at_m: float
    seconds: float
    how: str = "stand"


@dataclass(frozen=True)
class Plan:
    """What the runner means to do on one run.

    Attributes
    ----------
    threshold_mps
        Speed the runner could hold for an hour on the flat, on that day.
    effort
        Distances (m) and effort there as a share of the threshold, interpolated.
    walks
        Distances between which the runner walks on purpose.
    air_c
        Temperature of the air.
    """

    path: Path
    threshold_mps: float
    effort: tuple[tuple[float, float], ...]
    walks: tuple[tuple[float, float], ...] = ()
    stops: tuple[Stop, ...] = ()
    air_c: float = 14.0
    wander: float = 0.02
    fade_per_hour: float = 0.012


@dataclass
class Truth:
    """What really happened, one value a second from second 0; the arrays have equal length."""

    s: Array
    z: Array
    v: Array
    hr: Array
    spm: Array
    walking: Array
    pauses: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def seconds(self) -> int:
        """Seconds from start to end."""
        return len(self.s) - 1


def slope_price(grade_percent: Array) -> Array:
    """Return how many times dearer a metre is at a grade, 1 on the flat."""
    g = np.clip(grade_percent, -32.0, 32.0)
    price: Array = 1 + 0.0311420 * g + 0.00184586 * g**2 - 3.87120e-6 * g**3 - 4.12091e-7 * g**4
    return price


def run(plan: Plan, rng: np.random.Generator) -> Truth:
    """Return what the body does when it follows the plan to the end of the path."""
    path = plan.path
    grid = np.arange(len(path.x)) * STEP_M
    grade = np.gradient(path.z, STEP_M) * 100
    grade = np.convolve(np.pad(grade, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    price = slope_price(grade)
    effort = np.interp(grid, *np.array(plan.effort, dtype=float).T)
    walk_on_purpose = np.zeros(len(grid), dtype=bool)
    for start, end in plan.walks:
        walk_on_purpose |= (grid >= start) & (grid < end)
    downhill_limit = np.where(grade < -3, 3.9 - 0.08 * np.clip(-grade, 0, 30), 9.0) / path.rough
    stops = sorted(plan.stops, key=lambda stop: stop.at_m)
    price_, effort_, walk_ = price.tolist(), effort.tolist(), walk_on_purpose.tolist()
    grade_, limit_ = grade.tolist(), downhill_limit.tolist()
    heat_slow = 1 - 0.004 * max(0.0, plan.air_c - 18)
    heat_bpm = 0.75 * max(0.0, plan.air_c - 18)
    noise = rng.standard_normal(60_000)

    s_out, v_out, hr_out, gait_out = [0.0], [0.0], [88.0], [False]
    pauses: list[tuple[int, int, str]] = []
    s, v, hr, mood, second, next_stop = 0.0, 0.6, 88.0, 0.0, 0, 0
    since_gait, walking = 99, False
    load = 0.4
    end = path.length_m
    while s < end - 0.01:
        if next_stop < len(stops) and s >= stops[next_stop].at_m:
            stop = stops[next_stop]
            next_stop += 1
            whole = round(stop.seconds)
            if stop.how != "stand":
                pauses.append((second, second + whole, stop.how))
            for _ in range(whole):
                second += 1
                load += (0.25 - load) / 38
                hr += (REST_BPM + RANGE_BPM * load + heat_bpm - hr) / 14
                s_out.append(s)
                v_out.append(0.0)
                hr_out.append(hr)
                gait_out.append(False)
            v = 0.8
            continue
        i = int(s / STEP_M)
        mood = 0.985 * mood + plan.wander * 0.17 * float(noise[second % 60_000])
        tired = 1 - plan.fade_per_hour * second / 3600
        wanted = plan.threshold_mps * effort_[i] * (1 + mood) * tired * heat_slow
        goal = min(wanted / (price_[i] * path.rough), limit_[i])
        uphill = grade_[i] > 4.5
        if walk_[i]:
            walking, since_gait = True, 0
        elif since_gait > 12:
            steep = uphill and goal < (1.62 if not walking else 1.78)
            if steep != walking:
                walking, since_gait = steep, 0
        since_gait += 1
        if walk_[i]:
            goal = min(goal * 0.9, WALK_MPS * (1 + mood))
        elif walking:
            goal = min(goal * 0.97, 1.75)
        else:
            goal = max(goal, 1.5)
        v += (goal - v) / 4.0
        step = min(v, end - s)
        s += step
        second += 1
        load += (v * price_[i] * path.rough / plan.threshold_mps - load) / 28
        drift = 3.2 * min(second / 3600, 4.0)
        aim = REST_BPM + RANGE_BPM * load + heat_bpm * min(1.0, second / 900) + drift
        hr += (min(aim, MAX_BPM) - hr) / 9
        s_out.append(s)
        v_out.append(v)
        hr_out.append(hr)
        gait_out.append(walking)
    s_ = np.array(s_out)
    v_ = np.array(v_out)
    gait = np.array(gait_out)
    z = np.interp(s_, grid, path.z)
    spm = np.where(gait, 113 + 10 * (v_ - 1.3), 146 + 12.5 * (v_ - 1.5))
    spm = np.where(v_ < 0.3, 0.0, spm)
    return Truth(s_, z, v_, np.array(hr_out), spm, gait, pauses)


def hysteresis_ascent(z: Array, threshold_m: float = 3.0) -> float:
    """Return the metres climbed in rises that no dip of the threshold interrupts."""
    total, low, high, rising = 0.0, z[0], z[0], False
    for value in z.tolist():
        if rising:
            if value > high:
                high = value
            elif high - value >= threshold_m:
                total += high - low
                rising, low = False, value
        elif value < low:
            low = value
        elif value - low >= threshold_m:
            rising, high = True, value
    return total + (high - low if rising else 0.0)


def biggest_rise(z: Array) -> float:
    """Return the most metres from a low to a high with no dip of 10 m or a tenth between."""
    most, low, high = 0.0, float(z[0]), float(z[0])
    for value in z.tolist():
        high = max(high, value)
        if high - value > max(10.0, 0.1 * (high - low)):
            most = max(most, high - low)
            low = high = value
        if value < low:
            low = high = value
    return max(most, high - low)


def fastest(s: Array, distance_m: float) -> float | None:
    """Return the seconds of the fastest stretch of a distance, stops included."""
    if s[-1] < distance_m:
        return None
    t = np.arange(len(s), dtype=float)
    # a stop is a plateau: leave at its last second, arrive at its first
    left = np.searchsorted(s, s, side="right") - 1
    ahead = s + distance_m
    can = ahead <= s[-1]
    j = np.searchsorted(s, ahead[can], side="left")
    arrive = t[j] - (s[j] - ahead[can]) / np.maximum(s[j] - s[j - 1], 1e-9)
    best = float(np.min(arrive - left[can]))
    behind = s - distance_m
    can = behind >= 0
    j = np.searchsorted(s, behind[can], side="right") - 1
    k = np.minimum(j + 1, len(s) - 1)
    leave = t[j] + (behind[can] - s[j]) / np.maximum(s[k] - s[j], 1e-9)
    first = np.searchsorted(s, s, side="left")
    return min(best, float(np.min(first[can] - leave)))


def standing(truth: Truth, at_least_s: int = 15) -> list[tuple[int, int]]:
    """Return the stretches, first to last second, in which the runner stood that long."""
    still = np.concatenate([[False], truth.v[1:] < 0.3, [False]])
    change = np.flatnonzero(np.diff(still.astype(int)))
    pairs = zip(change[::2].tolist(), change[1::2].tolist(), strict=True)
    return [(a, b) for a, b in pairs if b - a >= at_least_s]


def longest_without(truth: Truth, *, walks_count: bool) -> float:
    """Return the longest metres without a stop of 15 s, a pause of 10 s or a walk of 20 s."""
    breaks = [(a, b) for a, b in standing(truth)]
    breaks += [(a, b) for a, b, _ in truth.pauses if b - a > 10]
    if walks_count:
        gait = np.concatenate([[False], truth.walking[1:], [False]])
        change = np.flatnonzero(np.diff(gait.astype(int)))
        pairs = zip(change[::2].tolist(), change[1::2].tolist(), strict=True)
        breaks += [(a, b) for a, b in pairs if b - a > 20]
    longest, since = 0.0, 0
    for start, end in sorted(breaks):
        if start > since:
            longest = max(longest, float(truth.s[start] - truth.s[since]))
        since = max(since, end)
    longest = max(longest, float(truth.s[-1] - truth.s[min(since, truth.seconds)]))
    return longest if math.isfinite(longest) else 0.0
