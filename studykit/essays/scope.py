"""What a question is about: its scopes, topics outside them, how many cases it wants, and from where."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from studykit.essays import paper_two
from studykit.essays.claims import stems_of
from studykit.essays.language import stem
from studykit.essays.paper_two import Book, Leader, PhraseMatch, apart
from studykit.essays.question_words import QuestionWord


def find_scopes(words: Sequence[QuestionWord]) -> tuple[str, ...]:
    """Give the scopes of a question: each phrase counts once, the longest first."""
    found = {match.value for match in apart(scope_book().find(stems_of(words)))}
    return tuple(each for each in paper_two.data()["scopes"] if each in found)


def count_cases(stems: Sequence[str], leaders: Sequence[Leader], *, compares: bool) -> int:
    """Say how many leaders or states a question wants, at least one."""
    inside = {stem(word) for word in paper_two.data()["cases"]["inside"]}

    def span(match: PhraseMatch) -> set[str]:
        after = 2 if stems[match.end : match.end + 1] == ["of"] else 0  # two leaders of the opposition
        return set(stems[match.start : match.end]) | set(stems[match.end + 1 : match.end + after])

    found = [each for each in two_book().find(stems) if not inside & span(each)]
    three = any(stems[match.start] == stem("three") for match in found)
    states = {leader.state for leader in leaders}
    counted = 3 if three else 2 if found or wants_regions(stems) else 1
    if len(states) > 1 or (compares and len(leaders) > 1):
        counted = max(counted, len(leaders))
    return counted


def wants_regions(stems: Sequence[str]) -> bool:
    """Say whether a question asks for cases from more than one region."""
    return bool(region_book().find(stems))


@cache
def scope_book() -> Book:
    """The phrases of each scope."""
    return paper_two.book((each["phrases"], slug) for slug, each in paper_two.data()["scopes"].items())


@cache
def outcome_book() -> Book:
    """The phrases for a rise or the birth of a state: what is to be explained, and no factor."""
    scopes = paper_two.data()["scopes"]
    phrases = [
        phrase
        for slug in ("rise-of-a-leader", "state", "consolidation")
        for phrase in scopes[slug]["phrases"]
    ]
    return paper_two.book(
        [([each for each in phrases if "<rival>" not in each and "opponents" not in each], True)]
    )


@cache
def topic_book() -> Book:
    """The phrases for subjects that belong to policies."""
    return paper_two.book((each["phrases"], name) for name, each in paper_two.data()["topics"].items())


@cache
def _elsewhere_book() -> Book:
    return paper_two.book((phrases, name) for name, phrases in paper_two.data()["other-papers"].items())


def elsewhere(stems: Sequence[str]) -> str | None:
    """Give another topic of Paper 2 that a question belongs to, in the order of `paper2.yaml`."""
    found = {match.value for match in _elsewhere_book().find(stems)}
    return next((name for name in paper_two.data()["other-papers"] if name in found), None)


@cache
def two_book() -> Book:
    """The phrases by which more than one case is asked for."""
    return paper_two.book([(paper_two.data()["cases"]["two"], True)])


@cache
def region_book() -> Book:
    """The phrases by which different regions are asked for."""
    return paper_two.book([(paper_two.data()["cases"]["different-regions"], True)])
