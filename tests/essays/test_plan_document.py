from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from studykit.decks.library import Library
from studykit.essays.export_docx import word_bytes
from studykit.essays.plan_document import plan_document

docx = pytest.importorskip("docx")

DECK = """\
deck: d
cards:
  - id: year
    ask: In which year?
    answer: 1922
  - id: said
    ask: Who?
    answer: x
    fact: Lenin fell ill in 1922.
"""
PLAN = """\
plan: p
title: Control of the *machine*
scope: rise-of-a-leader
thesis: Appointments mattered most.
arguments:
  - id: a
    side: for
    point: An office became a majority.
    evidence: [d/year, d/said]
    because: Delegates owed their posts.
    perspective: {historian: Deutscher, view: the machine delivered, verdict: convincing}
conclusion: It lasted.
traps: [Do not retell.]
"""


def read(library: Library) -> Any:
    cards = {str(card.parent): card for card in library.deck("d").cards}
    return docx.Document(io.BytesIO(word_bytes(plan_document(library.plan("p"), cards), "p")))


def test_a_plan_is_a_document_with_the_facts_of_its_cards(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(PLAN, encoding="utf-8")
    library = Library.open([tmp_path], None)
    written = read(library)
    assert [paragraph.text for paragraph in written.paragraphs] == [
        "Control of the machine",
        "Thesis: Appointments mattered most.",
        "1. An office became a majority.",
        "In which year? - 1922",
        "Lenin fell ill in 1922.",
        "Because: Delegates owed their posts.",
        "Historian: Deutscher: the machine delivered. Verdict: convincing.",
        "Conclusion",
        "It lasted.",
        "Mind: Do not retell.",
    ]
    assert [run.text for run in written.paragraphs[0].runs if run.italic] == ["machine"]


def test_several_questions_and_warnings_have_bullets_and_a_second_case_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(DECK, encoding="utf-8")
    plan = PLAN.replace("traps: [Do not retell.]", "traps: [Do not retell., Name both.]").replace(
        "    because:", "    second-case: Which office did that leader hold?\n    because:"
    )
    (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
    library = Library.open([tmp_path], None)
    written = read(library)
    told = [(paragraph.text, paragraph.style.name) for paragraph in written.paragraphs]
    assert told[-3:] == [
        ("Mind: ", "Normal"),
        ("Do not retell.", "List Bullet"),
        ("Name both.", "List Bullet"),
    ]
    assert ("Second case: Which office did that leader hold?", "Normal") in told
