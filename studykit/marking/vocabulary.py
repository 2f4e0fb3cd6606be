"""What the whole deck knows: its terms and names, other ways to write them, and what is never each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from studykit.cards import Card, Choice, Item, Listed, Ordered, Points, Term
from studykit.marking.function_words import STOP
from studykit.marking.numbers import value_of
from studykit.marking.ordinary import ordinary_words
from studykit.marking.stems import stem
from studykit.marking.synonyms import opposite
from studykit.marking.text import normalise, tokens
from studykit.marking.values import Kind, Value

_CAPITAL = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]*(?:['’ʹ][^\W\d_]+)*")
_LONGEST_TERM = 4

Key = tuple[str | float, ...]
"""What an answer is known by whatever its spelling."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """What a deck knows, so that one known term is never taken for a misspelling of another.

    Made once for a library, deck or case and handed to every `mark`; two vocabularies are the same only when
    they are one object, which is what makes remembering compiled cards cheap.

    Attributes:
        terms: every short answer of the deck, as its words in normal form.
        names: the words that are names, in normal form.
        words: every word of terms, names and aliases that is not a function word.
        aliases: groups of ways to write one thing, each as its words in normal form.
        distinct: groups of terms that are never each other, in normal form.
        prompts: the dates, names and titles that are right on one card only, by `key`, each with its prompt.
    """

    terms: frozenset[tuple[str, ...]] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    aliases: tuple[tuple[tuple[str, ...], ...], ...] = ()
    distinct: tuple[tuple[tuple[str, ...], ...], ...] = ()
    prompts: Mapping[Key, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        cards: Iterable[Card],
        aliases: Iterable[Item] = (),
        distinct: Iterable[tuple[str, ...]] = (),
    ) -> Vocabulary:
        """Gather what these cards, and the aliases and distinct groups of their deck and case, know."""
        terms: set[tuple[str, ...]] = set()
        names: set[str] = set()
        prompts: dict[Key, set[str]] = {}
        for card in cards:
            names |= names_in(card.ask)
            if isinstance(card.expected, Term):
                for phrasing in filter(_is_telling, card.expected.item.phrasings):
                    prompts.setdefault(_key_of(phrasing), set()).add(card.ask)
            for phrasing in phrasings(card):
                names |= names_in(phrasing)
                words = term_words(phrasing)
                if 0 < len(words) <= _LONGEST_TERM:
                    terms.add(words)
        groups = tuple(tuple(map(term_words, item.phrasings)) for item in aliases)
        for item in aliases:
            for phrasing in item.phrasings:
                names |= names_in(phrasing)
        apart = tuple(tuple(map(term_words, group)) for group in distinct)
        terms.update(words for group in (*groups, *apart) for words in group if words)
        known = {word for term in terms for word in term} | names
        only = {key: asks.pop() for key, asks in prompts.items() if key and len(asks) == 1}
        return cls(frozenset(terms), frozenset(names), frozenset(known - STOP), groups, apart, only)


def key(words: Iterable[str], value: Value | None = None) -> Key:
    """Give what a whole answer is known by: the number it is, or its words without the small ones."""
    if value is not None:
        return ("#", value.first, value.last, value.unit)
    return tuple(word for word in words if word not in STOP)


def _key_of(phrasing: str) -> Key:
    return key(term_words(phrasing), value_of(phrasing))


def _is_telling(phrasing: str) -> bool:
    """Say whether a phrasing is a date, a name, a title or a foreign word, not a wording or a bare number."""
    value = value_of(phrasing)
    if value is not None:
        return value.kind in (Kind.DATE, Kind.RANGE)
    words = term_words(phrasing)
    alone = len(words) == 1 and words[0] not in ordinary_words()
    return len(words) <= _LONGEST_TERM and (alone or any(letter.isupper() for letter in phrasing))


def phrasings(card: Card) -> Iterator[str]:
    """Give every right answer, item, option and point of a card, and its near misses."""
    match card.expected:
        case Term(item):
            yield from item.phrasings
        case Listed(items) | Ordered(items) | Points(items):
            for item in items:
                yield from item.phrasings
        case Choice(options, answer, accept):
            yield from (*options, answer, *accept)
    for wrong, _ in card.reject:
        yield wrong


def term_words(text: str) -> tuple[str, ...]:
    """Give the words of a term in normal form, without articles."""
    return tuple(
        token.text for token in tokens(text) if token.kind == "word" and token.text not in ("the", "a", "an")
    )


def names_in(text: str) -> frozenset[str]:
    """Give the names in a text, in normal form.

    They are the words with a capital that are no ordinary words and no abbreviations, and ordinary ones that
    stand alone after "the" and have an opposite: the Left, the Right.
    """
    found: set[str] = set()
    for match in _CAPITAL.finditer(text):
        word = normalise(match[0]).removesuffix("'s").replace("'", "")
        prefix = text[match.end() : match.end() + 1] == "-"  # the Anti of Anti-Party
        if len(word) <= 3 or word in STOP or match[0].isupper() or (prefix and len(word) <= 5):
            continue
        alone = text[: match.start()].casefold().endswith("the ") and not _CAPITAL.match(
            text[match.end() + 1 :]
        )
        if word not in ordinary_words() or (alone and opposite(stem(word))):
            found.add(word)
    return frozenset(found)


@lru_cache(maxsize=64)
def words_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Give the words of a vocabulary in a fixed order, so that ties are always broken the same way."""
    return tuple(sorted(vocabulary.words))
