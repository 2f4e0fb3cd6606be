"""Fit the weights and bands of `studykit.marking` on the labelled answers of `tests/labelled`, and write
them again.

Run: python -m tests.bench.fit_marking [--check]

Every item and point that no certain rule decides is an example: what is observed of it, and whether people
say that it is made. Each question is taken twice: as it is, and, weighing less, with the first wording of
each item alone, as a teacher writes a new deck whose cards have not met an answer yet. A logistic regression
(Newton's method, a small penalty on large weights) gives the weights. The bands, one for items with few
wordings and one for the others, come from answers to other questions than those the weights were fitted on
(five parts, divided by question): the narrowest outside which the model is right as often as `CERTAIN` says.
`--check` writes nothing and says whether the file is as this makes it.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from studykit.cards import Card, Listed, Points, Term
from studykit.marking.key import Key, key_of
from studykit.marking.read_text import Reading
from studykit.marking.terms import objection
from studykit.marking.weigh import Model, Observations, examined, has_few_wordings, kind_of
from tests.bench.labelled import LABELLED, Question, questions, vocabulary_of

WEIGHTS = Path(__file__).parents[2] / "studykit" / "marking" / "weights.json"
PENALTY = 0.5
"""On the square of each weight: enough to keep observations that agree from running off together."""
BLANK = dict.fromkeys(("title", "phrase", "point"), Model(0.0, defaultdict(float), (0.0, 1.0), (0.0, 1.0)))
"""Models that judge nothing: what is observed must not hang on what was fitted before."""
OF_NEW = 0.3
"""What an answer weighs that is marked by the first wording alone, beside one marked by all of them."""
ROUNDS = 8
PARTS = 5
CERTAIN = {"title": (0.965, 0.96), "phrase": (0.95, 0.94), "point": (0.948, 0.935)}
"""How often what is decided must be right, 0-1: that it is not said, and that it is. A right answer refused
costs trust; a wrong one that is accepted is seen beside the right answer."""


class Example(NamedTuple):
    """An item of an answer: the model that judges it, what is seen (a 1 in front) and its names, whether it
    is made and has few wordings, its part, and what it weighs."""

    model: str
    seen: tuple[float, ...]
    names: tuple[str, ...]
    made: bool
    few: bool
    part: int
    weight: float


def examples(files: Sequence[Path]) -> Iterator[Example]:
    """Lists every item that the models must decide."""
    for path in files:
        asked = list(questions(path))
        known = vocabulary_of(path, asked)
        for question in asked:
            yield from _of_question(question, key_of(question.card, known), 1.0)
        new = [Question(_as_new(question.card), question.answers) for question in asked]
        known = vocabulary_of(path, new)
        for question in new:
            yield from _of_question(question, key_of(question.card, known), OF_NEW)


def _as_new(card: Card) -> Card:
    """Takes from a card all but the first wording of each item."""
    expected = card.expected
    match expected:
        case Term(item):
            expected = Term(replace(item, accept=()))
        case Listed(items):
            expected = replace(expected, items=tuple(replace(item, accept=()) for item in items))
        case Points(points):
            expected = replace(expected, items=tuple(replace(point, accept=()) for point in points))
    return replace(card, expected=expected, reject=(), partial=())


def _of_question(question: Question, key: Key, weight: float) -> Iterator[Example]:
    part = zlib.crc32(question.card.id.encode()) % PARTS
    if isinstance(question.card.expected, Term):
        if all(wording.value is not None for wording in key.items[0]):
            return
    elif not isinstance(question.card.expected, Listed | Points) or getattr(
        question.card.expected, "ordered", False
    ):
        return
    for answer in question.answers:
        for number, model, seen in _examined(key, key.read(answer["text"]), question.card):
            if isinstance(question.card.expected, Term):
                made = answer["label"] == "correct"
            elif "points" in answer:
                made = number in answer["points"]
            else:
                continue
            values, few = (1.0, *seen.values()), has_few_wordings(seen)
            yield Example(model, values, tuple(seen), made, few, part, weight)


def _examined(key: Key, reading: Reading, card: Card) -> Iterator[tuple[int, str, Observations]]:
    """Lists what is seen of the items that no certain rule decides."""
    loose = isinstance(card.expected, Points)
    if isinstance(card.expected, Term) and reading.numbers and any(each.value for each in key.items[0]):
        return
    for number, judged, seen in examined(key, reading, loose=loose, by=BLANK):
        ruled = isinstance(card.expected, Term) and objection(key, reading, judged) is not None
        if seen is not None and not ruled:
            yield number, kind_of(judged.found.wording, loose=loose), seen


def fitted(rows: Sequence[Example]) -> list[float]:
    """Fits bias and weights under which what people said is likeliest."""
    size = len(rows[0].seen)
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-PENALTY * weight if place else 0.0 for place, weight in enumerate(weights)]
        curve = [[PENALTY if i == j and i else 0.0 for j in range(size)] for i in range(size)]
        for row in rows:
            chance = likelihood(weights, row.seen)
            told = [(place, each) for place, each in enumerate(row.seen) if each]
            spread = chance * (1 - chance)
            for i, one in told:
                slope[i] += row.weight * (row.made - chance) * one
                line, weighed = curve[i], row.weight * spread * one
                for j, other in told:
                    line[j] += weighed * other
        weights = [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return weights


def likelihood(weights: Sequence[float], seen: Sequence[float]) -> float:
    odds = sum(map(float.__mul__, weights, seen))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solves a system of linear equations by elimination; its matrix is symmetric and positive."""
    size = len(right)
    rows = [[*matrix[i], right[i]] for i in range(size)]
    for column in range(size):
        for row in range(column + 1, size):
            share = rows[row][column] / rows[column][column]
            if share:
                rows[row] = [a - share * b for a, b in zip(rows[row], rows[column], strict=True)]
    found = [0.0] * size
    for row in reversed(range(size)):
        rest = sum(rows[row][column] * found[column] for column in range(row + 1, size))
        found[row] = (rows[row][size] - rest) / rows[row][row]
    return found


