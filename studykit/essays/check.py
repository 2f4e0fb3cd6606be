"""What markers reward, seen in a plan or missing from it: each sign is one thing that more work can only add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from studykit.essays.answer import Answer
from studykit.essays.known import Known, named_leaders
from studykit.essays.own import OwnPlan
from studykit.essays.paper_two import stems_of, wording, words_of
from studykit.essays.question import Question
from studykit.essays.question_words import read_words
from studykit.essays.years import years_in


@dataclass(frozen=True, slots=True)
class Signal:
    """Something markers look for; `found` says whether it is there, `message` what to do or keep."""

    code: str
    found: bool
    message: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a plan is measured by: its question, the answer the case gives to it (None where there is none)."""

    question: Question
    known: Known
    answer: Answer | None = None
    historians: frozenset[str] = frozenset()
    """Those whose views the plans of the case weigh, in lower case."""


def signals(own: OwnPlan, wanted: Expectation) -> tuple[Signal, ...]:
    """Give every sign that markers look for, found or not."""
    rules = (_thesis(own, wanted), _body(own), _views(own, wanted), _end(own), _cases(own, wanted))
    return tuple(signal for rule in rules for signal in rule)


def _sign(code: str, found: object, **values: object) -> Signal:
    """Make a sign: what to keep where it is there, and what to add where it is not; steps of one share a wording."""
    said = wording()["signs"][code.rstrip("0123456789").rstrip("-")]
    return Signal(code, bool(found), said["good" if found else "add"].format(**values))


def _thesis(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for a thesis that answers this question: its factor, a degree, a because."""
    said, answer = " ".join(own.thesis), wanted.answer
    yield _sign("thesis", said)
    if answer and answer.claims:
        about = " or ".join(map(answer.name, answer.claims))
        yield _sign("thesis-answers", _speaks_of(said, answer, wanted.known), about=about)
    yield _sign("thesis-judges", words_of("degree").search(said))
    yield _sign("thesis-because", words_of("because").search(said))


def _speaks_of(said: str, answer: Answer, known: Known) -> bool:
    """Say whether a text speaks of what is claimed."""
    factors, subjects = known.books([answer.facts.case.slug])
    stems = stems_of(read_words(said, known.lexicon).words)
    meant = {slug for match in factors.find(stems) for slug in match.value}
    named = {match.value[0] for match in subjects.find(stems)}
    return any(
        meant & set(claim.factors)
        or claim.subject in named
        or (claim.subject or "\0").lower() in said.lower()
        for claim in answer.claims
    )


def _body(own: OwnPlan) -> Iterator[Signal]:
    """Look for three points that argue, and for dated evidence: one fact, two, four, six, and in how many paragraphs."""
    dated = sum(bool(years_in(line)) for line in own.lines())
    shown = [block for block in own.blocks if any(map(years_in, (block.point, *block.lines)))]
    ladders = (
        ("points", "point", len(own.points), (1, 2, 3)),
        ("dated-evidence", "dated fact", dated, (1, 2, 4, 6)),
        ("evidence-in-paragraphs", "paragraph", len(shown), (1, 3)),
    )
    for code, noun, count, steps in ladders:
        counted = f"{count or 'No'} {noun}{'' if count == 1 else 's'}"
        for step in steps:
            yield _sign(f"{code}-{step}", count >= step, count=counted, more="More" if count else "No")
    for block in [block for block in own.blocks if block.lines and block not in shown][:1]:
        yield _sign("paragraph-without-date", False, point=shortened(block.point))


def _views(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for historians' views that are weighed, not only named."""
    views = {line: names for line in own.lines() if (names := _authors(line, own, wanted)) is not None}
    labelled = set(views) & set(own.historian)
    yield _sign("historian", views)
    yield _sign("historian-weighed", any(map(words_of("weighing").search, views)))
    yield _sign(
        "historians-two", len({name for names in views.values() for name in names}) > 1 or len(labelled) > 1
    )


def _authors(line: str, own: OwnPlan, wanted: Expectation) -> list[str] | None:
    """Give the historians whose view a line gives; None when it gives none.

    Who took part in the case, as Trotsky did, is the author of a view only where the line says so.
    """

    def named(names: frozenset[str]) -> list[str]:
        return [name for name in names if re.search(rf"\b{re.escape(name)}\b", line.lower())]

    facts = wanted.answer.facts if wanted.answer else None
    people = frozenset(name.lower() for name in (*facts.people, facts.name)) if facts else frozenset()
    writes = words_of("author").search(line) is not None
    found = named(wanted.historians if writes else wanted.historians - people)
    return found if found or (line in own.historian and (writes or not named(people))) else None


def _end(own: OwnPlan) -> Iterator[Signal]:
    """Look for a counter-argument with an answer, and for a conclusion that judges."""
    said, last = " ".join(own.counter), " ".join(own.conclusion)
    turns = len(words_of("answered").findall(said))
    answered = len(own.counter) > 1 or turns > 1 or (turns == 1 and re.search(r"[.;,] .", said))
    yield _sign("counter-argument", said)
    yield _sign("counter-answered", said and answered)
    yield _sign("conclusion", last)
    yield _sign("conclusion-judges", words_of("degree").search(last) or words_of("judges").search(last))


def _cases(own: OwnPlan, wanted: Expectation) -> Iterator[Signal]:
    """Look for every case that is asked for."""
    asked, text = wanted.question.cases, " ".join(own.lines())
    if asked < 2:
        return
    named = {leader.state for leader in named_leaders(text)}
    named |= {each.name for each in wanted.known.cases.values() if each.leader is None and each.name in text}
    both = sum(len(named_leaders(" ".join((block.point, *block.lines)))) > 1 for block in own.blocks)
    yield _sign("all-cases", len(named) >= asked, asked=asked, named=len(named) or "none")
    yield _sign("cases-together", both > 1)


def shortened(line: str) -> str:
    """Give a line cut to what fits a message."""
    return line if len(line) <= 70 else f"{line[:67].rstrip()}..."
