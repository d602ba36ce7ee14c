import sys
from types import ModuleType, SimpleNamespace

import pytest

from runwins.registry import Registered, Registry


@pytest.fixture
def family(tmp_path, monkeypatch):
    """A package of one module whose function registers itself."""
    package = tmp_path / "some_family"
    package.mkdir()
    (package / "__init__.py").write_text(
        "from runwins.registry import Registry\nregistry = Registry('some_family')\n"
    )
    (package / "early.py").write_text(
        "from some_family import registry\n"
        "@registry.register('early-bird', family='habits')\n"
        "def early():\n    '''Runs before the sun is up.'''\n    return 5\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in [name for name in sys.modules if name.startswith("some_family")]:
        del sys.modules[name]


def test_members_are_found_when_they_are_asked_for(family):
    import some_family

    assert "some_family.early" not in sys.modules
    found = some_family.registry.all()
    assert list(found) == ["early-bird"]
    bird = found["early-bird"]
    assert (bird(), bird.about, bird.options) == (
        5,
        "Runs before the sun is up.",
        {"family": "habits"},
    )


def test_a_member_without_words_for_its_users_is_refused():
    with pytest.raises(TypeError, match="needs a docstring"):
        Registry("runwins.wins").register("silent")(lambda: None)


def test_a_name_is_given_once():
    registry: Registry[[], int] = Registry("runwins.wins")

    def first() -> int:
        """Say one."""
        return 1

    def second() -> int:
        """Say two."""
        return 2

    registry.register("same")(first)
    with pytest.raises(TypeError, match="registered twice"):
        registry.register("same")(second)


def test_a_broken_plugin_is_a_warning_that_names_it(monkeypatch, family):
    import some_family

    class Broken:
        name = "sundial"
        dist = SimpleNamespace(name="old-clocks")

        def load(self) -> ModuleType:
            raise ImportError("no sun")

    monkeypatch.setattr("runwins.registry.entry_points", lambda group: [Broken()])
    with pytest.warns(RuntimeWarning, match=r"sundial of the package old-clocks could.* no sun"):
        found = some_family.registry.all()
    assert list(found) == ["early-bird"]
    assert found["early-bird"].package is None


def test_what_fails_is_left_out_with_a_warning_where_it_is_another_package_s():
    def work(number: int) -> float:
        return 1 / number

    own = Registered("own", work, "Divides.")
    with pytest.raises(ZeroDivisionError):
        own.guarded(work, 0.0, 0)
    theirs = Registered("sundial", work, "Divides.", {}, "old-clocks")
    assert theirs.guarded(work, 0.0, 2) == 0.5
    with pytest.warns(RuntimeWarning, match="sundial of the package old-clocks failed.*division"):
        assert theirs.guarded(work, 0.0, 0) == 0.0
