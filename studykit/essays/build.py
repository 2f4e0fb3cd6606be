"""Build an outline: choose the cases, say what they do not cover, and write the essay on one or compare several."""

from __future__ import annotations

from dataclasses import replace

from studykit.essays import paper_two
from studykit.essays.choosing import Chooser, telling
from studykit.essays.comparing import Column, compare
from studykit.essays.essay import Essay, write
from studykit.essays.evidence import Recalls
from studykit.essays.known import CaseFacts
from studykit.essays.material import Material
from studykit.essays.outline import Outline
from studykit.essays.plain import poured
from studykit.essays.question import Question, decode
from studykit.essays.warnings import Coverage, Warning, cautions, no_command_term, uncovered


def outline(
    text: str, material: Material, recalls: Recalls, guide: str = "2017", argue: str | None = None
) -> Outline:
    """Decode a question and build its outline.

    Args:
        text: the question as typed. material: plans, cases and cards. recalls: recall (0-1) of cards now.
        guide: "2017" or "2028". argue: "for" or "against" to take that side whatever the case says.

    Raises:
        UsageError: when it is no question in English.
    """
    question = decode(text, material.known, material.studied, material.naming)
    return build(question, material, recalls, guide, argue)


def build(
    question: Question, material: Material, recalls: Recalls, guide: str = "2017", argue: str | None = None
) -> Outline:
    """Build the outline of a question that was decoded."""
    facts = cases_for(question, material)
    coverage = Coverage(
        tuple(facts), guide, frozenset(scope for each in facts for scope in covered(each, material))
    )
    term = question.term or question.offered or "discuss"
    reason, no_term = uncovered(question, coverage), no_command_term(question)
    first = [no_term] if no_term else []
    made = Outline(
        question,
        term,
        guide,
        tuple(each.case.slug for each in facts),
        tuple(each.case.title for each in facts),
    )
    if reason is not None or not facts:
        reason = reason or Warning("not-covered", "There is no case among your decks.")
        return replace(made, warnings=(*first, reason), revise=_revise(question), cases=(), titles=())
    columns = _columns(question, facts, material, recalls, argue)
    missing = [column.name for column in columns if column.essay is None]
    made = replace(made, warnings=(*first, *cautions(question, coverage, missing)))
    if not any(each.case.factors for each in facts):
        return poured(made, facts[0], material, recalls)
    made = replace(made, notes=_notes(question, facts))
    if len(columns) > 1:
        return compare(made, columns)
    essay = columns[0].essay
    assert essay is not None
    return write(made, essay)


def essay_for(outline: Outline, material: Material) -> Essay | None:
    """Give the first case's own answer to an outline's question; None where no case with factors makes one."""
    facts = next((material.known.cases[slug] for slug in outline.cases), None)
    if facts is None or not facts.case.factors:
        return None
    asked = telling(word.text for word in outline.question.words.words)
    return Essay(outline.question, Chooser(facts, material, {}, asked, outline.question.scopes))


def cases_for(question: Question, material: Material) -> list[CaseFacts]:
    """Give the installed cases that a question is answered from, in the order it asks for them."""
    known = material.known.cases
    named = [known[slug] for slug in question.named if slug in known]
    studied = [known[slug] for slug in material.studied or known if slug in known]
    if question.cases == 1:
        fitting = [
            each for each in studied if not question.scopes or set(question.scopes) & covered(each, material)
        ]
        return (named or fitting or studied)[:1]
    fitting = [
        each
        for each in known.values()
        if not question.scopes or set(question.scopes) & covered(each, material)
    ]
    free = len(question.leaders) < question.cases
    found = (
        list(dict.fromkeys([*named, *(each for each in studied if each in fitting), *fitting]))
        if free
        else named
    )
    if question.different_regions and len(found) > 1:
        first, *others = found
        found = [first, *sorted(others, key=lambda each: each.region == first.region)]
    return found[: question.cases]


def covered(facts: CaseFacts, material: Material) -> set[str]:
    """Give the scopes that a case covers: those it names, or else those of its plans."""
    if facts.case.covers:
        return set(facts.case.covers)
    return {plan.scope for plan in material.plans if plan.case == facts.case.slug and plan.scope}


def _columns(
    question: Question, facts: list[CaseFacts], material: Material, recalls: Recalls, argue: str | None
) -> list[Column]:
    """Give the cases as columns in the order asked, with those to fill in where they are named, or last."""
    asked = telling(word.text for word in question.words.words)
    made = {
        each.leader or each.name: Column(
            each.name, Essay(question, Chooser(each, material, recalls, asked, question.scopes), argue)
        )
        for each in facts
    }
    if question.cases == 1:
        return list(made.values())
    named = {leader: made.get(leader) or Column(leader.name) for leader in question.leaders}
    columns = [*named.values(), *(column for key, column in made.items() if key not in named)]
    blank = ["Second case", "Third case", "Fourth case"]
    columns += [Column(blank[min(len(columns), 3) - 1]) for _ in range(question.cases - len(columns))]
    return columns


def _notes(question: Question, facts: list[CaseFacts]) -> tuple[str, ...]:
    """Say what of the question the cases say nothing on."""
    notes = []
    for each in facts:
        for claim in (*question.claims, *([question.reading.rival] if question.reading.rival else [])):
            if claim.factors and each.weight(claim.factors) is None:
                notes.append(
                    f"The case {each.case.slug} says nothing on {paper_two.factor_name(claim.factors[0])}: what follows are the factors it weighs."
                )
    if question.unknown and not question.claims:
        notes.append(
            f"Your cards name nothing called {', '.join(question.unknown)}: what follows are the factors the case weighs."
        )
    return tuple(dict.fromkeys(notes))


def _revise(question: Question) -> tuple[str, ...]:
    """Say what to study for a question that is not covered, by the headings of the syllabus."""
    data = paper_two.data()
    found = [data["scopes"][scope]["revise"] for scope in question.scopes]
    found += [f"{name.capitalize()}: {data['topics'][name]['revise']}" for name in question.topics]
    if question.elsewhere:
        found.append(
            f"{question.elsewhere[0].upper()}{question.elsewhere[1:]}: another topic of Paper 2, with cases of its own"
        )
    return tuple(found)
