"""Which arguments of a case speak to a question, the best first, and the paragraphs they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from studykit.cards import Argument, CardId, Plan
from studykit.essays.evidence import Recalls, choose, work
from studykit.essays.known import CaseFacts, generic_stems
from studykit.essays.language import STOP, stem
from studykit.essays.material import Material, names
from studykit.essays.outline import Paragraph
from studykit.essays.question_words import read_words

PIECES = 3
"""Facts that a paragraph names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An argument, the plan it stands in, and what it is chosen for."""

    plan: Plan
    argument: Argument

    def bearing(self, factors: Collection[str]) -> str | None:
        """Say what it does for some factors: for, against, or None when it says nothing on them."""
        found = [side for factor, side in self.argument.bears_on.items() if factor in factors]
        return found[0] if found else None


@dataclass
class Chooser:
    """Chooses arguments of one case for one question, none twice."""

    facts: CaseFacts
    material: Material
    recalls: Recalls
    asked: frozenset[str]
    """The stems that tell the question from others."""
    scopes: tuple[str, ...] = ()
    used: set[tuple[str, str]] = field(default_factory=set)
    cited: set[CardId] = field(default_factory=set)

    @cached_property
    def choices(self) -> list[Candidate]:
        """The arguments of the case's plans that bear on factors; comparisons come last."""
        plans = [plan for plan in self.material.plans if plan.case == self.facts.case.slug]
        fitting = [
            plan for plan in plans if plan.scope is None or not self.scopes or plan.scope in self.scopes
        ] or plans
        found = [Candidate(plan, each) for plan in fitting for each in plan.arguments if each.bears_on]
        return sorted(found, key=lambda each: each.argument.side in ("similar", "different"))

    @cached_property
    def _homes(self) -> dict[str, str]:
        """For each factor the plan whose arguments bear on it most."""
        counts: dict[str, Counter[str]] = {}
        for each in self.choices:
            for place, factor in enumerate(each.argument.bears_on):
                counts.setdefault(factor, Counter())[each.plan.slug] += 2 if place == 0 else 1
        return {factor: found.most_common(1)[0][0] for factor, found in counts.items()}

    def home(self, factor: str) -> Plan | None:
        """Give the plan that argues a factor most."""
        slug = self._homes.get(factor)
        return next((plan for plan in self.material.plans if plan.slug == slug), None)

    def bearing(self, factors: Sequence[str], side: str, beside: Collection[str] = ()) -> list[Candidate]:
        """Give the arguments for or against some factors that are still free, the best first.

        One that limits a factor in `beside` as well weighs the two against each other, and comes before others;
        one that speaks for both comes last.
        """

        def worth(each: Candidate) -> float:
            weighing = {"against": 4.5, "for": -4.0, None: 0.0}[each.bearing(beside)]
            return self._worth(each, factors) + weighing

        return sorted(
            (each for each in self._free() if each.bearing(factors) == side), key=worth, reverse=True
        )

    def about(self, subject: Sequence[str], cards: Collection[CardId]) -> list[Candidate]:
        """Give the free arguments on a subject (by its names): those whose point names it, then by evidence."""

        def worth(each: Candidate) -> float:
            said = each.argument
            shown = sum(card in cards for card in said.evidence)
            if not shown and not any(names(said.point, name) for name in subject):
                return 0.0
            named = 4.0 * any(names(said.point, name) for name in subject)
            named += any(names(said.because or "", name) for name in subject)
            return named + shown + 0.2 * self._likeness(said)

        found = [(worth(each), each) for each in self._free()]
        return [each for much, each in sorted(found, key=lambda pair: -pair[0]) if much > 0]

    def _free(self) -> Iterable[Candidate]:
        return (each for each in self.choices if (each.plan.slug, each.argument.id) not in self.used)

    def _worth(self, each: Candidate, factors: Sequence[str]) -> float:
        said = each.argument
        first = next(iter(said.bears_on)) in factors
        at_home = any(self._homes.get(factor) == each.plan.slug for factor in factors)
        told = sum(
            bool(cards) and cards[0].fact is not None for cards in map(self.material.entry, said.evidence)
        )
        compares = said.side in ("similar", "different")
        spent = bool(said.evidence) and self.cited.issuperset(said.evidence)
        worth = 2.0 * first + 1.5 * at_home + 0.8 * self._likeness(said) + 0.3 * min(told, 3)
        return worth + 0.5 * bool(said.perspective) - 1.0 * compares - 4.0 * spent

    def _likeness(self, said: Argument) -> float:
        """Say how many telling words of the question an argument has, three at most."""
        stems = {stem(word.text) for word in read_words(f"{said.point} {said.because or ''} {said.id}").words}
        return min(3, len(stems & self.asked))

    def paragraph(
        self, chosen: Candidate, side: str | None, factor: str | None, *, subject: str | None = None,
        cards: tuple[CardId, ...] = (), most: int = PIECES,
    ) -> Paragraph:  # fmt: skip
        """Make a paragraph of an argument; what names the subject comes first among its evidence."""
        said = chosen.argument
        self.used.add((chosen.plan.slug, said.id))
        free = [card for card in cards if card not in self.cited]
        named = [card for card in said.evidence if card in free]
        more = self._nearest(said, [card for card in free if card not in named])
        parents = (*said.evidence, *more[: max(0, 2 - len(named))])
        pieces = choose(
            parents, self.material, self.recalls, first=frozenset(cards), avoid=frozenset(self.cited)
        )[:most]
        self.cited |= {piece.card for piece in pieces}
        name = subject or (self.facts.factor_name(factor) if factor else said.id.replace("-", " "))
        return Paragraph(
            heading=name[:1].upper() + name[1:], side=side, factor=factor, subject=subject, point=said.point,
            evidence=pieces, because=said.because, perspective=said.perspective,
            work=self._work(said), limits=said.limits, link=said.link,
        )  # fmt: skip

    def _nearest(self, said: Argument, cards: Sequence[CardId]) -> list[CardId]:
        """Put cards first that have most telling words of an argument."""
        wanted = telling(word.text for word in read_words(f"{said.point} {said.because or ''}").words)

        def shared(card: CardId) -> int:
            return len(wanted & telling(word.text for word in read_words(self.material.text(card)).words))

        return sorted(cards, key=lambda card: -shared(card))

    def from_cards(
        self, subject: str, cards: Sequence[CardId], side: str | None, factor: str | None
    ) -> Paragraph | None:
        """Make a paragraph on a subject of its own cards, the earliest ones first; None when there are too few.

        Where there are enough for two paragraphs it takes half of them.
        """
        fresh = [card for card in cards if card not in self.cited]
        pieces = [each for each in choose(fresh, self.material, self.recalls) if each.is_sentence]
        pieces.sort(key=lambda each: str(each.date.start) if each.date else "9")
        most = len(pieces) // 2 if len(pieces) > PIECES else PIECES
        pieces = pieces[: min(most, PIECES + 1)]
        if len(pieces) < 2:
            return None
        self.cited |= {piece.card for piece in pieces}
        heading = subject[:1].upper() + subject[1:]
        return Paragraph(heading, side, pieces[0].text, factor, subject, tuple(pieces[1:]))

    def _work(self, said: Argument) -> str | None:
        """Name the work that an argument's perspective is from."""
        slug = said.perspective.source if said.perspective else None
        if slug is None:
            return None
        case = self.facts.case
        decks = (deck for deck, its in self.material.case_of.items() if its == case.slug)
        found = (
            sources[slug]
            for sources in chain([case.sources], map(self.material.sources, decks))
            if slug in sources
        )
        source = next(found, None)
        return work(source) if source else None


def telling(words: Iterable[str]) -> frozenset[str]:
    """Give the stems of words that tell one question from another."""
    return (
        frozenset(stem(word) for word in words if word.isalpha() and len(word) > 2 and word not in STOP)
        - generic_stems()
    )
