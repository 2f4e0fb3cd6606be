"""A phrase against a reading: how much of it is said, and what speaks against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studykit.marking.clash import clash, owner_of, reversed_prompt
from studykit.marking.people import NO_PEOPLE, Deed, People
from studykit.marking.phrase import Phrase, Slot
from studykit.marking.reading import Reading, Word
from studykit.marking.roles import deeds_of

WHOLE, ALTERNATIVE, CLAUSE = 0.45, 0.5, 0.5
"""Share of the weight that must be said: of a whole statement, of one wording of it, of one clause of it."""
OF_ONE, OF_TWO = 0.5, 0.55
"""The least share where only one word, or two, are telling."""
CONTRARY = 0.34
"""Share of what is said that may be denied before nothing is made of it."""
TWICE = 0.4
"""How much of a slot counts that is filled by a word which fills another one too."""
WITHOUT_ASKED = 0.75
"""The share where a telling word that the prompt gives away is left out: the others must carry it alone."""
OF_NONE = 0.9
"""The share where no word is telling: all of them."""
_ENOUGH_ALONE = 0.9
"""Least weight of a stretch that can be enough by itself."""


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
        return self.strength >= 1.0 - 1e-9


NOTHING = Match(0.0, {}, frozenset())


_Places = list[list[int]]


def statement(
    phrase: Phrase, reading: Reading, people: People = NO_PEOPLE, strict: float = 0.0, *, who: bool = True
) -> Match:
    """Match a statement that may be made in any words, in one to three clauses that follow each other.

    Args:
        phrase: what is to be said. reading: what was typed. people: whom the prompt speaks of.
        strict: added to the shares that must be said; for terms, of which more is needed than of points.
        who: whether it matters who did what to whom.
    """
    where = reading.where
    deeds = deeds_of(reading, people)
    filling = [_candidates(slot, where) for slot in phrase.slots]
    hits = [
        [
            index
            for index in group
            if not who
            or not (
                _wrong_people(slot, deeds.get(index), people)
                or (not phrase.names and _done_by_strangers(reading, index, deeds.get(index), people))
                or _of_another(phrase, reading, index)
                or _owned_by_another(slot, reading, index)
            )
        ]
        for slot, group in zip(phrase.slots, filling, strict=True)
    ]
    opposed = [_opposed(slot, reading) for slot in phrase.slots]
    turned = [
        [index for index in group if slot.acts and index not in mine and _names_somebody(reading, index)]
        for slot, group, mine in zip(phrase.slots, filling, hits, strict=True)
    ]
    touched = sorted({reading.words[index].clause for group in (*hits, *opposed) for index in group})
    if not touched:
        return NOTHING
    possible = {number: -number for number, group in enumerate(hits) if group or opposed[number]}
    if _strength(phrase, possible, (), strict) < 1.0 - 1e-9:
        return _within(phrase, reading, (hits, opposed, turned), (touched[0], touched[-1]), strict)
    best = NOTHING
    for first in touched:
        for last in (first, first + 1, first + 2):
            if last == first or last in touched:
                found = _within(phrase, reading, (hits, opposed, turned), (first, last), strict)
                if found.strength > best.strength + 1e-9:
                    best = found
    return best


def _candidates(slot: Slot, where: dict[str, tuple[int, ...]]) -> list[int]:
    """Give the indexes of all words that fill a slot, in order."""
    return sorted({index for name in slot.accepts & where.keys() for index in where[name]})


def _opposed(slot: Slot, reading: Reading) -> list[int]:
    """Give the indexes of all words that say the opposite of a slot, for a date those of other dates."""
    where = reading.where
    if slot.year:
        return [
            index
            for value, index in reading.numbers
            if value.year is not None and not slot.accepts & set(reading.words[index].names)
        ]
    return [index for name in slot.against & where.keys() for index in where[name]]


def _within(
    phrase: Phrase,
    reading: Reading,
    found: tuple[_Places, _Places, _Places],
    clauses: tuple[int, int],
    strict: float,
) -> Match:
    """Match inside a run of clauses, given by the first and the last.

    Args:
        found: for each slot the words that fill it, that say its opposite, and that fill it with a deed of
            the wrong people.
    """
    words = reading.words
    inside, against, turned = (
        [[i for i in group if clauses[0] <= words[i].clause <= clauses[1]] for group in groups]
        for groups in found
    )
    used = _used_up(phrase, words, inside, against)
    filled: dict[int, int] = {}
    contrary: set[int] = set()
    for number, slot in enumerate(phrase.slots):
        agreeing = [i for i in inside[number] if _agrees(slot, words[i], used)]
        agreeing += [i for i in against[number] if not slot.year and _denied(words[i]) != slot.denied]
        if agreeing:
            filled[number] = _best_of(slot, words, agreeing, filled.values())
        elif inside[number] or against[number] or turned[number]:
            contrary.add(number)
    if any(phrase.slots[n].denied and phrase.slots[n].weight >= 1 for n in filled):
        for number in [n for n in contrary if phrase.slots[n].denied and inside[n]]:
            filled[number] = inside[number][0]  # one opposite turns all: "got worse" for "did not improve"
            contrary.discard(number)
    shared = {words[i].denier for i in filled.values() if words[i].denied}
    contrary -= {n for n in contrary if any(words[i].denier in shared for i in inside[n])}
    return Match(_strength(phrase, filled, contrary, strict), filled, frozenset(contrary))


def _used_up(
    phrase: Phrase, words: Sequence[Word], inside: Sequence[Sequence[int]], against: Sequence[Sequence[int]]
) -> frozenset[int]:
    """Give the negators whose work is done by a phrase or an opposite: "did not go" says missed.

    What else they reach is then not denied: in "did not go to the funeral" the funeral is the one that was
    missed.
    """
    used: set[int] = set()
    for number, slot in enumerate(phrase.slots):
        for index in inside[number]:
            word = words[index]
            if word.text in ("not", "no", "never") and any(name in slot.accepts for name in word.names):
                used.add(word.token)
        for index in against[number]:
            if words[index].denied and not slot.denied:
                used.add(words[index].denier)
    return frozenset(used)


def _denied(word: Word) -> bool:
    return word.denied


def _agrees(slot: Slot, word: Word, used: Collection[int]) -> bool:
    denied = word.denied and word.denier not in used
    return denied == slot.denied and (slot.wished or denied or not word.wished)


def _of_another(phrase: Phrase, reading: Reading, index: int) -> bool:
    """Say whether a word is said of the names of another item: the trade unions of Rykov, not of Tomsky."""
    if not phrase.own or not phrase.others:
        return False
    parts, clauses = _names_near(reading)
    here = reading.words[index]
    near = parts.get(here.part) or clauses.get(here.clause) or set()
    return bool(near & phrase.others) and not near & phrase.own


@lru_cache(maxsize=512)
def _names_near(reading: Reading) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Give the names that stand in each part and in each clause."""
    parts: dict[int, set[str]] = {}
    clauses: dict[int, set[str]] = {}
    for word in reading.words:
        if word.name:
            parts.setdefault(word.part, set()).add(word.meant)
            clauses.setdefault(word.clause, set()).add(word.meant)
    return parts, clauses


