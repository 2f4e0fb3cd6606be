"""What the cases of a library know that helps to read a question: leaders, people, names, factors, words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from studykit.cases import Case, Factor, Plan, Subject
from studykit.english.stems import is_ordinary
from studykit.essays import paper_two
from studykit.essays.paper_two import Book, Leader
from studykit.essays.question_words import read_words

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

    @property
    def outcome(self) -> str:
        """What the essay explains, in words: "Stalin's rise to power"."""
        return self.case.title

    @property
    def _weighed(self) -> tuple[Factor, ...]:
        return (*self.case.factors.values(), *self.case.subjects.values())

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the case, as they are written at the beginning of a sentence."""
        found = {self.name, *(each for group in self.case.distinct for each in group)}
        found.update(phrasing for item in self.case.aliases for phrasing in item.phrasings)
        clauses = " ".join(text for each in self._weighed for text in (each.says, each.but or ""))
        plain = set(re.findall(r"\b[a-z][\w-]+", clauses))  # of clauses, which begin without a capital
        found.update(word for word in re.findall(r"\b[A-Z][\w-]+", clauses) if word.lower() not in plain)
        return frozenset(each for each in found if each[:1].isupper())

    @cached_property
    def stages(self) -> Mapping[str, Subject]:
        """The subjects that stand for some years, in the order of time."""
        return {slug: each for slug, each in self.case.subjects.items() if each.period}

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies, events and documents of the case: subjects and aliases that are written as names."""
        named = (*self.case.subjects, *(item.say for item in self.case.aliases))
        return tuple(each for each in named if each[:1].isupper())

    @property
    def rivals(self) -> tuple[str, ...]:
        """The names of those who stood in the leader's way."""
        of_rivals = (slug for slug, each in self.case.subjects.items() if each.factor == "rivals")
        return tuple(name for slug in of_rivals for name in self.names_of(slug))

    def names_of(self, subject: str) -> tuple[str, ...]:
        """Give the names of a subject."""
        known = self.case.subjects.get(subject)
        names = next((item.phrasings for item in self.case.aliases if item.say == subject), (subject,))
        return (*names, *known.asked_as) if known else names

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The clauses of the case."""
        return tuple(text for each in self._weighed for text in (each.says, each.but, each.judged) if text)

    def factor_name(self, slug: str) -> str:
        """Give what a factor is called in this case."""
        factor = self.case.factors.get(slug)
        return (factor and factor.name) or paper_two.factor_name(slug)

    def heaviest(self, factors: Iterable[str]) -> Factor | None:
        """Give the weightiest of some factors; None when the case says nothing on any."""
        known = (self.case.factors[each] for each in factors if each in self.case.factors)
        return max(known, key=lambda each: each.weight, default=None)

    def weight(self, factors: Iterable[str]) -> int | None:
        """Give the weight of the heaviest of some factors; None when the case says nothing on any."""
        heaviest = self.heaviest(factors)
        return heaviest.weight if heaviest else None


def facts_of(case: Case) -> CaseFacts:
    """Gather what a case says of its leader and people."""
    leader = next(iter(named_leaders(case.title)), None)
    title = re.findall(r"[^\W\d_][\w-]*", case.title)
    name = leader.name if leader else next((word for word in title if word[0].isupper()), case.title)
    around, groups = {name}, [set(group) for group in case.distinct]
    for _ in groups:
        around |= {each for group in groups if group & around for each in group}
    return CaseFacts(case, leader, name, frozenset(around - {name}))


def named_leaders(text: str) -> tuple[Leader, ...]:
    """Give the leaders that a text names, or whose state it names, in order of mention."""
    known, pattern = _names_of_leaders()
    plain = " ".join(re.findall(r"[^\W_]+", text.lower().replace("'s", " ")))
    return tuple(dict.fromkeys(known[match[0]] for match in pattern.finditer(plain)))


@cache
def _names_of_leaders() -> tuple[Mapping[str, Leader], re.Pattern[str]]:
    """Give the leader of each name in lower case, and a pattern that finds the longest of them."""
    known = {
        each.lower().replace("-", " "): leader
        for leader in reversed(paper_two.leaders())  # of two with one name, the first
        for each in (leader.name, *leader.also)
    }
    longest_first = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return known, re.compile(rf"\b(?:{longest_first})\b")


@dataclass(frozen=True)
class Known:
    """The cases of a library and all their words."""

    cases: Mapping[str, CaseFacts]
    plans: tuple[Plan, ...] = ()
    _books: dict[tuple[str, ...], tuple[Book, Book]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, cases: Iterable[Case], plans: Sequence[Plan] = (), studied: Sequence[str] = ()) -> Known:
        """Gather what cases and plans know.

        Of two cases on one leader one counts: that which is studied, or else the later, which is of her own folders.
        """
        facts = [facts_of(case) for case in cases]
        rank = {slug: at for at, slug in enumerate(studied)}
        best_last = sorted(facts, key=lambda each: -rank.get(each.case.slug, len(rank)))
        chosen = {each.leader or each.case.slug: each for each in best_last}.values()
        return cls({each.case.slug: each for each in facts if each in chosen}, tuple(plans))

    @cached_property
    def lexicon(self) -> frozenset[str]:
        """The words that a misspelt word of a question may be meant for: those of the cases and of Paper 2."""
        data = paper_two.data()
        texts = [*data["generic"], *data["terms"], *(each.name for each in paper_two.leaders())]
        texts += [word for words in data["classes"].values() for word in words]
        entries = [each for part in ("factors", "scopes", "topics") for each in data[part].values()]
        texts += [phrase for each in (*entries, *data["verdicts"]) for phrase in each["phrases"]]
        texts += [text for facts in self.cases.values() for text in _texts_of(facts.case)]
        for plan in self.plans:
            texts += [plan.title, *plan.answers, *plan.define, *(each.point for each in plan.arguments)]
            texts += [each.perspective.historian for each in plan.arguments if each.perspective]
        return frozenset(word for word in _WORD.findall(" ".join(texts).lower()) if len(word) > 2)

    def historians(self, cases: Sequence[str]) -> dict[str, str]:
        """Give the factor for which a historian speaks most in the plans of some cases, by the name in the plans."""
        spoken: dict[str, Counter[str]] = {}
        for each in (argument for plan in self.plans if plan.case in cases for argument in plan.arguments):
            if each.perspective and (factor := next(iter(each.bears_on), None)):
                spoken.setdefault(each.perspective.historian, Counter())[factor] += 1
        people = frozenset[str]().union(*(self.cases[slug].people for slug in cases))
        return {name: found.most_common(1)[0][0] for name, found in spoken.items() if name not in people}

    def books(self, cases: Sequence[str]) -> tuple[Book, Book]:
        """Give the phrases by which questions mean the factors, and the subjects, of some cases.

        The value of a factor phrase is (factor, ...); that of a subject is (its name, the case's slug).
        """
        key = tuple(cases)
        if key not in self._books:
            chosen = [self.cases[each] for each in cases]
            self._books[key] = (_factor_book(chosen), _subject_book(chosen))
        return self._books[key]


def _texts_of(case: Case) -> Iterator[str]:
    """Give the texts of a case whose words a question may use."""
    yield from (case.title, *case.themes.values(), *(name for group in case.distinct for name in group))
    yield from (phrasing for item in case.aliases for phrasing in item.phrasings)
    for factor in case.factors.values():
        yield from (factor.name or "", factor.says, factor.but or "", *factor.asked_as)
    for subject in case.subjects.values():
        yield from (subject.slug, *subject.asked_as)


def _factor_book(chosen: Sequence[CaseFacts]) -> Book:
    data = paper_two.data()
    entries = [(each["phrases"], (slug,)) for slug, each in data["factors"].items()]
    entries += [(each["phrases"], tuple(each["of"])) for each in data["groups"].values()]
    for facts in chosen:
        for factor in facts.case.factors.values():
            own = [*factor.asked_as, *([factor.name] if factor.name else [])]
            entries.append(([_plain(each, facts.name) for each in own], (factor.slug,)))
    called = " ".join(each.split()[-1] for facts in chosen for each in (*facts.people, *facts.rivals))
    rivals = [each.lower() for each in _WORD.findall(called) if each[0].isupper()]
    return paper_two.book(entries, {"rival": rivals})


@cache
def _general_book() -> Book:
    """Give the phrases for factors that are no case's own."""
    return _factor_book([])


def _subject_book(chosen: Sequence[CaseFacts]) -> Book:
    """Give the names of a case: aliases, people and groups never taken for each other, and what it asks factors as.

    Of these only names, and phrases of its own such as a crisis of some year, that are no general name of a factor.
    """
    made = paper_two.book(())
    for facts in chosen:
        state = facts.leader.state if facts.leader else None
        for name, phrasings in _names_in(facts).items():
            if name not in (facts.name, state):
                made.add([_plain(each, "") for each in phrasings], (name, facts.case.slug))
    return made


def _names_in(facts: CaseFacts) -> dict[str, Sequence[str]]:
    """Give the subjects of a case with all their names."""
    case, general = facts.case, _general_book()
    named: dict[str, Sequence[str]] = {item.say: item.phrasings for item in case.aliases}
    named |= {name: facts.names_of(name) for name in case.subjects}
    taken = {phrase for name in case.subjects for phrase in named[name]}
    for name in (
        each for group in case.distinct for each in group if each not in taken and each[:1].isupper()
    ):
        named.setdefault(name, (name,))
    for phrase in (each for factor in case.factors.values() for each in factor.asked_as):
        stems = paper_two.stems_of(read_words(phrase).words)
        own = len(stems) > 1 and all(len(each.places) < len(stems) for each in general.find(stems))
        is_name = re.search(r"(?:^|\s)[A-Z]", phrase) is not None
        if (own or is_name) and not any(phrase in each for each in named.values()):
            named[phrase] = (phrase,)
    return named


def _plain(phrase: str, leader: str) -> str:
    """Write a name as phrases are written: words in lower case, the leader's own name left out."""
    words = re.findall(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*", phrase.lower().replace("'s", " "))
    return " ".join([word for word in words if word != leader.lower()] or words)


def names(text: str, *phrases: str) -> bool:
    """Say whether a text holds one of some phrases as words of its own; plurals do not count, nor does letter case.

    A name that is an ordinary word (the Right) has to be written as a name.
    """
    return any(_name(each).search(text) for each in phrases)


@cache
def _name(phrase: str) -> re.Pattern[str]:
    flags = 0 if phrase[:1].isupper() and is_ordinary(phrase.lower()) else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?:s|'s)?(?!\w)", flags)
