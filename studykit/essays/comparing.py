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
from studykit.essays.thesis import opening, reason

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

    def degree(self) -> str | None:
        """Give how far what is claimed holds in all the cases, or how far they are alike where that is asked."""
        if self.asks:
            return self._likeness()
        found = [stance.DEGREES.index(each) for _, each in self._held()]
        return stance.DEGREES[round(sum(found) / len(found))] if found else None

    def thesis(self) -> str:
        """Say how far a claim holds in each case, or what is alike and what is not."""
        start = f"{stance.capital(self._about())} may be called {self._how_alike()}. " if self.asks else ""
        if self.claims:
            said = self._on_claims()
        elif self.table.many:
            said = self._on_many()
        else:
            said = self._on_one(self.table.claimed[0])
        return start + said

    # On a claim

    def _held(self) -> list[tuple[Column, str]]:
        """Give how far the claim holds in each case that says something of it."""
        return [
            (each, found) for each in self.table.columns if (found := self._degree_of(each, self.claims[:1]))
        ]

    def _degree_of(self, column: Column, claims: Sequence[Claim]) -> str | None:
        """Give how far a claim holds in a case; how far something mattered is the weight that the case gives it."""
        answer = column.answer
        if not claims or answer is None or answer.degree is None or not self._is_plain:
            return answer.degree if claims and answer else None
        factor = column.heaviest_of(claims[0].factors)
        return stance.DEGREES[factor.weight - 1] if factor else None

    @property
    def _is_plain(self) -> bool:
        """Whether only the part that something played is asked about, or it is not the first cause in any case."""
        known = [answer for answer in self.table.answers if answer.claims]
        plain = all(
            claim.kind == "cause"
            and claim.mattered
            and claim.subject is None
            and not (answer.rival or answer.argue)
            for answer in known
            for claim in answer.claims
        )
        strengths = {claim.strength for answer in known for claim in answer.claims}
        return plain and (
            strengths <= {"part", "important"}
            or (strengths <= {"part", "important", "main"} and self._is_outranked)
        )

    @property
    def _is_outranked(self) -> bool:
        """Whether in every case something else weighs more than what is claimed."""
        return all(
            max(each.weight for each in answer.facts.case.factors.values())
            > (answer.weight(answer.claims[0]) or 0)
            for answer in self.table.answers
            if answer.claims
        )

    def _mattered(self) -> str:
        """Say how far each thing that is asked about mattered in each case."""
        said: list[str] = []
        for claim in self.claims:
            held = [
                (each, stance.opening(found))
                for each in self.table.columns
                if (found := self._degree_of(each, [claim]))
            ]
            name = paper_two.factors_name(claim.factors) or self.table.called(claim.factors[0])
            said.append(f"{name} {'' if said else 'mattered '}{self.table.of_each(held)}")
        most = any(claim.strength == "main" for claim in self.claims)
        return ", and ".join(said) + (", though not most" if most else "")

    def _on_claims(self) -> str:
        """Give the thesis on a claim: how far it holds for each case, and why."""
        blank = to_fill_in(self.table.columns)
        if self._is_plain:
            said = stance.ended(f"{stance.capital(self._mattered())}: {self.table.why(self._heaviest())}")
        else:
            (first, degree), *others = self._held()
            assert first.answer is not None
            said = stance.because(opening(first.answer), self._because(first), None)
            for column, found in others:
                held = "the same holds" if found == degree else f"that holds {stance.opening(found)}"
                said += f" For {column.name} {held}: {stance.ended(self._because(column))}"
        return said + (f" Whether it holds for {blank} is for you to add." if blank else "")

    def _because(self, column: Column) -> str:
        """Give the clause that carries a case's degree; of two things that are weighed, what the heavier one did."""
        assert column.answer is not None
        heavier = dict(self._weighed_pair(heavier=True)).get(column) if column.answer.rival else None
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
        return self.table.heaviest_of(self.table.claimed)

    # On likenesses and differences

    def _on_one(self, slug: str) -> str:
        """Say how the cases stand to each other on the factor asked about, and why."""
        known = self.table.known(slug)
        start = stance.capital(f"{self.table.called(slug)} {self.table.weighed(slug)}")
        said = stance.ended(f"{start}: {self.table.why(known)}")
        if self.table.demand == "alike" and not self.asks:
            named = (stance.ended(each.point.partition(": ")[0]) for each in self._likenesses()[:1])
            said = " ".join([*named, said])
        silent = [column.name for column in self.table.columns if not column.factor(slug)]
        return said + (f" The cards on {stance.listed(silent)} say nothing on that." if silent else "")

    def _on_many(self) -> str:
        """Say in what the cases are alike and in what they are not, with reasons for what is asked first."""
        alike, table = self.table.alike[:1], self.table
        tops = table.heaviest_of(table.many)
        same = len({top.slug for _, top in tops}) == 1
        likeness = "".join(
            f"The weightiest likeness lies in {table.called(slug)}, which {table.weighed(slug)}"
            for slug in alike
        )
        if table.demand == "alike" and alike:
            likeness += f": {table.why(table.known(alike[0]))}"
        if same and table.apart and table.demand != "alike":
            slug = table.apart[0]
            difference = f"The widest difference lies in {table.called(slug)}, which {table.weighed(slug)}: {table.why(table.known(slug))}"
        elif table.demand == "alike":
            difference = (
                f"The likeness stops at {table.called(table.apart[0])}, which {table.weighed(table.apart[0])}"
                if table.apart
                else ""
            )
        elif same:
            difference = ""
        else:
            weighed = [
                f"for {column.name} {table.called(top.slug)} {explained(top.weight)}, since {stance.clause(top.says)}"
                for column, top in tops
            ]
            difference = f"What weighed most was not the same: {'; '.join(weighed)}"
        parts = (difference, likeness) if table.demand == "different" else (likeness, difference)
        return " ".join(map(stance.ended, filter(None, parts)))

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
        return f"{self.asks} {stance.opening(self._likeness())}"

    def _about(self) -> str:
        """Name what is compared."""
        claimed = self.first.group or next((each.factors for each in self.first.claims), ())
        ways = f"the ways of {self.table.names} to power"
        return paper_two.factors_name(claimed) or (
            self.table.called(self.table.claimed[0]) if self.table.claimed else ways
        )

    # What stands against it

    def counter(self) -> tuple[str | None, str | None]:
        """Give what may be said against the thesis, and what answers that, for each case."""
        told = " ".join(each.point for each in self.paragraphs)
        if self.table.many:
            return self._other_side()
        if self.first.rival and self.claims:
            return self._lighter()
        against = []
        for column, factor in self._heaviest():
            light = (
                not column.answer.did
                if self.claims and not self._is_plain and column.answer
                else factor.weight <= LITTLE
            )
            clause, reply = self._limit(column, factor, told, light=light)
            if clause:
                against.append((column, factor, "more" if light else "less", clause, reply))
        if not against:
            return None, None
        name = self._about()
        replies = self.table.sentences((column, reply) for column, _, _, _, reply in against)
        if len({way for _, _, way, _, _ in against}) == 1 < len(against):
            clauses = "; ".join(self.table.of_case(column, clause) for column, _, _, clause, _ in against)
            return (
                f"It may be said that {name} mattered {against[0][2]}: {stance.ended(clauses)}",
                replies or None,
            )
        said = ", and ".join(
            f"{way} for {column.name}, since {clause}" for column, _, way, clause, _ in against
        )
        return f"It may be said that {name} mattered {stance.ended(said)}", replies or None

    def _limit(self, column: Column, factor: Factor, told: str, *, light: bool) -> tuple[str, str]:
        """Give what stands against how much a factor weighed in a case, and what answers that.

        Of a light one that is an argument for it with its limits; of another what limits it, unless that is told.
        """
        assert column.answer is not None
        chooser = column.answer.chooser
        said = "" if light or not factor.but else limited(factor)
        if said and said not in told:
            return said, factor.reply or factor.judged or ""
        for each in chooser.bearing([factor.slug], "for" if light else "against"):
            if each.argument.limits and each.first == factor.slug:
                made = chooser.paragraph(each, None, factor.slug)
                return stance.lowered(made.point, column.names), made.limits or ""
        return (stance.clause(factor.says), held_by(factor, light=True)) if light else ("", "")

    def _lighter(self) -> tuple[str | None, str | None]:
        """Give what the lighter of two things did in each case, and what limits that."""
        lighter = list(self._weighed_pair(heavier=False))
        said = [
            f"{self.table.called(factor.slug)} did more for {column.name}, since {stance.clause(factor.says)}"
            for column, factor in lighter
        ]
        answers = self.table.sentences((column, limited(factor)) for column, factor in lighter)
        if len({factor.slug for _, factor in lighter}) == 1:
            name = self.table.called(lighter[0][1].slug)
            clauses = [self.table.of_case(column, stance.clause(factor.says)) for column, factor in lighter]
            return f"It may be said that {name} did more: {stance.ended('; '.join(clauses))}", answers
        return f"It may be said that {stance.ended('; and that '.join(said))}", answers

    def _other_side(self) -> tuple[str | None, str | None]:
        """Give the weightiest difference against a likeness, or a likeness against a difference, and what limits it."""
        alike = self.table.demand == "alike"
        slug = next(iter(self.table.apart if alike else self.table.alike), None)
        if slug is None:
            return None, None
        known = self.table.known(slug)
        what = "the difference" if alike else "the likeness"
        answers = self.table.sentences(
            (each, held_by(factor, light=factor.weight > LITTLE)) for each, factor in known
        )
        return (
            f"It may be said that {what} in {self.table.called(slug)} counts for more: {stance.ended(self.table.why(known))}",
            answers,
        )

    # The judgement

    def conclusion(self, told: str) -> str:
        """Judge how far a claim holds of each case, or how they stand to each other; `told` is said already."""
        if self.claims:
            held = self.table.of_each([(each, stance.opening(found)) for each, found in self._held()])
            said = self._mattered() if self._is_plain else f"the claim holds {held}"
        elif self.asks:
            said = f"{self._about()} may be called {self._how_alike()}"
        elif self.table.many:
            said = self._verdict()
        else:
            slug = self.table.claimed[0]
            said = f"{self.table.called(slug)} {self.table.weighed(slug)}, so that {self._kind(slug)}"
        chosen = self._heaviest() if self.table.claimed else self.table.heaviest_of(self.table.shared)
        if self.table.many and self.table.demand == "alike" and self.table.alike:
            chosen = self.table.known(self.table.alike[0])
        judged = ((each, factor.judged or "") for each, factor in chosen)
        fresh = ((each, said) for each, said in judged if stance.clause(said).lower() not in told.lower())
        return f"On balance {stance.ended(said)} {self.table.sentences(fresh)}".strip()

    def _kind(self, slug: str) -> str:
        """Say what weighs more on one factor, its weight first."""
        if self.table.gap(slug) > 1:
            return "the difference weighs more than the likeness"
        alike = self.table.demand != "different" and self._likenesses()
        return (
            "the likeness weighs more than the difference"
            if alike
            else "the cases differ in the means more than in the weight"
        )

    def _likenesses(self) -> list[Paragraph]:
        """Give the paragraphs that tell a likeness."""
        return [each for each in self.paragraphs if each.side == "similar"]

    def _verdict(self) -> str:
        """Say whether the likeness or the difference weighs more, by what weighs most in each case."""
        table = self.table
        if table.demand == "alike" and table.alike:
            shown = (each.factor for each in self._likenesses() if each.factor)
            alike = stance.listed([table.called(slug) for slug in dict.fromkeys([*shown, table.alike[0]])])
            return f"the cases are alike in {alike}" + "".join(
                f", and no longer in {table.called(slug)}" for slug in table.apart[:1]
            )
        tops = table.heaviest_of(table.many)
        if len({top.slug for _, top in tops}) == 1:
            return (
                f"the likeness weighs more, because {table.called(tops[0][1].slug)} weighed most in each case"
            )
        weighed = stance.listed([f"{table.called(top.slug)} for {column.name}" for column, top in tops])
        near = next((f"the likeness in {table.called(slug)}" for slug in table.alike), "any likeness")
        return (
            f"the difference weighs more than {near}, because what weighed most was not the same: {weighed}"
        )


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
