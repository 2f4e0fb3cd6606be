"""The outline for a case that says nothing of its factors: the plan nearest to the question, as its author wrote it."""

from __future__ import annotations

from dataclasses import replace

from studykit.cards import Argument, Plan
from studykit.essays.choosing import PIECES, telling
from studykit.essays.evidence import Recalls, choose
from studykit.essays.known import CaseFacts
from studykit.essays.language import stem
from studykit.essays.material import Material
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.question_words import read_words


def poured(outline: Outline, facts: CaseFacts, material: Material, recalls: Recalls) -> Outline:
    """Pour the nearest plan of a case into a question."""
    question = outline.question
    asked = telling(word.text for word in question.words.words)
    plans = [
        plan
        for plan in material.plans
        if plan.case == facts.case.slug
        and (not plan.scope or not question.scopes or plan.scope in question.scopes)
    ]
    if not plans:
        return replace(outline, notes=("No plan of this case fits the question.",))
    plan = max(plans, key=lambda each: _nearness(each, asked))
    denied = bool(question.claims) and not question.claims[0].mattered
    paragraphs = tuple(_paragraph(each, facts, material, recalls, denied=denied) for each in plan.arguments)
    against = next((each for each in paragraphs if each.side == "against"), None)
    return replace(
        outline, plans=(plan.slug,), thesis=plan.thesis, definitions=dict(plan.define), paragraphs=paragraphs,
        counter=against.point if against else None, answer=against.limits if against else None,
        conclusion=plan.conclusion, traps=plan.traps,
    )  # fmt: skip


def _nearness(plan: Plan, asked: frozenset[str]) -> float:
    """Say how many telling words of the question a plan has; those of its title and questions count double."""

    def stems(*texts: str) -> set[str]:
        return {stem(word.text) for text in texts for word in read_words(text).words}

    return 2 * len(asked & stems(plan.title, *plan.answers)) + len(
        asked & stems(*(each.point for each in plan.arguments))
    )


def _paragraph(
    said: Argument, facts: CaseFacts, material: Material, recalls: Recalls, *, denied: bool
) -> Paragraph:
    side = said.side
    if denied and side in ("for", "against"):
        side = "against" if side == "for" else "for"
    theme = facts.case.themes.get(said.theme or "", said.theme or said.id.replace("-", " "))
    return Paragraph(
        heading=theme[:1].upper() + theme[1:], side=side, point=said.point,
        evidence=choose(said.evidence, material, recalls)[:PIECES], because=said.because,
        perspective=said.perspective, limits=said.limits, link=said.link,
    )  # fmt: skip
