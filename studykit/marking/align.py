"""A wording beside an answer: which words say each other, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from studykit.english.clauses import SIDES, looks_like_verb
from studykit.english.proper_names import GIVEN
from studykit.english.thesaurus import GAP
from studykit.english.values import Agreement, Value, agreement
from studykit.english.words import DEPUTIES, POLAR, POLES
from studykit.marking.key import Key
from studykit.marking.read_text import LIGHT_STEMS, Reading, Word
from studykit.marking.wordings import CONTRARY, RELATED, SAME, SYNONYM, Unit, Wording

_AGREEING = {Agreement.SAME: SAME, Agreement.LESS_PRECISE: 0.6}


@dataclass(eq=False)
class Alignment:
    """How a wording and an answer account for each other.

    Attributes:
        pairs: unit -> (word, how far it says it, 0-1), both as indexes. words: the words of the answer that
        say something of it, those that go on a phrase included.
        contrary: units of which the opposite is said. denied: units that are said with the other polarity.
        share: the share of the wording's weight that is said, 0-1.
        like: how alike the two are word for word, small words and order too, 0-1.
    """

    wording: Wording
    reading: Reading
    pairs: dict[int, tuple[int, float]]
    words: frozenset[int]
    contrary: Sequence[int]
    denied: Sequence[int]
    share: float
    like: float

    @property
    def clean(self) -> bool:
        """Whether nothing of it is turned round."""
        return not (self.contrary or self.denied or self.exchanged or self.poles)

    @property
    def full(self) -> bool:
        """Whether every word that is needed is said, by itself or a synonym."""
        said = {at for at, (_, how) in self.pairs.items() if how > SYNONYM - 0.01}
        return bool(said) and all(at in said for at, unit in enumerate(self.wording.units) if unit.weight)

    @property
    def word_for_word(self) -> bool:
        """Whether all of it is said as it stands, with no synonym and nothing turned round."""
        return self.full and self.clean and all(how > SYNONYM for _, how in self.pairs.values())

    def weight_of(self, units: Collection[int]) -> float:
        """Computes the share of the wording's weight that some units have."""
        return sum([self.wording.units[index].weight for index in units]) / (self.wording.weight or 1.0)

    @cached_property
    def poles(self) -> int:
        """How many small words say the contrary of one in the wording: "with" for "against"."""
        own, typed = self.wording.poles, self.reading
        if not own or typed.negated != self.wording.reading.negated:
            return 0
        said = POLAR.intersection(typed.plain)
        both = [(own.intersection(pair), said.intersection(pair)) for pair in POLES]
        return sum(len(right) == len(other) == 1 and right != other for right, other in both)

    @cached_property
    def exchanged(self) -> bool:
        """Whether who did it and to whom, or the sides of a "from ... to", have changed places."""
        if len(self.pairs) < 2:
            return False
        units, words = self.wording.units, self.reading.words
        both = [(units[at], words[index], how) for at, (index, how) in sorted(self.pairs.items())]
        sides = [{unit.word.claim.side, word.claim.side} for unit, word, _ in both]
        if sum([len(each) == 2 and not SIDES.isdisjoint(each) for each in sides]) > 1:
            return True
        met = [(unit, word) for unit, word, how in both if how > SYNONYM]
        same = len(met) == len(units) == len(words)
        actors = [
            (unit.word, word) for unit, word in met if unit.name or (same and not looks_like_verb(word.text))
        ]
        mine = [word for word in self.wording.reading.words if word not in {one for one, _ in actors}]
        typed = [word for word in words if word not in {said for _, said in actors}]
        return any(
            said.token != other.token
            and said.claim.clause == other.claim.clause
            and _first_acts(one, second) != _first_acts(said, other)
            and _deed_between(one, second, mine)
            and _deed_between(said, other, typed)
            for (one, said), (second, other) in combinations(actors, 2)
        )


def align(wording: Wording, reading: Reading) -> Alignment:
    """Aligns a wording with an answer, once for each two."""
    found: Alignment | None = reading.aligned.get(wording)
    if found is None:
        found = reading.aligned[wording] = _aligned(wording, reading)
    return found


def _aligned(wording: Wording, reading: Reading) -> Alignment:
    units, words = wording.units, reading.words
    pairs, against, used = _paired(wording, reading)
    may_deny = not wording.lacking and (reading.negated or wording.reading.negated)
    denied = [at for at, (i, _) in pairs.items() if is_denied(units[at], words[i])] if may_deny else []
    share = sum([units[at].weight * how for at, (_, how) in pairs.items() if at not in denied])
    mine, contrary = used.difference(against.values()), [at for at in against if units[at].weight]
    like = LCSseq.normalized_similarity(wording.reading.bare, reading.bare)
    return Alignment(wording, reading, pairs, mine, contrary, denied, share / (wording.weight or 1.0), like)


def _paired(
    wording: Wording, reading: Reading
) -> tuple[dict[int, tuple[int, float]], dict[int, int], frozenset[int]]:
    """Pairs the words of a wording with those of an answer, each word once, the surest pairs first.

    Gives what says each unit and how far, what says its opposite, and all words that were used.
    """
    units, words = wording.units, reading.words
    short = reading.where.get(wording.initials)
    if short is not None and not words[short[0]].claim.denied:  # GLF for the Great Leap Forward
        return dict.fromkeys(range(len(units)), (short[0], SAME)), {}, frozenset(short[:1])
    pairs: dict[int, tuple[int, float]] = {}
    against: dict[int, int] = {}
    used: dict[int, int] = {}
    for minus, other, _, at, index, length, group in sorted(_sayings(wording, reading)):
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
    return pairs, against, frozenset(used)


