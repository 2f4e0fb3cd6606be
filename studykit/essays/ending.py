"""How an essay on one case ends: what is said for the other side and answered, and the judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from studykit.cards import CardId
from studykit.cases import Factor
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import Candidate
from studykit.essays.claims import Claim
from studykit.essays.known import names
from studykit.essays.material import Evidence
from studykit.essays.outline import Paragraph
from studykit.essays.thesis import opening


class Counter(NamedTuple):
    """What is said for the other side, its evidence, and what answers it."""

    says: str | None = None
    evidence: tuple[Evidence, ...] = ()
    answer: str | None = None


def counter(answer: Answer, paragraphs: Sequence[Paragraph]) -> Counter:
    """Give the best thing said for the other side of the thesis, and what answers it.

    On a factor that is an argument of its plan; on a subject, or of two things that are weighed, what the case says.
    """
    spoken, claim, own = {each.point for each in paragraphs}, answer.claim, _own_limit(answer)
    own = None if own and own.says in spoken else own
    against = _lighter(answer) or claim
    free = [
        each for each in _other_side(answer) if each.argument.limits and each.argument.point not in spoken
    ]
    on_it = [each for each in free if against is None or _is_on(each, against, answer)]
    # What an argument says of a subject comes after what the case does, unless a paragraph has shown that.
    if own and ((against and against.subject and own.evidence) or not on_it):
        return own
    limited = next(
        (each for each in paragraphs if each.limits and each.side == ("for" if answer.agrees else "against")),
        None,
    )
    if claim and claim.subject and limited and not on_it and (judged := answer.judged(claim)):
        return Counter(limited.limits, (), judged)
    for found in (on_it or free)[:1]:
        shown = answer.chooser.paragraph(found, None, None)
        return Counter(shown.point, shown.evidence[:1], shown.limits)
    rival = _rival(answer)
    if answer.did and rival and rival.but:
        return Counter(stance.sentence(rival.says), (), stance.sentence(rival.but))
    return Counter()


def _lighter(answer: Answer) -> Claim | None:
    """Give of two things that are weighed the one that weighs less; None for one thing, or for two alike."""
    if answer.rival is None or answer.degree in (None, "some"):
        return None
    return answer.rival if answer.did else answer.claim


def _is_on(found: Candidate, claim: Claim, answer: Answer) -> bool:
    """Say whether an argument is on what is claimed: it names the subject, or argues the factor first."""
    if claim.subject is None:  # of several factors the thesis is on the weightiest
        return next(iter(found.argument.bears_on)) == answer.facts.heaviest(claim.factors)
    return any(names(found.argument.point, each) for each in answer.facts.names_of(claim.subject))


def _rival(answer: Answer) -> Factor | None:
    return next((answer.facts.case.factors[slug] for slug in answer.rivals()), None)


def _other_side(answer: Answer) -> list[Candidate]:
    """Give the arguments against what the thesis holds."""
    if light := _lighter(answer):
        return answer.chooser.bearing(light.factors, "for")
    rival = _rival(answer)
    factors = answer.claim.factors if answer.claim else (rival.slug,) if rival else ()
    return answer.chooser.bearing(factors, "against" if answer.did else "for")


def _reply(answer: Answer, claim: Claim, clause: str) -> str | None:
    """Give what answers a clause against the thesis: what the case does, or the reason of an argument near to it."""
    chooser, held = answer.chooser, "for" if answer.did else "against"
    if answer.did and (written := answer.reply(claim)):
        return written
    known = answer.facts.names_of(claim.subject) if claim.subject else ()
    cards = answer.cards_on(claim.subject) if claim.subject else ()
    free = [*chooser.about(known, cards, claim.factors), *chooser.bearing(claim.factors, held)]
    found = chooser.nearest_why(
        clause, (each for each in free if each.bearing(claim.factors) in (held, None)), known
    )
    return found.argument.because if found else None


def _own_limit(answer: Answer) -> Counter | None:
    """Give what the case says for the other side of what is claimed, and what answers that; None for nothing.

    What answers it is a reply, and else the judgement, as it is of two things of which the lighter did it.
    """
    claim, light = answer.claim, _lighter(answer)
    if claim is None or not claim.factors:
        return None
    weaker = light or claim  # of two alike the thesis says what both did
    clause, cards = answer.sides(weaker)["for" if light or not answer.did else "against"]
    of_subject = answer.facts.case.subjects.get(weaker.subject or "")
    judged = (of_subject and of_subject.judged) or answer.judged(weaker)
    if judged is None and answer.rival:
        judged = stance.sentence(answer.sides(weaker)["against"][0] or "") or None
    if not clause or not answer.is_timely(clause):
        return None
    said = (None if light else _reply(answer, claim, clause)) or judged
    return Counter(stance.sentence(clause), _fresh(answer, cards), said) if said else None


def _fresh(answer: Answer, cards: Sequence[CardId]) -> tuple[Evidence, ...]:
    """Give the first fact of some cards that no paragraph has told."""
    free = [card for card in cards if card not in answer.chooser.cited]
    shown = answer.chooser.evidence(free)[:1]
    answer.chooser.cited.update(piece.card for piece in shown)
    return shown


def conclude(answer: Answer, paragraphs: Sequence[Paragraph], reply: str | None) -> tuple[str, str | None]:
    """Give the judgement in other words than the thesis, and what would change it; `reply` is said already."""
    claim = answer.claim
    if claim and claim.kind == "defeat" and (judged := answer.judged(claim)) and judged != reply:
        return f"On balance, {stance.lowered(judged, answer.facts.names)}.", None
    said, last = _judgement(answer), closing(answer, paragraphs, reply)
    start = f"On balance, {said}. " if said else ""
    asked = answer.question.term == "to what extent" or '"' in answer.question.text
    plain = claim is not None and answer.rival is None and asked
    if claim and answer.degree and plain and last == _own_judgement(answer, claim):
        # What it is a judgement of stands in it: the thesis is not said twice.
        how = stance.opening(answer.degree) if claim.mattered else stance.held(answer.degree)
        start, last = f"On balance, {how}: ", f"{stance.lowered(last, answer.facts.names)}."
    sides = ("for" if answer.agrees else "against", None)
    doubt = next(
        (each.limits for each in paragraphs if each.side in sides and each.link and each.limits), None
    )
    return f"{start}{last}".strip(), doubt


def _own_judgement(answer: Answer, claim: Claim) -> str | None:
    """Give how the case judges what is claimed, or the factor that it is."""
    factor = answer.facts.case.factors.get(answer.facts.heaviest(claim.factors) or "")
    plain = stance.ended(factor.judged) if factor and factor.judged and claim.subject is None else None
    return answer.judged(claim) or plain


def _judgement(answer: Answer) -> str:
    """Say how far the claim holds, but not again in what; nothing where nothing is claimed."""
    if answer.claim is None or answer.degree is None:
        return ""
    said = stance.lowered(opening(answer), answer.facts.names)
    whose, what = f"{answer.facts.name}'s ", answer.outcome("")
    outcomes = "|".join(map(re.escape, (what, what.replace(whose, "the ", 1))))
    return re.sub(rf",? in (?:{outcomes})$", "", said)


def closing(answer: Answer, paragraphs: Sequence[Paragraph], reply: str | None) -> str:
    """Give the last sentence: what the case or a plan judges of what is claimed, or else its rank among the causes."""
    claim = answer.claim
    home = answer.chooser.home(paragraphs[0].factor) if paragraphs else None
    planned = stance.ended(home.conclusion) if home and home.conclusion else ""
    if claim is None and paragraphs and (ranked := _in_turn(answer, paragraphs)):
        return ranked
    if claim is None or answer.degree is None or not claim.factors:
        return planned
    known = [claim, *([answer.rival] if answer.rival else [])]
    known = (
        known[::-1] if _lighter(answer) is answer.rival else known
    )  # what is judged of the lighter, if it can be
    # On a subject the judgement of its factor says little, but where its name means no more.
    alone = [each for each in known if each.subject is None or (each.implied and not answer.told(each))]
    factors = (answer.facts.case.factors.get(answer.facts.heaviest(each.factors) or "") for each in alone)
    judged = [*map(answer.judged, known), *(each.judged for each in factors if each)]
    fresh = [stance.ended(each) for each in judged if each and stance.ended(each) != reply]
    if claim.is_cause or claim.kind == "own":
        if len(answer.claims) > 1:
            return " ".join(_of_each(answer, reply)) or _order(answer)
        plain = claim.subject is None and answer.rival is None
        said = planned if plain and planned else _of_its_kind(answer, claim, reply)
        return next(_tempered(answer, fresh, paragraphs), said)
    own = [each for each in fresh if each == answer.judged(claim)]
    return " ".join([*own, *_since(answer, claim)])


def _of_its_kind(answer: Answer, claim: Claim, reply: str | None) -> str:
    """Rank what is claimed, and judge the factor that a subject is part of, where it weighs about as much."""
    factor = answer.facts.case.factors.get(claim.factor or "")
    near = (
        factor and factor.judged and claim.subject and abs(factor.weight - (answer.weight(claim) or 0)) < MUCH
    )
    judged = f" {stance.ended(factor.judged)}" if factor and factor.judged and near else ""
    judged = "" if judged.strip() == reply else judged
    return f"{_order(answer)}{judged}" if claim.is_cause or not judged else judged.strip()


MUCH = 2
"""Difference in weight (1-5) from which a factor is judged by other things than a subject that is part of it."""


def _in_turn(answer: Answer, paragraphs: Sequence[Paragraph]) -> str:
    """Judge the weightiest of the causes that are argued, and name the next in their order."""
    first, *others = dict.fromkeys(each.factor for each in paragraphs if each.factor)
    known = answer.facts.case.factors[first]
    names = [answer.facts.factor_name(each) for each in others[:2]]
    after = f"{stance.capital(names[0])} came next" if names else ""
    after += f", and {names[1]} after that" if names[1:] else ""
    return f"{stance.ended(known.judged)} {stance.ended(after)}" if known.judged and after else ""


def _of_each(answer: Answer, reply: str | None) -> Iterator[str]:
    """Give what the case judges of the first two of several things that are claimed."""
    for claim in answer.claims[:2]:
        subject = answer.facts.case.subjects.get(claim.subject or "")
        known = subject or answer.facts.case.factors.get(answer.facts.heaviest(claim.factors) or "")
        if known and known.judged and stance.ended(known.judged) != reply:
            yield stance.ended(known.judged)


def _tempered(answer: Answer, judged: Sequence[str], paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Give what is judged; of two things, where a third that is argued outweighs both, that it does."""
    weights = [answer.weight(each) or 0 for each in (answer.claim, answer.rival) if each]
    third = next((answer.facts.case.factors[each] for each in answer.ranking()), None)
    argued = third is not None and any(each.factor == third.slug for each in paragraphs)
    outdone = len(weights) > 1 and third is not None and argued and third.weight > max(weights)
    behind = f"Both came behind {answer.facts.factor_name(third.slug)}" if third and outdone else ""
    for each in judged:
        yield f"{behind}: {stance.lowered(each, answer.facts.names)}." if behind else each


def _since(answer: Answer, claim: Claim) -> Iterator[str]:
    """Say by which later year it was complete, where it was not by the one asked about."""
    late = () if claim.kind != "complete" or answer.agrees else answer.facts.stages
    for slug in late:
        known = replace(claim, subject=slug, mattered=True)
        weight = answer.weight(known)
        if weight and stance.agrees(found := stance.degree(weight, known)):
            yield f"Only by the end of {answer.name(known)} was it so {stance.opening(found)}."
            return


def _order(answer: Answer) -> str:
    """Rank what is claimed behind the weightiest cause, or first."""
    weight = max(answer.weight(each) or 0 for each in answer.claims)
    first = next((answer.facts.case.factors[slug] for slug in answer.ranking()), None)
    said = stance.listed([answer.name(each) for each in answer.claims])
    ahead = first is not None and first.weight > weight
    place = f"behind {answer.facts.factor_name(first.slug)}" if first and ahead else "first"
    return f"Among the causes, {said} came {place}."
