"""First names: "Robert Tucker" may be called Tucker, and by the first name where the deck has no other."""

from __future__ import annotations

import re

from studykit.marking.text import normalise
from studykit.marking.vocabulary import Vocabulary

_GIVEN = frozenset(
    """
    alexander alexei aleksei alexey anastas anatoly andrei andrew anna anton arthur benito boris catherine
    charles chiang david dmitri dwight edward ernst felix fidel francisco franklin friedrich georgi georgy
    george gregory grigory grigori hans harry heinrich henry herbert hermann hideki ho inessa isaac ivan jacob
    james jan joachim john joseph josef karl kliment konstantin kurt larisa lavrenti lavrenty lavrentiy lazar
    leo leon leonid lev lewis louis maria mark mary mikhail michael moshe nadezhda neville nicholas nikita
    nikolai nikolay olga orlando otto paul pavel peter pyotr richard robert rosa rudolf semyon sergei sergey
    sheila sidney simon stephen svetlana theodore thomas vasily vera viktor victor vladimir vyacheslav walter
    wilhelm william winston woodrow yakov yegor yuri
    """.split()
)


def given_names(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Give the parts of a personal name that may be left out: first names and initials.

    None when the text is no personal name, or when the deck knows somebody else of the same surname.
    """
    parts = [normalise(part).strip(".'") for part in re.split(r"[\s.]+", text) if part.strip(".")]
    if len(parts) < 2 or not parts[-1].isalpha():
        return frozenset()
    given = [part for part in parts[:-1] if part in _GIVEN or len(part) == 1]
    if parts[0] not in given:
        return frozenset()
    words = {part for part in parts if len(part) > 1}
    for term in vocabulary.terms:
        namesake = (
            len(term) > 1 and term[-1] == parts[-1] and term[0] in _GIVEN and not set(term) & set(given)
        )
        if namesake and set(term) != words:
            return frozenset()
    return frozenset(given)


def is_given(word: str) -> bool:
    """Say whether a word in normal form is a first name."""
    return word in _GIVEN
