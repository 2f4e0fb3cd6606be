"""An essay plan as a document to hand out, before it is put in any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from studykit.cards import Card
from studykit.cases import Argument, Plan
from studykit.essays.document import Block, Heading, Line, perspective
from studykit.essays.material import as_card


def plan_document(plan: Plan, cards: Mapping[str, Card]) -> Iterator[Block]:
    """Lay a plan out: its thesis, its arguments with their evidence, and its conclusion.

    `cards` are those that are its evidence, by `deck/id`; one that is missing is named by its id.
    """
    yield Heading(plan.title, 1)
    yield from _listed("Answers", plan.answers)
    yield from _listed("Define", [f"{term}: {meaning}" for term, meaning in plan.define.items()])
    yield from _labelled(("Thesis", plan.thesis))
    for number, argument in enumerate(plan.arguments, start=1):
        yield from _argument(number, argument, cards)
    if plan.conclusion:
        yield Heading("Conclusion", 2)
        yield Line(plan.conclusion)
    yield from _listed("Mind", plan.traps)


def _argument(number: int, argument: Argument, cards: Mapping[str, Card]) -> Iterator[Block]:
    yield Heading(f"{number}. {argument.point}", 2)
    for name in argument.evidence:
        yield Line(_fact(name, cards), kind="piece")
    yield from _labelled(
        ("Because", argument.because),
        ("Historian", perspective(argument.perspective) if argument.perspective else None),
        ("Limits", argument.limits),
        ("Link", argument.link),
        ("Second case", argument.second_case),
    )


def _fact(name: str, cards: Mapping[str, Card]) -> str:
    """A card's fact as a sentence, or its question with its answer where it has none."""
    card = cards.get(name)
    if card is None:
        return name
    if card.fact:
        return card.fact
    said = as_card(card)
    return f"{said} ({card.date.text})" if card.date and card.date.text[:4] not in said else said


def _listed(label: str, texts: Sequence[str]) -> Iterator[Block]:
    """Texts below their label, each with a bullet; one alone stands behind it."""
    if len(texts) < 2:
        yield from _labelled(*((label, text) for text in texts))
    else:
        yield Line("", label)
        yield from (Line(text, kind="piece") for text in texts)


def _labelled(*texts: tuple[str, str | None]) -> Iterator[Block]:
    yield from (Line(text, label) for label, text in texts if text)
