"""Where the log, the settings and nothing else live on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """The folders runwins may write to.

    Attributes
    ----------
    data
        The log file's folder.
    config
        The settings' folder.
    cache
        What can be deleted at any time: the pictures' list of fonts.
    origin
        Who named them.
    """

    data: Path
    config: Path
    cache: Path
    origin: str

    @property
    def log_file(self) -> Path:
        """The log itself."""
        return self.data / "runwins.db"

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.config / "config.toml"


def places(home: str | Path | None = None) -> Places:
    """Return the folders: those of `home`, of ``RUNWINS_HOME``, or the system's own for a user."""
    named = home or os.environ.get("RUNWINS_HOME")
    if named:
        folder = Path(named).expanduser()
        origin = "--home" if home else "RUNWINS_HOME"
        return Places(folder, folder, folder / "cache", origin)
    import platformdirs

    return Places(
        Path(platformdirs.user_data_dir("runwins", appauthor=False)),
        Path(platformdirs.user_config_dir("runwins", appauthor=False)),
        Path(platformdirs.user_cache_dir("runwins", appauthor=False)),
        "usual on this system",
    )
