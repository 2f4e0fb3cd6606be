"""Of whose defeat a question asks the causes, which is then what the essay explains, and no cause itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from studykit.english.stems import stem
from studykit.essays.mentions import Mention
from studykit.essays.paper_two import data, leader_stems

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
    if named and before and before[-1].end == start and stems[start] in _words("beat"):  # ideas defeated him
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
