"""How an essay on one case ends: what is said for the other side and answered, and the judgement."""

from __future__ import annotations

from collections.abc import Sequence

from studykit.cases import Factor
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import Candidate
from studykit.essays.claims import Claim
from studykit.essays.outline import Paragraph


def counter(answer: Answer, paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
    """Give the best thing said for the other side of the thesis, and what answers it."""
    spoken = {each.point for each in paragraphs}
    free = [
        each for each in _other_side(answer) if each.argument.limits and each.argument.point not in spoken
    ]
    best = [] if answer.rival else [each for each in free if _at_home(answer, each)]
    limit = None if best else _own_limit(answer)
    if limit and limit[0] not in spoken:
        return limit
    for plan, argument in (best or free)[:1]:
        answer.chooser.used[plan.slug, argument.id] = None
        return argument.point, argument.limits
    rival = _rival(answer)
    if answer.did and rival and rival.but:
        return stance.sentence(rival.says), stance.sentence(rival.but)
    sides = ("against" if answer.agrees else "for", None)
    limited = ((each.point, each.limits) for each in paragraphs if each.side in sides and each.limits)
    return next(limited, (None, None))


def _rival(answer: Answer) -> Factor | None:
    return next((answer.facts.case.factors[slug] for slug in answer.rivals()), None)


def _other_side(answer: Answer) -> list[Candidate]:
    """Give the arguments against what the thesis holds."""
    rival = _rival(answer)
    factors = answer.claim.factors if answer.claim else (rival.slug,) if rival else ()
    return answer.chooser.bearing(factors, "against" if answer.did else "for")


def _at_home(answer: Answer, found: Candidate) -> bool:
    """Say whether an argument stands in the plan on the factor claimed, or nothing is claimed."""
    claim = answer.claim
    return claim is None or (claim.subject is None and found.plan is answer.chooser.home(claim.factor))


def _own_limit(answer: Answer) -> tuple[str, str] | None:
    """Give what the case says for the other side of what is claimed, and its judgement of that; None for nothing.

    Of two things that are weighed, what the lighter did and what limits it.
    """
    if answer.claim and answer.rival and answer.degree:
        says, but = answer.clauses(answer.rival if answer.did else answer.claim)
        return (stance.sentence(says), stance.sentence(but)) if but else None
    judged = answer.judged(answer.claim) if answer.claim and answer.claim.factors else None
    if answer.claim is None or judged is None:
        return None
    clause, _ = answer.sides(answer.claim)["against" if answer.did else "for"]
    return (stance.sentence(clause), judged) if clause else None


def conclude(answer: Answer, paragraphs: Sequence[Paragraph], reply: str | None) -> tuple[str, str | None]:
    """Give the judgement in other words than the thesis, and what would change it; `reply` is said already."""
    if answer.claim and answer.claim.kind == "defeat" and (judged := answer.judged(answer.claim)):
        return f"On balance, {stance.lowered(judged, answer.facts.names)}.", None
    sides = ("for" if answer.agrees else "against", None)
    holding = [each for each in paragraphs if each.side in sides and each.link]
    links = ", and ".join(stance.clause(each.link or "") for each in holding[:2])
    said = ": ".join(part for part in (judgement(answer), links) if part)
    start = f"On balance, {said}. " if said else ""
    doubt = next((each.limits for each in holding if each.limits), None)
    return f"{start}{closing(answer, paragraphs, reply)}".strip(), doubt


def judgement(answer: Answer) -> str:
    """Say how far the claim holds; nothing where nothing is claimed."""
    claim, degree, outcome = answer.claim, answer.degree, answer.facts.outcome
    if claim is None or degree is None:
        return ""
    name = stance.listed([answer.name(each) for each in answer.claims])
    if answer.rival is None:
        return stance.concluded(claim, name, degree, outcome, plainly=answer.question.explains)
    equal, other = answer.question.reading.equal, answer.name(answer.rival)
    return stance.lowered(
        stance.preferred(claim, name, other, degree, outcome, equal=equal), answer.facts.names
    )


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
    said = (*answer.claims, *([answer.rival] if answer.rival else []))
    weights = {answer.name(each): answer.weight(each) or 0 for each in said}
    mine, factors = answer.weight(claim) or 0, answer.facts.case.factors
    above = [slug for slug in answer.ranking()[:1] if factors[slug].weight > mine]
    least = min(weights.values())
    below = [
        slug for slug in answer.rivals() if factors[slug].weight < least and len(weights) + len(above) < 3
    ]
    for slug in (*above, *below[:1]):
        weights.setdefault(answer.facts.factor_name(slug), factors[slug].weight)
    order = ", then ".join(sorted(weights, key=lambda name: -weights[name]))
    return f"By how much of the outcome depended on each, the order is {order}."
