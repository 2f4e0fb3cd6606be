"""What is claimed of each word: its clause, whether it is denied, on which side of "from ... to" it is."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from studykit.english.stems import is_ordinary, stem
from studykit.english.text import Token
from studykit.english.words import AUXILIARIES, JOINERS, NEGATORS, OPENERS, PRONOUNS, STOP

SIDES = frozenset(("from", "than", "against", "instead"))
"""What the words after it are set against: they are not those before it."""
BREAKS = frozenset(",;:.!?()\n|")
_STOPS = frozenset(".;!?\n")
_AGAIN = frozenset(
    "fail failed fails failing refuse refused refuses without lack lacked unable ceased except".split()
)
"""Negators that turn a denial back: "did not fail"."""
_FEW = frozenset(("few", "little", "less", "fewer"))
"""Negators that do so right after another: "not few"."""


class TokenClaim(NamedTuple):
    """What is claimed at a token: its clause and part, from 0, and whether it is denied.

    `part` changes at every joiner as well ("appointments and votes" are two parts). `side` is "from", "to",
    "than", "against" or "instead" after such a word, else "". `whole` says that the whole sentence is denied
    ("it is not true that ...").
    """

    clause: int
    part: int
    denied: bool
    side: str
    whole: bool = False


def claims_of(found: Sequence[Token]) -> list[TokenClaim]:
    """Reads what is claimed at each token."""
    clauses, parts = _divided(found)
    denied = _denied(found, clauses)
    claims: list[TokenClaim] = []
    side, clause = "", 0
    for at, token in enumerate(found):
        if clauses[at] != clause:
            side, clause = "", clauses[at]
        if token.text in SIDES:
            side = token.text
        elif token.text in ("to", "into") and side == "from":
            side = "to"
        claims.append(TokenClaim(clause, parts[at], denied[at][0], side, denied[at][1]))
    return claims


def either_of(found: Sequence[Token], claims: Sequence[TokenClaim]) -> frozenset[int]:
    """Finds the parts on both sides of every "or" and slash."""
    sides: set[int] = set()
    for at, token in enumerate(found):
        if token.text in ("or", "/", "either"):
            sides.update(claim.part for claim in claims[max(0, at - 1) : at + 2])
    return frozenset(sides)


@lru_cache(maxsize=16384)
def looks_like_verb(text: str) -> bool:
    """Says whether a word is an auxiliary, a past tense or an -ing form, judging by its letters."""
    if text in AUXILIARIES or text == "put" or (len(text) > 4 and text.endswith(("ed", "ing"))):
        return True
    base = stem(text)
    return base != text and not text.startswith(base) and not text.endswith(("s", "y")) and is_ordinary(text)


def _divided(found: Sequence[Token]) -> tuple[list[int], list[int]]:
    """Numbers the clauses and parts.

    Clauses end at marks, before words such as "but" and "because", and at an "and" that a new subject with
    its verb follows; parts also end at every joiner.
    """
    clauses: list[int] = []
    parts: list[int] = []
    clause = part = 0
    fresh, verb = True, False
    for at, token in enumerate(found):
        joins = token.text in JOINERS
        goes_on = at and found[at - 1].text == "not"  # "not yet", "not because of Lenin"
        opens = token.text in BREAKS or (token.text in OPENERS and not goes_on)
        if (opens or (joins and verb and _subject_follows(found, at + 1))) and not fresh:
            clause, part, verb = clause + 1, part + 1, False
        elif joins and not fresh:
            part += 1
        fresh = token.kind == "mark" and (opens or joins or fresh)
        verb = verb or looks_like_verb(token.text)
        clauses.append(clause)
        parts.append(part)
    return clauses, parts


def _subject_follows(found: Sequence[Token], at: int) -> bool:
    """Says whether a subject with its verb, or a helping verb, stands here: "the elites were", "he lost"."""
    words = [token.text for token in found[at : at + 4] if token.kind == "word"]
    if not words or words[0] in AUXILIARIES or words[0] in PRONOUNS:
        return bool(words)
    verb = words[2:3] if words[0] in STOP else words[1:2]
    return any(map(looks_like_verb, verb))


_FALSE, _TRUE = "wrong|false|untrue|incorrect|nonsense|lie", "true|right|correct|case"
_PHRASES = re.compile(
    rf"""\b(?:
      (?P<nothing> not\ (?:sure|certain|positive|until|long|matter) | no\ (?:doubt|idea|clue|wonder)
        | not\ (?:only|just|merely|simply)(?=.*\ (?:but|also|too)\ )
        | do\ not\ know | (?:do|can)\ not\ remember | (?:nothing|nobody|no\ one)\ but | a\ (?:few|little)
        | none\ other\ than | (?:less|fewer)\ than )
    | (?P<all> not\ (?:(?:the|at|all|really)\ )*(?:{_TRUE})\ (?:that|to|:) | (?:{_FALSE})\ that )
    | (?P<before> (?<=\S\ )is\ (?:(?:a|the|just)\ )*(?:not\ (?:(?:a|the|just)\ )*(?:{_TRUE})|{_FALSE})
        (?=\ (?:[.;!?\n]|$)) )
    | (?P<back> (?<=\ )no(?=\ (?:wait|sorry|actually)\ ) | (?<=[\W\d]\ )no(?=\ (?:it|i)\ |\ [\W\d])
        | (?<=\ )(?<!\bno\ )(?<!\bsay\ )(?<!\bsa(?:ys|id)\ )(?<!\bsaying\ )
          (?:wait|sorry|oops|nope|correction|scratch)(?=\ .) )
    | (?P<apart> (?:rather|other)\ than | instead\ of | opposed\ to
        | (?:any|every)(?:one|body|thing)\ (?:but|except))
    )(?=\ )""",
    re.VERBOSE | re.DOTALL,
)
"""Phrases in which no negator denies what follows, that call all that follows or all before them false, that
take back what stands before them ("1924, no, 1922"), and after which stands what is not meant."""


def _phrases(found: Sequence[Token]) -> dict[int, str]:
    """Finds the kind of phrase that begins at a token; what calls false or sets apart does so at its end."""
    texts = [token.text.replace(" ", "_") for token in found]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    places: dict[int, str] = {}
    for match in _PHRASES.finditer(" ".join([*texts, ""])):
        first, last = bisect(starts, match.start()) - 1, bisect(starts, match.end()) - 1
        kind = match.lastgroup or ""
        places |= dict.fromkeys(range(first, last + 1) if kind == "nothing" else [], kind)
        places[last if kind in ("before", "apart") else first] = kind
    return places


def _denied(found: Sequence[Token], clauses: Sequence[int]) -> list[tuple[bool, bool]]:
    """Says of each token whether it is denied, and whether with its whole sentence."""
    places = _phrases(found)
    if not places and NEGATORS.isdisjoint([token.text for token in found]):
        return [(False, False)] * len(found)
    denied: list[tuple[bool, bool]] = []
    now = whole = False
    begin = 0
    for at, token in enumerate(found):
        phrase = places.get(at, "")
        now = now and not _ends_denial(found, at, clauses)
        if token.text in _STOPS:
            now, whole, begin = False, False, at + 1
        if phrase == "back":
            denied[begin:] = [(True, True)] * (at - begin)
        elif phrase == "all":
            whole = not whole
        elif phrase == "apart":
            now = True
        elif phrase != "nothing" and token.text in NEGATORS:
            few = token.text in _FEW and found[at - 1].text in NEGATORS
            now = not (now and (few or token.text in _AGAIN))
        denied.append((now != whole, whole))
        if phrase == "before":
            denied[begin:] = [(not each, True) for each, _ in denied[begin:]]
            now = whole = False
    return denied


def _ends_denial(found: Sequence[Token], at: int, clauses: Sequence[int]) -> bool:
    """Says whether a denial before a token does not reach it: another clause, or another predicate."""
    gloss = [each.text for each in found[at : at + 3 : 2]] == ["(", ")"]  # "not Peter (Petr)"
    return (clauses[at] != clauses[at - 1] and not gloss) or _next_predicate(found, at)


def _next_predicate(found: Sequence[Token], at: int) -> bool:
    """Says whether another thing begins after a joiner here, which a denial before it does not reach."""
    if found[at].text in ("+", "&", "also", "then", ">", "→", "/"):
        return True
    following = found[at + 1].text if at + 1 < len(found) else ""
    before = found[at - 1].text if at else ""
    if at > 1 and found[at].text in PRONOUNS and following in AUXILIARIES:
        # "it was not Stalin it was Lenin"; but not "it is not true that it was Lenin"
        return before not in AUXILIARIES | {"that", "not"}
    begins = looks_like_verb(following) or following in PRONOUNS or following in ("a", "an")
    return begins and found[at].text in ("and", "n")
