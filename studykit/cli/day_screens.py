"""A study day as a student reads it: what it holds, what was gained, and what comes next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from studykit.cards import Listed, Points
from studykit.cli.display import Style, about_minutes, calendar_day, count
from studykit.study.agenda import Agenda, Assignment, next_study_day, tomorrow
from studykit.verdict import Verdict

if TYPE_CHECKING:
    from studykit.cards import Card
    from studykit.decks.library import Library
    from studykit.memory.session import Session
    from studykit.study.collection import Collection

RESULT_WORDS = {Verdict.CORRECT: "right", Verdict.PARTIAL: "partly right", Verdict.WRONG: "wrong"}
SMALL_SAMPLE = 30
"""Cards met below which a share of them is hardly more than a guess."""


def work(day: Agenda) -> str:
    """The work of a day in words: `38 questions, about 10 min`."""
    return f"{count(len(day.questions), 'question')}, {about_minutes(day.seconds)}"


def ahead(today: Agenda, tomorrow: Agenda, following: Agenda | None) -> str:
    """What comes after today, as a sentence: tomorrow's work, or why there is none and when there is some."""
    if today.is_exam_day:
        return "Good luck today!"
    if tomorrow.is_exam_day:
        look = f" A short last look is there for you: {work(tomorrow)}." if tomorrow.questions else ""
        return f"Tomorrow is the exam.{look}"
    if tomorrow.questions:
        return f"Tomorrow: {work(tomorrow)}."
    free = "Tomorrow is a day off." if tomorrow.is_off else "Nothing comes back tomorrow."
    if following is None:
        return free
    name = calendar_day(following.day, today.day)
    if following.is_exam_day:
        return f"{free} {name} is the exam."
    return f"{free} Next: {name}, {work(following)}."


def coming(collection: Collection, now: Agenda) -> str:
    """What comes after a study day, with all cards that she studies, as a sentence."""
    cards = collection.listings()
    return ahead(now, tomorrow(collection, cards, now.day), next_study_day(collection, cards, now.day))


def assigned(each: Assignment, today: date, style: Style) -> str:
    """A deck that is to be met by a day: how much of it is left."""
    days = (each.due - today).days
    day = f"by {calendar_day(each.due, today)}{', which is over' if days < 0 else ''}"
    when = {0: "today", 1: "tomorrow"}.get(days, day)
    left = f"{each.cards - each.met} of {count(each.cards, 'card')}"
    return style.text(f"To be met {when}: {each.title}, {left} still to meet.")


def back(day: date, today: date) -> str:
    """When a card comes back: `back tomorrow`, `back in 6 days, Saturday 28 November`."""
    days = (day - today).days
    if days <= 1:
        return "back tomorrow" if days == 1 else "back today"
    return f"back in {days} days, {calendar_day(day, today)}"


def results(session: Session, style: Style) -> str:
    """How many answers there were, and of what kind; without any, that."""
    total = len(session.answered)
    if not total:
        return style.line("Nothing was answered.")
    counts = [(session.count(verdict), word) for verdict, word in RESULT_WORDS.items()]
    said = ", ".join(f"{number} {word}" for number, word in counts if number)
    return "\n".join([style.rule(), style.strong(style.line(f"{count(total, 'answer')}: {said}."))])


def summary(session: Session, library: Library, style: Style) -> str:
    """How a sitting went, and what was not known in it, to look at again."""
    known = {done.card for done in session.answered if done.verdict is Verdict.CORRECT}
    missed_ids = dict.fromkeys(done.card for done in session.answered if done.card not in known)
    cards = [library.card(each) for each in missed_ids if each in library]
    shown = [(card.ask, _wanted(card)) for card in cards]
    return "\n".join([results(session, style), *missed(shown, style)])


def _wanted(card: Card) -> str:
    """The right answer in one paragraph, with how many of its items are wanted."""
    told = "; ".join(item.say for item in card.expected.items)
    match card.expected:
        case Listed(items=items, need=need) | Points(items=items, need=need) if need < len(items):
            return f"any {need} of: {told}"
    return told


def missed(cards: list[tuple[str, str]], style: Style) -> list[str]:
    """The questions to look at again, each with its answer."""
    if not cards:
        return []
    lines = ["", style.line("Look at again:")]
    for ask, answer in cards:
        lines += [style.line(ask, first="- "), style.strong(style.line(answer, first="  "))]
    return lines


def gained(known: int, met: int) -> str:
    """What a day's study came to, as a sentence."""
    return (
        f"Of the {count(met, 'card')} you have met you would know {'all' if known == met else known} today."
    )


def recall_sentence(met: int, cards: int, of_met: float, of_all: float, change: float) -> str:
    """What would be recalled on exam day without more study: of the cards met, and of all."""
    if not met:
        return f"You have met none of the {count(cards, 'card')} yet."
    few = " From so few cards that is a rough guess." if met < SMALL_SAMPLE else ""
    since = f", {change:+.0f} points of all since last week" if abs(change) >= 1 else ""
    those = "it on exam day with a chance of {:.0%}" if met == 1 else f"on exam day {{:.0%}} of those {met}"
    return (
        f"You have met {met} of {count(cards, 'card')}. If you stopped now, you would recall "
        f"{those.format(of_met)}, which is {of_all:.0%} of all {cards}{since}.{few}"
    )
