"""Practice questions in our own wording: templates for factors that a case has themes on, and the plans' stems."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from studykit.essays.concepts import concepts_in
from studykit.essays.material import Material
from studykit.essays.question import decode
from studykit.essays.words import read_words

PHRASES: dict[str, tuple[str, ...]] = {
    "machine": ("control of party offices", "the power to appoint officials", "patronage"),
    "legacy": ("a dead predecessor's reputation", "a claim to carry on a predecessor's work"),
    "rivals": ("the misjudgements of rivals", "quarrels among rivals"),
    "alliances": ("temporary alliances", "changes of ally"),
    "ideas": ("ideas about the country's future", "ideological debate"),
    "economy": ("disputes over economic policy", "economic difficulties"),
    "personality": ("political skill", "personal qualities"),
    "propaganda": ("propaganda", "the shaping of a public image"),
    "force": ("expulsion and exile of opponents", "coercion"),
}
"""How a question may name each factor; the words must mean that factor to the decoder."""

TEMPLATES: tuple[tuple[str, int, str], ...] = (
    ("analyse", 1, "Analyse how {factor} worked in one authoritarian leader's rise to power."),
    ("discuss", 1, "Discuss the claim that {factor} did most to bring one leader to power."),
    ("discuss", 1, '"Without {factor}, no leader of the time would have reached the top." Discuss with one leader in mind.'),
    ("evaluate", 1, "Evaluate the importance of {factor} for one leader's rise to power."),
    ("examine", 1, "Examine how {factor} shaped one struggle for power."),
    ("to what extent", 1, "To what extent was one leader's rise to power the result of {factor}?"),
    ("to what extent", 1, '"Everything turned on {factor}." To what extent do you agree, for the rise of one authoritarian leader?'),
    ("compare", 2, "Compare the part played by {factor} in the rise to power of two authoritarian leaders."),
    ("contrast", 2, "Contrast the weight of {factor} in the rise to power of two leaders, each from a different region."),
    ("compare and contrast", 2, "Compare and contrast the effects of {factor} on the rise to power of two authoritarian leaders."),
)  # fmt: skip
"""Command term, number of cases, and the question; all for Paper 2, so none names a leader."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice question: its term, the themes it draws on, how many cases it wants."""

    text: str
    term: str
    themes: tuple[str, ...]
    cases: int


def questions(material: Material) -> tuple[Practice, ...]:
    """Give every practice question the library can answer, Paper 2 ones only."""
    found = {each.text: each for each in (*_from_templates(material), *_from_plans(material))}
    return tuple(found.values())


def _from_templates(material: Material) -> Iterator[Practice]:
    """Fill the templates with the factors that the themes of plans argue about."""
    factors = _factors(material)
    for factor, themes in factors.items():
        for phrase in PHRASES.get(factor, ()):
            for term, cases, template in TEMPLATES:
                yield Practice(template.format(factor=phrase), term, tuple(sorted(themes)), cases)


def _factors(material: Material) -> dict[str, set[str]]:
    """Give for each factor the themes of the arguments about it."""
    titles = {slug: title for case in material.cases for slug, title in case.themes.items()}
    found: dict[str, set[str]] = {}
    for plan in material.plans:
        for argument in plan.arguments:
            if argument.theme is None or argument.side == "against":
                continue
            text = f"{titles.get(argument.theme, argument.theme)} {argument.point} {plan.title}"
            for factor, weight in concepts_in(read_words(text).stems).items():
                if weight >= 1:
                    found.setdefault(factor, set()).add(argument.theme)
    return found


def _from_plans(material: Material) -> Iterator[Practice]:
    """Take the stems of the plans that have a command term and name no leader."""
    names = {leader.leader.name.lower() for leader in material.known.cases.values() if leader.leader}
    for plan in material.plans:
        themes = tuple(sorted({argument.theme for argument in plan.arguments if argument.theme}))
        for stem in plan.answers:
            question = decode(stem, material.known)
            if question.term is not None and not names & set(question.plain.split()):
                yield Practice(stem, question.term, themes, question.cases)


def ask(
    found: Sequence[Practice],
    *,
    term: str | None,
    theme: str | None,
    recent: Collection[str],
    draw: random.Random,
) -> Practice | None:
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
