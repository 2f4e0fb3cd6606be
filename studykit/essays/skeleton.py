"""Outlines where no plan fits: the shape of the command term, with evidence found by theme; it says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from studykit.cards import Card, CardId, Case
from studykit.essays import wording
from studykit.essays.evidence import Recalls, choose
from studykit.essays.finding import Wanted
from studykit.essays.material import Material
from studykit.essays.model import Outline, Paragraph, Slot
from studykit.essays.question import Question
from studykit.essays.scope import CONSOLIDATION, MAINTENANCE, STATE
from studykit.essays.searching import search
from studykit.essays.terms import TERMS

NO_PLAN = (
    "No plan fits this question: this is the shape of the command term, with evidence found by theme. Write "
    "the points yourself."
)
NO_EVIDENCE = (
    "No plan fits this question and no card is evidence for it: only the shape of the essay is given."
)
THEMES = 4

SYLLABUS = {
    STATE: (
        "Conditions: war, economy, division",
        "Ideas and persuasion",
        "Force",
        "Leaders, and weak opponents",
    ),
    MAINTENANCE: (
        "Force and law",
        "Propaganda and the cult",
        "Treatment of opposition",
        "Policies and support",
    ),
    CONSOLIDATION: ("Legal methods", "Force", "Treatment of opposition", "Propaganda and support"),
}
"""What the syllabus asks about each scope: headings for what the cards do not hold."""

_ABOUT_THE_EXAM = re.compile(r"\b(?:exams?|essays?|Paper [123]|questions?|evidence|guide|notes?|IB)\b")
"""Words of cards that teach how to write, which are evidence of nothing."""


def skeleton(
    outline: Outline, question: Question, wanted: Wanted, material: Material, recalls: Recalls
) -> Outline:
    """Give an outline in the shape of its command term with evidence found by theme."""
    case = _case(outline, material)
    text = question.claim.factor.typed if question.claim else question.text
    found = search(
        material,
        outline.case,
        None,
        text if not wanted.empty else question.text,
        admit=_in_window(question, case),
    )
    groups = _by_theme(found, material, case)
    headings = [] if found and len(groups) >= 3 else list(SYLLABUS.get(question.scope or "", ()))
    groups += [(heading, []) for heading in headings[: THEMES - len(groups)]]
    paragraphs = tuple(
        _paragraph(theme, parents, place, outline, question, material, recalls)
        for place, (theme, parents) in enumerate(groups)
    )
    return replace(
        outline,
        thesis=_thesis(outline.term, question),
        criterion=None
        if outline.term != "evaluate"
        else "State what success would have meant, and weigh each factor by it.",
        paragraphs=paragraphs,
        counter="Name the strongest factor on the other side, and answer it.",
        conclusion=wording.ranked_conclusion([]),
        notes=(*outline.notes, NO_PLAN if found else NO_EVIDENCE),
    )


def claimed(
    outline: Outline, own: bool, question: Question, wanted: Wanted, material: Material, recalls: Recalls
) -> Outline:
    """Put a paragraph on the claimed factor first where no argument of any plan is about it."""
    if own or wanted.empty or any(paragraph.side != "against" for paragraph in outline.paragraphs):
        return outline
    assert question.claim is not None
    used = {piece.card for piece in outline.evidence}
    factor = question.claim.factor.typed
    found = search(material, outline.case, None, factor, avoid=used)
    evidence = choose(found[:3], material, recalls, 3)
    claim = wording.inner(factor)
    following = outline.paragraphs[0]
    first = Paragraph(
        theme=factor[:1].upper() + factor[1:],
        side="for",
        point=f"Say what {claim} did: no plan argues this, so the point is yours.",
        evidence=evidence,
        link=wording.link(outline.term, "for", None, (following.theme, following.point)),
        slots=following.slots,
        found=True,
    )
    note = f"No plan argues `{factor}`: its paragraph holds evidence found by theme; rivals come from plans."
    return replace(
        outline,
        thesis=_thesis(outline.term, question),
        paragraphs=(first, *outline.paragraphs[:3]),
        conclusion="Judge: how far did the claimed factor decide, and which rival weighed more?",
        notes=(*outline.notes, note),
    )


def _case(outline: Outline, material: Material) -> Case | None:
    return next((case for case in material.cases if case.slug == outline.case), None)


def _in_window(question: Question, case: Case | None) -> Callable[[Card], bool]:
    """Give a test for cards whose date lies in the years that the question is about."""
    if case is None or case.period is None:
        return lambda card: not _ABOUT_THE_EXAM.search(card.ask)
    first: int | None = case.period.start.year
    last: int | None = case.period.end.year
    if question.years is not None:
        first, last = question.years.first, question.years.last
    elif question.scope == STATE:
        first, last = None, case.period.start.year + 2
    elif question.scope == MAINTENANCE:
        first, last = case.period.end.year, case.period.end.year + 24
    elif question.scope == CONSOLIDATION:
        first, last = case.period.end.year - 1, None

    def inside(card: Card) -> bool:
        return (
            card.date is not None
            and not _ABOUT_THE_EXAM.search(card.ask)
            and (first is None or card.date.start.year >= first)
            and (last is None or card.date.end.year <= last)
        )

    return inside


def _by_theme(found: list[CardId], material: Material, case: Case | None) -> list[tuple[str, list[CardId]]]:
    """Group entries by their first theme, in the order of their best entry; three of each at most."""
    groups: dict[str, list[CardId]] = defaultdict(list)
    for parent in found:
        themes = material.entry(parent)[0].themes
        name = themes[0] if themes else "evidence"
        if len(groups[name]) < 3:
            groups[name].append(parent)
    titles = case.themes if case else {}
    return [(titles.get(theme, theme), parents) for theme, parents in list(groups.items())[:THEMES]]


def _paragraph(
    theme: str,
    parents: list[CardId],
    place: int,
    outline: Outline,
    question: Question,
    material: Material,
    recalls: Recalls,
) -> Paragraph:
    compares = TERMS[outline.term].compares
    side = None if compares else "for" if place < 2 else "against"
    slots = (Slot("Second case", "the same factor there, with a date"),) if question.cases > 1 else ()
    return Paragraph(
        theme=theme,
        side=side,
        point=f"{theme}: say in one sentence what it did for the answer.",
        evidence=choose(parents, material, recalls, 3),
        link=wording.link(outline.term, side, None, None),
        slots=slots,
        found=True,
    )


def _thesis(term: str, question: Question) -> str:
    claim = question.claim.text if question.claim else "the factor named"
    if term == "to what extent":
        return f"Answer with a degree: to a large, some or small extent {wording.inner(claim)}, because ..."
    return f"Answer in one sentence: {wording.inner(claim)} weighed most / less than ..., because ..."
