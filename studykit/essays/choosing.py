"""Which arguments of a case speak to a question, the best first, and the paragraphs they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from studykit.cards import CardId
from studykit.cases import Argument, Plan
from studykit.english.stems import is_ordinary
from studykit.essays.known import CaseFacts, names
from studykit.essays.material import Candidate, Evidence, Material, Recalls, choose
from studykit.essays.outline import Paragraph
from studykit.essays.question import Question
from studykit.essays.stance import capital
from studykit.essays.telling_words import marks, stands_alone, telling
from studykit.essays.years import Years, years_in

PIECES, SHOWN = 3, 2
"""Facts that a paragraph names, and those of them that stand on a page.

As many as stand there on a subject make an argument one on it that does not name it.
"""

NEAR_THE_END, LONG = 2, 2
"""Years before the last one asked about that count as its end, and from which a stretch dates no fact."""

NEAR, SHARED, AKIN = 3, 3, 5
"""Telling words that are shared: by a reason and what it is the reason of, by an argument and a card that shows it.

More than the last make no argument more akin to another.
"""

WEIGHING, LEADS, BESIDE_SUBJECT = 8.0, 3.0, 3.5
"""How much it counts that an argument weighs what is claimed against another factor (more than all else), and first.

Beside a subject less: there what is on the subject comes before what is on factors.
"""

SHOWS_IT, ON_THESIS = 4.0, 3.0
"""How much each of two cards counts that show what a subject did, or what the thesis says.

