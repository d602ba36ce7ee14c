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
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Q = ParamSpec("Q")
T = TypeVar("T")


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
    package
        The installed package that brought it; ``None`` for runwins itself.
    """

    name: str
    function: Callable[P, R]
    about: str
    options: Mapping[str, Any] = field(default_factory=dict)
    package: str | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function."""
        return self.function(*args, **kwargs)

    def guarded(self, work: Callable[Q, T], instead: T, /, *args: Q.args, **kwargs: Q.kwargs) -> T:
        """Return what some work with it gives; a fault of another package's is a warning.

        Parameters
        ----------
        work
            What is done with it, called with the arguments that follow.
        instead
            What is returned where another package's member fails at it.
        """
        if self.package is None:
            return work(*args, **kwargs)
        try:
            return work(*args, **kwargs)
        except Exception as problem:  # noqa: BLE001 - another package's fault
            _warn(self.name, self.package, f"failed and is left out: {_said(problem)}")
            return instead


@dataclass(frozen=True, slots=True)
class Broken:
    """What an installed package promised to bring, and could not.

    Attributes
    ----------
    name
        Of its entry point.
    package
        Whose it is.
    why
        What went wrong, in words.
    """

    name: str
    package: str
    why: str


class Registry(Generic[P, R]):
    """A family of functions, one a file.

    Parameters
    ----------
    package
        The package whose modules are the family, e.g. ``runwins.wins``; also the name of the
        entry-point group for outside packages.

    Attributes
    ----------
    broken
        What of other packages' could not be loaded, once the family was asked for.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self.broken: list[Broken] = []
        self._members: dict[str, Registered[P, R]] = {}
        self._walked = False
        self._package: str | None = None

    def register(self, name: str, **options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Return the decorator that adds a function under `name`."""

        def add(function: Callable[P, R]) -> Callable[P, R]:
            about = inspect.getdoc(function)
            if not about:
                raise TypeError(f"{self.package}: {name} needs a docstring, users read it")
            if name in self._members and self._members[name].function is not function:
                raise TypeError(f"{self.package}: {name} is registered twice")
            self._members[name] = Registered(name, function, about, options, self._package)
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
                self._package = package_of(point)
                try:
                    point.load()
                except Exception as problem:  # noqa: BLE001 - another package's fault
                    why = f"could not be loaded: {_said(problem)}"
                    self.broken.append(Broken(point.name, self._package, why))
                    _warn(point.name, self._package, why)
            self._package = None
        return dict(sorted(self._members.items()))


def package_of(point: EntryPoint) -> str:
    """Return the name of the package that an entry point is of."""
    return point.dist.name if point.dist else point.value


def _said(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"


def _warn(name: str, package: str, what: str) -> None:
    warnings.warn(f"{name} of the package {package} {what}", RuntimeWarning, stacklevel=3)
