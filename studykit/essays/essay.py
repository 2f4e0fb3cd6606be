"""The essay on one case: paragraphs, counter-argument and conclusion for what a question claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studykit.cards import CardId
from studykit.cases import Weighed
from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import SHARED, SHOWN, Candidate, Chooser, telling
from studykit.essays.claims import Claim
from studykit.essays.ending import conclude, counter
from studykit.essays.outline import Outline, Paragraph
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
        thesis=thesis(answer, paragraphs, objection), paragraphs=paragraphs, counter=objection, against=against,
        answer=reply, conclusion=conclusion, doubt=doubt, definitions=dict(plan.define) if plan else {},
        traps=plan.traps if plan else (), plans=tuple(dict.fromkeys(slug for slug, _ in answer.chooser.used)),
        criterion=CRITERION if outline.term == "evaluate" else None,
    )  # fmt: skip


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
    for each in answer.claims[:FULL]:
        made += _on_claim(answer, each, 2 if len(answer.claims) == 1 else 1)
    pro, con = ("for", "against") if claim.mattered else ("against", "for")
    if rival is not None:
        answer.chooser.shown = answer.shown([rival])
        own = _on_subject(answer, rival, 1) if answer.told(rival) else []
        made += own or _sided(answer, rival.factors, "for", con, 1, claim.factors)
        made += _sided(answer, rival.factors, "against", pro, 1, claim.factors)
    elif claim.subject in answer.facts.stages:
        made += _on_stages(answer, claim, FULL - len(made))
    elif claim.subject is None and len({each.side for each in made}) == 1:  # the other side of the factor
        bearing = pro if made[0].side == "against" else con
        made += _sided(answer, claim.factors, bearing, _OTHER[made[0].side or "for"], 1)
    answer.chooser.shown = {}
    # What is set beside it is of its time, and on what was told.
    answer.chooser.timing, answer.chooser.kinship = max(answer.chooser.timing, TIMELY), KINSHIP
    # What stands beside a subject is told once, and not where its own paragraphs are on both sides.
    on_it = claim.subject is not None and rival is None and len(made) >= ON_SUBJECT
    one_sided = len({each.side for each in made}) == 1
    left = int(len(made) < FULL - 1 or one_sided) if on_it else FULL - len(made)
    return _once_each([*made, *_ranked(answer, con, left)])


def _once_each(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Take the third fact of a paragraph away where another paragraph tells it."""
    told = [piece.card for each in paragraphs for piece in each.evidence[:SHOWN]]
    return tuple(
        replace(each, evidence=tuple(
            piece for at, piece in enumerate(each.evidence) if at < SHOWN or piece.card not in told
        ))
        for each in paragraphs
    )  # fmt: skip


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
        made := _on_subject(
            answer, claim, FULL - 1 if len(answer.claims) == 1 and not answer.rival else ON_SUBJECT
        )
    ):
        whole = claim.subject in answer.facts.stages or claim.kind == "defeat"
        held = sum(each.side == pro for each in made) if answer.agrees and not answer.rival else len(made)
        return made if whole else [*made, *_sided(answer, claim.factors, "for", pro, count - held)]
    if answer.rival is None and count > 1 and not answer.agrees:
        return [
            *_sided(answer, claim.factors, "for", pro, 1),
            *_sided(answer, claim.factors, "against", _OTHER[pro], 2),
        ]
    if not claim.mattered and answer.rival is None:
        return _sided(answer, claim.factors, "against", "for", count)
    return _sided(answer, claim.factors, "for", pro, count, answer.rival.factors if answer.rival else ())


def _on_subject(answer: Answer, claim: Claim, most: int) -> list[Paragraph]:
    """Give the paragraphs on a subject: what the thesis holds of it, then arguments on it, or else its other side."""
    chooser, subject, told = answer.chooser, claim.subject, answer.told(claim)
    cards, known = (answer.cards_on(subject), answer.facts.names_of(subject)) if subject else ((), ())
    clauses = answer.sides(claim)
    made: list[Paragraph] = []
    holds = "for" if answer.agrees else "against"

    def argue(*, loosely: bool) -> None:
        core = (*told.evidence, *told.but_evidence) if told else cards
        while len(made) < most and (
            found := chooser.about(known, cards, claim.factors, core if loosely else None)
        ):
            best = next((each for each in found if not made and _side(each, claim) == holds), found[0])
            made.append(
                chooser.paragraph(best, _side(best, claim), claim.factor, subject=subject, cards=cards)
            )

    def tell(bearing: str) -> None:
        clause, shown = clauses.pop(bearing)
        point = stance.sentence(clause) if clause and (told or claim is answer.claim) else None
        turned, name = _turned(bearing, claim), subject or answer.name(claim)
        own = chooser.from_cards(name, shown, cards, turned, claim.factor, point)
        made.extend([own] if own else [])

    lead = _turned(holds, claim)
    # What the thesis says is not the first point as well where enough arguments name the subject.
    argued = claim.kind == "cause" and len(chooser.about(known, cards, claim.factors)) >= ON_SUBJECT
    if told and clauses[lead][1] and not argued:
        tell(lead)
    if subject in answer.facts.stages:
        return made
    if claim.kind == "defeat":  # what else it lost by other causes say
        most = min(most, ON_SUBJECT)
        errors = (
            each for each in chooser.bearing(("rivals",), "for") if told and _is_on(each, told, chooser)
        )
        made += [chooser.paragraph(each, _side(each, claim), "rivals") for each in [*errors][:1]]
        argue(loosely=False)
        return made
    argue(loosely=False)
    argue(loosely=True)
    for bearing in list(clauses):
        if len(made) < min(most, ON_SUBJECT):
            tell(bearing)
    return made


def _is_on(found: Candidate, told: Weighed, chooser: Chooser) -> bool:
    """Say whether an argument on rivals' errors is on what is told of a defeat: in its words, and by its facts."""
    said = found.argument
    shared = telling(f"{said.point} {said.because or ''}") & telling(told.says)
    return len(shared) >= SHARED and not chooser.near.isdisjoint(said.evidence)


def _side(found: Candidate, claim: Claim) -> str:
    """Give the side of the essay that an argument on a subject is on."""
    bearing = found.bearing(claim.factors) or "for"
    if claim.kind == "own" and next(iter(found.argument.bears_on)) not in claim.factors:
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
    subject = any(claim.subject for claim in answer.claims)
    # What weighs a subject's factor against another says nothing of the subject.
    claimed = {slug for claim in answer.claims for slug in claim.factors if not subject}
    for factor in answer.rivals():
        found = answer.chooser.bearing([factor], "for", claimed - {factor}) if len(made) < count else []
        if found:
            main = (each for each in found if next(iter(each.argument.bears_on)) == factor or not subject)
            made.append(answer.chooser.paragraph(next(main, found[0]), side, factor))
    if answer.group and answer.question.how_and_why:
        parts = ("How" if each.factor in answer.group else "Why" for each in made)
        made = [
            replace(each, heading=f"{part}: {each.heading}") for part, each in zip(parts, made, strict=True)
        ]
    return made
