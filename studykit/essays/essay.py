"""The essay on one case: paragraphs, counter-argument and conclusion for what a question claims."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from studykit.cards import CardId
from studykit.cases import Factor
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import SHARED, SHOWN
from studykit.essays.claims import Claim
from studykit.essays.ending import conclude, counter
from studykit.essays.material import Candidate
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.telling_words import stands_alone, telling
from studykit.essays.thesis import thesis
from studykit.essays.years import Years

FULL = 4
"""Paragraphs of an essay of this length."""

ON_SUBJECT = 2
"""Paragraphs on a subject."""

TIMELY, KINSHIP = 2.0, 0.6
"""How much it counts that what is set beside the claim is of its years, and each word that it shares with it."""

CRITERION = "A factor counts for as much as the outcome would have been different without it."
"""By what the essay weighs, where a term asks for a criterion."""

_OTHER = {"for": "against", "against": "for"}


def write(outline: Outline, answer: Answer) -> Outline:
    """Fill in an outline with the essay on one case."""
    paragraphs = _paragraphs(answer)
    objection, against, reply = counter(answer, paragraphs)
    conclusion, doubt = conclude(answer, paragraphs, reply)
    paragraphs = tuple(replace(each, because=None) if each.because == reply else each for each in paragraphs)
    plan = next((answer.chooser.home(each.factor) for each in paragraphs if each.factor), None)
    return replace(
        outline, degree=None if answer.question.explains or answer.is_of_defeat else answer.degree,
        thesis=thesis(answer, paragraphs, objection), paragraphs=paragraphs, leading=_leading(answer, paragraphs),
        counter=objection, against=against,
        answer=reply, conclusion=conclusion, doubt=doubt, definitions=dict(plan.define) if plan else {},
        traps=plan.traps if plan else (), plans=tuple(dict.fromkeys(slug for slug, _ in answer.chooser.used)),
        criterion=CRITERION if outline.term == "evaluate" else None,
        interplay=_interplay(answer, paragraphs) if outline.term == "examine" else None,
    )  # fmt: skip


def _leading(answer: Answer, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """Give the places of the paragraphs, what carries the essay first: one that holds what the thesis does for each
    thing that is claimed, then what stands against it there, then another cause, and then the rest as they come.
    """
    if answer.claim is None or answer.is_of_defeat:
        return ()
    held = "for" if answer.agrees else "against"

    def kind(each: Paragraph) -> tuple[int, str]:
        on = [
            at for at, claim in enumerate(answer.claims)
            if (claim.subject == each.subject if claim.subject else each.factor in claim.factors)
        ]  # fmt: skip
        if not on:
            return FULL, ""
        return (on[0], "") if each.side == held else (FULL - 1, each.heading)

    kinds = [kind(each) for each in paragraphs]
    first = [at for at, its in enumerate(kinds) if its not in kinds[:at]]
    rest = [at for at in range(len(paragraphs)) if at not in first]
    return (*sorted(first, key=lambda at: kinds[at][0]), *rest)


def _interplay(answer: Answer, paragraphs: Sequence[Paragraph]) -> str | None:
    """Say how two factors that are argued worked on each other, as an argument does that no paragraph has."""
    argued = list(dict.fromkeys(each.factor for each in paragraphs if each.factor))
    factors = answer.facts.case.factors

    def marks_of(slug: str) -> frozenset[str]:
        return telling(" ".join((answer.facts.factor_name(slug), *factors[slug].asked_as)))

    for one, other in combinations(argued, 2):
        for found in answer.chooser.bearing((one,), "for"):
            point = found.argument.point
            words = telling(f"{point} {found.argument.because}")
            both = found.first in (one, other) and words & marks_of(other if found.first == one else one)
            if both and found.argument.bears_on.get(other) == "for" and stands_alone(point):
                names = [answer.facts.factor_name(each) for each in (one, other)]
                said = stance.lowered(found.argument.point, answer.facts.names)
                answer.chooser.used[found.plan.slug, found.argument.id] = None
                return f"{stance.capital(names[0])} worked with {names[1]}: {said}."
    return None


def _paragraphs(answer: Answer) -> tuple[Paragraph, ...]:
    """Choose the paragraphs: what is claimed first, then rivals by weight, then what limits the claim."""
    claim, rival = answer.claim, answer.rival
    if claim is None or (answer.degree is None and claim.subject is None):
        return tuple(_ranked(answer, None, FULL))
    near = _keep_near(answer)
    answer.chooser.claimed = frozenset(slug for each in (claim, rival) if each for slug in each.factors)
    # What the thesis says is shown by the cards that the case names for it.
    answer.chooser.near, answer.chooser.shown = near, answer.shown(answer.claims)
    made: list[Paragraph] = []
    other_side: Callable[[], list[Paragraph]] = list
    count = 2 if len(answer.claims) == 1 and (rival is None or answer.did) else 1
    for each in answer.claims[:FULL]:
        made += _on_claim(answer, each, count)
    pro, con = ("for", "against") if claim.mattered else ("against", "for")
    if rival is not None:
        answer.chooser.shown = answer.shown([rival])
        own = _OnSubject(answer, rival, 1, con).paragraphs() if answer.told(rival) else []
        made += own or _sided(answer, rival.factors, "for", con, 1 if answer.did else 2, claim.factors)
        # What limits the lighter of the two, best where it was outweighed by the other.
        light, heavy = (rival, claim) if answer.did else (claim, rival)
        made += _sided(answer, light.factors, "against", pro if answer.did else con, 1, heavy.factors)
    elif claim.subject in answer.facts.stages:
        order = list(answer.facts.stages)
        made += _on_stages(answer, claim, FULL - 1 - len(made))
        made.sort(key=lambda each: order.index(each.subject or ""))
    elif claim.subject is None and len({each.side for each in made}) == 1:  # the other side of the factor
        bearing = pro if made[0].side == "against" else con
        other_side = functools.partial(
            _sided, answer, claim.factors, bearing, _OTHER[made[0].side or "for"], 1
        )
    answer.chooser.shown = {}
    # What is set beside it is of its time, and on what was told.
    answer.chooser.timing, answer.chooser.kinship = max(answer.chooser.timing, TIMELY), KINSHIP
    # What stands beside a subject is told once.
    on_it = claim.subject is not None and rival is None and len(made) >= ON_SUBJECT
    left = 1 if on_it else FULL - len(made) - (other_side is not list)
    if claim.subject in answer.facts.stages:
        left = 0
    beside = _ranked(
        answer, con, left
    )  # what weighs it against another is chosen before what limits it alone
    return _once_each([*made, *other_side(), *beside])


def _ranked_beside(answer: Answer, factor: Factor, paragraph: Paragraph) -> Paragraph:
    """Tie a paragraph on another cause back to what is claimed: say which of the two counted for more."""
    claim = answer.claim
    weight = answer.weight(claim) if claim and claim.is_cause and len(answer.claims) == 1 else None
    if claim is None or weight is None or answer.argue:
        return paragraph
    much = (
        "for more than"
        if factor.weight > weight
        else "for as much as"
        if factor.weight == weight
        else "too, but for less than"
    )
    return replace(paragraph, link=f"This counted {much} {answer.name(claim)} did.")


def _once_each(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Take the third fact of a paragraph away where another paragraph tells it."""
    told = {piece.card for each in paragraphs for piece in each.evidence[:SHOWN]}
    made = []
    for each in paragraphs:
        more = tuple(piece for piece in each.evidence[SHOWN:] if piece.card not in told)
        told |= {piece.card for piece in more}
        made.append(replace(each, evidence=(*each.evidence[:SHOWN], *more)))
    return tuple(made)


