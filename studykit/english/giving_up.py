"""Does a line only give up?"""

from __future__ import annotations

from studykit.english.text import tokens

_GIVING_UP = frozenset(
    phrase.strip()
    for phrase in """
    idk | idek | dk | dno | do not know | not know | no idea | not idea | not have idea | have no idea |
    have no clue | do not have idea | have not idea | no clue | not clue | do not have clue | have not
    clue | have not got clue | clueless | not sure | not certain | unsure | unknown | forgot | forgotten
    | can not remember | do not remember | can not recall | do not recall | no memory | can not think |
    could not say | can not say | could not tell | no thoughts | never heard | have not learnt | did not
    learn | did not revise | tip of tongue | who knows | no answer | no comment | give up | stuck |
    beats | help | pass | skip | blank | nothing | none | do not care | na | n a
    """.replace("\n    ", " ").split("|")
)
"""What giving up comes down to without the fillers; contractions are spelt out ("don't know")."""
_FILLER = frozenset(
    """
    i a the it this that me my one just really honestly sorry to be honest tbh sir miss lol um uh er hmm
    hm at all yet now right on of is am what about answer question well absolutely literally actually
    still even any got quite totally completely so please oh ah but its here for
    """.split()
)
_HESITATION = frozenset("um uh er hmm hm oh ah".split())
_MOST_WORDS = 12


def gives_up(line: str) -> bool:
    """Say whether a line only gives up ("idk", "no idea", "?"), or says nothing at all."""
    found = [token.text for token in tokens(line[:200]) if token.kind != "mark"]
    if not any(letter.isalnum() for word in found for letter in word):
        return True
    if len(found) > _MOST_WORDS:
        return False
    bare = [word for word in found if word not in _FILLER]
    if not bare:
        return all(word in _HESITATION for word in found)
    return any(
        " ".join(bare[:size]) in _GIVING_UP and (size == len(bare) or " ".join(bare[size:]) in _GIVING_UP)
        for size in range(1, len(bare) + 1)
    )
