"""What one case answers to what a question claims: of which factors, how far it holds, and which cards are on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from studykit.cards import CardId
from studykit.cases import Factor, Weighed
from studykit.english.dates import spoken
from studykit.english.stems import stem
from studykit.essays import paper_two, stance
from studykit.essays.choosing import Chooser
from studykit.essays.claims import Claim
from studykit.essays.known import names
from studykit.essays.question import Question
from studykit.essays.years import years_in

MANY = 2
"""Factors from which a claim is on a group of them, or on what is left of one."""

_OF = re.compile(r"\w+'s |(?:the )?(?:(?:\w+ ){1,2}(?:of|by|among|between) (?:the )?)?", re.IGNORECASE)
_ITS = re.compile(r"(?:'s?(?: \w+){1,2})?")
"""What may stand before and after a subject's name in one phrase: "the mistakes of", "'s own errors"."""


def _around(name: str, said: str) -> tuple[str, bool, str]:
    """Give what stands before and after a name, letter case aside, and whether it is there."""
    at = said.lower().find(name.lower())
    return said[: max(0, at)], at >= 0, said[at + len(name) :]


def _tells_which_part(before: str) -> bool:
    """Say whether words before a name say what of it is asked about: no "impact of", which any cause has."""
    words = set(re.findall(r"[^\W\d_]+", before.lower())) - {"the", "of"}
    lost = not words.isdisjoint(paper_two.data()["losing"]["nouns"])
    return lost or not words or not {stem(each) for each in words} <= paper_two.generic()


