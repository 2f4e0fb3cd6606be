"""An outline as a document: headings, lines and tables, before it is put in any format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studykit.cases import Perspective
from studykit.essays import paper_two
from studykit.essays.claims import Claim
from studykit.essays.material import Evidence
from studykit.essays.one_page import one_page
from studykit.essays.outline import Half, Outline, Paragraph
from studykit.essays.stance import capital, ended, shown
from studykit.visible import EMPHASIS, visible

SIDES = {
    "for": "for the claim", "against": "against it", "similar": "similar", "different": "different",
    "mixed": "alike in weight only",
}  # fmt: skip

ONE_PAGE, TWO_CASES = 488, 748
"""Words of an outline on one page, for one case and for several; the question and its labels come to that."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the question itself."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, with a label or without.

    `kind` is "text"; "caution", a warning; "piece" of evidence; or "gap", room for what
    the text asks the reader to fill in. `about` stands beside a piece: how well she knows it (`weak` when badly),
    and with sources the rest.
    """

    text: str
    label: str | None = None
    kind: str = "text"
    about: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: a row of headings and rows of cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Line | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """What of an outline is shown: all of it or one page, sources and card ids, how well she knows each fact."""

    full: bool = False
    sources: bool = False
    recall: bool = True


SHORT = Layout()


def document(outline: Outline, layout: Layout = SHORT) -> tuple[Block, ...]:
    """Lay an outline out; without `full` on one page, which what matters most fills first."""
    # Of somebody who has met nothing yet it need not be said beside each fact.
    if all(piece.recall is None for piece in outline.evidence):
        layout = replace(layout, recall=False)
    limit = TWO_CASES if len(outline.columns) > 1 else ONE_PAGE

    def fits(shown: Outline) -> bool:
        return sum(map(_words, _blocks(shown, layout))) <= limit

    return tuple(_blocks(outline if layout.full or fits(outline) else one_page(outline, fits), layout))


def _words(block: Block) -> int:
    """Count the words of a block, labels and notes included."""
    match block:
        case Table(head, rows):
            texts: Sequence[str] = [*head, *(cell for row in rows for cell in row)]
        case Line(text, label, _, about):
            texts = [text, label or "", *about]
        case Heading(text):
            texts = [text]
    return sum(len(text.split()) for text in texts)


def _blocks(outline: Outline, layout: Layout) -> Iterator[Block]:
    yield Heading(outline.question.text, 1)
    yield from _decoded(outline)
    yield from (Line(warning.message, "Mind", "caution") for warning in outline.warnings)
    yield from (Line(note, "Note") for note in outline.notes)
    if not outline.paragraphs:
        yield from (Line(text, "Revise") for text in outline.revise)
        return
    if outline.thesis:
        yield Heading("Thesis", 2)
        yield Line(outline.thesis)
    yield from _labelled("Criterion", outline.criterion)
    yield from _labelled("Interplay", outline.interplay)
    yield from (Line(f"{term}: {meaning}", "Define") for term, meaning in outline.definitions.items())
    if len(outline.columns) > 1:
        yield Heading("Grid", 2)
        yield _grid(outline, layout)
    for number, paragraph in enumerate(outline.paragraphs, start=1):
        yield from _paragraph(number, paragraph, _side(outline, paragraph), layout)
    yield from _closing(outline, layout)
    if layout.full:
        yield Line(_minutes(outline.guide, len(outline.paragraphs)), "Time")


def _labelled(label: str, text: str | None, kind: str = "text") -> Iterator[Line]:
    """Give a labelled line, where there is something to say."""
    if text:
        yield Line(text, label, kind)


def _closing(outline: Outline, layout: Layout) -> Iterator[Block]:
    if outline.counter:
        yield Heading("Counter-argument", 2)
        yield Line(outline.counter)
        yield from (_piece(piece, layout) for piece in outline.against)
        yield from _labelled("Answer", outline.answer)
    if outline.conclusion or outline.columns:
        yield Heading("Conclusion", 2)
        asked = "which likeness and which difference weighs most, and by what measure"
        if outline.conclusion:
            yield Line(outline.conclusion)
        if not outline.conclusion or any(half.prompt for each in outline.paragraphs for half in each.halves):
            yield Line(asked, "To write", "gap")
    yield from _labelled("Doubt left", outline.doubt)
    yield from (Line(trap, "Trap") for trap in outline.traps)


def _decoded(outline: Outline) -> Iterator[Line]:
    """Give what a question asks for."""
    question = outline.question
    yield Line(f"{outline.term}: {paper_two.terms()[outline.term]}", "Command term")
    plain = outline.degree is None
    claims = (
        f"{f'{each.of}: ' if each.of else ''}{_named(each)}"
        f"{'' if plain and each.is_cause else f' ({shown(each)})'}"
        for each in question.claims
    )
    if question.reading.open and question.reading.rival:
        yield Line(
            f"{_named(question.claims[0])} or {_named(question.reading.rival)}: which mattered more", "Claim"
        )
    else:
        yield from _labelled("Claim", "; ".join(claims))
        yield from _labelled(
            "Set against", _named(question.reading.rival) if question.reading.rival else None
        )
    partly = any(each.code == "partly-covered" for each in outline.warnings)
    scopes = question.scopes[: 2 if partly or not outline.paragraphs else 1]
    if not scopes and outline.paragraphs:
        scopes = ("rise-of-a-leader",)
    about = "; ".join(paper_two.data()["scopes"][scope]["name"] for scope in scopes)
    cases = " and ".join(outline.regions or outline.columns or outline.titles)
    years = f" ({question.years.spoken})" if question.years else ""
    yield from _labelled("Scope", about and f"{about}{years}{f'. Cases: {cases}' if cases else ''}")


def _named(claim: Claim) -> str:
    factors = claim.called or " and ".join(map(paper_two.factor_name, claim.factors))
    own = not claim.implied and claim.factors and claim.kind == "cause"
    if claim.subject and (own or claim.kind == "removal"):
        return claim.said or claim.subject
    return claim.subject or factors


def _paragraph(number: int, paragraph: Paragraph, side: str | None, layout: Layout) -> Iterator[Block]:
    yield Heading(f"{number}. {paragraph.heading}{f' ({side})' if side else ''}", 2)
    yield Line(paragraph.point, "Point")
    yield from (_piece(piece, layout) for piece in _by_date(paragraph.evidence))
    for half in paragraph.halves:
        yield from _half(half, layout)
    if not paragraph.pieces and not paragraph.halves:
        yield Line("two dated facts of your own", "Evidence", "gap")
    yield from _labelled("Why it matters", paragraph.because)
    if paragraph.perspective:
        yield Line(perspective(paragraph.perspective, paragraph.work), "Perspective")
    yield from _labelled("Limit", paragraph.limits)
    yield from _labelled("Link", paragraph.link and ended(capital(paragraph.link)))


def _by_date(pieces: Sequence[Evidence]) -> list[Evidence]:
    """Put facts in the order of time, in which an essay tells them; one of some years stands where these end."""
    return sorted(
        pieces, key=lambda each: (each.date.end.year, str(each.date.start)) if each.date else (9999, "")
    )


def _side(outline: Outline, paragraph: Paragraph) -> str | None:
    """Say what a paragraph does for the claim; where no degree is asked for, only that it tells the limits."""
    if outline.degree is None and not outline.columns:
        return "its limits" if paragraph.side == "against" and paragraph.factor in outline.claimed else None
    return SIDES[paragraph.side] if paragraph.side else None


def _half(half: Half, layout: Layout) -> Iterator[Line]:
    if half.prompt:
        yield Line(half.prompt, half.name, "gap")
        return
    if not half.evidence:
        yield Line(half.says or "", half.name)
    for piece in _by_date(half.evidence):
        shown = _piece(piece, layout)
        about = f" ({'; '.join(shown.about)})" if shown.about else ""
        yield Line(f"{shown.text}{about}", half.name)


def perspective(view: Perspective, work: str | None = None) -> str:
    """Say a historian's view, where it is from, and what we make of it."""
    verdict = f" Verdict: {view.verdict}." if view.verdict else ""
    work = work and re.sub(rf"^[^*]*\b{re.escape(view.historian)}, ", "", work)  # named before the colon
    return f"{view.historian}: {view.view}{f' [{work}]' if work else ''}.{verdict}"