def _sayings(wording: Wording, reading: Reading) -> Iterator[tuple[float, bool, float, int, int, int, int]]:
    """Finds what says a unit of a wording or its opposite, as it is ordered: how far, below 0; whether it is
    of the other polarity; how far away; unit and word; in how many words; in which phrase."""
    there = sorted(wording.known & reading.where.keys())  # of two that say it alike, always the same one
    words, size = reading.words, len(wording.units)
    for at, unit in enumerate(wording.units):
        if unit.word.value:
            found = _values(unit.word.value, reading)
        elif unit.accepts.keys().isdisjoint(there) and unit.phrase.keys().isdisjoint(there):
            continue
        else:
            found = _synonyms(unit, reading, there)
        for index, (how, length, group) in found.items():
            other = words[index].claim.denied != unit.word.claim.denied
            yield -how, other, abs(at / size - index / len(words)), at, index, length, group


def _values(right: Value, reading: Reading) -> dict[int, tuple[float, int, int]]:
    """Finds the numbers that say a number or stand against it."""
    met = [(value, index, agreement(value, right)) for value, index in reading.numbers]
    return {
        index: (_AGREEING.get(how, CONTRARY), 1, 0)
        for value, index, how in met
        if value.kind is right.kind or how is Agreement.SAME
    }


def _synonyms(unit: Unit, reading: Reading, there: Sequence[str]) -> dict[int, tuple[float, int, int]]:
    """Finds the words that say a unit or its opposite: how far, in how many words, in which phrase."""
    found: dict[int, tuple[float, int, int]] = {}
    for group, says in ((0, unit.accepts), (unit.group, unit.phrase)):
        for name in there:
            how = says.get(name)
            for index in reading.where[name] if how is not None else ():
                best, likeness = found[index][0] if index in found else 0.0, how or 0.0
                if likeness > 0:
                    if index in reading.repeats and likeness < RELATED:
                        continue  # a word of the prompt tells nothing by standing for another
                    # Of two words the better spelt comes first.
                    likeness -= 0.0 if group else 0.07 * reading.words[index].slips
                if likeness > best if group else abs(likeness) > abs(best):
                    found[index] = likeness, _length(reading, index, name), group
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


def _first_acts(one: Word, other: Word) -> bool:
    """Says whether the first of two is who does it: by "by", else by standing before the other."""
    agent = one.before == "by"
    return agent if agent != (other.before == "by") else one.token < other.token


def _deed_between(one: Word, other: Word, words: Sequence[Word]) -> bool:
    """Says whether something that one does to the other stands between two words."""
    first, last = sorted((one.token, other.token))
    between = [word for word in words if first < word.token < last]
    deeds = (w for w in between if w.ordinary)
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
    reading, words, mine = found.reading, found.reading.words, found.words
    first = {index - 1 for index in mine if index and words[index - 1].text in GIVEN}  # Georgy Malenkov
    denies, passed = any(words[index].claim.denied for index in mine), mine | first
    # "Lenin, not Stalin" says nothing of Stalin.
    unknown, names = (
        [i for i in each if i not in passed and (denies or not words[i].claim.denied)]
        for each in _strange(key, reading)
    )
    heads = {*_heads(key, reading, mine), *_called_after(found, unknown)}
    return LeftOver(unknown, names, sorted(heads))


def _called_after(found: Alignment, unknown: Sequence[int]) -> Iterator[int]:
    """Finds the words by which a thing is called after a person of the wording: "the Marshall Plan"."""
    words, plain, mine = found.reading.words, found.reading.plain, found.words
    if not found.wording.title or all(unit.weight for unit in found.wording.units):
        return  # not a person by less than the whole name
    after_article = {word for article, word in pairwise(plain) if article in ("the", "a", "an")}
    for index in unknown:
        person = words[index - 1]
        if index - 1 in mine and person.text in after_article and person.token + 1 == words[index].token:
            yield index


def _strange(key: Key, reading: Reading) -> tuple[list[int], list[int]]:
    """Finds, once, the words that a card does not know, and those that can only be names or other numbers."""
    if _strange not in reading.aligned:
        rest = [(i, w) for i, w in enumerate(reading.words) if i not in reading.repeats and len(w.text) > 1]
        unknown = [i for i, w in rest if not w.value and i in reading.telling and w.stem not in key.own]
        known = {i for i, w in rest if not (key.is_other_number(w.value) if w.value else key.may_be_name(w))}
        names = [i for i, w in rest if i not in known and (w.value or i in unknown)]
        reading.aligned[_strange] = unknown, names
    found: tuple[list[int], list[int]] = reading.aligned[_strange]
    return found


def _heads(key: Key, reading: Reading, mine: frozenset[int]) -> list[int]:
    """Finds the words beside those of a wording that make another thing of it."""
    near = {index + side for index in mine for side in (-1, 1)}.intersection(range(len(reading.words))) - mine
    near -= reading.repeats if "whose" in key.prompt else frozenset()  # "it was Lenin's measure"
    own = key.own if len(key.items) > 1 else frozenset[str]()
    return [i for i in sorted(near) if reading.words[i].stem not in own and _is_head(reading, i, mine)]


def _is_head(reading: Reading, index: int, mine: Collection[int]) -> bool:
    """Says whether a word makes another thing of one of the wording: "Lenin's X", "X of Lenin", "vice X"."""
    words, word = reading.words, reading.words[index]
    if word.text in DEPUTIES and index + 1 in mine:
        return True
    tie = words[index + 1].before if index + 1 in mine else None
    tied = [words[index + 1]] if tie == "of" else []
    tied += [words[index - 1]] if index - 1 in mine and words[index - 1].possessive else []
    return word.value is None and any(each.claim.part == word.claim.part for each in tied)
