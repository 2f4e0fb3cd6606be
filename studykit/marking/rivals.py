"""What else an answer offers beside the right thing: another known answer, an alternative, a false addition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from studykit.english.stems import is_ordinary
from studykit.english.words import STOP
from studykit.marking.align import align
from studykit.marking.key import Key
from studykit.marking.reading import Reading, Word

BESIDE = frozenset(("", "and", "or", "also", "n", "maybe", "perhaps", "then"))
"""What may stand before a second answer; "from the Right" and "because Lenin" only tell more of the first."""
_SHORT = 3
"""Telling words up to which a part of an answer is an alternative, not a remark."""


@dataclass(frozen=True, slots=True)
class Rival:
    """Something else that is offered: the indexes of its words, and as typed."""

    words: range
    text: str


def known_rivals(key: Key, reading: Reading, own: Collection[int]) -> list[Rival]:
    """Finds other answers of the deck that have a part of the answer to themselves, or are names in it."""
    found: list[Rival] = []
    mine, parts = _own_terms(key), parts_of(reading)
    for words in parts.values():
        said = [reading.words[index] for index in words]
        term = tuple(each.meant for each in said)
        if (
            own_none(own, words)
            and term in key.vocabulary.telling
            and term not in mine
            and not said[0].claim.denied
        ):
            found.append(Rival(range(words[0], words[-1] + 1), reading.between(words[0], words[-1])))
    for index, word in enumerate(reading.words):
        for term in key.vocabulary.by_first.get(word.meant, ()):
            there = range(index, min(index + len(term), len(reading.words)))
            said = [reading.words[each] for each in there]
            taken = any(index in other.words for other in found)
            if (
                term in mine
                or taken
                or tuple(each.meant for each in said) != term
                or not own_none(own, there)
            ):
                continue
            if not any(each.claim.denied for each in said) and not all(i in reading.repeats for i in there):
                found.append(Rival(there, reading.between(index, there.stop - 1)))
    return sorted(found, key=lambda rival: rival.words.start)


def parts_of(reading: Reading) -> dict[int, list[int]]:
    """Lists the words of each part of an answer."""
    parts: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(reading.words):
        parts[word.claim.part].append(index)
    return parts


def own_none(own: Collection[int], there: Iterable[int]) -> bool:
    """Says whether none of some words is among one's own."""
    return not any(index in own for index in there)


def _own_terms(key: Key) -> frozenset[tuple[str, ...]]:
    if key.own_terms is None:
        texts = (wording for item in key.items for wording in item)
        key.own_terms = frozenset(tuple(unit.word.meant for unit in wording.units) for wording in texts)
    return key.own_terms


def unknown_names(key: Key, reading: Reading, own: Collection[int]) -> list[Rival]:
    """Finds what can only be names, by their letters, and belong neither to the card nor to its prompt."""
    found: list[Rival] = []
    for index, word in enumerate(reading.words):
        foreign = index not in own and index not in reading.repeats and _is_foreign(key, word)
        if foreign and found and found[-1].words.stop == index:
            first = found.pop().words.start
            found.append(Rival(range(first, index + 1), reading.between(first, index)))
        elif foreign:
            found.append(Rival(range(index, index + 1), word.text))
    return found


def _is_foreign(key: Key, word: Word) -> bool:
    if word.claim.denied or len(word.meant) < 4 or not word.meant.isalpha() or word.stem in key.own:
        return False
    return word.meant in key.vocabulary.names or not is_ordinary(word.meant)


def offered(key: Key, reading: Reading, own: frozenset[int], *, named: bool) -> Rival | None:
    """Finds a rival that is offered beside the right answer, or None.

    It is another answer of the deck that has a part of the answer for itself and no preposition before it; where a
    name or a number is asked for, also another name, and any short alternative after "or" or a slash. Of a
    wording such an alternative may well be the same in other words. What describes the right answer is none.

    Args:
        key: the card. reading: the answer. own: its words that are right. named: whether a name or number is asked for.
    """
    parts = parts_of(reading)
    mine = {reading.words[index].claim.part for index in own}
    for rival in known_rivals(key, reading, own):
        first = reading.words[rival.words.start]
        rest = [i for i in parts[first.claim.part] if i not in rival.words and i not in own]
        joined = first.claim.part in reading.either or (named and first.before in BESIDE)
        if joined and not rest and not reading.words[rival.words.stop - 1].possessive:
            return rival
    if not named:
        return None
    for part in sorted(reading.either - mine):
        words = [i for i in parts.get(part, ()) if i not in own]
        near = mine and min(abs(part - each) for each in mine) <= 2
        if near and 0 < len(words) <= _SHORT and _is_alternative(key, reading, words):
            return Rival(range(words[0], words[-1] + 1), reading.between(words[0], words[-1]))
    for rival in unknown_names(key, reading, own):
        first = reading.words[rival.words.start]
        beside = first.claim.part not in mine and any(
            reading.words[i].claim.clause == first.claim.clause for i in own
        )
        if beside and first.before in BESIDE and all(i in rival.words for i in parts[first.claim.part]):
            return rival
    return None


def _is_alternative(key: Key, reading: Reading, words: Collection[int]) -> bool:
    """Says whether some words are asserted, and neither from the prompt nor another right answer."""
    if any(reading.words[i].claim.denied for i in words):
        return False
    return not any(
        align(wording, reading).words >= set(words) and align(wording, reading).full
        for item in key.items
        for wording in item
    ) and any(reading.words[i].text not in STOP for i in words)
