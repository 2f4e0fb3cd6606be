"""A wording beside an answer: which words say each other, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from studykit.english.clauses import SIDES, looks_like_verb
from studykit.english.proper_names import GIVEN
from studykit.english.stems import stem
from studykit.english.thesaurus import GAP
from studykit.english.values import Agreement, agreement
from studykit.english.words import ACTORS, DEPUTIES, MUTUAL, POLAR, POLES
from studykit.marking.key import Key
from studykit.marking.read_text import LIGHT_STEMS, Reading, Word
from studykit.marking.wordings import CONTRARY, RELATED, SAME, SYNONYM, Unit, Wording

_VALUES = {Agreement.SAME: SAME, Agreement.LESS_PRECISE: 0.6}
ACTING = frozenset(stem(word) for word in ACTORS)
"""Stems of those who can do something to each other, names apart."""
_MUTUAL = frozenset(stem(word) for word in MUTUAL)


class Alignment(NamedTuple):
    """How a wording and an answer account for each other.

    Attributes:
        pairs: unit -> (word, how far it says it, 0-1), both as indexes. words: the words of the answer that
        say something of it, those that go on a phrase included.
        contrary: units of which the opposite is said. denied: units that are said with the other polarity.
        exchanged: whether two who act, or two sides, have changed places.
        poles: how many small words say the contrary ("with" for "against").
        share: the share of the wording's weight that is said, 0-1.
        like: how alike the two are word for word, small words and order too, 0-1.
    """

    wording: Wording
    reading: Reading
    pairs: dict[int, tuple[int, float]]
    words: frozenset[int]
    contrary: Sequence[int]
    denied: Sequence[int]
    exchanged: bool
    poles: int
    share: float
    like: float

    @property
    def clean(self) -> bool:
        """Whether nothing of it is turned round."""
        return not (self.contrary or self.denied or self.exchanged or self.poles)

    @property
    def full(self) -> bool:
        """Whether every word that is needed is said, by itself or a synonym."""
        units = self.wording.units
        said = {at for at, (_, how) in self.pairs.items() if how > SYNONYM - 0.01}
        return bool(self.pairs) and all(at in said for at, unit in enumerate(units) if unit.weight)

    @property
    def word_for_word(self) -> bool:
        """Whether all of it is said as it stands, with no synonym and nothing turned round."""
        return self.full and self.clean and all(how > SYNONYM for _, how in self.pairs.values())

    def weight_of(self, units: Collection[int]) -> float:
        """Computes the share of the wording's weight that some units have."""
        return sum(self.wording.units[index].weight for index in units) / (self.wording.weight or 1.0)


def align(wording: Wording, reading: Reading) -> Alignment:
    """Aligns a wording with an answer, once for each two."""
    found: Alignment | None = reading.aligned.get(wording)
    if found is None:
        found = reading.aligned[wording] = _paired(wording, reading)
    return found


def likeness(wording: Wording, reading: Reading) -> float:
    """Computes how alike a wording and an answer are word for word, small words and order too, 0-1."""
    return LCSseq.normalized_similarity(wording.reading.bare, reading.bare)


def _paired(wording: Wording, reading: Reading) -> Alignment:
    """Pairs the words of a wording with those of an answer, each word once, the surest pairs first."""
    units, words, like = wording.units, reading.words, likeness(wording, reading)
    short = reading.where.get(wording.initials)
    if short is not None and not reading.words[short[0]].claim.denied:  # GLF for the Great Leap Forward
        said = dict.fromkeys(range(len(units)), (short[0], SAME))
        return Alignment(wording, reading, said, frozenset(short[:1]), (), (), False, 0, 1.0, like)
    found: list[tuple[float, bool, float, int, int, int, int]] = []
    there = wording.known & reading.where.keys()
    for at, unit in enumerate(units):
        place, number = at / len(units), unit.word.value is not None
        none = unit.accepts.keys().isdisjoint(there) and unit.phrase.isdisjoint(there)
        for index, (how, length, group) in _sayings(unit, reading).items() if number or not none else ():
            other = words[index].claim.denied != unit.word.claim.denied
            found.append((-how, other, abs(place - index / len(words)), at, index, length, group))
    found.sort()
    pairs: dict[int, tuple[int, float]] = {}
    used: dict[int, int] = {}
    against: dict[int, int] = {}
    for minus, other, _, at, index, length, group in found:
        # One word may say all words of a phrase; otherwise each word says one.
        taken = index in used and not (group and used[index] == group)
        if at in pairs or taken or at in against:
            continue
        if minus < 0:
            pairs[at] = (index, -minus)
        elif other and not words[index].value:
            pairs[at] = (index, SYNONYM)  # "was not inside" says outside
        else:
            against[at] = index
        used.update(dict.fromkeys(range(index, min(index + length, len(words))), group))
    may_deny = not wording.lacking and (reading.negated or wording.reading.negated)
    denied = [at for at, (i, _) in pairs.items() if may_deny and is_denied(units[at], words[i])]
    share = sum(units[at].weight * how for at, (_, how) in pairs.items() if at not in denied)
    mine, contrary = frozenset(used.keys() - {*against.values()}), [at for at in against if units[at].weight]
    exchanged, poles = _exchanged(wording, reading, pairs), _poles(wording, reading)
    share /= wording.weight or 1.0
    return Alignment(wording, reading, pairs, mine, contrary, denied, exchanged, poles, share, like)


