"""How often marking agrees with people, on files of answers that people labelled (see `labelled.py`).

Run: python -m tests.bench.marking_accuracy [FILE.jsonl ...] [--errors]

For each kind of card and for all: how often the best guess is right about correct or not, what share is
decided ("sure"), how often that is right, and of the decided the wrong called correct and the right called
wrong. Without a file all of `tests/labelled`; `--errors` lists the decided answers that differ.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studykit.marking import Mark, mark
from tests.bench.labelled import LABELLED, questions, vocabulary_of


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with what people and marking say of it."""

    card: str
    answer: str
    label: str
    mark: Mark

    @property
    def agrees(self) -> bool:
        """Whether both call it correct, or both do not."""
        return (self.label == "correct") == (self.mark.verdict == "correct")


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares, 0-1, of answers of one kind, and the counts of the decided that went wrong."""

    answers: int
    guess: float
    decided: float
    decided_right: float
    accepted: int
    refused: int


def judged_of(path: Path) -> dict[str, list[Judged]]:
    """Marks every answer of a file, by kind of card and as `all`."""
    asked = list(questions(path))
    known = vocabulary_of(path, asked)
    found: dict[str, list[Judged]] = defaultdict(list)
    for question in asked:
        for answer in question.answers:
            text, label = answer["text"], answer["label"]
            each = Judged(question.card.id, text, label, mark(question.card, text, known))
            found[question.card.kind].append(each)
            found["all"].append(each)
    return found


def figures_of(path: Path) -> dict[str, Figures]:
    """Computes the figures of a file, by kind of card and for `all`."""
    return {kind: figures(judged) for kind, judged in judged_of(path).items()}


def figures(judged: Sequence[Judged]) -> Figures:
    decided = [each for each in judged if each.mark.sure]
    wrong = [each for each in decided if not each.agrees]
    return Figures(
        answers=len(judged),
        guess=sum(each.agrees for each in judged) / len(judged),
        decided=len(decided) / len(judged),
        decided_right=1 - len(wrong) / max(1, len(decided)),
        accepted=sum(each.label == "wrong" for each in wrong),
        refused=sum(each.label == "correct" and each.mark.verdict == "wrong" for each in wrong),
    )


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:] if not each.startswith("--")] or sorted(
        LABELLED.glob("*.jsonl")
    )
    for path in paths:
        found = judged_of(path)
        print(f"{path.name:28}answers   guess  decided    right  accepted  refused")
        for kind, judged in sorted(found.items(), key=lambda each: each[0] == "all"):
            of = figures(judged)
            shares = f"{of.guess:8.1%}{of.decided:9.1%}{of.decided_right:9.1%}"
            print(f"  {kind:26}{of.answers:7}{shares}{of.accepted:10}{of.refused:9}")
        for each in found["all"] if "--errors" in sys.argv else ():
            if each.mark.sure and each.label != each.mark.verdict:
                print(f"  {each.card}: {each.answer!r} is {each.label}, marked {each.mark.verdict.value}")


if __name__ == "__main__":
    main()
