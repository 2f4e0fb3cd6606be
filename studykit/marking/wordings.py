"""The stretches of a right answer that are enough by themselves: alternatives, clauses, predicates."""

from __future__ import annotations

from collections.abc import Sequence

from studykit.marking.function_words import LIGHT, STOP
from studykit.marking.text import Token
from studykit.marking.verbs import looks_like_verb

_ALTERNATIVE = frozenset(("/", ":", ";", "(", ")"))
_CLAUSE = frozenset("because so but which who by through ,".split())
_EXAMPLES = frozenset(("eg", "such", "like", "including", "for"))
_WHERE = frozenset("in at within during inside among".split())
_DETERMINERS = frozenset("the a an his her its their".split())
_ASIDE = frozenset("while whereas without after before when although despite rather".split())
"""What they begin is a circumstance, not enough by itself."""


def stretches(found: Sequence[Token], names: frozenset[str]) -> tuple[list[int], list[int]]:
    """Give each token of a phrasing the number of its alternative and of its clause, both from 0.

    Alternatives are set apart by slashes, brackets and colons: "controlled the votes / had
    majorities". Clauses and predicates are set apart by commas, "because", "by" ... and by "and": "was
    arrogant and made enemies"; a clause of circumstance ("after ...") is -1. A name with a colon after it
    is a pair ("Rykov: Premier"), not an alternative.
    """
    alternatives: list[int] = []
    clauses: list[int] = []
    alternative = clause = 0
    since: list[Token] = []
    aside = False
    inside = _inserted(found)
    for index, token in enumerate(found):
        if index in inside:
            alternatives.append(-1)
            clauses.append(-1)
            continue
        if token.text in _ALTERNATIVE and not _is_pair(found, index):
            alternative, clause, since, aside = alternative + 1, clause + 1, [], False
        elif token.text in _CLAUSE or (token.text == "and" and _next_predicate(found, index, since, names)):
            clause, since, aside = clause + 1, [], False
        elif token.text in _ASIDE or (token.text in _WHERE and _is_circumstance(found, index, since)):
            clause, since, aside = clause + 1, [], True
        elif token.kind == "word":
            since.append(token)
        alternatives.append(alternative)
        clauses.append(-1 if aside else clause)
    return alternatives, clauses


def _inserted(found: Sequence[Token]) -> set[int]:
    """Give the tokens in brackets after which a sentence goes on ("The press (Pravda) was ...") or that only
    bring examples."""
    inside: set[int] = set()
    start = -1
    for index, token in enumerate(found):
        if token.text == "(":
            start = index
        elif token.text == ")" and start >= 0:
            goes_on = index + 1 < len(found) and found[index + 1].kind == "word"
            if goes_on or found[start + 1].text in _EXAMPLES:
                inside.update(range(start, index + 1))
            start = -1
    return inside


def _is_circumstance(found: Sequence[Token], at: int, since: Sequence[Token]) -> bool:
    """Say whether a preposition begins a mere circumstance ("a power base in the Party"), not what a verb
    needs ("believed in unity") or how a thing was done ("read in private")."""
    following = found[at + 1].text if at + 1 < len(found) else ""
    telling = any(token.text not in STOP and token.text not in LIGHT for token in since)
    if not telling or len(since) < 2 or following not in _DETERMINERS:
        return False
    return not (found[at].text == "in" and looks_like_verb(since[-1].text))


def _is_pair(found: Sequence[Token], index: int) -> bool:
    return found[index].text == ":" and index <= 1


def _next_predicate(found: Sequence[Token], at: int, since: Sequence[Token], names: frozenset[str]) -> bool:
    """Say whether the "and" here joins two predicates."""
    at += 1
    while at < len(found) and found[at].text in ("then", "also", "later", "the", "a", "an"):
        at += 1
    if at >= len(found) or found[at].text in names or not since:
        return False
    return looks_like_verb(found[at].text) or not (since and since[-1].text in names)
