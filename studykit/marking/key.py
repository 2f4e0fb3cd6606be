"""A card as marking sees it: every item with its wordings, near misses, and what belongs to the card."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from studykit.cards import Card, Choice, Item, Listed, Ordered
from studykit.english.dates import value_of
from studykit.english.stems import stem
from studykit.english.text import Token, in_english, normalise, tokens
from studykit.english.values import DateRules, Value
from studykit.english.words import NEGATORS, STOP
from studykit.marking.read_text import Reading, Word, read
from studykit.marking.vocabulary import Lexicon, Vocabulary
from studykit.marking.wordings import SMALL, SYNONYM, Wording, WordingMaker
from studykit.verdict import Verdict

_ASKS_AMOUNT = re.compile(
    r"\b(how (many|much|long|far|often)|what (number|share|percentage)|per ?cent)\b", re.IGNORECASE
)
_ASKS_YEAR = re.compile(r"\bin (which|what) year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A wording of `reject:` (wrong) or `partial:`, and what the author says to it."""

    wording: Wording
    reply: str
    verdict: Verdict


class Key:
    """A card, ready to be marked.

    Attributes:
        items: for each item, option or point its wordings; a term has one item.
        prompt: the words of the prompt, in normal form; asked: the stems of those that tell.
        rules: how numbers are read. lexicon: how misspelt words are taken.
    """

    def __init__(self, card: Card, vocabulary: Vocabulary) -> None:
        self.card, self.vocabulary, language = card, vocabulary, vocabulary.language
        words = [token.text for token in tokens(card.ask, language) if token.kind != "mark"]
        self.prompt = frozenset(words)
        self.asked = frozenset(stem(word, language) for word in words) - SMALL | self.prompt - STOP - NEGATORS
        ask = in_english(card.ask, language)
        amount = _ASKS_AMOUNT.search(ask) and not _ASKS_YEAR.search(ask)
        first = value_of(sayable(card)[0].say, language=language)
        year = int(first.first // 10000) if first is not None and first.has_month else None
        maker = WordingMaker(vocabulary, self.asked, DateRules(years=not amount, year=year), card)
        items = tuple(maker.wordings(item.phrasings) for item in sayable(card))
        self.items = _apart(items) if isinstance(card.expected, Listed | Ordered) else items
        self.rules = maker.rules_of_answers(self.wordings)
        words = [unit.word.meant for w in self.wordings for unit in w.units if unit.word.value is None]
        small = frozenset(word for w in self.wordings if not w.reading.words for word in w.reading.bare)
        self.lexicon = Lexicon(words, vocabulary, maker.shortened(self.wordings), small, card.exact)

    @cached_property
    def wordings(self) -> list[Wording]:
        """Every wording of every item."""
        return [wording for item in self.items for wording in item]

    @cached_property
    def misses(self) -> list[NearMiss]:
        """The near misses of the card."""
        maker = WordingMaker(self.vocabulary, frozenset(), self.rules, self.card)
        written = (Verdict.WRONG, self.card.reject), (Verdict.PARTIAL, self.card.partial)
        near = ((text, why, verdict) for verdict, misses in written for text, why in misses)
        return [NearMiss(maker.wordings([text])[0], why, verdict) for text, why, verdict in near]

    @cached_property
    def _remarks(self) -> Sequence[Token]:
        remarks = self.card.note or "", self.card.contested or "", *self.card.people
        return tokens(" ".join(remarks), self.vocabulary.language)

    @cached_property
    def own(self) -> frozenset[str]:
        """The stems that belong to the card: of its note, its people and its wordings."""
        told = (token.text for token in self._remarks if token.kind == "word" and token.text not in STOP)
        units = (unit.word.stem for wording in self.wordings for unit in wording.units)
        return frozenset((*(stem(word, self.vocabulary.language) for word in told), *units))

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that belong to the card."""
        written = {int(each.text) for each in self._remarks if re.fullmatch(r"1\d{3}|20\d\d", each.text)}
        right = {each.value.year for each in self.wordings if each.value is not None and each.value.year}
        date = self.card.date
        return frozenset(written | right | set(range(date.start.year, date.end.year + 1) if date else ()))

    def alone(self, number: int, card: Card) -> Key:
        """Makes the key of a card that asks for one of the items only; all else is as in the whole card."""
        one = object.__new__(Key)
        same = "vocabulary", "prompt", "asked", "rules", "lexicon", "misses", "own", "years"
        vars(one).update({name: getattr(self, name) for name in same}, card=card, items=(self.items[number],))
        return one

    def read(self, answer: str) -> Reading:
        """Reads an answer to the card."""
        return read(answer, self.lexicon, self.rules, self.asked)

    @cached_property
    def sayings(self) -> tuple[frozenset[str], ...]:
        """What says a word of any wording of each item: itself, its family or a synonym."""
        units = ([unit.accepts.items() for w in item for unit in w.units] for item in self.items)
        return tuple(frozenset(n for each in of for n, how in each if how >= SYNONYM) for of in units)

    def sayings_of_others(self, number: int) -> frozenset[str]:
        """Collects what says a word of any item but this one."""
        return frozenset().union(*self.sayings[:number], *self.sayings[number + 1 :])

    @cached_property
    def contraries(self) -> tuple[frozenset[str], ...]:
        """What says the opposite of a word of any wording of each item, and nothing of another."""
        said = frozenset[str]().union(*self.sayings)
        units = ([unit.accepts.items() for w in item if w.written for unit in w.units] for item in self.items)
        return tuple(frozenset(n for each in of for n, how in each if how < 0) - said for of in units)

    def may_be_name(self, word: Word) -> bool:
        """Says whether a word can only be a name, by its letters or because the deck has it as one."""
        long = len(word.meant) > 3 and word.meant.isalpha()
        return long and (word.meant in self.vocabulary.names or not word.ordinary)

    def is_other_number(self, value: Value) -> bool:
        """Says whether a number is no year that belongs to the card."""
        return not (self.rules.years and value.year in self.years)

    @cached_property
    def phrasings(self) -> frozenset[str]:
        """Every wording as written, in normal form: an answer whatever it looks like ("nothing")."""
        return frozenset(normalise(w.text).strip(" .") for w in self.wordings if w.written)

    def worded(self, reading: Reading) -> list[int]:
        """Lists the items of which an answer is a wording word for word, but for what only frames it."""
        same = (any(w.written and w.reading.bare == reading.bare for w in item) for item in self.items)
        return [number for number, is_it in enumerate(same) if is_it]

    @cached_property
    def own_terms(self) -> frozenset[tuple[str, ...]]:
        """The words of every wording."""
        return frozenset(tuple(unit.word.meant for unit in wording.units) for wording in self.wordings)


def key_of(card: Card, vocabulary: Vocabulary) -> Key:
    """Compiles a card once; the vocabulary keeps what was made."""
    known, key = vocabulary.compiled.get(card.id, (None, None))
    if known != card or not isinstance(key, Key):
        key = Key(card, vocabulary)
        vocabulary.compiled[card.id] = card, key
    return key


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
    if not isinstance(card.expected, Choice):
        return card.expected.items
    right = card.expected.answer
    return tuple(Item(each, card.expected.accept if each == right else ()) for each in card.expected.options)
