"""The example of `Marking a class` in the guide for authors, and what the README shows of it, are real."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from tests.cli.conftest import Home

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "decks" / "README.md").read_text(encoding="utf-8")
SECTION = GUIDE[GUIDE.index("\n## Marking a class\n") : GUIDE.index("\n## Before you hand a deck out\n")]


def block(text: str, kind: str, holding: str = "") -> str:
    """The first block of a kind that holds a text."""
    blocks: list[tuple[str, str]] = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return next(found for named, found in blocks if named == kind and holding in found)


def deck() -> str:
    return block(GUIDE, "yaml", "italy-kinds")


def test_the_class_of_the_guide_is_marked_as_it_says(home: Home) -> None:
    home.write("decks/italy.yaml", deck())
    file = home.write("class.csv", block(SECTION, "csv"))
    ran = home.run("mark", str(file), "--deck", "italy-kinds")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == block(SECTION, "", "students")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = block(readme[readme.index("### A class's answers") :], "")
    assert shown in ran.out


def test_the_questions_of_the_guide_s_form_are_those_of_the_export(home: Home) -> None:
    home.write("decks/italy.yaml", deck())
    out = home.run("deck", "export", "italy-kinds", "--format", "forms", "-o", "-").out
    pasted = {row["question"] for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline=""))}
    head = next(csv.reader(io.StringIO(block(SECTION, "csv"))))
    asked = [re.sub(r" \(.*\)$", "", each) for each in head[2:]]
    assert set(asked) <= {re.sub(r" \(.*\)$", "", each) for each in pasted}
