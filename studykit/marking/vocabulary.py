"""What a whole deck knows (its terms and names, other ways to write them, how rare its words are), and which
known word a typed one is meant for."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import Any

from studykit.cards import Card, CardId, Choice, Item, Term
from studykit.english.dates import value_of
from studykit.english.proper_names import is_syllable, is_title, names_in, romanisations, surname_of
from studykit.english.spelling import nearest
from studykit.english.stems import is_ordinary, stem
from studykit.english.text import tokens
from studykit.english.thesaurus import states, words_of
from studykit.english.values import Value, ValueKind
from studykit.english.words import STOP

_LONGEST_TERM = 6

_REMEMBERED = 20_000
"""Typed words kept with what they are meant for, before all are forgotten."""

Words = tuple[str, ...]
AnswerKey = tuple[str | float, ...]
"""What a whole answer is known by whatever its spelling."""


@cache
def _states() -> tuple[tuple[Words, ...], ...]:
    return tuple(tuple(map(term_words, names)) for names in states())


class Vocabulary:
    """What a deck knows, so that one known term is never taken for a misspelling of another.

    Made once for a deck and handed to every `mark`; it also keeps what was worked out about the cards it met.

    Attributes:
        terms: every short answer of the deck, and what is in its distinct groups, as words in normal form.
        names: the words that are names, in normal form.
        aliases: groups of ways to write one thing, each as its words in normal form; the names of states too.
        prompts: the dates, names and titles right on one card only, by `answer_key`, with its prompt.
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
        self.terms: set[Words] = set()
        self.names: set[str] = set()
        self.full_names: dict[str, set[Words]] = defaultdict(set)
        self.compiled: dict[CardId, tuple[Card, Any]] = {}
        self._romanised: dict[str, tuple[str, ...]] = {}
        self._stems: Counter[str] = Counter()
        self._items = 0
        asks: dict[AnswerKey, set[str]] = defaultdict(set)
        for card in cards:
            self._gather_card(card)
            for key in self._keys_of(card) if isinstance(card.expected, Term) else ():
                asks[key].add(card.ask)
        own: list[tuple[str, ...]] = []
        for item in aliases:
            own.append(item.phrasings)
            for phrasing in item.phrasings:
                self._gather_name(phrasing, person=False)
        self.chinese = any(" " in name for name in self._romanised)
        own += self._romanised.values() if self.chinese else ()
        written = tuple(tuple(map(self._words_of, group)) for group in own)
        self.aliases = (*written, *_states())
        groups = (*written, *(map(self._words_of, group) for group in distinct))
        self.terms.update(words for group in groups for words in group if words)
        self.prompts = {key: asked.pop() for key, asked in asks.items() if key and len(asked) == 1}

    def _gather_card(self, card: Card) -> None:
        # In another language no list tells whether the first word is a name or just begins the prompt.
        self.names |= names_in(re.sub(r"^\W*\w+", "", card.ask) if self.language else card.ask)
        who = card.ask.casefold().startswith(("who", "whose"))
        for phrasing in phrasings(card):
            words = self._words_of(phrasing)
            if 0 < len(words) <= _LONGEST_TERM:
                self.terms.add(words)
            self._gather_name(phrasing, person=who)
            self._items += 1
            self._stems.update({stem(word, self.language) for word in words if word not in STOP})
        for person in card.people:
            self._gather_name(person, person=True)

    def _gather_name(self, text: str, *, person: bool) -> None:
        self.names |= names_in(text)
        for forms in romanisations(text):
            self._romanised[forms[0]] = forms
        for name in (text, *self._romanised.get(text, ())):
            if family := surname_of(name, person=person):
                self.full_names[family].add(self._words_of(name))

    def _keys_of(self, card: Card) -> Iterator[AnswerKey]:
        """Lists what the dates, names and titles that answer a card are known by: no wording, no number."""
        for phrasing in phrasings(card):
            value, words = value_of(phrasing, language=self.language), self._words_of(phrasing)
            dated = value is not None and value.kind in (ValueKind.DATE, ValueKind.RANGE)
            if dated or (value is None and len(words) <= _LONGEST_TERM and is_title(phrasing)):
                yield answer_key(words, value)
                yield from (answer_key(self._words_of(name)) for name in chain(*romanisations(phrasing)))

    def _words_of(self, text: str) -> Words:
        return term_words(text, self.language)

    @cached_property
    def alias_forms(self) -> dict[str, list[tuple[Words, list[Words]]]]:
        """The ways to write one thing, by first word and the longest first, each with those that say no more.

        What only says more ("Leon Trotsky") is said by its part.
        """
        found: dict[str, list[tuple[Words, list[Words]]]] = defaultdict(list)
        for group in self.aliases:
            for form in sorted(filter(None, group), key=len, reverse=True):
                found[form[0]].append((form, [other for other in group if not set(form).issubset(other)]))
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
        if self._items <= 20:  # too few to tell
            return 0.8
        rare = math.log((self._items + 1) / (self._stems[base] + 0.5)) / math.log(self._items + 2)
        return max(0.1, min(1.0, rare))

    def others_of_the_name(self, text: str, family: str) -> bool:
        """Says whether the deck knows somebody else of the family name of this person."""
        words = self._words_of(text)
        romanised = (frozenset(map(self._words_of, forms)) for forms in self._romanised.values())
        same = frozenset().union(*(forms for forms in romanised if words in forms))
        others = (set(full) for full in self.full_names.get(family, set()) - same)
        return any(not (full <= {*words} or {*words} <= full) for full in others)


