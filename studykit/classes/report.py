"""What is said of a class: who has started, how much it would recall, what it finds hard, what all know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean, median

from studykit.cards import CardId
from studykit.classes.progress import CardProgress, Progress

FEWEST = 3
"""A figure from fewer students says something about one of them."""

KNOWN = 0.9
"""The chance of recall from which a card counts as known: what FSRS aims at by default."""


Spread = tuple[float | None, float, float | None]
"""The recall (0-1) of the lowest, in the middle and of the highest."""


_Met = tuple[int, CardProgress, float]
"""The number of a student who met a card, how she is with it, and her recall."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What one student handed in; `overruled` are answers she called right."""

    name: str
    progress: Progress
    overruled: tuple[tuple[CardId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StudentLine:
    """One student: whether she started, and when she last answered.

    Her figures, None unless asked for: cards met, answers given, mean recall (0-1) of the cards met.
    """

    name: str
    started: bool
    last_day: date | None
    cards: int | None = None
    answers: int | None = None
    recall: float | None = None


@dataclass(frozen=True, slots=True)
class Hardness:
    """A card or a theme over all who met it: answers, the share (0-1) marked wrong, the mean recall (0-1)."""

    name: str
    students: int
    answers: int
    wrong: float
    recall: float


@dataclass(frozen=True, slots=True)
class ClassReport:
    """The whole report; cards and themes come hardest first.

    `spread` is the recall of the lowest, of the one in the middle and of the highest of those who started; as
    many are taken together at each end as a figure needs, None where there are not twice as many, or too few.
    """

    students: tuple[StudentLine, ...]
    spread: Spread | None
    cards: tuple[Hardness, ...]
    themes: tuple[Hardness, ...]
    known: tuple[CardId, ...]
    overruled: tuple[tuple[CardId, str, int], ...]

    @property
    def started(self) -> int:
        """How many have answered anything."""
        return sum(each.started for each in self.students)


def class_report(
    handed_in: Sequence[HandedIn],
    themes: Mapping[CardId, Sequence[str]],
    today: date,
    *,
    fewest: int = FEWEST,
) -> ClassReport:
    """Report on a class.

    Args:
        handed_in: what each student handed in.
        themes: those of each card there is; other cards are left out of the figures.
        today: the day whose recall is meant.
        fewest: from how many students on a figure is given; 1 gives those of each student too.
    """
    chances = [each.progress.recalls(today) for each in handed_in]
    lines = sorted(map(_student, handed_in, chances), key=lambda each: each.name)
    recalls = sorted(each.recall for each in lines if each.recall is not None)
    if fewest > 1:
        lines = [replace(each, cards=None, answers=None, recall=None) for each in lines]
    by_card: dict[str, list[_Met]] = defaultdict(list)
    by_theme: dict[str, list[_Met]] = defaultdict(list)
    for number, each in enumerate(handed_in):
        for card, recall in zip(each.progress.cards, chances[number], strict=True):
            name = card.state.card
            if recall is not None and card.answers and name in themes:
                for group in (by_card[name], *(by_theme[theme] for theme in themes[name])):
                    group.append((number, card, recall))
    started = sum(each.started for each in lines)
    overruled = Counter(pair for each in handed_in for pair in {*each.overruled})
    commonest = sorted(overruled.items(), key=lambda it: (-it[1], it[0]))
    known = (card for card, met in by_card.items() if min(recall for *_, recall in met) >= KNOWN)
    return ClassReport(
        tuple(lines),
        _spread(recalls, fewest),
        _lines(by_card, fewest),
        _lines(by_theme, fewest),
        tuple(sorted(CardId(card) for card in known if len(by_card[card]) == started >= fewest)),
        tuple((card, answer, times) for (card, answer), times in commonest),
    )


def _spread(recalls: Sequence[float], fewest: int) -> Spread | None:
    """Give the spread of some recalls, the lowest first, with no figure from fewer than are wanted."""
    if len(recalls) < fewest:
        return None
    if len(recalls) < 2 * fewest:
        return None, median(recalls), None
    return fmean(recalls[:fewest]), median(recalls), fmean(recalls[-fewest:])


def _student(each: HandedIn, chances: Sequence[float | None]) -> StudentLine:
    answered = [met for met in zip(each.progress.cards, chances, strict=True) if met[0].answers]
    recalls = [chance for _, chance in answered if chance is not None]
    return StudentLine(
        each.name,
        bool(answered),
        max((card.state.memory.last_day for card, _ in answered if card.state.memory), default=None),
        len(answered),
        sum(card.answers for card, _ in answered),
        fmean(recalls) if recalls else None,
    )


def _lines(groups: Mapping[str, Sequence[_Met]], fewest: int) -> tuple[Hardness, ...]:
    lines = []
    for name, all_met in groups.items():
        students, cards, recalls = zip(*all_met, strict=True)
        if len({*students}) >= fewest:
            answers = sum(card.answers for card in cards)
            wrong = sum(card.wrong for card in cards) / answers
            lines.append(Hardness(name, len({*students}), answers, wrong, fmean(recalls)))
    return tuple(sorted(lines, key=lambda line: (-line.wrong, line.recall, line.name)))
