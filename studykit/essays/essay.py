"""The essay on one case: paragraphs, counter-argument and conclusion for what a question claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import PIECES, Candidate
from studykit.essays.claims import Claim
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.thesis import thesis

FULL = 4
"""Paragraphs of an essay of this length."""

ENOUGH = 4
ALIKE = 2
"""Telling words that a card shares with a clause which it can carry."""
"""Cards on a subject from which two paragraphs of it are wanted."""

CRITERION = "A factor counts for as much as the outcome would have been different without it."
"""By what the essay weighs, where a term asks for a criterion."""

_OTHER = {"for": "against", "against": "for"}


def write(outline: Outline, answer: Answer) -> Outline:
    """Fill in an outline with the essay on one case."""
    paragraphs = _paragraphs(answer)
    counter, reply = _counter(answer, paragraphs)
    conclusion, doubt = _conclusion(answer, paragraphs)
    plan = next((answer.chooser.home(each.factor) for each in paragraphs if each.factor), None)
    return replace(
        outline, degree=answer.degree, thesis=thesis(answer, paragraphs), paragraphs=paragraphs, counter=counter,
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
    if claim.subject and (made := _on_subject(answer, claim, claim.subject)):
        return [*made, *_sided(answer, claim.factors, "for", pro, count - len(made))]
    if answer.rival is None and count > 1 and not answer.agrees:
        return [
            *_sided(answer, claim.factors, "for", pro, 1),
            *_sided(answer, claim.factors, "against", _OTHER[pro], 1),
        ]
    if not claim.mattered and answer.rival is None:
        return _sided(answer, claim.factors, "against", "for", count)
    return _sided(answer, claim.factors, "for", pro, count)


def _on_subject(answer: Answer, claim: Claim, subject: str, count: int = 2) -> list[Paragraph]:
    """Give paragraphs on a subject: of arguments on it; where these are too few, of its cards, or of any argument."""
    chooser, cards, known = answer.chooser, answer.cards_on(subject), answer.facts.names_of(subject)
    told = answer.subject(claim)
    clauses = dict(
        zip(("for", "against"), answer.clauses(claim) if claim.factors else (None, None), strict=True)
    )
    made: list[Paragraph] = []

    def side(found: Candidate) -> str:
        return _turned(found.bearing(claim.factors) or "for", claim)

    def argue(*, loosely: bool) -> None:
        while len(made) < count and (found := chooser.about(known, cards, claim.factors, loosely=loosely)):
            best = next((each for each in found if not made and side(each) == holds), found[0])
            # Where one argument is all there is, some of the cards are kept for a paragraph of their own.
            most = 2 if len(found) + len(made) < count else PIECES
            made.append(
                chooser.paragraph(best, side(best), claim.factor, subject=subject, cards=cards, most=most)
            )

    def tell(bearing: str) -> None:
        clause = clauses.pop(bearing)
        point = stance.sentence(clause) if clause and (told or claim is answer.claim) else None
        turned = _turned(bearing, claim)
        own = chooser.from_cards(subject, cards, turned, claim.factor, point, last=bool(made))
        made.extend([own] if own else [])

    holds = "for" if answer.agrees else "against"
    lead = _turned(holds, claim)
    alike = max((chooser.likeness(subject, clauses[lead] or "", card) for card in cards), default=0)
    sided = any(side(each) == holds for each in chooser.about(known, cards, claim.factors))
    if told and not sided and alike >= ALIKE:
        tell(lead)  # what the thesis says of it comes first
    argue(loosely=False)
    for bearing in list(clauses):
        if len(made) < count and (not made or len(cards) >= ENOUGH or told):
            tell(bearing)
    if len(answer.claims) == 1 or not made:
        argue(loosely=True)
    return made


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


def _counter(answer: Answer, paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
    """Give the best thing said for the other side of the thesis, and what answers it."""
    chooser, rivals = answer.chooser, answer.rivals()
    mattered = answer.claim is None or answer.claim.mattered
    factors = answer.claim.factors if answer.claim else tuple(rivals[:1])
    spoken = {each.point for each in paragraphs}
    for found in chooser.bearing(factors, "against" if answer.agrees == mattered else "for"):
        if found.argument.limits and found.argument.point not in spoken:
            chooser.used[found.plan.slug, found.argument.id] = None
            return found.argument.point, found.argument.limits
    rival = next((answer.facts.case.factors[slug] for slug in rivals), None)
    if answer.agrees == mattered and rival and rival.but:
        return stance.sentence(rival.says), stance.sentence(rival.but)
    side = "against" if answer.agrees else "for"
    return next(
        ((each.point, each.limits) for each in paragraphs if each.side == side and each.limits), (None, None)
    )


def _conclusion(answer: Answer, paragraphs: Sequence[Paragraph]) -> tuple[str, str | None]:
    """Give the judgement in other words than the thesis, and what would change it."""
    side = "for" if answer.agrees else "against"
    holding = [each for each in paragraphs if each.side in (side, None) and each.link]
    links = ", and ".join(stance.clause(each.link or "") for each in holding[:2])
    home = answer.chooser.home(paragraphs[0].factor) if paragraphs else None
    said = f"On balance, {links}." if links else ""
    if answer.degree:
        holds = f"On balance the claim holds {stance.opening(answer.degree)}"
        if answer.question.reading.open and answer.claim:
            more = "as much" if answer.degree == "some" else "more"
            holds = f"On balance {answer.name(answer.claim)} mattered {more}"
        said = f"{holds}: {links}." if links else f"{holds}."
    closing = stance.ended(home.conclusion) if home and home.conclusion else ""
    return f"{said} {closing}".strip(), next((each.limits for each in holding if each.limits), None)
