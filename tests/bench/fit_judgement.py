"""Fit the weights of `studykit.marking.judgement` on labelled answers, and say how they do on others.

    python -m tests.bench.fit_judgement LABELLED.jsonl... [--held-out LABELLED.jsonl...]

Only explanations whose points are labelled one by one count. The weights are those of a logistic regression
(Newton's method, with a small penalty on large weights). For each file it prints how often the verdict on a
point is that of the label, and the area under the ROC curve: how often a point that was made is judged
likelier than one that was not.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from studykit.cards import Points
from studykit.marking import Vocabulary
from studykit.marking.compiled import compiled
from studykit.marking.judgement import COUNTS, Evidence
from studykit.marking.kinds.points import evidence_of_points
from tests.bench.marking_accuracy import card_of

PENALTY = 0.05
"""On the square of each weight: enough to keep observations that agree from running off together."""
ROUNDS = 12

Judged = tuple[tuple[float, ...], bool]
"""What was observed of a point, with a 1 in front for the bias, and whether people say that it was made."""


def judged(path: Path) -> Iterator[Judged]:
    """Give every point of every labelled explanation of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    cards = [(card_of(row), row["answers"]) for row in rows]
    known = Vocabulary.of([card for card, _ in cards])
    for card, answers in cards:
        if isinstance(card.expected, Points):
            for answer in answers:
                yield from _points(compiled(card, known), answer)


def _points(known: Any, answer: dict[str, Any]) -> Iterator[Judged]:
    for number, evidence in enumerate(evidence_of_points(known, answer["text"])):
        yield (1.0, *map(float, evidence)), number in answer["points"]


def fitted(rows: Sequence[Judged]) -> list[float]:
    """Give bias and weights under which what people said is likeliest."""
    size = len(rows[0][0])
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-PENALTY * weight if place else 0.0 for place, weight in enumerate(weights)]
        curve = [[PENALTY if i == j and i else 0.0 for j in range(size)] for i in range(size)]
        for seen, made in rows:
            chance = _chance(weights, seen)
            for i in range(size):
                slope[i] += (made - chance) * seen[i]
                for j in range(size):
                    curve[i][j] += chance * (1 - chance) * seen[i] * seen[j]
        weights = [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return weights


def _chance(weights: Sequence[float], seen: Sequence[float]) -> float:
    return 1 / (1 + math.exp(-sum(map(float.__mul__, weights, seen))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a system of linear equations by elimination; its matrix is symmetric and positive."""
    size = len(right)
    rows = [[*matrix[i], right[i]] for i in range(size)]
    for column in range(size):
        for row in range(column + 1, size):
            share = rows[row][column] / rows[column][column]
            rows[row] = [a - share * b for a, b in zip(rows[row], rows[column], strict=True)]
    found = [0.0] * size
    for row in reversed(range(size)):
        rest = sum(rows[row][column] * found[column] for column in range(row + 1, size))
        found[row] = (rows[row][size] - rest) / rows[row][row]
    return found


def report(name: str, rows: Sequence[Judged], weights: Sequence[float]) -> str:
    """Say how these weights do on a file."""
    chances = [(_chance(weights, seen), made) for seen, made in rows]
    agreed = sum((chance >= COUNTS) == made for chance, made in chances) / len(chances)
    made, not_made = ([chance for chance, is_made in chances if is_made is side] for side in (True, False))
    above = sum((a > b) + (a == b) / 2 for a in made for b in not_made) / (len(made) * len(not_made))
    return f"{name:32}{len(rows):>7} points{agreed:>9.1%} agreed   area {above:.3f}"


def main() -> None:
    """Fit, print the weights as they stand in the module, and report."""
    arguments = sys.argv[1:]
    cut = arguments.index("--held-out") if "--held-out" in arguments else len(arguments)
    fit, held = [Path(name) for name in arguments[:cut]], [Path(name) for name in arguments[cut + 1 :]]
    if not fit:
        sys.exit(__doc__)
    rows = [row for path in fit for row in judged(path)]
    weights = fitted(rows)
    print(f"BIAS = {weights[0]:.2f}")
    print(f"WEIGHTS = {Evidence(*(round(weight, 2) for weight in weights[1:]))}")
    for path in fit:
        print(report(f"{path.name} (fitted)", list(judged(path)), weights))
    for path in held:
        print(report(path.name, list(judged(path)), weights))


if __name__ == "__main__":
    main()
