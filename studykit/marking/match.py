"""A statement against a reading: how much of it is said, and what speaks against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from studykit.marking.meanings import LIGHT_STEMS
from studykit.marking.people import NO_PEOPLE, People
from studykit.marking.phrase import Phrase
from studykit.marking.reading import Reading, Word
from studykit.marking.shares import Filling, strength_of
from studykit.marking.slots import Slot
from studykit.marking.whose import Whose

_SAID = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Match:
    """How far a reading says a phrase.

    Attributes:
        strength: 1 or more when it is said; below that, how near it comes.
        slots: slot index -> index of the word that fills it. contrary: slots of which the opposite is said.
    """

    strength: float
    slots: dict[int, int]
    contrary: frozenset[int]

    @property
    def made(self) -> bool:
        """Whether the phrase counts as said."""
        return self.strength >= _SAID


NOTHING = Match(0.0, {}, frozenset())

_Places = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class _Bearing:
    """Where the words are that bear on a phrase.

    Attributes:
        hits: for each slot the indexes of the words that fill it. opposed: of those that say its opposite.
        turned: of those that fill it with a deed of the wrong people.
    """

    hits: _Places
    opposed: _Places
    turned: _Places

    def within(self, words: Sequence[Word], first: int, last: int) -> _Bearing:
        """Give those of a run of clauses."""
        return _Bearing(
            *(
                [[index for index in group if first <= words[index].clause <= last] for group in groups]
                for groups in (self.hits, self.opposed, self.turned)
            )
        )


def statement(
    phrase: Phrase, reading: Reading, people: People = NO_PEOPLE, strict: float = 0.0, *, who: bool = True
) -> Match:
    """Match a statement that may be made in any words, in one to three clauses that follow each other.

    Args:
        phrase: what is to be said. reading: what was typed. people: whom the prompt speaks of.
        strict: added to the shares that must be said; for terms, of which more is needed than of points.
        who: whether it matters who did what to whom.
    """
    found = _places(phrase, reading, people, who=who)
    touched = sorted(
        {reading.words[index].clause for group in (*found.hits, *found.opposed) for index in group}
    )
    if not touched:
        return NOTHING
    possible = {n: -n for n, group in enumerate(found.hits) if group or found.opposed[n]}
    half = {n for n in possible if _all_near(phrase.slots[n], reading.words, found.hits[n], found.opposed[n])}
    most = strength_of(phrase, Filling(possible, (), half), strict)
    if most < _SAID:
        return _within(phrase, reading, found.within(reading.words, touched[0], touched[-1]), strict)
    best = NOTHING
    for first in touched:
        for last in (first, first + 1, first + 2):
            if last == first or last in touched:
                match = _within(phrase, reading, found.within(reading.words, first, last), strict)
                if match.strength > best.strength + 1e-9:
                    best = match
                if best.strength >= most:
                    return best
    return best


def _places(phrase: Phrase, reading: Reading, people: People, *, who: bool) -> _Bearing:
    """Find the words that bear on each slot of a phrase."""
    filling = [candidates(slot, reading.where) for slot in phrase.slots]
    against = [_opposed(slot, reading) for slot in phrase.slots]
    if not who:
        return _Bearing(filling, against, [() for _ in phrase.slots])
    whose = Whose.of(phrase, reading, people)
    hits: list[list[int]] = []
    opposed: list[list[int]] = []
    turned: list[list[int]] = []
    for slot, group, contrary in zip(phrase.slots, filling, against, strict=True):
        hits.append([index for index in group if whose.belongs(slot, index)])
        opposed.append([index for index in contrary if whose.belongs(slot, index)])
        missed = group if len(hits[-1]) < len(group) else ()
        turned.append([i for i in missed if i not in hits[-1] and whose.may_be_turned(slot, i)])
    return _Bearing(hits, opposed, turned)


def candidates(slot: Slot, where: dict[str, tuple[int, ...]]) -> list[int]:
    """Give the indexes of all words that fill a slot, in full or half, in order."""
    names = slot.accepts & where.keys()
    if slot.near:
        names |= slot.near & where.keys()
    return sorted({index for name in names for index in where[name]}) if names else []


def _opposed(slot: Slot, reading: Reading) -> list[int]:
    """Give the indexes of all words that say the opposite of a slot, for a date those of other dates."""
    where = reading.where
    if slot.year:
        return [
            index
            for value, index in reading.numbers
            if value.year is not None and slot.accepts.isdisjoint(reading.words[index].names)
        ]
    return [index for name in slot.against & where.keys() for index in where[name]] if slot.against else []


def _within(phrase: Phrase, reading: Reading, found: _Bearing, strict: float) -> Match:
    """Match inside a run of clauses."""
    words, slots = reading.words, phrase.slots
    used = _used_up(phrase, words, found) if reading.denies else frozenset[int]()
    turning = frozenset[int]() if phrase.turns or not reading.turns else _turning(words, found.hits)
    filled: dict[int, int] = {}
    contrary: set[int] = set()
    for number, slot in enumerate(slots):
        hits, opposed = found.hits[number], found.opposed[number]
        if not hits and not opposed and not found.turned[number]:
            continue
        agreeing = [i for i in hits if agrees(slot, words[i], used) and words[i].reverser not in turning]
        agreeing += [i for i in opposed if not slot.year and words[i].denied != slot.denied]
        said = _best_of(slot, words, agreeing, filled.values()) if agreeing else -1
        if said >= 0 and not (found.opposed[number] and _only_near(slot, words[said])):
            filled[number] = said
        else:
            contrary.add(number)
    if any(slots[n].denied and slots[n].weight >= 1 for n in filled):
        for number in [n for n in contrary if slots[n].denied and found.hits[n]]:
            filled[number] = found.hits[number][0]  # one opposite turns all: "got worse", "did not improve"
            contrary.discard(number)
    if contrary and reading.denies:
        shared = {words[i].denier for i in filled.values() if words[i].denied}
        contrary -= {n for n in contrary if any(words[i].denier in shared for i in found.hits[n])}
    nearly = {n for n, i in filled.items() if _only_near(slots[n], words[i])}
    little = {n for n, i in filled.items() if _says_little(slots[n], words[i])}
    strength = strength_of(phrase, Filling(filled, contrary, nearly, little), strict)
    return Match(strength, filled, frozenset(contrary))


def _used_up(phrase: Phrase, words: Sequence[Word], found: _Bearing) -> frozenset[int]:
    """Give the negators whose work is done by a phrase or an opposite: "did not go" says missed.

    What else they reach is then not denied: in "did not go to the funeral" the funeral is the one that was
    missed.
    """
    used: set[int] = set()
    for number, slot in enumerate(phrase.slots):
        for index in found.hits[number]:
            word = words[index]
            if word.text in ("not", "no", "never") and not slot.accepts.isdisjoint(word.names):
                used.add(word.token)
        if not slot.denied:
            used.update(words[index].denier for index in found.opposed[number] if words[index].denied)
    return frozenset(used)


def _turning(words: Sequence[Word], hits: _Places) -> frozenset[int]:
    """Give the tokens that turn round what follows them ("lost control") and are not what the phrase says."""
    said = {words[index].token for group in hits for index in group}
    turning = {words[index].reverser for group in hits for index in group}
    return frozenset(turning - said - {-1})


def agrees(slot: Slot, word: Word, used: Collection[int] = ()) -> bool:
    """Say whether a word is said or denied, done or wished, as its slot is; `used` are negators done with."""
    denied = word.denied and word.denier not in used
    return denied == slot.denied and (slot.wished or denied or not word.wished)


def _best_of(slot: Slot, words: Sequence[Word], found: Sequence[int], taken: Collection[int]) -> int:
    """Give the word that fills a slot best: the same word, one that fills no other slot, or the first."""
    if len(found) == 1:
        return found[0]
    same = [index for index in found if words[index].stem == slot.stem]
    free = [index for index in found if index not in taken]
    whole = [index for index in free if not _only_near(slot, words[index])]
    return (same or whole or free or found)[0]


def _all_near(slot: Slot, words: Sequence[Word], hits: Sequence[int], opposed: Sequence[int]) -> bool:
    return bool(slot.near) and not opposed and all(_only_near(slot, words[index]) for index in hits)


def _only_near(slot: Slot, word: Word) -> bool:
    """Say whether a word that fills a slot only half says it."""
    return bool(slot.near) and slot.accepts.isdisjoint(word.names) and not slot.near.isdisjoint(word.names)


def _says_little(slot: Slot, word: Word) -> bool:
    """Say whether a light word stands for a telling one, as "people" for bureaucrats."""
    return (
        word.stem in LIGHT_STEMS
        and slot.weight >= 1
        and word.stem not in (slot.stem, slot.head)
        and not any("_" in name and name in slot.accepts for name in word.names)
    )
