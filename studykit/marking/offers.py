"""What else an answer offers beside the right thing: rivals, alternatives, everything at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from studykit.marking.compiled import Compiled
from studykit.marking.function_words import STOP
from studykit.marking.match import Match
from studykit.marking.ordinary import ordinary_words
from studykit.marking.personal_names import is_given
from studykit.marking.phrase import Phrase
from studykit.marking.reading import Reading, Word

_OF = frozenset("of for from in".split())
_SHORT = 3
"""Words of content up to which a part of an answer is an alternative, not a remark."""


def other_terms(known: Compiled, reading: Reading) -> list[range]:
    """Give the other known answers of the deck that are asserted, as ranges of words."""
    found: list[range] = []
    places: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(reading.words):
        places[word.meant].append(index)
    for term in known.rivals_by_first(places.keys()):
        for index in places[term[0]]:
            words = reading.words[index : index + len(term)]
            if tuple(word.meant for word in words) == term and not any(word.denied for word in words):
                found.append(range(index, index + len(term)))
    return found


def unknown_names(known: Compiled, reading: Reading) -> list[range]:
    """Give what can only be names (no ordinary words) and belongs neither to the card nor to its prompt."""
    found: list[range] = []
    for index, word in enumerate(reading.words):
        if not _is_foreign(known, word):
            continue
        if found and found[-1].stop == index and is_given(reading.words[index - 1].meant):
            found[-1] = range(found[-1].start, index + 1)
        else:
            found.append(range(index, index + 1))
    return found


def _is_foreign(known: Compiled, word: Word) -> bool:
    if word.denied or len(word.meant) < 4 or not word.meant.isalpha() or word.meant in STOP:
        return False
    if word.meant in known.lexicon.expected or word.meant in known.prompt or word.stem in known.asked:
        return False
    return word.name or word.meant not in ordinary_words()


def extras(known: Compiled, reading: Reading, own: Collection[int]) -> list[str]:
    """Give the other answers that are named beside the right items, as typed, each once."""
    seen = set(own)
    found: dict[str, None] = {}
    for where in (*other_terms(known, reading), *unknown_names(known, reading)):
        if seen.isdisjoint(where) and not _describes(reading, where, seen):
            seen.update(where)
            found[" ".join(reading.words[i].text for i in where)] = None
    return list(found)


def _describes(reading: Reading, where: range, named: Collection[int]) -> bool:
    """Say whether a name only tells more of one before it: "Churchill for Britain"."""
    before = where.start - 1
    while before >= 0 and reading.words[before].text in ("the", "a"):
        before -= 1
    return before > 0 and reading.words[before].text in _OF and before - 1 in named


def rival_offer(known: Compiled, reading: Reading, said: Match, phrase: Phrase) -> str | None:
    """Give a rival that is offered beside the right answer, as typed, or None.

    A rival is another answer the deck knows standing as an answer of its own, a name joined by "and", any
    other short alternative after "or" or a slash, or a false member of a bare list. What merely describes the
    right answer is none.
    """
    own = set(said.slots.values())
    shorter = _without_examples(reading)
    if own <= set(range(len(shorter.words))):  # unless the answer itself stands among the examples
        reading = shorter
    parts = _parts(reading)
    mine = {reading.words[index].part for index in own}
    clauses = {reading.words[index].clause for index in own}
    for where in other_terms(known, reading):
        here = [i for i in _content(reading, parts[reading.words[where.start].part]) if i not in where]
        if own.isdisjoint(where) and own.issuperset(here) and not reading.words[where.stop - 1].possessive:
            return _text(reading, where)
    if not phrase.fixed and len(phrase.slots) > 1:
        return None
    for where in unknown_names(known, reading):
        word = reading.words[where.start]
        rest = [i for i in _content(reading, parts[word.part]) if i not in where]
        if own.isdisjoint(where) and word.part not in mine and word.clause in clauses and not rest:
            return _text(reading, where)
    alternatives = [
        part for part in parts if part not in mine and _is_alternative(known, reading, parts[part])
    ]
    beside = [part for part in alternatives if part in reading.either and abs(part - min(mine)) <= 2]
    if not beside and len(parts) >= _SHORT and all(len(_content(reading, p)) <= 1 for p in parts.values()):
        beside = alternatives
    if not beside:
        return None
    content = _content(reading, parts[beside[0]])
    return _text(reading, range(content[0], content[-1] + 1))


def _without_examples(reading: Reading) -> Reading:
    """Leave out what follows "such as", "like" or "e.g.": it illustrates an answer, and is none itself."""
    for index, word in enumerate(reading.words):
        following = reading.words[index + 1].text if index + 1 < len(reading.words) else ""
        if index and (word.text in ("like", "eg", "including") or (word.text, following) == ("such", "as")):
            return replace(reading, words=reading.words[:index])
    return reading


def _parts(reading: Reading) -> dict[int, list[int]]:
    parts: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(reading.words):
        parts[word.part].append(index)
    return parts


def _content(reading: Reading, indexes: Collection[int]) -> list[int]:
    return [i for i in indexes if reading.words[i].text not in STOP]


def _text(reading: Reading, indexes: Collection[int]) -> str:
    return " ".join(reading.words[i].text for i in indexes)


def _is_alternative(known: Compiled, reading: Reading, indexes: Collection[int]) -> bool:
    """Say whether a part is short, asserted, and neither from the prompt nor another right answer."""
    content = _content(reading, indexes)
    if not content or len(content) > _SHORT or any(reading.words[i].denied for i in indexes):
        return False
    if all(reading.words[i].stem in known.asked or len(reading.words[i].text) == 1 for i in content):
        return False
    return not _fills_another(known, reading, content)


def _fills_another(known: Compiled, reading: Reading, indexes: Collection[int]) -> bool:
    """Say whether these words say another accepted phrasing of the same card."""
    stems = {name for index in indexes for name in reading.words[index].names}
    return any(
        phrase.slots and all(not slot.weight or slot.accepts & stems for slot in phrase.slots)
        for item in known.items
        for phrase in item
    )
