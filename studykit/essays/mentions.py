"""Where a question mentions the factors and subjects of a case, and in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from studykit.english.stems import stem
from studykit.essays.paper_two import Book, PhraseMatch, apart, content, phrases, stems_of
from studykit.essays.question_words import QuestionWord

WHY = frozenset(map(stem, ("why", "reasons")))
_WITHOUT = frozenset(map(stem, ("without", "despite", "spite", "lack", "lacking")))
"""Words that, where it is asked why, make a premise of what follows."""
_WHEN = frozenset(map(stem, ("after", "before", "since", "until", "following", "upon", "when", "time")))
"""Words that make a time of the event after them, of which nothing is claimed."""


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


def find_mentions(
    words: Sequence[QuestionWord], source: str, factors: Book, subjects: Sequence[Book]
) -> list[Mention]:
    """Find the factors and subjects that some words of a text mention, but for times and premises."""
    stems, found = stems_of(words), content(words)
    return [
        each._replace(said=_typed(source, found[each.start], found[each.end - 1]))
        for each in _found(stems, factors, subjects)
        if not _is_time(each, stems) and not _is_premise(each, stems)
    ]


def _is_time(mention: Mention, stems: list[str]) -> bool:
    return mention.subject is not None and not _WHEN.isdisjoint(
        stems[max(0, mention.start - 1) : mention.start]
    )


def _is_premise(mention: Mention, stems: list[str]) -> bool:
    """Say whether it is asked why something came about without what is mentioned."""
    asked, before = stems[: mention.start], stems[max(0, mention.start - 3) : mention.start]
    return not WHY.isdisjoint(asked) and not _WITHOUT.isdisjoint(before)


def _typed(source: str, first: QuestionWord, last: QuestionWord) -> str:
    """Give what was typed from one word to another, with an article before it."""
    article = "the " if re.search(r"\bthe $", source[: first.start], re.IGNORECASE) else ""
    return article + source[first.start : last.end]


def _found(stems: list[str], factors: Book, subjects: Sequence[Book]) -> list[Mention]:
    """Find factors and subjects, those that share words as one; words of the outcome name no factor."""
    outcome = {place for match in phrases("outcomes").find(stems) for place in match.places}
    named = apart(
        each for book in subjects for each in book.find(stems) if not outcome.issuperset(each.places)
    )
    meant = [each for each in factors.find(stems) if outcome.isdisjoint(each.places) or _name_in(each, named)]
    found = [_joined(each, _name_in(each, named)) for each in apart(_no_idioms(meant, stems))]
    covered = {place for each in found for place in range(each.start, each.end)}
    found += [
        Mention((), each.start, each.end, each.value[0]) for each in named if covered.isdisjoint(each.places)
    ]
    return sorted(found, key=lambda each: each.start)


def _no_idioms(meant: Sequence[PhraseMatch], stems: list[str]) -> list[PhraseMatch]:
    """Leave out words of a longer phrase that says something else: "a driving force" says nothing of force."""
    idioms = [set(each.places) for each in phrases("verdicts").find(stems) if len(each.places) > 1]
    return [each for each in meant if not any(idiom > set(each.places) for idiom in idioms)]


def _name_in(match: PhraseMatch, named: Sequence[PhraseMatch]) -> PhraseMatch | None:
    """Give the name of a subject that shares words with a phrase."""
    return next((each for each in named if not set(each.places).isdisjoint(match.places)), None)


def _joined(match: PhraseMatch, name: PhraseMatch | None) -> Mention:
    """Make one mention of a phrase for a factor and the name of a subject within it."""
    if name is None:
        return Mention(match.value, match.start, match.end)
    implied = set(match.places) <= set(name.places)
    return Mention(
        match.value, min(name.start, match.start), max(name.end, match.end), name.value[0], implied
    )
