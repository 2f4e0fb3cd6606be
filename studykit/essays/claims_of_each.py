"""What a question claims of each of several leaders: "the one rose by patronage, the other by war"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from studykit.essays.claims import STRENGTHS, Claim, Claims
from studykit.essays.paper_two import Leader, phrases, stems_of
from studykit.essays.question_words import QuestionWord

_PARTS = (";", ".", ",", "while", "whereas", "but", "and", "with")
"""What may part what is said of one leader from what is said of the next, the surest first."""

Read = Callable[[Sequence[QuestionWord], Leader], Claims]


def claims_of_each(words: Sequence[QuestionWord], leaders: Sequence[Leader], read: Read) -> Claims | None:
    """Read a claim of its own for each leader; None where not of every one something else is claimed.

    All are as strong as the strongest: what stands once is said of each.
    """
    named = [(at, each) for at, word in enumerate(words) for each in leaders if _names(each, word)]
    if len(leaders) < 2 or [each for _, each in named] != list(leaders):
        return None
    cuts = [_cut(words, at, until) for (at, _), (until, _) in pairwise(named)]
    if None in cuts:
        return None
    starts = [0, *(cut for cut in cuts if cut is not None), len(words)]
    parts = [words[start:stop] for start, stop in pairwise(starts)]
    claims: list[Claim] = []
    for part, leader in zip(parts, leaders, strict=True):
        found = read(part, leader).claims[:1] or _denied(part, claims[-1:])
        claims += [replace(each, of=leader.name) for each in found]
    if (
        len(claims) < len(leaders)
        or len({(each.factors, each.subject, each.mattered) for each in claims}) < 2
    ):
        return None
    strength = max((_plain(each) for each in claims), key=STRENGTHS.index)
    return Claims(tuple(replace(each, strength=strength) if each.mattered else each for each in claims))


def _denied(words: Sequence[QuestionWord], said: Sequence[Claim]) -> list[Claim]:
    """Deny of one leader what was said of another: "but not for the other"; nothing where nothing is denied."""
    found = [match.value for match in phrases("verdicts").find(stems_of(words))]
    denied = any(value[0] == "denial" or value[:2] == ("verdict", False) for value in found)
    # What alone decided for the one did nothing for the other.
    strengths = [each.strength if each.strength != "only" else "part" for each in said]
    return [
        replace(each, mattered=False, strength=one)
        for each, one in zip(said, strengths, strict=True)
        if denied
    ]


def _names(leader: Leader, word: QuestionWord) -> bool:
    return word.text in (leader.name.lower().split()[-1], *leader.also)


def _plain(claim: Claim) -> str:
    """Give the strength of a claim; of one set against something else, as of the main cause."""
    return claim.strength if claim.strength in STRENGTHS else "main"


def _cut(words: Sequence[QuestionWord], first: int, second: int) -> int | None:
    """Give where what is said of one leader ends, between his name and the next; None where nothing parts them."""
    between = range(first + 1, second)
    places = [at for part in _PARTS for at in between if words[at].text == part]
    return second - 1 if second - 1 in places else next(iter(places), None)
