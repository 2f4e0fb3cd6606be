"""What a class finds hard: a set of marked answers, card by card, the hardest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studykit.cards import Card
from studykit.decks.same import words
from studykit.verdict import Verdict

COMMONEST = 3
"""Wrong answers that are told of each card."""

OWN_WORDS = frozenset({"answer", "cloze", "list", "points"})
"""Kinds of card whose answers are in a student's own words, so that another wording may be right."""

ENOUGH = 2
"""Times a wrong answer is given before it is worth a look though it shares no word with the right one."""

LONG = 8
"""Words from which on a wrong answer says enough to be right in words that no key has."""

UNLIKELY = 0.22
"""The score below which an open answer to a card with one answer is most probably wrong."""

_PARTS = re.compile(r"[,;+&/]|\band\b|\balso\b|\bbut\b")
_DULL = frozenset(
    "a an the of in on at to and or for by with from was were is are it he she they his her their".split()
)


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """One answer, what marking made of it, and who gave it, where that is known.

    Attributes:
        gave_up: whether nothing was tried: no letter, "idk".
        sure: whether the verdict stands: marking is sure, or a teacher decided. score: 0-1.
        points, open: positions of the points or items that are made, and that are neither made nor not.
        unread: whether it cannot be an answer of its kind, such as an option that is none.
        file, line: where it stands, the line from 1.
    """

    card: Card
    answer: str
    verdict: Verdict
    why: str
    gave_up: bool = False
    sure: bool = True
    score: float = 0.0
    points: tuple[int, ...] = ()
    open: tuple[int, ...] = ()
    unread: bool = False
    student: str = ""
    file: str = ""
    line: int = 0

    @property
    def is_open(self) -> bool:
        """Whether nobody and nothing has decided what it is worth."""
        return not self.sure and not self.gave_up


class CellOutcome(StrEnum):
    """What an answer comes to, in a cell of the grid and in the numbers of a card."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    OPEN = "open"
    BLANK = "blank"


_OUTCOMES = {
    Verdict.CORRECT: CellOutcome.RIGHT,
    Verdict.PARTIAL: CellOutcome.PARTLY,
    Verdict.WRONG: CellOutcome.WRONG,
}


def outcome(marked: MarkedAnswer | None) -> CellOutcome:
    """Say what an answer comes to; None is one that was not given."""
    if marked is None or marked.gave_up:
        return CellOutcome.BLANK
    return CellOutcome.OPEN if marked.is_open else _OUTCOMES[marked.verdict]


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """An answer several may have given, as the first typed it, what marking said to it, and who gave it."""

    answer: str
    times: int
    why: str
    students: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardResult:
    """How a class did on a card: how many answers came to what.

    `undecided` are the open answers, the same together, the commonest first. `consider` are those answers
    that a teacher may want to accept or to reject in words of her own, open ones first.
    """

    card: Card
    counts: Counter[CellOutcome]
    commonest: tuple[AnswerGroup, ...]
    undecided: tuple[AnswerGroup, ...]
    consider: tuple[AnswerGroup, ...]

    @property
    def answers(self) -> int:
        """How many answers there were."""
        return self.counts.total()

    @property
    def share_right(self) -> float:
        """The share of right answers, 0 to 1; one that is partly right or open counts half."""
        halves = self.counts[CellOutcome.PARTLY] + self.counts[CellOutcome.OPEN]
        return (self.counts[CellOutcome.RIGHT] + halves / 2) / self.answers


def class_results(marked: Iterable[MarkedAnswer]) -> list[CardResult]:
    """Give the results of every card that was answered, the hardest first."""
    by_card: dict[str, list[MarkedAnswer]] = {}
    for each in marked:
        by_card.setdefault(str(each.card.id), []).append(each)
    results = [_result(answers) for answers in by_card.values()]
    return sorted(results, key=lambda result: (result.share_right, str(result.card.id)))


def _result(answers: Sequence[MarkedAnswer]) -> CardResult:
    open_ = [each for each in answers if each.is_open]
    decided = [each for each in answers if not each.is_open]
    wrong = [each for each in decided if outcome(each) is CellOutcome.WRONG]
    times = Counter(folded(each.answer) for each in answers)

    def consider(those: Sequence[MarkedAnswer]) -> list[AnswerGroup]:
        return _told([each for each in those if _is_worth_a_look(each, times[folded(each.answer)])])

    return CardResult(
        card=answers[0].card,
        counts=Counter(map(outcome, answers)),
        commonest=tuple(_told(wrong)[:COMMONEST]),
        undecided=tuple(_told(open_)),
        consider=(*consider(open_), *consider(decided)),
    )


def _told(answers: Sequence[MarkedAnswer]) -> list[AnswerGroup]:
    """Give some answers, the same together, the commonest first."""
    together: dict[str, list[MarkedAnswer]] = {}
    for each in answers:
        together.setdefault(folded(each.answer), []).append(each)
    told = []
    for same in (same for answer, same in together.items() if answer):
        students = dict.fromkeys(each.student for each in same if each.student)
        told.append(AnswerGroup(" ".join(same[0].answer.split()), len(same), same[-1].why, tuple(students)))
    return sorted(told, key=lambda each: -each.times)


def line_of(told: AnswerGroup) -> str:
    """Write an answer with how often it was given and, where that is known, by whom."""
    who = f" ({', '.join(told.students)})" if told.students else ""
    return f"{told.times} × {told.answer[:200]}{who}"


def folded(answer: str) -> str:
    """Give the form in which answers that are typed alike are one."""
    return " ".join(answer.casefold().split())


def _is_worth_a_look(each: MarkedAnswer, times: int) -> bool:
    """Say whether a teacher may find more in an answer than marking did.

    What marking is not sure of, unless it is most probably wrong; what is partly right and has more parts
    than were found; what is wrong and is long, common, or shares a word with what is right.
    """
    if each.gave_up or (each.sure and each.verdict is Verdict.CORRECT):
        return False
    several = each.card.kind in ("list", "points")
    if each.is_open:
        return several or each.verdict is not Verdict.WRONG or each.score >= UNLIKELY or each.unread
    if each.card.kind not in OWN_WORDS:
        return False
    if each.verdict is Verdict.PARTIAL:
        return several and len(_PARTS.findall(each.answer)) >= len(each.points)
    return not _is_another_thing(each) and _may_say_it(each, times)


def _is_another_thing(each: MarkedAnswer) -> bool:
    """Say whether a wrong answer is one that the card rejects, or another number."""
    phrasings = each.card.expected.items[0].phrasings
    if any(reply and reply in each.why for _, reply in each.card.reject):
        return True
    return not _is_long(each) and any(map(str.isdigit, each.answer + phrasings[0]))


def _is_long(each: MarkedAnswer) -> bool:
    return len(each.answer.split(maxsplit=LONG)) >= LONG


def _may_say_it(each: MarkedAnswer, times: int) -> bool:
    """Say whether a wrong answer may word the right one otherwise."""
    phrasings = [phrasing for item in each.card.expected.items for phrasing in item.phrasings]
    name = phrasings[0][:1].isupper() or " " not in phrasings[0]
    telling = {word for phrasing in phrasings for word in words(phrasing)} - _DULL
    shares = bool(telling & set(words(each.answer)))
    return _is_long(each) or (times >= ENOUGH and not name) or shares