def _recall(piece: Evidence) -> str:
    """Say how well a piece is known now."""
    if not piece.drill:
        return "suspended"
    if piece.recall is None:
        return "unseen"
    return f"recall {round(piece.recall * 100)}%" + (", weak" if piece.weak else "")


def _piece(piece: Evidence, layout: Layout) -> Line:
    about = (
        None if piece.is_sentence else "card",
        piece.when if layout.sources or not piece.is_sentence else None,
        *((piece.source, piece.card) if layout.sources else ()),
        (f"contested: {piece.contested}" if layout.full else "contested") if piece.contested else None,
        _recall(piece) if layout.recall else None,
    )
    return Line(
        piece.text, None, "piece", tuple(part for part in about if part), layout.recall and piece.weak
    )


def _minutes(guide: str, paragraphs: int) -> str:
    """Say how the minutes of an essay are split."""
    split = paper_two.minutes(guide)
    total = sum(split.values())
    each = f" ({split['paragraphs'] // paragraphs} each)" if paragraphs else ""
    kind = "minutes" if guide == "2017" else "minutes, about, for the long essay of section B"
    return (
        f"{total} {kind}: plan {split['plan']}, introduction {split['introduction']}, paragraphs "
        f"{split['paragraphs']}{each}, conclusion {split['conclusion']}, reading through {split['check']}. "
        f"Stop adding at minute {total - split['check'] - split['conclusion']} and conclude."
    )


def _grid(outline: Outline, layout: Layout) -> Table:
    """Give the comparison as a table: a row a factor, a column a case; on one page only how much each weighed."""
    rows = []
    for each in outline.grid:
        cells = [f"to fill in: {half.prompt}" if layout.full else "to fill in" for half in each.halves]
        for place, half in enumerate(each.halves):
            if half.prompt is None:
                much = half.much or "nothing said"
                cells[place] = f"{capital(much)}. {half.says}" if layout.full else much
        rows.append((each.heading.partition(":")[0], *cells))
    return Table(("Factor", *outline.columns), tuple(rows))


# Text of decks and of students, made safe for the formats it goes into; `*emphasis*` is kept.


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text, made visible, into runs and say of each whether it is emphasised."""
    for place, part in enumerate(EMPHASIS.split(visible(text))):
        if part:
            yield part, place % 2 == 1


def escape_markdown(text: str) -> str:
    """Escape what Markdown would act on, and nothing else, so that the file reads well raw."""
    text = re.sub(r"([\\`*\[\]<>|])", r"\\\1", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def escape_start(text: str) -> str:
    """Escape what makes a heading, a list or a rule of a line that begins with it."""
    return re.sub(r"^([^\S\n]*)(#{1,6}\s|[-+]\s|\d+[.)]\s|=+\s*$|~~~)", r"\1\\\2", text, flags=re.MULTILINE)
