"""Marking against people's labels; the floors lie a little below what was reached when they were set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from studykit.marking import Vocabulary, mark
from tests.bench.marking_accuracy import read

LABELLED = Path(__file__).parent.parent / "labelled"


@pytest.mark.parametrize(
    ("name", "agreement", "verdicts", "accepted"),
    [
        ("stalins_rise.jsonl", 0.95, 0.92, 0.02),
        ("paper_two.jsonl", 0.85, 0.72, 0.04),
        ("paper_two_held_out.jsonl", 0.85, 0.71, 0.05),
    ],
)
def test_marking_agrees_with_labels_as_often_as_it_did(
    name: str, agreement: float, verdicts: float, accepted: float
) -> None:
    labelled = read(LABELLED / name)
    known = Vocabulary.of({card.id: card for card, *_ in labelled}.values())
    seen = Counter((label, mark(card, text, known).verdict.value) for card, text, label, _ in labelled)
    every = sum(seen.values())
    assert sum(n for (label, got), n in seen.items() if label == got) / every >= verdicts
    assert (
        sum(n for (label, got), n in seen.items() if (label == "correct") == (got == "correct")) / every
        >= agreement
    )
    wrong = sum(n for (label, _), n in seen.items() if label == "wrong")
    assert seen["wrong", "correct"] / wrong <= accepted