def _names_somebody(reading: Reading, index: int) -> bool:
    """Say whether the clause of a word names people; what a pronoun means is too unsure."""
    return reading.words[index].clause in _names_near(reading)[1]


def _owned_by_another(slot: Slot, reading: Reading, index: int) -> bool:
    """Say whether it is somebody else's: Kamenev's power, not Stalin's."""
    if not slot.owner:
        return False
    owner = owner_of(reading.words, index)
    return bool(owner) and not owner & slot.owner


def _wrong_people(slot: Slot, deed: Deed | None, people: People) -> bool:
    if slot.name:
        return False
    return clash(slot.deed, deed, people, loose=not slot.acts) or reversed_prompt(deed, slot.deed, people)


def _done_by_strangers(reading: Reading, index: int, deed: Deed | None, people: People) -> bool:
    """Say whether people are named as doing it whom the prompt does not name, though it names some."""
    if deed is None or not deed.agents or not people.all or not _names_somebody(reading, index):
        return False
    if deed.agents & people.all:
        return False
    clause = reading.words[index].clause
    return not any(w.name and w.clause == clause and w.stem in people.all for w in reading.words)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a phrase that can be enough: its slots, their weight together, the share needed, and those
    that are no names and that are denied."""

    slots: tuple[int, ...]
    weight: float
    needed: float
    tells: tuple[int, ...]
    denied: tuple[int, ...]


@lru_cache(maxsize=8192)
def _stretches(phrase: Phrase) -> tuple[_Stretch, ...]:
    """Give the whole phrase, its alternatives and its clauses, as far as they tell something."""
    every = [(tuple(range(len(phrase.slots))), WHOLE, 0.0)]
    every += [(stretch, ALTERNATIVE, 0.0) for stretch in phrase.alternatives]
    every += [(stretch, CLAUSE, _ENOUGH_ALONE) for stretch in phrase.clauses]
    weighed = [(slots, _weight(phrase, slots), share, least) for slots, share, least in every]
    return tuple(
        _Stretch(
            slots,
            weight,
            _needed(phrase, slots, share),
            _telling(phrase, slots),
            tuple(n for n in slots if phrase.slots[n].denied and phrase.slots[n].weight),
        )
        for slots, weight, share, least in weighed
        if weight and weight >= least
    )


def _best_of(slot: Slot, words: Sequence[Word], found: Sequence[int], taken: Collection[int]) -> int:
    """Give the word that fills a slot best: the same word, one that fills no other slot, or the first."""
    same = [index for index in found if words[index].stem == slot.stem]
    free = [index for index in found if index not in taken]
    return (same or free or found)[0]


def _said(phrase: Phrase, stretch: _Stretch, filled: Mapping[int, int]) -> float:
    """Give the weight of what is said of a stretch; a word that fills several slots counts once in full."""
    said: dict[int, float] = {}
    for slot in stretch.slots:
        if slot in filled:
            weight = phrase.slots[slot].weight
            before = said.get(filled[slot])
            said[filled[slot]] = (
                weight if before is None else max(weight, before) + TWICE * min(weight, before)
            )
    return sum(said.values())


def _strength(phrase: Phrase, filled: Mapping[int, int], contrary: Collection[int], strict: float) -> float:
    best = 0.0
    for stretch in _stretches(phrase):
        part = _said(phrase, stretch, filled)
        if stretch.tells and not any(slot in filled for slot in stretch.tells):
            continue  # the right names alone say nothing
        if any(phrase.slots[slot].reverses and slot not in filled for slot in stretch.slots):
            continue
        if stretch.denied and not any(slot in filled for slot in stretch.denied):
            continue  # "had not come": a revolution alone is not it
        needed = stretch.needed + strict
        if any(phrase.slots[slot].asked and slot not in filled for slot in stretch.slots):
            needed = max(needed, WITHOUT_ASKED)
        best = max(best, part / stretch.weight / min(1.0, needed))
    if not contrary:
        return best
    against = sum([max(slot.weight, float(slot.year)) for slot in (phrase.slots[n] for n in contrary)])
    return best if against <= CONTRARY * _weight(phrase, filled) else min(best, 0.5)


def _telling(phrase: Phrase, slots: Collection[int]) -> tuple[int, ...]:
    return tuple(n for n in slots if phrase.slots[n].weight and not phrase.slots[n].name)


def _needed(phrase: Phrase, stretch: Collection[int], share: float) -> float:
    """Say what share is needed of so few words: all of one, more than one of two."""
    telling = sum(phrase.slots[number].weight >= 1 for number in stretch)
    if not telling:
        return OF_NONE
    return max(share, OF_ONE if telling <= 1 else OF_TWO if telling == 2 else 0.0)


def _weight(phrase: Phrase, numbers: Collection[int]) -> float:
    return sum([phrase.slots[number].weight for number in numbers])


def term(phrase: Phrase, reading: Reading) -> Match:
    """Match a term: all its words; those that weigh nothing may be left out."""
    if phrase.initials and phrase.initials in reading.where:
        index = reading.where[phrase.initials][0]
        if not reading.words[index].denied:
            return Match(1.0, dict.fromkeys(range(len(phrase.slots)), index), frozenset())
    filled: dict[int, int] = {}
    contrary: set[int] = set()
    for number, slot in enumerate(phrase.slots):
        inside = _candidates(slot, reading.where) or _shortened(slot, phrase, reading)
        agreeing = [i for i in inside if _agrees(slot, reading.words[i], ()) and i not in filled.values()]
        if agreeing:
            filled[number] = agreeing[0]
        elif inside:
            contrary.add(number)
    needed = [number for number, slot in enumerate(phrase.slots) if slot.weight]
    if not needed:
        return NOTHING
    share = sum(number in filled for number in needed) / len(needed)
    return Match(min(share, 0.9) if contrary else share, filled, frozenset(contrary))


def _shortened(slot: Slot, phrase: Phrase, reading: Reading) -> list[int]:
    """Give words that are the beginning of the slot's word: "sec" for Secretary, in terms of two words up."""
    if len(phrase.slots) < 2 or len(slot.word) < 6:
        return []
    return [
        index
        for index, word in enumerate(reading.words)
        if 3 <= len(word.text) <= len(slot.word) - 3 and slot.word.startswith(word.text)
    ]
