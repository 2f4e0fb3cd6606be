"""A term against a reading: whether it is named, and how much of it."""

from __future__ import annotations

from studykit.marking.match import NOTHING, Match, agrees, candidates
from studykit.marking.phrase import Phrase
from studykit.marking.reading import Reading
from studykit.marking.slots import Slot


def term(phrase: Phrase, reading: Reading) -> Match:
    """Match a term: all its words; those that weigh nothing may be left out."""
    if phrase.initials and phrase.initials in reading.where:
        index = reading.where[phrase.initials][0]
        if not reading.words[index].denied:
            return Match(1.0, dict.fromkeys(range(len(phrase.slots)), index), frozenset())
    filled: dict[int, int] = {}
    contrary: set[int] = set()
    for number, slot in enumerate(phrase.slots):
        inside = candidates(slot, reading.where) or _shortened(slot, phrase, reading)
        agreeing = [i for i in inside if agrees(slot, reading.words[i]) and i not in filled.values()]
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
