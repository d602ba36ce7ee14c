from __future__ import annotations

import json
import re

from runwins.report.block_input import BlockInput
from runwins.report.page import block_page
from runwins.report.page_text import as_markdown, as_values
from runwins.report.parts import Cell, Page, Section, Sentences, Table
from runwins.report.run_page import RunInput, run_page


def test_markdown_has_every_section_and_no_picture(block: BlockInput) -> None:
    page = block_page(block)
    text = as_markdown(page)
    assert text.startswith(f"# {page.title}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [part.title for part in page.sections]
    assert "<svg" not in text
    assert "\n\n\n" not in text


def test_texts_of_others_stay_words() -> None:
    nasty = "# <b>*x*</b> | `y` [a](b)\n- z $1$"
    table = Table("c|d", (nasty,), ((Cell(nasty),),))
    page = Page(nasty, (), (Section("s", nasty, nasty, (Sentences((nasty,)), table)),), "f")
    text = as_markdown(page)
    bare = re.sub(r"\\.", "", text)
    assert "<" not in bare
    assert "`" not in bare
    assert "[" not in bare
    assert "$" not in bare
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert [re.sub(r"\\.", "", row).count("|") for row in rows] == [2, 2, 2]


def test_a_line_never_opens_a_list() -> None:
    page = Page(
        "t",
        (),
        (
            Section(
                "s",
                "t",
                "",
                (Sentences(("- a", "12. b", "+1 km")),),
            ),
        ),
        "f",
    )
    text = as_markdown(page)
    assert "\n\\- a\n" in text
    assert "\n12\\. b\n" in text
    assert "\n+1 km\n" in text


def test_values_hold_the_same_as_the_page(block: BlockInput, run: RunInput) -> None:
    for page in (block_page(block), run_page(run)):
        values = json.loads(json.dumps(as_values(page), allow_nan=False))
        assert [part["name"] for part in values["sections"]] == [s.name for s in page.sections]
        wins = [win["win_id"] for part in values["sections"] for win in part["wins"]]
        assert wins
    tables = [table["caption"] for part in values["sections"] for table in part["tables"]]
    assert "Every split" in tables
