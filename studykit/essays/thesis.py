"""The thesis of an essay on one case: the degree of the claim, the clauses that carry it, and what it is set beside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.claims import Claim
from studykit.essays.known import names
from studykit.essays.outline import Paragraph


def thesis(answer: Answer, paragraphs: Sequence[Paragraph] = (), counter: str | None = None) -> str:
    """Give the answer in one or two sentences, from the clauses of the case and, on a subject, its paragraphs.

    What the counter-argument will say is not said here.
    """
    claim, degree = answer.claim, answer.degree
    if claim is None or degree is None:
        if claim and claim.subject and paragraphs and paragraphs[0].subject:
            name = stance.capital(answer.name(claim))
            return f"{name} bears on {answer.facts.outcome} in this: {paragraphs[0].point}"
        return _ranking(answer)
    if answer.rival and answer.facts.heaviest(answer.rival.factors):
        return _outweighing(answer, claim, answer.rival, degree)
    name = stance.listed([answer.name(each) for each in answer.claims])
    plainly = answer.question.explains
    start = stance.proposition(claim, name, degree, answer.outcome(name), plainly=plainly)
    if len(answer.claims) > 1:
        return _of_a_list(answer, start)
    says, but = _clauses(answer, claim, paragraphs)
    reason, granted = (says, but) if answer.did else (but or says, says)
    if claim.kind == "complete":  # the year is said
        reason = re.sub(rf"^(?:by|at) the end of {name} ", "", reason)
    beside = _beside(answer, claim)
    told = degree != "some" or bool(beside)  # half a claim needs both halves
    if granted in (None, reason) or (told and stance.sentence(granted or "") == counter):
        said = stance.because(start, reason, None)
        short = (
            len(f"{said} {beside}".split()) <= stance.LONG and answer.did and not beside.startswith("only ")
        )
        return (
            stance.because(start, reason, beside)
            if beside and short
            else f"{said} {stance.sentence(beside)}".strip()
        )
    said = stance.because(start, reason, granted, "yet" if degree == "some" else "although")
    return f"{said} {stance.sentence(beside)}" if beside else said


def reason(answer: Answer) -> str:
    """Give the clause that carries a case's degree."""
    assert answer.claim is not None
    says, but = _clauses(answer, answer.claim, ())
    return stance.clause(says if answer.did or not but else but)


def _clauses(answer: Answer, claim: Claim, paragraphs: Sequence[Paragraph]) -> tuple[str, str | None]:
    """Give what speaks for what is claimed and what limits it: of a factor its clauses, of a subject its paragraphs."""
    says, but = answer.clauses(claim)
    own = [each for each in paragraphs if each.subject]
    if claim.subject is None or answer.told(claim) or not own:
        return says, but
    pro = [each for each in own if (each.side == "for") == claim.mattered] or own
    says = _best_point(pro, answer.facts.names_of(claim.subject))
    limits = [
        *(each.point for each in own if each not in pro),
        *(each.limits for each in own if each.point == says or pro == own),
    ]
    limit, kept = next((each for each in limits if each), but), answer.facts.names
    return stance.lowered(says, kept), stance.lowered(limit, kept) if limit else None


def _best_point(paragraphs: Sequence[Paragraph], known: Sequence[str]) -> str:
    """Give the first point that is argued and names a subject, or else the first."""
    argued = (each.point for each in paragraphs if each.because)
    return next((point for point in argued if any(names(point, name) for name in known)), paragraphs[0].point)


def _outweighing(answer: Answer, claim: Claim, rival: Claim, degree: str) -> str:
    """Give the thesis of a comparison of two factors."""
    equal = answer.question.reading.equal
    start = stance.preferred(
        claim, answer.name(claim), answer.name(rival), degree,
        answer.outcome(f"{answer.name(claim)} {answer.name(rival)}"), equal=equal,
    )  # fmt: skip
    mine, other = answer.clauses(claim), answer.clauses(rival)
    if degree == "some" or (equal and answer.agrees):
        return stance.because(start, mine[0], other[0], "and")
    heavier = (answer.weight(claim) or 0) >= (answer.weight(rival) or 0)
    ahead = heavier if equal else answer.did
    first, second = (mine, other) if ahead else (other, mine)
    return stance.because(start, first[0], second[1] or second[0], "whereas")


def _of_a_list(answer: Answer, start: str) -> str:
    """Give the thesis of a claim on several things: what each of the first two did, or what limits it."""
    known = [answer.clauses(each) for each in answer.claims if answer.facts.heaviest(each.factors)][:2]
    did = answer.did
    clauses = dict.fromkeys(stance.clause(says if did else but or says) for says, but in known)
    granted = known[0][1] if did and answer.degree == "some" else None
    joint = "; and " if any(", and " in each for each in clauses) else ", and "
    return stance.because(start, joint.join(clauses), granted, "yet")


def _beside(answer: Answer, claim: Claim) -> str:
    """Set the claimed factor beside the weightiest rival, in a clause."""
    rivals = answer.ranking()
    if not rivals or claim.kind not in ("cause", "own") or claim.strength in ("tool", "fame", "bound"):
        return ""
    rival = answer.facts.case.factors[rivals[0]]
    name, mine = answer.facts.factor_name(rival.slug), answer.weight(claim) or 0
    only = "only " if sum(answer.facts.case.factors[each].weight > mine for each in rivals) == 1 else ""
    much = "more" if rival.weight > mine else "as much" if rival.weight == mine else "too, but less"
    return f"{only}{name} mattered {much}"


def _ranking(answer: Answer) -> str:
    """Give the thesis of a question that claims nothing: what weighed most, and what came next."""
    factors = [answer.facts.case.factors[slug] for slug in answer.rivals()[:2]]
    if not factors:
        return ""
    first, *others = factors
    start = f"{stance.capital(answer.explained)} is best explained by {answer.facts.factor_name(first.slug)}"
    said = [stance.because(start, first.says, None)]
    for each in others:
        name = stance.capital(answer.facts.factor_name(each.slug))
        said.append(stance.ended(f"{name} came next: {stance.clause(each.says)}"))
    return " ".join(said)