def _keep_near(answer: Answer) -> frozenset[CardId]:
    """Give the cards on the subjects asked about; where no years are named, those of the subjects come first."""
    known, lost = answer.facts.case.subjects, [each for each in answer.question.reading.defeated if each]
    subjects = [*lost, *(each.subject for each in answer.claims if each.subject)]
    # Of somebody's defeat the years are when he was a danger.
    told = [known[each] for each in subjects if each in known]
    shown = [
        card
        for each in told
        for card in (each.threat if each.slug in lost and each.threat else each).evidence
    ]
    dates = [date for card in shown if (date := answer.chooser.material.date(card))]
    if dates and answer.chooser.years is None:
        first, last = min(each.start.year for each in dates), max(each.end.year for each in dates)
        answer.chooser.years, answer.chooser.timing = Years(first, last), 0.0
    return frozenset(card for each in subjects for card in answer.cards_on(each))


def _on_claim(answer: Answer, claim: Claim, count: int) -> list[Paragraph]:
    """Give the paragraphs on what is claimed: on its subject, or for the factor."""
    pro = "for" if claim.mattered else "against"
    if (claim.subject or answer.told(claim)) and (
        made := _OnSubject(
            answer, claim, FULL - 1 if len(answer.claims) == 1 and not answer.rival else ON_SUBJECT
        ).paragraphs()
    ):
        whole = claim.subject in answer.facts.stages or claim.kind == "defeat"
        return made if whole else [*made, *_sided(answer, claim.factors, "for", pro, count - len(made))]
    if answer.rival is None and count > 1 and not answer.did:
        return [
            *_sided(answer, claim.factors, "for", pro, 1),
            *_sided(answer, claim.factors, "against", _OTHER[pro], 2),
        ]
    return _sided(answer, claim.factors, "for", pro, count, answer.rival.factors if answer.rival else ())


