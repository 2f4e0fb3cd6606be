"""How an essay on one case ends: what is said for the other side and answered, and the judgement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from studykit.cards import CardId
from studykit.cases import Factor, Weighed
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.claims import Claim
from studykit.essays.known import names
from studykit.essays.material import Candidate, Evidence
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
    told = (
        each for each in _other_side(answer) if each.argument.limits and answer.is_timely(each.argument.point)
    )
    free = [each for each in told if each.argument.point not in spoken]
    on_it = [each for each in free if against is None or _is_on(each, against, answer)]
    # What an argument says of a subject comes after what the case does, unless a paragraph has shown that.
    if own and ((against and against.subject and own.evidence) or not on_it):
        return own
    sided = (each for each in paragraphs if each.side == ("for" if answer.agrees else "against"))
    limited = next((each for each in sided if each.limits and answer.is_timely(each.limits)), None)
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
        heaviest = answer.facts.heaviest(claim.factors)
        return heaviest is not None and found.first == heaviest.slug
    return names(found.argument.point, *answer.facts.names_of(claim.subject))


def _rival(answer: Answer) -> Factor | None:
    return next(iter(answer.rivals()), None)


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
    judged = answer.judged(claim) if claim else None
    if claim and claim.kind == "defeat" and judged and judged != reply:
        return f"On balance, {stance.lowered(judged, answer.facts.names)}.", None
    said, last = _judgement(answer), _closing(answer, paragraphs, reply)
    start = f"On balance, {said}. " if said else ""
    asked = answer.question.term == "to what extent" or '"' in answer.question.text
    asked = asked or bool(claim and not claim.mattered)
    # Of a denial that does not hold a degree alone would seem to say that it does.
    plain = claim and answer.degree and not stance.is_false(claim, answer.said)
    if claim and plain and answer.rival is None and asked and last == judged:
        # What it is a judgement of stands in it: the thesis is not said twice.
        held = stance.held(claim, answer.said)
        start, last = f"On balance, {held}: ", f"{stance.lowered(last, answer.facts.names)}."
    sides = ("for" if answer.agrees else "against", None)
    doubts = (each.limits for each in paragraphs if each.side in sides and each.link and each.limits)
    return f"{start}{last}".strip(), next(doubts, None)


def _judgement(answer: Answer) -> str:
    """Say how far the claim holds, but not again in what; nothing where nothing is claimed."""
    if answer.claim is None or answer.degree is None:
        return ""
    said = stance.lowered(opening(answer), answer.facts.names)
    whose, what = f"{answer.facts.name}'s ", answer.outcome("")
    outcomes = "|".join(map(re.escape, (what, what.replace(whose, "the ", 1))))
    return re.sub(rf",? in (?:{outcomes})$", "", said)


def _closing(answer: Answer, paragraphs: Sequence[Paragraph], reply: str | None) -> str:
    """Give the last sentence: what the case or a plan judges of what is claimed, or else its rank among the causes."""
    claim = answer.claim
    home = answer.chooser.home(paragraphs[0].factor) if paragraphs else None
    planned = stance.ended(home.conclusion) if home and home.conclusion else ""
    if claim is None and paragraphs and (ranked := _in_turn(answer, paragraphs)):
        return ranked
    if claim is None or answer.degree is None or not claim.factors:
        return planned
    known = [claim, *([answer.rival] if answer.rival else [])]
    if _lighter(answer) is answer.rival:  # what is judged of the lighter, if it can be
        known.reverse()
    # On a subject the judgement of its factor says little, but where its name means no more.
    alone = [each for each in known if each.subject is None or (each.implied and not answer.told(each))]
    judged = _sentences(
        [*map(answer.judged, known), *(_judged(answer.facts.heaviest(each.factors)) for each in alone)], reply
    )
    if not (claim.is_cause or claim.kind == "own"):
        return " ".join([*(each for each in judged if each == answer.judged(claim)), *_since(answer, claim)])
    if len(answer.claims) > 1:
        subjects = answer.facts.case.subjects
        each_judged = (
            _judged(subjects.get(each.subject or "") or answer.facts.heaviest(each.factors))
            for each in answer.claims[:2]
        )
        return " ".join(_sentences(each_judged, reply)) or _order(answer)
    if judged:
        return _tempered(answer, judged[0], paragraphs)
    plain = claim.subject is None and answer.rival is None
    return planned if plain and planned else _of_its_kind(answer, claim, reply)


def _judged(known: Weighed | None) -> str | None:
    return known.judged if known else None


def _sentences(judged: Iterable[str | None], reply: str | None) -> list[str]:
    """Make sentences of some judgements, without what is said already."""
    return [said for each in dict.fromkeys(judged) if each and (said := stance.ended(each)) != reply]


def _of_its_kind(answer: Answer, claim: Claim, reply: str | None) -> str:
    """Rank what is claimed, and judge the factor that a subject is part of, where it weighs about as much."""
    factor = answer.facts.case.factors.get(claim.factor or "")
    near = factor and claim.subject and abs(factor.weight - (answer.weight(claim) or 0)) < MUCH
    judged = _sentences([factor.judged] if factor and near else [], reply)
    return " ".join([*([_order(answer)] if claim.is_cause or not judged else []), *judged])


MUCH = 2
"""Difference in weight (1-5) from which a factor is judged by other things than a subject that is part of it."""


def _in_turn(answer: Answer, paragraphs: Sequence[Paragraph]) -> str:
    """Judge the weightiest of the causes that are argued, and name the next in their order."""
    first, *others = dict.fromkeys(each.factor for each in paragraphs if each.factor)
    known = answer.facts.case.factors[first]
    names = [answer.facts.factor_name(each) for each in others[:2]]
    if not (names and known.judged):
        return ""
    after = f", and {names[1]} after that" if names[1:] else ""
    return f"{stance.ended(known.judged)} {stance.capital(names[0])} came next{after}."


def _tempered(answer: Answer, judged: str, paragraphs: Sequence[Paragraph]) -> str:
    """Give what is judged; of two things, where a third that is argued outweighs both, that it does."""
    third = next(iter(answer.ranking()), None)
    if answer.claim is None or answer.rival is None or third is None:
        return judged
    heaviest = max(answer.weight(answer.claim) or 0, answer.weight(answer.rival) or 0)
    if third.weight <= heaviest or not any(each.factor == third.slug for each in paragraphs):
        return judged
    behind = f"Both came behind {answer.facts.factor_name(third.slug)}"
    return f"{behind}: {stance.lowered(judged, answer.facts.names)}."


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
    first = next(iter(answer.ranking()), None)
    said = stance.listed([answer.name(each) for each in answer.claims])
    place = f"behind {answer.facts.factor_name(first.slug)}" if first and first.weight > weight else "first"
    return f"Among the causes, {said} came {place}."
