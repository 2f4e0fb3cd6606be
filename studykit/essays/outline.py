"""Build an outline: the chosen arguments poured into the shape of the question's command term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studykit.cards import Case, Plan
from studykit.essays import skeleton, wording
from studykit.essays.evidence import Recalls
from studykit.essays.finding import Reader, Wanted, fits
from studykit.essays.known import CaseFacts
from studykit.essays.material import Material
from studykit.essays.model import Outline, Paragraph, Related
from studykit.essays.paragraphs import Draft, paragraph
from studykit.essays.question import Question, case_of
from studykit.essays.second_case import fill, fillers, slot_prompt
from studykit.essays.selection import Selection, select
from studykit.essays.warnings import Setting, warnings_for


def build(question: Question, material: Material, recalls: Recalls, guide: str = "2017") -> Outline:
    """Build the outline of a question.

    Args:
        question: as `decode` gives it.
        material: plans, cases and cards.
        recalls: recall (0-1) of cards now.
        guide: "2017" or "2028".
    """
    facts = case_of(question, material.known)
    case = facts.case if facts else None
    filled = fillers(question, facts, material)
    setting = Setting(facts, guide, tuple(each.leader for each in filled), _has_state_plan(material, case))
    outline = Outline(
        question=question,
        term=question.term or question.offered or "discuss",
        guide=guide,
        case=case.slug if case else None,
        case_title=case.title if case else None,
        region=facts.region if facts else None,
        warnings=warnings_for(question, setting),
        context=_context(facts),
    )
    plans = [plan for plan in material.plans if plan.case == (case.slug if case else plan.case)]
    reader = Reader(case.themes if case else {})
    wanted = Wanted.of(question.claim.factor if question.claim else None, question.words)
    if any(warning.code == "not-covered" for warning in outline.warnings):
        return replace(outline, related=_related(plans, question, wanted, reader), context=None)
    found = fits(plans, question, wanted, reader)
    if not found:
        made = skeleton.skeleton(outline, question, wanted, material, recalls)
        return replace(made, related=_related(plans, question, wanted, reader))
    selection = select(found, question, wanted, reader)
    made = _poured(outline, selection, question, material, recalls, reader)
    return fill(
        skeleton.claimed(made, selection.own, question, wanted, material, recalls), filled, material, recalls
    )


def _poured(
    outline: Outline,
    selection: Selection,
    question: Question,
    material: Material,
    recalls: Recalls,
    reader: Reader,
) -> Outline:
    """Pour the chosen arguments into the shape of the command term."""
    term = outline.term
    claim = question.claim.text if question.claim and not question.claim.quoted else None
    drafts = selection.drafts
    paragraphs: list[Paragraph] = []
    notes: list[str] = []
    used: set[str] = set()
    for place, draft in enumerate(drafts):
        following = drafts[place + 1].argument if place + 1 < len(drafts) else None
        names = (
            None
            if following is None
            else (reader.themes.get(following.theme or "", following.id), following.point)
        )
        made, missing = paragraph(
            draft, material, recalls, case=outline.case, avoid=used, largest=draft.side != "against"
        )
        used |= {piece.card for piece in made.evidence}
        notes += missing
        linked = wording.link(term, draft.side, claim, names)
        slots = slot_prompt(draft, question)
        kept_limits = None if draft.is_slot else made.limits
        paragraphs.append(
            replace(made, theme=_theme(draft, reader), link=linked, slots=slots, limits=kept_limits)
        )
    return replace(
        outline,
        plans=tuple(dict.fromkeys((selection.main.slug, *(draft.plan.slug for draft in drafts)))),
        thesis=_thesis(term, selection, question),
        definitions=dict(selection.main.define),
        criterion=_criterion(term),
        paragraphs=tuple(paragraphs),
        counter=_counter(selection),
        conclusion=_conclusion(selection),
        traps=selection.main.traps,
        notes=tuple(dict.fromkeys(notes)),
    )


def _theme(draft: Draft, reader: Reader) -> str:
    theme = draft.argument.theme
    return reader.themes.get(theme, theme) if theme else draft.argument.id.replace("-", " ").capitalize()


def _thesis(term: str, selection: Selection, question: Question) -> str:
    """Give the plan's thesis where it argues the claim, else one made of the ranking."""
    degree = "To a large extent" if selection.own else "To some extent"
    compared = selection.compared
    if selection.own and question.cases > 1 and not compared:
        return f"{_one_case(term, selection, degree)} Say whether the same holds for the second case."
    if (selection.own or compared) and selection.main.thesis:
        return (
            wording.with_degree(selection.main.thesis, degree)
            if term == "to what extent"
            else selection.main.thesis
        )
    points = [draft.argument.point for draft in selection.drafts]
    return wording.ranked_thesis(points, degree if term == "to what extent" else None)


def _one_case(term: str, selection: Selection, degree: str) -> str:
    thesis = selection.main.thesis or wording.ranked_thesis(
        [each.argument.point for each in selection.drafts], None
    )
    return wording.ended(wording.with_degree(thesis, degree) if term == "to what extent" else thesis)


def _criterion(term: str) -> str | None:
    if term != "evaluate":
        return None
    return (
        "A factor counts for as much as the outcome would have been different without it: at a vote, an "
        "appointment or a decision with a date."
    )


def _counter(selection: Selection) -> str | None:
    """Give the strongest argument against, answered by its own limits."""
    against = [draft for draft in selection.drafts if draft.side == "against"]
    rest = [
        Draft(argument, selection.main, "against")
        for argument in selection.main.arguments
        if argument.side == "against"
    ]
    for draft in (*against, *rest):
        return wording.counter(draft.argument.point, draft.argument.limits or _reply(selection))
    limits = next(
        (draft.argument.limits for draft in selection.drafts if draft.argument.limits and not draft.is_slot),
        None,
    )
    return wording.counter(limits, _reply(selection)) if limits else None


def _reply(selection: Selection) -> str | None:
    return next((draft.argument.because for draft in selection.drafts if draft.side != "against"), None)


def _conclusion(selection: Selection) -> str:
    compared = selection.compared
    if (selection.own or compared) and selection.main.conclusion:
        return selection.main.conclusion
    return wording.ranked_conclusion([draft.argument.point for draft in selection.drafts])


def _context(facts: CaseFacts | None) -> str | None:
    """Say what the introduction must set out: where, when, what was being decided."""
    if facts is None:
        return None
    case = facts.case
    years = f", {case.period.start.year}-{case.period.end.year % 100:02}" if case.period else ""
    return f"{case.title}{years}: say who ruled at first, what was to be decided, where your answer ends."


def _has_state_plan(material: Material, case: Case | None) -> bool:
    return any(
        plan.scope == "state" and plan.case == (case.slug if case else None) for plan in material.plans
    )


def _related(
    plans: Sequence[Plan], question: Question, wanted: Wanted, reader: Reader
) -> tuple[Related, ...]:
    """Offer the plans that come nearest although they do not answer the question."""
    open_question = replace(question, scopes=())
    ranked = fits(plans, open_question, wanted, reader)
    return tuple(Related(fit.plan.slug, fit.plan.title) for fit in ranked[:3])