class _OnSubject:
    """The paragraphs on a subject: what the thesis holds of it, then arguments on it, or else its other side."""

    def __init__(self, answer: Answer, claim: Claim, most: int, holds: str | None = None) -> None:
        self.answer, self.chooser, self.claim, self.most = answer, answer.chooser, claim, most
        self.told = answer.told(claim)
        subject = claim.subject
        self.cards = answer.cards_on(subject) if subject else ()
        self.known = answer.facts.names_of(subject) if subject else ()
        self.clauses = answer.sides(claim)
        self.holds = holds or ("for" if answer.agrees else "against")
        self.made: list[Paragraph] = []

    def paragraphs(self) -> list[Paragraph]:
        """Give the paragraphs, what the thesis holds first."""
        self._lead()
        if self.claim.subject in self.answer.facts.stages:
            return self.made
        defeat = self.claim.kind == "defeat"
        if defeat and (error := self._error()):
            self.made.append(error)
        if defeat or not self.told:
            self._argue(loosely=False, most=ON_SUBJECT if defeat else self.most)
        if defeat:  # what else he lost by other causes say
            return self.made
        self._argue(loosely=True, most=self.most)
        for bearing in sorted(self.clauses, key=self._is_said):
            if len(self.made) < min(self.most, ON_SUBJECT):
                self._tell(bearing)
        return self.made

    def _lead(self) -> None:
        """Make the first paragraph of an argument that shows what the thesis says, or else of that itself."""
        lead = _turned(self.holds, self.claim)
        shown = {*self.clauses[lead][1]}
        shows = (
            each for each in self._free(loosely=True)
            if _side(each, self.claim) == self.holds and len(shown.intersection(each.argument.evidence)) >= SHOWN
        )  # fmt: skip
        first = next(shows, None) if self.claim.kind == "cause" else None
        if first:
            self._add(first)
        elif self.told and shown:
            self._tell(lead)

    def _error(self) -> Paragraph | None:
        """Make a paragraph on an error for which somebody lost: an argument in the words of what is told, and by its facts."""
        if self.told is None:
            return None
        words, near = telling(self.told.says), self.chooser.near
        for each in self.chooser.bearing(("rivals",), "for"):
            said = each.argument
            shared = telling(f"{said.point} {said.because or ''}") & words
            if len(shared) >= SHARED and not near.isdisjoint(said.evidence):
                return self.chooser.paragraph(each, _side(each, self.claim), "rivals")
        return None

    def _free(self, *, loosely: bool) -> list[Candidate]:
        told = self.told if self.claim.kind != "defeat" else None
        core = (*told.evidence, *told.but_evidence) if told else () if self.told else self.cards
        return self.chooser.about(self.known, self.cards, self.claim.factors, core, loosely=loosely)

    def _argue(self, *, loosely: bool, most: int) -> None:
        """Add the arguments that are left; the first paragraph is one for what the thesis holds, where there is one."""
        while len(self.made) < min(most, self.most) and (found := self._free(loosely=loosely)):
            held = (each for each in found if not self.made and _side(each, self.claim) == self.holds)
            self._add(next(held, found[0]))

    def _add(self, found: Candidate) -> None:
        side, subject = _side(found, self.claim), self.claim.subject
        self.made.append(
            self.chooser.paragraph(found, side, self.claim.factor, subject=subject, cards=self.cards)
        )

    def _is_said(self, bearing: str) -> bool:
        """Say whether what the case says on one side was said, or all that shows it was."""
        clause, cards = self.clauses[bearing]
        return self.chooser.is_said(clause or "", self.known) or self.chooser.cited.issuperset(cards)

    def _tell(self, bearing: str) -> None:
        """Add what the case says on one side of it, with the cards that show that."""
        claim, (clause, shown) = self.claim, self.clauses.pop(bearing)
        point = stance.sentence(clause) if clause and (self.told or claim is self.answer.claim) else None
        if point and (argued := self.answer.point(claim, bearing)):
            self.chooser.points.append(telling(point))
            point = stance.ended(argued)
        side, name = _turned(bearing, claim), claim.subject or self.answer.name(claim)
        whys = [each for each in self._free(loosely=True) if _side(each, claim) == side]
        own = self.chooser.from_cards(name, shown, self.cards, side, claim.factor, point, whys)
        self.made.extend([own] if own else [])


