"""Imported entries made into a deck without an error for `deck check`; rows that are not in it are named."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import NewDeck, NewEntry, Value, filled, with_ids
from studykit.authoring.yaml_text import clean, deck_text
from studykit.cards import Card, label, slug
from studykit.decks.garbage import no_collection
from studykit.decks.library_checks import LIBRARY_RULES
from studykit.decks.reading import read_sheet
from studykit.decks.same import fold
from studykit.decks.sheet import Sheet
from studykit.decks.shelf import Shelf
from studykit.decks.source import LARGEST
from studykit.errors import DataError
from studykit.problems import Level, Problem

LABELS = ("themes", "source")
"""Keys whose values are labels, whatever was written."""

Made = tuple[NewEntry, Sequence[Card]]
"""An entry and the cards it makes."""

_LETTERED = re.compile(r"\(?([A-Ha-h])[.):]\s+(\S.*)", re.DOTALL)
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_NAMES_LETTERS = re.compile(r"\b[A-H],? (?:and|or|&) [A-H]\b")
"""An option about others by their letters, which it needs: "both A and B"."""


@dataclass(frozen=True, slots=True)
class DeckDraft:
    """A deck ready to be written, its text, the cards it makes, and what is wrong with the rest."""

    deck: NewDeck
    text: str
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The rows that are not in it because of an error."""
        return tuple(each for each in self.problems if each.level is Level.ERROR)


def draft(read: Read, name: str, known: Mapping[str, str], comments: Sequence[str] = ()) -> DeckDraft:
    """Make a deck of what was read.

    Args:
        read: the entries and the problems met so far.
        name: the slug of the deck.
        known: the cards there are already, by their folded prompts (`fold` of the deck reader).
        comments: what to write at the top of the file.

    Raises:
        DataError: when the deck would be larger than a deck file may be.
    """
    entries = []
    for entry in read.entries:
        fields = {key: _clean(value, key) for key, value in entry.fields.items()}
        entries.append(replace(entry, fields=filled(**_unlettered(fields))))
    entries = _unnumbered(read, entries)
    sources = {label(key): {k: clean(v) for k, v in about.items()} for key, about in read.sources.items()}
    deck = NewDeck(name, tuple(with_ids(entries)), clean(read.title or "") or None, sources, tuple(comments))
    with no_collection():
        text, made, deck = _without_faults(deck, read)
    _tell_known(made, deck, known, read)
    cards = tuple(card for _, entry_cards in made for card in entry_cards)
    return DeckDraft(deck, text, cards, tuple(sorted(set(read.problems))))


def _unnumbered(read: Read, entries: list[NewEntry]) -> list[NewEntry]:
    """Take the numbers off questions that count on from the first to the last."""
    found = [_NUMBERED.match(entry.prompt) for entry in entries]
    numbers = [int(each[1]) for each in found if each]
    counted = numbers == [*range(numbers[0], numbers[0] + len(entries))] if len(numbers) > 2 else False
    if not counted:
        return entries
    read.told(entries[0].line, entries[0].prompt, "the numbers before the questions are left out", "numbers")
    return [
        replace(entry, fields={**entry.fields, key: entry.prompt[match.end() :]})
        for entry, match in zip(entries, found, strict=True)
        for key in ("ask" if "ask" in entry.fields else "cloze",)
        if match
    ]


def _unlettered(fields: dict[str, Value]) -> dict[str, Value]:
    """Take the letters off options that all have one, `A)` to `D)`: options are shown mixed, with numbers."""
    options = fields.get("choose", ())
    found = [match for each in options if isinstance(each, str) and (match := _LETTERED.fullmatch(each))]
    letters = "".join(sorted(each[1].lower() for each in found))
    bare = {each[0]: each[2] for each in found}
    each_once = len(set(bare.values())) == len(found) == len(options)
    in_order = letters and letters in "abcdefgh"
    if not in_order or not each_once or any(map(_NAMES_LETTERS.search, bare.values())):
        return fields

    def renamed(value: Value) -> Value:
        if isinstance(value, str):
            return bare.get(value, value)
        if isinstance(value, Mapping):
            return {bare.get(name, name): said for name, said in value.items()}
        return [renamed(each) for each in value]

    keys = ("choose", "answer", "reject", "partial")
    return {key: renamed(value) if key in keys else value for key, value in fields.items()}


