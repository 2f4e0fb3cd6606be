"""What a question claims: of which factors or subjects, that they mattered or did not, how strongly, against what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from studykit.essays import paper_two
from studykit.essays.language import stem
from studykit.essays.paper_two import LIGHT, Book, PhraseMatch, apart, stemmed
from studykit.essays.question_words import QuestionWord

STRENGTHS = ("part", "important", "main", "only")
"""How much is claimed of a factor, from least to most; a comparison claims `more`."""

_APART = frozenset({"but", "while", "whereas", "although", "though", ";", "yet", "however", "."})
_JOINED = frozenset(
    {"and", ",", "or", "&", "/", "as", "well", "both", "also", "plus", "with", "between", "from"}
)
"""Words that may stand between two factors of one list."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed of a factor or a subject.

    `factors` are those it may mean, several for "conditions" or "methods", none when only a subject is named.
    """

    factors: tuple[str, ...]
    subject: str | None = None
    mattered: bool = True
    strength: str = "part"
    implied: bool = False
    """Whether the factor is only what the subject's name stands for in its case."""

    @property
    def factor(self) -> str | None:
        """The first factor it means."""
        return self.factors[0] if self.factors else None


class Claims(NamedTuple):
    """The claims of a question; `rival` is what the first is set against, and `equal` that neither is put first."""

    claims: tuple[Claim, ...] = ()
    rival: Claim | None = None
    equal: bool = False


class _Mention(NamedTuple):
    claim: Claim
    start: int
    end: int


@cache
def verdict_book() -> Book:
    """The phrases that say whether and how much a factor mattered, and that compare."""
    data = paper_two.data()
    entries: list[tuple[list[str], tuple[object, ...]]] = [
        (each["phrases"], ("verdict", each["polarity"] == "mattered", each["strength"]))
        for each in data["verdicts"]
    ]
    entries += [(data["denials"], ("denial",)), (data["both"], ("both",))]
    entries += [(each["phrases"], ("compare", each["more"])) for each in data["comparisons"]]
    return paper_two.book(entries)


@cache
def _sayings() -> Book:
    return paper_two.book(
        (each["phrases"], (each["factor"], each["over"])) for each in paper_two.data()["sayings"]
    )


def stems_of(words: Sequence[QuestionWord]) -> list[str]:
    """Give the stems of the words that phrases look at; n't is read as not."""
    plain = (_plain(word.text) for word in words)
    return [stemmed(word) for word in plain if word not in LIGHT]


def _plain(word: str) -> str:
    return "not" if word.endswith("n't") or word == "cannot" else word


def read_claims(words: Sequence[QuestionWord], factors: Book, subjects: Book, outcome: Book) -> Claims:
    """Read what some words claim.

    Args:
        words: of the claim alone. factors, subjects: the phrases of the cases in play. outcome: the phrases for
            what is explained, such as a rise to power, whose words are no factors.
    """
    stems = stems_of(words)
    saying = next(iter(_sayings().find(stems)), None)
    if saying is not None:
        factor, over = saying.value
        claim = Claim((factor,), None, True, "more" if over else "main")
        return Claims((claim,), Claim((over,), None, False, "more") if over else None)
    taken = {place for match in outcome.find(stems) for place in match.places}
    mentions = _mentions(stems, factors, subjects, taken)
    if not mentions:
        return Claims()
    inside = {place for mention in mentions for place in range(mention.start, mention.end)}
    said = _said(stems, mentions, inside)
    return _compared(stems, mentions, said) or _listed(stems, mentions, said)


def _mentions(stems: list[str], factors: Book, subjects: Book, taken: set[int]) -> list[_Mention]:
    """Find the factors and subjects, those that share words as one."""
    named = apart(each for each in subjects.find(stems) if not set(each.places) <= taken)
    # "a driving force" says nothing of force
    idioms = [set(each.places) for each in verdict_book().find(stems) if len(each.places) > 1]
    meant = apart(
        each
        for each in factors.find(stems)
        if not any(set(each.places) < idiom for idiom in idioms)
        and (not set(each.places) & taken or any(set(each.places) & set(name.places) for name in named))
    )
    found = []
    for match in meant:
        name = next((each for each in named if set(each.places) & set(match.places)), None)
        implied = name is not None and set(match.places) <= set(name.places)
        claim = Claim(match.value, name.value[0] if name else None, implied=implied)
        found.append(_Mention(claim, match.start, match.end))
    covered = {place for mention in found for place in range(mention.start, mention.end)}
    found += [
        _Mention(Claim((), each.value[0]), each.start, each.end)
        for each in named
        if not set(each.places) & covered
    ]
    return sorted(found, key=lambda each: each.start)


def _said(stems: list[str], mentions: list[_Mention], inside: set[int]) -> list[PhraseMatch]:
    """Find verdicts, denials and comparisons, each word counted once."""

    def fits(match: PhraseMatch) -> bool:
        if match.value[0] in ("compare", "both"):
            last = match.places[-1]
            before = any(mention.start < last for mention in mentions)
            after = any(mention.start >= match.start for mention in mentions)
            if stems[match.start] == "not" and match.value != ("compare", "first"):  # not X but Y
                before = any(match.start < mention.start < last for mention in mentions)
                after = any(mention.start > last for mention in mentions)
            if stems[last] == "not":  # X, not Y
                after = any(0 < mention.start - last <= 3 for mention in mentions)
            opens = (
                match.value == ("compare", "first") and not before and len(mentions) > 1
            )  # Rather than X, Y
            return (before or opens) and after and len(mentions) > 1 and not set(match.places) & inside
        beside = match.value == ("denial",) and stems[match.start - 1 : match.start] in ([","], ["rather"])
        return not set(match.places) & inside and not beside

    return apart(match for match in verdict_book().find(stems) if fits(match))


