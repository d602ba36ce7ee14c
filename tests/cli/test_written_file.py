"""A name that a command writes to: it ends as what will be in it."""

import click
import pytest

from runwins.cli.written_file import WrittenFile

PICTURE = WrittenFile(".png", ".svg")


@pytest.mark.parametrize("name", ["a.png", "pictures/A.PNG", "two.dots.svg", "ä ö.svg"])
def test_names_that_say_what_is_in_them(name):
    assert PICTURE.convert(name, None, None) == name


@pytest.mark.parametrize("name", ["a", "a.jpg", "png", "a.png.txt", ".png", ""])
def test_names_that_say_something_else(name):
    with pytest.raises(click.BadParameter, match=r"should end with \.png or \.svg"):
        PICTURE.convert(name, None, None)


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "a.png").mkdir()
    with pytest.raises(click.BadParameter, match="is a directory"):
        PICTURE.convert(str(tmp_path / "a.png"), None, None)


@pytest.mark.parametrize(
    "words",
    [["share", "-o", "card.jpg"], ["ladder", "--png", "x.svg"], ["ladder", "--svg", "x.png"],
     ["course", "c.gpx", "--png", "x.pdf"], ["course", "c.gpx", "--card", "x"],
     ["show", "-o", "run.doc"]],
)  # fmt: skip
def test_commands_look_at_the_name_before_they_open_the_log(tool, tmp_path, words):
    done = tool(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"the name {words[-1]!r} should end with" in done.stderr
    assert list(tmp_path.iterdir()) == []