def _clean(value: Value, key: str) -> Value:
    if isinstance(value, str):
        written = clean(value)
        if not written or (key != "id" and key not in LABELS):
            return written
        return slug(written) if key == "id" else label(written)
    if isinstance(value, Mapping):
        cleaned = {(clean(name) or "-"): _clean(each, name) for name, each in value.items()}
        return {name: each for name, each in cleaned.items() if each}
    each = [_clean(part, key) for part in value]
    return list(dict.fromkeys(filter(None, each))) if key in LABELS else [part for part in each if part]


def _without_faults(deck: NewDeck, read: Read) -> tuple[str, list[Made], NewDeck]:
    """Read the deck back as any deck is read, and take out what has an error or asks the same twice."""
    while True:
        text, starts = deck_text(deck)
        data = text.encode()
        if len(data) > LARGEST:
            raise DataError(
                f"{read.file} would make a deck of more than {LARGEST / 1e6:.0f} MB, the most that a deck "
                "may have. Cut it into several files."
            )
        sheet = read_sheet(read.file, data)
        if sheet.value is None and deck.entries:
            raise DataError(
                f"{read.file} cannot be made into a deck: {sheet.problems[0].message}. "
                "Cut it into several files."
            )
        numbered = [
            (bisect.bisect_right(starts, each.first.place.line) - 1, each.cards) for each in sheet.entries
        ]
        faulty = {_report(problem, starts, deck, read) for problem in _errors(sheet)} - {None}
        twins = _twice([each for each in numbered if each[0] not in faulty], deck, read)
        entries = deck.entries
        out = faulty | twins
        deck = replace(deck, entries=tuple(each for at, each in enumerate(entries) if at not in out))
        if not faulty:
            # what asks the same twice can be taken out without reading the rest again
            made: list[Made] = [(entries[at], cards) for at, cards in numbered if at not in twins]
            return deck_text(deck)[0] if twins else text, made, deck


def _errors(sheet: Sheet) -> list[Problem]:
    shelf = Shelf([sheet])
    found = [*sheet.problems, *(fault.problem for rule in LIBRARY_RULES for fault in rule(shelf))]
    return [
        each
        for each in found
        if each.level is Level.ERROR and each.rule not in ("no-cards", "unknown-case", "asked-twice")
    ]


def _report(problem: Problem, starts: Sequence[int], deck: NewDeck, read: Read) -> int | None:
    """Report a problem of the deck at the row it comes from, and give the number of its entry."""
    number = bisect.bisect_right(starts, problem.line) - 1
    if number < 0:
        return None
    entry = deck.entries[number]
    read.error(entry.line, entry.prompt, problem.message, problem.mend, problem.rule)
    return number


def _twice(numbered: Sequence[tuple[int, Sequence[Card]]], deck: NewDeck, read: Read) -> set[int]:
    """Give the entries that ask what an earlier one asks."""
    first: dict[str, tuple[int, Card]] = {}
    found = set()
    for number, cards in numbered:
        for card in cards:
            other, twin = first.setdefault(fold(card.ask), (number, card))
            if other == number:
                continue
            line, entry = deck.entries[other].line, deck.entries[number]
            said = {fold(item.say) for item in card.expected.items}
            if said & {fold(item.say) for item in twin.expected.items}:
                message = f"{read.unit} {line} asks the same; this one is left out"
                read.told(entry.line, entry.prompt, message, "asked-twice")
            else:
                message = f"{read.unit} {line} asks the same and wants another answer"
                mend = "word the two so that each has one right answer, or delete one"
                read.error(entry.line, entry.prompt, message, mend, "asked-twice")
            found.add(number)
    return found


def _tell_known(made: Sequence[Made], deck: NewDeck, known: Mapping[str, str], read: Read) -> None:
    """Tell which cards another deck asks already; they are kept, for the student may not have that deck."""
    for entry, cards in made if known else ():
        for card in cards:
            twin = known.get(fold(card.ask))
            if twin is not None and not twin.startswith(f"{deck.slug}/"):
                message = f"the card {twin} asks the same already"
                mend = "delete one of the two if both are studied together"
                read.advice(entry.line, card.ask, message, mend, "asked-already")
                break
