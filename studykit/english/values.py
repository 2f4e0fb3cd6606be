"""A number as a value, an amount or a stretch of days; how two compare; number words and amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from studykit.english.spelling import slips
from studykit.english.text import Token, added


class ValueKind(Enum):
    """What sort of value a number is."""

    AMOUNT = "amount"
    DATE = "date"
    """A day, a month or a year; `first` and `last` are its ends as yyyymmdd."""
    RANGE = "range"
    DAY = "day"
    """A day of a month that is not named ("the 26th")."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number as it was meant.

    Attributes:
        first: the amount, or the first day as yyyymmdd. last: the same for the other end.
        start: the index of its first token. end: one past its last token.
        about: whether it was said to be rough. unit: "%" for shares (first and last in per cent), else "".
        assumed: whether the year was not written, so that the one the card means was taken.
    """

    kind: ValueKind
    first: float
    last: float
    start: int
    end: int
    about: bool = False
    unit: str = ""
    assumed: bool = False

    @property
    def year(self) -> int | None:
        """The one year a date lies in, or None."""
        if self.kind is ValueKind.DATE and self.first // 10000 == self.last // 10000:
            return int(self.first // 10000)
        return None

    @property
    def span(self) -> float:
        """How far it reaches from end to end."""
        return self.last - self.first

    @property
    def has_month(self) -> bool:
        """Whether it is a month or a day of a known month."""
        return self.kind is ValueKind.DATE and self.span < 100


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the numbers of a text are to be read, by what its card asks for.

    Attributes:
        years: whether 1924 is a year (where an amount is asked for it is none).
        short: whether 24 is a year too. months, days: whether "1/24" is a month, "January 24" a day.
        century: the hundreds of the year that 24 stands for. year: the year of a date that names none.
    """

    years: bool = True
    short: bool = False
    months: bool = False
    days: bool = False
    century: int = 19
    year: int | None = None


class Agreement(Enum):
    """How a value that was typed stands to the right one, the best first."""

    SAME = "same"
    LESS_PRECISE = "less precise"
    NEAR = "near"
    """A date or an amount that is close but not it, such as a year one off."""
    OFF = "off"


def span(year: int, month: int = 0, day: int = 0) -> tuple[int, int]:
    """Computes first and last day, as yyyymmdd, of a year, a month or a day."""
    first = year * 10000 + (month or 1) * 100 + (day or 1)
    return first, first if day else year * 10000 + (month or 12) * 100 + 31


def agreement(said: Value, right: Value, rough: float = 0.0) -> Agreement:
    """Compares what was typed with what is right.

    Args:
        said: the value typed. right: the value the card holds.
        rough: how far an amount may be off, as a share of the right one (0.05 is 5 %).
    """
    if said.kind is ValueKind.DAY:
        same = right.has_month and right.first == right.last and said.first == right.first % 100
        return Agreement.LESS_PRECISE if same else Agreement.OFF
    if ValueKind.AMOUNT in (right.kind, said.kind):
        return _amounts(said, right, rough)
    if right.first <= said.first and said.last <= right.last:
        whole = right.kind is not ValueKind.RANGE or (said.first, said.last) == (right.first, right.last)
        return Agreement.SAME if whole and said.assumed <= right.assumed else Agreement.LESS_PRECISE
    if said.first <= right.first and right.last <= said.last:
        return Agreement.LESS_PRECISE
    close = abs(said.first // 10000 - right.first // 10000) <= 1
    return Agreement.NEAR if close and said.kind is right.kind else Agreement.OFF


def _amounts(said: Value, right: Value, rough: float) -> Agreement:
    if said.kind is not right.kind or said.unit != right.unit:
        return Agreement.OFF
    slack = max(rough, 0.05 if right.about else 0.0, 0.02 if said.about and right.unit == "%" else 0.0)
    exact = said.first == said.last and not slack
    half = 0.5 if said.unit == "%" and exact else 0.0
    low, high = right.first - slack * abs(right.first) - half, right.last + slack * abs(right.last) + half
    if low <= said.first and said.last <= high:
        inside = right.first < right.last and (said.first, said.last) != (right.first, right.last)
        return Agreement.LESS_PRECISE if inside and not slack else Agreement.SAME
    close = abs(said.first - right.first) <= max(1.0, 0.02 * abs(right.first))
    return Agreement.NEAR if close else Agreement.OFF


# Amounts and shares in figures and words: 340k, six hundred thousand, two-thirds

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
UNITS = {word: number for number, word in enumerate(_UNITS.split())}
UNITS |= {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "k": 1_000, "m": 1_000_000, "mil": 1_000_000, "mill": 1_000_000, "bn": 1_000_000_000, "thou": 1_000,
    "hundreds": 100, "thousands": 1_000, "millions": 1_000_000, "mio": 1_000_000,
    "hundered": 100, "thousend": 1_000, "thowsand": 1_000, "tausend": 1_000,
}  # fmt: skip
_WORDS = UNITS | TENS | SCALES
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_PARTS |= {f"{word}s": number for word, number in _PARTS.items()}
_WHOLES = frozenset(map(str, range(2, 11)))


def share(found: Sequence[Token], at: int) -> Value | None:
    """Reads a share: "a third", "two-thirds", "1/3", "33 %", "33 per cent"; its value is in per cent."""
    amount = amount_at(found, at)
    number, end = (amount.first, amount.end) if amount else (1.0, at + (found[at].text in ("a", "one")))
    word, after, later = (found[i].text if i < len(found) else "" for i in range(end, end + 3))
    if amount and (word in ("%", "percent", "pc") or (word, after) == ("per", "cent")):
        return _share(number, at, end + 1 + (word == "per"))
    if amount and word == "/" and after in _WHOLES and number < float(after):
        return _share(100 * number / float(after), at, end + 2)
    if amount and word == "-":
        word, after, end = after, later, end + 1
    size = _PARTS.get(word) or 4 * (slips(word, "quarters") is not None)
    if not size or after == "century" or (end == at and word != "half"):
        return None
    return _share(100 * number / size, at, end + 1)


def _share(share: float, at: int, end: int) -> Value:
    return Value(ValueKind.AMOUNT, share, share, at, end, unit="%")


def amount_at(found: Sequence[Token], at: int) -> Value | None:
    """Reads an amount in figures or words, with its scale (thousand, k, million)."""
    token, end, number = found[at], at + 1, 1.0
    if token.kind == "number":
        digits = re.sub(r"(?<=\d)[,. ](?=\d{3}(?!\d))", "", token.text).strip("'s").replace(",", ".")
        if not re.fullmatch(r"\d+(\.\d+)?", digits):
            return None
        number = float(digits)
    elif token.text in UNITS or token.text in TENS:
        number, end = _words(found, at)
    elif SCALES.get(token.text) == SCALES["hundred"] and token.text != "hundreds":
        end = at
    elif token.text != "a" or end == len(found) or found[end].text not in SCALES:
        return None
    while end < len(found) and found[end].text in SCALES:
        number, end = number * SCALES[found[end].text], end + 1
    return Value(ValueKind.AMOUNT, number, number, at, end)


def _words(found: Sequence[Token], at: int) -> tuple[float, int]:
    """Adds up number words: "six hundred and forty thousand"."""
    number, end = (0, 0), at
    while end < len(found):
        before, text = found[end - 1].text, found[end].text
        joined = end > at and (text == "-" or (text == "and" and before in SCALES))
        value = _WORDS.get(found[end + joined].text) if end + joined < len(found) else None
        more = None if value is None else added(*number, value, linked=False)
        if more is None:
            break
        number, end = more, end + joined + 1
    return float(sum(number)), end
