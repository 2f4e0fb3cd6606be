"""Where a question mentions the factors and subjects of a case, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from studykit.english.stems import stem
from studykit.essays.paper_two import Book, PhraseMatch, apart, content, data, generic, phrases, stems_of
from studykit.essays.question_words import QuestionWord

WHY = frozenset(map(stem, ("why", "reasons")))
_WITHOUT = frozenset(map(stem, ("without", "despite", "spite", "lack", "lacking")))
"""Words that, where it is asked why, make a premise of what follows."""
_OWED = frozenset(map(stem, ("due", "owe", "owed", "thanks")))
"""Words after which a cause is told, and no outcome: "the rise was due to control of the party"."""
_EXCEPT = frozenset(map(stem, ("excluding", "except", "excepting", "apart", "besides")))
"""Words that leave out what follows them."""
_SHORT = 6
"""Words of a phrase that is told as one thing, its gaps included."""
_NEAR = 4
"""Words within which "it" after a clause means what the clause is about."""
_STOPS = frozenset((",", ".", ";"))


class Mention(NamedTuple):
    """A factor or a subject in a question, from one stem to another; `said` are its words there.

    `factors` are those it may mean, none for a subject alone; `implied` when only the subject's name means them.
    """

    factors: tuple[str, ...]
    start: int
    end: int
    subject: str | None = None
    implied: bool = False
    said: str = ""
    places: frozenset[int] = frozenset()
    """Those of its own words; what stands in a gap between them is none of it."""
    lost: bool = False
    """Whether its loss is what is mentioned: "the defeat of the Left"."""


def find_mentions(
    words: Sequence[QuestionWord], source: str, factors: Book, subjects: Sequence[Book]
) -> list[Mention]:
    """Find the factors and subjects that some words of a text mention, but for premises."""
    stems, found = stems_of(words), content(words)
    plain = _plain_words(found, source)
    mentioned = [each for each in _found(stems, factors, subjects, plain) if not _is_premise(each, stems)]
    left_out = [
        each for each in mentioned if not _EXCEPT.isdisjoint(stems[max(0, each.start - 3) : each.start])
    ]
    without = {slug for each in left_out for slug in each.factors}
    made: list[Mention] = []
    for each in mentioned:
        start, end = _with_loss(each, stems)
        lost = each.subject is not None and not _losses().isdisjoint(stems[start:end])
        if made and made[-1].lost and each.subject and stems[made[-1].end : each.start] in (["and"], [","]):
            lost = True  # the defeat of the one and of the other
        said = _typed(source, found[start], found[end - 1])
        meant = tuple(slug for slug in each.factors if slug not in without)
        made += [] if each in left_out else [each._replace(said=said, factors=meant, lost=lost)]
    return made


@cache
def _losses() -> frozenset[str]:
    own = ("failure", "undoing", "ruin")  # which are his own doing, and no loss that others brought about
    return frozenset(map(stem, data()["losing"]["nouns"])) - {*map(stem, own)}


def _with_loss(mention: Mention, stems: list[str]) -> tuple[int, int]:
    """Give where a mention begins and ends with the word for a loss beside it: "the fall of", "'s removal"."""
    start, end = mention.start, mention.end
    if stems[start - 1 : start] == ["of"] and stems[start - 2] in _losses():
        return start - 2, end
    return start, end + (stems[end : end + 1] != [] and stems[end] in _losses())


def find_time(stems: Sequence[str], mentions: Sequence[Mention]) -> range:
    """Find the words that only say when: "by the time Lenin died", "after Lenin's death"; none where there are none.

    Of a clause that opens a sentence that is all to the comma, and of one after a comma all to the next. What is
    said there of no subject is a condition: "when opponents are divided, leaders rise".
    """
    for opens in phrases("times").find(stems):
        named = [each for each in mentions if each.subject and each.start >= opens.end]
        stop = next((at for at in range(opens.end, len(stems)) if stems[at] in _STOPS), len(stems))
        begins = opens.start == 0 or stems[opens.start - 1] in _STOPS
        whole = opens.value == "time" or (begins and (opens.start > 0 or stop < len(stems) - 1))
        if stem("it") in stems[stop : stop + _NEAR]:  # when the crisis came, did it ...
            continue
        if named and named[0].end <= stop and (whole or named[0].start == opens.end):
            return range(opens.start, stop if whole else named[0].end)
    return range(0)


def _is_premise(mention: Mention, stems: list[str]) -> bool:
    """Say whether it is asked why something came about without what is mentioned."""
    asked, before = stems[: mention.start], stems[max(0, mention.start - 3) : mention.start]
    return not WHY.isdisjoint(asked) and not _WITHOUT.isdisjoint(before)


def _typed(source: str, first: QuestionWord, last: QuestionWord) -> str:
    """Give what was typed from one word to another, with an article before it."""
    article = "the " if re.search(r"\bthe $", source[: first.start], re.IGNORECASE) else ""
    return article + source[first.start : last.end]


def _plain_words(found: Sequence[QuestionWord], source: str) -> frozenset[int]:
    """Give the places of words that name a side only with a capital, such as "right", written without one."""
    if not re.search(r"[A-Z]", source):
        return frozenset()
    sides = data()["sides"]
    return frozenset(
        at for at, word in enumerate(found)
        if word.text in sides and source[word.start : word.end].islower()
    )  # fmt: skip


def _found(stems: list[str], factors: Book, subjects: Sequence[Book], plain: frozenset[int]) -> list[Mention]:
    """Find factors and subjects, those that share words as one; words of the outcome name no factor.

    Nor do those name a subject whose places are all `plain` words.
    """
    outcome = {
        place
        for match in phrases("outcomes").find(stems)
        if _OWED.isdisjoint(stems[match.start : match.end])
        for place in match.places
    }
    called = [each for book in subjects for each in book.find(stems) if not plain.issuperset(each.places)]
    named = apart(each for each in _no_idioms(called, stems) if not outcome.issuperset(each.places))
    meant = [each for each in factors.find(stems) if outcome.isdisjoint(each.places) or _name_in(each, named)]
    apart_ones = _no_gaps(apart(_no_idioms(meant, stems)))
    found = [mention for each in apart_ones for mention in _joined(each, _name_in(each, named), named, stems)]
    covered = {place for each in found for place in range(each.start, each.end)}
    found += [
        Mention((), each.start, each.end, each.value[0], places=frozenset(each.places))
        for each in named
        if covered.isdisjoint(each.places)
    ]
    return _owned(sorted(found, key=lambda each: each.start))


def _owned(found: Sequence[Mention]) -> list[Mention]:
    """Make one mention of a subject and the word for a factor right after it: "the Testament's suppression"."""
    made: list[Mention] = []
    for each in found:
        last = made[-1] if made else None
        if last and last.subject and not last.factors and each.subject is None and last.end == each.start:
            made[-1] = last._replace(factors=each.factors, end=each.end, places=last.places | each.places)
        else:
            made.append(each)
    return made


def _no_idioms(meant: Sequence[PhraseMatch], stems: list[str]) -> list[PhraseMatch]:
    """Leave out words of a longer phrase that says something else: "a driving force", "it is right to say"."""
    idioms = [set(each.places) for each in phrases("verdicts").find(stems) if len(each.places) > 1]
    return [each for each in meant if not any(idiom > set(each.places) for idiom in idioms)]


def _no_gaps(found: Sequence[PhraseMatch]) -> list[PhraseMatch]:
    """Leave out what stands in the gap of a short phrase: "rivals for the leadership were removed"."""
    return [
        each for each in found
        if not any(other.start < each.start and each.end < other.end <= other.start + _SHORT for other in found)
    ]  # fmt: skip


def _name_in(match: PhraseMatch, named: Sequence[PhraseMatch]) -> PhraseMatch | None:
    """Give the name of a subject that shares words with a phrase."""
    return next((each for each in named if not set(each.places).isdisjoint(match.places)), None)


def _joined(
    match: PhraseMatch, name: PhraseMatch | None, named: Sequence[PhraseMatch], stems: Sequence[str]
) -> Iterator[Mention]:
    """Make one mention of a phrase for a factor and the name of a subject within it; of "X and Y's errors" one for each."""
    general = name is not None and {stems[place] for place in name.places} <= generic()
    if name is None or (general and not set(match.places) <= set(name.places)):
        # The Communist Party apparatus is the apparatus.
        start, end = (
            (min(match.start, name.start), max(match.end, name.end)) if name else (match.start, match.end)
        )
        yield Mention(match.value, start, end, places=frozenset(match.places))
        return
    implied, own = set(match.places) <= set(name.places), frozenset((*match.places, *name.places))
    start, end = min(name.start, match.start), max(name.end, match.end)
    inside = [each for each in named if start <= each.start and each.end <= end]
    between = {stems[place] for one, other in pairwise(inside) for place in range(one.end, other.start)}
    if len(inside) > 1 and between <= {"and", ",", "of"}:
        for each in inside:
            at = start if each is inside[0] else each.start
            until, places = (end, own) if each is inside[-1] else (each.end, frozenset(each.places))
            yield Mention(match.value, at, until, each.value[0], places=places)
    else:
        yield Mention(match.value, start, end, name.value[0], implied, places=own)