def _compared(stems: list[str], mentions: list[_Mention], said: list[PhraseMatch]) -> Claims | None:
    """Read `X more than Y`; None when two factors are not compared."""
    both = any(match.value[0] == "both" for match in said)
    marker = next((match for match in said if match.value[0] == "compare"), None)
    if marker is None or both:
        return _opposed(stems, mentions, said)
    turn = marker.places[-1]
    before = [each for each in mentions if each.start < turn]
    after = [each for each in mentions if each.start > turn]
    if not before:  # Rather than X, Y
        if len(after) < 2:
            return None
        before, after = after[1:2], after[:1]
    last = before[-1]
    group = [last]
    for each in reversed(before[:-1]):
        if not _is_list(stems, each, group[0]):
            break
        group.insert(0, each)
    other = [
        after[0],
        *(each for one, each in pairwise(after) if _is_list(stems, one, each)),
    ]
    if not after:
        return None
    direction = marker.value[1]
    first, second = (other, group) if direction == "second" else (group, other)
    denied = any(match.value == ("denial",) and match.start < turn for match in said)
    claims = tuple(replace(each.claim, mattered=not denied, strength="more") for each in first)
    rivals = _joined([each.claim for each in second])
    return Claims(claims, replace(rivals, mattered=denied, strength="more"), direction == "neither")


def _joined(claims: Sequence[Claim]) -> Claim:
    """Make one claim of several on the same side of a comparison."""
    factors = tuple(dict.fromkeys(slug for each in claims for slug in each.factors))
    return Claim(factors, claims[0].subject)


def _opposed(stems: list[str], mentions: list[_Mention], said: list[PhraseMatch]) -> Claims | None:
    """Read "X was decisive, but Y hardly mattered" as a comparison."""
    for place, each in enumerate(stems):
        if each not in _stems(_APART):
            continue
        left = [mention for mention in mentions if mention.end <= place]
        right = [mention for mention in mentions if mention.start > place]
        if left and right:
            ones = _verdict([match for match in said if match.end <= place])
            others = _verdict([match for match in said if match.start > place])
            if ones and others and ones[0] != others[0]:
                more, less = (left, right) if ones[0] else (right, left)
                claims = tuple(replace(mention.claim, strength="more") for mention in more)
                return Claims(
                    claims, replace(_joined([m.claim for m in less]), mattered=False, strength="more")
                )
    return None


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def _listed(stems: list[str], mentions: list[_Mention], said: list[PhraseMatch]) -> Claims:
    """Read one factor, or a list of them, of which the same is said."""
    first = _claimed_first(mentions, said)
    after = mentions[mentions.index(first) + 1 :]
    if after and stems[first.end : after[0].start] in ([], ["of"]) and not first.claim.subject:
        # "the post of General Secretary", "popular promises": the later words say what is meant
        factors = first.claim.factors if after[0].claim.subject else after[0].claim.factors
        whole = replace(after[0].claim, factors=factors or after[0].claim.factors, implied=False)
        first, after = _Mention(whole, first.start, after[0].end), after[1:]
    group = [first]
    for each in after:
        if not _is_list(stems, group[-1], each):
            break
        group.append(each)
    if len(group) == 2 and stemmed("or") in stems[group[0].end : group[1].start]:
        one, other = (replace(each.claim, strength="more") for each in group)
        return Claims((one,), replace(other, mattered=False))
    mattered, strength = _than(stems, group, said) or _verdict(said) or (True, "part")
    return Claims(tuple(replace(each.claim, mattered=mattered, strength=strength) for each in group))


def _than(stems: list[str], group: list[_Mention], said: list[PhraseMatch]) -> tuple[bool, str] | None:
    """Read "more X than anything else": a comparison whose other side is no factor; None when there is none."""
    for match in verdict_book().find(stems):
        if match.value[0] == "compare" and stems[match.places[-1]] == stemmed("than"):
            is_first = group[0].start < match.places[-1]
            denied = any(each.value == ("denial",) and each.start < match.start for each in said)
            return (is_first == (match.value[1] == "first")) != denied, "main"
    return None


def _claimed_first(mentions: list[_Mention], said: list[PhraseMatch]) -> _Mention:
    """Give the mention that is claimed: the one after "the role of", else the first."""
    of = {match.end for match in said if match.value[0] == "verdict"}
    return next((each for each in mentions if each.start - 1 in of or each.start in of), mentions[0])


def _is_list(stems: list[str], one: _Mention, other: _Mention) -> bool:
    between = stems[one.end : other.start]
    return 0 < len(between) <= 3 and all(each in _stems(_JOINED) for each in between)


def _verdict(said: Sequence[PhraseMatch]) -> tuple[bool, str] | None:
    """Give what is said in all: that it mattered or not, and how strongly; None when nothing is said."""
    verdicts = [match.value for match in said if match.value[0] == "verdict"]
    denials = sum(match.value[0] == "denial" for match in said)
    if not verdicts and not denials:
        return None
    against = [strength for _, positive, strength in verdicts if not positive]
    strengths = against or [strength for _, _, strength in verdicts] or ["part"]
    mattered = (len(against[:1]) + denials) % 2 == 0
    return mattered, max(strengths, key=STRENGTHS.index)
