"""A text, read: its telling words, each taken for the word it is meant for, with what is claimed of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from studykit.english.clauses import TokenClaim, claims_of, either_of
from studykit.english.dates import PLAIN, values
from studykit.english.stems import family, is_ordinary, stem
from studykit.english.text import Token, normalise, tokens
from studykit.english.thesaurus import GAP, phrases_from
from studykit.english.values import DateRules, Value, ValueKind
from studykit.english.words import FRAME, LIGHT, NEGATORS, STOP
from studykit.marking.vocabulary import Lexicon

LONGEST = 4000
"""Letters of an answer that are read, counted after normalising: one ligature may become eighteen."""
NUMBER = "#"
"""What every number is known by."""
PARTICLES = frozenset("up out off away back down".split())
"""What makes another verb of a verb: "gave up the post" is not "gave him the post"."""
_SMALL = STOP | NEGATORS
_PASSED_OVER = frozenset(("the", "a", "an", "his", "their", "all", "-"))
LIGHT_STEMS = frozenset(stem(word) for word in LIGHT)
"""Stems of words that say little alone."""


class Word(NamedTuple):
    """One telling word of a text, or one number, as it is read.

    Attributes:
        text: as typed, in normal form. meant: the word it is taken for. stem: the stem of that.
        names: what it can be known by: its stem, its family, every phrase that begins here, its value.
        claim: where it stands and what is claimed of it. token: the index of its first token.
        slips: how many slips were forgiven. possessive: whether it had an 's.
        before: the small word that stands before it, articles apart, or "". value: the number it is.
        ordinary: whether it is a word of the language and no name.
    """

    text: str
    meant: str
    stem: str
    names: tuple[str, ...]
    claim: TokenClaim
    token: int
    slips: int = 0
    possessive: bool = False
    before: str = ""
    value: Value | None = None
    ordinary: bool = False


@dataclass(eq=False)
class Reading:
    """A text, read.

    Attributes:
        words: its telling words and numbers. plain: all its words. bare: those without what only frames them.
        claims: what is claimed at each of the bare words. either: the parts beside an "or" or slash.
        negated: whether anything in it is denied. asked: the stems of the prompt.
        aligned: wording -> its alignment, once it was asked for.
    """

    text: str
    words: tuple[Word, ...]
    plain: tuple[str, ...]
    bare: tuple[str, ...]
    claims: tuple[TokenClaim, ...]
    either: frozenset[int]
    negated: bool
    asked: frozenset[str]
    aligned: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """What a word is known by -> indexes into `words`."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            for name in word.names:
                found.setdefault(name, []).append(index)
        return found

    @cached_property
    def parts(self) -> dict[int, list[int]]:
        """Each part with the indexes of its words."""
        found: dict[int, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.claim.part, []).append(index)
        return found

    @cached_property
    def repeats(self) -> frozenset[int]:
        """The indexes of the words that stand in the prompt."""
        asked = self.asked
        return frozenset(
            [i for i, word in enumerate(self.words) if word.stem in asked or word.text.split()[0] in asked]
        )

    @cached_property
    def telling(self) -> frozenset[int]:
        """The indexes of the words that do not stand in the prompt, and say more than light words."""
        return frozenset([i for i, w in enumerate(self.words) if w.stem not in LIGHT_STEMS]) - self.repeats

    @cached_property
    def numbers(self) -> list[tuple[Value, int]]:
        """Each number with the index of its word."""
        return [(word.value, index) for index, word in enumerate(self.words) if word.value is not None]

    @property
    def echoes(self) -> bool:
        """Whether it tells something, and nothing that the prompt does not."""
        return len(self.repeats) == len(self.words) > 0

    def parts_with(self, indexes: Iterable[int]) -> set[int]:
        """Collects the parts in which some words stand."""
        return {self.words[index].claim.part for index in indexes}

    def quote(self, indexes: Collection[int]) -> str:
        """Quotes the text from the first of some telling words to the last, as typed where they stand so."""
        words = [word.text for word in self.words[min(indexes) : max(indexes) + 1]]
        typed = re.search(r"\W+".join(map(re.escape, words)), self.text, re.IGNORECASE)
        return typed[0] if typed else " ".join(words)


def read(
    text: str, lexicon: Lexicon, rules: DateRules = PLAIN, asked: frozenset[str] = frozenset()
) -> Reading:
    """Reads a text with the words that its card expects in mind.

    Args:
        text: what was typed. lexicon: how a misspelt word is taken. rules: how numbers are read.
        asked: the stems of the prompt.
    """
    found = tokens(normalise(text)[:LONGEST], lexicon.language)
    claims = claims_of(found)
    words = tuple(_words(found, claims, lexicon, {value.start: value for value in values(found, rules)}))
    spelt = [(token.text, claim) for token, claim in zip(found, claims, strict=True) if token.kind != "mark"]
    kept = [each for each in spelt if each[0] not in FRAME] or spelt
    plain, bare = (tuple([word for word, _ in each]) for each in (spelt, kept))
    said, negated = tuple([claim for _, claim in kept]), any(claim.denied for claim in claims)
    return Reading(text, words, plain, bare, said, either_of(found, claims), negated, asked)


def _words(
    found: Sequence[Token], claims: Sequence[TokenClaim], lexicon: Lexicon, begins: Mapping[int, Value]
) -> Iterator[Word]:
    """Reads the telling words and numbers of a text; `begins` has the number that begins at a token."""
    stems = [stem(token.text) if token.kind == "word" else "" for token in found]
    there = frozenset(stems)
    end, before = 0, ""
    for at, token in enumerate(found):
        if at < end:
            continue
        if value := begins.get(at):
            word, end = _number(found, value, claims[at]), value.end
        elif token.kind == "mark" or (token.text in _SMALL and token.text not in lexicon.small):
            if token.text not in _PASSED_OVER:
                before = "" if token.kind == "mark" else token.text
            continue
        else:
            word = _word(token, lexicon, claims[at], at, before)
        near = [(name, rest) for name, rest, parts in phrases_from(word.stem) if parts <= there]
        named = [name for name, rest in near if _follows(stems, at + 1, rest)]
        before = ""
        yield word._replace(names=(*word.names, *sorted(named, key=len, reverse=True))) if named else word


def _word(token: Token, lexicon: Lexicon, claim: TokenClaim, at: int, after: str) -> Word:
    meant, slips = lexicon.meant(token.text)
    base, ordinary = lexicon.stem(meant), lexicon.is_ordinary(meant)
    names = (base, family(base))
    return Word(token.text, meant, base, names, claim, at, slips, token.possessive, after, None, ordinary)


def _number(found: Sequence[Token], value: Value, claim: TokenClaim) -> Word:
    text = " ".join(token.text for token in found[value.start : value.end])
    amount = (f"{value.first:g}",) if value.kind is ValueKind.AMOUNT and not value.unit else ()
    base = stem(text) if text.isalpha() else text
    names, ordinary = (base, NUMBER, *amount), is_ordinary(text)
    return Word(text, text, base, names, claim, value.start, value=value, ordinary=ordinary)


def _follows(stems: Sequence[str], at: int, rest: Sequence[str]) -> bool:
    """Says whether the rest of a phrase stands here; a gap is up to three words."""
    gap, room = False, 3
    for part in rest:
        if part == GAP:
            gap = True
            continue
        while gap and room and at < len(stems) and stems[at] != part and stems[at] not in PARTICLES:
            at, room = at + 1, room - 1
        if at >= len(stems) or stems[at] != part:
            return False
        at, gap = at + 1, False
    return True
