"""What a student must be told before she writes: whether the cases cover the question, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studykit.cards import Period
from studykit.essays import paper_two
from studykit.essays.known import CaseFacts
from studykit.essays.question import Question
from studykit.essays.stance import listed

RISE, STATE = "rise-of-a-leader", "state"


@dataclass(frozen=True, slots=True)
class Warning:
    """A caution; `code` is stable, `message` says what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a warning depends on besides the question.

    `facts` are the cases it is built from, in order; `covers` the scopes that they cover together (none: unknown).
    """

    facts: tuple[CaseFacts, ...]
    guide: str = "2017"
    covers: frozenset[str] = frozenset()


def uncovered(question: Question, coverage: Coverage) -> Warning | None:
    """Say why the cases cover nothing of a question; None when they cover it."""
    return (
        _elsewhere(question)
        or _other_leader(question, coverage)
        or _scope(question, coverage)
        or _years(question, coverage)
        or _unrelated(question, coverage)
    )


def _elsewhere(question: Question) -> Warning | None:
    if question.elsewhere:
        return Warning(
            "not-covered",
            f"This belongs to another topic of Paper 2, {question.elsewhere}: answer it from cases of that topic.",
        )
    if question.other_century:
        return Warning(
            "not-covered", "That is another century: Paper 2 on authoritarian states keeps to the twentieth."
        )
    return None


def _other_leader(question: Question, coverage: Coverage) -> Warning | None:
    """Say that it names only rulers of whom there is no case."""
    ours = {facts.leader for facts in coverage.facts}
    others = [leader for leader in question.leaders if leader not in ours]
    if others and (len(others) == len(question.leaders)):
        if any(slug == facts.case.slug for facts in coverage.facts for slug in question.named):
            return None
        names = listed([leader.name for leader in others])
        return Warning(
            "not-covered", f"Your cards hold nothing on {names} as a case: study it from a deck of its own."
        )
    if question.stranger and not question.named:
        name = question.stranger.capitalize()
        return Warning(
            "not-covered",
            f"Your cards hold nothing on {name}: study that case first, or choose a question on the one you have.",
        )
    return None


def _scope(question: Question, coverage: Coverage) -> Warning | None:
    """Say that it is about a scope that no case covers."""
    scopes = question.scopes or (("policies",) if question.topics else ())
    if not scopes or not coverage.covers or set(scopes) & coverage.covers:
        return None
    if not question.scopes and any(claim.subject for claim in question.claims):
        return None
    scope = scopes[0]
    name = paper_two.data()["scopes"][scope]["name"]
    facts = next(iter(coverage.facts), None)
    if scope == STATE:
        return Warning(
            "state-not-leader",
            f"This asks how an authoritarian state was established, not how a leader rose in one. {_founded(facts)}",
        )
    if scope == "policies":
        topic = question.topics[0] if question.topics else name
        return Warning("not-covered", f"Your cards hold nothing on {topic}.")
    years = f" ({_window(facts.case.period)})" if facts and facts.case.period else ""
    return Warning("outside-period", f"This asks about {name}. Facts on the rise{years} earn nothing there.")


def _founded(facts: CaseFacts | None) -> str:
    """Say whom to lead with, where another leader set up the state of the case."""
    if facts is None or facts.leader is None:
        return "Your cards hold nothing on that."
    founder = next(
        (each for each in paper_two.leaders() if each.state == facts.leader.state and each.founded), None
    )
    if founder is None or founder == facts.leader:
        return "Your cards hold nothing on that."
    return f"For the {founder.state} lead with {founder.name}: {facts.name} took over a state that existed. Your cards hold almost nothing on that."


def _years(question: Question, coverage: Coverage) -> Warning | None:
    period = next((facts.case.period for facts in coverage.facts if facts.case.period), None)
    if period is None or question.years is None or len(coverage.facts) > 1:
        return None
    if not _is_outside(question.years.first, question.years.last, period.start.year, period.end.year):
        return None
    return Warning(
        "outside-period",
        f"The question asks about {question.years.spoken}; your cards cover {_window(period)}, and facts from those years earn nothing for others.",
    )


def _unrelated(question: Question, coverage: Coverage) -> Warning | None:
    if question.related:
        return None
    title = coverage.facts[0].case.title if coverage.facts else "no case"
    return Warning("not-covered", f"Nothing in your cards ({title}) speaks to this question.")


def cautions(question: Question, coverage: Coverage, missing: Sequence[str]) -> tuple[Warning, ...]:
    """Give every warning that is due on a question that is covered; `missing` are cases to be filled in."""
    found = [
        _partly(question, coverage),
        _second_case(question, coverage, missing),
        _regions(question, coverage),
        _names_a_leader(question, coverage),
    ]
    return tuple(each for each in found if each is not None)


def no_command_term(question: Question) -> Warning | None:
    """Say that the question has no command term, and which is nearest."""
    if question.term is not None:
        return None
    term = paper_two.terms()[question.offered or "discuss"]
    return Warning(
        "no-command-term",
        f'There is no command term here. The nearest is "{term.name}" ({term.demand}); the outline is built for that.',
    )


def _partly(question: Question, coverage: Coverage) -> Warning | None:
    """Say that part of what is asked lies outside what the cases cover."""
    rest = [
        each
        for each in question.scopes
        if coverage.covers
        and each not in coverage.covers
        and each in ("consolidation", "maintenance", "policies")
    ]
    if (
        not rest
        or (rest == ["policies"])
        or (
            rest == ["maintenance"]
            and not re.search(r"\b(?:maint\w+|keep\w*|kept|stay\w*|remain\w*)\b", question.words.plain)
        )
    ):
        return None
    names = listed([paper_two.data()["scopes"][each]["name"] for each in rest])
    return Warning(
        "partly-covered",
        f"It asks about {names} as well; the outline answers for the rise alone, and the rest needs facts of later years.",
    )


def _second_case(question: Question, coverage: Coverage, missing: Sequence[str]) -> Warning | None:
    if not missing:
        return None
    ours = listed([facts.name for facts in coverage.facts])
    same = next(
        (
            leader
            for leader in question.leaders
            for facts in coverage.facts
            if facts.leader and leader != facts.leader and leader.state == facts.leader.state
        ),
        None,
    )
    note = f" {same.name} and {ours} count as one state." if same else ""
    return Warning(
        "needs-second-case",
        f"The question wants {_number(question.cases)} cases; your cards hold {ours}. Fill in {listed(list(missing))} from other notes.{note}",
    )


def _regions(question: Question, coverage: Coverage) -> Warning | None:
    """Say which regions would count for the cases to fill in, or that those at hand are of one region."""
    if not question.different_regions or not coverage.facts:
        return None
    regions = {facts.region for facts in coverage.facts}
    region = coverage.facts[0].region
    if region is None or (len(coverage.facts) > 1 and len(regions) > 1):
        return None
    others = "; ".join(
        f"{each['name']} ({each['examples']})"
        for slug, each in paper_two.data()["regions"].items()
        if slug not in regions
    )
    return Warning(
        "different-regions",
        f"{listed([facts.name for facts in coverage.facts])}: {paper_two.region_name(region)}. The other case must come from {others}.",
    )


def _names_a_leader(question: Question, coverage: Coverage) -> Warning | None:
    named = next(
        (
            facts.name
            for facts in coverage.facts
            if re.search(rf"\b{re.escape(facts.name)}\b", question.text, re.IGNORECASE)
        ),
        None,
    )
    if named is None or coverage.guide != "2017":
        return None
    return Warning(
        "names-a-leader",
        f"Paper 2 names no leader; a question that names {named} is in the style of Paper 3.",
    )


def _window(period: Period) -> str:
    return f"{period.start.year}-{period.end.year % 100:02}"


def _is_outside(start: int | None, end: int | None, first: int, last: int) -> bool:
    """Say whether years asked for lie outside those of a case, or mostly so, or run past its end."""
    if start is not None and end is None:
        return start >= last
    if end is not None and start is None:
        return end < first or end > last + 1
    assert start is not None
    assert end is not None
    overlap = min(end, last) - max(start, first) + 1
    if overlap <= 0 or end > last + 1:
        return True
    return overlap * 2 <= end - start + 1


def _number(number: int) -> str:
    return {2: "two", 3: "three"}.get(number, str(number))
