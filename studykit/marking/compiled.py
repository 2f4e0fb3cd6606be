"""A card with all that can be worked out about it before any answer is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from studykit.cards import Card, Choice, Item, Listed, Ordered, Points, Term
from studykit.marking.claims import speaks_of_wishes
from studykit.marking.focus import asked_for
from studykit.marking.function_words import STOP
from studykit.marking.lexicon import Lexicon
from studykit.marking.people import People, people_of
from studykit.marking.phrase import Phrase, compile_phrase
from studykit.marking.reading import read
from studykit.marking.stems import family, stem
from studykit.marking.text import tokens
from studykit.marking.vocabulary import Vocabulary, names_in, term_words


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A card, ready to be marked.

    Attributes:
        items: for each item, option or point its phrasings; a term card has one item.
        asked: the stems of the prompt. prompt: its words.
    """

    card: Card
    lexicon: Lexicon
    items: tuple[tuple[Phrase, ...], ...]
    asked: frozenset[str]
    prompt: frozenset[str]
    vocabulary: Vocabulary
    people: People
    _rivals: dict[str, list[tuple[str, ...]]]

    def rivals_by_first(self, firsts: Iterable[str]) -> list[tuple[str, ...]]:
        """Give the rivals that begin with one of these words."""
        return [term for first in firsts for term in self._rivals.get(first, ())]


@lru_cache(maxsize=1024)
def compiled(card: Card, vocabulary: Vocabulary) -> Compiled:
    """Compile a card once; the same card and vocabulary give the same object."""
    items = items_of(card)
    loose = isinstance(card.expected, Points)
    prompt = frozenset(token.text for token in tokens(card.ask) if token.kind == "word")
    asked = frozenset(stem(word) for word in prompt - STOP)
    asks = _asks(card, asked)
    wished = speaks_of_wishes(tokens(card.ask))
    people = people_of(
        read(card.ask, Lexicon((), Vocabulary(), names_in(card.ask) | vocabulary.names)), card.ask
    )
    phrases = tuple(
        tuple(
            compile_phrase(text, asks, vocabulary, people, loose=loose, wished=wished)
            for phrasing in item.phrasings
            for text in (phrasing, *_other_ways(phrasing, vocabulary))
        )
        for item in items
    )
    phrases = _with_others(phrases)
    phrases = tuple(
        tuple(replace(p, initials="") if p.initials in prompt else p for p in item) for item in phrases
    )
    expected = [
        token.text
        for item in phrases
        for phrase in item
        for token in tokens(phrase.text)
        if token.kind == "word" and token.text not in STOP
    ]
    own = {term_words(phrase.text) for item in phrases for phrase in item}
    known = prompt | set(expected) | STOP
    rivals: dict[str, list[tuple[str, ...]]] = {}
    for term in sorted(vocabulary.terms - own):
        if not set(term) <= known:
            rivals.setdefault(term[0], []).append(term)
    names = frozenset(name for item in phrases for phrase in item for name in phrase.names)
    lexicon = Lexicon(expected, vocabulary, names | names_in(card.ask), card.exact)
    return Compiled(card, lexicon, phrases, asked, prompt, vocabulary, people, rivals)


def _with_others(items: tuple[tuple[Phrase, ...], ...]) -> tuple[tuple[Phrase, ...], ...]:
    """Tell each phrase the names of its own item and those of the others."""
    names = [frozenset(name for phrase in item for name in phrase.names) for item in items]
    return tuple(
        tuple(
            replace(phrase, own=own, others=frozenset(n for other in names for n in other) - own)
            for phrase in item
        )
        for item, own in zip(items, names, strict=True)
    )


def _asks(card: Card, asked: frozenset[str]) -> Callable[[str], bool]:
    """Give the rule that says which words of a right answer the prompt gives away.

    For points all of its words; for terms and items only what is asked for, as the rest may be needed.
    """
    if isinstance(card.expected, Choice):
        return lambda _: False
    if isinstance(card.expected, Points):
        return asked.__contains__
    focus = asked_for(card.ask)
    return lambda base: family(base) in focus


def items_of(card: Card) -> tuple[Item, ...]:
    """Give what can be said for a card as items: one for a term, one an option for a choice."""
    match card.expected:
        case Term(item):
            return (item,)
        case Listed(items) | Ordered(items) | Points(items):
            return items
        case Choice(options, answer, accept):
            return tuple(Item(option, accept if option == answer else ()) for option in options)


def _other_ways(phrasing: str, vocabulary: Vocabulary) -> list[str]:
    """Give the phrasing with each of its terms written in the other ways the deck knows."""
    words = term_words(phrasing)
    ways: list[str] = []
    for group in vocabulary.aliases:
        for form in group:
            at = next(
                (i for i in range(len(words) - len(form) + 1) if words[i : i + len(form)] == form), None
            )
            if at is None or not form:
                continue
            for other in group:
                if other != form:
                    ways.append(" ".join((*words[:at], *other, *words[at + len(form) :])))
            break
    return ways
