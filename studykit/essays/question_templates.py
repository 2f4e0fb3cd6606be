"""Practice questions in our own wording: templates for the factors that a case weighs, and the plans' stems."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from studykit.cases import Argument, Plan
from studykit.essays import paper_two
from studykit.essays.material import Material
from studykit.essays.question import decode

TEMPLATES: tuple[tuple[str, int, str], ...] = (
    ("analyse", 1, "Analyse the part of {factor} in the rise to power of one authoritarian leader."),
    ("discuss", 1, "Discuss the claim that {factor} did most to bring one leader to power."),
    ("discuss", 1, '"Without {factor}, no leader of the time would have reached the top." Discuss with one leader in mind.'),
    ("evaluate", 1, "Evaluate the importance of {factor} for the rise to power of one authoritarian leader."),
    ("examine", 1, "Examine the influence of {factor} on one struggle for power."),
    ("to what extent", 1, "To what extent was the rise to power of one leader the result of {factor}?"),
    ("to what extent", 1, '"Everything turned on {factor}." To what extent do you agree, for the rise of one authoritarian leader?'),
    ("compare", 2, "Compare the part played by {factor} in the rise to power of two authoritarian leaders."),
    ("contrast", 2, "Contrast the weight of {factor} in the rise to power of two leaders, each from a different region."),
    ("compare and contrast", 2, "Compare and contrast the effects of {factor} on the rise to power of two authoritarian leaders."),
)  # fmt: skip
"""Command term, number of cases, and the question; all for Paper 2, so none names a leader."""


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A practice question: its term, the themes it draws on, how many cases it wants, which factors it claims.

    Of `factors` one is enough to answer it; without any, whatever a case knows will do. `case` is the case
    whose plan it stands in, None for a template that fits every case.
    """

    text: str
    term: str
    themes: tuple[str, ...]
    cases: int
    factors: tuple[str, ...] = ()
    case: str | None = None


def questions(material: Material) -> tuple[PracticeQuestion, ...]:
    """Give every practice question that the cases studied can answer, Paper 2 ones only."""
    studied = {None, *(material.studied or material.known.cases)}
    plans = [plan for plan in material.plans if plan.case in studied]
    found = {each.text: each for each in (*_from_templates(plans, material), *_from_plans(plans, material))}
    return tuple(found.values())


def _themes_of(argument: Argument, material: Material) -> set[str]:
    """Give the theme of an argument; of one that states none, those of its evidence."""
    if argument.theme:
        return {argument.theme}
    return {theme for parent in argument.evidence for card in material.entry(parent) for theme in card.themes}


def _from_templates(plans: Sequence[Plan], material: Material) -> Iterator[PracticeQuestion]:
    """Fill the templates with the factors that some argument on a rise speaks for."""
    themes: dict[str, set[str]] = {}
    on_a_rise = [plan for plan in plans if plan.scope in (None, "rise-of-a-leader")]
    for argument in (each for plan in on_a_rise for each in plan.arguments):
        for factor, side in argument.bears_on.items():
            if side == "for" and factor in paper_two.data()["factors"]:
                themes.setdefault(factor, set()).update(_themes_of(argument, material))
    for factor, its in themes.items():
        for term, cases, template in TEMPLATES:
            text = template.format(factor=paper_two.factor_name(factor))
            yield PracticeQuestion(text, term, tuple(sorted(its)), cases, (factor,))


def _from_plans(plans: Sequence[Plan], material: Material) -> Iterator[PracticeQuestion]:
    """Take the stems of the plans that have a command term and name no leader."""
    names = {facts.name.lower() for facts in material.known.cases.values()}
    for plan in plans:
        themes = tuple(
            sorted({each for argument in plan.arguments for each in _themes_of(argument, material)})
        )
        for question in (decode(stem, material.known) for stem in plan.answers):
            if question.term is not None and not names & set(question.words.plain.split()):
                claimed = question.claims[0].factors if question.claims else ()
                yield PracticeQuestion(
                    question.text, question.term, themes, question.cases, claimed, plan.case
                )


def ask(
    found: Sequence[PracticeQuestion],
    *,
    term: str | None,
    theme: str | None,
    recent: Collection[str],
    draw: random.Random,
) -> PracticeQuestion | None:
    """Draw a question of a term and a theme, one not asked lately where there is one; None when none fits."""
    fitting = [each for each in found if term in (None, each.term) and theme in (None, *each.themes)]
    fresh = [each for each in fitting if each.text not in recent]
    if not fresh:
        order = {text: place for place, text in enumerate(recent)}
        return min(fitting, key=lambda each: order[each.text], default=None)
    # One question for each term first: a template filled with many factors must not drown the rest.
    chosen = draw.choice(sorted({each.term for each in fresh}))
    return draw.choice([each for each in fresh if each.term == chosen])
