"""What a prompt asks for: in "Which Party post did Stalin take up?" it is a Party post."""

from __future__ import annotations

from studykit.marking.function_words import AUXILIARIES, STOP
from studykit.marking.stems import family, stem
from studykit.marking.text import tokens

_ASKING = frozenset("what which name give state who whose".split())
_ENDS = (
    frozenset("of in on at from for by that to used during after before meaning with".split()) | AUXILIARIES
)


def asked_for(prompt: str) -> frozenset[str]:
    """Give the families of the words that name what is asked for.

    These words of a right answer may be left out ("capitalist" for a "capitalist economy", when the
    question is about an economic system). The first stretch after the question word counts: "What is the
    economic system in the United States?" asks for an economic system.
    """
    words = [token for token in tokens(prompt) if token.kind != "mark" or token.text in ",?:("]
    found: set[str] = set()
    at = next((index for index, token in enumerate(words) if token.text in _ASKING), None)
    if at is None:
        return frozenset()
    at += 1
    if at < len(words) and words[at].text in ("is", "was", "are", "were"):
        at += 1
    while at < len(words) and words[at].kind != "mark" and words[at].text not in _ENDS:
        if words[at].text not in STOP:
            found.add(family(stem(words[at].text)))
        at += 1
    return frozenset(found)