def answer_key(words: Iterable[str], value: Value | None = None) -> AnswerKey:
    """Makes what a whole answer is known by: the number it is, or its words without the small ones."""
    if value is not None:
        return ("#", value.first, value.last, value.unit)
    return tuple(word for word in words if word not in STOP)


def phrasings(card: Card) -> Iterator[str]:
    """Lists every right answer, item, option and point of a card."""
    match card.expected:
        case Choice(options, answer, accept):
            return iter(dict.fromkeys((*options, answer, *accept)))
        case expected:
            return chain(*(item.phrasings for item in expected.items))


@lru_cache(maxsize=16384)
def term_words(text: str, language: str = "") -> Words:
    """Splits a term into its words in normal form, without articles."""
    found = tokens(text, language)
    return tuple(t.text for t in found if t.kind == "word" and t.text not in ("the", "a", "an"))


class Lexicon:
    """How to read the words of an answer to one card: the nearest known word wins.

    Args:
        expected: the words of the card's right answers, in normal form, in order of appearance.
        vocabulary: what the whole deck knows; its words are read as themselves.
        shortened: those of the expected words that may be cut short ("Sec" in General Secretary).
        small: the small words that are themselves an answer ("nothing").
        exact: whether no slip is forgiven.
    """

    def __init__(
        self,
        expected: Iterable[str],
        vocabulary: Vocabulary,
        shortened: frozenset[str] = frozenset(),
        small: frozenset[str] = frozenset(),
        exact: bool = False,
    ) -> None:
        self.expected = dict.fromkeys(expected)
        self.small, self._exact, self._shortened_words = small, exact, shortened
        self._vocabulary, self.language = vocabulary, vocabulary.language
        self._words = tuple(self.expected)
        self._stems = frozenset(self.stem(word) for word in self.expected)
        self._met: dict[str, tuple[str, int]] = {}

    def meant(self, word: str) -> tuple[str, int]:
        """Finds the known word that a typed word is meant for, and the slips forgiven."""
        if not self._words or self._exact or word in self.expected or self.stem(word) in self._stems:
            return word, 0
        if word not in self._met:
            if len(self._met) > _REMEMBERED:
                self._met.clear()
            self._met[word] = self._found(word)
        return self._met[word]

    def stem(self, word: str) -> str:
        """Stems a word of the language of the deck."""
        return stem(word, self.language)

    def is_ordinary(self, word: str) -> bool:
        """Says whether a word is no name: by its letters, or in another language by what the deck knows."""
        return is_ordinary(word) or bool(self.language and word not in self._vocabulary.names)

    def _found(self, word: str) -> tuple[str, int]:
        syllable = self._vocabulary.chinese and is_syllable(word)  # Peng is another than Deng
        if word in STOP or word in self._vocabulary.known or is_ordinary(word) or syllable:
            return word, 0
        whole = [other for other in self._shortened_words if other.startswith(word)]
        one_name = len({other[:5] for other in whole}) == 1  # Zinoviev, Zinovyev
        if one_name and 3 <= len(word) <= len(whole[0]) - 3:
            return whole[0], 0
        best = nearest(word, self._words)
        if best is not None and best[1] == 0:
            return best[0], int(is_ordinary(best[0]))  # another spelling of a name is no slip
        most = None if best is None else best[1] - 1
        rival = nearest(word, self._vocabulary.words, most)
        if rival or best or words_of(stem(word)):
            return rival or best or (word, 0)
        return nearest(word, self._synonyms) or (word, 0)

    @cached_property
    def _synonyms(self) -> tuple[str, ...]:
        """Words that may stand for an expected one: what a misspelt one may be meant for."""
        found = dict.fromkeys(word for name in sorted(self._stems) for word in sorted(words_of(name)))
        return tuple(word for word in found if word not in self.expected and len(word) > 3)
