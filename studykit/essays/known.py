"""What the cases of a library know that helps to read a question: leaders, people, names, factors, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from studykit.cards import Case, Plan
from studykit.essays import paper_two
from studykit.essays.language import is_ordinary, stem
from studykit.essays.paper_two import Book, Leader

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class CaseFacts:
    """A case with its leader and the names of those round that leader."""

    case: Case
    leader: Leader | None
    name: str
    """What to call the leader: the one in the table, or the first name of the title."""
    people: frozenset[str]
    """The people of the case besides its leader, as they are written."""

    @property
    def region(self) -> str | None:
        """The IB region's slug."""
        return self.case.region or (self.leader.region if self.leader else None)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the case, as they are written at the beginning of a sentence."""
        case = self.case
        found = {each for group in case.distinct for each in group} | {self.name}
        found |= {phrasing for item in case.aliases for phrasing in item.phrasings}
        return frozenset(each for each in found if each[:1].isupper())

    @property
    def outcome(self) -> str:
        """What the essay explains, in words: "Stalin's rise to power"."""
        return self.case.title

    def factor_name(self, slug: str) -> str:
        """Give what a factor is called in this case."""
        factor = self.case.factors.get(slug)
        return (factor and factor.name) or paper_two.factor_name(slug)

    def weight(self, factors: Iterable[str]) -> int | None:
        """Give the weight of the heaviest of some factors; None when the case says nothing on any."""
        return max(
            (self.case.factors[each].weight for each in factors if each in self.case.factors), default=None
        )


def facts_of(case: Case) -> CaseFacts:
    """Gather what a case says of its leader and people."""
    leader = next(iter(named_leaders(case.title)), None)
    title = re.findall(r"[^\W\d_][\w-]*", case.title)
    name = leader.name if leader else next((word for word in title if word[0].isupper()), case.title)
    around = {name}
    groups = [set(group) for group in case.distinct]
    for _ in groups:
        around |= {each for group in groups if group & around for each in group}
    return CaseFacts(case, leader, name, frozenset(around - {name}))


def named_leaders(text: str) -> tuple[Leader, ...]:
    """Give the leaders that a text names, or whose state it names, in order of mention."""
    plain = " ".join(re.findall(r"[^\W_]+", text.lower().replace("'s", " ")))
    padded = f" {plain} "
    places: dict[Leader, int] = {}
    phrases = [
        (each.lower().replace("-", " "), leader)
        for leader in paper_two.leaders()
        for each in (leader.name, *leader.also)
    ]
    for phrase, leader in sorted(phrases, key=lambda pair: -len(pair[0])):
        at = padded.find(f" {phrase} ")
        if at >= 0:
            places[leader] = min(at, places.get(leader, at))
            padded = padded.replace(f" {phrase} ", " " + "_" * len(phrase) + " ")
    return tuple(sorted(places, key=lambda leader: places[leader]))


@dataclass(frozen=True)
class Known:
    """The cases of a library and all their words."""

    cases: Mapping[str, CaseFacts]
    plans: tuple[Plan, ...] = ()
    _books: dict[tuple[str, ...], tuple[Book, Book]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, cases: Iterable[Case], plans: Sequence[Plan] = ()) -> Known:
        """Gather what cases and plans know."""
        return cls({case.slug: facts_of(case) for case in cases}, tuple(plans))

    @cached_property
    def case_words(self) -> frozenset[str]:
        """The words of the cases: names, terms, factors and what their plans say, in lower case."""
        texts: list[str] = []
        for facts in self.cases.values():
            case = facts.case
            texts += [case.title, *case.themes.values(), *(name for group in case.distinct for name in group)]
            texts += [phrasing for item in case.aliases for phrasing in item.phrasings]
            for factor in case.factors.values():
                texts += [factor.name or "", factor.says, factor.but or "", *factor.asked_as]
        for plan in self.plans:
            texts += [plan.title, *plan.answers, *plan.define, *(each.point for each in plan.arguments)]
            texts += [each.perspective.historian for each in plan.arguments if each.perspective]
        return frozenset(word for word in _WORD.findall(" ".join(texts).lower()) if len(word) > 2)

    @cached_property
    def lexicon(self) -> frozenset[str]:
        """The words that a misspelt word of a question may be meant for."""
        return self.case_words | _paper_words()

    @cached_property
    def historians(self) -> frozenset[str]:
        """The historians whom the plans weigh, in lower case."""
        arguments = (argument for plan in self.plans for argument in plan.arguments)
        return frozenset(each.perspective.historian.lower() for each in arguments if each.perspective)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Words that belong to these cases and to little else: names, offices, movements."""
        return frozenset(word for word in self.case_words if not is_ordinary(word))

    def books(self, cases: Sequence[str]) -> tuple[Book, Book]:
        """Give the phrases by which questions mean the factors, and the subjects, of some cases.

        The value of a factor phrase is (factor, ...); that of a subject is (its name, the case's slug).
        """
        key = tuple(cases)
        if key not in self._books:
            chosen = [self.cases[each] for each in cases]
            people = {
                "rival": [
                    word
                    for facts in chosen
                    for each in facts.people
                    for word in _WORD.findall(each.lower())[-1:]
                ]
            }
            self._books[key] = (_factor_book(chosen, people), _subject_book(chosen))
        return self._books[key]


