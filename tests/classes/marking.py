"""A small deck and a class's files for the tests of marking a class."""

from __future__ import annotations

from pathlib import Path

from studykit.authoring.import_result import Read
from studykit.cards import Card
from studykit.classes.answer_files import TypedAnswer, read_answers
from studykit.classes.card_names import CardNames
from studykit.classes.form_columns import Students
from tests.authoring.sharing_decks import shared

DECK = """\
deck: d
cards:
  - id: what
    ask: What was the Orgburo for?
    answer: organisation and personnel
    reject: {"making policy": "that was the Politburo"}
  - id: year
    ask: "In which year was the Orgburo founded?"
    answer: "1919"
  - id: controls
    ask: What did the General Secretary control?
    points: [appointments in the Party, the personnel files]
  - id: law
    cloze: "The {{Acerbo Law}} of {{1923}} favoured the largest list."
  - id: method
    ask: "Persuasion or force:"
    sort: {Persuasion: [newspaper articles], Force: [castor oil]}
"""


def cards(folder: Path) -> dict[str, Card]:
    """The cards of the deck by their ids without its name."""
    return {card.id.removeprefix("d/"): card for card in shared(folder / "d", DECK).deck.cards}


def names(folder: Path) -> CardNames:
    found = cards(folder)
    return CardNames({**found, **{f"d/{name}": card for name, card in found.items()}}, found.values())


def read(
    content: bytes | str, known: CardNames, encoding: str | None = None
) -> tuple[list[TypedAnswer], list[tuple[int, str]]]:
    """Read a class's file; give its answers, and the lines and rules of what is wrong with it."""
    collected = Read("a.csv")
    data = content if isinstance(content, bytes) else content.encode()
    answers = read_answers(collected, data, known, Students(), encoding=encoding)
    return answers, [(problem.line, problem.rule) for problem in collected.problems]
