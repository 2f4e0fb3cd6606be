"""The person, body, event or document that a question is about, by the names and the cards of a case."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from studykit.cards import CardId
from studykit.essays import paper_two
from studykit.essays.claims import Claim, Claims, stems_of, verdict_book
from studykit.essays.known import Known, generic_stems
from studykit.essays.language import STOP, stem
from studykit.essays.paper_two import LIGHT, Book
from studykit.essays.question_words import QuestionWord, Words, read_words
from studykit.essays.scope import region_book, scope_book, topic_book, two_book

FEWEST = 2
"""Cards that must name a thing before it is a subject of the case."""

Search = Callable[[str, str], Sequence[CardId]]
"""Gives the entries of a case (its slug) that hold a phrase."""


def with_subject(
    reading: Claims,
    said: Sequence[QuestionWord],
    line: str,
    in_play: Sequence[str],
    known: Known,
    search: Search | None,
) -> tuple[Claims, list[str], tuple[str, ...]]:
    """Find what a question is about that no list of a case names but its cards do.

    Args:
        reading: its claims so far. said: the words of the claim. line: the question as typed.
        in_play: the cases it may be about. search: finds their cards by a phrase; None to find nothing.

    Returns:
        The claims with the subject, the case it belongs to, and names that no case knows.
    """
    factors, subjects = known.books(in_play)
    found, unknown = _other_subjects(said, in_play, factors, subjects, search)
    found = [
        each for each in found if _is_name(each[0], line) or (not reading.claims and _is_thing(each[0], line))
    ]
    found += _phrases_of_factors(reading, line, in_play, known, search)
    if found and _is_nearer(reading, found[0][0], line):
        return _with_subject(reading, found[0][0]), [found[0][1]], unknown
    return reading, [], unknown


def owners(words: Words, known: Known, studied: Sequence[str]) -> list[str]:
    """Give the case that a name in the question belongs to, where it is none of those studied."""
    stems = stems_of(words.words)
    if not studied or known.books(studied)[1].find(stems):
        return []
    others = [slug for slug in known.cases if slug not in studied]
    found = known.books(others)[1].find(stems) if others else []
    return most_named(
        [match.value[1] for match in found if len(match.places) > 1 or _is_name(match.value[0], words.source)]
    )


def most_named(slugs: Sequence[str]) -> list[str]:
    """Give the cases that subjects belong to, the one with the most first; of several only that one."""
    return sorted(set(slugs), key=lambda slug: -slugs.count(slug))[:1]


def _is_name(phrase: str, line: str) -> bool:
    """Say whether a phrase is written as a name within the question, or as somebody's own."""
    inside = rf"\w[\w',]* (?:the )?{re.escape(phrase)}\b"
    named = any(match[0][-len(phrase)].isupper() for match in re.finditer(inside, line, re.IGNORECASE))
    return named or re.search(rf"'s? {re.escape(phrase)}\b", line) is not None


def _is_thing(phrase: str, line: str) -> bool:
    """Say whether a phrase stands in a question as a thing: after an article, "of", or another word of a name."""
    return (
        " " in phrase
        or re.search(rf"\b(?:the|of|an?) (?:\w+ )?{re.escape(phrase)}", line, re.IGNORECASE) is not None
    )


def _phrases_of_factors(
    reading: Claims, line: str, in_play: Sequence[str], known: Known, search: Search | None
) -> list[tuple[str, str]]:
    """Give what a case asks a factor as and has cards on, such as a crisis of some year, but no general name."""
    if search is None or not reading.claims or reading.claims[0].subject:
        return []
    found = []
    for facts in (known.cases[slug] for slug in in_play):
        for factor in facts.case.factors.values() if facts.case.factors else ():
            for phrase in factor.asked_as if factor.slug in reading.claims[0].factors else ():
                stems = stems_of(read_words(phrase).words)
                general = any(len(each.places) == len(stems) for each in known.books(())[0].find(stems))
                if (
                    " " in phrase
                    and phrase.lower() in line.lower()
                    and not general
                    and len(search(facts.case.slug, phrase)) > FEWEST
                ):
                    found.append((phrase, facts.case.slug))
    return found


def _is_nearer(reading: Claims, subject: str, line: str) -> bool:
    """Say whether a subject found by cards is what is asked about: nothing else is, or what is comes later."""
    named = [claim.subject for claim in reading.claims if claim.subject]
    own = any(
        re.search(rf"{re.escape(each)}'s? {re.escape(subject)}\b", line, re.IGNORECASE) for each in named
    )
    plain = line.lower()
    return not named or own or plain.find(subject.lower()) < plain.find(named[0].lower())


def _with_subject(reading: Claims, subject: str) -> Claims:
    if not reading.claims:
        return Claims((Claim((), subject),))
    first, *others = reading.claims
    return reading._replace(claims=(replace(first, subject=subject), *others))


def _other_subjects(
    said: Sequence[QuestionWord], in_play: Sequence[str], factors: Book, subjects: Book, search: Search | None
) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Find things that no list names but several cards of a case do; and names that none of them knows."""
    content = [word for word in said if word.text not in LIGHT]
    stems = stems_of(said)
    books = (factors, subjects, *_all_books())
    explained = {place for each in books for match in each.find(stems) for place in match.places}
    rulers = {
        stem(word)
        for leader in paper_two.leaders()
        for name in (leader.name, *leader.also)
        for word in name.lower().split()
    }
    explained |= {place for place, each in enumerate(stems) if each in rulers}
    runs: list[list[QuestionWord]] = [[]]
    for place, word in enumerate(content):
        plain = (
            place in explained
            or word.text in STOP
            or stem(word.text) in generic_stems()
            or not word.text.isalpha()
        )
        joins = word.text in ("of", "in") and bool(runs[-1]) and place not in explained
        if plain and not joins:
            runs.append([])
        else:
            runs[-1].append(word)
    found: list[tuple[str, str]] = []
    unknown = []
    for run in (_trimmed(each) for each in runs if each):
        hit = next(iter(_cards_naming(run, in_play, search)), None) if search else None
        if hit:
            found.append(hit)
        elif len(run[0].text) > 3:
            unknown.append(" ".join(word.text for word in run))
    return found, tuple(unknown)


def _trimmed(run: list[QuestionWord]) -> list[QuestionWord]:
    """Take "of" and "in" off the end of a run of words."""
    while len(run) > 1 and run[-1].text in ("of", "in"):
        run = run[:-1]
    return run


def _cards_naming(
    run: Sequence[QuestionWord], in_play: Sequence[str], search: Search
) -> list[tuple[str, str]]:
    """Give the parts of a run of words, the longest first, that some cards of a case hold."""
    texts = [word.text for word in run]
    parts = [
        texts[at : at + length]
        for length in range(len(texts), 0, -1)
        for at in range(len(texts) - length + 1)
    ]
    return [
        (" ".join(part), slug)
        for part in parts
        if len(" ".join(part)) > 3
        for slug in in_play
        if len(search(slug, " ".join(part))) >= FEWEST
    ]


@cache
def _all_books() -> tuple[Book, ...]:
    return (scope_book(), topic_book(), two_book(), region_book(), verdict_book())