def _sayings(unit: Unit, reading: Reading) -> dict[int, tuple[float, int, int]]:
    """Finds the words that say a unit or its opposite: how far, in how many words, in which phrase."""
    if unit.word.value is not None:
        return {
            index: (_VALUES.get(agreement(value, unit.word.value), CONTRARY), 1, 0)
            for value, index in reading.numbers()
            if value.kind is unit.word.value.kind or agreement(value, unit.word.value) is Agreement.SAME
        }
    found: dict[int, tuple[float, int, int]] = {}
    accepts, where = unit.accepts, reading.where
    for name in sorted(accepts.keys() & where.keys()):  # of two that say it alike, always the same one
        for index in where[name]:
            likeness = accepts[name]
            if likeness > 0:
                if index in reading.repeats and likeness < RELATED:
                    continue  # a word of the prompt tells nothing by standing for another
                likeness -= 0.07 * reading.words[index].slips  # the better spelt of two words comes first
            if abs(likeness) > abs(found.get(index, (0.0, 1, 0))[0]):
                found[index] = likeness, _length(reading, index, name), 0
    for name in sorted(unit.phrase & where.keys()) if unit.phrase else ():
        for index in where[name]:
            if index not in reading.repeats and found.get(index, (0.0, 1, 0))[0] < SYNONYM:
                found[index] = SYNONYM, _length(reading, index, name), unit.group
    return found


def _length(reading: Reading, index: int, name: str) -> int:
    """Counts the telling words of an answer that a phrase of the thesaurus takes up there."""
    if "_" not in name or GAP in name:
        return 1
    last = reading.words[index].token + name.count("_")
    return sum(1 for word in reading.words[index : index + name.count("_") + 1] if word.token <= last)


def is_denied(unit: Unit, word: Word) -> bool:
    """Says whether a word is said with the other polarity; an opposite already counted the denial."""
    opposed = any(unit.accepts.get(name, 0) < 0 for name in word.names) and unit.word.value is None
    return not opposed and word.claim.denied != unit.word.claim.denied


def _poles(wording: Wording, reading: Reading) -> int:
    """Counts the small words that say the contrary of one in the wording: "with" for "against"."""
    if not wording.poles or reading.negated != wording.reading.negated:
        return 0
    said = POLAR.intersection(reading.plain)
    pairs = [pair for pair in POLES if not (said.isdisjoint(pair) or wording.poles.isdisjoint(pair))]
    both = [(wording.poles.intersection(pair), said.intersection(pair)) for pair in pairs]
    return sum(len(right) == len(typed) == 1 and right != typed for right, typed in both)


def _exchanged(wording: Wording, reading: Reading, pairs: dict[int, tuple[int, float]]) -> bool:
    """Says whether who did it and to whom, or the sides of a "from ... to", have changed places."""
    if len(pairs) < 2:
        return False
    units, words = wording.units, reading.words
    sides = [(units[at].word.claim.side, words[index].claim.side) for at, (index, _) in pairs.items()]
    if sum(one != other and not SIDES.isdisjoint((one, other)) for one, other in sides) > 1:
        return True
    met = [(units[at], words[index]) for at, (index, how) in sorted(pairs.items()) if how > SYNONYM]
    same = len(met) == len(units) == len(words)
    actors = [
        (unit.word, word)
        for unit, word in met
        if unit.name or unit.word.stem in ACTING or (same and not looks_like_verb(word.text))
    ]
    return any(
        said.token != other.token
        and said.claim.clause == other.claim.clause
        and _first_acts(one, second) != _first_acts(said, other)
        and _deed_between(one, second, wording.reading.words)
        and _deed_between(said, other, words)
        for (one, said), (second, other) in combinations(actors, 2)
    )


