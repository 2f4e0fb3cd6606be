"""Options that stand below a question, each with its letter or number, and which of them an answer means."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPTION = re.compile(
    r"\s*(?:[-*+•][ \t]+)?\(?([A-Ha-h]|[1-9])[.):](?:[ \t]+|(?<=[A-Ha-h][.)])(?=[^\W\d_]{2}))(\S.*)"
)
_SAID = re.compile(r"\(?([A-Ha-h1-9])(?:[.):]\s*(.*)|\s*)", re.DOTALL)
_TRUTHS = (("True", "False"), ("Vrai", "Faux"), ("Verdadero", "Falso"))
_TRUTH = re.compile(r"(\w+)\.?(?:(?:(?<=\.) |[,;:] *| [-–—] |\n)(.*))?", re.DOTALL)
_ASKS_TRUTH = re.compile(r"\bT ?(?:/|or) ?F\b|\btrue\b|\bvrai\b|\bverdadero\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OptionsFound:
    """A question without its options, these, the right one, and what the answer says besides it."""

    ask: str
    options: tuple[str, ...]
    right: str
    note: str = ""


def options_in(asked: str, answer: str) -> OptionsFound | None:
    """The options of a question and the right one; None when it has none, or the answer is none of them."""
    lines = asked.split("\n")
    found: list[re.Match[str]] = []
    while lines and len(found) < 10 and (match := _OPTION.fullmatch(lines[-1])):
        found.insert(0, match)
        lines.pop()
    names = "".join(match[1].lower() for match in found)
    in_order = "abcdefgh".startswith(names) or "123456789".startswith(names)
    if len(found) < 2 or not in_order or not any(map(str.strip, lines)):
        return _truth(asked, answer)
    options = {match[1].lower(): match[2].strip() for match in found}
    first, *rest = answer.split("\n")
    if first in options.values():
        right, told = first, ""
    else:
        said = _SAID.fullmatch(first)
        if said is None or said[1].lower() not in options:
            return None
        right, told = options[said[1].lower()], (said[2] or "").strip()
    note = "\n".join(filter(None, (told if told != right else "", *rest)))
    return OptionsFound("\n".join(lines).strip(), tuple(options.values()), right, note)


def _truth(asked: str, answer: str) -> OptionsFound | None:
    """True and false, where one is the answer; more behind it, or a letter, only if the question says so."""
    said = _TRUTH.fullmatch(answer.strip())
    if said is None:
        return None
    word, note = said[1].lower(), (said[2] or "").strip()
    told = _ASKS_TRUTH.search(asked) is not None
    for options in _TRUTHS:
        for right in options:
            if (word == right.lower() and (told or not note)) or (told and word == right[0].lower()):
                return OptionsFound(asked, options, right, note)
    return None