class Answer:
    """One case's answer to a question; `argue` ("for" or "against") takes a side whatever the case says.

    Attributes:
        claims: those of the question, the heaviest first, each subject with the factor it belongs to.
        claim: the first; None for none.
        rival: what it is set against. degree: how far it holds; None where that cannot be told.
    """

    def __init__(self, question: Question, chooser: Chooser, argue: str | None = None) -> None:
        self.question, self.chooser, self.facts, self.argue = question, chooser, chooser.facts, argue
        self.claims = tuple(
            self._with_factor(each)
            for each in question.claims
            if each.of in ("", self.facts.name)
            if self.told(each) or each.kind not in ("avoidable", "preventable", "complete")
        )
        told = {each.factors for each in self.claims if each.subject}
        if len(self.claims) > 1:  # of the debate and the NEP, the NEP is what the debate was on
            listed = (each for each in self.claims if each.subject or each.factors not in told)
            causes = all(each.is_cause for each in self.claims)
            self.claims = tuple(sorted(listed, key=lambda each: -(self.weight(each) or 0) * causes))
        self.rival = self._with_factor(question.reading.rival) if question.reading.rival else None
        if question.reading.open and self.rival:
            first = self.claims[0]
            if (self.weight(self.rival) or 0) > (self.weight(first) or 0):
                self.claims = (replace(self.rival, mattered=True),)
                self.rival = replace(first, mattered=False)
        self.group = self._open_group()
        self.claim = next(iter(self.claims), None)
        self.degree = self._degree(self.claim) if self.claim else None

    def _open_group(self) -> tuple[str, ...]:
        """Take for no claim what a question asks about without one, such as methods: they are ranked instead."""
        data = paper_two.data()
        groups = [{*data["groups"][each]["of"]} for each in data["open-groups"]]
        claim = next(iter(self.claims), None)
        if len(self.claims) != 1 or claim is None or self.rival or claim.subject or not claim.mattered:
            return ()
        which = re.search(r"\bwhich\b.* most\b", self.question.words.plain)
        ranks = claim.strength == "part" or which is not None
        is_group = len(claim.factors) >= MANY and any({*claim.factors} <= each for each in groups)
        if not (ranks and is_group) or self.question.term == "to what extent":
            return ()
        self.claims = ()
        return claim.factors

    def _with_factor(self, claim: Claim) -> Claim:
        """Find the factor of a subject: what the arguments on it speak for most, unless the question names one."""
        subjects, subject = self.facts.case.subjects, claim.subject or ""
        if not claim.is_cause and subject and subject not in subjects:  # of his failings a defeat is his own
            owners = (each for each in subjects if names(subject, each))
            claim = next((replace(claim, subject=each, said=each) for each in owners), claim)
        if claim.kind != "cause" and self.told(claim) is None:  # what endangers a rise does not help it
            claim = replace(claim, kind="cause", mattered=claim.mattered != (claim.kind == "threat"))
        told = subjects.get(claim.subject or "")
        if claim.subject and told is None and not claim.implied and self._is_of_factor(claim):
            return replace(claim, subject=None)  # the mistakes of the opponent whom the factor is on
        if told and (claim.kind != "cause" or not claim.factors or claim.implied):
            return replace(claim, factors=("rivals" if claim.kind == "own" else told.factor,))
        if claim.subject is None or (claim.factors and not claim.implied):
            return claim
        cards = set(self.cards_on(claim.subject))
        about = self.chooser.about(self.facts.names_of(claim.subject), cards, core=cards)
        bearings = (
            factor for each in about for factor, side in each.argument.bears_on.items() if side == "for"
        )
        best = next(iter((*claim.factors, *bearings)), None)
        return replace(claim, factors=(best,)) if best else claim

    def _is_of_factor(self, claim: Claim) -> bool:
        """Say whether the clauses of the factor that a claim names are on its subject anyway."""
        factor = self.facts.case.factors.get(claim.factor or "")
        clauses = (factor.says, factor.but or "") if factor else ()
        return any(names(text, *self.facts.names_of(claim.subject or "")) for text in clauses)

    def _degree(self, claim: Claim) -> str | None:
        weights = [found for each in self.claims if (found := self.weight(each)) is not None]
        weight = self.weight(claim)
        if weight is None:
            return None
        if claim.kind == "defeat":
            return "large"
        if self.argue:
            return "large" if self.argue == "for" else "limited"
        if self.rival is None:
            return stance.degree(round(sum(weights) / len(weights)), claim)
        other, equal = self.weight(self.rival), self.question.reading.equal
        return None if other is None else stance.compared(weight, other, mattered=claim.mattered, equal=equal)

    def weight(self, claim: Claim) -> int | None:
        """Give the weight (1-5) of what a claim is about; None when the case says nothing on it.

        Of a subject the case says so itself; one that it says nothing of weighs one less.
        """
        weight = self.facts.weight(claim.factors)
        if weight is None or (claim.subject is None and claim.is_cause):
            return weight
        known, factor = self.told(claim), self.facts.case.factors.get(claim.factor or "")
        if known is None and factor and claim.subject in factor.asked_as:
            return weight
        return known.weight if known else max(1, weight - 1)

    def told(self, claim: Claim) -> Weighed | None:
        """Give what the case says of the subject of a claim, or of the danger that it (or rivals) was; None for nothing.

        Of a defeat, what limited the danger is the reason.
        """
        case = self.facts.case
        subject = case.subjects.get(claim.subject or "")
        if claim.kind == "cause":
            return subject
        if claim.kind == "own" and (subject is None or subject.factor == "rivals"):
            return subject
        alone = claim.subject is None and claim.kind != "complete"
        known = case.factors.get(claim.factor or "") if alone else subject
        threat = known.threat if known else None
        if threat is None or claim.kind not in ("defeat", "own", "complete"):
            return threat
        return replace(
            threat, says=threat.but or threat.says, but=threat.says, evidence=threat.but_evidence,
            but_evidence=threat.evidence, reply=None, point=threat.but_point, but_point=threat.point,
        )  # fmt: skip

    def clauses(self, claim: Claim) -> tuple[str, str | None]:
        """Give what the subject of a claim, or else its weightiest factor, did, and what limits it."""
        known = self.known(claim)
        assert known is not None
        return known.says, known.but

    def shown(self, claims: Iterable[Claim]) -> dict[str, frozenset[CardId]]:
        """Give the cards that show what the case says for what is claimed, and those for what is against it."""
        sides = [self.sides(each) for each in claims]
        return {
            side: frozenset(card for each in sides for card in each[side][1]) for side in ("for", "against")
        }

    def sides(self, claim: Claim) -> dict[str, tuple[str | None, tuple[CardId, ...]]]:
        """Give what the case says for and against what is claimed, each with the cards that show it."""
        known = self.known(claim)
        if known is None:
            return {"for": (None, ()), "against": (None, ())}
        return {"for": (known.says, known.evidence), "against": (known.but, known.but_evidence)}

    def point(self, claim: Claim, side: str) -> str | None:
        """Give the sentence by which the case argues a side of what is claimed in other words than its clause."""
        known = self.known(claim)
        return (known.point if side == "for" else known.but_point) if known else None

    def reply(self, claim: Claim) -> str | None:
        """Give the sentence by which the case answers what limits what a claim is about."""
        known = self.known(claim)
        return stance.ended(known.reply) if known and known.reply else None

    def known(self, claim: Claim) -> Weighed | None:
        """Give what the case says of the subject of a claim, or else of its weightiest factor."""
        return self.told(claim) or self.facts.heaviest(claim.factors)

    @property
    def outranked(self) -> bool:
        """Whether some factor that is not claimed weighs more than what is."""
        mine = (self.claim and self.weight(self.claim)) or 0
        return self.rival is None and any(each.weight > mine for each in self.rivals())

    @property
    def said(self) -> str:
        """The degree in words: of what something else outweighs no essay says "to a very large extent"."""
        assert self.degree is not None
        most, less = ("fully", "large") if self.claim and self.claim.mattered else ("hardly", "limited")
        return less if self.degree == most and self.outranked else self.degree

    @property
    def is_of_defeat(self) -> bool:
        """Whether it says why somebody lost, which no degree is asked of."""
        return self.claim is not None and self.claim.kind == "defeat"

    def is_timely(self, clause: str | None) -> bool:
        """Say whether a clause tells of the years that the question names, or of none."""
        asked, told = self.question.years, years_in(clause or "")
        if asked is None or not told:
            return True
        first, last = asked.first or min(told), asked.last or max(told)
        return any(first <= year <= last for year in told)

    @property
    def agrees(self) -> bool:
        """Whether the thesis is more for the claim than against it; half and half counts as for."""
        return self.degree is None or stance.agrees(self.degree) or self.degree == "some"

    @property
    def did(self) -> bool:
        """Whether the thesis is that what is claimed, or denied, did matter."""
        return self.agrees == (self.claim is None or self.claim.mattered)

    def cards_on(self, subject: str) -> tuple[CardId, ...]:
        """Give the entries on a subject, by any of its names; those whose fact names it where there are enough."""
        material, known = self.chooser.material, self.facts.names_of(subject)
        naming = (card for name in known for card in material.naming(self.facts.case.slug, name))
        found = tuple(dict.fromkeys(naming))
        stated = tuple(card for card in found if names(material.fact(card), *known))
        return stated if len(stated) > 1 else found

    def name(self, claim: Claim) -> str:
        """Say what a claim is about: a factor by its name in the case, a subject in the question's words."""
        if claim.subject is None and claim.kind in ("threat", "defeat"):
            return "opponents"
        stage = self.facts.stages.get(claim.subject or "")
        if stage and stage.period and claim.kind in ("complete", "preventable"):
            return str(stage.period.end.year) if claim.kind == "complete" else spoken(stage.period)
        if claim.subject is None:
            voices = [name for name, factor in self.question.reading.historians if (factor,) == claim.factors]
            called = claim.called or stance.listed([self.facts.factor_name(each) for each in claim.factors])
            return f"{called} ({stance.listed(voices)})" if voices else called
        return self._called(claim.subject, claim.said, part=claim.is_cause)

    def _called(self, subject: str, said: str, *, part: bool) -> str:
        """Call a subject by the name it has in the question, with what of it is asked about where `part` is."""
        called, whole = self.chooser.called, self.chooser.called(subject)
        for name in sorted(self.facts.names_of(subject), key=len, reverse=True):
            before, found, after = _around(name, said)
            if not found:
                continue
            if not _tells_which_part(before):  # the impact of the war scare is the war scare
                before = ""
            is_part = (before, after) not in (("", ""), ("the ", ""))
            if part and is_part and _OF.fullmatch(before) and _ITS.fullmatch(after):
                return before + name + after
            if called(name) != name or name.lower().startswith("the "):
                return called(name)
            if before.endswith("the "):
                # Of "the Leningrad organisation" only the first word is a name of it.
                return f"the {name}" if whole == name and not after else whole
            # The Lenin Enrolment is the Lenin Levy too; and the funeral of Lenin has an article.
            bare = whole.startswith("the ") or re.match(r"[a-z]+ of ", name)
            return f"the {name}" if bare else name
        return whole

    def rivals(self) -> list[Factor]:
        """Give the factors not claimed, the weightiest first."""
        claimed = {each for claim in self.claims for each in claim.factors}
        return [each for each in self.ranking() if each.slug not in claimed]

    def ranking(self) -> list[Factor]:
        """Give all factors but those claimed as such: first those of the group asked about, then by weight.

        Who asks how and why is told of methods and of reasons in turn.
        """
        factors = self.facts.case.factors
        claimed = {
            each
            for claim in self.claims
            for each in claim.factors
            if claim.subject is None
            or (claim.implied and not self.told(claim))
            or (each in factors and factors[each].weight <= (self.weight(claim) or 0))
        }
        ranked = sorted(
            (each for each in factors.values() if each.slug not in claimed), key=self._ranks_first
        )
        group, others = (
            [each for each in ranked if (each.slug in self.group) is own] for own in (True, False)
        )
        if self.question.how_and_why:
            group = [each for pair in zip(group, others, strict=False) for each in pair]
        return list({each.slug: each for each in (*group, *others, *ranked)}.values())

    def judged(self, claim: Claim) -> str | None:
        """Give the sentence by which the case judges what a claim is about."""
        known = self.told(claim)
        if known is None and claim.subject is None and len(self.claims) == 1:
            known = self.facts.heaviest(claim.factors)
        return stance.ended(known.judged) if known and known.judged else None

    @property
    def explained(self) -> str:
        """What a question without a claim asks to explain: "the removal of rivals", or the outcome."""
        asked = paper_two.factors_name(self.group) or ""
        return asked if asked.startswith("the ") else self.outcome("")

    def outcome(self, name: str) -> str:
        """Say what the essay explains, the leader not named again beside a name that has it: "the rise to power".

        Where it is asked why somebody lost, that is the defeat.
        """
        own = f"{self.facts.name}'s "
        inner = f"{own}rise to the leadership of the Party" if self.is_inner else None
        risen = inner or self.question.growth or self.facts.outcome
        if lost := self.question.reading.defeated:
            return f"the defeat of {stance.listed([self.chooser.called(each) if each else f'{own}rivals' for each in lost])}"
        return risen.replace(own, "the ", 1) if own in name else risen

    @property
    def is_inner(self) -> bool:
        """Whether it is asked how the leader came to lead a party that had still to win the state."""
        return self.question.inner and "state" in self.facts.case.covers

    def _ranks_first(self, factor: Factor) -> tuple[bool, bool, int]:
        """Order factors: those of the years that are asked about, and of what goes on in a party, then by weight."""
        asked, told = self.question.years, years_in(factor.says)
        past = told and asked and max(told) <= (asked.first or 0) != asked.last
        outside = self.is_inner and factor.slug not in paper_two.data()["groups"]["inner"]["of"]
        return bool(past), outside, -factor.weight
