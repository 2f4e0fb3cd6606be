"""The essay on one case: paragraphs, counter-argument and conclusion for what a question claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studykit.cards import CardId
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import Candidate
from studykit.essays.claims import Claim
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.thesis import thesis

FULL = 4
"""Paragraphs of an essay of this length."""

ON_SUBJECT = 2
"""Paragraphs on a subject."""

ENOUGH = 4
"""Cards on a subject from which two paragraphs of it are wanted."""

CRITERION = "A factor counts for as much as the outcome would have been different without it."
"""By what the essay weighs, where a term asks for a criterion."""

_OTHER = {"for": "against", "against": "for"}


def write(outline: Outline, answer: Answer) -> Outline:
    """Fill in an outline with the essay on one case."""
    paragraphs = _paragraphs(answer)
    objection, reply = counter(answer, paragraphs)
    conclusion, doubt = _conclusion(answer, paragraphs, reply)
    plan = next((answer.chooser.home(each.factor) for each in paragraphs if each.factor), None)
    return replace(
        outline, degree=None if answer.question.explains else answer.degree, thesis=thesis(answer, paragraphs), paragraphs=paragraphs, counter=objection,
        answer=reply, conclusion=conclusion, doubt=doubt, definitions=dict(plan.define) if plan else {},
        traps=plan.traps if plan else (), plans=tuple(dict.fromkeys(slug for slug, _ in answer.chooser.used)),
        criterion=CRITERION if outline.term == "evaluate" else None,
    )  # fmt: skip


def _paragraphs(answer: Answer) -> tuple[Paragraph, ...]:
    """Choose the paragraphs: what is claimed first, then rivals by weight, then what limits the claim."""
    claim, rival = answer.claim, answer.rival
    if claim is None or (answer.degree is None and claim.subject is None):
        return tuple(_ranked(answer, None, FULL))
    made: list[Paragraph] = []
    for each in answer.claims[:2]:
        made += _on_claim(answer, each, 2 if len(answer.claims) == 1 else 1)
    pro, con = ("for", "against") if claim.mattered else ("against", "for")
    if rival is not None:
        made += _sided(answer, rival.factors, "for", con, 1)
        made += _sided(answer, rival.factors, "against", pro, 1)
    elif len({each.side for each in made}) == 1:  # the other side of the claimed factor
        bearing = pro if made[0].side == "against" else con
        made += _sided(answer, claim.factors, bearing, _OTHER[made[0].side or "for"], 1)
    return (*made, *_ranked(answer, con, FULL - len(made)))


def _on_claim(answer: Answer, claim: Claim, count: int) -> list[Paragraph]:
    """Give the paragraphs on what is claimed: on its subject, or for the factor."""
    pro = "for" if claim.mattered else "against"
    if (claim.subject or answer.told(claim)) and (made := _on_subject(answer, claim)):
        return [*made, *_sided(answer, claim.factors, "for", pro, count - len(made))]
    if answer.rival is None and count > 1 and not answer.agrees:
        return [
            *_sided(answer, claim.factors, "for", pro, 1),
            *_sided(answer, claim.factors, "against", _OTHER[pro], 1),
        ]
    if not claim.mattered and answer.rival is None:
        return _sided(answer, claim.factors, "against", "for", count)
    return _sided(answer, claim.factors, "for", pro, count)


def _on_subject(answer: Answer, claim: Claim) -> list[Paragraph]:
    """Give two paragraphs on a subject: what the thesis holds of it, then an argument on it or its other side."""
    chooser, subject, told = answer.chooser, claim.subject, answer.told(claim)
    cards, known = (answer.cards_on(subject), answer.facts.names_of(subject)) if subject else ((), ())
    clauses = _told(answer, claim)
    made: list[Paragraph] = []
    holds = "for" if answer.agrees else "against"

    def side(found: Candidate) -> str:
        bearing = found.bearing(claim.factors) or "for"
        return _turned(_OTHER[bearing] if claim.kind == "threat" else bearing, claim)

    def argue(*, loosely: bool) -> None:
        while len(made) < ON_SUBJECT and (
            found := chooser.about(known, cards, claim.factors, loosely=loosely)
        ):
            best = next((each for each in found if not made and side(each) == holds), found[0])
            made.append(chooser.paragraph(best, side(best), claim.factor, subject=subject, cards=cards))

    def tell(bearing: str) -> None:
        clause, shown = clauses.pop(bearing)
        point = stance.sentence(clause) if clause and (told or claim is answer.claim) else None
        turned, name = _turned(bearing, claim), subject or answer.name(claim)
        own = chooser.from_cards(name, shown, cards, turned, claim.factor, point)
        made.extend([own] if own else [])

    lead = _turned(holds, claim)
    if told and clauses[lead][1]:
        tell(lead)
        if claim.kind != "cause":
            tell(_OTHER[lead])
    argue(loosely=False)
    for bearing in list(clauses):
        if len(made) < ON_SUBJECT and (not made or len(cards) >= ENOUGH or told):
            tell(bearing)
    if len(answer.claims) == 1 or not made:
        argue(loosely=True)
    return made


def _told(answer: Answer, claim: Claim) -> dict[str, tuple[str | None, tuple[CardId, ...]]]:
    """Give what the case says for and against what is claimed, each with the cards that show it."""
    told = answer.told(claim)
    says, but = answer.clauses(claim) if claim.factors else (None, None)
    shown = (told.evidence, told.but_evidence) if told else ((), ())
    return {"for": (says, shown[0]), "against": (but, shown[1])}


def _turned(bearing: str, claim: Claim) -> str:
    """Give the side of the essay that an argument for or against a factor is on."""
    return bearing if claim.mattered else _OTHER[bearing]


def _sided(answer: Answer, factors: Sequence[str], bearing: str, side: str, count: int) -> list[Paragraph]:
    """Make paragraphs of arguments that bear one way on some factors, of each factor one before a second."""
    made: list[Paragraph] = []
    known = answer.facts.case.factors
    ranked = sorted((each for each in factors if each in known), key=lambda each: -known[each].weight)
    for factor in ranked * count:
        found = answer.chooser.bearing([factor], bearing) if len(made) < count else []
        if found:
            made.append(answer.chooser.paragraph(found[0], side, factor))
    return made


def _ranked(answer: Answer, side: str | None, count: int) -> list[Paragraph]:
    """Give one paragraph for each of the weightiest factors that are not claimed."""
    made: list[Paragraph] = []
    claimed = {slug for claim in answer.claims for slug in claim.factors}
    for factor in answer.rivals():
        found = answer.chooser.bearing([factor], "for", claimed) if len(made) < count else []
        if found:
            made.append(answer.chooser.paragraph(found[0], side, factor))
    return made


def counter(answer: Answer, paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
    """Give the best thing said for the other side of the thesis, and what answers it."""
    chooser, claim = answer.chooser, answer.claim
    rival = next((answer.facts.case.factors[slug] for slug in answer.rivals()), None)
    factors = claim.factors if claim else (rival.slug,) if rival else ()
    holds = answer.agrees == (claim is None or claim.mattered)
    bearing = "against" if holds else "for"
    spoken = {each.point for each in paragraphs}
    free = [
        each
        for each in chooser.bearing(factors, bearing)
        if each.argument.limits and each.argument.point not in spoken
    ]
    home = chooser.home(factors[0]) if factors else None
    best = [each for each in free if claim is None or (not claim.subject and each.plan is home)]
    judged = answer.judged(claim) if claim and factors else None
    if claim and judged and not best:
        other = stance.sentence(_told(answer, claim)[bearing][0] or "")
        if len(other) > 1 and other not in spoken:
            return other, judged
    for plan, argument in (best or free)[:1]:
        chooser.used[plan.slug, argument.id] = None
        return argument.point, argument.limits
    if holds and rival and rival.but:
        return stance.sentence(rival.says), stance.sentence(rival.but)
    sides = ("against" if answer.agrees else "for", None)
    return next(
        ((each.point, each.limits) for each in paragraphs if each.side in sides and each.limits), (None, None)
    )


def _conclusion(answer: Answer, paragraphs: Sequence[Paragraph], reply: str | None) -> tuple[str, str | None]:
    """Give the judgement in other words than the thesis, and what would change it."""
    side = "for" if answer.agrees else "against"
    if answer.claim and answer.claim.kind == "defeat" and (judged := answer.judged(answer.claim)):
        return f"On balance, {stance.lowered(judged, answer.facts.names)}.", None
    holding = [each for each in paragraphs if each.side in (side, None) and each.link]
    links = ", and ".join(stance.clause(each.link or "") for each in holding[:2])
    said = ": ".join(part for part in (judgement(answer), links) if part)
    start = f"On balance, {said}. " if said else ""
    return f"{start}{closing(answer, paragraphs, reply)}".strip(), next(
        (each.limits for each in holding if each.limits), None
    )


def judgement(answer: Answer) -> str:
    """Say how far the claim holds; nothing where nothing is claimed."""
    claim, degree, outcome = answer.claim, answer.degree, answer.facts.outcome
    if claim is None or degree is None:
        return ""
    if answer.rival:
        equal = answer.question.reading.equal
        said = stance.preferred(
            claim, answer.name(claim), answer.name(answer.rival), degree, outcome, equal=equal
        )
        return stance.lowered(said, answer.facts.names)
    name = stance.listed([answer.name(each) for each in answer.claims])
    return stance.concluded(claim, name, degree, outcome, plainly=answer.question.explains)


def closing(answer: Answer, paragraphs: Sequence[Paragraph], reply: str | None) -> str:
    """Give the last sentence: what the case or a plan judges of what is claimed, or its rank among other causes."""
    claim = answer.claim
    judged = answer.judged(claim) if claim and claim.factors else None
    if judged and judged != reply:
        return judged
    if claim and answer.degree and (judged or answer.rival or claim.subject):
        return _order(answer, claim) if claim.kind in ("cause", "own") else ""
    home = answer.chooser.home(paragraphs[0].factor) if paragraphs else None
    return stance.ended(home.conclusion) if home and home.conclusion else ""


def _order(answer: Answer, claim: Claim) -> str:
    """Rank what is claimed, what it is set against and the factors next above and below it."""
    weights = {
        answer.name(each): answer.weight(each) or 0
        for each in (*answer.claims, *([answer.rival] if answer.rival else []))
    }
    mine, factors = answer.weight(claim) or 0, answer.facts.case.factors
    for slug in answer.ranking()[:1]:
        if factors[slug].weight > mine:
            weights.setdefault(answer.facts.factor_name(slug), factors[slug].weight)
    below = next((slug for slug in answer.rivals() if factors[slug].weight < min(weights.values())), None)
    if below and len(weights) < 3:
        weights[answer.facts.factor_name(below)] = factors[below].weight
    order = ", then ".join(sorted(weights, key=lambda name: -weights[name]))
    return f"By how much of the outcome depended on each, the order is {order}."
