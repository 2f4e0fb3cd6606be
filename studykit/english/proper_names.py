"""Names: which words of a text are names, what of a person's name is enough, what initials stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product
from pathlib import Path

from studykit.english.stems import is_ordinary, stem
from studykit.english.text import normalise
from studykit.english.thesaurus import opposite
from studykit.english.words import STOP

_NICKNAME = re.compile(r"""(?<!\w)["“][^"”]*["”]|,? (?:Jr|Sr|I{1,3}|IV)\.?$""")
"""What stands in a person's name beside it: Nicholas "Nick" Roe, John Roe Jr."""
_CAPITAL = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]*(?:['’ʹ][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_IN_TITLES = frozenset("of in for and on to s the a an".split())
GIVEN = frozenset(
    """
    alexander alexei aleksei alexey anastas anatoly andrei andrew anna anton arthur benito boris catherine
    charles david dmitri dwight edward ernst felix fidel francisco franklin friedrich georgi georgy
    george gregory grigory grigori hans harry heinrich henry herbert hermann hideki inessa isaac ivan jacob
    james jan joachim john joseph josef karl kliment konstantin kurt larisa lavrenti lavrenty lavrentiy lazar
    leo leon leonid lev lewis louis maria mark mary mikhail michael moshe nadezhda neville nicholas nikita
    nikolai nikolay olga orlando otto paul pavel peter pyotr richard robert rosa rudolf semyon sergei sergey
    sheila sidney simon stephen svetlana theodore thomas vasily vera viktor victor vladimir vyacheslav walter
    wilhelm william winston woodrow yakov yegor yuri
    """.split()
)
"""Given names, in normal form."""
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxzcsrwy]|zh|ch|sh|ts|hs)?'?[aeiouü]{1,3}(?:ng?|r|h)?"
_CHINESE = re.compile(rf"(?:(?:tz|ss)?{_SYLLABLE}[-']?)+")
_FAMILY_FIRST = re.compile(rf"{_SYLLABLE} {_SYLLABLE}[ -]?{_SYLLABLE}")
"""Chinese and Korean names, in Pinyin, Wade-Giles or as they are spelt: the family's name of a syllable,
then two."""


@lru_cache(maxsize=16384)
def names_in(text: str) -> frozenset[str]:
    """Finds the names in a text, in normal form.

    They are the words with a capital that are no ordinary words and no abbreviations, and ordinary ones that
    stand alone after "the" and have an opposite: the Left, the Right.
    """
    found: set[str] = set()
    for match in _CAPITAL.finditer(text):
        word = normalise(match[0]).removesuffix("'s").replace("'", "")
        if len(word) <= 2 or word in STOP or match[0].isupper():
            continue
        before, after = text[: match.start()].casefold(), text[match.end() + 1 :]
        alone = before.endswith("the ") and not _CAPITAL.match(after)
        if not is_ordinary(word) or (alone and opposite(stem(word))):
            found.add(word)
    return frozenset(found)


