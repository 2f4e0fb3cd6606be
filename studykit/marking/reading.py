"""A text, read: its words taken for the words they are meant for, with what is claimed of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from studykit.marking import claims
from studykit.marking.function_words import STOP
from studykit.marking.lexicon import Lexicon
from studykit.marking.numbers import values
from studykit.marking.ordinary import ordinary_words
from studykit.marking.stems import family, stem
from studykit.marking.synonyms import GAP, thesaurus
from studykit.marking.text import Token, tokens
from studykit.marking.values import Kind, Value
from studykit.marking.verbs import looks_like_verb

PARTICLES = frozenset("up out off away back down".split())
"""What makes another verb of a verb: "gave up the post" is not "gave him the post"."""
_AFTER_SIDES = frozenset(("wing", "winger", "wingers", "opposition", "side", "bloc", "leaders"))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, or one number, as it is read.

    Attributes:
        text: as typed, in normal form. meant: the word it is taken for. stem: the stem of `meant`.
        names: what it can be known by: its stem, its family, every phrase that begins here, its value.
        clause, part: which clause and which part of the text it stands in (see `claims`), from 0.
        token: the index of its first token. denier: the token that denies it, or -1.
        reverser: the token before it that turns it round ("lost control"), or -1.
        wished: whether it is only wanted, tried or planned, not done.
        slips: how many slips were forgiven. possessive: whether it had an 's.
        name: whether it is a name the deck knows.
    """

    text: str
    meant: str
    stem: str
    names: tuple[str, ...]
    clause: int
    part: int
    token: int
    denier: int = -1
    wished: bool = False
    slips: int = 0
    possessive: bool = False
    name: bool = False
    reverser: int = -1

    @property
    def denied(self) -> bool:
        """Whether the text says that it is not so."""
        return self.denier >= 0


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text, read. One text read twice is one object, so what is worked out about it can be remembered.

    Attributes:
        words: its words and numbers. where: what a word is known by -> indexes into `words`, in order.
        numbers: each value with the index of its word. either: the parts on both sides of every
        "or" and slash. denies, turns: whether any word is denied, or turned round by another before it.
    """

    words: tuple[Word, ...]
    where: dict[str, tuple[int, ...]]
    numbers: tuple[tuple[Value, int], ...]
    either: frozenset[int]
    denies: bool
    turns: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word stands and what is claimed of it there."""

    clause: int
    part: int
    token: int
    denier: int
    wished: bool
    reverser: int


@lru_cache(maxsize=2048)
def read(text: str, lexicon: Lexicon) -> Reading:
    """Read a text with the words that its card expects in mind."""
    found = tokens(text)
    clauses, parts = claims.clauses_of(found, lexicon.is_name)
    denier = claims.deniers(found, clauses)
    wished, reverser = claims.wished(found, clauses), claims.reversers(found, clauses)
    begins = {value.start: value for value in values(found)}
    words: list[Word] = []
    numbers: list[tuple[Value, int]] = []
    at = 0
    while at < len(found):
        place = _Place(clauses[at], parts[at], at, denier[at], wished[at], reverser[at])
        if value := begins.get(at):
            numbers.append((value, len(words)))
            words.append(_number(found, value, place))
            at = value.end
        elif found[at].kind == "mark":
            at += 1
        else:
            meanings = lexicon.read(found, at)
            side = _is_side(found, at)
            words.extend(_word(found[at], meant, slips, lexicon, place, side) for meant, slips, _ in meanings)
            at += meanings[0][2]
    words = _with_phrases(words)
    either = claims.either(found, parts)
    denies, turns = max(denier, default=-1) >= 0, max(reverser, default=-1) >= 0
    return Reading(tuple(words), _index(words), tuple(numbers), either, denies, turns)


def _index(words: Sequence[Word]) -> dict[str, tuple[int, ...]]:
    where: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        for name in word.names:
            where.setdefault(name, []).append(index)
    return {name: tuple(indexes) for name, indexes in where.items()}


def _is_side(found: Sequence[Token], at: int) -> bool:
    """Say whether an ordinary word can be a name here: "the Right wanted", not "the right moment"."""
    following = found[at + 1] if at + 1 < len(found) else None
    if following is None or following.kind == "mark" or following.text in _AFTER_SIDES:
        return True
    return following.text in STOP or looks_like_verb(following.text)


def _word(written: Token, meant: str, slips: int, lexicon: Lexicon, place: _Place, side: bool) -> Word:
    base = stem(meant)
    known = written.text not in STOP and (not lexicon.exact or meant in lexicon.expected)
    return Word(
        written.text,
        meant,
        base,
        (base, family(base)) if known else (),
        place.clause,
        place.part,
        place.token,
        place.denier,
        place.wished,
        slips,
        written.possessive,
        meant in lexicon.names and (side or meant not in ordinary_words()),
        place.reverser,
    )


def _number(found: Sequence[Token], value: Value, place: _Place) -> Word:
    text = " ".join(token.text for token in found[value.start : value.end])
    names = (value_name(value), stem(text)) if text.isalpha() else (value_name(value),)
    return Word(text, text, text, names, place.clause, place.part, place.token, place.denier)


def value_name(value: Value) -> str:
    """Give what a number is known by: "#1924" for any date of that year, "#~24" for '24."""
    if value.kind is Kind.SHORT_YEAR:
        return f"#~{value.first:02.0f}"
    if value.year is not None:
        return f"#{value.year}"
    return (
        f"#{value.first:g}{value.unit}" if value.first == value.last else f"#{value.first:g}-{value.last:g}"
    )


def _with_phrases(words: list[Word]) -> list[Word]:
    """Add to each word the names of the phrases that begin with it."""
    phrases = thesaurus().phrases
    for index, word in enumerate(words):
        seconds = phrases.get(word.stem)
        if not seconds or index + 1 == len(words):
            continue
        possible = (*seconds.get(words[index + 1].stem, ()), *seconds.get(GAP, ()))
        found = [(len(rest), name) for rest, name in possible if _follows(words, index + 1, rest)]
        if found:
            found.sort(key=lambda each: -each[0])
            words[index] = replace(word, names=(*word.names, *(name for _, name in found)))
    return words


def _follows(words: Sequence[Word], at: int, rest: Sequence[str]) -> bool:
    """Say whether the rest of a phrase stands here; a gap is up to three words."""
    gap = False
    room = 3
    for part in rest:
        if part == GAP:
            gap = True
            continue
        while gap and room and at < len(words) and words[at].stem != part and words[at].text not in PARTICLES:
            at, room = at + 1, room - 1
        if at >= len(words) or words[at].stem != part:
            return False
        at, gap = at + 1, False
    return True


HEAP = 6
"""So many telling words in a row, with no small word and no mark between them, are no statement."""


@lru_cache(maxsize=512)
def without_heaps(reading: Reading) -> Reading:
    """Give a reading in which heaps of key words ("economy kulaks grain farms control industry") say nothing.

    Names may stand in a row; a list with commas is none either.
    """
    heaps = {index for run in _runs(reading.words) if len(run) >= HEAP for index in run}
    if not heaps:
        return reading
    words = [replace(word, names=()) if i in heaps else word for i, word in enumerate(reading.words)]
    return replace(reading, words=tuple(words), where=_index(words))


def _runs(words: Sequence[Word]) -> list[list[int]]:
    """Give the runs of telling words that follow each other."""
    runs: list[list[int]] = [[]]
    for index, word in enumerate(words):
        if not word.names or word.name or not word.text.isalpha():
            continue
        if runs[-1] and word.token != words[runs[-1][-1]].token + 1:
            runs.append([])
        runs[-1].append(index)
    return runs
