"""How often marking agrees with people, on a file of answers that people labelled.

    python tests/bench/marking_accuracy.py LABELLED.jsonl [--errors]

A line is either a question with its answers (`id`, `kind`: short, list, choice or explain, `prompt`, what
is right, and `answers` with `text` and `label`: correct, partial or wrong) or one answer to a question
(`qid`, `question`, `reference`, `answer`, `label`), as in the Powergrading corpus (Basu, Jacobs and
Vanderwende 2013).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studykit.cards import Card, CardId, Choice, Expected, Item, Listed, Place, Points, Term
from studykit.marking import Vocabulary, mark

Labelled = tuple[Card, str, str, str]
"""A card, an answer to it, its label, and the kind of question as the file names it."""


def read(path: Path) -> list[Labelled]:
    """Read a file of labelled answers of either form."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return list(_questions(rows) if "answers" in rows[0] else _answers(rows))


def _questions(rows: list[dict[str, Any]]) -> Iterator[Labelled]:
    for row in rows:
        card = card_of(row)
        for answer in row["answers"]:
            yield card, answer["text"], answer["label"], row["kind"]


def _answers(rows: list[dict[str, Any]]) -> Iterator[Labelled]:
    cards: dict[str, Card] = {}
    for row in rows:
        if row["qid"] not in cards:
            cards[row["qid"]] = _card(row["qid"], row["question"], "short", Term(_item(row["reference"])))
        yield cards[row["qid"]], row["answer"], row["label"], "short"


def card_of(row: dict[str, Any]) -> Card:
    """Make the card of a question with its answers."""
    return _card(row["id"], row["prompt"], row["kind"], _expected(row))


def _card(name: str, ask: str, kind: str, expected: Expected) -> Card:
    kinds = {"short": "answer", "list": "list", "choice": "choose", "explain": "points"}
    card = CardId(f"labelled/{name}")
    return Card(card, card, "labelled", kinds[kind], ask, expected, Place("labelled", 1))


def _item(phrasings: list[str]) -> Item:
    return Item(phrasings[0], tuple(phrasings[1:]))


def _expected(row: dict[str, Any]) -> Expected:
    match row["kind"]:
        case "short":
            return Term(_item(row["accept"]))
        case "list":
            return Listed(tuple(_item(item) for item in row["items"]), row["need"])
        case "choice":
            return Choice(tuple(row["options"]), row["answer"])
    points = tuple(Item(point["point"], tuple(point.get("accept", ()))) for point in row["points"])
    return Points(points, row.get("need") or len(points))


def figures(judged: list[tuple[str, str]]) -> str:
    """Give agreement on correct-or-not and on all three verdicts, and both ways of being wrong about it."""
    wrong = [verdict for label, verdict in judged if label == "wrong"]
    right = [verdict for label, verdict in judged if label == "correct"]
    two = sum((label == "correct") == (verdict == "correct") for label, verdict in judged) / len(judged)
    three = sum(label == verdict for label, verdict in judged) / len(judged)
    accepted = sum(verdict == "correct" for verdict in wrong) / max(1, len(wrong))
    rejected = sum(verdict != "correct" for verdict in right) / max(1, len(right))
    return f"{len(judged):>7}{two:>15.1%}{three:>10.1%}{accepted:>16.1%}{rejected:>16.1%}"


def main() -> None:
    """Mark every answer and print the figures, for each kind of question and for all."""
    labelled = read(Path(sys.argv[1]))
    vocabulary = Vocabulary.of({card.id: card for card, *_ in labelled}.values())
    by_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for card, answer, label, kind in labelled:
        verdict = mark(card, answer, vocabulary).verdict.value
        by_kind[kind].append((label, verdict))
        if "--errors" in sys.argv and verdict != label:
            print(f"{card.id}: {answer!r} is {label}, marked {verdict}")
    heads = f"{'correct or not':>15}{'verdicts':>10}{'wrong accepted':>16}{'right refused':>16}"
    print(f"{'':<9}{'answers':>7}{heads}")
    for kind, judged in by_kind.items():
        print(f"{kind:<9}{figures(judged)}")
    print(f"{'all':<9}{figures([each for judged in by_kind.values() for each in judged])}")


if __name__ == "__main__":
    main()
