"""What a whole deck knows: its terms and names, other ways to write them, and how rare its words are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from typing import Any

from studykit.cards import Card, CardId, Choice, Item, Listed, Ordered, Points, Term
from studykit.english.numbers import value_of
from studykit.english.proper_names import is_title, names_in, romanisations, surname_of
from studykit.english.stems import is_ordinary, stem
from studykit.english.text import tokens
from studykit.english.thesaurus import states
from studykit.english.values import Value, ValueKind
from studykit.english.words import STOP

_LONGEST_TERM = 6
_ENOUGH = 20
"""Items from which on it can be told how rare a word is in a deck."""

Words = tuple[str, ...]
AnswerKey = tuple[str | float, ...]
"""What a whole answer is known by whatever its spelling."""


@cache
def _states() -> tuple[tuple[Words, ...], ...]:
    return tuple(tuple(map(term_words, names)) for names in states())


@dataclass(slots=True)
class _Gathered:
    language: str
    terms: set[Words] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    prompts: dict[AnswerKey, set[str]] = field(default_factory=lambda: defaultdict(set))
    full_names: dict[str, set[Words]] = field(default_factory=lambda: defaultdict(set))
    romanised: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stems: Counter[str] = field(default_factory=Counter)
    items: int = 0

    def key_of(self, phrasing: str) -> AnswerKey:
        return answer_key(term_words(phrasing, self.language), value_of(phrasing, language=self.language))

    def is_telling(self, phrasing: str) -> bool:
        """Says whether a phrasing is a date, a name or a title, not a wording or a bare number."""
        value = value_of(phrasing, language=self.language)
        if value is not None:
            return value.kind in (ValueKind.DATE, ValueKind.RANGE)
        return len(term_words(phrasing, self.language)) <= _LONGEST_TERM and is_title(phrasing)


class Vocabulary:
    """What a deck knows, so that one known term is never taken for a misspelling of another.

    Made once for a deck and handed to every `mark`; it also keeps what was worked out about the cards it met.

    Attributes:
        terms: every short answer of the deck, as its words in normal form; `titles` are those that are names.
        names: the words that are names, in normal form.
        aliases: groups of ways to write one thing, each as its words in normal form; the names of states too.
        distinct: groups of terms that are never each other, in normal form.
        prompts: the dates, names and titles that are right on one card only, by `answer_key`, with its
            prompt.
        full_names: the family name of each person -> the full names that the deck has of it.
        language: "es", "fr" or "de", or "" for English. chinese: whether it knows a Chinese person by name.
    """

    def __init__(
        self,
        cards: Iterable[Card] = (),
        aliases: Iterable[Item] = (),
        distinct: Iterable[tuple[str, ...]] = (),
        language: str | None = None,
    ) -> None:
        """Gathers what these cards, and the aliases and distinct groups of their deck and case, know."""
        self.language = "" if language in (None, "en") else language
        found = _Gathered(self.language)
        aliases = tuple(aliases)
        for card in cards:
            _gather_card(found, card)
        for item in aliases:
            for phrasing in item.phrasings:
                found.names |= names_in(phrasing)
                _gather_person(found, phrasing, person=False)
        own = [item.phrasings for item in aliases]
        self.chinese = any(" " in name for name in found.romanised)
        own += found.romanised.values() if self.chinese else ()
        written = tuple(tuple(map(self._words_of, group)) for group in own)
        self._romanised = [frozenset(map(self._words_of, forms)) for forms in found.romanised.values()]
        self.aliases = (*written, *_states())
        self.distinct = tuple(tuple(map(self._words_of, group)) for group in distinct)
        found.terms.update(words for group in (*written, *self.distinct) for words in group if words)
        self.terms, self.names = frozenset(found.terms), frozenset(found.names)
        self.prompts = {key: asks.pop() for key, asks in found.prompts.items() if key and len(asks) == 1}
        self.full_names = {name: frozenset(full) for name, full in found.full_names.items()}
        self._stems, self._items = found.stems, found.items
        self.compiled: dict[CardId, tuple[Card, Any]] = {}

    @classmethod
    def of(
        cls,
        cards: Iterable[Card],
        aliases: Iterable[Item] = (),
        distinct: Iterable[tuple[str, ...]] = (),
        language: str | None = None,
    ) -> Vocabulary:
        """Gathers what these cards, aliases and distinct groups know."""
        return cls(cards, aliases, distinct, language)

    def _words_of(self, text: str) -> Words:
        return term_words(text, self.language)

    @cached_property
    def alias_forms(self) -> dict[str, list[tuple[int, int, int, Words]]]:
        """The ways to write one thing by their first word: the number of their group, then what brings the
        longest of a group to the front."""
        found: dict[str, list[tuple[int, int, int, Words]]] = defaultdict(list)
        for number, group in enumerate(self.aliases):
            for place, form in enumerate(group):
                if form:
                    found[form[0]].append((number, -len(form), place, form))
        return found

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word of terms and names that is no small word, in a fixed order, so that ties break alike."""
        return tuple(sorted({word for term in self.terms for word in term} | self.names - STOP))

    @cached_property
    def known(self) -> frozenset[str]:
        """The same as a set."""
        return frozenset(self.words)

    @cached_property
    def by_first(self) -> dict[str, list[Words]]:
        """The names and titles among the terms, by their first word."""
        found: dict[str, list[Words]] = defaultdict(list)
        for term in sorted(self.terms):
            if not all(is_ordinary(word) for word in term) or any(word in self.names for word in term):
                found[term[0]].append(term)
        return found

    @cached_property
    def telling(self) -> frozenset[Words]:
        """The terms by their telling words only: "Lessons of October" is lessons, october."""
        return frozenset(tuple(word for word in term if word not in STOP) for term in self.terms) - {()}

    def rarity(self, base: str) -> float:
        """Computes how much a stem tells in this deck, 0.1 (stands in most items) to 1 (in hardly any)."""
        if self._items <= _ENOUGH:
            return 0.8
        rare = math.log((self._items + 1) / (self._stems[base] + 0.5)) / math.log(self._items + 2)
        return max(0.1, min(1.0, rare))

    def others_of_the_name(self, text: str, family: str) -> bool:
        """Says whether the deck knows somebody else of the family name of this person."""
        words = self._words_of(text)
        same = {full for forms in self._romanised if words in forms for full in forms}
        others = (set(full) for full in self.full_names.get(family, frozenset()) - same)
        return any(not (full <= {*words} or {*words} <= full) for full in others)


