"""An outline as a document: headings, fields, evidence and tables, before it is put in any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from studykit.cards import Perspective
from studykit.essays import paper_two, timing
from studykit.essays.evidence import Evidence
from studykit.essays.outline import Half, Outline, Paragraph

SIDES = {
    "for": "for the claim",
    "against": "against it",
    "similar": "similar",
    "different": "different",
    None: "",
}

ONE_PAGE, TWO_CASES = 488, 735
"""Words of an outline on one page, for one case and for several; the question and its labels come to that."""


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
class EvidenceLine:
    """A piece of evidence with what stands beside it: how well she knows it, and with sources the rest."""

    text: str
    about: tuple[str, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """Room left for what the reader has to fill in."""

    label: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: a row of headings and rows of cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Line | Caution | EvidenceLine | Blank | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """What of an outline is shown: all of it or one page, sources and card ids, how well she knows each fact."""

    full: bool = False
    sources: bool = False
    recall: bool = True


SHORT = Layout()


def document(outline: Outline, layout: Layout = SHORT) -> tuple[Block, ...]:
    """Lay an outline out; without `full` on one page, what matters least left out first."""
    if layout.full:
        return tuple(_blocks(outline, layout))
    limit = TWO_CASES if len(outline.columns) > 1 else ONE_PAGE
    blocks = tuple(_blocks(outline, layout))
    for shortened in _shorter(outline):
        if _words(blocks) <= limit:
            break
        blocks = tuple(_blocks(shortened, layout))
    return blocks


def _shorter(outline: Outline) -> Iterator[Outline]:
    """Give an outline shorter and shorter: traps and definitions go first, the paragraph on the claim last."""
    outline = replace(outline, definitions={}, traps=outline.traps[:1])
    yield outline
    outline = replace(outline, traps=(), criterion=None)
    yield outline
    if outline.columns:
        outline = replace(outline, counter=None, answer=None)
        yield outline
    last = len(outline.paragraphs) - 1
    changes: tuple[Mapping[str, object], ...] = (
        {"limits": None},
        {"link": None},
        {"verdictless": True},
        {"pieces": 2},
        {"because": None},
        {"pieces": 1},
    )
    for change in changes:
        for place in range(last, -1, -1):
            keep = place == 0 and change in ({"because": None}, {"pieces": 1}, {"verdictless": True})
            if not keep:
                outline = _changed(outline, place, change)
                yield outline
    outline = replace(outline, doubt=None)
    yield outline
    while len(outline.paragraphs) > 3:
        outline = replace(outline, paragraphs=outline.paragraphs[:-1])
        yield outline


def _changed(outline: Outline, place: int, change: Mapping[str, object]) -> Outline:
    paragraph = outline.paragraphs[place]
    if "pieces" in change:
        most = change["pieces"]
        assert isinstance(most, int)
        halves = tuple(replace(half, evidence=half.evidence[:most]) for half in paragraph.halves)
        paragraph = replace(paragraph, evidence=paragraph.evidence[:most], halves=halves)
    elif "limits" in change:
        paragraph = replace(paragraph, limits=None)
    elif "link" in change:
        paragraph = replace(paragraph, link=None)
    elif "because" in change:
        paragraph = replace(paragraph, because=None)
    else:
        paragraph = replace(paragraph, perspective=None)
    kept = (*outline.paragraphs[:place], paragraph, *outline.paragraphs[place + 1 :])
    return replace(outline, paragraphs=kept)


def _words(blocks: tuple[Block, ...]) -> int:
    """Count the words of a document, labels and notes included."""
    texts: list[str] = []
    for block in blocks:
        match block:
            case Table(head, rows):
                texts += [*head, *(cell for row in rows for cell in row)]
            case EvidenceLine(text, about):
                texts += [text, *about]
            case Blank(label, prompt):
                texts += [label, prompt]
            case Caution(code, text):
                texts += [code, text]
            case Line(text, label):
                texts += [text, label or ""]
            case Heading(text):
                texts.append(text)
    return sum(len(text.split()) for text in texts)


def _blocks(outline: Outline, layout: Layout) -> Iterator[Block]:
    yield Heading(outline.question.text, 1)
    yield from (Line(text, label) for label, text in decoded(outline))
    yield from (Caution(warning.code, warning.message) for warning in outline.warnings)
    yield from (Line(note, "Note") for note in outline.notes)
    if not outline.paragraphs:
        yield from (Line(text, "Revise") for text in outline.revise)
        return
    if outline.thesis:
        yield Heading("Thesis", 2)
        yield Line(outline.thesis)
    if outline.criterion:
        yield Line(outline.criterion, "Criterion")
    yield from (Line(f"{term}: {meaning}", "Define") for term, meaning in outline.definitions.items())
    for number, paragraph in enumerate(outline.paragraphs, start=1):
        yield from _paragraph(number, paragraph, layout)
    if layout.full and len(outline.columns) > 1:
        yield Heading("Grid", 2)
        yield grid(outline)
    yield from _closing(outline)
    if layout.full:
        yield Line(timing.spoken(outline.guide, len(outline.paragraphs)), "Time")


def _closing(outline: Outline) -> Iterator[Block]:
    if outline.counter:
        yield Heading("Counter-argument", 2)
        yield Line(outline.counter)
        if outline.answer:
            yield Line(outline.answer, "Answer")
    if outline.conclusion:
        yield Heading("Conclusion", 2)
        yield Line(outline.conclusion)
    elif outline.columns:
        yield Heading("Conclusion", 2)
        yield Blank("To write", "which likeness and which difference weighs most, and by what measure")
    if outline.doubt:
        yield Line(outline.doubt, "Doubt left")
    yield from (Line(trap, "Trap") for trap in outline.traps)


def decoded(outline: Outline) -> Iterator[tuple[str, str]]:
    """Give label and text of what a question asks for."""
    question, term = outline.question, paper_two.terms()[outline.term]
    yield "Command term", f"{term.name}: {term.demand}"
    if question.claims:
        yield (
            "Claim",
            "; ".join(
                _claim(each.subject, each.factors, each.mattered, each.strength) for each in question.claims
            ),
        )
    if question.reading.rival:
        rival = question.reading.rival
        yield "Set against", _named(rival.subject, rival.factors)
    about = [paper_two.data()["scopes"][scope]["name"] for scope in question.scopes[:2]]
    cases = " and ".join(outline.columns or outline.titles)
    years = f" ({question.years.spoken})" if question.years else ""
    if about:
        yield "Scope", f"{'; '.join(about)}{years}{f'. Cases: {cases}' if cases else ''}"
    if outline.degree:
        yield "Answer", _DEGREES[outline.degree]


_DEGREES = {
    "fully": "the claim holds fully",
    "large": "the claim holds to a large extent",
    "some": "the claim holds to some extent",
    "limited": "the claim holds only to a limited extent",
    "hardly": "the claim hardly holds",
}


def _claim(subject: str | None, factors: tuple[str, ...], mattered: bool, strength: str) -> str:
    said = {"more": "mattered more" if mattered else "mattered less", "part": "played a part" if mattered else "played no part",
            "important": "was important" if mattered else "was of little importance",
            "main": "mattered most" if mattered else "did not matter most", "only": "decided alone" if mattered else "did not decide alone"}  # fmt: skip
    return f"{_named(subject, factors)} ({said[strength]})"


def _named(subject: str | None, factors: tuple[str, ...]) -> str:
    groups = {tuple(each["of"]): each["name"] for each in paper_two.data()["groups"].values()}
    return subject or groups.get(factors) or " and ".join(map(paper_two.factor_name, factors))


def _paragraph(number: int, paragraph: Paragraph, layout: Layout) -> Iterator[Block]:
    side = SIDES[paragraph.side]
    yield Heading(f"{number}. {paragraph.heading}{f' ({side})' if side else ''}", 2)
    yield Line(paragraph.point, "Point")
    yield from (_piece(piece, layout) for piece in paragraph.evidence)
    for half in paragraph.halves:
        yield from _half(half, layout)
    if not paragraph.pieces and not paragraph.halves:
        yield Blank("Evidence", "two dated facts of your own")
    if paragraph.because:
        yield Line(paragraph.because, "Why it matters")
    if paragraph.perspective:
        yield Line(perspective(paragraph.perspective, paragraph.work), "Perspective")
    if paragraph.limits:
        yield Line(paragraph.limits, "Limit")
    if paragraph.link and not paragraph.halves:
        yield Line(_sentence(paragraph.link), "Link")


def _sentence(clause: str) -> str:
    from studykit.essays.stance import sentence

    return sentence(clause)


def _half(half: Half, layout: Layout) -> Iterator[Block]:
    if half.prompt:
        yield Blank(half.name, half.prompt)
        return
    if layout.full or not half.evidence:
        yield Line(half.says or "", half.name)
    for piece in half.evidence:
        shown = _piece(piece, layout)
        about = f" ({'; '.join(shown.about)})" if shown.about else ""
        yield Line(f"{shown.text}{about}", half.name)


def perspective(view: Perspective, work: str | None = None) -> str:
    """Say a historian's view, where it is from, and what we make of it."""
    verdict = f" Verdict: {view.verdict}." if view.verdict else ""
    return f"{view.historian}: {view.view}{f' [{work}]' if work else ''}.{verdict}"


def recall_words(piece: Evidence) -> str:
    """Say how well a piece is known now."""
    if piece.suspended:
        return "suspended"
    if piece.recall is None:
        return "unseen"
    return f"recall {round(piece.recall * 100)} %" + (", weak" if piece.weak else "")


def _piece(piece: Evidence, layout: Layout) -> EvidenceLine:
    about = [piece.when, piece.source, piece.card] if layout.sources else []
    if not piece.is_sentence:
        about.insert(0, "card")
        if piece.when and not layout.sources:
            about.insert(1, piece.when)
    if piece.contested:
        about.append("contested")
    if layout.recall:
        about.append(recall_words(piece))
    return EvidenceLine(piece.text, tuple(part for part in about if part), layout.recall and piece.weak)


def grid(outline: Outline) -> Table:
    """Give the comparison as a table: a row a factor, a column a case."""
    rows = tuple((f"{row.factor}{f' ({row.side})' if row.side else ''}", *row.cells) for row in outline.grid)
    return Table(("Factor", *outline.columns), rows)
