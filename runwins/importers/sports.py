"""Which sport a word means, and which sport a recording without a word can have been.

A word that is not known stays unknown: nothing is guessed from it. The words themselves are in
``sports.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from runwins.errors import NotARun

_SPACES = re.compile(r"[\s_\-/.,()]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_SPORT = {"", "other", "generic", "unknown", "none", "all", "activity", "uncategorized", "track"}

AS_RUN = "a run, says the runner"
"""What the context of a recording calls its sport where the runner takes it for a run."""

_WINDOW_S = 30.0
_STANDING_MPS = 0.5
_RUN_MPS = (1.8, 6.0)
_FASTEST_RUN_MPS = 7.5
_M_PER_DEG = 111_195.0


def sport_called(word: str | None) -> tuple[str, str | None] | None:
    """Return sport and sub-sport for a word in any known language, ``None`` where it is not known.

    >>> sport_called("TrailRun"), sport_called("Hardloopsessie"), sport_called("Kegeln")
    (('running', 'trail'), ('running', None), None)
    """
    return _words().get(_plain(word)) if word else None


def sport_in(title: str | None) -> tuple[str, str | None] | None:
    """Return the sport that a title such as ``Morning Trail Run`` names, if it names just one."""
    if not title:
        return None
    words = _plain(re.sub(r"[\d:]+", " ", title)).split()
    found: set[str] = set()
    best: tuple[str, str | None] | None = None
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            named = sport_called(" ".join(words[at : at + size]))
            if named is not None:
                found.add(named[0])
                best = best or named
    return best if len(found) == 1 else None


def named_run(
    word: str | None, told: str | None, title: str | None
) -> tuple[str | None, tuple[str, ...]] | None:
    """Return the sub-sport of a run that is called one, and a remark where only its title does so.

    ``None`` where nothing says which sport it is.

    Parameters
    ----------
    word
        What the file calls its sport.
    told
        What the archive's table calls it; heard where the file says nothing. `AS_RUN` where the
        runner takes it for a run.
    title
        The recording's name; heard where neither says anything.

    Raises
    ------
    NotARun
        When it is another sport, or a word that is not known.
    """
    for said, by in ((word, "the file"), (told, "the table")):
        if said is None or said == AS_RUN or _plain(said) in _NO_SPORT:
            continue
        named = sport_called(said)
        if told == AS_RUN and (named is None or named[0] != "running"):
            return None, (taken_for_a_run(said),)
        if named is None:
            raise NotARun(f"its sport is {said!r} ({by} says so), which is no word for running")
        if named[0] != "running":
            raise NotARun(f"{a_sport(named[0])}, not a run")
        return named[1], ()
    named = sport_in(title)
    if named is not None and named[0] == "running":
        return named[1], ("the file names no sport: its title says it is a run",)
    if told == AS_RUN:
        return None, (taken_for_a_run(word),)
    if named is not None:
        raise NotARun(f"{a_sport(named[0])}, not a run (its title says so)")
    if word is not None and _plain(word) == "other":
        raise NotARun("its sport is 'Other', which is no word for running")
    return None


def refuse_by_folder(source: str) -> None:
    """Refuse a recording that names no sport and lies in a folder called by another: ``Rides``.

    Raises
    ------
    NotARun
        When one of the three folders it lies in has the name of another sport, and none of running.
    """
    folders = re.split(r"/|\\|__", source)[-4:-1]
    called = [sport[0] for sport in map(sport_called, folders) if sport is not None]
    if called and "running" not in called:
        raise NotARun(f"{a_sport(called[-1])}, not a run (its folder says so)")


def run_by_speed(speed_mps: NDArray[np.float64], *, said: bool) -> str:
    """Return the remark that nothing but its speed shows a recording to be a run.

    Parameters
    ----------
    speed_mps
        Speeds of the parts in which it moved.
    said
        Its title or its runner calls it a run: then it may be slow.

    Raises
    ------
    NotARun
        When it shows no run: usually below 1.8 m/s, a fast walk, or above what runners keep up.
    """
    if not len(speed_mps):
        if said:
            return ""
        raise NotARun("the file names no sport, and nothing in it shows that it was a run")
    usual, fast = np.quantile(speed_mps, (0.5, 0.98))
    if usual < _RUN_MPS[0] and not said:
        raise NotARun(f"the file names no sport, and its usual speed, {usual:.1f} m/s, is a walk's")
    if usual > _RUN_MPS[1] or fast > _FASTEST_RUN_MPS:
        unnamed = "" if said else "the file names no sport, and "
        raise NotARun(
            f"{unnamed}its speeds, usually {usual:.1f} and up to {fast:.1f} m/s, are no runner's"
        )
    return "the file names no sport: its speed is a run's"


def taken_for_a_run(said: str | None) -> str:
    """Return the remark that a recording of another sport is a run at the runner's word."""
    calls = f"it calls itself {said}" if said else "it names no sport"
    return f"taken for a run at your word: {calls}"


def a_sport(sport: str) -> str:
    """Return a sport as the thing somebody did: ``a ride``, ``a walk``, ``skiing``."""
    things = {"cycling": "a ride", "walking": "a walk", "hiking": "a hike", "swimming": "a swim"}
    return things.get(sport, sport.replace("_", " "))


def moving_speeds(
    time_s: NDArray[np.float64], lat_deg: NDArray[np.float64], lon_deg: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return speeds in m/s over half minutes in which the positions moved: to tell sports apart.

    Good to a per cent or two, never a run's distance.
    """
    known = np.isfinite(time_s) & np.isfinite(lat_deg) & np.isfinite(lon_deg)
    time, lat, lon = time_s[known], lat_deg[known], lon_deg[known]
    if len(time) < 2 or time[-1] - time[0] < _WINDOW_S:
        return np.empty(0)
    step = np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[1:]))) * _M_PER_DEG
    path = np.concatenate(([0.0], np.cumsum(step)))
    grid = np.arange(time[0], time[-1], _WINDOW_S)
    return speeds_of(np.diff(np.interp(grid, np.maximum.accumulate(time), path)) / _WINDOW_S)


def speeds_of(speed_mps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the speeds at which something moved."""
    moved: NDArray[np.float64] = speed_mps[speed_mps > _STANDING_MPS]
    return moved


@cache
def _words() -> dict[str, tuple[str, str | None]]:
    table = tomllib.loads(files(__package__).joinpath("sports.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, str | None]] = {}
    for sub_sport, names in table["running"].items():
        for name in names:
            words[_plain(name)] = ("running", None if sub_sport == "generic" else sub_sport)
    for sport, names in table["other"].items():
        for name in names:
            words[_plain(name)] = (sport, None)
    return words


@cache
def _plain(text: str) -> str:
    """Return a word without case, accents, hyphens and underscores."""
    text = text.removeprefix("HKWorkoutActivityType")
    spaced = _SPACES.sub(" ", _CAMEL.sub(" ", text)).strip().casefold().replace("ø", "o")
    opened = unicodedata.normalize("NFKD", spaced)
    bare = "".join(letter for letter in opened if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)
