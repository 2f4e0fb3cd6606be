"""The rules for one entry: what a teacher gets wrong in a card, each rule a function, all in one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from studykit.cards import Card, Choice, Listed, Ordered, Points, Term
from studykit.decks.findings import Spot, problem
from studykit.decks.same import contains, fold, words
from studykit.decks.sheet import Entry
from studykit.problems import Level, Problem

LONGEST_PROMPT = 200
"""Characters after which a prompt is better cut."""

_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)")
_TWO_YEARS = re.compile(r"(1[0-9]\d\d|20\d\d) *(?:or|/) *\d{2,4}")
_PRONOUNS = frozenset({"he", "she", "him", "his", "her", "this"})


class Breach(NamedTuple):
    """A rule that is broken, and where; its level only where the rule has two."""

    spot: Spot
    rule: str
    message: str
    mend: str
    level: Level | None = None


Rule = Callable[[Card, Entry], Iterator[Breach]]
"""A rule for one card of an entry."""


def broken_rules(file: str, entry: Entry) -> Iterator[Problem]:
    """Hold every rule that looks at one entry alone against one."""
    for rule in ENTRY_RULES:
        for card in entry.cards:
            yield from (problem(file, *breach) for breach in rule(card, entry))


def ask_spot(entry: Entry, card: Card) -> Spot:
    """Give the place of a card's prompt."""
    is_back = card.id.endswith("#back") and "back-ask" in entry.spots
    return entry.spot("back-ask" if is_back else "ask")


def long_prompt(card: Card, entry: Entry) -> Iterator[Breach]:
    """A prompt can be taken in at one glance."""
    if len(card.ask) > LONGEST_PROMPT:
        message = f"the prompt has {len(card.ask)} characters; more than {LONGEST_PROMPT} are hard to take in"
        mend = "ask for one thing, and put the rest into `note:`"
        yield Breach(ask_spot(entry, card), "long-prompt", message, mend)


def answer_in_prompt(card: Card, entry: Entry) -> Iterator[Breach]:
    """A prompt does not contain its own answer."""
    seen = [item.say for item in card.expected.items if contains(card.ask, item.say)]
    if seen and card.kind not in ("choose", "sort", "order", "points"):
        offered = "or" in words(card.ask)
        level = Level.ERROR if len(seen) >= card.expected.need and not offered else Level.ADVICE
        message = f"the prompt contains the answer `{seen[0]}`"
        mend = "word the prompt without it, or make it a `choose:` if it is meant to be seen"
        yield Breach(ask_spot(entry, card), "answer-in-prompt", message, mend, level)


def answer_in_hint(card: Card, entry: Entry) -> Iterator[Breach]:
    """A hint helps, but does not say the answer."""
    say = card.expected.item.say if isinstance(card.expected, Term) else ""
    if card is entry.first and card.hint and contains(card.hint, say):
        mend = "hint at it instead"
        yield Breach(entry.spot("hint"), "answer-in-hint", f"the hint says the answer, `{say}`", mend)


def reject_accepted(card: Card, entry: Entry) -> Iterator[Breach]:
    """An answer is not both right and wrong."""
    right = {fold(phrasing) for item in card.expected.items for phrasing in item.phrasings}
    replies = (("reject", card.reject, "rejected"), ("partial", card.partial, "partly right"))
    for key, answers, what in replies:
        for at, (answer, _) in enumerate(answers):
            if fold(answer) in right:
                spots = entry.spots.get(key) or (entry.spot("entry"),)
                message = f"`{answer}` is accepted and {what}"
                mend = "keep it in one place"
                yield Breach(spots[min(at, len(spots) - 1)], "reject-accepted", message, mend)


def option_accepted(card: Card, entry: Entry) -> Iterator[Breach]:
    """Of the options of a card only the right one is accepted."""
    if isinstance(card.expected, Choice):
        others = {fold(each) for each in card.expected.options} - {fold(card.expected.answer)}
        for wording in card.expected.accept:
            if fold(wording) in others:
                message = f"`{wording}` is one of the other options, and accepted as right"
                mend = "delete it under `accept:`"
                yield Breach(_find(entry, "accept", wording), "option-accepted", message, mend)


def same_item(card: Card, entry: Entry) -> Iterator[Breach]:
    """Two items of a list or an order are two things; one wording cannot fill both."""
    if isinstance(card.expected, Listed | Ordered | Points):
        owner: dict[str, int] = {}
        for number, item in enumerate(card.expected.items):
            for phrasing in item.phrasings:
                if owner.setdefault(fold(phrasing), number) != number:
                    message = f"`{phrasing}` stands for two different items"
                    mend = "keep it with one of them"
                    yield Breach(_find(entry, "answer", phrasing), "same-item", message, mend)


def repeated_wording(card: Card, entry: Entry) -> Iterator[Breach]:
    """Another wording differs from the answer by more than letter case."""
    for item in card.expected.items:
        seen = {item.say.casefold()}
        for wording in item.accept:
            if wording.casefold() in seen:
                message = f"`{wording}` stands here twice"
                yield Breach(_find(entry, "accept", wording), "repeated-wording", message, "delete one")
            seen.add(wording.casefold())


def year_and_date(card: Card, entry: Entry) -> Iterator[Breach]:
    """An answer that is a year agrees with the card's `date:`."""
    if card is entry.first and card.date is not None and isinstance(card.expected, Term):
        years = {int(year) for year in _YEAR.findall(card.expected.item.say)}
        if len(years) == 1 and not any(card.date.start.year <= year <= card.date.end.year for year in years):
            message = f"the answer is {card.expected.item.say}, but `date:` says {card.date.text}"
            yield Breach(entry.spot("date"), "year-and-date", message, "correct one of the two")


def years_as_text(card: Card, entry: Entry) -> Iterator[Breach]:
    """Two years that are both right stand apart, so that each is compared as a year and not as text."""
    for item in card.expected.items if isinstance(card.expected, Term) else ():
        for wording in item.phrasings:
            if _TWO_YEARS.fullmatch(wording.strip()):
                message = f"`{wording}` would be compared as text, not as a year"
                mend = "put the second year under `accept:`; write a stretch of time as 1923-25"
                yield Breach(_find(entry, "answer", wording), "years-as-text", message, mend)


def prompt_stands_alone(card: Card, entry: Entry) -> Iterator[Breach]:
    """A prompt says whom it means: cards come in any order."""
    said = card.ask.split()
    named = any(word.strip("'\"“‘(*")[:1].isupper() or word[:1].isdigit() for word in said[1:])
    pronoun = next((word for word in words(card.ask) if word in _PRONOUNS), None)
    if pronoun and not named:
        message = f"the prompt says `{pronoun}` without saying who or what that is"
        mend = "name the person or the thing; cards come in any order"
        yield Breach(ask_spot(entry, card), "prompt-alone", message, mend)


def _find(entry: Entry, key: str, text: str) -> Spot:
    """Give the place of a text among those under a key or, failing that, under any."""
    every = (spot for spots in (entry.spots.get(key, ()), *entry.spots.values()) for spot in reversed(spots))
    return next((spot for spot in every if spot.text == text), entry.spot(key))


ENTRY_RULES: tuple[Rule, ...] = (
    long_prompt,
    answer_in_prompt,
    answer_in_hint,
    reject_accepted,
    option_accepted,
    same_item,
    repeated_wording,
    year_and_date,
    years_as_text,
    prompt_stands_alone,
)
"""Every rule that looks at one entry alone."""