def unseen(rows: Sequence[Example]) -> Iterator[tuple[float, bool, bool]]:
    """Computes how likely each is by weights that were fitted on other questions; with it whether it is made,
    and whether its item has few wordings."""
    for part in range(PARTS):
        weights = fitted([row for row in rows if row.part != part])
        yield from ((likelihood(weights, row.seen), row.made, row.few) for row in rows if row.part == part)


def band(judged: Sequence[tuple[float, bool]], certain: tuple[float, float]) -> tuple[float, float]:
    """Finds the band of likelihoods in which nothing is decided."""
    refused, accepted = certain
    low = _edge([(chance, not made) for chance, made in judged if chance < 0.5], refused)
    return low, 1 - _edge([(1 - chance, made) for chance, made in judged if chance >= 0.5], accepted)


def figures(judged: Sequence[tuple[float, bool]], low: float, high: float) -> str:
    """Says how often the likelihoods are right, what share of them decides, and how often that is right."""
    right = [(chance >= 0.5) == made for chance, made in judged]
    decided = [each for each, (chance, _) in zip(right, judged, strict=True) if not low < chance < high]
    shares = sum(right) / len(right), len(decided) / len(right), sum(decided) / max(1, len(decided))
    return "{:6}  agreed {:.3f}  decided {:.3f}  right {:.3f}".format(len(right), *shares)


def _edge(judged: list[tuple[float, bool]], certain: float) -> float:
    """Finds the largest likelihood up to which the model is right often enough; 0 when it never is."""
    edge, right = 0.0, 0
    for count, (chance, is_right) in enumerate(sorted(judged), start=1):
        right += is_right
        if right / count >= certain:
            edge = chance
    return edge


def _as_likely_as_not(rows: Sequence[Example]) -> float:
    """Gives the log odds by which an item alone is made more often than these, of which none is alone.

    Of several points an answer makes some; where there is one, about half of the answers make it.
    """
    weight = sum(row.weight for row in rows)
    made = sum(row.weight for row in rows if row.made) / weight
    return round(math.log((1 - made) / made), 3)


def main() -> None:
    """Fits, reports, and writes the file."""
    rows = list(examples(sorted(LABELLED.glob("*.jsonl"))))
    models: dict[str, Any] = {}
    for name, certain in CERTAIN.items():
        mine = [row for row in rows if row.model == name]
        bias, *weights = (round(weight, 3) for weight in fitted(mine))
        names = mine[0].names
        alone = names.index("alone")
        if not any(row.seen[1 + alone] for row in mine):
            weights[alone] = _as_likely_as_not(mine)
        judged = list(unseen(mine))
        models[name] = {"bias": bias, "weights": dict(zip(names, weights, strict=True))}
        for wordings, few in (("few", True), ("many", False)):
            those = [(chance, made) for chance, made, is_few in judged if is_few is few]
            low, high = models[name][wordings] = tuple(round(edge, 3) for edge in band(those, certain))
            print(f"{name:8}{wordings:6}{figures(those, low, high)}")
    written = (
        json.dumps({"fitted by": "python -m tests.bench.fit_marking", "models": models}, indent=1) + "\n"
    )
    if "--check" in sys.argv[1:]:
        sys.exit(
            0 if WEIGHTS.read_text(encoding="utf-8") == written else "weights.json is not as this makes it"
        )
    WEIGHTS.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
