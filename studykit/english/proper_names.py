"""Names: which words of a text are names, which part of a person's name is enough, and what initials
stand for."""

from __future__ import annotations

import re
from functools import lru_cache

from studykit.english.stems import is_ordinary, stem
from studykit.english.text import normalise
from studykit.english.thesaurus import opposite
from studykit.english.words import STOP

_CAPITAL = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]*(?:['’ʹ][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_IN_TITLES = frozenset("of in for and on to s the a an".split())
_LONGEST_TITLE = 5
_GIVEN = frozenset(
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
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxzcsrwy]|zh|ch|sh|ts|hs)?'?[aeiouü]{1,3}(?:ng?|r|h)?"
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
        prefix = text[match.end() : match.end() + 1] == "-"  # the Anti of Anti-Party
        if len(word) <= 2 or word in STOP or match[0].isupper() or (prefix and len(word) <= 5):
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
    return (
        small <= _IN_TITLES and len(written) <= _LONGEST_TITLE and all(part[0].isupper() for part in written)
    )


def surname_of(text: str, *, person: bool = False) -> str:
    """Finds the part of a person's name that is enough, in normal form; "" when the text is no person's name.

    It is the last word, or the first of a name that puts the family first (Mao Zedong).

    Args:
        text: a name. person: whether it is known to be a person's, also where its first word is no known
            given name.
    """
    parts = [normalise(part).strip(".'") for part in re.split(r"[\s.]+", text) if part.strip(".()")]
    if not 2 <= len(parts) <= 4 or not all(re.fullmatch(r"[a-zü'-]+", part) for part in parts):
        return ""
    if _FAMILY_FIRST.fullmatch(" ".join(parts)) and parts[0] not in _GIVEN:
        return parts[0]
    known = parts[0] in _GIVEN or (len(parts[0]) == 1 and not is_ordinary(parts[-1]))
    capitals = all(part[0].isupper() for part in text.split())
    plausible = person and capitals and not any(is_ordinary(part) and part in _COMMON for part in parts)
    return parts[-1] if len(parts[-1]) > 1 and (known or plausible) else ""


_COMMON = frozenset(
    "party opposition committee union army council front league congress plan war revolution".split()
)
"""What ends the name of a thing, not of a person."""


def initials_of(text: str) -> str:
    """Makes the initials of a title of three words or more (SIOC), or ""."""
    words = [word for word in normalise(text).split() if word not in ("the", "a")]
    letters = "".join(word[0] for word in words if word[0].isalpha())
    return letters if len(letters) >= 3 else ""
