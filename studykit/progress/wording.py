"""Figures in words: the sentences that every screen and page says alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from studykit.memory.schedule import LEECH_LAPSES
from studykit.progress.curve import Curve, Point
from studykit.progress.figures import Figures
from studykit.progress.readiness import FACTS, PARAGRAPHS, Cause, Readiness
from studykit.progress.tallies import Calibration, Mastery, Practised, Tempo, Trouble

FEW_REVIEWS = 30
"""Reviews below which true recall says hardly anything."""

KINDS = 5
"""Kinds of card that fit into a line."""

NEAR = 0.03
"""True recall this near (0-1) to what was foretold is as good as any model gets."""


def long_day(day: date, today: date) -> str:
    """Say a day: `Sunday 7 February`, with the year when it is another one than today's."""
    return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def short_day(day: date) -> str:
    """Say a day in a table: `7 Feb`."""
    return f"{day.day} {day:%b}"


def some(number: int, noun: str) -> str:
    """Say a number of things: `1 card`, `1,204 reviews`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def headline(found: Figures) -> str:
    """Say where she stands on the way: the days to the exam, or what day it is."""
    if found.exam is not None:
        days = (found.exam.day - found.day).days
        about = f" in {found.exam.case}" if found.exam.case else ""
        left = f"{some(days, 'day')} to the exam{about}" if days else f"Today is the exam{about}"
        return f"{left}, {long_day(found.exam.day, found.day)}"
    if found.over is not None:
        return f"The exam was on {long_day(found.over.day, found.day)}"
    return long_day(found.day, found.day)


def streak(found: Figures) -> str:
    """Say how many days running she has studied, and of how many."""
    habit = found.habit
    if not habit.longest:
        return "No day studied yet"
    days = f"{habit.studied} of the last {some(habit.span, 'day')}"
    if not habit.streak:
        return f"{days}; longest streak {some(habit.longest, 'day')}"
    longest = f", longest {habit.longest}" if habit.longest > habit.streak else ""
    return f"{some(habit.streak, 'day')} running{longest}; {days}"


def share(point: Point) -> str:
    """Say an expected recall with its band: `91% (77% to 99%)`."""
    return f"{point.recall:.0%} ({point.low:.0%} to {point.high:.0%})"


def curve(curve: Curve) -> str:
    """Say what a curve tells of each day."""
    return "Recall on each day" if curve.exam is None else "Recall on exam day, had you stopped on a day"


def recall(found: Figures) -> str:
    """Say what she would recall, now and if the plan is kept."""
    curve = found.curve
    if not curve.cards:
        return "There are no cards here that are asked."
    if not curve.met:
        return f"You have met none of the {some(curve.cards, 'card')} yet; `studykit quiz` begins."
    if not curve.ahead:
        return f"Today you would recall {share(curve.now)} of all {some(curve.cards, 'card')}."
    stopped, kept = f"{curve.now.recall:.0%}", share(curve.ahead[-1])
    return f"Recall on exam day: {stopped} if you stopped now, {kept} if you go on."


def known(found: Figures) -> str:
    """Say how many cards she would know today, and how that has changed within a week."""
    gained = found.known - found.known_a_week_ago
    change = f", {gained:+d} in a week" if gained else ""
    met = f"{found.known} of the {some(found.met, 'card')} met are known{change}"
    return f"{met}; {found.cards - found.met} unseen"


def true_recall(whole: Calibration) -> str:
    """Say how much of what was asked again came, beside what was foretold."""
    if not whole.reviews:
        return "nothing was asked again yet"
    said = f"{whole.came:.0%} in {some(whole.reviews, 'review')}; {whole.foretold:.0%} was foretold"
    if whole.reviews < FEW_REVIEWS:
        return f"{said} (too few to tell)"
    gap = whole.came - whole.foretold
    if abs(gap) <= NEAR:
        return said
    return f"{said}: too {'careful' if gap > 0 else 'hopeful'}"


def tempo(found: Sequence[Tempo]) -> str:
    """Say the seconds that cards of the kinds answered most take her, the quickest first."""
    most = sorted(sorted(found, key=lambda each: -each.answers)[:KINDS], key=lambda each: each.seconds)
    return ", ".join(f"{each.kind} {each.seconds:.0f}" for each in most) or "no answers yet"


def essays(ready: Readiness) -> str:
    """Say for how many causes and questions what she would recall is enough."""
    causes = f"on {ready.paragraphs} of {some(len(ready.causes), 'cause')}"
    on_day = "" if ready.on_day is None else f"; {ready.on_day} on exam day"
    return f"{causes} and {ready.today} of {some(len(ready.stems), 'question')}{on_day}"


def essays_explained(ready: Readiness) -> str:
    """Say what the figures of essays rest on."""
    beyond = f" {ready.beyond} more questions compare more cases than you study." if ready.beyond else ""
    return (
        f"A cause takes {FACTS} dated facts that you would recall, a question {PARAGRAPHS} such causes, the "
        f"one it asks about among them.{beyond}"
    )


def cause(each: Cause) -> str:
    """Say of a cause how many of its dated facts she would recall."""
    on_day = "" if each.on_day is None else f", {each.on_day:.0f} on exam day"
    return f"{each.name}: {each.today:.0f} of {some(each.facts, 'fact')}{on_day}"


def drill_of_cause(each: Cause) -> str:
    """Give the command that asks for the facts of a cause."""
    return f"studykit quiz --more --factor {each.factor}"


def mastery(found: Figures) -> Iterator[tuple[str, list[tuple[Mastery, str]]]]:
    """Give the themes and the decks under their headings, each with the command that asks for its cards."""
    yield "Themes", [(each, f"studykit quiz --more --theme {each.name}") for each in found.themes]
    yield "Decks", [(each, f"studykit quiz --more {each.name}") for each in found.decks]


def practice(each: Practised) -> str:
    """Say how often something was practised beside the cards, and how it went."""
    last = f"the last on {short_day(each.last_day)} {each.last_score:.0%}"
    if each.name == "mock":
        return f"{some(each.times, 'mock')}, {each.score:.0%} of the outlines, {last}"
    return f"{some(each.times, 'round')} of facts in order, {each.score:.0%} right, {last}"


def trouble(each: Trouble) -> str:
    """Say of a card how often it was wrong."""
    return f"{each.card}: {each.wrong} of {each.answers} wrong"


def leeches(found: Sequence[Trouble]) -> str:
    """Say how many cards were forgotten again and again, and which comes first."""
    return f"{some(len(found), 'card')} at fault, not you: `studykit card {found[0].card}`"


def advice(leeches: Sequence[Trouble]) -> str:
    """Say what to do with cards that were forgotten again and again."""
    if not leeches:
        return "none"
    return (
        f"{some(len(leeches), 'card')} forgotten {LEECH_LAPSES} times or more: the card is at fault, not "
        f"you. Reword it (key e in the quiz), or `studykit card {leeches[0].card} suspend`."
    )
