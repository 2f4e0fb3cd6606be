"""What a teacher decided of answers that marking left open: kept as JSON lines, and offered to the deck.

A decision is about an answer to a card and not about a student: it settles all who typed the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from studykit.authoring.import_result import Read
from studykit.cards import Card, Listed, Ordered, Points
from studykit.classes.card_results import MarkedAnswer, folded
from studykit.verdict import Verdict

SUFFIX = ".decided"
"""What the name of the file with the decisions ends with, after the name of the class's file."""

Key = tuple[str, str]
"""A card's id and an answer as `folded` gives it."""


def key_of(marked: MarkedAnswer) -> Key:
    """What a decision about an answer is about."""
    return str(marked.card.id), folded(marked.answer)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one answer to one card is worth; `points` are the points or items it makes, in the deck's words.

    Their places change with the deck, which is mended between one form and the next.
    """

    card: str
    answer: str
    verdict: Verdict
    points: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.card, self.answer

    def places(self, card: Card) -> set[int]:
        """Give the positions of those points that the card has by now."""
        return {place for place, item in enumerate(card.expected.items) if item.say in self.points}


def decision_line(decision: Decision) -> str:
    """Give a decision as a line of its file."""
    return json.dumps(asdict(decision), ensure_ascii=False) + "\n"


def read_decisions(read: Read, text: str) -> dict[Key, Decision]:
    """Read decisions, the last of each answer; lines that are none are reported."""
    found = {}
    lines = text.split("\n")
    for line, written in enumerate(lines, start=1):
        if not written.strip():
            continue
        try:
            decision = _decision(json.loads(written))
        except (ValueError, KeyError, TypeError, RecursionError):
            again = "`mark --review` asks about its answer again."
            if line == len(lines):
                read.advice(line, "", "this line was cut short and is left out", again, "decision")
            else:
                read.error(line, written, "this line is no decision", f"Delete the line; {again}", "decision")
        else:
            found[decision.key] = decision
    return found


def _decision(values: Mapping[str, object]) -> Decision:
    points = values["points"]
    if not isinstance(points, list):
        raise TypeError
    verdict = Verdict(str(values["verdict"]))
    # A position, as lines had them before, may be that of another point by now.
    said = tuple(each for each in points if isinstance(each, str))
    return Decision(str(values["card"]), folded(str(values["answer"])), verdict, said)


def settled(marked: MarkedAnswer, decisions: Mapping[Key, Decision]) -> MarkedAnswer:
    """Give an answer as it was decided; one that marking is sure of stays as it is."""
    decision = decisions.get(key_of(marked))
    if decision is None or not marked.is_open:
        return marked
    made = tuple(sorted({*marked.points, *decision.places(marked.card)}))
    why = "" if decision.verdict is Verdict.CORRECT else marked.why
    return replace(marked, verdict=decision.verdict, why=why, sure=True, points=made, open=())


@dataclass(frozen=True, slots=True)
class Offer:
    """A line for a deck file: the card, `accept`, `partial` or `reject`, the answer, and for which point."""

    card: Card
    key: str
    answer: str
    times: int
    point: str = ""


_KEYS = {Verdict.CORRECT: "accept", Verdict.PARTIAL: "partial", Verdict.WRONG: "reject"}


def offers(marked: Iterable[MarkedAnswer], decisions: Mapping[Key, Decision]) -> list[Offer]:
    """Give what decisions would say in the deck, those of the most answers first.

    Args:
        marked: the answers as marking leaves them. What it is sure of by now needs no line any more.
    """
    alike: dict[Key, list[MarkedAnswer]] = {}
    for each in marked:
        if each.is_open and key_of(each) in decisions:
            alike.setdefault(key_of(each), []).append(each)
    found = [offer for key, same in alike.items() for offer in _offers(same[0], decisions[key], len(same))]
    return sorted(found, key=lambda offer: (-offer.times, str(offer.card.id), offer.answer, offer.point))


def _offers(each: MarkedAnswer, decision: Decision, times: int) -> list[Offer]:
    card, answer = each.card, " ".join(each.answer.split())
    match card.expected:
        case Points(items=items) | Listed(items=items) if each.open:
            said = sorted(decision.places(card) - {*each.points})
            if said or decision.verdict is not Verdict.WRONG:
                return [Offer(card, "accept", answer, times, items[place].say) for place in said]
        case Ordered():
            return []  # an order has no other wording as a whole
    key = _KEYS[decision.verdict]
    if card.kind == "sort" and key == "accept":
        return []  # its groups are what can be said
    return [Offer(card, key, answer, times)]
