"""Fit the weights and bands of `studykit.marking` on the labelled answers of `tests/labelled`, and write
them again.

Run: python -m tests.bench.fit_marking [--check]

Every item and point that no certain rule decides is an example: what is observed of it, and whether people
say that it is made. A logistic regression (Newton's method, a small penalty on large weights) gives the
weights.
The band comes from answers to other questions than those the weights were fitted on (five parts, divided by
question): the narrowest outside which the model is right as often as `CERTAIN` says. `--check` writes nothing
and says whether the file is as this makes it.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from studykit.cards import Card, Listed, Points, Term
from studykit.marking.key import Key, key_of
from studykit.marking.read_text import Reading
from studykit.marking.terms import objection
from studykit.marking.weigh import Model, Observations, examined, kind_of
from tests.bench.labelled import LABELLED, Question, questions, vocabulary_of

WEIGHTS = Path(__file__).parents[2] / "studykit" / "marking" / "weights.json"
PENALTY = 0.5
"""On the square of each weight: enough to keep observations that agree from running off together."""
BLANK = dict.fromkeys(("title", "phrase", "point"), Model(0.0, (0.0,) * len(Observations._fields), 0.0, 1.0))
"""Models that judge nothing: what is observed must not hang on what was fitted before."""
ROUNDS = 8
PARTS = 5
CERTAIN = {"title": 0.965, "phrase": 0.955, "point": 0.945}
"""How often what is decided must be right. A card needs several items, so that a point may be less
certain."""


class Example(NamedTuple):
    """An item of an answer: the model that judges it, what is seen (a 1 in front), whether it is made,
    its part."""

    model: str
    seen: tuple[float, ...]
    made: bool
    part: int


def examples(files: Sequence[Path]) -> Iterator[Example]:
    """Lists every item that the models must decide."""
    for path in files:
        asked = list(questions(path))
        known = vocabulary_of(path, asked)
        for question in asked:
            yield from _of_question(question, key_of(question.card, known))


def _of_question(question: Question, key: Key) -> Iterator[Example]:
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
            yield Example(model, (1.0, *seen), made, part)


def _examined(key: Key, reading: Reading, card: Card) -> Iterator[tuple[int, str, Observations]]:
    """Lists what is seen of the items that no certain rule decides."""
    loose = isinstance(card.expected, Points)
    if isinstance(card.expected, Term) and reading.numbers() and any(each.value for each in key.items[0]):
        return
    for number, judged, seen in examined(key, reading, loose=loose, by=BLANK):
        ruled = isinstance(card.expected, Term) and objection(key, reading, judged) is not None
        if not judged.certain and not ruled:
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
                slope[i] += (row.made - chance) * one
                line, weighed = curve[i], spread * one
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


def band(rows: Sequence[Example], certain: float) -> tuple[float, float, dict[str, float]]:
    """Finds the band of likelihoods in which nothing is decided, on questions that the weights have not
    seen."""
    judged: list[tuple[float, bool]] = []
    for part in range(PARTS):
        weights = fitted([row for row in rows if row.part != part])
        judged += [(likelihood(weights, row.seen), row.made) for row in rows if row.part == part]
    low = _edge([(chance, not made) for chance, made in judged if chance < 0.5], certain)
    high = 1 - _edge([(1 - chance, made) for chance, made in judged if chance >= 0.5], certain)
    decided = [(chance, made) for chance, made in judged if chance <= low or chance >= high]
    agreed = sum((chance >= 0.5) == made for chance, made in judged) / len(judged)
    right = sum((chance >= 0.5) == made for chance, made in decided) / max(1, len(decided))
    return (
        low,
        high,
        {"examples": len(rows), "agreed": agreed, "decided": len(decided) / len(judged), "right": right},
    )


def _edge(judged: list[tuple[float, bool]], certain: float) -> float:
    """Finds the largest likelihood up to which the model is right often enough; 0 when it never is."""
    edge, right = 0.0, 0
    for count, (chance, is_right) in enumerate(sorted(judged), start=1):
        right += is_right
        if right / count >= certain:
            edge = chance
    return edge


def main() -> None:
    """Fits, reports, and writes the file."""
    rows = list(examples(sorted(LABELLED.glob("*.jsonl"))))
    models: dict[str, Any] = {}
    for name, certain in CERTAIN.items():
        mine = [row for row in rows if row.model == name]
        bias, *weights = (round(weight, 3) for weight in fitted(mine))
        low, high, figures = band(mine, certain)
        named = dict(zip(Observations._fields, weights, strict=True))
        models[name] = {"bias": bias, "low": round(low, 3), "high": round(high, 3), "weights": named}
        print(
            f"{name:8}"
            + "  ".join(
                f"{key} {value:.3f}" if value < 2 else f"{key} {value}" for key, value in figures.items()
            )
        )
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
