"""What the runner set once: units, and where that was said."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from runwins.errors import GoalError
from runwins.units import Units


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force.

    Attributes
    ----------
    units
        km or mi.
    origin
        Where each value came from: flag, environment, the file, or the default.
    """

    units: Units
    origin: Mapping[str, str]


def read_settings(config_file: Path, *, units: str | None = None) -> Settings:
    """Return the settings: a flag beats the environment, that the file, that the default.

    Raises
    ------
    GoalError
        When the file is no TOML, or a value is not one of those known.
    """
    written = _written(config_file)
    choices = (
        (units, "--units"),
        (os.environ.get("RUNWINS_UNITS"), "RUNWINS_UNITS"),
        (written.get("units"), str(config_file)),
        (_units_of_the_locale(), "the default here"),
    )
    value, origin = next((value, origin) for value, origin in choices if value)
    if value not in {"km", "mi"}:
        raise GoalError(f"{origin}: units is {value!r}, it can be km or mi")
    return Settings(cast("Units", value), {"units": origin})


def _written(config_file: Path) -> dict[str, Any]:
    if not config_file.is_file():
        return {}
    try:
        return tomllib.loads(config_file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise GoalError(f"{config_file}: {problem}") from None


def _units_of_the_locale() -> Units:
    language = locale.getlocale()[0] or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "mi" if language.startswith(("en_US", "en_LR")) else "km"
