"""What the runner set once: units and home zone, and where each was said."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from runwins.errors import GoalError
from runwins.units import Units

TEMPLATE = """\
# Settings of runwins. Every line can be left out; a # at its start leaves it out.

# Kilometres or miles: km or mi. Without it, what is usual where this computer is set up.
# units = "km"

# The time zone of runs of which nobody told it, like "Europe/Berlin". Files of watches mostly do.
# home_zone = "Europe/Berlin"

# Places that no export shows: latitude, longitude and metres around them, like
# "47.26541,11.39276,400"; several are divided by semicolons.
# privacy_zones = ""
"""
KEYS = ("units", "home_zone", "privacy_zones")


class Zone(NamedTuple):
    """A circle on the ground that is shown to nobody."""

    lat_deg: float
    lon_deg: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force.

    Attributes
    ----------
    units
        km or mi.
    home_zone
        The IANA name of the runner's time zone; ``None`` where none was named.
    privacy_zones
        Places that no export shows.
    origin
        Where each value came from: flag, environment, the file, or the default.
    """

    units: Units
    home_zone: str | None
    privacy_zones: tuple[Zone, ...]
    origin: Mapping[str, str]


def read_settings(config_file: Path, *, units: str | None = None) -> Settings:
    """Return the settings: a flag beats the environment, that the file, that the default.

    Raises
    ------
    GoalError
        When the file is no TOML, names what is no setting, or a value is not one of those known.
    """
    written = _written(config_file)
    chosen = {
        "units": _first(
            (units, "--units"),
            (os.environ.get("RUNWINS_UNITS"), "RUNWINS_UNITS"),
            (written.get("units"), str(config_file)),
            (_units_of_the_locale(), "the default here"),
        ),
        "home_zone": _first(
            (os.environ.get("RUNWINS_HOME_ZONE"), "RUNWINS_HOME_ZONE"),
            (written.get("home_zone"), str(config_file)),
        ),
        "privacy_zones": _first(
            (os.environ.get("RUNWINS_PRIVACY_ZONES"), "RUNWINS_PRIVACY_ZONES"),
            (written.get("privacy_zones"), str(config_file)),
        ),
    }
    for key, (value, origin) in chosen.items():
        _check(key, value, origin)
    return Settings(
        cast("Units", chosen["units"][0]),
        chosen["home_zone"][0],
        zones_of(chosen["privacy_zones"][0] or "") or (),
        {key: origin for key, (_, origin) in chosen.items()},
    )


def write_setting(config_file: Path, key: str, value: str | None) -> None:
    """Set one value in the file, which is made with its comments where there is none.

    Every other line stays as it is. ``None`` takes the value out.

    Raises
    ------
    GoalError
        When there is no such setting, the value is not one of those known, or the file cannot be
        written.
    """
    check_key(key, "config set")
    _check(key, value, "config set")
    text = TEMPLATE
    if config_file.is_file():
        _written(config_file)
        text = config_file.read_text(encoding="utf-8")
    line = f'# {key} = ""' if value is None else f'{key} = "{value}"'
    held = re.compile(rf"^{key}\s*=.*$", re.MULTILINE)
    commented = re.compile(rf"^#\s*{key}\s*=.*$", re.MULTILINE)
    for place in (held, commented):
        if place.search(text):
            text = place.sub(lambda _: line, text, count=1)
            break
    else:
        text = f"{text.rstrip()}\n\n{line}\n" if value is not None else text
    write_file(config_file, text)


def write_file(config_file: Path, text: str = TEMPLATE) -> None:
    """Write the settings' file: whole, or it stays as it was.

    Raises
    ------
    GoalError
        When it cannot be written.
    """
    new = config_file.with_name(config_file.name + ".new")
    try:
        config_file.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8")
        new.replace(config_file)
    except OSError as problem:
        with suppress(OSError):
            new.unlink()
        raise GoalError(f"{config_file}: could not be written: {problem.strerror}") from None


def check_key(key: str, origin: str) -> None:
    """Check that there is a setting of that name.

    Raises
    ------
    GoalError
        When there is none.
    """
    if key not in KEYS:
        import difflib

        near = difflib.get_close_matches(key, KEYS, n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {' and '.join(KEYS)}"
        raise GoalError(f"{origin}: there is no setting {key!r}{hint}")


def _first(*choices: tuple[Any, str]) -> tuple[Any, str]:
    return next(((value, origin) for value, origin in choices if value), (None, "not set"))


def _check(key: str, value: Any, origin: str) -> None:
    if value is None:
        return
    if key == "units" and value not in ("km", "mi"):
        raise GoalError(f"{origin}: units is {value!r}, it can be km or mi")
    if key == "privacy_zones" and (not isinstance(value, str) or zones_of(value) is None):
        raise GoalError(
            f"{origin}: privacy_zones is not understood; write latitude, longitude and metres, "
            'like "47.26541,11.39276,400", and ; between several'
        )
    if key == "home_zone" and not _is_zone(value):
        import difflib
        from zoneinfo import available_timezones

        near = difflib.get_close_matches(str(value), sorted(available_timezones()), n=2)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise GoalError(
            f"{origin}: home_zone is {value!r}, it can be a zone like Europe/Berlin{hint}"
        )


def zones_of(text: str) -> tuple[Zone, ...] | None:
    """Return the zones of a setting, ``None`` where it cannot be understood."""
    try:
        zones = tuple(
            Zone(*(float(number) for number in one.split(",")))
            for one in text.split(";")
            if one.strip()
        )
    except (ValueError, TypeError):
        return None
    sound = (abs(z.lat_deg) <= 90 and abs(z.lon_deg) <= 180 and z.radius_m > 0 for z in zones)
    return zones if all(sound) else None


def _is_zone(name: Any) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, TypeError, OSError):
        return False
    return True


def _written(config_file: Path) -> dict[str, Any]:
    if not config_file.is_file():
        return {}
    import tomllib

    try:
        written = tomllib.loads(config_file.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise GoalError(f"{config_file}: could not be read: {problem.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise GoalError(f"{config_file}: {problem}") from None
    for key, value in written.items():
        check_key(key, str(config_file))
        _check(key, value, str(config_file))
    return written


def _units_of_the_locale() -> Units:
    # POSIX: the first of these that is set speaks. locale.getlocale() takes C.UTF-8 for en_US.
    said = (os.environ.get(name) for name in ("LC_ALL", "LC_MEASUREMENT", "LANG"))
    language = next(filter(None, said), "")
    return "mi" if language.startswith(("en_US", "en_LR")) else "km"