def _factor_book(chosen: Sequence[CaseFacts], people: Mapping[str, Iterable[str]]) -> Book:
    data = paper_two.data()
    entries = [(each["phrases"], (slug,)) for slug, each in data["factors"].items()]
    entries += [(each["phrases"], tuple(each["of"])) for each in data["groups"].values()]
    for facts in chosen:
        for factor in facts.case.factors.values():
            own = [*factor.asked_as, *([factor.name] if factor.name else [])]
            entries.append(([_plain(each, facts.name) for each in own], (factor.slug,)))
    return paper_two.book(entries, people)


def _subject_book(chosen: Sequence[CaseFacts]) -> Book:
    """Give the names of a case: aliases, people and groups never taken for each other, proper names of factors."""
    made = Book(paper_two.classes())
    for facts in chosen:
        case = facts.case
        named = {item.say: item.phrasings for item in case.aliases}
        for name in (each for group in case.distinct for each in group):
            named.setdefault(name, (name,))
        for factor in case.factors.values():
            for phrase in factor.asked_as:
                if re.search(r"(?:^|\s)[A-Z]", phrase) and not any(phrase in each for each in named.values()):
                    named[phrase] = (phrase,)
        for name, phrasings in named.items():
            if name != facts.name:
                made.add([_plain(each, "") for each in phrasings], (name, case.slug))
    return made


def _plain(phrase: str, leader: str) -> str:
    """Write a name as phrases are written: words in lower case, the leader's own name left out."""
    words = re.findall(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*", phrase.lower().replace("'s", " "))
    kept = [word for word in words if word != leader.lower()] or words
    return " ".join(kept)


def _paper_words() -> frozenset[str]:
    """Give every word of the phrases of Paper 2, for mending slips."""
    data = paper_two.data()
    phrases = [phrase for each in data["factors"].values() for phrase in each["phrases"]]
    phrases += [phrase for each in data["scopes"].values() for phrase in each["phrases"]]
    phrases += [phrase for each in data["verdicts"] for phrase in each["phrases"]]
    phrases += [phrase for each in data["topics"].values() for phrase in each["phrases"]]
    phrases += [*data["generic"], *(word for words in data["classes"].values() for word in words)]
    phrases += [each.name for each in paper_two.leaders()] + list(data["terms"])
    return frozenset(word for word in _WORD.findall(" ".join(phrases).lower()) if len(word) > 2)


def generic_stems() -> frozenset[str]:
    """Give the stems of words that name no subject."""
    return frozenset(stem(word) for word in paper_two.data()["generic"])
