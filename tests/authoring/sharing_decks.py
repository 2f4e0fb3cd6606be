"""Decks to give away in tests: one of every kind of card, and the shipped ones."""

from __future__ import annotations

from pathlib import Path

from studykit.authoring.import_result import Read
from studykit.authoring.importing import DeckDraft, draft
from studykit.authoring.shared import SharedDeck
from studykit.cards import Card
from studykit.decks.library import Library

EVERY_KIND = """\
deck: kinds
title: "Kinds: \\"all\\" of <them>"
themes: [methods]
sources:
  notes: {title: "Notes, 1919-25"}
  lyttelton: {title: The Seizure of Power, author: Adrian Lyttelton, year: 1973}
cards:
  - id: king
    ask: "Which king = the *one* of Italy {in 1922}: made ~him~ minister #1 <b>?"
    answer: "Victor Emmanuel III"
    accept: ["the king | of Italy", "=1+1"]
    reject: {"Umberto": "that is his son: later"}
    examples: {right: [victor emmanuel III], wrong: [Umberto]}
    exact: true
    hint: not Umberto's father
    note: |
      First line.
      Second line with \\ a backslash.
    date: 1922-10-30
    people: [Victor Emmanuel III, Mussolini]
    historian: Lyttelton
    contested: Some say so; others do not.
    source: [notes, lyttelton]
    back: {ask: Who was Victor Emmanuel III?, answer: king of Italy, accept: [the king]}
  - id: groups
    ask: Name two groups that backed the Fascists.
    list: [[landowners, agrari], industrialists, army officers]
    need: 2
  - id: stages
    ask: Name the stages of the march in order.
    list: [planning, assembly]
    ordered: true
  - id: events
    ask: Put these events in order.
    order: [first fasci, National Fascist Party, March on Rome]
  - id: law
    ask: Which election law?
    choose: ["Acerbo Law", "Matteotti Law", "50% law"]
    answer: Acerbo Law
    accept: [Acerbo]
  - id: why
    ask: Why did the king give way?
    points:
      - say: he feared bloodshed
        accept: [he was afraid of violence]
      - say: he was not sure of the army
    need: 1
  - id: acerbo
    cloze: "The {{Acerbo Law|law of Acerbo}} of {{1923}} favoured the {{largest list::which list?}}."
  - id: method
    ask: "Persuasion or force:"
    sort:
      Persuasion: [newspaper articles, promises of order]
      Force: [burning of offices, castor oil]
  - id: dash
    ask: "-2 or +2?"
    answer: "-2"
"""


def shared(folder: Path, text: str = EVERY_KIND) -> SharedDeck:
    """Give the deck of a text, which must be without an error."""
    folder.mkdir(exist_ok=True)
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    return all_shared([folder])[0]


def all_shared(folders: list[Path]) -> list[SharedDeck]:
    library = Library.open(folders, None)
    cases = {case.slug: case for case in library.cases()}
    decks = [library.deck(deck.slug) for deck in library.decks]
    return [
        SharedDeck(deck, {**(cases[deck.case].sources if deck.case in cases else {}), **deck.sources})
        for deck in decks
    ]


def imported(read: Read, name: str = "kinds") -> DeckDraft:
    return draft(read, name, {})


def essence(card: Card) -> tuple[object, ...]:
    """Give all of a card that an exchange must keep."""
    date = card.date.text if card.date else None
    return (
        *(card.id, card.kind, card.ask, card.expected, card.reject, card.exact, card.hint, card.note),
        *(card.themes, date, card.people, card.historian, card.quote, card.sources, card.contested),
        *((card.examples,) if card.kind not in ("cloze", "sort") else ()),
    )
