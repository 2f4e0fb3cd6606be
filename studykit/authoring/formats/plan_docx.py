"""An essay plan as a Word document to hand out, through python-docx (extra `docx`)."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from studykit.authoring.shared import answer_line
from studykit.cards import Card
from studykit.cases import Argument, Plan
from studykit.errors import needs_extra
from studykit.visible import EMPHASIS, tamed

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def plan_bytes(plan: Plan, cards: Mapping[str, Card]) -> bytes:
    """A plan with its thesis, its arguments with their evidence, and its conclusion, on A4.

    Args:
        plan: as its author wrote it.
        cards: those that are its evidence, by `deck/id`; one that is missing is printed by its id.

    Raises:
        UnavailableError: when python-docx is not installed.
    """
    with needs_extra("A Word file", "docx"):
        import docx
        from docx.shared import Mm
    written = docx.Document()
    section = written.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(20)
    written.core_properties.title = tamed(plan.title)[:255]
    written.core_properties.author = written.core_properties.comments = ""
    _write(written.add_heading(level=1), plan.title)
    _listed(written, "Answers", plan.answers)
    _listed(written, "Define", [f"{term}: {meaning}" for term, meaning in plan.define.items()])
    _labelled(written, "Thesis", plan.thesis)
    for number, argument in enumerate(plan.arguments, start=1):
        _argument(written, number, argument, cards)
    if plan.conclusion:
        _write(written.add_heading(level=2), "Conclusion")
        _write(written.add_paragraph(), plan.conclusion)
    _listed(written, "Mind", plan.traps)
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


def _argument(written: Document, number: int, argument: Argument, cards: Mapping[str, Card]) -> None:
    _write(written.add_heading(level=2), f"{number}. {argument.point}")
    for name in argument.evidence:
        _write(written.add_paragraph(style="List Bullet"), _fact(str(name), cards))
    _labelled(written, "Because", argument.because)
    seen = argument.perspective
    if seen is not None:
        verdict = f" ({seen.verdict})" if seen.verdict else ""
        _labelled(written, "Historian", f"{seen.historian}: {seen.view}{verdict}")
    _labelled(written, "Limits", argument.limits)
    _labelled(written, "Link", argument.link)
    _labelled(written, "Second case", argument.second_case)


def _fact(name: str, cards: Mapping[str, Card]) -> str:
    """A card's fact as a sentence, or its question with its answer where it has none."""
    card = cards.get(name)
    if card is None:
        return name
    if card.fact:
        return card.fact
    date = f" ({card.date.text})" if card.date and card.date.text[:4] not in answer_line(card) else ""
    return f"{card.ask} {answer_line(card)}{date}"


def _listed(written: Document, label: str, texts: Sequence[str]) -> None:
    """Texts below their label, each with a bullet; one alone stands behind it."""
    if len(texts) == 1:
        _labelled(written, label, texts[0])
    elif texts:
        paragraph = written.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(f"{label}:").bold = True
        for text in texts:
            _write(written.add_paragraph(style="List Bullet"), text)


def _labelled(written: Document, label: str, text: str | None) -> None:
    if text:
        paragraph = written.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        _write(paragraph, text)


def _write(paragraph: Paragraph, text: str) -> None:
    """Write a text, `*emphasis*` in italics; what a terminal would obey is left out."""
    for place, piece in enumerate(EMPHASIS.split(tamed(text))):
        if piece:
            paragraph.add_run(piece).italic = bool(place % 2)
