"""How well a marked class set lists what a teacher should read herself (see `tests/labelled/class_sets`).

Run: python -m tests.bench.worth_a_look [FILE.jsonl ...] [--differences]

Of the different answers to each card: how many deserve a look, how many are listed as worth one, and the
shares of the listed that deserve it and of the deserving that are listed. `--differences` names those where
the two differ; the held-out set is for figures alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studykit.classes.card_results import MarkedAnswer, class_results, folded
from studykit.marking import mark
from tests.bench.labelled import LABELLED, questions, vocabulary_of

CLASS_SETS = LABELLED / "class_sets"


@dataclass(frozen=True, slots=True)
class Looked:
    """A different answer to a card: whether it deserves a look, and whether it is listed as worth one."""

    card: str
    answer: str
    deserves: bool
    listed: bool


def looked_at(path: Path) -> Iterator[Looked]:
    """Marks a class set and compares what is listed with the labels."""
    asked = list(questions(path))
    known = vocabulary_of(path, asked)
    for question in asked:
        marked = []
        for number, answer in enumerate(question.answers):
            found = mark(question.card, answer["text"], known)
            marked.append(
                MarkedAnswer(
                    card=question.card,
                    answer=answer["text"],
                    verdict=found.verdict,
                    why=found.why,
                    gave_up=found.gave_up,
                    sure=found.sure,
                    score=found.score,
                    points=found.points,
                    open=found.open,
                    unread=found.unread,
                    student=f"student {number}",
                )
            )
        (result,) = class_results(marked)
        listed = {folded(told.answer) for told in result.consider}
        for text, deserves in {folded(each["text"]): each["look"] for each in question.answers}.items():
            if text:
                yield Looked(question.card.id, text, deserves, text in listed)


def shares(path: Path) -> tuple[float, float]:
    """Computes the share of the listed that deserve a look, and of the deserving that are listed, 0-1."""
    found = list(looked_at(path))
    both = sum(each.deserves and each.listed for each in found)
    return both / sum(each.listed for each in found), both / sum(each.deserves for each in found)


def main() -> None:
    paths = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    for path in paths or sorted(CLASS_SETS.glob("*.jsonl")):
        found = list(looked_at(path))
        deserving, listed = (sum(getattr(each, name) for each in found) for name in ("deserves", "listed"))
        right, seen = shares(path)
        print(f"{path.name}: {len(found)} different answers, {deserving} deserve a look, {listed} are listed")
        print(f"  of those listed {right:.0%} deserve it; of those that deserve it {seen:.0%} are listed")
        for each in found if "--differences" in sys.argv else ():
            if each.deserves != each.listed:
                print(f"  {each.card}: {'not listed' if each.deserves else 'listed'}: {each.answer!r}")


if __name__ == "__main__":
    main()
