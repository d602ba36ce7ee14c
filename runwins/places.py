"""Where the log, the settings and nothing else live on this machine."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

LOG_NAME = "runwins.db"
_KEPT_COPIES = ("before-upgrade-", "before-restore-", "damaged-")


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
        What can be deleted at any time: what was concluded last, the pictures' list of fonts.
    origin
        Who named them.
    named_config
        The settings, where a file was named for them.
    """

    data: Path
    config: Path
    cache: Path
    origin: str
    named_config: Path | None = None

    @property
    def log_file(self) -> Path:
        """The log itself."""
        return self.data / LOG_NAME

    @property
    def config_file(self) -> Path:
        """The settings."""
        return self.named_config or self.config / "config.toml"


def own_names(names: Iterable[str]) -> set[str]:
    """Return which names of a folder are what runwins keeps beside a log that lies there.

    >>> sorted(own_names(["runwins.db", "runwins.db-wal", "cache", "run.fit"]))
    ['cache', 'runwins.db-wal']
    """
    found = set(names)
    if LOG_NAME not in found:
        return set()
    return {
        name
        for name in found
        if name.startswith((f"{LOG_NAME}-", f"{LOG_NAME}."))
        or (name.startswith(_KEPT_COPIES) and ".db" in name)
        or name in {"cache", "config.toml", "config.toml.new"}
    }


def places(home: str | Path | None = None, config: str | Path | None = None) -> Places:
    """Return the folders: those of `home`, of ``RUNWINS_HOME``, or the system's own for a user.

    Where a file `config` is named, the settings are that, wherever the folders are.
    """
    if config is not None:
        file = Path(config).expanduser()
        return replace(places(home), config=file.parent, named_config=file)
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
