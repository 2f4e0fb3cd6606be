"""Two cases side by side: a thesis on what is alike and what is not, what stands against it, and the judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from studykit.cases import Factor
from studykit.essays import paper_two, stance
from studykit.essays.answer import Answer
from studykit.essays.claims import Claim
from studykit.essays.columns import (
    LITTLE,
    CaseTable,
    Column,
    explained,
    held_by,
    limited,
    to_fill_in,
)
from studykit.essays.compared_alone import Alone
from studykit.essays.compared_paragraphs import ComparedParagraphs
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.thesis import opening, reason, thesis

CRITERION = "Measured by how much a factor explains in each case, not by whether it was there."

_ALIKE, _DIFFERENT = (
    re.compile(r"\b(?:similar\w*|alike|compare)\b"),
    re.compile(r"\b(?:differ\w*|contrast)\b"),
)


def compare(outline: Outline, columns: Sequence[Column]) -> Outline:
    """Fill in an outline with a comparison of cases, in the order the question asks for them."""
    table = CaseTable(columns, _demand(outline))
    paragraphs = ComparedParagraphs(table).paragraphs()
    judged = (_Judgement if table.both else Alone)(table, paragraphs)
    counter, answer = judged.counter()
    if not table.both and paragraphs and (said := judged.thesis()).startswith(paragraphs[0].point):
        # The thesis gives the reasons, and the first point is not the same once more.
        begun = said.partition(": ")[0]
        paragraphs = (replace(paragraphs[0], point=stance.ended(begun)), *paragraphs[1:])
    return replace(
        outline, degree=judged.degree(), thesis=judged.thesis(), paragraphs=paragraphs,
        regions=tuple(_regions(columns)) if outline.question.different_regions else (),
        counter=counter, answer=answer, conclusion=judged.conclusion(answer or ""),
        columns=tuple(column.name for column in columns),
        plans=tuple(dict.fromkeys(_plans(table.answers, paragraphs))), criterion=CRITERION,
    )  # fmt: skip


def _demand(outline: Outline) -> str:
    """Say what is asked for: likenesses, differences or both."""
    plain = re.sub(r"different (?:\w+ )?regions?", "", f"{outline.term} {outline.question.words.plain}")
    alike, different = bool(_ALIKE.search(plain)), bool(_DIFFERENT.search(plain))
    return "both" if alike == different else "alike" if alike else "different"


class _Judgement:
    """What a comparison of installed cases comes to: its thesis, what stands against that, and its conclusion."""

    def __init__(self, table: CaseTable, paragraphs: Sequence[Paragraph]) -> None:
        self.table, self.first, self.paragraphs = table, table.first, paragraphs
        judged = any(answer.degree for answer in table.answers)
        self.claims = self.first.claims if judged and not (self.first.question.compares or table.many) else ()
        self.asks = self.first.question.asks_likeness
        # Whether only the part that something played is asked about, which its weight says.
        parts = (_is_of_part(answer, each) for answer in table.answers for each in answer.claims)
        self.of_each = self.first.question.of_each
        self.is_plain = not self.of_each and all(parts)
        self.similar = [each for each in paragraphs if each.side == "similar"]

    def degree(self) -> str | None:
        """Give how far what is claimed holds in all the cases, or how far they are alike where that is asked."""
        if self.asks:
            return self._likeness()
        degrees = [each.degree for each in self.table.answers if each.degree and self.claims]
        found = [stance.DEGREES.index(each) for each in degrees]
        return stance.DEGREES[round(sum(found) / len(found))] if found else None

    def thesis(self) -> str:
        """Say how far a claim holds in each case, or what is alike and what is not."""
        if self.claims:
            return self._on_claims()
        start = [f"{stance.capital(self._how_alike())}."] if self.asks else []
        return " ".join([*start, self._on_many() if self.table.many else self._on_one(self.table.claimed[0])])

    # On a claim

    def _held(self, claim: Claim | None = None) -> list[tuple[Column, str]]:
        """Give how far a claim holds in each case; how far something mattered is the weight that the case gives it."""
        found = []
        for column in self.table.columns:
            factor = column.heaviest_of(claim.factors) if claim and self.is_plain else None
            plain = stance.DEGREES[factor.weight - 1] if factor else None
            if claim and (degree := plain or (column.answer and column.answer.degree)):
                found.append((column, degree))
        return found

    def _how_far(self, claim: Claim) -> str:
        return self.table.of_each([(column, stance.opening(each)) for column, each in self._held(claim)])

    def _mattered(self) -> str:
        """Say how far each thing that is asked about mattered in each case."""
        first, *others = (
            (paper_two.factors_name(each.factors) or self.table.called(each.factors[0]), self._how_far(each))
            for each in self.claims
        )
        said = ", and ".join([" mattered ".join(first), *map(" ".join, others)])
        return said + (
            ", though not as the main cause" if any(each.strength == "main" for each in self.claims) else ""
        )

    def _on_claims(self) -> str:
        """Give the thesis on a claim: how far it holds for each case, and why."""
        if self.is_plain:
            said = stance.ended(f"{stance.capital(self._mattered())}: {self.table.why(self._heaviest())}")
        elif self.of_each or not self.claims[0].mattered:  # each is said in its own words
            said = " ".join(stance.ended(thesis(each).split(". ")[0]) for each in self.table.answers)
        else:
            (first, degree), *others = self._held(self.claims[0])
            assert first.answer is not None
            said = stance.because(opening(first.answer), self._because(first), None)
            for column, found in others:
                held = "the same holds" if found == degree else f"that holds {stance.opening(found)}"
                said += f" For {column.name} {held}: {stance.ended(self._because(column))}"
        blank = to_fill_in(self.table.columns)
        return said + (f" Whether it holds for {blank} is for you to add." if blank else "")

    def _because(self, column: Column) -> str:
        """Give the clause that carries a case's degree; of two things that are weighed, what the heavier one did."""
        assert column.answer is not None
        heavier = dict(self._weighed_pair(heavier=True)).get(column)
        return stance.clause(heavier.says) if heavier else reason(column.answer)

    def _weighed_pair(self, *, heavier: bool) -> Iterator[tuple[Column, Factor]]:
        """Give of each case the heavier, or the lighter, of two things that are set against each other."""
        for column in self.table.columns:
            if (answer := column.answer) and answer.claim and answer.rival:
                claim = answer.claim if answer.did is heavier else answer.rival
                factor = column.heaviest_of(slug for slug in self.table.claimed if slug in claim.factors)
                yield from [(column, factor)] if factor else []

    def _heaviest(self) -> list[tuple[Column, Factor]]:
        """Give of each case what weighs most of all that is asked about; of two things set against each other too."""
        return self.table.heaviest_of(self.table.claimed or self.table.shared)

    # On likenesses and differences

    def _on_one(self, slug: str) -> str:
        """Say how the cases stand to each other on the factor asked about, and why."""
        alike = self.similar[:1] if self.table.demand == "alike" and not self.asks else []
        said = [*(each.point.partition(": ")[0] for each in alike), f"{self._weighed(slug)}{self._why(slug)}"]
        silent = [column.name for column in self.table.columns if not column.factor(slug)]
        said += [f"The cards on {stance.listed(silent)} say nothing on that"] if silent else []
        return " ".join(stance.ended(stance.capital(each)) for each in said)

    def _weighed(self, slug: str, joint: str = "") -> str:
        return f"{self.table.called(slug)}{joint} {self.table.weighed(slug)}"

    def _why(self, slug: str) -> str:
        return f": {self.table.why(self.table.known(slug))}"

    def _on_many(self) -> str:
        """Say in what the cases are alike and in what they are not, with reasons for what is asked first."""
        table, demand = self.table, self.table.demand
        alike, apart = (
            [f"{start} {self._weighed(slug, ', which')}" + (self._why(slug) if told else "") for slug in slugs[:1]]
            for slugs, start, told in (
                (table.alike, "The weightiest likeness lies in", demand == "alike"),
                (table.apart, "The likeness stops at" if demand == "alike" else "The widest difference lies in", demand != "alike"),
            )
        )  # fmt: skip
        tops = table.heaviest_of(table.many)
        if demand != "alike" and len({top.slug for _, top in tops}) > 1:
            weighed = (
                f"for {column.name} {table.called(top.slug)} {explained(top.weight)}, since {stance.clause(top.says)}"
                for column, top in tops
            )
            apart = [f"What weighed most was not the same: {'; '.join(weighed)}"]
        return " ".join(map(stance.ended, [*apart, *alike] if demand == "different" else [*alike, *apart]))

    def _likeness(self) -> str:
        """Give how far the cases are alike, or different, whichever is asked."""
        table = self.table
        if table.many:
            alike, apart = len(table.alike), len(table.apart)
            found = "some" if abs(alike - apart) < 2 else "large" if alike > apart else "limited"
        else:
            found = stance.DEGREES[max(1, 3 - table.gap(table.claimed[0]))]
        return found if self.asks == "alike" else stance.mirrored(found)

    def _how_alike(self) -> str:
        return f"{self._about()} may be called {self.asks} {stance.opening(self._likeness())}"

    def _about(self) -> str:
        """Name what is compared."""
        asked = self.first.group or next((each.factors for each in self.first.claims), ())
        called = [self.table.called(slug) for slug in self.table.claimed[:1]]
        return paper_two.factors_name(asked) or next(iter(called), f"the ways of {self.table.names} to power")

    # What stands against it

    def counter(self) -> tuple[str | None, str | None]:
        """Give what may be said against the thesis, and what answers that, for each case."""
        made = (
            self._other_side()
            if self.table.many
            else self._lighter()
            if self.first.rival
            else self._against()
        )
        said, reply = made or ("", "")
        return (f"It may be said that {stance.ended(said)}" if said else None), reply or None

    def _against(self) -> tuple[str, str] | None:
        """Say that what is asked about mattered less, or where it had little weight more."""
        found = []
        for column, factor in self._heaviest():
            answer = column.answer
            light = factor.weight <= LITTLE if self.is_plain or answer is None else not answer.did
            clause, reply = self._limit(column, factor, light=light)
            found += [(column, "more" if light else "less", clause, reply)] if clause else []
        if not found:
            return None
        start, ways = f"{self._about()} mattered", {way for _, way, _, _ in found}
        replies = self.table.sentences((column, reply) for column, _, _, reply in found)
        if len(ways) > 1 or not found[1:]:
            said = (f"{way} for {column.name}, since {clause}" for column, way, clause, _ in found)
            return f"{start} {', and '.join(said)}", replies
        clauses = (self.table.of_case(column, clause) for column, _, clause, _ in found)
        return f"{start} {ways.pop()}: {'; '.join(clauses)}", replies

    def _limit(self, column: Column, factor: Factor, *, light: bool) -> tuple[str, str]:
        """Give what stands against how much a factor weighed in a case, and what answers that.

        Of a light one that is an argument for it with its limits; of another what limits it, unless that is told.
        """
        assert column.answer is not None
        chooser = column.answer.chooser
        said = "" if light or not factor.but else limited(factor)
        if said and not any(said in each.point for each in self.paragraphs):
            return said, factor.reply or factor.judged or ""
        for each in chooser.bearing([factor.slug], "for" if light else "against"):
            if each.argument.limits and each.first == factor.slug:
                made = chooser.paragraph(each, None, factor.slug)
                return stance.lowered(made.point, column.names), made.limits or ""
        return (stance.clause(factor.says), held_by(factor, light=True)) if light else ("", "")

    def _lighter(self) -> tuple[str, str] | None:
        """Give what the lighter of two things did in each case, and what limits that."""
        lighter = list(self._weighed_pair(heavier=False))
        if not lighter:
            return self._against()
        replies = self.table.sentences((column, limited(factor)) for column, factor in lighter)
        did = [
            (column, f"{self.table.called(factor.slug)} did more", stance.clause(factor.says))
            for column, factor in lighter
        ]
        if len({what for _, what, _ in did}) == 1:
            return (
                f"{did[0][1]}: {'; '.join(self.table.of_case(column, why) for column, _, why in did)}",
                replies,
            )
        return "; and that ".join(
            f"{what} for {column.name}, since {why}" for column, what, why in did
        ), replies

    def _other_side(self) -> tuple[str, str] | None:
        """Give the weightiest difference against a likeness, or a likeness against a difference, and what limits it."""
        alike = self.table.demand == "alike"
        what, slugs = ("the difference", self.table.apart) if alike else ("the likeness", self.table.alike)
        for slug in slugs[:1]:
            limits = (
                (column, held_by(each, light=each.weight > LITTLE)) for column, each in self.table.known(slug)
            )
            return (
                f"{what} in {self.table.called(slug)} counts for more{self._why(slug)}",
                self.table.sentences(limits),
            )
        return None

    # The judgement

    def conclusion(self, told: str) -> str:
        """Judge how far a claim holds of each case, or how they stand to each other; `told` is said already."""
        table, chosen = self.table, self._heaviest()
        if self.claims:
            what = "what is claimed of each" if self.of_each else "the claim"
            said = self._mattered() if self.is_plain else f"{what} holds {self._how_far(self.claims[0])}"
        elif self.asks:
            said = self._how_alike()
        elif table.many:
            said = self._verdict()
        else:
            slug = table.claimed[0]
            said = f"{self._weighed(slug)}, so that {self._kind(slug)}"
        if table.many and table.demand == "alike" and table.alike:
            chosen = table.known(table.alike[0])
        judged = ((column, factor.judged or "") for column, factor in chosen)
        fresh = ((column, each) for column, each in judged if stance.clause(each).lower() not in told.lower())
        return f"On balance {stance.ended(said)} {table.sentences(fresh)}".strip()

    def _kind(self, slug: str) -> str:
        """Say what weighs more on one factor, its weight first."""
        if self.table.gap(slug) > 1:
            return "the difference weighs more than the likeness"
        most = 0 if self.table.demand == "alike" else len(self.paragraphs) / 2
        alike = self.table.demand != "different" and len(self.similar) > most
        return (
            "the likeness weighs more than the difference"
            if alike
            else "the cases differ in the means more than in the weight"
        )

    def _verdict(self) -> str:
        """Say whether the likeness or the difference weighs more, by what weighs most in each case."""
        table = self.table
        if table.demand == "alike" and table.alike:
            shown = dict.fromkeys([*(each.factor for each in self.similar if each.factor), table.alike[0]])
            stops = "".join(f", and no longer in {table.called(slug)}" for slug in table.apart[:1])
            return f"the cases are alike in {stance.listed([*map(table.called, shown)])}{stops}"
        tops = [(column, table.called(top.slug)) for column, top in table.heaviest_of(table.many)]
        if len({name for _, name in tops}) == 1:
            return f"the likeness weighs more, because {tops[0][1]} weighed most in each case"
        near = next((f"the likeness in {table.called(slug)}" for slug in table.alike), "any likeness")
        return f"the difference weighs more than {near}, because what weighed most was not the same: {table.of_each(tops)}"


def _is_of_part(answer: Answer, claim: Claim) -> bool:
    """Say whether it is claimed that something played a part, or the main one where something else outweighs it."""
    most = max(each.weight for each in answer.facts.case.factors.values())
    asked = ("part", "important", *(["main"] if most > (answer.weight(claim) or 0) else []))
    of_factor = claim.kind == "cause" and claim.mattered and claim.subject is None
    return of_factor and claim.strength in asked and not (answer.rival or answer.argue)


def _regions(columns: Sequence[Column]) -> Iterator[str]:
    """Give the cases, each with its region where that is known."""
    for column in columns:
        region = column.answer.facts.region if column.answer else None
        name = paper_two.data()["regions"][region]["name"] if region else None
        yield f"{column.name} ({name})" if name else column.name


def _plans(answers: Sequence[Answer], paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Give the plans that a comparison draws on: those that argue its factors, and whose arguments it has."""
    for each in answers:
        homes = (each.chooser.home(paragraph.factor) for paragraph in paragraphs)
        yield from (plan.slug for plan in homes if plan)
        yield from (slug for slug, _ in each.chooser.used)
