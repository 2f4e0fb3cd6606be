"""Practice questions in our own wording: templates for the factors that a case weighs, and the plans' stems."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

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
    """A practice question: its term, the themes it draws on, how many cases it wants."""

    text: str
    term: str
    themes: tuple[str, ...]
    cases: int


def questions(material: Material) -> tuple[PracticeQuestion, ...]:
    """Give every practice question that the cases studied can answer, Paper 2 ones only."""
    found = {each.text: each for each in (*_from_templates(material), *_from_plans(material))}
    return tuple(found.values())


def _studied(material: Material) -> set[str | None]:
    return {None, *(material.studied or material.known.cases)}


def _from_templates(material: Material) -> Iterator[PracticeQuestion]:
    """Fill the templates with the factors that some argument of a studied case speaks for."""
    studied = _studied(material)
    themes: dict[str, set[str]] = {}
    for plan in material.plans:
        for argument in (
            plan.arguments if plan.case in studied and plan.scope in (None, "rise-of-a-leader") else ()
        ):
            for factor, side in argument.bears_on.items():
                if side == "for" and argument.theme and factor in paper_two.data()["factors"]:
                    themes.setdefault(factor, set()).add(argument.theme)
    for factor, its in themes.items():
        for term, cases, template in TEMPLATES:
            text = template.format(factor=paper_two.factor_name(factor))
            yield PracticeQuestion(text, term, tuple(sorted(its)), cases)


def _from_plans(material: Material) -> Iterator[PracticeQuestion]:
    """Take the stems of the plans that have a command term and name no leader."""
    names = {facts.name.lower() for facts in material.known.cases.values()}
    for plan in material.plans if material.plans else ():
        if plan.case not in _studied(material):
            continue
        themes = tuple(sorted({argument.theme for argument in plan.arguments if argument.theme}))
        for stem in plan.answers:
            question = decode(stem, material.known)
            if question.term is not None and not names & set(question.words.plain.split()):
                yield PracticeQuestion(stem, question.term, themes, question.cases)


def ask(
    found: Sequence[PracticeQuestion],
    *,
    term: str | None,
    theme: str | None,
    recent: Collection[str],
    draw: random.Random,
) -> PracticeQuestion | None:
    """Draw a question of a term and a theme, one not asked lately where there is one; None when none fits."""
    fitting = [
        each for each in found if term in (None, each.term) and (theme is None or theme in each.themes)
    ]
    fresh = [each for each in fitting if each.text not in recent]
    order = {text: place for place, text in enumerate(recent)}
    if not fresh:
        return min(fitting, key=lambda each: order[each.text], default=None)
    # One question for each term first: a template filled with many factors must not drown the rest.
    terms = sorted({each.term for each in fresh})
    chosen = draw.choice(terms)
    return draw.choice([each for each in fresh if each.term == chosen])