def _side(found: Candidate, claim: Claim) -> str:
    """Give the side of the essay that an argument on a subject is on."""
    bearing = found.bearing(claim.factors) or "for"
    if claim.kind == "own" and found.first not in claim.factors:
        bearing = "against"  # what others did to somebody is no fault of his
    return _turned(_OTHER[bearing] if claim.kind == "threat" else bearing, claim)


def _on_stages(answer: Answer, claim: Claim, count: int) -> list[Paragraph]:
    """Give paragraphs on the stages beside the one asked about: what each did speaks for the claim on it or against it."""
    stages = answer.facts.stages
    at = list(stages).index(claim.subject or "")
    before, after = list(stages.values())[:at][::-1], list(stages.values())[at + 1 :]
    nearest = [*before[:1], *after, *before[1:]] if answer.agrees else [*after, *before]
    made = []
    for each in nearest[:count]:
        early = each in before and claim.kind == "complete"
        side = _turned("for" if early else "against", claim)
        point = stance.sentence(each.says)
        made.append(answer.chooser.from_cards(each.slug, each.evidence, (), side, each.factor, point))
    return [each for each in made if each]


def _turned(bearing: str, claim: Claim) -> str:
    """Give the side of the essay that an argument for or against a factor is on."""
    return bearing if claim.mattered else _OTHER[bearing]


def _sided(
    answer: Answer, factors: Sequence[str], bearing: str, side: str, count: int, beside: Sequence[str] = ()
) -> list[Paragraph]:
    """Make paragraphs of arguments that bear one way on some factors, of each factor one before a second.

    Of several the first argues for itself, and the others weigh it against what is `beside` it.
    """
    made: list[Paragraph] = []
    known = answer.facts.case.factors
    ranked = sorted((each for each in factors if each in known), key=lambda each: -known[each].weight)
    for factor in ranked * count:
        found = (
            answer.chooser.bearing([factor], bearing, beside if made or count == 1 else (), own=True)
            if len(made) < count
            else []
        )
        if found:
            made.append(answer.chooser.paragraph(found[0], side, factor))
    return made


def _ranked(answer: Answer, side: str | None, count: int) -> list[Paragraph]:
    """Give one paragraph for each of the weightiest factors that are not claimed."""
    made: list[Paragraph] = []
    claimed = {slug for claim in answer.claims for slug in claim.factors}
    for factor in answer.rivals():
        if answer.claim is None:  # what the thesis says of it
            answer.chooser.shown = {"for": frozenset(factor.evidence)}
        others = claimed - {factor.slug}
        found = answer.chooser.bearing([factor.slug], "for", others) if len(made) < count else []
        if found:
            made.append(_ranked_beside(answer, factor, answer.chooser.paragraph(found[0], side, factor.slug)))
    if answer.group and answer.question.how_and_why:
        parts = ("How" if each.factor in answer.group else "Why" for each in made)
        made = [
            replace(each, heading=f"{part}: {each.heading}") for part, each in zip(parts, made, strict=True)
        ]
    return made
