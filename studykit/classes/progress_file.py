"""A file that a student hands in: how far she is with each card, and nothing she typed unless she says so.

    {"studykit-progress": 1, "nickname": "Ada", "student": "...", "made": MILLISECONDS,
     "decks": {SLUG: VERSION}, "decay": ..., "also": [...],
     "cards": [[CARD, STABILITY, DIFFICULTY, LAST-DAY, FIRST-DAY, DUE, REVIEWS, LAPSES, SUSPENDED,
     CORRECT, PARTIAL, WRONG], ...], "called-right": [[CARD, ANSWER], ...], "checksum": "..."}

The checksum tells what was damaged on its way. It is no seal: who wants to hand in something else can.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain, count
from typing import Any

from studykit.cards import CardId
from studykit.classes.progress import CardProgress, Progress
from studykit.classes.report import HandedIn
from studykit.reviews import LATEST_MOMENT, CardState, MemoryState
from studykit.visible import tamed

KIND = "studykit-progress"
FORMAT = 1
LARGEST = 10_000_000
"""Bytes of a file; one of ten thousand cards has less than one million."""

MOST_CARDS = 50_000
MOST_ANSWERS = 500
LONGEST_ANSWER = 300
LONGEST_NAME = 40
LONGEST_ID = 300
MOST_NAMES = 100
MOST = 10**7
"""What no count of answers exceeds."""


@dataclass(frozen=True, slots=True)
class ProgressFile:
    """What one file says.

    `student` is a fingerprint that stays the same from week to week and tells nothing else, `also` those had
    before the first row of her log became another; `made` is in UTC milliseconds; `decks` are versions by the
    name of the deck; `called_right` are answers she called right.
    """

    nickname: str
    student: str
    made: int
    decks: Mapping[str, str | None]
    progress: Progress
    called_right: tuple[tuple[CardId, str], ...] = ()
    also: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day it was made on, in UTC."""
        return datetime.fromtimestamp(self.made / 1000, UTC).date()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that cannot be used, and why."""

    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Collected:
    """The files of a class: what each student handed in last, and what was left out."""

    files: tuple[ProgressFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """What each student is called in a report, by fingerprint: the second of one nickname gets a number."""

    def handed_in(self, was: Mapping[CardId, CardId]) -> list[HandedIn]:
        """What the report of a class is made of; `was` are earlier ids of cards with those they have now."""
        return [
            HandedIn(
                self.names[each.student],
                replace(each.progress, cards=_as_now(each.progress.cards, was)),
                tuple((was.get(card, card), answer) for card, answer in each.called_right),
            )
            for each in self.files
        ]


def _as_now(cards: Sequence[CardProgress], was: Mapping[CardId, CardId]) -> tuple[CardProgress, ...]:
    """Give cards that were renamed since under the ids they have now, unless those were answered too."""
    there = {card.state.card for card in cards}

    def as_now(card: CardProgress) -> CardProgress:
        now = was.get(card.state.card)
        return card if now is None or now in there else replace(card, state=replace(card.state, card=now))

    return tuple(map(as_now, cards))


class _UnusableError(ValueError):
    """What is wrong with a file, as the end of a sentence about it."""


def fingerprint(row_id: str) -> str:
    """Give the fingerprint of a student from the id of the first row of her log."""
    return hashlib.sha256(f"{KIND} {row_id}".encode()).hexdigest()[:16]


def nickname_of(text: str) -> str:
    """Give a nickname as it may be shown; empty when nothing is left of it."""
    return " ".join(tamed(text).split())[:LONGEST_NAME]


def written(file: ProgressFile) -> bytes:
    """Give the bytes of a file, one line a card: anybody can read what is in it."""
    told: dict[str, Any] = {
        KIND: FORMAT,
        "nickname": file.nickname,
        "student": file.student,
        **({"also": list(file.also)} if file.also else {}),
        "made": file.made,
        "decks": dict(file.decks),
        "decay": file.progress.decay,
        "cards": [_card_values(each) for each in file.progress.cards],
        "called-right": [
            [card, answer[:LONGEST_ANSWER]] for card, answer in file.called_right[-MOST_ANSWERS:]
        ],
    }
    lines = []
    for key, value in {**told, "checksum": checksum(told)}.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
            lines.append(f"{json.dumps(key)}: [\n{rows}\n]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


DAY = 86_400_000
"""Milliseconds that a clock may be ahead."""


def collected(files: Iterable[tuple[str, bytes | None]], now: int = LATEST_MOMENT) -> Collected:
    """Read the files of a class; of several of one student the newest counts, and one of days to come last.

    Args:
        files: each with its name and its bytes, None when it could not be read. now: UTC milliseconds, by
            which it is told whether a date is still to come; without it none is.
    """

    def age(file: ProgressFile) -> tuple[bool, int]:
        return file.made <= now + DAY, file.made

    read: list[tuple[str, ProgressFile]] = []
    left_out: list[LeftOut] = []
    for name, data in files:
        try:
            read.append((name, _read(data)))
        except _UnusableError as error:
            left_out.append(LeftOut(name, str(error)))
    whose = _students(file for _, file in read)
    of_student: defaultdict[str, list[tuple[str, ProgressFile]]] = defaultdict(list)
    for name, file in read:
        of_student[whose[file.student]].append((name, file))
    kept: list[ProgressFile] = []
    for hers in of_student.values():
        by, counts = max(hers, key=lambda each: age(each[1]))
        kept.append(counts)
        others = [(name, file) for name, file in hers if file is not counts]
        left_out += [LeftOut(name, _superseded(file, by, counts, now)) for name, file in others]
    kept.sort(key=lambda file: (file.nickname, file.student))
    return Collected(tuple(kept), tuple(left_out), _names(kept))


def _students(files: Iterable[ProgressFile]) -> dict[str, str]:
    """Give for each fingerprint one that stands for its student, whatever others she has had."""
    first: dict[str, str] = {}
    for file in files:
        names = (file.student, *file.also)
        hers = {first[name] for name in names if name in first}
        stands = min(hers, default=file.student)
        first |= {name: stands for name, of in first.items() if of in hers} if len(hers) > 1 else {}
        first |= dict.fromkeys(names, stands)
    return first


def _superseded(file: ProgressFile, name: str, by: ProgressFile, now: int) -> str:
    if by == file:
        return f"it is a copy of {name}"
    if file.made > now + DAY >= by.made + DAY:
        return f"its date, {file.day}, is still to come, so {name} counts for {file.nickname}"
    return f"it is of {file.nickname}, {file.day}; {name} is newer"


def _names(files: Sequence[ProgressFile]) -> dict[str, str]:
    names: dict[str, str] = {}
    taken: set[str] = set()
    for file in files:
        numbered = (f"{file.nickname} ({number})" for number in count(2))
        name = next(each for each in chain([file.nickname], numbered) if each not in taken)
        taken.add(name)
        names[file.student] = name
    return names


def checksum(told: Mapping[str, Any]) -> str:
    """Sum up what a file says, however it is set: mail programs change the ends of lines."""
    plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _read(data: bytes | None) -> ProgressFile:
    """Read a file.

    Raises:
        _UnusableError: when it is none, is damaged, or of a newer studykit.
    """
    told = _parsed(data)
    if told[KIND] != FORMAT:
        raise _UnusableError("it was made by a newer studykit; update this one")
    if told.pop("checksum", None) != checksum(told):
        raise _UnusableError("it is damaged or was changed; ask for it again")
    try:
        return ProgressFile(
            nickname=nickname_of(_text(told["nickname"], LONGEST_NAME * 4)) or "?",
            student=_text(told["student"], 64),
            also=tuple(_text(each, 64) for each in told.get("also", ())[:MOST_NAMES]),
            made=_count(told["made"], LATEST_MOMENT),
            decks={_text(slug, LONGEST_ID): _version(version) for slug, version in told["decks"].items()},
            progress=Progress(_cards(told["cards"]), _number(told["decay"], 0.01, 2.0)),
            called_right=tuple(_answers(told["called-right"])),
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise _UnusableError("it holds what no studykit writes") from error


def _parsed(data: bytes | None) -> dict[str, Any]:
    if data is None:
        raise _UnusableError("it cannot be read")
    if len(data) > LARGEST:
        raise _UnusableError(f"it has more than {LARGEST // 10**6} MB, as no progress file has")
    damaged = _UnusableError("it is cut short or damaged; ask for it again")
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise (damaged if f'"{KIND}"'.encode() in data[:200] else _UnusableError(NOT_OURS)) from None
    if not isinstance(told, dict) or not isinstance(told.get(KIND), int):
        raise _UnusableError(NOT_OURS)
    return told


NOT_OURS = "it is no progress file; `studykit progress --share FILE` writes one"


def _card_values(card: CardProgress) -> list[object]:
    state, memory = card.state, card.state.memory
    days = (memory and memory.last_day, state.first_day, state.due)
    return [
        state.card,
        memory and round(memory.stability, 4),
        memory and round(memory.difficulty, 3),
        *(day and day.isoformat() for day in days),
        *(state.reviews, state.lapses, int(state.suspended)),
        *(card.correct, card.partial, card.wrong),
    ]


def _cards(rows: object) -> tuple[CardProgress, ...]:
    """Read the cards, every value checked; one that comes twice counts once.

    Raises:
        ValueError: when one is none that studykit writes. TypeError, OverflowError: likewise.
    """
    if not isinstance(rows, list) or len(rows) > MOST_CARDS:
        raise ValueError("no list of cards")
    cards = tuple(map(card_of, rows))
    if len({card.state.card for card in cards}) < len(cards):
        raise ValueError("a card twice")
    return cards


def card_of(values: Sequence[Any]) -> CardProgress:
    """Make what is known of a card of its values, in the order of the file, each of them checked.

    Raises:
        ValueError: when it is none that studykit writes. TypeError, OverflowError: likewise.
    """
    id, stability, difficulty, last, first, due, *counts = values
    reviews, lapses, suspended, correct, partial, wrong = (_count(each, MOST) for each in counts)
    memory = None
    if stability is not None:
        memory = MemoryState(_number(stability, 1e-3, 1e6), _number(difficulty, 1.0, 10.0), _day(last))
    state = CardState(
        CardId(_text(id, LONGEST_ID)),
        memory,
        first and _day(first),
        due and _day(due),
        reviews,
        lapses,
        bool(suspended),
    )
    return CardProgress(state, correct, partial, wrong)


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    """Read a day; those of a class are few, and each stands in its files thousands of times."""
    return date.fromisoformat(text)


def _answers(rows: object) -> Iterator[tuple[CardId, str]]:
    if not isinstance(rows, list) or len(rows) > MOST_ANSWERS:
        raise ValueError("no list of answers")
    for card, answer in rows:
        yield CardId(_text(card, LONGEST_ID)), tamed(_text(answer, LONGEST_ANSWER))


def _version(value: object) -> str | None:
    return None if value is None else tamed(_text(value, LONGEST_ID))


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ValueError("no text")
    return value


def _count(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError("no count")
    return value


def _number(value: object, least: float, most: float) -> float:
    if type(value) not in (int, float) or not least <= value <= most or not math.isfinite(value):  # type: ignore[operator, arg-type]
        raise ValueError("no number")
    return float(value)  # type: ignore[arg-type]