def _first_acts(one: Word, other: Word) -> bool:
    """Says whether the first of two is who does it: by "by", else by standing before the other."""
    agent = one.before == "by"
    return agent if agent != (other.before == "by") else one.token < other.token


def _deed_between(one: Word, other: Word, words: Sequence[Word]) -> bool:
    """Says whether something that one does to the other stands between two words."""
    first, last = sorted((one.token, other.token))
    between = [word for word in words if first < word.token < last]
    deeds = (w for w in between if w.ordinary and w.stem not in _MUTUAL and w.stem not in ACTING)
    verbs = (looks_like_verb(w.text) or w.before == "to" or w.stem not in LIGHT_STEMS for w in deeds)
    return len(between) < 6 and any(verbs)


class LeftOver(NamedTuple):
    """What an answer says beyond a wording, by what it may mean; indexes of its words.

    Attributes:
        unknown: telling words that belong neither to the card nor to its prompt.
        names: those of them that can only be names, and other numbers. heads: words that make another thing
            of it ("Lenin's brother").
    """

    unknown: list[int]
    names: list[int]
    heads: list[int]


def left_over(key: Key, found: Alignment) -> LeftOver:
    """Sorts what an answer says beyond a wording."""
    reading, mine = found.reading, found.words
    words = reading.words
    denies = any(words[index].claim.denied for index in mine)
    # "Lenin, not Stalin" says nothing of Stalin.
    first = {index - 1 for index in mine if index and words[index - 1].text in GIVEN}  # Georgy Malenkov
    unknown, names = (
        [i for i in each if i not in mine | first and (denies or not words[i].claim.denied)]
        for each in _strange(key, reading)
    )
    near = {index + side for index in mine for side in (-1, 1)}.intersection(range(len(words))) - mine
    near -= reading.repeats if "whose" in key.prompt else frozenset()  # "it was Lenin's measure"
    others = key.own if len(key.items) > 1 else frozenset[str]()
    heads = [i for i in sorted(near) if words[i].stem not in others and _is_head(reading, i, mine)]
    return LeftOver(unknown, names, heads)


def _strange(key: Key, reading: Reading) -> tuple[list[int], list[int]]:
    """Finds, once, the words that a card does not know, and those that can only be names or other numbers."""
    if _strange not in reading.aligned:
        unknown: list[int] = []
        names: list[int] = []
        for index, word in enumerate(reading.words):
            if index in reading.repeats or len(word.text) == 1:
                continue
            if word.value is not None:
                known = key.rules.years and word.value.year is not None and word.value.year in key.years
                if not known:
                    names.append(index)
            elif index in reading.telling and word.stem not in key.own:
                unknown.append(index)
                if may_be_name(key, word):
                    names.append(index)
        reading.aligned[_strange] = unknown, names
    found: tuple[list[int], list[int]] = reading.aligned[_strange]
    return found


def may_be_name(key: Key, word: Word) -> bool:
    """Says whether a word can only be a name, by its letters or because the deck has it as one."""
    long = len(word.meant) > 3 and word.meant.isalpha()
    return long and (word.meant in key.vocabulary.names or not word.ordinary)


def _is_head(reading: Reading, index: int, mine: Collection[int]) -> bool:
    """Says whether a word makes another thing of one of the wording: "Lenin's X", "X of Lenin", "vice X"."""
    words, word = reading.words, reading.words[index]
    if word.text in DEPUTIES and index + 1 in mine:
        return True
    tie = words[index + 1].before if index + 1 in mine else None
    tied = [words[index + 1]] if tie == "of" or (tie == "to" and not looks_like_verb(word.text)) else []
    tied += [words[index - 1]] if index - 1 in mine and words[index - 1].possessive else []
    return word.value is None and any(each.claim.part == word.claim.part for each in tied)
