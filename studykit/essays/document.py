"""An outline as a document: headings, fields, evidence and tables, before it is put in any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studykit.cards import Perspective
from studykit.essays import timing
from studykit.essays.decoded import decoded
from studykit.essays.evidence import Evidence
from studykit.essays.model import Outline, Paragraph, Slot
from studykit.essays.terms import TERMS

SIDES = {
    "for": "for the claim",
    "against": "rival or limit",
    "similar": "similar",
    "different": "different",
    None: "similar or different?",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the question itself."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled paragraph; without a label it is plain text."""

    text: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning, with its stable code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence with what stands beside it: date, source, card and recall."""

    text: str
    about: tuple[str, ...]
    contested: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Room left for what the reader has to fill in."""

    label: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: a row of headings and rows of cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Line | Caution | Piece | Gap | Table


def document(outline: Outline, *, with_recall: bool = True) -> tuple[Block, ...]:
    """Lay an outline out; without recall it can be handed to somebody else."""
    return tuple(_blocks(outline, with_recall))


def _blocks(outline: Outline, with_recall: bool) -> Iterator[Block]:
    yield Heading(outline.question.text, 1)
    yield Heading("The question", 2)
    yield from (Line(text, label) for label, text in decoded(outline))
    yield from (Caution(warning.code, warning.message) for warning in outline.warnings)
    yield from (Line(note, "Note") for note in outline.notes)
    if outline.related:
        names = "; ".join(f"{each.plan} ({each.title})" for each in outline.related)
        yield Line(f"{names}. `studykit outline show PLAN` shows one.", "Related plans")
    if not outline.paragraphs:
        return
    yield from _introduction(outline)
    if TERMS[outline.term].compares and outline.question.cases > 1:
        yield Heading("Grid", 2)
        yield grid(outline)
    for number, paragraph in enumerate(outline.paragraphs, start=1):
        yield from _paragraph(number, paragraph, with_recall)
    if outline.counter:
        yield Heading("Counter-argument", 2)
        yield Line(outline.counter)
    yield Heading("Conclusion", 2)
    yield Line(outline.conclusion or "")
    yield from _closing(outline)


def _introduction(outline: Outline) -> Iterator[Block]:
    yield Heading("Introduction", 2)
    if outline.thesis:
        yield Line(outline.thesis, "Thesis")
    if outline.context:
        yield Line(outline.context, "Context")
    for term, meaning in outline.definitions.items():
        yield Line(f"{term}: {meaning}", "Define")
    if outline.criterion:
        yield Line(outline.criterion, "Criterion")


def _paragraph(number: int, paragraph: Paragraph, with_recall: bool) -> Iterator[Block]:
    yield Heading(f"{number}. {paragraph.theme} ({SIDES[paragraph.side]})", 2)
    yield Line(paragraph.point, "Point")
    yield from (_piece(piece, with_recall) for piece in paragraph.evidence)
    if not paragraph.evidence:
        yield Gap("Evidence", "two dated facts of your own")
    if paragraph.because:
        yield Line(paragraph.because, "Why it matters")
    if paragraph.perspective:
        yield Line(perspective(paragraph.perspective), "Perspective")
    if paragraph.limits:
        yield Line(paragraph.limits, "Limit")
    for slot in paragraph.slots:
        yield from _slot(slot, with_recall)
    yield Line(paragraph.link, "Link")


def _slot(slot: Slot, with_recall: bool) -> Iterator[Block]:
    if slot.point:
        yield Line(slot.point, slot.case)
    yield from (_piece(piece, with_recall) for piece in slot.evidence)
    if not slot.point and (slot.prompt or not slot.evidence):
        yield Gap(slot.case, slot.prompt)


def _closing(outline: Outline) -> Iterator[Block]:
    yield Heading("Time", 2)
    yield Line(timing.spoken(outline.guide, len(outline.paragraphs)))
    if outline.traps:
        yield Heading("Traps", 2)
        yield from (Line(trap) for trap in outline.traps)


def perspective(view: Perspective) -> str:
    """Say a historian's view and what we make of it."""
    verdict = f" Verdict: {view.verdict}." if view.verdict else " Weigh it: say where it holds."
    return f"{view.historian}: {view.view}.{verdict}"


def recall_words(piece: Evidence) -> str:
    """Say how well a piece is known now."""
    if piece.suspended:
        return "suspended"
    if piece.recall is None:
        return "unseen"
    return f"recall {round(piece.recall * 100)} %" + (", weak" if piece.weak else "")


def _piece(piece: Evidence, with_recall: bool) -> Piece:
    about = [piece.when, piece.source, piece.card, recall_words(piece) if with_recall else None]
    return Piece(
        piece.text,
        tuple(part for part in about if part),
        piece.contested is not None,
        with_recall and piece.weak,
    )


def grid(outline: Outline) -> Table:
    """Give the comparison as a table: a row a theme, a column a case."""
    ours = outline.case_title or "Your case"
    others = [slot.case for slot in outline.paragraphs[0].slots] or ["Second case"]
    rows = []
    for number, paragraph in enumerate(outline.paragraphs, start=1):
        cells = [_cell(slot) for slot in paragraph.slots] or [""]
        side = paragraph.side or "similar or different?"
        rows.append((f"{number}. {paragraph.theme} ({side})", paragraph.point, *cells))
    return Table(("Theme", ours, *others), tuple(rows))


def _cell(slot: Slot) -> str:
    if slot.point or slot.evidence:
        return " ".join([slot.point or "", *(piece.text for piece in slot.evidence[:1])]).strip()
    return f"To fill in: {slot.prompt}"
