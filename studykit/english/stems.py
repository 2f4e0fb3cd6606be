"""A word and its plural, its past tense and its American spelling have one stem.

The stems of some 41,000 ordinary words lie in `data/words.txt`, a word a line with its stem where that is
another. They are Snowball's (the Porter 2 stemmer for English) with irregular forms, related words and
peoples put right by `data/forms.tsv`; `python -m tests.bench.word_stems` writes the file again. A word that
is not listed, mostly a name or a misspelling, loses its plainest endings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, takewhile
from pathlib import Path

from studykit.english.text import rows_of


class Rows:
    """The rows of a sorted table, a name and what is known of it a line, with a tab between.

    A row is found by halving: a first answer does not wait until all are taken apart.
    """

    def __init__(self, path: Path) -> None:
        self._rows = path.read_text(encoding="ascii").splitlines()

    def get(self, name: str) -> str | None:
        """Finds what is known of a name; None when it is not listed."""
        at = bisect_left(self._rows, name)
        listed, _, known = self._rows[at].partition("\t") if at < len(self._rows) else ("", "", "")
        return known if listed == name else None

    def names_after(self, beginning: str) -> Iterator[str]:
        """Lists the names that begin so."""
        rows = islice(self._rows, bisect_left(self._rows, beginning), None)
        return (row.partition("\t")[0] for row in takewhile(lambda row: row.startswith(beginning), rows))


@cache
def _listed() -> Rows:
    return Rows(Path(__file__).with_name("data") / "words.txt")


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Says whether a word in normal form is a real English word: no misspelling of another, and no name.

    From SCOWL (size 35, British and American) with terms of the history of the last century; the notice
    stands in `data/NOTICE.txt`.
    """
    row = _listed().get(word)
    return row is not None and not row.endswith("\tname")  # America is a name as well


_ENDINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # British spellings of words that no list has (collectivised), in American
        (r"is(ations?|ed|es|ing|e|ers?)$", r"iz\1"),
        (r"^(.{2,})our(s|ed|ing|able|ist|ists)?$", r"\1or\2"),
        (r"oeu|(?<=[bcdfghjklmnpqrstvwxz])ae(?=[a-z]{2})", "e"),
        (r"isms?$|ists?$", "ist"),
        (r"(?<=[a-z]{2})ies$", "i"),
        (r"(?<=[sxz])es$|(?<=[cs]h)es$", ""),
        (r"(?<=[a-z]{3}[^s])s$", ""),
        (r"(?<=[a-z]{3})(iz)?(ations?|ed|e|ing|ers?)$", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def stem(word: str, language: str = "") -> str:
    """Stems a word in normal form; two words with one stem are the same word here.

    A word of another language ("es", "fr", "de") loses an ending of its table where four letters stay.
    """
    if language:
        return re.sub(rf"(?<=[a-z]{{4}})(?:{'|'.join(rows_of(language)['ending'])})$", "", word)
    if (row := _listed().get(word)) is not None:
        return row.removesuffix("\tname") or word
    if len(word) <= 3 or not word.isascii():
        return word
    for pattern, replacement in _ENDINGS:
        word = pattern.sub(replacement, word)
    return (_listed().get(word) or word).removesuffix("\tname")


_DERIVED = re.compile(
    r"(ational|ation|ti|ative|ator|ment|ness|ship|ian|iti|ity|ic|ical|al|ari|ary|enc|ent|anc|ant|ion|iv|ous|ist"
    r"|iz|er|or|(?<=[^aeiou])y|i|e)$"
)


@lru_cache(maxsize=32768)
def family(base: str) -> str:
    """Shortens a stem to what related words share, with a mark: economy and economic, judicial and judiciary.

    Looser than `stem`; for words of the question and ordinary words only, never for names.
    """
    for _ in range(2):
        shorter = _DERIVED.sub("", base)
        if len(shorter) < 4:
            break
        base = shorter
    return base + "-"
