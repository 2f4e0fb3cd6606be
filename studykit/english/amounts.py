"""Amounts and shares in figures and words: 340k, six hundred thousand, two-thirds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.english.text import Token
from studykit.english.values import Kind, Value

UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_MISSPELT = {
    "hundered": "hundred", "hunderd": "hundred", "hundrad": "hundred", "thousend": "thousand",
    "thousnd": "thousand", "tousand": "thousand", "milion": "million", "fourty": "forty", "ninty": "ninety",
    "fivety": "fifty", "thowsand": "thousand", "tausend": "thousand", "mio": "million", "quater": "quarter",
    "quaters": "quarters", "halfs": "halves", "thirdes": "thirds", "fiveteen": "fifteen", "eigth": "eight", "eightteen": "eighteen", "twelf": "twelve",
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "k": 1_000, "m": 1_000_000, "mil": 1_000_000, "mill": 1_000_000, "bn": 1_000_000_000, "thou": 1_000,
    "hundreds": 100, "thousands": 1_000, "millions": 1_000_000,
}  # fmt: skip
SCALES |= {wrong: SCALES[right] for wrong, right in _MISSPELT.items() if right in SCALES}
UNITS |= {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
UNITS |= {wrong: UNITS[right] for wrong, right in _MISSPELT.items() if right in UNITS}
TENS |= {wrong: TENS[right] for wrong, right in _MISSPELT.items() if right in TENS}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}

_PARTS |= {wrong: _PARTS[right] for wrong, right in _MISSPELT.items() if right in _PARTS}


def share(found: Sequence[Token], at: int) -> Value | None:
    """Read a share: "a third", "two-thirds", "1/3", "33 %", "33 per cent"; its value is in per cent."""
    amount = amount_at(found, at)
    if amount is not None and amount.end < len(found):
        following = found[amount.end].text
        after = found[amount.end + 1].text if amount.end + 1 < len(found) else ""
        if following in ("%", "percent", "pc"):
            return Value(Kind.AMOUNT, amount.first, amount.last, at, amount.end + 1, unit="%")
        if following == "per" and after == "cent":
            return Value(Kind.AMOUNT, amount.first, amount.last, at, amount.end + 2, unit="%")
        if following == "/" and after.isdigit() and int(after) in range(2, 11) and amount.first < int(after):
            return Value(Kind.AMOUNT, *(100 * amount.first / int(after),) * 2, at, amount.end + 2, unit="%")
    number, end = (amount.first, amount.end) if amount is not None else (1.0, at)
    if amount is None and found[at].text in ("a", "one"):
        end = at + 1
    if amount is not None and end < len(found) and found[end].text == "-":
        end += 1
    word = found[end].text if end < len(found) else ""
    following = found[end + 1].text if end + 1 < len(found) else ""
    bare = amount is None and end == at
    if word not in _PARTS or following == "century" or (bare and word != "half"):
        return None
    return Value(Kind.AMOUNT, *(100 * number / _PARTS[word],) * 2, at, end + 1, unit="%")


def amount_at(found: Sequence[Token], at: int) -> Value | None:
    """Read an amount in figures or words, with its scale (thousand, k, million)."""
    token = found[at]
    if token.kind == "number":
        digits = re.sub(r"(?<=\d)[,. ](?=\d{3}(?!\d))", "", token.text).strip("'s").replace(",", ".")
        if not re.fullmatch(r"\d+(\.\d+)?", digits):
            return None
        number, end = float(digits), at + 1
    elif token.kind == "word" and (token.text in UNITS or token.text in TENS):
        number, end = _words(found, at)
    elif token.kind == "word" and token.text == "a" and at + 1 < len(found) and found[at + 1].text in SCALES:
        number, end = 1.0, at + 1
    elif SCALES.get(token.text) == SCALES["hundred"] and token.text != "hundreds":
        number, end = 1.0, at
    else:
        return None
    while end < len(found) and found[end].text in SCALES:
        number, end = number * SCALES[found[end].text], end + 1
    return Value(Kind.AMOUNT, number, number, at, end)


def _words(found: Sequence[Token], at: int) -> tuple[float, int]:
    """Add up number words: "six hundred and forty thousand"."""
    total, part, end = 0, 0, at
    while end < len(found):
        word = found[end].text
        if word in UNITS:
            part += UNITS[word]
        elif word in TENS:
            part += TENS[word]
        elif SCALES.get(word) == SCALES["hundred"] and part:
            part *= 100
        elif word in ("thousand", "million") and part:
            total, part = total + part * SCALES[word], 0
        elif not (word in ("and", "-") and end + 1 < len(found) and _goes_on(found, end)):
            break
        end += 1
    return float(total + part), end


def _goes_on(found: Sequence[Token], at: int) -> bool:
    """Say whether "and" or a hyphen stands inside one number."""
    before, after = found[at - 1].text, found[at + 1].text
    if found[at].text == "-":
        return before in TENS and 1 <= UNITS.get(after, 0) <= 9
    return before in ("hundred", "thousand", "million") and (after in UNITS or after in TENS)
