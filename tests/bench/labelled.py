"""The labelled answers of `tests/labelled`: questions with their key, and answers with what people say of
them.

A line is a question (`id`, `kind`, `prompt`, what is right) with `answers` (`text`, `label`: correct, partial
or wrong, and for points and items the numbers that are made), or one answer to a question (`qid`, `question`,
`reference`, `answer`, `label`), as in the Powergrading corpus (Basu, Jacobs and Vanderwende 2013).
A `NAME.case.json` beside a file holds the `aliases` and `distinct` groups that its deck had.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studykit.cards import Card, CardId, Choice, Expected, Item, Listed, Ordered, Place, Points, Term
from studykit.marking import Vocabulary

LABELLED = Path(__file__).parents[1] / "labelled"
KINDS = {"short": "answer", "explain": "points", "choice": "choose"}


@dataclass(frozen=True, slots=True)
class Question:
    """A card, and answers to it as they are labelled."""

    card: Card
    answers: Sequence[dict[str, Any]]


def questions(path: Path) -> Iterator[Question]:
    """Reads a file of labelled answers of either form."""
    single: dict[str, list[dict[str, Any]]] = {}
    rows: dict[str, dict[str, Any]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "answers" in row:
            yield Question(card_of(row), row["answers"])
        else:
            rows[row["qid"]] = {
                "id": row["qid"],
                "kind": "short",
                "prompt": row["question"],
                "accept": row["reference"],
            }
            single.setdefault(row["qid"], []).append({"text": row["answer"], "label": row["label"]})
    for name, row in rows.items():
        yield Question(card_of(row), single[name])


def vocabulary_of(path: Path, asked: Sequence[Question]) -> Vocabulary:
    """Gathers what the deck of a file knows."""
    case = path.with_suffix(".case.json")
    shared = json.loads(case.read_text(encoding="utf-8")) if case.exists() else {}
    aliases = [Item(name, tuple(others)) for name, others in shared.get("aliases", {}).items()]
    return Vocabulary([question.card for question in asked], aliases, map(tuple, shared.get("distinct", ())))


def card_of(row: dict[str, Any]) -> Card:
    """Makes the card of a question."""
    card, kind = CardId(f"labelled/{row['id']}"), KINDS.get(row["kind"], row["kind"])
    reject = tuple((row.get("reject") or {}).items())
    return Card(
        card,
        card,
        "labelled",
        kind,
        row["prompt"],
        _expected(row, kind),
        Place("labelled", 1),
        reject,
        note=row.get("note"),
    )


def _item(phrasings: Sequence[str]) -> Item:
    return Item(phrasings[0], tuple(each for each in phrasings[1:] if each != phrasings[0]))


def _expected(row: dict[str, Any], kind: str) -> Expected:
    match kind:
        case "answer" | "cloze":
            return Term(_item(row.get("accept") or row["answer"]))
        case "list":
            return Listed(tuple(map(_item, row["items"])), row["need"])
        case "choose" | "sort":
            return Choice(tuple(row["options"]), row["answer"], tuple(row.get("accept", ())))
        case "order":
            return Ordered(tuple(map(_item, row["order"])))
    points = [
        point if isinstance(point, list) else [point["point"], *point.get("accept", ())]
        for point in row["points"]
    ]
    return Points(tuple(map(_item, points)), row.get("need") or len(points))
