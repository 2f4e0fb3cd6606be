"""The tempting wrong answers a card names in `reject:`, each with what to say to it."""

from __future__ import annotations

from collections.abc import Sequence

from studykit.cards import Card
from studykit.marking import reasons
from studykit.marking.function_words import NEGATORS, STOP
from studykit.marking.numbers import Agreement, agreement, value_of
from studykit.marking.reading import Reading
from studykit.marking.stems import stem
from studykit.marking.text import tokens


def near_miss(card: Card, answer: str) -> str | None:
    """Give what the card says when the whole answer is one of its near misses, else None."""
    typed = _content(answer)
    value = value_of(answer)
    for wrong, why in card.reject:
        right_value = value_of(wrong)
        same = value and right_value and agreement(value, right_value) is Agreement.SAME
        if same or (typed and typed == _content(wrong)):
            return reasons.near_miss(wrong, why)
    return None


def near_miss_inside(card: Card, reading: Reading) -> str | None:
    """Give what the card says when a wrong answer contains one of its near misses and does not deny it."""
    typed = [
        (word.stem, word.denied) for word in reading.words if word.text not in STOP or word.text in NEGATORS
    ]
    for wrong, why in card.reject:
        value = value_of(wrong)
        if value is not None:
            said = [v for v, at in reading.numbers if not reading.words[at].denied]
            if any(agreement(one, value) is Agreement.SAME for one in said):
                return reasons.near_miss(wrong, why)
        elif _stands_in(_content(wrong), typed):
            return reasons.near_miss(wrong, why)
    return None


def _content(text: str) -> list[str]:
    return [
        stem(token.text)
        for token in tokens(text)
        if token.kind != "mark" and (token.text not in STOP or token.text in NEGATORS)
    ]


def _stands_in(wanted: Sequence[str], typed: Sequence[tuple[str, bool]]) -> bool:
    size = len(wanted)
    return size > 0 and any(
        [word for word, _ in typed[at : at + size]] == list(wanted)
        and not any(denied for _, denied in typed[at : at + size])
        for at in range(len(typed) - size + 1)
    )
