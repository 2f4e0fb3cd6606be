"""What one case answers to what a question claims: how far it holds, and the thesis that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studykit.cards import CardId
from studykit.essays import paper_two, stance
from studykit.essays.choosing import Chooser
from studykit.essays.claims import Claim
from studykit.essays.material import names
from studykit.essays.outline import Paragraph
from studykit.essays.question import Question


class Answer:
    """One case's answer to a question: claims, degree and thesis; `argue` takes a side whatever the case says."""

    def __init__(self, question: Question, chooser: Chooser, argue: str | None = None) -> None:
        self.question, self.chooser, self.facts = question, chooser, chooser.facts
        self.claims = tuple(self._with_factor(claim) for claim in question.claims)
        self.claim = next(iter(self.claims), None)
        self.rival = question.reading.rival
        self.argue = argue
        self.degree = self._degree()

    def _with_factor(self, claim: Claim) -> Claim:
        """Find the factor of a subject: what the arguments on it speak for most, unless the question names one."""
        if claim.subject is None or (claim.factors and not claim.implied):
            return claim
        cards = set(self.cards_on(claim.subject))
        counts: dict[str, float] = dict.fromkeys(claim.factors, 0.5)
        for place, each in enumerate(self.chooser.about(self.names_of(claim.subject), cards)[:4]):
            for factor, side in each.argument.bears_on.items():
                counts[factor] = counts.get(factor, 0) + (1 if side == "for" else 0) / (1 + place)
        best = max(counts, key=lambda factor: counts[factor], default=None)
        return replace(claim, factors=(best,)) if best else claim

    def names_of(self, subject: str) -> tuple[str, ...]:
        """Give the names of a subject; of "Right Opposition" also "Right", where that is a name of the case."""
        case = self.facts.case
        known = {name for group in case.distinct for name in group}
        names = next((item.phrasings for item in case.aliases if item.say == subject), (subject,))
        first = subject.split()[0]
        return (
            (*names, first)
            if first != subject and first in known - self.facts.people - {self.facts.name}
            else names
        )

    def cards_on(self, subject: str) -> tuple[CardId, ...]:
        """Give the entries on a subject, by any of its names; those whose fact names it where there are enough."""
        material, case = self.chooser.material, self.facts.case.slug
        found = tuple(
            dict.fromkeys(card for name in self.names_of(subject) for card in material.naming(case, name))
        )
        stated = tuple(card for card in found if self._is_stated(card, subject))
        chosen = stated if len(stated) > 1 else found
        return tuple(sorted(chosen, key=lambda card: not names(material.text(card), subject)))

    def _is_stated(self, card: CardId, subject: str) -> bool:
        fact = next((each.fact for each in self.chooser.material.entry(card)), None)
        return fact is not None and any(names(fact, name) for name in self.names_of(subject))

    def weight(self, claim: Claim) -> int | None:
        """Give the weight of what a claim is about."""
        return self.facts.weight(claim.factors)

    def _degree(self) -> str | None:
        if self.claim is None:
            return None
        weight = self.weight(self.claim)
        if weight is None:
            return None
        if self.argue:
            return "large" if self.argue == "for" else "limited"
        if self.rival is not None:
            other = self.weight(self.rival)
            return (
                None
                if other is None
                else stance.compared(
                    weight, other, mattered=self.claim.mattered, equal=self.question.reading.equal
                )
            )
        weights = [found for each in self.claims if (found := self.weight(each)) is not None]
        return stance.degree(round(sum(weights) / len(weights)), self.claim)

    # Names

    def name(self, claim: Claim) -> str:
        """Say what a claim is about."""
        if claim.subject:
            for name in sorted(self.names_of(claim.subject), key=len, reverse=True):
                pattern = rf"(?:\bthe |\w+'s )?{re.escape(name)}\b"
                if said := re.search(pattern, self.question.text, re.IGNORECASE):
                    return said[0]
            return claim.subject
        group = next(
            (
                each["name"]
                for each in paper_two.data()["groups"].values()
                if tuple(each["of"]) == claim.factors
            ),
            None,
        )
        return (
            str(group) if group else stance.listed([self.facts.factor_name(each) for each in claim.factors])
        )

    def heaviest(self, claim: Claim) -> str | None:
        """Give the weightiest of the factors a claim may mean."""
        known = [each for each in claim.factors if each in self.facts.case.factors]
        return max(known, key=lambda each: self.facts.case.factors[each].weight, default=None)

    def rivals(self) -> list[str]:
        """Give the factors not claimed, the weightiest first."""
        claimed = {each for claim in self.claims for each in claim.factors}
        factors = self.facts.case.factors
        return sorted(
            (each for each in factors if each not in claimed), key=lambda each: -factors[each].weight
        )

    # The thesis

    def thesis(self, paragraphs: Sequence[Paragraph]) -> str:
        """Give the answer in one or two sentences."""
        factors = self.facts.case.factors
        top = self.rivals()
        if self.claim and self.claim.subject and self.degree is None and paragraphs and paragraphs[0].subject:
            name = stance.sentence(self.name(self.claim)).rstrip(".")
            return f"{name} bears on {self.facts.outcome} in this: {paragraphs[0].point}"
        if self.claim is None or self.degree is None:
            return self._ranking(top)
        slug = self.heaviest(self.claim)
        assert slug is not None
        says, but = factors[slug].says, factors[slug].but
        name = (
            self.name(self.claim)
            if len(self.claims) == 1
            else stance.listed([self.name(each) for each in self.claims])
        )
        if self.claim.subject and len(self.claims) == 1:
            says, but = self._on_subject(paragraphs, says, but)
        yes = stance.agrees(self.degree) or self.degree == "some"
        other = self.heaviest(self.rival) if self.rival else None
        if self.rival and other:
            return self._outweighing(name, slug, other, yes=yes)
        start = stance.proposition(self.claim, name, self.degree, self.facts.outcome)
        if len(self.claims) > 1:
            return self._of_a_list(start, yes=yes)
        if self.claim.mattered:
            reason, granted = (says, but) if yes else (but, says)
        else:
            reason, granted = (but, says) if yes else (says, but)
        said = stance.because(start, reason, granted, "yet" if self.degree == "some" else "although")
        return f"{said} {self._beside(slug, top)}".strip()

    def _outweighing(self, name: str, slug: str, other: str, *, yes: bool) -> str:
        """Give the thesis of a comparison of two factors."""
        assert self.claim is not None
        assert self.rival is not None
        assert self.degree is not None
        factors, equal = self.facts.case.factors, self.question.reading.equal
        rival, outcome = self.name(self.rival), self.facts.outcome
        start = stance.preferred(self.claim, name, rival, self.degree, outcome, equal=equal)
        if equal and yes:
            return stance.because(start, factors[slug].says, factors[other].says, "and")
        if equal:
            first, second = sorted((slug, other), key=lambda each: -factors[each].weight)
        elif yes == self.claim.mattered or self.degree == "some":
            first, second = slug, other
        else:
            first, second = other, slug
        return stance.because(
            start, factors[first].says, factors[second].but or factors[second].says, "whereas"
        )

    def _of_a_list(self, start: str, *, yes: bool) -> str:
        """Give the thesis of a claim on several factors: what each of the first two did, or what limits it."""
        assert self.claim is not None
        factors = self.facts.case.factors
        known = [slug for each in self.claims if (slug := self.heaviest(each))][:2]
        did = yes == self.claim.mattered
        clauses = [factors[slug].says if did else factors[slug].but or factors[slug].says for slug in known]
        return stance.because(start, ", and ".join(map(stance.clause, clauses)), None)

    def _on_subject(
        self, paragraphs: Sequence[Paragraph], says: str, but: str | None
    ) -> tuple[str, str | None]:
        """Give what the arguments on a subject say for it and against it."""
        own = [each for each in paragraphs if each.subject]
        pro = next(
            (
                each.point
                for each in own
                if (each.side == "for") == (self.claim is None or self.claim.mattered)
            ),
            None,
        )
        con = next(
            (
                each.point
                for each in own
                if each.point != pro
                and each.side == ("against" if self.claim and self.claim.mattered else "for")
            ),
            None,
        )
        limits = next((each.limits for each in own if each.limits and each.point == pro), None)
        names = self.facts.names
        return stance.lowered(pro or says, names), stance.lowered(con or limits or but or "", names) or None

    def _beside(self, slug: str, rivals: Sequence[str]) -> str:
        """Set the claimed factor beside the weightiest rival."""
        if not rivals or len(self.claims) > 1:
            return ""
        factors = self.facts.case.factors
        rival = factors[rivals[0]]
        name = stance.sentence(self.facts.factor_name(rival.slug)).rstrip(".")
        mine = factors[slug].weight
        if rival.weight > mine:
            return stance.ended(f"{name} mattered more: {stance.clause(rival.says)}")
        verb = "mattered as much" if rival.weight == mine else "mattered too, but less"
        return f"{name} {verb}."

    def _ranking(self, top: Sequence[str]) -> str:
        """Give the thesis of a question that claims nothing: what weighed most."""
        factors = self.facts.case.factors
        first, *others = top or [""]
        if not first:
            return ""
        says = f"{self.facts.outcome[:1].upper()}{self.facts.outcome[1:]} is best explained by {self.facts.factor_name(first)}, because {stance.clause(factors[first].says)}"
        if not others:
            return stance.ended(says)
        second = factors[others[0]]
        return f"{stance.ended(says)} {stance.sentence(self.facts.factor_name(second.slug)).rstrip('.')} came next: {stance.ended(stance.clause(second.says))}"
