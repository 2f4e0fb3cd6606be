"""Cards whose items must be put in order; neighbours in order earn a part."""

from __future__ import annotations

import re
from itertools import pairwise

from studykit.marking import match, naming
from studykit.marking.compiled import Compiled
from studykit.marking.model import Mark
from studykit.marking.pieces import model_answer
from studykit.marking.reading import read
from studykit.marking.text import normalise
from studykit.verdict import Verdict


def mark_ordered(known: Compiled, answer: str, shown: tuple[int, ...] | None) -> Mark:
    """Mark the order in which the items are named, by their words or by their numbers as shown."""
    size = len(known.items)
    given = _by_number(answer, size, shown)
    if given is None:
        given = _by_name(known, answer)
    if len(set(given)) < len(given):
        return Mark(Verdict.WRONG, 0.0, (), "you name an item twice", model_answer(known, {}))
    neighbours = sum(second == first + 1 for first, second in pairwise(given))
    model = model_answer(known, dict.fromkeys(given))
    if given == list(range(size)):
        return Mark(Verdict.CORRECT, 1.0, tuple(given), "right, all in order", model)
    score = neighbours / max(1, size - 1)
    points = tuple(sorted(given))
    if not neighbours:
        why = "none of these follow each other in that order" if given else "none of the items is named"
        return Mark(Verdict.WRONG, 0.0, points if given else (), why, model)
    why = f"{neighbours} of {size - 1} neighbours are in order"
    if len(given) < size:
        why += f", and {size - len(given)} not named" if size - len(given) > 1 else ", and one is not named"
    return Mark(Verdict.PARTIAL, round(score, 3), points, why, model)


def _by_number(answer: str, size: int, shown: tuple[int, ...] | None) -> list[int] | None:
    """Read numbers or letters ("2 1 3", "b, a, c", "213") as the items at those places."""
    text = normalise(answer)
    order = shown if shown is not None else tuple(range(size))
    labels = re.findall(r"\d+|[a-z]+", text)
    if len(labels) == 1 and len(labels[0]) == size <= 9 and size > 1:
        labels = list(labels[0])
    if not all(label.isdecimal() or len(label) == 1 for label in labels):
        return None
    places = [int(label) - 1 if label.isdecimal() else ord(label) - ord("a") for label in labels]
    if not places or any(not 0 <= place < size for place in places):
        return None
    return [order[place] for place in places]


def _by_name(known: Compiled, answer: str) -> list[int]:
    """Give the items in the order in which they are first named."""
    reading = read(answer, known.lexicon)
    first: dict[int, int] = {}
    for number, phrases in enumerate(known.items):
        for phrase in phrases:
            found = (
                naming.term(phrase, reading)
                if phrase.fixed
                else match.statement(phrase, reading, known.people)
            )
            if found.made:
                place = min(found.slots.values(), default=0)
                first[number] = min(place, first.get(number, place))
    return sorted(first, key=lambda number: first[number])