def is_title(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Says whether a term is a name or a title ("General Secretary"), not a wording ("forming a faction")."""
    written = [part for part in _WORD.findall(text) if normalise(part) not in STOP]
    if len(written) <= 1:
        plain = normalise(written[0]) if written else ""
        return bool(written) and (plain in names or not is_ordinary(plain) or written[0][0].isupper())
    small = {part for part in _WORD.findall(text) if part[0].islower()}
    capitals = all(part[0].isupper() for part in written)
    return capitals and small <= _IN_TITLES and len(written) <= 5


def surname_of(text: str, *, person: bool = False) -> str:
    """Finds the part of a person's name that is enough, in normal form; "" when the text is no person's name.

    It is the last word, or the first of a name that puts the family first (Mao Zedong).

    Args:
        text: a name. person: whether it is known to be a person's, also where its first word is no known
            given name.
    """
    plain = _NICKNAME.sub(" ", text)
    parts = [normalise(part).strip(".'") for part in re.split(r"[\s.]+", plain) if part.strip(".()")]
    if not 2 <= len(parts) <= 4 or not all(re.fullmatch(r"[a-zü'-]+", part) for part in parts):
        return ""
    first, last = parts[0], parts[-1]
    chinese = len(parts) == 2 and all(map(is_syllable, parts))
    if first not in GIVEN and (chinese or _FAMILY_FIRST.fullmatch(" ".join(parts))):
        return first.replace("'", "")
    known = first in GIVEN or (len(first) == 1 and not is_ordinary(last))
    capitals = person and all(part[0].isupper() for part in plain.split())
    return last if (known or capitals) and len(last) > 1 else ""


def initials_of(text: str) -> str:
    """Makes the initials of a title of three words or more (SIOC), or ""."""
    words = [word for word in normalise(text).split() if word not in ("the", "a")]
    letters = "".join(word[0] for word in words if word[0].isalpha())
    return letters if len(letters) >= 3 else ""


# Chinese names in Pinyin and Wade-Giles

_CAPITALISED = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")


@cache
def _syllables() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Reads the syllables of Mandarin: Pinyin -> Wade-Giles without apostrophes, and all that -> Pinyin."""
    pinyin: dict[str, str] = {}
    wade_giles: dict[str, list[str]] = defaultdict(list)
    rows = Path(__file__).with_name("data") / "pinyin.txt"
    for line in rows.read_text(encoding="utf-8").splitlines():
        heads, _, ends = line.partition(": ")
        for each in ends.split() if line[0] != "#" else ():
            head, begins = heads.replace("-", "").split(" ")
            end, _, other = each.partition("/")
            written = other[1:] if other.startswith("=") else begins + (other or end)
            pinyin[head + end] = written.replace("'", "")
            for form in dict.fromkeys((written, written.replace("'", ""))):
                wade_giles[form].append(head + end)
    return pinyin, wade_giles


@cache
def _any_syllable(script: int) -> re.Pattern[str]:
    any_ = f"(?:{'|'.join(sorted(map(re.escape, _syllables()[script]), key=len, reverse=True))})"
    return re.compile(f"{any_}(?={any_}*$)")


def _split(words: Sequence[Sequence[str]], script: int) -> list[list[str]]:
    """Splits words, given in pieces, into syllables, the longest first; none where these are no name: a
    family's name of one syllable, if any, and two or three in all."""
    found = [[part for piece in word for part in _any_syllable(script).findall(piece)] for word in words]
    whole = all("".join(parts) == "".join(word) for parts, word in zip(found, words, strict=True))
    family = len(words) == 1 or len(found[0]) == 1
    return found if whole and family and 1 < sum(map(len, found)) <= 3 else []


def is_syllable(word: str) -> bool:
    """Says whether a word in normal form is a syllable of Mandarin, in Pinyin or Wade-Giles."""
    return any(word in script for script in _syllables())


@lru_cache(maxsize=4096)
def romanisations(text: str) -> tuple[tuple[str, ...], ...]:
    """Finds the Chinese names in a text, by their syllables: each as it stands, then otherwise romanised.

    Wade-Giles is mostly written without its apostrophes, so that one spelling of it may stand for several in
    Pinyin; of these two are never the same. A name with a hyphen is taken for Wade-Giles where it can be.
    """
    found: list[tuple[str, ...]] = []
    for run in _CAPITALISED.findall(text):
        words = run.split()
        for name in (*zip(words, strict=True), *pairwise(words)):
            plain = [normalise(word) for word in name]
            if forms := dict.fromkeys(form for form in _other_forms(plain) if form != " ".join(plain)):
                found.append((" ".join(name), *forms))
    return tuple(found)


def _other_forms(name: Sequence[str]) -> Iterator[str]:
    pinyin, wade_giles = _syllables()
    whole = "".join(name)
    if not _CHINESE.fullmatch(whole) or (len(name) == 1 and whole in wade_giles):
        return
    ours = _split([re.split("['-]", word) for word in name], 0)
    theirs = _split([word.split("-") for word in name], 1)
    if ours and not (theirs and "-" in whole):
        said = [[pinyin[part] for part in word] for word in ours]
        yield from (" ".join(map(joint.join, said)) for joint in ("", "-"))
        yield " ".join(map("-".join, ours))
    ways = (list(map("".join, product(*map(wade_giles.__getitem__, word)))) for word in theirs)
    yield from map(" ".join, product(*ways)) if theirs else ()
