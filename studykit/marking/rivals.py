"""What else an answer offers beside the right thing: another known answer, a name, an alternative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from studykit.marking.align import align
from studykit.marking.key import Key, NearMiss
from studykit.marking.read_text import Reading
from studykit.verdict import Verdict

BESIDE = frozenset(("", "and", "or", "also", "n", "maybe", "perhaps", "be"))
"""What may stand before a second answer; "from the Right" and "because Lenin" only tell more of the first."""


def known_rivals(key: Key, reading: Reading, own: Collection[int]) -> list[range]:
    """Finds other answers of the deck that have a part of the answer to themselves, or are names in it.

    Each is given by the indexes of its words in the answer.
    """
    names, words = key.vocabulary.names, reading.words
    chosen = "or" in key.prompt or bool(reading.either)
    taken, said = set(own), {words[index].meant for index in own} & names
    found: list[range] = []
    for there, whole in _known(key, reading):
        term = tuple(words[index].meant for index in there)
        again = (reading.repeats.issuperset(there) and not (whole and chosen)) or said.issuperset(term)
        denied = any(words[index].claim.denied for index in there)
        if term not in key.own_terms and taken.isdisjoint(there) and not (denied or again):
            found.append(there)
            taken |= set(there)
    return sorted(found, key=lambda rival: rival.start)


def _known(key: Key, reading: Reading) -> Iterator[tuple[range, bool]]:
    """Finds what the deck knows in an answer: the parts that are an answer, then the names in it."""
    known, meant = key.vocabulary, tuple(word.meant for word in reading.words)
    for part in reading.parts.values():
        if tuple(meant[index] for index in part) in known.telling:
            yield range(part[0], part[-1] + 1), True
    for index, word in enumerate(meant):
        for term in known.by_first.get(word, ()):
            if meant[index : index + len(term)] == term:
                yield range(index, index + len(term)), False


def offered(key: Key, reading: Reading, own: frozenset[int], *, named: bool) -> str:
    """Quotes a rival that is offered beside the right answer, or "".

    It is another answer of the deck that has a part of the answer for itself and no preposition before it;
    where a name or a number is asked for, also any short alternative after "or" or a slash.
    Of a wording such an alternative may well be the same in other words. What describes the right answer is
    none.

    Args:
        key: the card. reading: the answer. own: its words that are right. named: whether a name is asked for.
    """
    parts, words = reading.parts, reading.words
    mine = {words[index].claim.part for index in own}
    for rival in known_rivals(key, reading, own):
        first = words[rival.start]
        alone = own.union(rival).issuperset(parts[first.claim.part])
        one_name = not first.before and first.claim.part in mine  # "James Watson"
        joined = (named and first.before in BESIDE and not one_name) or first.claim.part in reading.either
        if joined and alone and not words[rival[-1]].possessive:
            return reading.quote(rival)
    return next(alternatives(key, reading, own), "") if named else ""


def rejected(key: Key, reading: Reading, own: frozenset[int] = frozenset()) -> list[NearMiss]:
    """Lists the wrong near misses that stand in one part of an answer, not denied, beyond its `own` words."""
    parts: dict[int, list[str]] = defaultdict(list)
    for word, claim in zip(reading.bare, reading.claims, strict=True):
        parts[claim.part].append(word)
    whole = [] if reading.negated else [tuple(part) for part in parts.values()]
    found = [(miss, align(miss.wording, reading)) for miss in key.misses if miss.verdict is Verdict.WRONG]
    return [
        miss
        for miss, each in found
        if miss.wording.reading.bare in whole
        or (each.word_for_word and not each.words <= own and len(reading.parts_with(each.words)) == 1)
    ]


def alternatives(key: Key, reading: Reading, own: frozenset[int]) -> Iterator[str]:
    """Quotes the parts of up to 3 words beside an "or" or slash, not denied and not another right answer.

    Where a name is asked for, one that the card does not know is such a part after "and" as well.
    """
    mine, words = reading.parts_with(own), reading.words
    for part, there in sorted(reading.parts.items()) if mine else ():
        beside = part in reading.either or (
            key.items[0][0].title
            and words[there[0]].before == "and"
            and all(words[at].stem not in key.own and key.may_be_name(words[at]) for at in there)
        )
        near = part not in mine and min(abs(part - each) for each in mine) <= 2
        there = [index for index in there if index not in own]
        if beside and near and 0 < len(there) <= 3 and not any(words[i].claim.denied for i in there):
            found = (align(wording, reading) for wording in key.wordings)
            if not any(each.full and each.words.issuperset(there) for each in found):
                yield reading.quote(there)
