"""Build an outline: choose the cases, say what they do not cover, and write the essay on one or compare several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studykit.cases import Plan
from studykit.essays import paper_two
from studykit.essays.answer import Answer
from studykit.essays.choosing import Chooser
from studykit.essays.columns import Column
from studykit.essays.comparing import compare
from studykit.essays.essay import write
from studykit.essays.known import CaseFacts
from studykit.essays.material import Candidate, Material, Recalls
from studykit.essays.outline import Outline
from studykit.essays.question import Question, decode
from studykit.essays.stance import capital
from studykit.essays.subjects import owners
from studykit.essays.telling_words import telling
from studykit.essays.warnings import (
    Coverage,
    Warning,
    answers_it,
    cautions,
    is_outside,
    no_command_term,
    uncovered,
)

_BLANK = ("Second case", "Third case", "Fourth case")


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
    question, used = _decoded(text, material)
    facts = _cases(question, used)
    covers = frozenset(scope for each in facts for scope in used.covered(each.case))
    coverage = Coverage(tuple(facts), guide, covers, _late(question, facts, used), used.studied)
    first = no_command_term(question)
    made = Outline(
        question, question.term or question.offered or "discuss", guide, tuple(each.case.slug for each in facts),
        tuple(each.case.title for each in facts),
    )  # fmt: skip
    reason = uncovered(question, coverage)
    if reason is not None:
        there = _covering(question, material, facts) if reason.code == "state-not-leader" else ()
        return replace(made, warnings=(*first, reason, *there), revise=_revise(question), cases=(), titles=())
    columns = _columns(question, facts, used, recalls, argue)
    missing = [column.name for column in columns if column.answer is None]
    made = replace(made, warnings=(*first, *cautions(question, coverage, missing)))
    if not any(each.case.factors for each in facts):
        return _poured(made, _answer(question, facts[0], used, recalls))
    made = replace(made, notes=_notes(question, facts, used))
    answer = columns[0].answer
    return write(made, answer) if len(columns) == 1 and answer else compare(made, columns)


def _decoded(text: str, material: Material) -> tuple[Question, Material]:
    """Decode a question by the cases she studies, with the material of these.

    A case that she does not study joins them where the question names its leader or what only that case knows, or wants
    more cases than there are.
    """
    near = material.having(material.studied or material.known.cases)
    question = decode(text, near.known, near)
    others = [each for slug, each in material.known.cases.items() if slug not in near.known.cases]
    lacking = len(near.known.cases) < question.cases > len(question.leaders)
    wanted = [each.case.slug for each in others if lacking or each.leader in question.leaders]
    if question.cases == 1 and not question.leaders:
        wanted += owners(question.words, material.known, material.studied)
    if not wanted:
        return question, near
    more = material.having({*near.known.cases, *wanted})
    return decode(text, more.known, more), more


def _covering(question: Question, material: Material, facts: Sequence[CaseFacts]) -> tuple[Warning, ...]:
    """Name an installed case that covers the scope of a question that the chosen ones do not cover."""
    others = [each for each in material.known.cases.values() if each not in facts]
    there = (each for each in others if not material.covered(each.case).isdisjoint(question.scopes))
    return tuple(answers_it(each) for each in there)[:1]


def _late(question: Question, facts: Sequence[CaseFacts], material: Material) -> str | None:
    """Give the subject that a question is about where every dated card on it is of a time after the case."""
    subject, period = (
        next((each.subject for each in question.claims), None),
        facts[0].case.period if facts else None,
    )
    if subject is None or period is None or len(facts) > 1:
        return None
    cards = [
        card for name in facts[0].names_of(subject) for card in material.naming(facts[0].case.slug, name)
    ]
    dates = [card.date for parent in cards for card in material.entry(parent)[:1] if card.date]
    return subject if dates and all(each.start > period.end for each in dates) else None


def answer_for(outline: Outline, material: Material) -> Answer | None:
    """Give the first case's own answer to an outline's question; None where no case with factors makes one."""
    facts = next((material.known.cases[slug] for slug in outline.cases), None)
    return _answer(outline.question, facts, material, {}) if facts and facts.case.factors else None


def _answer(
    question: Question, facts: CaseFacts, material: Material, recalls: Recalls, argue: str | None = None
) -> Answer:
    leaders = telling(" ".join(each.name for each in material.known.cases.values()))
    # A leader's name tells no argument from another, nor does a question the factors that it does not ask about.
    asked = telling(question.words.plain) - leaders if question.cases == 1 else frozenset[str]()
    chooser = Chooser(facts, material, recalls, question, asked, question.years)
    return Answer(question, chooser, argue)


def _cases(question: Question, material: Material) -> list[CaseFacts]:
    """Give the installed cases that a question is answered from, in the order it asks for them."""
    known = material.known.cases

    def fitting(cases: Sequence[CaseFacts]) -> list[CaseFacts]:
        scopes = set(question.scopes)
        return [each for each in cases if not scopes or scopes & material.covered(each.case)]

    named = [known[slug] for slug in question.named if slug in known]
    studied = [known[slug] for slug in material.studied or known if slug in known]
    if question.cases == 1:
        fit = fitting(studied) or studied
        return (named or [each for each in fit if not _is_of_other_years(question, each)] or fit)[:1]
    found = named
    if len(question.leaders) < question.cases:
        fit = [*named, *fitting(studied), *fitting(list(known.values()))]
        # Beside a case that fits one that is studied is better than none, and what it lacks is said.
        found = list(dict.fromkeys([*fit, *studied]))
    if question.different_regions:
        found = [*found[:1], *sorted(found[1:], key=lambda each: each.region == found[0].region)]
    return found[: question.cases]


def _is_of_other_years(question: Question, facts: CaseFacts) -> bool:
    """Say whether the years that a question names are not those of a case."""
    years, period = question.years, facts.case.period
    return years is not None and period is not None and is_outside(years, period)


def _columns(
    question: Question, facts: list[CaseFacts], material: Material, recalls: Recalls, argue: str | None
) -> list[Column]:
    """Give the cases as columns in the order asked, with those to fill in where they are named, or last."""
    made = {
        each.leader or each.name: Column(each.name, _answer(question, each, material, recalls, argue))
        for each in facts
    }
    if question.cases == 1:
        return list(made.values())
    named = {leader: made.get(leader) or Column(leader.name) for leader in question.leaders}
    columns = [*named.values(), *(column for key, column in made.items() if key not in named)]
    missing = max(0, question.cases - len(columns))
    return [*columns, *map(Column, _BLANK[len(columns) - 1 :][:missing])]


def _notes(question: Question, facts: list[CaseFacts], material: Material) -> tuple[str, ...]:
    """Say what of the question the cases say nothing on."""
    reading = question.reading
    notes = [
        f"The case {each.case.slug} says nothing on {paper_two.factor_name(claim.factors[0])}: what follows are the factors it weighs."
        for each in facts
        for claim in (*reading.claims, *([reading.rival] if reading.rival else []))
        if claim.factors and each.weight(claim.factors) is None
    ]
    if question.inner and any("state" in each.case.covers for each in facts):
        notes.append(
            "This asks who led the Party, and not who won the country: keep to the contest within it."
        )
    notes += [
        f"Your cards hold nothing on {word}: what follows is on {paper_two.factor_name(claim.factors[0])}, of which it is a part."
        for claim in reading.claims
        for word in paper_two.data()["narrower"]
        if claim.factors
        and word == claim.said.lower().removeprefix("the ")
        and not any(material.naming(each.case.slug, word) for each in facts)
    ]
    subject = next((each.subject for each in reading.claims if each.subject), None)
    if question.explains and subject and not question.scopes and not reading.defeated:
        notes.append(
            f"This asks why something came about, which an outline does not argue: what follows is what {subject} did for the rise."
        )
    claims = question.term == "to what extent" or '"' in question.text
    if claims and not question.claims and not question.asks_likeness:
        notes.append(
            "What the question claims is not understood: what follows are the factors the case weighs. Say in your "
            "thesis how far the claim holds."
        )
    elif (unknown := (*question.topics, *question.unknown)) and not question.claims:
        notes.append(
            f"Your cards hold too little on {', '.join(unknown)}: what follows are the factors the case weighs."
        )
    return tuple(dict.fromkeys(notes))


def _revise(question: Question) -> tuple[str, ...]:
    """Say what to study for a question that is not covered, by the headings of the syllabus."""
    data = paper_two.data()
    found = [data["scopes"][scope]["revise"] for scope in question.scopes]
    found += [f"{capital(name)}: {data['topics'][name]['revise']}" for name in question.topics]
    if question.elsewhere:
        found.append(f"{capital(question.elsewhere)}: another topic of Paper 2, with cases of its own")
    return tuple(found)


def _poured(outline: Outline, answer: Answer) -> Outline:
    """Pour into a question the plan of a case nearest to it as its author wrote it, where no factors are weighed."""
    question, chooser = outline.question, answer.chooser
    plans = chooser.material.plans_of(answer.facts.case.slug, question.scopes)
    if not plans:
        return replace(outline, notes=("No plan of this case fits the question.",))

    def nearness(plan: Plan) -> int:
        titles, points = [plan.title, *plan.answers], [each.point for each in plan.arguments]
        return 2 * len(chooser.asked & telling(" ".join(titles))) + len(
            chooser.asked & telling(" ".join(points))
        )

    plan = max(plans, key=nearness)
    denied = bool(question.claims) and not question.claims[0].mattered
    turned = {"for": "against", "against": "for"} if denied else {}
    paragraphs = [
        chooser.paragraph(Candidate(plan, each), turned.get(each.side, each.side), None)
        for each in plan.arguments
    ]
    against = next((each for each in paragraphs if each.side == "against"), None)
    return replace(
        outline, plans=(plan.slug,), thesis=plan.thesis, definitions=dict(plan.define), traps=plan.traps,
        paragraphs=tuple(paragraphs), counter=against.point if against else None,
        answer=against.limits if against else None, conclusion=plan.conclusion,
    )  # fmt: skip
