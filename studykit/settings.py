"""Settings: what they are, what values they may have, and how they are read from the log."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from studykit.cards import SLUG
from studykit.errors import NotFoundError, UsageError
from studykit.exams import FARTHEST_YEARS, Exam
from studykit.frozen import dataclass
from studykit.names import nearest
from studykit.reviews import Setting

REMEMBERED_DAYS = 14
"""How long after its day an exam is spoken of."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a student can set.

    `desired_retention` lies in 0.70-0.97; a `retry` of None means: on without an exam, off with one.
    """

    desired_retention: float = 0.90
    new_cards: int = 10
    rollover_hour: int = 4
    retry: bool | None = None
    guide: str = "2017"
    cases: tuple[str, ...] | None = None
    """The cases she studies, () for none; None for her own and those she has met."""
    parameters: tuple[float, ...] | None = None
    """FSRS parameters fitted to her own reviews; None for the usual ones."""
    exams: tuple[Exam, ...] = ()
    """Every exam that was set and not cleared, the nearest first."""

    def coming_exams(self, today: date) -> tuple[Exam, ...]:
        """Give the exams whose day is not over yet, the nearest first."""
        return tuple(exam for exam in self.exams if 0 <= (exam.day - today).days <= FARTHEST_YEARS * 366)

    def past_exam(self, today: date) -> Exam | None:
        """Give the exam that was last, while it is not long ago and none has been set since."""
        past = [exam for exam in self.exams if 0 < (today - exam.day).days <= REMEMBERED_DAYS]
        return past[-1] if past and not self.coming_exams(today) else None


class SettingKey(NamedTuple):
    """One setting as it is typed: how its value is read and what it is for."""

    name: str
    read: Callable[[str], object]
    allowed: str
    purpose: str

    @property
    def field(self) -> str:
        """What it is called in `Settings`."""
        return self.name.replace("-", "_")


def _between(lowest: float, highest: float, kind: Callable[[str], float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        value = kind(text)
        if not lowest <= value <= highest:
            raise ValueError(text)
        return value

    return read


def _slugs(text: str) -> tuple[str, ...] | None:
    slugs = tuple(dict.fromkeys(text.replace(",", " ").split()))
    if not slugs or not all(re.fullmatch(SLUG, each) for each in slugs):
        raise ValueError(text)
    if slugs == ("auto",):
        return None
    return () if slugs == ("none",) else slugs


_ON_OFF = {"on": True, "off": False, "auto": None}
_GUIDES = {"2017": "2017", "2028": "2028"}

KEYS = (
    SettingKey(
        "desired-retention",
        _between(0.70, 0.97, float),
        "0.70 to 0.97",
        "how likely you want to be to know a card on the day it comes back",
    ),
    SettingKey("new-cards", _between(0, 999, int), "0 to 999", "new cards a day"),
    SettingKey("rollover-hour", _between(0, 12, int), "0 to 12", "the hour when a new day begins"),
    SettingKey("retry", _ON_OFF.__getitem__, "on, off or auto", "ask a wrong card once more at the end"),
    SettingKey("guide", _GUIDES.__getitem__, "2017 or 2028", "the subject guide your exam follows"),
    SettingKey(
        "cases",
        _slugs,
        "names of cases, auto or none",
        "the cases you study; auto: yours and those you met; none: only decks without a case",
    ),
)
BY_NAME: Mapping[str, SettingKey] = {key.name: key for key in KEYS}


def key(name: str) -> SettingKey:
    """Give a setting by its name.

    Raises:
        NotFoundError: when there is none of that name; it offers the nearest.
    """
    found = BY_NAME.get(name)
    if found is None:
        raise NotFoundError(
            f"There is no setting `{name}`{nearest(name, BY_NAME)} `studykit config` lists them all."
        )
    return found


def check(name: str, value: str) -> object:
    """Read a value for a setting.

    Raises:
        NotFoundError: when there is no such setting.
        UsageError: when it cannot have that value.
    """
    setting = key(name)
    try:
        return setting.read(value.strip().lower())
    except (ValueError, KeyError):
        raise UsageError(f"`{name}` cannot be {value!r}; it may be {setting.allowed}.") from None


EXAM = "exam"
"""The setting that holds an exam; one of a case of its own is `exam/CASE`."""


PARAMETERS = "parameters"


def exam_name(case: str | None) -> str:
    """Give the name of the setting that holds a case's exam; one for every card without a case."""
    return EXAM if case is None else f"{EXAM}/{case}"


def read(rows: Iterable[Setting]) -> Settings:
    """Give the settings that log rows lead to, the newest row of a name winning.

    A name or value of a newer version is passed over: a log that was shared must not stop an older studykit.
    """
    newest: dict[str, str | None] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.device, row.id)):
        newest[row.name] = row.value
    values: dict[str, object] = {}
    exams: list[Exam] = []
    for name, value in newest.items():
        if value is None:
            continue
        try:
            if name == PARAMETERS:
                values["parameters"] = tuple(float(number) for number in json.loads(value))
            elif name.partition("/")[0] == EXAM:
                exam = Exam.from_text(value)
                # One of another case's name could be cleared by nothing.
                if exam_name(exam.case) == name and (exam.day - exam.set_on).days <= FARTHEST_YEARS * 366:
                    exams.append(exam)
            elif name in BY_NAME:
                values[BY_NAME[name].field] = check(name, value)
        except (UsageError, ValueError, TypeError, ArithmeticError, RecursionError):
            continue  # a value that anyone may have written into a file that was merged
    exams.sort(key=lambda exam: (exam.day, exam.case or ""))
    return Settings(exams=tuple(exams), **values)  # type: ignore[arg-type]
