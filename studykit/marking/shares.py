"""How much of a phrase must be said: the shares of its stretches, and what they come to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from studykit.marking.phrase import Phrase
from studykit.marking.text import normalise

WHOLE, ALTERNATIVE, CLAUSE = 0.45, 0.5, 0.5
"""Share of the weight that must be said: of a whole statement, of one wording of it, of one clause of it."""
OF_ONE, OF_TWO = 0.5, 0.5
"""The least share where only one word, or two, are telling."""
CONTRARY = 0.34
"""Share of what is said that may be denied before nothing is made of it."""
TWICE = 0.4
"""How much of a slot counts that is filled by a word which fills another one too."""
NEARLY = 0.5
"""How much of a slot counts that is filled by a word which only half says it."""
WITHOUT_ASKED = 0.75
"""The share where a telling word that the prompt gives away is left out: the others must carry it alone."""
OF_NONE = 0.9
"""The share where no word is telling: all of them."""
_ENOUGH_ALONE = 0.9
"""Least weight of a clause that can be enough by itself."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What is said of a phrase.

    Attributes:
        filled: slot index -> index of the word that fills it. contrary: slots of which the opposite is said.
        nearly: filled slots of which the word says only half. little: those whose word says little itself.
    """

    filled: Mapping[int, int]
    contrary: Collection[int] = ()
    nearly: Collection[int] = ()
    little: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a phrase that can be enough.

    Attributes:
        slots: indexes of its slots. weight: theirs together. needed: the share of it that must be said.
        tells: the slots that tell something. denied: those that the phrase denies.
        reverses: the slots without which it says something else. asked: those that the prompt gives away.
        opening: the first of its two telling slots when that is not enough by itself, else -1.
    """

    slots: tuple[int, ...]
    weight: float
    needed: float
    tells: tuple[int, ...]
    denied: tuple[int, ...]
    reverses: tuple[int, ...]
    asked: tuple[int, ...]
    opening: int


@lru_cache(maxsize=8192)
def stretches_of(phrase: Phrase) -> tuple[Stretch, ...]:
    """Give the whole phrase, its alternatives and its clauses, as far as they tell something."""
    every = [(tuple(range(len(phrase.slots))), WHOLE, 0.0)]
    every += [(stretch, ALTERNATIVE, 0.0) for stretch in phrase.alternatives]
    every += [(stretch, CLAUSE, _ENOUGH_ALONE) for stretch in phrase.clauses]
    weighed = [(slots, _weight(phrase, slots), share, least) for slots, share, least in every]
    return tuple(
        _stretch(phrase, slots, weight, share)
        for slots, weight, share, least in weighed
        if weight and weight >= least
    )


def _stretch(phrase: Phrase, slots: tuple[int, ...], weight: float, share: float) -> Stretch:
    return Stretch(
        slots,
        weight,
        _needed(phrase, slots, share),
        _tells(phrase, slots),
        tuple(n for n in slots if phrase.slots[n].denied and phrase.slots[n].weight),
        tuple(n for n in slots if phrase.slots[n].reverses),
        tuple(n for n in slots if phrase.slots[n].asked),
        _opening(phrase, slots),
    )


def _tells(phrase: Phrase, stretch: Collection[int]) -> tuple[int, ...]:
    return tuple(n for n in stretch if phrase.slots[n].weight and not phrase.slots[n].name)


def _needed(phrase: Phrase, stretch: Collection[int], share: float) -> float:
    """Say what share is needed: at least half where one word or two are telling."""
    telling = sum(phrase.slots[number].weight >= 1 for number in stretch)
    if not telling:
        return OF_NONE
    return max(share, OF_ONE if telling <= 1 else OF_TWO if telling == 2 else 0.0)


def _opening(phrase: Phrase, stretch: Collection[int]) -> int:
    """Give the first of two telling slots when nothing is said by it alone.

    So it is with what a verb is said of ("the Secretariat was overwhelmed") and with what only describes the
    next word ("free discussion").
    """
    telling = [n for n in stretch if phrase.slots[n].weight >= 1 and not phrase.slots[n].name]
    if len(telling) != 2:
        return -1
    first, second = (phrase.slots[number] for number in telling)
    describes = f" {first.word} {second.word}" in f" {normalise(phrase.text)}"
    return telling[0] if second.acts or describes else -1


def strength_of(phrase: Phrase, said: Filling, strict: float = 0.0) -> float:
    """Give how far a phrase is said: 1 or more when one of its stretches is; `strict` adds to the shares."""
    return max((_strength(phrase, stretch, said, strict) for stretch in stretches_of(phrase)), default=0.0)


def _strength(phrase: Phrase, stretch: Stretch, said: Filling, strict: float) -> float:
    filled = said.filled
    if not _says_something(stretch, said):
        return 0.0
    needed = stretch.needed + strict
    if stretch.asked and any(slot not in filled for slot in stretch.asked):
        needed = max(needed, WITHOUT_ASKED)
    strength = _said(phrase, stretch, said) / stretch.weight / min(1.0, needed)
    if said.contrary and _is_denied(phrase, stretch, said):
        return min(strength, 0.5)
    return strength


def _says_something(stretch: Stretch, said: Filling) -> bool:
    """Say whether what all hangs on is said: a telling word, what the phrase denies, a verb that reverses."""
    filled = said.filled
    if stretch.tells and not any(
        slot in filled and slot not in said.nearly and (slot not in said.little or len(stretch.tells) == 1)
        for slot in stretch.tells
    ):
        return False  # the right names alone say nothing
    if stretch.reverses and any(slot not in filled for slot in stretch.reverses):
        return False
    if stretch.denied and not any(slot in filled for slot in stretch.denied):
        return False  # "had not come": a revolution alone is not it
    return stretch.opening not in filled or _says_more(stretch, said)


def _says_more(stretch: Stretch, said: Filling) -> bool:
    """Say whether the second of two telling slots is said as well as the one that opens the stretch."""
    return any(slot in said.filled for slot in stretch.tells if slot != stretch.opening)


def _said(phrase: Phrase, stretch: Stretch, filling: Filling) -> float:
    """Give the weight of what is said of a stretch; a word that fills several slots counts once in full."""
    said: dict[int, float] = {}
    for slot in stretch.slots:
        word = filling.filled.get(slot)
        if word is None:
            continue
        weight = phrase.slots[slot].weight * (NEARLY if slot in filling.nearly else 1.0)
        before = said.get(word)
        said[word] = weight if before is None else max(weight, before) + TWICE * min(weight, before)
    return sum(said.values())


def _is_denied(phrase: Phrase, stretch: Stretch, said: Filling) -> bool:
    """Say whether so much of a stretch is said the other way that nothing is made of it.

    A wrong year counts wherever it stands in the phrase.
    """
    opposed = [phrase.slots[n] for n in said.contrary if n in stretch.slots or phrase.slots[n].year]
    against = sum([max(slot.weight, float(slot.year)) for slot in opposed])
    return against > CONTRARY * _weight(phrase, [n for n in stretch.slots if n in said.filled])


def _weight(phrase: Phrase, numbers: Collection[int]) -> float:
    return sum([phrase.slots[number].weight for number in numbers])
