"""What is claimed of each word: its clause, whether it is denied, on which side of "from ... to" it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from studykit.english.stems import is_ordinary, stem
from studykit.english.text import Token
from studykit.english.words import (
    ANYBODY,
    AUXILIARIES,
    CALLED_FALSE,
    JOINERS,
    NEGATORS,
    NO_DENIAL,
    NOT_ONLY,
    OPENERS,
    PRONOUNS,
    SET_APART,
    STOP,
    TAKING_BACK,
)

SIDES = frozenset(("from", "than", "against", "instead"))
"""What the words after it are set against: they are not those before it."""
BREAKS = frozenset(",;:.!?()\n|")
_STOPS = frozenset(".;!?\n")
_TRUE = frozenset("true right correct case".split())
_AGAIN = frozenset(
    "fail failed fails failing refuse refused refuses without lack lacked unable ceased except".split()
)
"""Negators that turn a denial back: "did not fail"."""
_STOPPED = frozenset(("stopped", "stops", "stop", "quit"))
_MAY_DENY = NEGATORS | CALLED_FALSE | TAKING_BACK | _STOPPED | {"but", *(second for _, second in SET_APART)}
"""Without one of these nothing is denied."""
_MAY_SPARE = frozenset(words[0] for words in NO_DENIAL)
_NOUNS = frozenset(
    "indeed need speed greed breed seed hundred king spring string thing nothing something anything "
    "everything evening morning meeting building wing being during ceiling".split()
)


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
    denied, whole = _denied(found, clauses)
    claims: list[TokenClaim] = []
    side, clause = "", 0
    for at, token in enumerate(found):
        if clauses[at] != clause:
            side, clause = "", clauses[at]
        if token.text in SIDES:
            side = token.text
        elif token.text in ("to", "into") and side == "from":
            side = "to"
        claims.append(TokenClaim(clause, parts[at], denied[at], side, whole[at]))
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
    if text in AUXILIARIES or text == "put":
        return True
    if len(text) > 4 and text.endswith(("ed", "ing")):
        return text not in _NOUNS
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
        opens = token.text in BREAKS or (token.text in OPENERS and not _goes_on(found, at))
        if (opens or (joins and verb and _subject_follows(found, at + 1))) and not fresh:
            clause, part, verb = clause + 1, part + 1, False
        elif joins and not fresh:
            part += 1
        fresh = token.kind == "mark" and (opens or joins or fresh)
        verb = verb or looks_like_verb(token.text)
        clauses.append(clause)
        parts.append(part)
    return clauses, parts


def _goes_on(found: Sequence[Token], at: int) -> bool:
    """Says whether an opener begins no clause: "anyone but Lenin", "not because of Lenin"."""
    before = found[at - 1].text if at else ""
    return before == "not" or (found[at].text == "but" and before in (*ANYBODY, "nobody", "nothing", "one"))


def _subject_follows(found: Sequence[Token], at: int) -> bool:
    """Says whether a subject with its verb, or a helping verb, stands here: "the elites were", "he lost"."""
    words = [token.text for token in found[at : at + 4] if token.kind == "word"]
    if not words or words[0] in AUXILIARIES or words[0] in PRONOUNS:
        return bool(words)
    verb = words[2:3] if words[0] in STOP else words[1:2]
    return any(map(looks_like_verb, verb))


def _denied(found: Sequence[Token], clauses: Sequence[int]) -> tuple[list[bool], list[bool]]:
    """Says of each token whether it is denied, and whether with its whole sentence."""
    if _MAY_DENY.isdisjoint([token.text for token in found]):
        return [False] * len(found), [False] * len(found)
    denied: list[bool] = []
    all_of_it: list[bool] = []
    now = whole = False
    begin = since = skip = 0
    for at, token in enumerate(found):
        if now and _ends_denial(found, at, clauses):
            now = False
        if token.text in _STOPS:
            now, whole, begin = False, False, at + 1
        may = token.text in _MAY_DENY
        if may and _takes_back(found, at):
            denied[begin:], all_of_it[begin:] = [True] * (at - begin), [True] * (at - begin)
        elif at >= skip and (may or token.text in _MAY_SPARE):
            skip = at + _no_denial(found, at)
            if at == skip and _calls_all_false(found, at):
                whole = not whole
            elif at == skip:
                close = at - since <= 3 and not any(each.text in JOINERS for each in found[since:at])
                before, now = now, _turned(found, at, now, close=close)
                since = at if now and not before else since
        denied.append(now != whole)
        all_of_it.append(whole)
        if may and _calls_false_before(found, at):
            denied[begin:] = [not each for each in denied[begin:]]
            all_of_it[begin:] = [True] * len(all_of_it[begin:])
            now = whole = False
    return denied, all_of_it


def _ends_denial(found: Sequence[Token], at: int, clauses: Sequence[int]) -> bool:
    """Says whether a denial before a token does not reach it: another clause, or another predicate."""
    gloss = found[at].text == "(" and at + 2 < len(found) and found[at + 2].text == ")"  # "not Peter (Petr)"
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


def _turned(found: Sequence[Token], at: int, now: bool, *, close: bool) -> bool:
    """Says whether what follows a token is denied, given whether it was so before, by a word close by."""
    text, before = found[at].text, found[at - 1].text if at else ""
    following = found[at + 1].text if at + 1 < len(found) else ""
    if (before, text) in SET_APART or (text in ("but", "except") and before in ANYBODY):
        return True
    if text in _STOPPED and following.endswith("ing"):
        return not now
    if text not in NEGATORS:
        return now
    if text in ("less", "fewer") and following == "than":
        return now
    again = text in _AGAIN or (close and text in ("few", "little", "less", "fewer"))
    return not (now and again)


def _no_denial(found: Sequence[Token], at: int) -> int:
    """Counts the tokens of a phrase that begins here and denies nothing ("not only"); 0 for none."""
    for size in (3, 2):
        words = tuple([token.text for token in found[at : at + size]])
        if words in NO_DENIAL:
            goes_on = words not in NOT_ONLY or any(t.text in ("but", "also", "too") for t in found[at:])
            return size * goes_on
    return 0


def _calls_all_false(found: Sequence[Token], at: int) -> bool:
    """Says whether all that follows is called false here: "it is not true that", "it is wrong that"."""
    words = [token.text for token in found[at : at + 5]]
    if words[0] == "not":
        rest = [word for word in words[1:] if word not in ("the", "at", "all", "really")]
        return bool(rest) and rest[0] in _TRUE and len(rest) > 1 and rest[1] in ("that", "to", ":")
    return words[0] in CALLED_FALSE - _TRUE and len(words) > 1 and words[1] == "that"


def _calls_false_before(found: Sequence[Token], at: int) -> bool:
    """Says whether all before is called false here, in the present tense: "... is (wrong/not true)"."""
    last = at + 1 == len(found) or found[at + 1].text in _STOPS
    if not last or at < 2 or found[at].text not in CALLED_FALSE:
        return False
    before = [token.text for token in found[max(0, at - 3) : at] if token.text not in ("a", "the", "just")]
    if found[at].text in _TRUE:
        return before[-2:] == ["is", "not"] and at > 2
    return bool(before) and before[-1] == "is"


def _takes_back(found: Sequence[Token], at: int) -> bool:
    """Says whether a word takes back what stands before it: "1924, no, 1922"."""
    if at in (0, len(found) - 1):
        return False
    before, following = found[at - 1], found[at + 1]
    if found[at].text == "no":
        goes_on = following.kind != "word" or following.text in ("it", "i")
        return following.text in ("wait", "sorry", "actually") or (before.kind != "word" and goes_on)
    return found[at].text in TAKING_BACK and before.text not in ("no", "say", "says", "said", "saying")
