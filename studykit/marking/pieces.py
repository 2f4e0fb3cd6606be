"""The model answer as it is shown, with what was matched, misspelt and missing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from studykit.marking.compiled import Compiled, items_of
from studykit.marking.function_words import STOP
from studykit.marking.match import Match
from studykit.marking.model import Piece, State
from studykit.marking.phrase import Phrase
from studykit.marking.reading import Reading
from studykit.marking.text import normalise

Said = tuple[Match, Phrase, Reading]

_WORD = re.compile(r"[^\W_]+(?:['’ʹ][^\W_]+)*")


def each_with_words_of_its_own(said: Mapping[int, Said], *, names: bool = False) -> dict[int, Said]:
    """Leave out what is made only with words that already make another thing more strongly.

    Args:
        said: how each item or point is said. names: whether names count as words of its own.
    """
    kept: dict[int, Said] = {}
    used: set[int] = set()
    for number in sorted(said, key=lambda number: (-said[number][0].strength, number)):
        found, phrase, _ = said[number]
        own = {index for slot, index in found.slots.items() if names or not phrase.slots[slot].name}
        if not own or not own <= used:
            kept[number] = said[number]
            used |= own
    return kept


def model_answer(
    known: Compiled, said: Mapping[int, Said | None], only: tuple[int, ...] | None = None
) -> tuple[Piece, ...]:
    """Give the model answer in pieces.

    Args:
        known: the compiled card.
        said: for each item made, how; None when it was said as a number or in full.
        only: the items to show; all of them by default.
    """
    items = items_of(known.card)
    order = range(len(items)) if only is None else only
    pieces: list[Piece] = []
    for place, number in enumerate(order):
        if place:
            pieces.append(Piece("; ", "plain"))
        text = items[number].say
        if number not in said:
            pieces.append(Piece(text, "missing"))
            continue
        how = said[number]
        if how is None or how[1].text != text or not how[0].slots:
            pieces.append(Piece(text, "matched"))
        else:
            pieces.extend(_by_word(text, *how))
    return tuple(pieces)


def _by_word(text: str, said: Match, phrase: Phrase, reading: Reading) -> list[Piece]:
    """Give the words of a phrasing, each as matched, misspelt or missing."""
    states: dict[str, State] = {}
    for number, slot in enumerate(phrase.slots):
        if number not in said.slots:
            states[slot.word] = "missing" if slot.weight else "plain"
        else:
            word = reading.words[said.slots[number]]
            states[slot.word] = "misspelt" if word.slips and word.meant == slot.word else "matched"
    pieces: list[Piece] = []
    at = 0
    for match in _WORD.finditer(text):
        plain = normalise(match[0])
        bare = plain.replace("'", "")
        state = states.get(bare) or states.get(bare.removesuffix("s")) or "plain"
        if plain in STOP:
            state = "plain"
        if match.start() > at:
            pieces.append(Piece(text[at : match.start()], "plain"))
        pieces.append(Piece(match[0], state))
        at = match.end()
    if at < len(text):
        pieces.append(Piece(text[at:], "plain"))
    return pieces
