"""The thesis of an essay on one case: the degree of the claim, the clauses that carry it, and what it is set beside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.claims import Claim
from studykit.essays.outline import Paragraph
from studykit.essays.years import years_in


def thesis(answer: Answer, paragraphs: Sequence[Paragraph] = (), counter: str | None = None) -> str:
    """Give the answer in one or two sentences, from the clauses of the case and, on a subject, its paragraphs.

    What the counter-argument will say is not said here.
    """
    claim, degree = answer.claim, answer.degree
    if claim is None or degree is None:
        return _ranking(answer)
    start = opening(answer)
    if answer.rival and answer.facts.heaviest(answer.rival.factors):
        return _outweighing(answer, claim, answer.rival, start)
    if len(answer.claims) > 1:
        return _of_a_list(answer, start)
    beside, (reason, granted) = _beside(answer, claim, paragraphs), _clauses(answer, claim, paragraphs)
    told = granted and (degree != "some" or beside) and stance.sentence(granted) == counter
    cards = answer.sides(claim)["against"][1]
    shown = not cards or any(piece.card in cards for each in paragraphs for piece in each.evidence[:1])
    if told or (counter and beside and answer.did and not shown):  # what nothing will show is not granted
        granted = None
    said = stance.because(start, reason, granted, "yet" if degree == "some" else "although")
    short = len(f"{said} {beside}".split()) <= stance.LONG
    if beside and short and answer.did and not granted:
        return stance.because(start, reason, beside)
    return f"{said} {stance.sentence(beside)}".strip()


def opening(answer: Answer) -> str:
    """Say how far the claim holds."""
    assert answer.claim is not None
    assert answer.degree is not None
    if ranked := _ranked(answer):
        said = [f"{answer.name(each)} {stance.opening(found)}" for each, found in ranked]
        first = f"{answer.name(ranked[0][0])} mattered {stance.opening(ranked[0][1])}"
        listed = f"{', '.join([first, *said[1:-1]])} and {said[-1]}"
        return stance.capital(f"{listed} in {answer.outcome(first)}")
    name = stance.listed([answer.name(each) for each in answer.claims])
    claim, degree, rival = answer.claim, answer.degree, answer.rival
    if rival is None:
        plainly, outranked = answer.question.explains, answer.outranked
        return stance.proposition(
            claim, name, answer.said, answer.outcome(name), plainly=plainly, outranked=outranked
        )
    other, equal = answer.name(rival), answer.question.reading.equal
    return stance.preferred(claim, name, other, degree, answer.outcome(f"{name} {other}"), equal=equal)


def _ranked(answer: Answer) -> list[tuple[Claim, str]]:
    """Give several causes with how far each mattered, the most first; none where that is the same for all."""
    of_causes = all(each.is_cause and each.mattered and each.strength != "only" for each in answer.claims)
    if answer.rival or not of_causes or answer.question.explains or answer.argue:
        return []
    found = [(each, stance.degree(weight, each)) for each in answer.claims if (weight := answer.weight(each))]
    ranked = sorted(found, key=lambda each: -stance.DEGREES.index(each[1]))
    return ranked if len({degree for _, degree in ranked}) > 1 else []


def reason(answer: Answer) -> str:
    """Give the clause that carries a case's degree."""
    assert answer.claim is not None
    return stance.clause(_clauses(answer, answer.claim, ())[0])


def _clauses(answer: Answer, claim: Claim, paragraphs: Sequence[Paragraph]) -> tuple[str, str | None]:
    """Give the clause that carries the thesis and what is granted; of a subject on which the case has none, a point."""
    held = "for" if answer.agrees else "against"
    own = [each.point for each in paragraphs if each.subject and claim.subject and each.side == held]
    if own and not answer.told(claim):
        return stance.lowered(own[0], answer.facts.names), None
    says, but = answer.clauses(claim)
    carries, granted = (says, but) if answer.did else (but or "", says)
    if claim.kind == "complete":  # the year is said
        carries = re.sub(rf"^(?:by|at) the end of {answer.name(claim)} ", "", carries)
    return _timely(answer, carries), _timely(answer, granted) if granted and answer.is_timely(
        granted
    ) else None


def _timely(answer: Answer, clause: str) -> str:
    """Give of two dated halves of a clause the one that lies in the years asked about, where the other does not."""
    halves = clause.split(", and ")
    told = [each for each in halves if answer.is_timely(each)]
    return told[0] if len(halves) == 2 and len(told) == 1 and all(map(years_in, halves)) else clause


def _outweighing(answer: Answer, claim: Claim, rival: Claim, start: str) -> str:
    """Give the thesis of a comparison of two factors."""
    equal = answer.question.reading.equal
    mine, other = answer.clauses(claim), answer.clauses(rival)
    if answer.degree == "some" or (equal and answer.agrees):
        return stance.because(start, mine[0], other[0], "and")
    heavier = (answer.weight(claim) or 0) >= (answer.weight(rival) or 0)
    ahead = heavier if equal else answer.did
    first, second = (mine, other) if ahead else (other, mine)
    of = answer.name(rival if ahead else claim)
    return stance.because(start, first[0], second[1] or second[0], "whereas", of)


def _of_a_list(answer: Answer, start: str) -> str:
    """Give the thesis of a claim on several things: what each of the first two did, or what limits it."""
    if ranked := _ranked(answer):
        (most, _), (least, found) = ranked[0], ranked[-1]
        says, but = answer.clauses(least)
        beside = says if stance.agrees(found) or not but else but
        of = answer.name(least)
        return stance.because(
            start, answer.clauses(most)[0], beside, "whereas" if beside == but else "and", of
        )
    known = [answer.clauses(each) for each in answer.claims if answer.facts.heaviest(each.factors)][:2]
    did = answer.did
    clauses = dict.fromkeys(stance.clause(says if did else but or says) for says, but in known)
    granted = known[0][1] if did and answer.degree == "some" else None
    if len(" ".join(clauses).split()) > stance.LONG:  # the first says it
        clauses = dict.fromkeys(list(clauses)[:1])
    joint = "; and " if any(", and " in each for each in clauses) else ", and "
    return stance.because(start, joint.join(clauses), granted, "yet")


def _beside(answer: Answer, claim: Claim, paragraphs: Sequence[Paragraph]) -> str:
    """Set the claimed factor beside the weightiest rival, in a clause: one that a paragraph argues, where one does."""
    argued = {each.factor for each in paragraphs if not each.subject and each.factor not in claim.factors}
    rivals = sorted(answer.ranking(), key=lambda each: each.slug not in argued)
    if (
        not rivals
        or not (claim.is_cause or claim.kind == "own")
        or claim.strength in ("tool", "fame", "bound")
        or (claim.strength == "main" and stance.is_false(claim, answer.degree or ""))
    ):
        return ""
    rival = rivals[0]
    name, mine = answer.facts.factor_name(rival.slug), answer.weight(claim) or 0
    still = " still" if answer.did else ""
    much = f"more{still}" if rival.weight > mine else "as much" if rival.weight == mine else "too, but less"
    return f"{name} mattered {much}"


def _ranking(answer: Answer) -> str:
    """Give the thesis of a question that claims nothing: what weighed most, and what came next."""
    if not (factors := answer.rivals()[:2]):
        return ""
    first, *others = factors
    start = f"{stance.capital(answer.explained)} is best explained by {answer.facts.factor_name(first.slug)}"
    said = [stance.because(start, first.says, None)]
    for each in others:
        name = stance.capital(answer.facts.factor_name(each.slug))
        said.append(stance.ended(f"{name} came next: {stance.clause(each.says)}"))
    return " ".join(said)
