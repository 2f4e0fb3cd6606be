"""The other case of a comparison: empty slots, or what another case of the library has on the same themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studykit.cards import Argument, Plan
from studykit.essays.evidence import Recalls, choose
from studykit.essays.known import CaseFacts
from studykit.essays.material import Material
from studykit.essays.model import Outline, Paragraph, Slot
from studykit.essays.paragraphs import Draft
from studykit.essays.question import Question
from studykit.essays.searching import search


@dataclass(frozen=True, slots=True)
class Filler:
    """Another case that can fill the second half; `leader` is its leader, or its title."""

    facts: CaseFacts
    leader: str


def fillers(question: Question, ours: CaseFacts | None, material: Material) -> tuple[Filler, ...]:
    """Give the other cases of the library that can fill the rest of a question for more than one case.

    A case fills it when it shares a theme with ours, lies in another region where the question asks for that,
    and is the one named where the question names one.
    """
    if ours is None or question.cases < 2:
        return ()
    others = {leader.name for leader in question.leaders} - {ours.leader.name if ours.leader else ""}
    found = []
    for facts in material.known.cases.values():
        leader = facts.leader.name if facts.leader else facts.case.title
        if facts is ours or not set(facts.case.themes) & set(ours.case.themes):
            continue
        if question.different_regions and facts.region == ours.region:
            continue
        if others and leader not in others:
            continue
        if material.parents_of(facts.case.slug):
            found.append(Filler(facts, leader))
    return tuple(found[: question.cases - 1])


def slot_prompt(draft: Draft, question: Question) -> tuple[Slot, ...]:
    """Give the empty slots of a paragraph: one for each case that is missing."""
    if question.cases < 2:
        return ()
    prompt = draft.argument.limits if draft.is_slot else None
    asked = (
        _without_label(prompt) if prompt else "the same theme there: a point, two dated pieces of evidence"
    )
    names = [leader.name for leader in question.leaders[1:]]
    names += ["Second case", "Third case"][len(names) :]
    return tuple(Slot(name, asked) for name in names[: question.cases - 1])


def _without_label(prompt: str) -> str:
    label, colon, rest = prompt.partition(":")
    return rest.strip() if colon and len(label) < 30 else prompt


def fill(outline: Outline, filled: Sequence[Filler], material: Material, recalls: Recalls) -> Outline:
    """Fill the slots of an outline from other cases, theme by theme."""
    if not filled:
        return outline
    themes = _themes_of(outline, material)
    made = [
        replace(each, slots=_filled_slots(each, theme, filled, material, recalls))
        for each, theme in zip(outline.paragraphs, themes, strict=True)
    ]
    plans = tuple(
        dict.fromkeys(
            (
                *outline.plans,
                *(
                    plan.slug
                    for plan in material.plans
                    for each in filled
                    if plan.case == each.facts.case.slug
                ),
            )
        )
    )
    return replace(outline, paragraphs=tuple(made), plans=plans)


def _themes_of(outline: Outline, material: Material) -> list[str]:
    """Give the theme slug of each paragraph, whose `theme` is a title."""
    case = next((case for case in material.cases if case.slug == outline.case), None)
    slugs = {title: slug for slug, title in (case.themes if case else {}).items()}
    return [slugs.get(paragraph.theme, paragraph.theme) for paragraph in outline.paragraphs]


def _filled_slots(
    paragraph: Paragraph, theme: str, filled: Sequence[Filler], material: Material, recalls: Recalls
) -> tuple[Slot, ...]:
    slots = [_slot(each, paragraph, theme, material, recalls) for each in filled]
    return (*slots, *paragraph.slots[len(slots) :])


def _slot(filler: Filler, paragraph: Paragraph, theme: str, material: Material, recalls: Recalls) -> Slot:
    """Fill one slot: an argument of the other case's plans on the theme, else its cards of that theme."""
    case = filler.facts.case.slug
    argument = _argument([plan for plan in material.plans if plan.case == case], theme)
    if argument is not None:
        evidence = choose(argument.evidence, material, recalls, 2)
        return Slot(filler.leader, "", argument.point, evidence)
    found = search(material, case, [theme], paragraph.point)
    prompt = "" if found else "nothing in its decks on this theme: the same theme there, with a date"
    return Slot(filler.leader, prompt, None, choose(found[:2], material, recalls, 2))


def _argument(plans: Sequence[Plan], theme: str) -> Argument | None:
    return next((each for plan in plans for each in plan.arguments if each.theme == theme), None)
