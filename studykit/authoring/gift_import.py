"""Cards from a Moodle question bank in GIFT.

Source of the format: https://docs.moodle.org/en/GIFT_format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from studykit.authoring.entries import NewEntry, Value
from studykit.authoring.reading import Read
from studykit.authoring.rows import BLANK
from studykit.cards import slug

_ESCAPED = re.compile(r"\\([\\~=#{}:])")
_HIDDEN = {sign: chr(0xE100 + number) for number, sign in enumerate("\\~=#{}:")}
_SHOWN = {ord(hidden): sign for sign, hidden in _HIDDEN.items()}
_HEAD = re.compile(r"\s*(?:::(.*?)::)?\s*(?:\[(html|moodle|plain|markdown)\])?(.*)", re.DOTALL)
_ANSWER = re.compile(r"([=~])(?:%(-?\d+(?:\.\d+)?)%)?([^=~#]*)(?:#([^=~]*))?")
_TRUTH = re.compile(r"(TRUE|T|FALSE|F)\b(?:#([^#]*))?(?:#([^#]*))?", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?)|\.\.(-?\d+(?:\.\d+)?))?")


def read_gift(file: str, text: str) -> Read:
    """Read all questions; essays, and what has no form here, are named and left out."""
    read = Read(file)
    theme = ""
    for line, block in _blocks(text):
        if block.startswith("$CATEGORY:"):
            # the last step of the path, as the questions below it are about that
            theme = block.partition(":")[2].strip().rstrip("/").rpartition("/")[2]
            continue
        fields = _question(read, line, block)
        if fields is not None:
            themes: dict[str, Value] = {"themes": [slug(theme)]} if theme.strip("$ ") else {}
            read.entries.append(NewEntry({**fields, **themes}, line))
    return read


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Give each question with its first line, comments dropped; an empty line ends one."""
    first = 0
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.lstrip().startswith("//"):
            continue
        if line.strip().startswith("$CATEGORY:"):
            yield number, line.strip()
        elif line.strip():
            first = first if lines else number
            lines.append(line)
        elif lines:
            yield first, "\n".join(lines)
            lines = []


def _question(read: Read, line: int, block: str) -> dict[str, Value] | None:
    hidden = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], block)
    start, end = hidden.find("{"), hidden.rfind("}")
    if start < 0 or end < start:
        message = "no answers in { } are here" if start < 0 else "the answers are not closed by }"
        read.error(line, block, message, "write the answers in { }, and } at their end", "braces")
        return None
    head = _HEAD.fullmatch(hidden[:start])
    assert head is not None
    name, form, before = (part or "" for part in head.groups())
    after = hidden[end + 1 :].strip()
    body, _, comment = hidden[start + 1 : end].partition("####")
    if not body.strip():
        mend = "write the card by hand if you want it: `points:` with what a right answer says"
        read.advice(line, _shown(before, form), "an essay question is left out", mend, "essay")
        return None
    try:
        fields = _answered(body.strip())
    except ValueError as error:
        mend = "make it a short answer, a choice or a matching question, or write the card by hand"
        read.error(line, _shown(before, form), str(error), mend, "answers")
        return None
    asked = f"{before.strip()} {BLANK} {after}" if after else before
    own = {"id": slug(_shown(name).rpartition("/")[2])} if name.strip() else {}
    note = {"note": _shown(comment, form)} if comment.strip() else {}
    return {**own, "ask": _shown(asked, form), **fields, **note}


def _answered(body: str) -> dict[str, Value]:
    """Give the keys that say how a question is answered.

    Raises:
        ValueError: a sentence, when there is no such kind of card.
    """
    truth = _TRUTH.fullmatch(body)
    if truth:
        right = "True" if truth[1].upper().startswith("T") else "False"
        return {"choose": ["True", "False"], "answer": right}
    if body.startswith("#"):
        return _numeric(body[1:])
    answers = [
        (sign, float(weight) if weight else None, _shown(text), _shown(said))
        for sign, weight, text, said in _ANSWER.findall(body)
    ]
    if not answers:
        raise ValueError("the answers cannot be read")
    if all(" -> " in text or "->" in text for _, _, text, _ in answers):
        return _matching([text for _, _, text, _ in answers])
    return _chosen(answers)


def _chosen(answers: list[tuple[str, float | None, str, str]]) -> dict[str, Value]:
    """Give a short answer, a choice or a list, told by sign, weight, text and feedback of each answer."""
    right = [text for sign, weight, text, _ in answers if _is_right(sign, weight)]
    wrong = {text: said for sign, weight, text, said in answers if not _is_right(sign, weight)}
    replies: Mapping[str, Value] = {text: said for text, said in wrong.items() if said}
    reject: dict[str, Value] = {"reject": dict(replies)} if replies else {}
    if not right:
        parts: list[Value] = [text for _, weight, text, _ in answers if weight and weight > 0]
        if len(parts) < 2:
            raise ValueError("no answer is marked as right")
        return {"list": parts, **reject}
    if all(sign == "=" for sign, *_ in answers):
        return {"answer": right[0], **({"accept": right[1:]} if right[1:] else {}), **reject}
    if len(right) > 1:
        raise ValueError("several options are right; a card with options has one right option")
    return {"choose": [text for _, _, text, _ in answers], "answer": right[0], **reject}


def _is_right(sign: str, weight: float | None) -> bool:
    return weight == 100 if weight is not None else sign == "="


def _numeric(body: str) -> dict[str, Value]:
    first = body.strip().lstrip("=").split("=")[0].partition("#")[0].strip()
    match = _NUMBER.fullmatch(re.sub(r"^%[\d.]+%", "", first))
    if match is None:
        raise ValueError("this number cannot be read")
    value, tolerance, highest = match.groups()
    if highest:
        return {"answer": f"{value}-{highest}"}
    if tolerance and float(tolerance) > 0:
        raise ValueError(f"the answer is {value} give or take {tolerance}; a card wants a number or a range")
    return {"answer": value}


def _matching(pairs: list[str]) -> dict[str, Value]:
    """Give a matching question as groups to sort into; numbers from 1 are an order."""
    cut = [(left.strip(), right.strip()) for left, _, right in (pair.partition("->") for pair in pairs)]
    named = [(left, right) for left, right in cut if left]
    places = [str(number) for number in range(1, len(named) + 1)]
    if sorted(right for _, right in named) == sorted(places):
        return {"order": [left for left, _ in sorted(named, key=lambda pair: int(pair[1]))]}
    groups: dict[str, list[Value]] = {}
    for left, right in named:
        groups.setdefault(right, []).append(left)
    if len(groups) < 2:
        raise ValueError("all of these pairs have the same right side")
    return {"sort": groups}


def _shown(text: str, form: str = "") -> str:
    """Give a text with its escapes taken back, and its HTML where it is HTML."""
    bare = text.replace("\\n", "\n").translate(_SHOWN).strip()
    if form in ("html", "moodle") or (not form and re.search(r"</?(p|br|b|i|em|strong|span|div)\b", bare)):
        from studykit.authoring.html_text import text_of

        return text_of(bare).text
    return bare
