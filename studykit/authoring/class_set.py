"""What a class finds hard: a set of marked answers, card by card, the hardest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studykit.authoring.filled_rows import items_of
from studykit.cards import Card
from studykit.decks.same import words
from studykit.verdict import Verdict

COMMONEST = 3
"""Wrong answers, and wrong ones to consider, that are told of each card."""

ENOUGH = 2
"""Times an answer is given before it is worth a look even if it shares no word with the right one."""

OWN_WORDS = frozenset({"answer", "cloze", "list", "points"})
"""Kinds of card whose answers are in a student's own words, so that another wording may be right."""

_DULL = frozenset(
    "a an the of in on at to and or for by with from was were is are it he she they his her their".split()
)


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """One answer and what marking made of it."""

    card: Card
    answer: str
    verdict: Verdict
    why: str
    gave_up: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """An answer that several may have given, in small letters, and what marking said to it."""

    answer: str
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class CardResult:
    """How a class did on a card; `wrong` counts those who gave up too, `open` what marking is not sure of.

    `consider` are answers that a teacher may want to accept or to reject in words of her own: all that
    marking is not sure of, the commonest first, then some that it marked wrong.
    """

    card: Card
    right: int
    partly: int
    wrong: int
    gave_up: int
    open: int
    commonest: tuple[Told, ...]
    consider: tuple[Told, ...]

    @property
    def answers(self) -> int:
        """How many answers there were."""
        return self.right + self.partly + self.wrong + self.open

    @property
    def share_right(self) -> float:
        """The share of right answers, 0 to 1; one that is partly right or open counts half."""
        return (self.right + (self.partly + self.open) / 2) / self.answers


def class_results(marked: Iterable[MarkedAnswer]) -> list[CardResult]:
    """Give the results of every card that was answered, the hardest first."""
    by_card: dict[str, list[MarkedAnswer]] = {}
    for each in marked:
        by_card.setdefault(str(each.card.id), []).append(each)
    results = [_result(answers) for answers in by_card.values()]
    return sorted(results, key=lambda result: (result.share_right, str(result.card.id)))


def _result(answers: Sequence[MarkedAnswer]) -> CardResult:
    card = answers[0].card
    open_ = [each for each in answers if not each.sure and not each.gave_up]
    decided = [each for each in answers if each.sure or each.gave_up]
    counts = Counter(each.verdict for each in decided)
    told = _told([each for each in decided if each.verdict is Verdict.WRONG and not each.gave_up])
    worth = [each for each in told if _is_worth_a_look(card, each)]
    return CardResult(
        card=card,
        right=counts[Verdict.CORRECT],
        partly=counts[Verdict.PARTIAL],
        wrong=counts[Verdict.WRONG],
        gave_up=sum(each.gave_up for each in answers),
        open=len(open_),
        commonest=tuple(told[:COMMONEST]),
        consider=(*_told(open_), *worth[:COMMONEST]),
    )


def _told(answers: Sequence[MarkedAnswer]) -> list[Told]:
    """Give some answers, the same together, the commonest first."""
    whys = {_folded(each.answer): each.why for each in answers}
    times = Counter(_folded(each.answer) for each in answers)
    return [Told(answer, number, whys[answer]) for answer, number in times.most_common() if answer]


def _folded(answer: str) -> str:
    return " ".join(answer.casefold().split())


def _is_worth_a_look(card: Card, told: Told) -> bool:
    """Say whether a wrong answer may word the right one otherwise: rejected ones and numbers do not."""
    if card.kind not in OWN_WORDS or any(reply and reply in told.why for _, reply in card.reject):
        return False
    phrasings = [phrasing for item in items_of(card) for phrasing in item.phrasings]
    if any(character.isdigit() for character in told.answer + phrasings[0]):
        return False
    telling = {word for phrasing in phrasings for word in words(phrasing)} - _DULL
    return told.times >= ENOUGH or bool(telling & set(words(told.answer)))
