"""What a student must be told before she writes: one function a warning, all in one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from studykit.cards import Period
from studykit.essays.known import CaseFacts
from studykit.essays.leaders import EXAMPLES, REGIONS, STATE_FOUNDERS, Leader
from studykit.essays.question import Question
from studykit.essays.scope import CONSOLIDATION, MAINTENANCE, POLICIES, RISE, STATE, TERROR
from studykit.essays.terms import TERMS
from studykit.essays.years import Years


@dataclass(frozen=True, slots=True)
class Warning:
    """A caution; `code` is stable, `message` says what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a warning depends on besides the question.

    Attributes:
        facts: the case the outline is built from, or None when there is none.
        guide: "2017" or "2028". filled: leaders of other cases of the library that fill the second half.
        state_plans: whether a plan of the case is about the establishment of the state.
    """

    facts: CaseFacts | None
    guide: str = "2017"
    filled: Collection[str] = ()
    state_plans: bool = False


Check = Callable[[Question, Setting], Warning | None]


def no_command_term(question: Question, setting: Setting) -> Warning | None:
    """Say that the question has no command term, and which is nearest."""
    if question.term is not None:
        return None
    term = TERMS[question.offered or "discuss"]
    return Warning(
        "no-command-term",
        f'There is no command term here. The nearest is "{term.name}" ({term.demand}); the plan is built for '
        "that. Ask which one is meant, or say in your introduction how you read the question.",
    )


def not_covered(question: Question, setting: Setting) -> Warning | None:
    """Say that the notes hold nothing on the subject, and what to study."""
    reasons = (reason(question, setting) for reason in (_topic, _century, _other_case, _stranger, _unrelated))
    reason = next((reason for reason in reasons if reason is not None), None)
    return None if reason is None else Warning("not-covered", f"{reason} No outline is made up.")


def _topic(question: Question, setting: Setting) -> str | None:
    if not question.topics:
        return None
    return f"Your cards hold nothing on {question.topics[0].name}: {question.topics[0].study}."


def _century(question: Question, setting: Setting) -> str | None:
    if not question.other_century:
        return None
    return (
        "That is another century: Paper 2 on authoritarian states, and these cards, keep to the twentieth. "
        "Study a case from that century for it."
    )


def _other_case(question: Question, setting: Setting) -> str | None:
    others = _other_leaders(question, setting)
    if STATE in question.scopes:
        others = [leader for leader in others if leader.name not in _founders(setting)]
    if not others or _names_ours(question, setting):
        return None
    names = _and([leader.name for leader in others])
    return (
        f"Your cards hold nothing on {names} as a case: learn conditions, methods and dates of that rise from a "
        "deck of its own."
    )


def _stranger(question: Question, setting: Setting) -> str | None:
    if question.stranger is None or question.people:
        return None
    name = question.stranger.capitalize()
    return (
        f"Your cards hold nothing on {name}: study that case first, or choose a question on the one you have."
    )


def _unrelated(question: Question, setting: Setting) -> str | None:
    if question.related or (question.people and question.term is None):
        return None
    title = setting.facts.case.title if setting.facts else "one case"
    return (
        f"Nothing in your cards ({title}) speaks to this question: study its subject from other notes, or look at "
        "the plans there are with `studykit outline list`."
    )


def state_not_leader(question: Question, setting: Setting) -> Warning | None:
    """Say that the question is about how a state was set up, which another leader did."""
    leader = setting.facts.leader if setting.facts else None
    if STATE not in question.scopes or RISE in question.scopes or not _about_ours(question, setting):
        return None
    founder = STATE_FOUNDERS.get(leader.state) if leader else None
    if founder is not None and leader is not None and founder != leader.name:
        return Warning(
            "state-not-leader",
            f"This asks how an authoritarian state was established. For the {leader.state} lead with {founder} "
            f"and the Bolsheviks, 1917-24: {leader.name} took over a state that existed. These cards hold almost "
            "nothing on 1917-22, so study that first or choose another question.",
        )
    if founder is None and not setting.state_plans:
        return Warning(
            "state-not-leader",
            "This asks how an authoritarian state was established, not how a leader rose in it: lead with its "
            "founding, on which you have no plan.",
        )
    return None


def outside_period(question: Question, setting: Setting) -> Warning | None:
    """Say that the facts asked for lie outside the years of the case."""
    period = setting.facts.case.period if setting.facts else None
    if period is None or not _about_ours(question, setting):
        return None
    if STATE in question.scopes and RISE not in question.scopes:
        return None  # those years are what `state-not-leader` is about
    if question.years is not None:
        message = _other_years(question.years, period)
    elif RISE in question.scopes:
        message = _after_the_rise(question, period)
    else:
        message = _keeping_power(question, period)
    return None if message is None else Warning("outside-period", message)


def _other_years(years: Years, period: Period) -> str | None:
    if not _is_outside(years.first, years.last, period.start.year, period.end.year):
        return None
    return (
        f"The question reaches beyond {_window(period)}, the years your cards cover. Facts from the rise earn "
        f"nothing for other years: study {years.spoken} first, or argue within {_window(period)} and say so."
    )


def _after_the_rise(question: Question, period: Period) -> str | None:
    word = TERROR.search(question.plain)
    if word is None:
        return None
    return (
        f'"{word[0].capitalize()}" belongs to the years after {period.end.year}, not to the rise: use it only to '
        f"mark where the rise ends, and argue from {_window(period)}."
    )


def _keeping_power(question: Question, period: Period) -> str | None:
    last = period.end.year
    if MAINTENANCE in question.scopes or (TERROR.search(question.plain) and not question.topics):
        return (
            f"This asks about keeping power. Facts on the rise ({_window(period)}) earn nothing there: you need "
            f"evidence from after {last}, which these cards do not hold."
        )
    if CONSOLIDATION in question.scopes and POLICIES not in question.scopes:
        return (
            f"Consolidation is making power secure once it is won, mostly after {last}. Say in your introduction "
            f"where the rise ends; only the last steps before {last} are in these cards."
        )
    return None


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


def needs_second_case(question: Question, setting: Setting) -> Warning | None:
    """Say that only one of the cases can be filled from the cards."""
    if question.cases < 2 or len(setting.filled) >= question.cases - 1:
        return None
    ours = setting.facts.leader.name if setting.facts and setting.facts.leader else "this case"
    named = [
        leader for leader in question.leaders if leader.name != ours and leader.name not in setting.filled
    ]
    missing = f"{_and([leader.name for leader in named])}" if named else "the second case"
    same = [
        leader
        for leader in named
        if setting.facts and setting.facts.leader and leader.state == setting.facts.leader.state
    ]
    note = f" {same[0].name} and {ours} count as one state." if same else ""
    return Warning(
        "needs-second-case",
        f"The question wants {_number(question.cases)} cases; your cards hold only {ours}. The outline leaves "
        f"slots for {missing}: fill them from other notes, both cases in every paragraph.{note}",
    )


def different_regions(question: Question, setting: Setting) -> Warning | None:
    """Say which regions would count for the second case."""
    region = setting.facts.region if setting.facts else None
    if not question.different_regions or region is None:
        return None
    if setting.filled and len(setting.filled) >= question.cases - 1:
        return None
    ours = setting.facts.leader.state if setting.facts and setting.facts.leader else "This case"
    count = "; ".join(f"{REGIONS[other]} ({EXAMPLES[other]})" for other in REGIONS if other != region)
    return Warning(
        "different-regions",
        f"The {ours} counts as {REGIONS[region]}, so the other case must come from {count}. Another case from "
        f"{REGIONS[region]} ({EXAMPLES[region]}) would not count.",
    )


def names_a_leader(question: Question, setting: Setting) -> Warning | None:
    """Say that a question naming the leader is in the style of Paper 3."""
    leader = setting.facts.leader if setting.facts else None
    if (
        leader is None
        or setting.guide != "2017"
        or not re.search(rf"\b{leader.name.lower()}\b", question.plain)
    ):
        return None
    return Warning(
        "names-a-leader",
        f"Paper 2 under the 2017 guide names no leader; a question that names {leader.name} is in the style of "
        "Paper 3. The plan below still serves: for Paper 2, read it as a question on one leader.",
    )


CHECKS: tuple[Check, ...] = (
    no_command_term,
    not_covered,
    state_not_leader,
    outside_period,
    needs_second_case,
    different_regions,
    names_a_leader,
)


def warnings_for(question: Question, setting: Setting) -> tuple[Warning, ...]:
    """Give every warning that is due."""
    return tuple(found for check in CHECKS if (found := check(question, setting)) is not None)


def _names_ours(question: Question, setting: Setting) -> bool:
    """Say whether a question names the leader of our case, or people who belong to it alone."""
    facts = setting.facts
    if facts is None:
        return False
    others = {leader.name.lower() for leader in _other_leaders(question, setting)}
    named = {name.lower() for name in question.people} - others
    return facts.leader in question.leaders or bool(facts.people & named)


def _about_ours(question: Question, setting: Setting) -> bool:
    """Say whether our case could answer: no other ruler is the only one named."""
    others = [leader for leader in _other_leaders(question, setting) if leader.name not in _founders(setting)]
    return not question.other_century and (not others or _names_ours(question, setting))


def _founders(setting: Setting) -> set[str]:
    leader = setting.facts.leader if setting.facts else None
    return {STATE_FOUNDERS.get(leader.state, "")} if leader else set()


def _other_leaders(question: Question, setting: Setting) -> list[Leader]:
    ours = setting.facts.leader if setting.facts else None
    return [leader for leader in question.leaders if leader != ours and leader.name not in setting.filled]


def _and(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]


def _number(number: int) -> str:
    return {2: "two", 3: "three"}.get(number, str(number))
