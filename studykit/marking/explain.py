"""What marking gives: a Mark, with the reason (certainly true of what was typed) and the model answer."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from studykit.cards import Choice
from studykit.english.text import normalise
from studykit.english.values import Agreement, Value, ValueKind
from studykit.english.words import STOP
from studykit.marking.align import Alignment
from studykit.marking.key import Key, NearMiss, sayable
from studykit.marking.read_text import Reading
from studykit.marking.wordings import Wording
from studykit.verdict import Verdict

PieceState = Literal["matched", "misspelt", "missing", "plain"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the model answer and how the typed answer stands to it; plain stretches are neither."""

    text: str
    state: PieceState


@dataclass(frozen=True, slots=True)
class Mark:
    """The verdict on one answer, and why.

    Attributes:
        verdict: correct, partial or wrong; the best guess where it is not sure. score: 0 to 1.
        points: positions of the items or points made for certain, from 0, in file order.
        why: one short sentence, certainly true of what was typed, or "" when there is nothing certain to say;
            it never begins with the name of a verdict.
        model: the model answer; its pieces' texts joined are all of it.
        gave_up: whether nothing was tried ("idk", empty).
        sure: whether the verdict is certain enough to stand without asking.
        open: positions of the items or points that are neither made nor not.
        unread: whether the answer cannot be one of its kind (an option that is none): it is asked again.
    """

    verdict: Verdict
    score: float
    points: tuple[int, ...]
    why: str
    model: tuple[Stretch, ...]
    gave_up: bool = False
    sure: bool = True
    open: tuple[int, ...] = ()
    unread: bool = False


OPPOSITE = "that says the contrary"
_SHOWN = 2
"""How many missing items or points are named."""
_WORDS = re.compile(r"([^\W_]+(?:['’ʹ][^\W_]+)*)")


def near_miss(miss: NearMiss) -> str:
    """Says what the card says to a tempting wrong answer, or to one that is partly right."""
    return f"{miss.wording.text}: {miss.reply}"


def right(found: Sequence[Alignment]) -> str:
    """Says that it is right, and names what was misspelt."""
    pieces = (piece for each in found for piece in _by_word(each.wording.text, each))
    words = [piece.text for piece in pieces if piece.state == "misspelt"]
    return f"right (spelling: {', '.join(words)})" if words else "right"


def repeats(key: Key, reading: Reading) -> str:
    """Says that the answer is the prompt again, where its small words are too; "" where they are not."""
    again = sum(word in key.prompt for word in reading.plain)
    return "that only repeats the question" if reading.echoes and 2 * again > len(reading.plain) else ""


def denied(text: str) -> str:
    """Says that the answer denies the right thing."""
    return f"you say that it is not {text}, but it is"


def two_answers(one: str, other: str) -> str:
    """Says that two answers were offered."""
    return f'you offer two answers, "{one}" and "{other}"; which one?'


def show(value: Value) -> str:
    """Writes a value as a person would."""
    if value.kind is ValueKind.RANGE:
        return f"{value.first // 10000:.0f}-{value.last // 10000:.0f}"
    if value.kind is ValueKind.DATE:
        day, month = int(value.first % 100), int(value.first // 100 % 100)
        named = (str(day), month_name[month], str(value.year))
        return " ".join(named[(value.span > 0) + (not value.has_month) :])
    amount = f"{value.first:,.1f}".removesuffix(".0")
    return f"{amount} %" if value.unit else amount


def other_value(value: Value, how: Agreement, right: Wording, prompt: str | None) -> str:
    """Says that it is another number, how far off, and to which other card it would be right."""
    text, year = right.text, right.value.year if right.value else None
    if prompt is not None:
        return f"{show(value)} is the answer to another question: {prompt.replace('*', '')}"
    if how is Agreement.NEAR and value.year and year and abs(value.year - year) == 1:
        return f"one year off: you wrote {show(value)}, it was {text}"
    if how is Agreement.LESS_PRECISE:
        return f"that is not exact enough: it is {text}"
    return f"you wrote {show(value)}; it is {text}"


def parts(key: Key, made: Collection[int], need: int, noun: str) -> str:
    """Says how many of the needed points or items are there, and names what was found and what is not."""
    rest = [item.say for number, item in enumerate(sayable(key.card)) if number not in made]
    more = need - len(made)
    text = f"{len(made)} of {need} {noun}{'s' if need > 1 else ''}"
    if not rest or more <= 0:
        return text
    if len(rest) > more:
        count = "one" if more == 1 else more
        return f"{text}; {count} more of these would do: {'; '.join(rest[: _SHOWN + 1])}"
    return f"{text}; not found: {'; '.join(rest[:_SHOWN])}"


def extras(typed: Sequence[str]) -> str:
    """Says that some of what was named does not belong there; "" of nothing."""
    named = ", ".join(f'"{each}"' for each in typed[:_SHOWN])
    return f"{named} {'does' if len(typed) == 1 else 'do'} not belong there" if named else ""


def model_answer(key: Key, said: Mapping[int, Alignment | None]) -> tuple[Stretch, ...]:
    """Lays out the model answer in pieces; of a choice only the right option.

    Args:
        key: the card. said: for each item made, how; None when it was said as a number or in full.
    """
    choice = key.card.expected if isinstance(key.card.expected, Choice) else None
    pieces: list[Stretch] = []
    for number, item in enumerate(sayable(key.card)):
        if choice and item.say != choice.answer:
            continue
        if pieces:
            pieces.append(Stretch("; ", "plain"))
        how = said.get(number)
        if number not in said:
            pieces.append(Stretch(item.say, "missing"))
        elif how is None or how.wording.text != item.say or not how.pairs:
            pieces.append(Stretch(item.say, "matched"))
        else:
            pieces.extend(_by_word(item.say, how))
    return tuple(pieces)


def wrong(key: Key, why: str, *, gave_up: bool = False, unread: bool = False) -> Mark:
    """Marks an answer of which nothing is right; not sure of one that cannot be read."""
    return Mark(Verdict.WRONG, 0.0, (), why, model_answer(key, {}), gave_up, sure=not unread, unread=unread)


def _by_word(text: str, found: Alignment) -> list[Stretch]:
    """Lays out the words of a wording, each as matched, misspelt or missing."""
    states: dict[str, PieceState] = {}
    for at, unit in enumerate(found.wording.units):
        if at not in found.pairs:
            states[unit.word.meant] = "missing" if unit.weight else "plain"
        else:
            word = found.reading.words[found.pairs[at][0]]
            slipped = word.slips and word.meant == unit.word.meant
            states[unit.word.meant] = "misspelt" if slipped else "matched"
    return [
        Stretch(part, states.get(bare) or states.get(bare.removesuffix("s")) or "plain")
        for part, bare in _parts(text)
    ]


@lru_cache(maxsize=4096)
def _parts(text: str) -> list[tuple[str, str]]:
    """Splits a text into words and what stands between: each with its normal form, "" for small words."""
    bare = [(part, normalise(part).replace("'", "")) for part in filter(None, _WORDS.split(text))]
    return [(part, "" if word in STOP else word) for part, word in bare]
