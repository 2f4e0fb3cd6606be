"""A card as marking sees it: every item with its wordings, near misses, and what belongs to the card."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from studykit.cards import Card, Choice, Item, Listed, Ordered
from studykit.english.numbers import value_of
from studykit.english.stems import stem
from studykit.english.text import in_english, normalise, tokens
from studykit.english.values import DateRules
from studykit.english.words import NEGATORS, POLES, STOP
from studykit.marking.lexicon import Lexicon
from studykit.marking.read_text import Reading, read
from studykit.marking.vocabulary import Vocabulary
from studykit.marking.wordings import SMALL, SYNONYM, Wording, WordingMaker

_ASKS_AMOUNT = re.compile(
    r"\b(how (many|much|long|far|often)|what (number|share|percentage)|per ?cent)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A wording of `reject:` or `partial:`, and what the author says to it."""

    wording: Wording
    written: str
    reply: str


@dataclass(eq=False)
class Key:
    """A card, ready to be marked.

    Attributes:
        items: for each item, option or point its wordings; a term has one item.
        rejects, partials: near misses. asked: the stems of the prompt. rules: how numbers are read.
        lexicon: how misspelt words are taken. own: stems that belong to the card: its note, people, other
            wordings.
        years: the years that belong to it.
    """

    card: Card
    vocabulary: Vocabulary
    items: tuple[tuple[Wording, ...], ...]
    rejects: tuple[NearMiss, ...]
    partials: tuple[NearMiss, ...]
    asked: frozenset[str]
    rules: DateRules
    lexicon: Lexicon
    own: frozenset[str]
    years: frozenset[int]

    def read(self, answer: str) -> Reading:
        """Reads an answer to the card."""
        return read(answer, self.lexicon, self.rules, self.asked)

    def contraries(self, number: int) -> frozenset[str]:
        """Collects what says the opposite of a word of any wording of an item, and nothing of another."""
        return self._contraries[number]

    def sayings(self, number: int) -> frozenset[str]:
        """Collects what says a word of any wording of an item: itself, its family or a synonym."""
        return self._sayings[number]

    @cached_property
    def _sayings(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(
                n for w in item for unit in w.units for n, how in unit.accepts.items() if how >= SYNONYM
            )
            for item in self.items
        )

    @cached_property
    def _contraries(self) -> tuple[frozenset[str], ...]:
        said = frozenset[str]().union(*self._sayings)
        plain = self.prompt.union(*(w.reading.plain for item in self.items for w in item))
        found = []
        for item in self.items:
            written = [w for w in item if w.written]
            names = {n for w in written for unit in w.units for n, how in unit.accepts.items() if how < 0}
            poles = {word for w in written for pair in POLES if not w.poles.isdisjoint(pair) for word in pair}
            found.append(frozenset(names - said | poles - plain))
        return tuple(found)

    @cached_property
    def phrasings(self) -> frozenset[str]:
        """Every wording as written, in normal form: it is an answer, whatever else it may look like
        ("nothing")."""
        return frozenset(normalise(w.text).strip(" .") for item in self.items for w in item if w.written)

    @cached_property
    def own_terms(self) -> frozenset[tuple[str, ...]]:
        """The words of every wording."""
        return frozenset(tuple(u.word.meant for u in w.units) for item in self.items for w in item)

    @cached_property
    def prompt(self) -> frozenset[str]:
        """The words of the prompt, in normal form."""
        asked = tokens(self.card.ask, self.vocabulary.language)
        return frozenset(token.text for token in asked if token.kind != "mark")


def key_of(card: Card, vocabulary: Vocabulary) -> Key:
    """Compiles a card once; the vocabulary keeps what was made."""
    known = vocabulary.compiled.get(card.id)
    if known is None or known[0] != card:
        known = vocabulary.compiled[card.id] = card, _compiled(card, vocabulary)
    found: Key = known[1]
    return found


def _compiled(card: Card, vocabulary: Vocabulary) -> Key:
    language = vocabulary.language
    ask = in_english(card.ask, language)
    prompt = [token.text for token in tokens(ask) if token.kind != "mark"]
    asked = frozenset(stem(word, language) for word in prompt) - SMALL
    asked |= {word for word in prompt if word not in STOP | NEGATORS}
    amount = bool(_ASKS_AMOUNT.search(ask)) and not re.search(r"\bin (which|what) year\b", ask, re.IGNORECASE)
    first = value_of(sayable(card)[0].say, language=language)
    year = int(first.first // 10000) if first is not None and first.has_month else None
    maker = WordingMaker(vocabulary, asked, DateRules(years=not amount, year=year), card)
    items = tuple(maker.wordings(item.phrasings) for item in sayable(card))
    if isinstance(card.expected, Listed | Ordered):
        items = _apart(items)
    every = [wording for item in items for wording in item]
    words = [unit.word.meant for wording in every for unit in wording.units if unit.word.value is None]
    rules = maker.rules_of_answers(every)
    apart = WordingMaker(vocabulary, frozenset(), rules, card)
    rejects, partials = (
        tuple(NearMiss(apart.wordings([text])[0], text, why) for text, why in misses)
        for misses in (card.reject, card.partial)
    )
    small = frozenset(w for wording in every if not wording.reading.words for w in wording.reading.bare)
    lexicon = Lexicon(words, vocabulary, maker.shortened(every), small, card.exact)
    remarks = tokens(" ".join([card.note or "", card.contested or "", *card.people]), language)
    telling = (token.text for token in remarks if token.kind == "word" and token.text not in STOP)
    own = frozenset(stem(word, language) for word in telling)
    own |= {unit.word.stem for wording in every for unit in wording.units}
    years = {int(token.text) for token in remarks if re.fullmatch(r"1\d{3}|20\d\d", token.text)}
    years |= {wording.value.year for wording in every if wording.value is not None and wording.value.year}
    if card.date is not None:
        years |= set(range(card.date.start.year, card.date.end.year + 1))
    return Key(card, vocabulary, items, rejects, partials, asked, rules, lexicon, own, frozenset(years))


def _apart(items: tuple[tuple[Wording, ...], ...]) -> tuple[tuple[Wording, ...], ...]:
    """Lets a title be named by what sets it apart from the other items: Left, of Left Opposition."""
    met = Counter(base for item in items for base in {unit.word.stem for each in item for unit in each.units})
    return tuple(tuple(_lighter(each, met) if each.title else each for each in item) for item in items)


def _lighter(wording: Wording, met: Mapping[str, int]) -> Wording:
    units = [replace(unit, weight=0.0) if met[unit.word.stem] > 1 else unit for unit in wording.units]
    weight = sum(unit.weight for unit in units)
    return replace(wording, units=tuple(units), weight=weight) if weight else wording


def sayable(card: Card) -> tuple[Item, ...]:
    """Lists what can be said for a card as items: the options of a choice, else what is right."""
    match card.expected:
        case Choice(options, answer, accept):
            return tuple(Item(option, accept if option == answer else ()) for option in options)
        case expected:
            return expected.items
