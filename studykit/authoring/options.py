"""Options that stand below a question, or at its end, and which of them an answer means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

_OPTION = re.compile(
    r"\s*(?:[-*+•][ \t]+)?\(?([A-Ha-h]|[1-9])[.):](?:[ \t]+|(?<=[A-Ha-h][.)])(?=[^\W\d_]{2}))(\S.*)"
)
_MARK = re.compile(r"(?:^|\s+)\(?([A-Ha-h]|[1-9])[.)]\s+(?=\S)")
_BULLET = re.compile(r"\s*[-*+•–][ \t]+(\S.*)")
_SAID = re.compile(r"\(?([A-Ha-h1-9])(?:[.):]\s*(.*)|\s*)", re.DOTALL)
_LETTERS = re.compile("(?<!an)[A-H](?!nd)", re.IGNORECASE)
_SEVERAL = re.compile(r"[A-H](?:(?:[ ,;&+/]|\band\b)*[A-H])+", re.IGNORECASE)
_TRUTHS = (("True", "False"), ("Vrai", "Faux"), ("Verdadero", "Falso"))
_TRUTH = re.compile(r"(\w+)\.?(?:(?:(?<=\.) |[,;:] *| [-–—] |\n)(.*))?", re.DOTALL)
_ASKS_TRUTH = re.compile(r"\bT ?(?:/|or) ?F\b|\btrue\b|\bvrai\b|\bverdadero\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OptionsFound:
    """A question without its options, these, the right ones, and what the answer says besides them."""

    ask: str
    options: tuple[str, ...]
    right: tuple[str, ...]
    note: str = ""


def options_in(asked: str, answer: str) -> OptionsFound | None:
    """The options of a question and the right ones; None when it has none, or the answer is none of them."""
    first, _, note = answer.partition("\n")
    letters = dict.fromkeys(_LETTERS.findall(first) if _SEVERAL.fullmatch(first) else ())  # "A and C"
    found = [each for letter in letters if (each := _one(asked, f"{letter}\n{note}".strip()))]
    if found and len(found) == len(letters):
        return replace(found[0], right=tuple(right for each in found for right in each.right))
    return _one(asked, answer)


def _one(asked: str, answer: str) -> OptionsFound | None:
    """The options of a question of which one is right."""
    first, *rest = answer.split("\n")
    found = (_below(asked), _in_line(asked, first), _bulleted(asked, first))
    ask, options = next((each for each in found if each[0] and len(each[1]) > 1), ("", {}))
    if not options:
        return _truth(asked, answer)
    if first in options.values():
        right, told = first, ""
    else:
        said = _SAID.fullmatch(first)
        if said is None or said[1].lower() not in options:
            return None
        right, told = options[said[1].lower()], (said[2] or "").strip()
    note = "\n".join(filter(None, (told if told != right else "", *rest)))
    return OptionsFound(ask, tuple(options.values()), (right,), note)


Named = tuple[str, Mapping[str, str]]
"""A question without its options, and these by their letters or numbers."""


def _below(asked: str) -> Named:
    """Options in lines of their own."""
    ask, found = _cut(asked, _OPTION)
    options = {match[1].lower(): match[2].strip() for match in found}
    return ask, options if _in_order(found) else {}


def _in_line(asked: str, first: str) -> Named:
    """Options in one line, their line ends lost; two of them could be words of the question."""
    found = list(_MARK.finditer(asked))
    ask = asked[: found[0].start()].strip() if found else ""
    ends = [*(match.start() for match in found[1:]), len(asked)]
    options = {
        match[1].lower(): asked[match.end() : end].strip() for match, end in zip(found, ends, strict=False)
    }
    sure = len(found) > 2 or first in options.values()
    return ask, options if sure and _in_order(found) else {}


def _bulleted(asked: str, first: str) -> Named:
    """Options with bullets before them, where the answer is one of them word by word."""
    ask, found = _cut(asked, _BULLET)
    options = [match[1].strip() for match in found]
    named = {f"-{place}": option for place, option in enumerate(options)}
    return ask, named if options.count(first) == 1 else {}


def _cut(asked: str, option: re.Pattern[str]) -> tuple[str, list[re.Match[str]]]:
    """A question without the options in its last lines, and these."""
    lines = asked.split("\n")
    found = [match for match in takewhile(bool, map(option.fullmatch, reversed(lines))) if match]
    if option is _OPTION and found:  # a question with a number before it is none of its options by letters
        found = [*takewhile(lambda match: match[1].isdigit() == found[0][1].isdigit(), found)]
    return "\n".join(lines[: len(lines) - len(found)]).strip(), found[::-1]


def _in_order(found: Sequence[re.Match[str]]) -> bool:
    names = "".join(match[1].lower() for match in found)
    return "abcdefgh".startswith(names) or "123456789".startswith(names)


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
                return OptionsFound(asked, options, (right,), note)
    return None
