"""How an essay on one case ends: what is said for the other side and answered, and the judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from studykit.cards import CardId
from studykit.cases import Factor
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import Candidate
from studykit.essays.claims import Claim
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
    spoken = {each.point for each in paragraphs}
    free = [
        each for each in _other_side(answer) if each.argument.limits and each.argument.point not in spoken
    ]
    claim, own = answer.claim, _own_limit(answer, paragraphs)
    at_home = [each for each in free if claim is None or each.plan is answer.chooser.home(claim.factor)]
    stated = own is not None and own.says not in spoken
    if own and stated and (claim is None or claim.subject or answer.rival or not at_home):
        return own
    on_it = [each for each in at_home if claim is None or next(iter(each.argument.bears_on)) in claim.factors]
    if own and stated and not on_it:
        return own
    for found in (on_it or at_home or free)[:1]:
        shown = answer.chooser.paragraph(found, None, None)
        return Counter(shown.point, shown.evidence[:1], shown.limits)
    rival = _rival(answer)
    if answer.did and rival and rival.but:
        return Counter(stance.sentence(rival.says), (), stance.sentence(rival.but))
    return Counter()


def _rival(answer: Answer) -> Factor | None:
    return next((answer.facts.case.factors[slug] for slug in answer.rivals()), None)


def _other_side(answer: Answer) -> list[Candidate]:
    """Give the arguments against what the thesis holds."""
    rival = _rival(answer)
    factors = answer.claim.factors if answer.claim else (rival.slug,) if rival else ()
    return answer.chooser.bearing(factors, "against" if answer.did else "for")


_LOST = re.compile(
    r"^\W*\w+[^A-Z]*\b(?:he|she|it|they|him|her|them|his|their)\b|^(?:He|She|It|They|His|Her|Their)\b"
)
"""A pronoun with no name before it but the word that begins the sentence."""


def stands_alone(sentence: str) -> bool:
    """Say whether a sentence needs no other before it: no pronoun stands there without its name."""
    return _LOST.match(sentence) is None


def _mechanism(answer: Answer, paragraphs: Sequence[Paragraph], clause: str) -> str | None:
    """Give why what the thesis holds of a subject mattered, as an argument on it says, or else what more shows it."""
    side = "for" if answer.agrees else "against"
    factor = answer.claim.factor if answer.claim else None
    on_it = [each for each in paragraphs if each.subject and each.side == side]
    beside = [each for each in paragraphs if not each.subject and each.side == side and each.factor == factor]
    whys = (each.because for each in (*on_it, *beside) if each.because and stands_alone(each.because))
    points = (each.point for each in on_it[1:] if stance.sentence(clause) != each.point)
    return next(chain(whys, points), None)


def _own_limit(answer: Answer, paragraphs: Sequence[Paragraph]) -> Counter | None:
    """Give what the case says for the other side of what is claimed, and what answers that; None for nothing.

    Of a subject that is why it mattered, so that its judgement is left for the end; of two things that are weighed,
    what the lighter did and how it is judged.
    """
    claim, rival = answer.claim, answer.rival
    weighed_alike = rival and answer.degree == "some"  # the thesis says it of both
    if claim is None or not claim.factors or weighed_alike:
        return None
    weaker = (rival if answer.did else claim) if rival and answer.degree else claim
    clause, cards = answer.sides(weaker)["for" if rival or not answer.did else "against"]
    of_subject = answer.facts.case.subjects.get(weaker.subject or "")
    judged = (of_subject and of_subject.judged) or answer.judged(weaker)
    if judged is None and rival:
        judged = stance.sentence(answer.sides(weaker)["against"][0] or "") or None
    if not clause or not judged or not answer.is_timely(clause):
        return None
    why = None if rival else _mechanism(answer, paragraphs, clause)
    return Counter(stance.sentence(clause), _fresh(answer, cards), why or judged)


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
    # On a subject the judgement of its factor says little, but where its name means no more.
    alone = [each for each in known if each.subject is None or (each.implied and not answer.told(each))]
    factors = (answer.facts.case.factors.get(answer.facts.heaviest(each.factors) or "") for each in alone)
    judged = [*map(answer.judged, known), *(each.judged for each in factors if each)]
    fresh = [stance.ended(each) for each in judged if each and stance.ended(each) != reply]
    if claim.kind in ("cause", "own"):
        if len(answer.claims) > 1:
            return " ".join(_of_each(answer, reply)) or _order(answer)
        plain = claim.subject is None and answer.rival is None
        return next(_tempered(answer, fresh), planned if plain and planned else _order(answer))
    own = [each for each in fresh if each == answer.judged(claim)]
    return " ".join([*own, *_since(answer, claim)])


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


def _tempered(answer: Answer, judged: Sequence[str]) -> Iterator[str]:
    """Give what is judged; of two things, where a third outweighs both, that it does."""
    weights = [answer.weight(each) or 0 for each in (answer.claim, answer.rival) if each]
    third = _rival(answer)
    outdone = len(weights) > 1 and third is not None and third.weight > max(weights)
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
    """Rank what is claimed between the weightiest cause and the next below."""
    weights = [answer.weight(each) or 0 for each in answer.claims]
    known = [
        (answer.facts.case.factors[slug].weight, answer.facts.factor_name(slug)) for slug in answer.ranking()
    ]
    places = [f"behind {name}" for weight, name in known[:1] if weight > max(weights)] or ["first"]
    places += [f"ahead of {name}" for weight, name in known if weight < min(weights)][:1]
    names = stance.listed([answer.name(each) for each in answer.claims])
    first = _rival(answer)
    if len(answer.claims) == 1 and first and first.judged and first.weight > max(weights):
        return stance.ended(first.judged)
    return (
        f"Among the causes, {names} came {', '.join(places) if 'first' in places else ' and '.join(places)}."
    )
