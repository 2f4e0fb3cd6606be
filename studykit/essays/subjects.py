"""The person, body, event or document that a question is about, by the names and the cards of a case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from studykit.cards import CardId
from studykit.english.dates import MONTH_NAMES
from studykit.english.stems import stem
from studykit.english.words import STOP
from studykit.essays import paper_two
from studykit.essays.claims import Claim, Claims
from studykit.essays.known import Known
from studykit.essays.material import Material
from studykit.essays.paper_two import Book, content, phrases, stems_of
from studykit.essays.question_words import QuestionWord, Words
from studykit.essays.telling_words import telling
from studykit.essays.years import Years

FEWEST = 2
"""Cards that must name a thing before it is a subject of the case."""

STAGES = 2
"""Stages of a case of which a question on years alone can be; one on more is on the whole."""

EARLY = 4
"""The month before which a year has hardly begun."""

Search = Callable[[str, str], Sequence[CardId]]
"""Gives the entries of a case (its slug) that hold a phrase."""


class CardSubject(NamedTuple):
    """What a question names that no list of a case does: a subject its cards know, its case, and what none knows."""

    subject: str | None = None
    case: str | None = None
    unknown: tuple[str, ...] = ()

    @property
    def book(self) -> Book:
        """The subject as a phrase; its value is (its name, the case's slug)."""
        made = paper_two.book(())
        if self.subject:
            made.add([self.subject.lower().replace("'s", "")], (self.subject, self.case))
        return made


def other_subject(
    reading: Claims,
    said: Sequence[QuestionWord],
    line: str,
    in_play: Sequence[str],
    known: Known,
    search: Search | None,
) -> CardSubject:
    """Find what a question is about that no list of a case names but its cards do.

    Args:
        reading: its claims so far. said: the words of the claim. line: the question as typed.
        in_play: the cases it may be about. search: finds their cards by a phrase; None to find nothing.
    """
    found: list[tuple[str, str]] = []
    unknown = []
    for run in _unexplained(said, in_play, known):
        hit = next(_named_by_cards(run, in_play, search), None) if search else None
        if hit is None and len(run[0]) > 3:
            asked = re.search(r"\W+".join(map(re.escape, run)), line, re.IGNORECASE)
            unknown.append(asked[0] if asked else " ".join(run))
        elif hit and (_is_name(hit[0], line) or (not reading.claims and " " in hit[0])):
            found.append(hit)
    if not found or any(claim.subject for claim in reading.claims):
        return CardSubject(unknown=tuple(unknown))
    (phrase, case), *_ = found
    typed = re.search(re.escape(phrase), line, re.IGNORECASE)
    return CardSubject(typed[0] if typed else phrase, case, tuple(unknown))


def owners(words: Words, known: Known, studied: Sequence[str]) -> list[str]:
    """Give the case that a name in the question belongs to, where it is none of those studied nor what they call a factor."""
    stems = stems_of(words.words)
    others = [slug for slug in known.cases if slug not in studied]
    factors, subjects = known.books(studied)
    if not studied or not others or subjects.find(stems):
        return []
    theirs = {place for match in factors.find(stems) for place in match.places}
    found = [match for match in known.books(others)[1].find(stems) if theirs.isdisjoint(match.places)]
    return most_named(
        [match.value[1] for match in found if len(match.places) > 1 or _is_name(match.value[0], words.source)]
    )


def most_named(slugs: Sequence[str]) -> list[str]:
    """Give the case that most of some subjects belong to, in a list; none where there are no subjects."""
    return sorted(set(slugs), key=lambda slug: -slugs.count(slug))[:1]


def of_years(
    reading: Claims, years: Years | None, in_play: Sequence[str], known: Known, *, either: bool = False
) -> Claims:
    """Give the stages of a case that lie in the years which a question names, where it claims nothing else.

    Of one by which the outcome was complete, that is the stage of its last year; of `either` the first or the last.
    """
    claim = next(iter(reading.claims), Claim(()))
    if years and years.last is None and claim.kind == "avoidable":  # once he had died
        years = Years(years.first, years.first)
    if years is None or years.last is None or claim.kind not in ("cause", "avoidable", "complete"):
        return reading
    if (reading.claims and claim.kind == "cause") or (years.first is None and claim.kind != "complete"):
        return reading
    kind = "preventable" if claim.kind == "avoidable" else claim.kind
    stages = (each for case in in_play[:1] for each in known.cases[case].stages.values())
    spans = [
        (each, range(each.period.start.year, each.period.end.year + 1)) for each in stages if each.period
    ]
    if claim.kind == "complete":  # by then: the stage that had ended last
        asked = [each for each, span in spans if span[-1] <= years.last or each is spans[0][0]][-1:]
    else:
        wanted = range(years.first or years.last, years.last + 1)
        asked = [each for each, span in spans if len({*span} & {*wanted}) * 2 >= len(span)]
    found = [replace(claim, factors=(each.factor,), subject=each.slug, kind=kind) for each in asked]
    if either and len(found) > 1:
        rival = replace(found[-1], mattered=False, strength="more")
        return Claims((replace(found[0], strength="more"),), rival, open=True)
    return Claims(tuple(found)) if 0 < len(found) <= STAGES else reading


_OPEN = frozenset("after since once following upon".split())
"""Words that open a time to what comes after an event; another ends with it."""


def event_years(when: Sequence[str], in_play: Sequence[str], material: Material) -> Years | None:
    """Give the years that an event sets as a date, such as "by the time Lenin died"; None where no card tells them.

    What happened early in a year leaves the year before as the last that counts for what was complete by then.
    """
    event = [word for word in when if word not in _OPEN and telling(word)]
    for facts in (material.known.cases[case] for case in in_play[:1]):
        found = material.known.books(in_play[:1])[1].find([stem(word) for word in when])
        things = [each for each in found if each.value[0] not in facts.people]
        longest = max(things, key=lambda each: len(each.places), default=None)
        known = facts.case.subjects.get(longest.value[0]) if longest else None
        shown: Sequence[CardId] = known.evidence[:1] if known else ()
        words, people = telling(" ".join(event)), telling(" ".join((facts.name, *facts.people)))
        if not shown and words - people:  # more than after him
            naming = material.naming(facts.case.slug, event[0])
            shown = [card for card in naming if words <= telling(material.fact(card))]
        dates = [date for card in shown if (date := material.date(card))]
        if dates:
            first = min(date.start for date in dates)
            early = first.month < EARLY
            return Years(first.year, None) if when[0] in _OPEN else Years(None, first.year - early)
    return None


def _is_name(phrase: str, line: str) -> bool:
    """Say whether a phrase is written as a name within the question, or as somebody's own."""
    inside = rf"\w[\w',]* (?:the )?{re.escape(phrase)}\b"
    return any(match[0][-len(phrase)].isupper() for match in re.finditer(inside, line, re.IGNORECASE))


def _unexplained(said: Sequence[QuestionWord], in_play: Sequence[str], known: Known) -> list[list[str]]:
    """Give the runs of words that no phrase of Paper 2 or of the cases explains and that are no small or general words."""
    stems = stems_of(said)
    books = (*known.books(in_play), *map(phrases, ("scopes", "topics", "two", "regions", "verdicts")))
    explained = {place for book in books for match in book.find(stems) for place in match.places}
    names = " ".join(name for each in paper_two.leaders() for name in (each.name, each.state, *each.also))
    rulers = set(map(stem, names.lower().split()))
    runs: list[list[str]] = [[]]
    for place, word in enumerate(word.text for word in content(said)):
        plain = (
            place in explained
            or stems[place] in rulers
            or word in STOP
            or stem(word) in paper_two.generic()
            or not word.replace("'", "").isalpha()
            or word.endswith("n't")
            or word.capitalize() in MONTH_NAMES
        )
        if not plain:
            runs[-1].append(word)
        else:
            runs.append([])
    return [run for run in runs if run]


def _named_by_cards(run: list[str], in_play: Sequence[str], search: Search) -> Iterator[tuple[str, str]]:
    """Give the parts of a run of words, the longest first, that some cards of a case hold, with the case."""
    for length in range(len(run), 0, -1):
        for at in range(len(run) - length + 1):
            part = " ".join(run[at : at + length])
            yield from (
                (part, slug) for slug in in_play if len(part) > 3 and len(search(slug, part)) >= FEWEST
            )