The first is as much as that a point names the subject.
"""


@dataclass
class Chooser:
    """Chooses arguments and cards of one case for one question, none twice."""

    facts: CaseFacts
    material: Material
    recalls: Recalls
    question: Question
    asked: frozenset[str]
    """The stems that tell the question from others."""
    years: Years | None
    """The years that the question names, or else those of its subject."""
    timing: float = 8.0
    """How much it counts that evidence is of these years: more than all else where the question names them."""
    kinship: float = 0.0
    """How much each word counts that an argument shares with what the essay has told."""
    claimed: frozenset[str] = frozenset()
    """The factors that the question makes a claim on."""
    near: frozenset[CardId] = frozenset()
    """The cards on the subjects of the question."""
    shown: Mapping[str, frozenset[CardId]] = field(default_factory=dict)
    """The cards that show what the case says for a factor that is claimed, and against it."""
    used: dict[tuple[str, str], None] = field(default_factory=dict)
    """Plan and argument of each paragraph, in order."""
    cited: set[CardId] = field(default_factory=set)
    points: list[frozenset[str]] = field(default_factory=list)
    """The telling words of the points that were made."""

    @cached_property
    def choices(self) -> list[Candidate]:
        """The arguments of the case's plans that bear on factors; comparisons come last."""
        plans = self.material.plans_of(self.facts.case.slug, self.question.scopes)
        found = [Candidate(plan, each) for plan in plans for each in plan.arguments if each.bears_on]
        return sorted(found, key=lambda each: each.compares)

    @cached_property
    def _homes(self) -> dict[str, Plan]:
        """For each factor the plan whose arguments bear on it most."""
        counts: dict[str, Counter[str]] = {}
        for each in self.choices:
            for place, factor in enumerate(each.argument.bears_on):
                counts.setdefault(factor, Counter())[each.plan.slug] += 2 if place == 0 else 1
        plans = {each.plan.slug: each.plan for each in self.choices}
        return {factor: plans[found.most_common(1)[0][0]] for factor, found in counts.items()}

    def home(self, factor: str | None) -> Plan | None:
        """Give the plan that argues a factor most."""
        return self._homes.get(factor or "")

    def bearing(
        self, factors: Sequence[str], side: str, beside: Collection[str] = (), *, own: bool = False
    ) -> list[Candidate]:
        """Give the arguments for or against some factors that are still free, the best first.

        One that does the contrary for a factor in `beside` weighs the two against each other, and comes before
        others, and with `own` what argues one of these first does; one that does the same for both comes last.
        """

        # What of the thesis is still to be shown, of the years that are asked about.
        unshown = self.shown.get(side, frozenset()) - self.cited
        unshown = frozenset(filter(self._is_timely, unshown)) if self.question.years else unshown

        def worth(each: Candidate) -> float:
            first, does = each.first in factors, each.bearing(beside)
            much = (4.5 if first else 0.5) if own else BESIDE_SUBJECT if self.near else WEIGHING
            weighs = {None: 0.0, side: -4.0}.get(does, much)
            weighs += LEADS * (each.first in beside and does not in (None, side))
            shown = ON_THESIS * min(SHOWN, len(unshown.intersection(each.argument.evidence)))
            alone = 1.5 * (own and first and not self.question.years)
            return self._worth(each, factors) + weighs + shown + alone

        free = (each for each in self.free() if each.bearing(factors) == side)
        return sorted(free, key=worth, reverse=True)

    def about(
        self,
        subject: Sequence[str],
        cards: Collection[CardId],
        factors: Sequence[str] = (),
        core: Collection[CardId] = (),
        *,
        loosely: bool = False,
    ) -> list[Candidate]:
        """Give the free arguments on a subject (by its names), the best first.

        Its point names the subject; `loosely` two facts on it, or a reason and one, will do, of them one of `core`,
        the cards that show what it did. Of two alike, one that shows more of that comes first, and one that speaks
        for the factors.
        """

        def worth(each: Candidate) -> float:
            said = each.argument
            on_it = [card for card in said.evidence if card in cards]
            fresh = sum(
                not self._is_told(self.material.fact(card)) for card in on_it if card not in self.cited
            )
            named, reason = names(said.point, *subject), names(said.because or "", *subject)
            own = set(core).intersection(said.evidence) - self.cited
            if not (named or (loosely and own and reason + fresh >= SHOWN)):
                return 0.0
            return max(
                0.1,
                (2.0 if self._is_on_another(said.point, subject) else 4.0) * named
                + 1.5 * reason
                + len(on_it) * bool(fresh)
                + SHOWS_IT * min(SHOWN, len(own))
                + {"for": 2.0, "against": 1.0, None: 0.0}[each.bearing(factors)]
                + (each.first in factors)
                - 2.0 * each.compares
                - 6.0 * self.is_said(said.point, subject),
            )

        found = [(much, each) for each in self.free() if (much := worth(each)) > 0]
        return [each for _, each in sorted(found, key=lambda pair: -pair[0])]

    def nearest_why(
        self,
        text: str,
        choices: Iterable[Candidate],
        without: Iterable[str] = (),
        shown: frozenset[CardId] = frozenset(),
    ) -> Candidate | None:
        """Give the argument whose reason stands alone and is nearest in words to a text, some names aside; None for none.

        One of which some cards that are `shown` are evidence comes first.
        """
        wanted = marks(text) - telling(" ".join((*without, self.facts.name)))

        def nearness(each: Candidate) -> tuple[int, int]:
            why, cards = each.argument.because, len(shown.intersection(each.argument.evidence))
            return (cards, len(wanted & marks(why))) if why and stands_alone(why) else (0, 0)

        best = max(choices, key=nearness, default=None)
        return best if best and sum(nearness(best)) >= NEAR and nearness(best)[1] else None

    def _is_on_another(self, point: str, subject: Sequence[str]) -> bool:
        """Say whether a point names first what is never the same as a subject: the Right, before the Left."""
        groups = [group for group in self.facts.case.distinct if not {*group}.isdisjoint(subject)]
        others = [other for group in groups for other in group if other not in (*subject, self.facts.name)]
        at = min((found for each in subject if (found := point.find(each)) >= 0), default=len(point))
        return any(0 <= point.find(other) < at for other in others)

    def free(self) -> Iterator[Candidate]:
        """Give the arguments that no paragraph has."""
        return (each for each in self.choices if (each.plan.slug, each.argument.id) not in self.used)

    def _worth(self, each: Candidate, factors: Sequence[str]) -> float:
        said = each.argument
        at_home = any(home.slug == each.plan.slug for factor in factors if (home := self.home(factor)))
        timely = sum(map(self._is_timely, said.evidence)) / len(said.evidence) if said.evidence else 0.0
        if self.years and self.years.first and self.years.last:  # of many years most facts are
            timely *= min(1.0, 3 / (1 + self.years.last - self.years.first)) ** 2
        worth = (
            2.0 * (each.first in factors) + 1.5 * at_home + 0.8 * self._likeness(said) - 1.0 * each.compares
        )
        worth -= 2.0 * self.is_said(said.point) + 1.0 * len(self.cited.intersection(said.evidence))
        worth += WEIGHING * (
            said.perspective is not None
            and said.perspective.historian in dict(self.question.reading.historians)
        )
        if self.kinship:
            akin = telling(f"{said.point} {said.because or ''}") & self._told_so_far
            worth += self.kinship * min(AKIN, len(akin))
        return (
            worth + self.timing * timely + ON_THESIS * min(SHOWN, len(self.near.intersection(said.evidence)))
        )

    @cached_property
    def _told_so_far(self) -> frozenset[str]:
        """Give the telling words of the points and facts of what is claimed, the leader's name left out."""
        facts = (telling(self.material.fact(card)) for card in self.cited)
        return frozenset[str]().union(*self.points, *facts) - telling(self.facts.name)

    def is_said(self, point: str, without: Iterable[str] = ()) -> bool:
        """Say whether a point was made in other words: half of the words of the shorter are in both, some names aside."""
        own = telling(" ".join(without))
        words, others = telling(point) - own, (each - own for each in self.points)
        return any(2 * len(words & each) >= min(len(words), len(each)) > 0 for each in others)

    def _is_timely(self, card: CardId) -> bool:
        """Say whether a card is of the years that the question asks about; none is where it names none."""
        date = self.material.date(card)
        if date is None or self.years is None:
            return False
        first, last = self.years.first or date.start.year, self.years.last or date.end.year
        return date.start.year <= last and first <= date.end.year

    def _likeness(self, said: Argument) -> float:
        """Say how many telling words of the question an argument has, three at most."""
        return min(3, len(telling(f"{said.point} {said.because or ''} {said.id}") & self.asked))

    def _strongest(self, said: Argument) -> list[CardId]:
        """Give an argument's evidence in its author's order, the strongest first, but what is on the subject before it."""
        known = (card for card in said.evidence if self.material.entry(card))
        near = self.near.union(*self.shown.values())
        return sorted(known, key=lambda card: (self._is_view(card), card not in near, self._is_vague(card)))

    def _is_vague(self, card: CardId) -> bool:
        """Say whether a fact is of a stretch of years, or of none, and so shows less than one with its day or year."""
        date = self.material.date(card)
        return date is None or date.end.year - date.start.year >= LONG

    def _is_view(self, card: CardId) -> bool:
        """Say whether a fact is what a historian argued, which proves nothing by itself."""
        return names(self.material.fact(card), *self._historians)

    @cached_property
    def _historians(self) -> frozenset[str]:
        views = (each.argument.perspective for each in self.choices)
        return frozenset(view.historian for view in views if view) - self.facts.people

    def _to_the_end(self, pieces: list[Evidence]) -> list[Evidence]:
        """Put second a fact of the last years asked about, where no paragraph has one yet."""
        last = (self.question.years and self.question.years.last) or 0
        cards = (*self.cited, *(piece.card for piece in pieces))
        dates = {card: date.start.year for card in cards if (date := self.material.date(card))}
        late = {card for card, year in dates.items() if last - NEAR_THE_END <= year <= last}
        if late & self.cited:
            return pieces
        return [*pieces[:1], *sorted(pieces[1:], key=lambda piece: piece.card not in late)]

    def _is_told(self, text: str) -> bool:
        """Say whether a card that was cited tells the same: two thirds of the words of the shorter one."""
        mine, others = marks(text), (marks(self.material.fact(card)) for card in self.cited)
        return any(3 * len(mine & each) >= 2 * min(len(mine), len(each)) > 0 for each in others)

    def called(self, name: str) -> str:
        """Give a name as it stands in a sentence, with an article where the case and its cards, or else the question, write one."""
        if name.lower().startswith("the "):
            return name
        facts = map(self.material.fact, self.material.naming(self.facts.case.slug, name))
        told = " ".join(text for text in (*self.facts.told, *facts) if text)
        before = re.findall(rf"([Tt]he |'s )?\b{re.escape(name)}\b", told)
        before = before or re.findall(rf"(the |'s )?\b{re.escape(name)}\b", self.question.text)
        *first, last = name.split()
        # One thing that an ordinary word names has an article.
        plain = bool(first) and "'s " not in name
        is_thing = plain and not before and is_ordinary(last.lower()) and not last.endswith("s")
        written = before.count("") < sum(each[1:] == "he " for each in before)
        return f"the {name}" if written or is_thing else name

    def evidence(self, parents: Iterable[CardId], first: Iterable[CardId] = ()) -> tuple[Evidence, ...]:
        """Make evidence of entries, what was not cited yet before the rest; of years that are asked for where there is any."""
        found = choose(
            parents, self.material, self.recalls, period=self.facts.case.period, first=first, avoid=self.cited
        )
        if self.question.years is None or self.years != self.question.years:
            return found
        return tuple(each for each in found if each.date is None or self._is_timely(each.card)) or found

    def paragraph(
        self, chosen: Candidate, side: str | None, factor: str | None, *, subject: str | None = None,
        cards: tuple[CardId, ...] = (),
    ) -> Paragraph:  # fmt: skip
        """Make a paragraph of an argument; a card on the subject is added where it has none of its own."""
        said = chosen.argument
        self.used[chosen.plan.slug, said.id] = None
        self.points.append(telling(said.point))
        # A link returns to what its argument is on first.
        is_to_it = not self.claimed or chosen.first in {*self.claimed, factor}
        named = [card for card in said.evidence if card in cards]
        wanted = telling(f"{said.point} {said.because or ''}") - telling(f"{subject} {self.facts.name}")
        free = [] if named else [card for card in cards if card not in self.cited]
        shared = {card: len(wanted & telling(self.material.fact(card))) for card in free}
        near = [card for card in sorted(free, key=lambda card: -shared[card])[:1] if shared[card] >= SHARED]
        pieces = sorted(
            self.evidence((*self._strongest(said), *near), (*named, *near)),
            key=lambda piece: self._is_told(piece.text),
        )
        told = [piece for piece in pieces if not self._is_view(piece.card)]
        fresh = [piece for piece in told or pieces if piece.card not in self.cited]
        timely = sorted(fresh or told or pieces, key=lambda piece: not _is_of(piece, years_in(said.point)))
        pieces = self._to_the_end(timely)[:PIECES]
        self.cited.update(
            piece.card for piece in pieces[:SHOWN]
        )  # a third is another paragraph's where it has it
        theme = self.facts.case.themes.get(said.theme or "", said.theme or said.id.replace("-", " "))
        name = self.called(subject) if subject else self.facts.factor_name(factor) if factor else theme
        return Paragraph(
            heading=capital(name), side=side, factor=factor, subject=subject, point=said.point,
            evidence=tuple(pieces), because=said.because, perspective=said.perspective,
            work=self.work_of(said), limits=said.limits, link=said.link if is_to_it else None,
        )  # fmt: skip

    def from_cards(
        self, subject: str, shown: Sequence[CardId], cards: Sequence[CardId], side: str, factor: str | None,
        point: str | None, whys: Iterable[Candidate] = (),
    ) -> Paragraph | None:  # fmt: skip
        """Make a paragraph on a subject of the cards that show its point, or else of half of those on it by date.

        None when there are too few. Without a point the earliest fact is it. Its reason is that of an argument on the
        same facts, or of the nearest of some that are on the subject.
        """
        facts = self.evidence(shown) if shown else self._earlier_half(cards)
        pieces = [each for each in facts if each.is_sentence]
        if len(pieces) < (1 if point else 2):
            return None
        said = [point or "", *(each.text for each in pieces)]
        pieces = list(dict.fromkeys([*self._naming(subject, cards, said), *pieces]))
        self.cited.update(piece.card for piece in pieces)
        text, rest = (point, pieces) if point else (pieces[0].text, pieces[1:])
        told = " ".join((text, *(each.text for each in rest[:SHOWN])))
        # Why what they show mattered says an argument of which they are evidence, or one on the subject.
        shows, whys = frozenset(each.card for each in rest[:SHOWN]), list(whys)
        on_them = [each for each in (*whys, *self.free()) if not shows.isdisjoint(each.argument.evidence)]
        why = self.nearest_why(told, on_them, (), shows)
        if why is None and cards:
            why = self.nearest_why(told, whys, self.facts.names_of(subject))
        if why:
            self.used[why.plan.slug, why.argument.id] = None
        because = why.argument.because if why else None
        self.points.append(telling(text))
        heading = capital(self.called(subject))
        return Paragraph(heading, side, text, factor, subject, tuple(rest[:PIECES]), because)

    def _earlier_half(self, cards: Iterable[CardId]) -> list[Evidence]:
        """Give half of the free facts by date, but no more than a paragraph names and none of after the case."""
        free = self.evidence(card for card in cards if card not in self.cited)
        period = self.facts.case.period
        timely = (each for each in free if not (period and each.date and each.date.start > period.end))
        facts = sorted(
            (each for each in timely if each.is_sentence),
            key=lambda each: str(each.date.start) if each.date else "9",
        )
        return facts[: min(PIECES, (len(facts) + 1) // 2)]

    def _naming(self, subject: str, cards: Iterable[CardId], said: Sequence[str]) -> tuple[Evidence, ...]:
        """Give the free fact on a subject that shares most with what is said of it, where nothing said names it."""
        known = self.facts.names_of(subject)
        if any(names(text, *known) for text in said):
            return ()
        wanted, own = telling(" ".join(said)), telling(" ".join(known))
        facts = {card: self.material.fact(card) for card in cards if card not in self.cited}
        free = [card for card, fact in facts.items() if names(fact, *known)]
        shared = {card: len(wanted & (telling(facts[card]) - own)) for card in free}
        near = sorted((card for card in free if shared[card]), key=lambda card: -shared[card])
        return tuple(each for each in self.evidence(near[:1]) if each.is_sentence)

    def work_of(self, said: Argument) -> str | None:
        """Name the work that an argument's perspective is from."""
        slug, case = (said.perspective.source if said.perspective else None), self.facts.case
        decks = (deck for deck, its in self.material.case_of.items() if its == case.slug)
        shelves = (case.sources, *map(self.material.sources, decks))
        return next((sources[slug].work for sources in shelves if slug and slug in sources), None)


def _is_of(piece: Evidence, years: Sequence[int]) -> bool:
    """Say whether a fact is of the years that a point names; so of any where it names none."""
    if not years or piece.date is None:
        return not years
    return piece.date.start.year <= max(years) and piece.date.end.year >= min(years)
