"""Things that each live in one file, and how they are found.

Three families grow: importers, win detectors and rung kinds. Each new one is one new file in its
package with one decorated function; other installed packages add theirs through an entry-point
group of the same name. Nothing is imported until somebody asks for the family.
"""

from __future__ import annotations

import inspect
import pkgutil
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Registered(Generic[P, R]):
    """One member of a family.

    Attributes
    ----------
    name
        How users and other code call it, e.g. ``first-distance``.
    function
        What it does.
    about
        Its docstring: the documentation a user reads.
    options
        What the family wants to know of it besides, e.g. a detector's family of wins.
    """

    name: str
    function: Callable[P, R]
    about: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function."""
        return self.function(*args, **kwargs)


class Registry(Generic[P, R]):
    """A family of functions, one a file.

    Parameters
    ----------
    package
        The package whose modules are the family, e.g. ``runwins.wins``; also the name of the
        entry-point group for outside packages.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self._members: dict[str, Registered[P, R]] = {}
        self._walked = False

    def register(self, name: str, **options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Return the decorator that adds a function under `name`."""

        def add(function: Callable[P, R]) -> Callable[P, R]:
            about = inspect.getdoc(function)
            if not about:
                raise TypeError(f"{self.package}: {name} needs a docstring, users read it")
            if name in self._members and self._members[name].function is not function:
                raise TypeError(f"{self.package}: {name} is registered twice")
            self._members[name] = Registered(name, function, about, options)
            return function

        return add

    def all(self) -> dict[str, Registered[P, R]]:
        """Return every member by name, in alphabetical order; import the family on first use."""
        if not self._walked:
            self._walked = True
            package = import_module(self.package)
            for module in pkgutil.iter_modules(package.__path__):
                import_module(f"{self.package}.{module.name}")
            for point in entry_points(group=self.package):
                try:
                    point.load()
                except Exception as problem:  # noqa: BLE001 - another package's fault
                    warnings.warn(
                        f"{point.name} of group {self.package} could not be loaded: {problem}",
                        RuntimeWarning,
                        stacklevel=2,
                    )
        return dict(sorted(self._members.items()))
