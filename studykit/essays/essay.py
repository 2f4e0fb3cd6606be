"""The essay on one case: stance, paragraphs, counter-argument and conclusion for what a question claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from studykit.essays import stance
from studykit.essays.answer import Answer
from studykit.essays.choosing import PIECES
from studykit.essays.claims import Claim
from studykit.essays.outline import Outline, Paragraph

FULL = 4
"""Paragraphs of an essay of this length."""

ENOUGH = 4
"""Cards on a subject from which two paragraphs of it are wanted."""


class Essay(Answer):
    """One case's essay on a question: paragraphs, counter-argument and conclusion for its answer."""

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Choose the paragraphs: what is claimed first, then rivals by weight, then what limits the claim."""
        made: list[Paragraph] = []
        if self.claim is None or (self.degree is None and self.claim.subject is None):
            return tuple(self._ranked(self.rivals(), None, FULL))
        for claim in self.claims[:2]:
            made += self._on_claim(claim, 2 if len(self.claims) == 1 else 1)
        if self.rival is not None:
            made += self._sided(self.rival.factors, "for", "against" if self.claim.mattered else "for", 1)
            made += self._sided(self.rival.factors, "against", "for" if self.claim.mattered else "against", 1)
        else:
            made += self._other_side(made)
        missing = FULL - len(made)
        side = "against" if self.claim.mattered else "for"
        return (*made, *self._ranked(self.rivals(), side, missing))

    def _on_claim(self, claim: Claim, count: int) -> list[Paragraph]:
        """Give the paragraphs on what is claimed: on its subject, or for the factor."""
        if claim.subject:
            made = self._on_subject_of(claim, 2)
            if made:
                return made
        pro = "for" if claim.mattered else "against"
        if (
            self.degree
            and not stance.agrees(self.degree)
            and self.degree != "some"
            and self.rival is None
            and count > 1
        ):
            return [
                *self._sided(claim.factors, "for", pro, 1),
                *self._sided(claim.factors, "against", _other(pro), 1),
            ]
        if not claim.mattered and self.rival is None:
            return self._sided(claim.factors, "against", "for", count)
        return self._sided(claim.factors, "for", pro, count)

    def _on_subject_of(self, claim: Claim, count: int) -> list[Paragraph]:
        subject = claim.subject or ""
        cards = self.cards_on(subject)
        made: list[Paragraph] = []
        while len(made) < count:
            found = self.chooser.about(self.names_of(subject), cards)
            shown = next(iter(found), None)
            if shown is None:
                break
            bearing = shown.bearing(claim.factors) or "for"
            side = bearing if claim.mattered else _other(bearing)
            # Where one argument is all there is, some of the cards are kept for a paragraph of their own.
            most = 2 if len(found) + len(made) < count else PIECES
            made.append(
                self.chooser.paragraph(shown, side, claim.factor, subject=subject, cards=cards, most=most)
            )
        while len(made) < count and (not made or len(cards) >= ENOUGH):
            own = self.chooser.from_cards(
                subject, cards, "for" if claim.mattered else "against", claim.factor
            )
            if own is None:
                break
            made.append(own)
        return made

    def _sided(self, factors: Sequence[str], bearing: str, side: str, count: int) -> list[Paragraph]:
        """Make paragraphs of arguments that bear one way on some factors, of each factor one before a second."""
        made: list[Paragraph] = []
        ranked = sorted(
            (each for each in factors if each in self.facts.case.factors),
            key=lambda each: -self.facts.case.factors[each].weight,
        )
        for _ in range(count):
            for factor in ranked:
                found = self.chooser.bearing([factor], bearing) if len(made) < count else []
                if found:
                    made.append(self.chooser.paragraph(found[0], side, factor))
        return made

    def _other_side(self, made: Sequence[Paragraph]) -> list[Paragraph]:
        """Give one paragraph for the other side of the claimed factor, unless one stands there already."""
        assert self.claim is not None
        sides = {each.side for each in made}
        if len(sides) > 1 or not made:
            return []
        against = "against" if self.claim.mattered else "for"
        wanted, bearing = ("against", "against" if self.claim.mattered else "for")
        if sides == {"against"}:
            wanted, bearing = "for", _other(against)
        return self._sided(self.claim.factors, bearing, wanted, 1)

    def _ranked(self, factors: Sequence[str], side: str | None, count: int) -> list[Paragraph]:
        """Give one paragraph for each of the weightiest factors."""
        made: list[Paragraph] = []
        claimed = {slug for claim in self.claims for slug in claim.factors}
        for factor in factors:
            found = self.chooser.bearing([factor], "for", claimed) if len(made) < count else []
            if found:
                made.append(self.chooser.paragraph(found[0], side, factor))
        return made

    # The end

    def counter(self, paragraphs: Sequence[Paragraph]) -> tuple[str | None, str | None]:
        """Give the best thing said for the other side of the thesis, and what answers it."""
        against = self._against()
        factors = self.claim.factors if self.claim else tuple(self.rivals()[:1])
        spoken = {each.point for each in paragraphs}
        bearing = "against" if against == bool(self.claim is None or self.claim.mattered) else "for"
        for found in self.chooser.bearing(factors, bearing):
            if found.argument.limits and found.argument.point not in spoken:
                self.chooser.used.add((found.plan.slug, found.argument.id))
                return found.argument.point, found.argument.limits
        rival = next((self.facts.case.factors[slug] for slug in self.rivals()), None)
        if against and rival and rival.but:
            return stance.sentence(rival.says), stance.sentence(rival.but)
        side = "against" if against else "for"
        held = next((each for each in paragraphs if each.side == side and each.limits), None)
        return (held.point, held.limits) if held else (None, None)

    def _against(self) -> bool:
        """Say whether the other side of the thesis is that against the claim."""
        return self.degree is None or stance.agrees(self.degree) or self.degree == "some"

    def conclusion(self, paragraphs: Sequence[Paragraph]) -> tuple[str, str | None]:
        """Give the judgement in other words than the thesis, and what would change it."""
        side = "for" if self._against() else "against"
        holding = [each for each in paragraphs if each.side in (side, None) and each.link]
        links = [stance.clause(each.link) for each in holding[:2] if each.link]
        home = self.chooser.home(paragraphs[0].factor) if paragraphs and paragraphs[0].factor else None
        claimed = (
            "On balance" if self.degree is None else f"On balance the claim holds {_adverb(self.degree)}"
        )
        said = (
            f"{claimed}{': ' if self.degree else ', '}{', and '.join(links)}."
            if links
            else stance.ended(claimed)
            if self.degree
            else ""
        )
        closing = stance.ended(home.conclusion) if home and home.conclusion else ""
        doubt = next((each.limits for each in holding if each.limits), None)
        return f"{said} {closing}".strip(), doubt


def _adverb(found: str) -> str:
    text = stance.opening(found)
    return text[0].lower() + text[1:]


def _other(side: str) -> str:
    return "against" if side == "for" else "for"


def write(outline: Outline, essay: Essay) -> Outline:
    """Fill in an outline with the essay on one case."""
    paragraphs = essay.paragraphs()
    counter, answer = essay.counter(paragraphs)
    conclusion, doubt = essay.conclusion(paragraphs)
    homes = [essay.chooser.home(each.factor) for each in paragraphs if each.factor]
    plan = homes[0] if homes else None
    return replace(
        outline, degree=essay.degree, thesis=essay.thesis(paragraphs), paragraphs=paragraphs, counter=counter,
        answer=answer, conclusion=conclusion, doubt=doubt, definitions=dict(plan.define) if plan else {},
        traps=plan.traps if plan else (), plans=tuple(dict.fromkeys(slug for slug, _ in essay.chooser.used)),
        criterion=CRITERION if outline.term == "evaluate" else None,
    )  # fmt: skip


CRITERION = "A factor counts for as much as the outcome would have been different without it."
"""By what the essay weighs, where a term asks for a criterion."""
