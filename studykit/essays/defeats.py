"""What a question asks of those in the way: the causes of their defeat, which then is what the essay explains; their danger."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from studykit.english.stems import stem
from studykit.essays.claims import Claims
from studykit.essays.mentions import Mention
from studykit.essays.paper_two import content, data, leader_stems, phrases, stemmed
from studykit.essays.question_words import QuestionWord

_NEAR_OWN = 20
"""Letters within which a word is owned: "his own many errors"."""
_FAR = 8
"""Words between who or what beat somebody and the word for that: "allies, rather than he himself, defeated him"."""
_NEAR = 3
"""Words between what somebody lost by and the word for losing."""


def find_defeat(stems: Sequence[str], mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Find those who lost and what is said to be why: "beaten by", "led to the defeat of".

    Rivals at large are one of these ("the removal of rivals"). Who was beaten by the leader alone was beaten by
    his skill. None where nothing else is mentioned.
    """
    mentions = [*mentions, *_leader_who_beat(stems, mentions)]
    lost = _lost(stems, mentions)
    causes = [each for each in mentions if each not in lost]
    # That somebody lost by errors at large is a question on those errors.
    return (lost, causes) if any(each.subject or each.factors != ("rivals",) for each in causes) else ([], [])


def _leader_who_beat(stems: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    last = max((each.end for each in mentions), default=0)
    named = [at for at in range(last, len(stems)) if stems[at] in leader_stems() and stems[at - 1] == "by"]
    return [Mention(("leadership",), at, at + 1) for at in named[:1] if len(mentions) == 1]


def _lost(stems: Sequence[str], mentions: Sequence[Mention]) -> list[Mention]:
    """Find those who lost; those who stand in one row with them, too."""
    at_large = tuple(data()["groups"]["removal"]["of"])
    lost: list[Mention] = []
    for each in mentions:
        joined = (
            bool(lost) and lost[-1].end < each.start and set(stems[lost[-1].end : each.start]) <= {"and", ","}
        )
        inside = set(stems[each.start : each.end])  # "the Left was defeated" is one mention of rivals
        removed = each.factors == at_large or bool(
            each.subject and inside & (_words("beat") | _words("lose"))
        )
        if (each.subject or removed) and (_loses(stems, mentions, each, named=removed) or joined):
            lost.append(each)
    for each in reversed(mentions):  # Zinoviev and Kamenev were beaten
        last = next((other for other in lost if other.start > each.start), None)
        if each.subject and last and each not in lost and stems[each.end : last.start] in (["and"], [","]):
            lost.insert(0, each)
    return lost


def _loses(stems: Sequence[str], mentions: Sequence[Mention], who: Mention, *, named: bool) -> bool:
    """Say whether somebody is said to have lost, and why; `named` where the words for somebody say that he was removed."""
    before = [each for each in mentions if each.end <= who.start]
    after = [each for each in mentions if each.start >= who.end]
    start, end = who.start, who.end
    if not named and stems[start - 1 : start] == ["of"] and stems[start - 2] in _words("nouns"):
        named, start = True, start - 2
    if not named and stems[end : end + 1] and stems[end] in _words("nouns"):
        named, end = True, end + 1
    if named and before and start - before[-1].end < _FAR and stems[start] in _words("beat"):
        return True
    if named and before and not _words("to").isdisjoint(stems[max(0, start - _NEAR) : start]):
        return True
    if named:
        return bool(after) and not (_words("from") | _words("by")).isdisjoint(stems[end : end + _NEAR])
    if (
        before and stems[start - 1 : start] and stems[start - 1] in _words("beat")
    ):  # the machine beat the Left
        return stems[start - 2 : start - 1] != ["be"]
    at = end
    while at < len(stems) and stems[at] in _words("between"):
        at += 1
    verb = at < len(stems) and stems[at] in (_words("beat") if at > end else _words("lose"))
    return verb and bool(after) and not _words("by").isdisjoint(stems[at + 1 :])


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(stem, data()["losing"][kind]))


_KINDS = {
    "defeat": "defeat",
    "own": "own",
    "fall": "own",
    "threat": "threat",
    "harm": "threat",
    "avoidable": "threat",
    "bound": "threat",
}
"""What is asked of a rival, by what is found in a question, the surest first."""


def asked_of_rivals(words: Sequence[QuestionWord], stems: list[str], found: Sequence[Mention]) -> set[str]:
    """Give what is asked of a rival besides his part in the outcome; of his own errors, whether it was his own work.

    Words that only tell who rivals are ask nothing: "those who stood in the way".
    """
    shown = content(words)
    owned = {word.end for word in words if word.text == "own"}
    fallen = {at for at, word in enumerate(shown) if any(0 < word.start - end < _NEAR_OWN for end in owned)}
    who = [each.places for each in found if stemmed("those") in (stems[at] for at in each.places)]
    return {
        match.value
        for match in phrases("asked").find(stems)
        if (match.value != "fall" or match.start in fallen)
        and all(places.isdisjoint(match.places) for places in who)
    }


def of_rivals(read: Claims, asked: Collection[str]) -> Claims:
    """Take for a claim on a threat, or on a defeat, what is asked of somebody who may stand in the way."""
    kind = next((kind for each, kind in _KINDS.items() if each in asked), None)
    said = (*read.claims, *([read.rival] if read.rival else []))
    opposed = all(each.subject is not None or each.factors == ("rivals",) for each in said)
    at_large = opposed and all(each.subject is None for each in said)
    made = any(each.strength in ("bound", "needed") for each in said)  # he made it inevitable
    if "able" in asked and at_large:
        return _denied(read)
    if "both-ways" in asked:  # what helped and hindered is weighed as a whole
        return read
    if "harm" in asked:  # more than it helped, which is no main cause
        plain = [
            replace(each, strength="important") if each.strength == "main" else each for each in read.claims
        ]
        read = read._replace(claims=tuple(plain))
    if "harm" in asked and not opposed:  # what hinders a rise does not help it
        return _denied(read)
    if kind is None or made or not opposed or (read.rival and kind != "threat"):
        return read
    read = read._replace(
        claims=tuple(replace(each, kind=kind) for each in read.claims),
        rival=replace(read.rival, kind=kind) if read.rival else None,
    )
    if kind == "defeat":  # by what means they were beaten is no claim of its own
        claims = [replace(each, factors=() if each.subject else each.factors, mattered=True) for each in read.claims]  # fmt: skip
    elif kind == "own":  # no removal, which others would have brought about
        claims = [replace(each, factors=("rivals",)) if each.factors[1:] else each for each in read.claims]
    else:  # a defeat that had to come: no danger
        return _denied(read) if asked == {"bound"} else read
    return read._replace(claims=tuple(claims))


def _denied(read: Claims) -> Claims:
    return read._replace(claims=tuple(replace(each, mattered=not each.mattered) for each in read.claims))
