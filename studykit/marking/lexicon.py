"""The words one card expects and the words the deck knows: how a typed word is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from studykit.marking.function_words import STOP
from studykit.marking.ordinary import ordinary_words
from studykit.marking.romanisation import fold
from studykit.marking.spelling import nearest, slips, sounds_same
from studykit.marking.stems import stem
from studykit.marking.synonyms import thesaurus
from studykit.marking.text import Token
from studykit.marking.vocabulary import Vocabulary, words_of

_LENGTHS_APART = 4


class Lexicon:
    """How to read the words of an answer to one card: the nearest known word wins.

    Args:
        expected: the words of the card's right answers, in normal form, in order of appearance.
        vocabulary: what the whole deck knows; its words are read as themselves.
        names: the names the card and its deck know.
        exact: whether no slip is forgiven.
    """

    def __init__(
        self,
        expected: Iterable[str],
        vocabulary: Vocabulary,
        names: frozenset[str] = frozenset(),
        exact: bool = False,
    ) -> None:
        self.expected = dict.fromkeys(expected)
        self._expected_words = tuple(self.expected)
        self.stems = frozenset(stem(word) for word in self.expected)
        self.vocabulary = vocabulary
        self.names = names | vocabulary.names
        self.exact = exact
        self._pairs = {one + other: (one, other) for one, other in pairwise(self.expected)}
        self._known: dict[str, tuple[str, int]] = {}

    @cached_property
    def synonyms(self) -> tuple[str, ...]:
        """Words that may stand for an expected one, misspelt or not."""
        table = thesaurus()
        found: dict[str, None] = {}
        for name in sorted(self.stems):
            found.update(dict.fromkeys(sorted(table.words(name))))
        return tuple(word for word in found if word not in self.expected and len(word) > 3)

    def read(self, found: Sequence[Token], at: int) -> list[tuple[str, int, int]]:
        """Give the words that the token at a place is read as: (word, slips, tokens used)."""
        word = found[at].text
        if found[at].kind != "word":
            return [(word, 0, 1)]
        following = at + 2 if at + 1 < len(found) and found[at + 1].text == "-" else at + 1
        if following < len(found) and found[following].kind == "word":
            joined = self._joined(word, found[following].text)
            if joined:
                return [(*joined, following - at + 1)]
        if not self.exact and word not in self.expected and word in self._pairs:
            return [(part, 0, 1) for part in self._pairs[word]]
        return [(*self.meant(word), 1)]

    def _joined(self, one: str, other: str) -> tuple[str, int] | None:
        """Read two typed words as one expected word: "polit buro"."""
        whole = one + other
        if len(whole) < 6 or one in STOP or other in STOP or self.exact:
            return None
        if whole in self.expected:
            return whole, 0
        if (
            (one in ordinary_words() and other in ordinary_words())
            or one in self.expected
            or other in self.expected
        ):
            return None
        if fold(whole)[:2] not in self._beginnings:
            return None
        best = nearest(whole, self._expected_words)
        return best if best is not None and best[1] <= 1 else None

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(fold(word)[:2] for word in self.expected)

    def is_name(self, word: str) -> bool:
        """Say whether a typed word is meant for a name."""
        return self.meant(word)[0] in self.names

    def meant(self, word: str) -> tuple[str, int]:
        """Give the known word that a typed word is meant for, and the slips forgiven."""
        if word in self.expected or self.exact or stem(word) in self.stems:
            return word, 0
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 20_000:
                self._known.clear()
            known = self._known[word] = self._as_slip(word, *self._find(word))
        return known

    def _as_slip(self, word: str, meant: str, slips: int) -> tuple[str, int]:
        """Count a misspelt ordinary word as a slip; a name may be written in several ways."""
        misspelt = slips == 0 and word != meant and meant in ordinary_words() and not meant.startswith(word)
        return meant, 1 if misspelt else slips

    def _find(self, word: str) -> tuple[str, int]:
        for right in self.expected:
            if right != word and sounds_same(word, right):
                return right, 1
        if word in STOP or word in self.vocabulary.words or _is_ordinary(word):
            return word, 0
        if whole := self._shortened(word):
            return whole, 0
        best = self._nearest_expected(word)
        if best is not None and best[1] == 0:
            return best
        rival = nearest(word, words_of(self.vocabulary), None if best is None else best[1] - 1)
        if rival is not None:
            return rival
        if best is None:
            best = nearest(word, self.synonyms)
        return best if best is not None else (word, 0)

    def _nearest_expected(self, word: str) -> tuple[str, int] | None:
        """Give the nearest expected word; these are few, so that far romanisations are looked at too."""
        best: tuple[str, int] | None = None
        for other in self._expected_words:
            if abs(len(other) - len(word)) <= _LENGTHS_APART:
                count = slips(word, other)
                if count is not None and (best is None or count < best[1]):
                    best = other, count
        return best

    def _shortened(self, word: str) -> str | None:
        """Give the one expected word that this is the beginning of: "sec" for Secretary."""
        if len(word) < 3:
            return None
        whole = {other for other in self.expected if len(other) >= len(word) + 3 and other.startswith(word)}
        return whole.pop() if len({stem(other) for other in whole}) == 1 else None


def _is_ordinary(word: str) -> bool:
    """Say whether a word is a real one: no misspelling of another."""
    return word in ordinary_words() or stem(word) in thesaurus().places
