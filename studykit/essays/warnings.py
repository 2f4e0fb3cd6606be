"""What a student must be told before she writes: whether the cases cover the question, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studykit.cards import Period
from studykit.essays.command_terms import asked_by
from studykit.essays.known import CaseFacts
from studykit.essays.paper_two import data, leaders, wording
from studykit.essays.question import Question
from studykit.essays.stance import capital, listed
from studykit.essays.years import Years


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
    late: str | None = None
    """What the question is about where the cards on it are all of later years than the case."""
    studied: tuple[str, ...] = ()
    """The slugs of the cases that she studies, whose facts the quiz asks; none where that is not known."""

    @property
    def names(self) -> str:
        """The cases by their leaders."""
        return listed([facts.name for facts in self.facts])

    @property
    def period(self) -> Period | None:
        """The period of the first case that has one."""
        return next((facts.case.period for facts in self.facts if facts.case.period), None)


def _warning(name: str, **values: object) -> Warning:
    """Make a warning in the words of `wording.yaml`."""
    said = wording()["warnings"][name]
    return Warning(said["code"], said["says"].format(**values))


def uncovered(question: Question, coverage: Coverage) -> Warning | None:
    """Say why the cases cover nothing of a question; None when they cover it."""
    return next(_reasons(question, coverage), None)


def _reasons(question: Question, coverage: Coverage) -> Iterator[Warning]:
    """Give every reason why the cases cover nothing, the plainest first."""
    ours = {facts.leader for facts in coverage.facts}
    period = coverage.period
    if question.elsewhere:
        yield _warning("elsewhere", topic=question.elsewhere)
    if question.other_century:
        yield _warning("century")
    asked = question.leaders[: question.cases]
    if len(asked) == question.cases and not ours & {*asked}:  # else one of ours may be the other case
        yield _warning("leader", names=listed([each.name for each in question.leaders if each not in ours]))
    if question.stranger and not question.named:
        yield _warning("stranger", names=question.stranger.capitalize())
    yield from _other_scope(question, coverage)
    years, alone = question.years, len(coverage.facts) == 1
    if period and years and alone and is_outside(years, period) and not _is_background(question, period):
        yield _warning("years", asked=years.spoken, years=_spoken(period))
    if period and coverage.late:
        yield _warning("years", asked=coverage.late, years=_spoken(period))
    if not question.related:
        yield _warning("unrelated", names=coverage.facts[0].case.title if coverage.facts else "no case")
    if not coverage.facts:
        yield _warning("no-case")


def _other_scope(question: Question, coverage: Coverage) -> Iterator[Warning]:
    """Say that it is about a scope that no case covers."""
    scopes = question.scopes or (("policies",) if question.topics else ())
    if not scopes or not coverage.covers or coverage.covers.intersection(scopes):
        return
    if not question.scopes and any(claim.subject for claim in question.claims):
        return
    name = data()["scopes"][scopes[0]]["name"]
    if scopes[0] == "state":
        yield _warning("state", founded=_founded(coverage))
    elif scopes[0] == "policies":
        yield _warning("policies", topic=(*question.topics, name)[0])
    else:
        years = f" ({_spoken(coverage.period)})" if coverage.period else ""
        yield _warning("scope", topic=name, years=years)


def _founded(coverage: Coverage) -> str:
    """Say whom to lead with, where another leader set up the state of the case."""
    leader = next((facts.leader for facts in coverage.facts), None)
    founder = next(
        (each for each in leaders() if each.founded and leader and each.state == leader.state), None
    )
    if founder is None or founder == leader:
        return _warning("unfounded").message
    ours = coverage.facts[0].name
    return _warning("founded", state=founder.state, founder=founder.name, names=ours).message


def is_outside(asked: Years, period: Period) -> bool:
    """Say whether years asked for lie outside those of a case, or mostly so, or run past its end."""
    first, last = period.start.year, period.end.year
    if asked.last is None:
        return (asked.first or 0) >= last
    start = first if asked.first is None else asked.first
    overlap = min(asked.last, last) - max(start, first) + 1
    mostly = asked.first is not None and overlap * 2 <= asked.last - start + 1
    return overlap <= 0 or asked.last > last + 1 or mostly


def _is_background(question: Question, period: Period) -> bool:
    """Say whether the one year asked for lies before a case as the date of a thing, such as a rule that it inherits."""
    rulers, asked = {each.name for each in leaders()}, question.years
    things = any(claim.subject and claim.subject not in rulers for claim in question.claims)
    return (
        things and asked is not None and asked.first == asked.last and (asked.last or 0) < period.start.year
    )


def answers_it(facts: CaseFacts) -> Warning:
    """Say which case that is not chosen answers a question, and how to choose it."""
    return _warning("other-case", leader=facts.name, slug=facts.case.slug)


def no_command_term(question: Question) -> tuple[Warning, ...]:
    """Say that the question has no command term, and which is nearest; nothing where it has one, or asks how and why."""
    if question.term or question.how_and_why:
        return ()
    asked, term = asked_by(question.words.plain), question.offered or "discuss"
    return (_warning("asked" if asked else "term", term=term, asked=capital(asked)),)


def cautions(question: Question, coverage: Coverage, missing: Sequence[str]) -> Iterator[Warning]:
    """Give every warning that is due on a question that is covered; `missing` are cases to be filled in."""
    yield from _scopes(question, coverage)
    if missing:
        states = {facts.leader.state: facts.leader for facts in coverage.facts if facts.leader}
        same = [each.name for each in question.leaders if states.get(each.state, each) != each]
        note = _warning("one-state", other=same[0], names=coverage.names).message if same else ""
        number = {2: "two", 3: "three"}.get(question.cases, question.cases)
        yield _warning("second-case", number=number, names=coverage.names, missing=listed(missing), note=note)
    yield from _regions(question, coverage)
    away = [facts for facts in coverage.facts if coverage.studied and facts.case.slug not in coverage.studied]
    if away:
        slugs = " ".join(dict.fromkeys([*coverage.studied, *(facts.case.slug for facts in away)]))
        yield _warning("unstudied", names=listed([facts.name for facts in away]), slugs=slugs)
    if coverage.guide == "2017":
        yield from _names(question, coverage)


def _names(question: Question, coverage: Coverage) -> Iterator[Warning]:
    """Say that Paper 2 names nobody: of one case no leader, person or body, of several no leader."""
    named = [
        each.name
        for each in coverage.facts
        if re.search(rf"\b{re.escape(each.name)}\b", question.text, re.IGNORECASE)
    ]
    if question.cases > 1 and len(named) > 1:
        yield _warning("names-cases")
        return
    of_case = {name for facts in coverage.facts for name in (*facts.people, *facts.bodies)}
    written = (each for each in question.claims if re.search("[A-Z]", each.said))
    named += [each.subject for each in written if each.subject in of_case]
    if named:
        yield _warning("names-a-leader", names=named[0])


def _scopes(question: Question, coverage: Coverage) -> Iterator[Warning]:
    """Say what of the topic the cases do not cover, and which of them rose later than is asked about."""
    later, asked = ("consolidation", "maintenance", "policies"), set(question.scopes)
    rest = [
        each for each in question.scopes if coverage.covers and each in later and each not in coverage.covers
    ]
    kept = re.search(r"\b(?:maint\w+|keep\w*|kept|stay\w*|remain\w*)\b", question.words.plain)
    if rest and rest != ["policies"] and (rest != ["maintenance"] or kept):
        yield _warning("partly", topic=listed([data()["scopes"][each]["name"] for each in rest]))
    late = [each.name for each in coverage.facts if each.case.covers and asked.isdisjoint(each.case.covers)]
    if "state" in asked and late:
        yield _warning("risen", names=listed(late))


def _regions(question: Question, coverage: Coverage) -> Iterator[Warning]:
    """Say which regions would count for the cases to fill in, or that those at hand are of one region."""
    regions, known = [facts.region for facts in coverage.facts], data()["regions"]
    if not question.different_regions or not regions or regions[0] is None or len(set(regions)) > 1:
        return
    others = (f"{each['name']} ({each['examples']})" for slug, each in known.items() if slug not in regions)
    yield _warning(
        "regions", names=coverage.names, region=known[regions[0]]["name"], others="; ".join(others)
    )


def _spoken(period: Period) -> str:
    return Years(period.start.year, period.end.year).spoken
