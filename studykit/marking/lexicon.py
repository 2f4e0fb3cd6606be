"""Which known word a typed word is meant for: the words one card expects, and those that its deck knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from studykit.english.proper_names import is_syllable
from studykit.english.spelling import nearest
from studykit.english.stems import is_ordinary, stem
from studykit.english.thesaurus import words_of
from studykit.english.words import STOP
from studykit.marking.vocabulary import Vocabulary

_REMEMBERED = 20_000


class Lexicon:
    """How to read the words of an answer to one card: the nearest known word wins.

    Args:
        expected: the words of the card's right answers, in normal form, in order of appearance.
        vocabulary: what the whole deck knows; its words are read as themselves.
        shortened: those of the expected words that may be cut short ("Sec" in General Secretary).
        small: the small words that are themselves an answer ("nothing").
        exact: whether no slip is forgiven.
    """

    def __init__(
        self,
        expected: Iterable[str],
        vocabulary: Vocabulary,
        shortened: frozenset[str] = frozenset(),
        small: frozenset[str] = frozenset(),
        exact: bool = False,
    ) -> None:
        self.expected = dict.fromkeys(expected)
        self.small, self._exact, self._shortened_words = small, exact, shortened
        self._vocabulary, self.language = vocabulary, vocabulary.language
        self._words = tuple(self.expected)
        self._stems = frozenset(self.stem(word) for word in self.expected)
        self._met: dict[str, tuple[str, int]] = {}

    def meant(self, word: str) -> tuple[str, int]:
        """Finds the known word that a typed word is meant for, and the slips forgiven."""
        if not self._words or self._exact or word in self.expected or self.stem(word) in self._stems:
            return word, 0
        if word not in self._met:
            if len(self._met) > _REMEMBERED:
                self._met.clear()
            self._met[word] = self._found(word)
        return self._met[word]

    def stem(self, word: str) -> str:
        """Stems a word of the language of the deck."""
        return stem(word, self.language)

    def is_ordinary(self, word: str) -> bool:
        """Says whether a word is no name: by its letters, or in another language by what the deck knows."""
        return is_ordinary(word) or bool(self.language and word not in self._vocabulary.names)

    def _found(self, word: str) -> tuple[str, int]:
        syllable = self._vocabulary.chinese and is_syllable(word)  # Peng is another than Deng
        if word in STOP or word in self._vocabulary.known or is_ordinary(word) or syllable:
            return word, 0
        whole = [other for other in self._shortened_words if other.startswith(word)]
        one_name = len({other[:5] for other in whole}) == 1  # Zinoviev, Zinovyev
        if one_name and 3 <= len(word) <= len(whole[0]) - 3:
            return whole[0], 0
        best = nearest(word, self._words)
        if best is not None and best[1] == 0:
            return best[0], int(is_ordinary(best[0]))  # another spelling of a name is no slip
        most = None if best is None else best[1] - 1
        rival = nearest(word, self._vocabulary.words, most)
        if rival or best or words_of(stem(word)):
            return rival or best or (word, 0)
        return nearest(word, self._synonyms) or (word, 0)

    @cached_property
    def _synonyms(self) -> tuple[str, ...]:
        """Words that may stand for an expected one: what a misspelt one may be meant for."""
        found = dict.fromkeys(word for name in sorted(self._stems) for word in sorted(words_of(name)))
        return tuple(word for word in found if word not in self.expected and len(word) > 3)