def _gather_card(found: _Gathered, card: Card) -> None:
    # In another language no list tells whether the first word is a name or just begins the prompt.
    found.names |= names_in(re.sub(r"^\W*\w+", "", card.ask) if found.language else card.ask)
    who = card.ask.casefold().startswith(("who", "whose"))
    if isinstance(card.expected, Term):
        for phrasing in filter(found.is_telling, card.expected.item.phrasings):
            for name in (phrasing, *chain(*romanisations(phrasing))):
                found.prompts[found.key_of(name)].add(card.ask)
    for phrasing in phrasings(card):
        found.names |= names_in(phrasing)
        words = term_words(phrasing, found.language)
        if 0 < len(words) <= _LONGEST_TERM:
            found.terms.add(words)
        _gather_person(found, phrasing, person=who)
        found.items += 1
        found.stems.update({stem(word, found.language) for word in words if word not in STOP})
    for person in card.people:
        found.names |= names_in(person)
        _gather_person(found, person, person=True)


def _gather_person(found: _Gathered, phrasing: str, *, person: bool) -> None:
    for forms in romanisations(phrasing):
        found.romanised[forms[0]] = forms
    for name in (phrasing, *found.romanised.get(phrasing, ())):
        if family := surname_of(name, person=person):
            found.full_names[family].add(term_words(name, found.language))


def answer_key(words: Iterable[str], value: Value | None = None) -> AnswerKey:
    """Makes what a whole answer is known by: the number it is, or its words without the small ones."""
    if value is not None:
        return ("#", value.first, value.last, value.unit)
    return tuple(word for word in words if word not in STOP)


def phrasings(card: Card) -> Iterator[str]:
    """Lists every right answer, item, option and point of a card."""
    match card.expected:
        case Term(item):
            yield from item.phrasings
        case Listed(items) | Ordered(items) | Points(items):
            for item in items:
                yield from item.phrasings
        case Choice(options, answer, accept):
            yield from dict.fromkeys((*options, answer, *accept))


def term_words(text: str, language: str = "") -> Words:
    """Splits a term into its words in normal form, without articles."""
    found = tokens(text, language)
    return tuple(t.text for t in found if t.kind == "word" and t.text not in ("the", "a", "an"))
