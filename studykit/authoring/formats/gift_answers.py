"""How a Moodle question in GIFT is answered: what its braces hold as the keys of cards.

Credit is by percentages: an answer with all of it is right, one with some partly right, any other wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from studykit.authoring.formats.html_text import looks_like_html, text_of
from studykit.authoring.import_result import Read
from studykit.authoring.new_entries import Value, filled
from studykit.authoring.sides import tell_media

FORMATS = "html|moodle|plain|markdown"

HIDDEN = {sign: chr(0xE100 + number) for number, sign in enumerate("\\~=#{}:")}
"""What stands for an escaped sign while a question is cut."""

WIDEST = 20
"""Whole numbers on either side of a numerical answer that its tolerance may add as accepted answers."""

PARTLY = "partly right"
WRONG = "this is one of the wrong options"

_SHOWN = {ord(hidden): sign for sign, hidden in HIDDEN.items()}
_ANSWER = re.compile(r"([=~])\s*(?:%(-?\d+(?:\.\d+)?)%)?([^=~#]*)(?:#([^=~]*))?")
_TRUTH = re.compile(r"(TRUE|T|FALSE|F)\s*(?:#([^#]*))?(?:#([^#]*))?", re.IGNORECASE)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?)|\.\.(-?\d+(?:\.\d+)?))?")
_STAR = re.compile(r"(?<!\\)\*")
_PICTURE = re.compile(r"!\[[^\[\]]{0,300}\]\(([^()\s]{1,300})(?:\s[^()]{0,300})?\)")


@dataclass(frozen=True, slots=True)
class GiftAnswer:
    """An answer: its sign, its credit in per cent (100 is all), its text, and what is said to it."""

    sign: str
    credit: float
    text: str
    feedback: str = ""


@dataclass(slots=True)
class GiftQuestion:
    """A question while it is read: where it stands, what it asks, and how its texts are marked up."""

    read: Read
    line: int
    ask: str = ""
    form: str = ""

    def shown(self, text: str, form: str = "") -> str:
        """A text with its escapes taken back and without markup; pictures are named."""
        mark = re.match(rf"\s*\[({FORMATS})\]", text)
        form = mark[1] if mark else form or self.form
        bare = (text[mark.end() :] if mark else text).replace("\\n", "\n").translate(_SHOWN).strip()
        pictures = _PICTURE.findall(bare) if form in ("markdown", "") else []
        if pictures:
            bare = _PICTURE.sub("", bare).strip()
            tell_media(self.read, self.line, self.ask or bare, pictures)
        if form == "html" or (form != "plain" and looks_like_html(bare)):
            plain = text_of(bare)
            # without the place in Moodle where they were
            media = [name.rpartition("@@PLUGINFILE@@/")[2] or name for name in plain.media]
            tell_media(self.read, self.line, self.ask or plain.text, media)
            return plain.text
        return re.sub(r"\*\*([^*\n]+)\*\*", r"\1", bare) if form == "markdown" else bare

    def advice(self, message: str, mend: str, rule: str) -> None:
        self.read.advice(self.line, self.ask, message, mend, rule)


def answered(question: GiftQuestion, body: str) -> Iterable[dict[str, Value]]:
    """The keys that say how a question is answered, of one card or of several.

    Raises:
        ValueError: a sentence, when there is no such kind of card.
    """
    truth = _TRUTH.fullmatch(body)
    if truth:
        return [_truth(question, truth)]
    if body.startswith("#"):
        return [_numeric(question, body[1:])]
    answers = _answers(question, body)
    if not _ANSWER.match(body):
        raise ValueError("the answers do not begin with = or ~")
    if all("->" in each.text for each in answers):
        return _matching(question, [each.text for each in answers])
    if any(not each.text for each in answers):
        raise ValueError("an answer is empty, or only a picture")
    return [_chosen(question, answers)]


def _answers(question: GiftQuestion, body: str) -> list[GiftAnswer]:
    """The answers of a body with their credit: without a weight all of it, or none of it behind a tilde."""
    found = []
    for sign, weight, text, said in _ANSWER.findall(body):
        credit = float(weight or ("100" if sign == "=" else "0"))
        found.append(GiftAnswer(sign, credit, question.shown(text), question.shown(said)))
    return found


def _truth(question: GiftQuestion, match: re.Match[str]) -> dict[str, Value]:
    """A card on whether something is so; GIFT says what to reply to the wrong answer first."""
    right, wrong = ("True", "False") if match[1].upper().startswith("T") else ("False", "True")
    reply, note = (question.shown(part or "") for part in match.groups()[1:])
    reject = {wrong: reply} if reply else {}
    return filled(choose=["True", "False"], answer=right, reject=reject, note=note)


def _chosen(question: GiftQuestion, answers: Sequence[GiftAnswer]) -> dict[str, Value]:
    """A short answer, a choice or a list."""
    answers = _without_stars(question, answers)
    right = [each for each in answers if each.credit >= 100]
    partly = [each for each in answers if 0 < each.credit < 100]
    wrong = [each for each in answers if each.credit <= 0]
    typed = all(each.sign == "=" for each in answers)
    if not right:
        return _several(question, partly, wrong)
    if len(right) > 1 and not typed:
        return _several(question, right, [*partly, *wrong])
    halves = {each.text: each.feedback or PARTLY for each in partly}
    replies = {each.text: each.feedback for each in wrong if each.feedback}
    note = "\n".join(dict.fromkeys(each.feedback for each in right if each.feedback))
    if typed:
        replies |= {each.text: "this is wrong" for each in wrong if not each.feedback}
        say, *accept = (each.text for each in right)
        return filled(answer=say, accept=accept, reject=replies, partial=halves, note=note)
    if partly:
        message = f"{len(partly)} options have part of the credit; of options only one is right here"
        question.read.told(question.line, question.ask, message, "part-credit")
    options = [each.text for each in answers]
    return filled(choose=options, answer=right[0].text, reject={**halves, **replies}, note=note)


def _without_stars(question: GiftQuestion, answers: Sequence[GiftAnswer]) -> list[GiftAnswer]:
    """Take out the stars, by which Moodle means any words; one alone stands for every other answer.

    A star behind a backslash is a star.
    """
    if any(each.sign == "~" for each in answers):
        return list(answers)
    bare = [replace(each, text=_STAR.sub(" ", each.text).replace("\\*", "*")) for each in answers]
    if any(_STAR.search(each.text) for each in answers):
        message = "a star in an answer stands for any words in Moodle; here it is left out"
        question.advice(message, "add the wordings you mean under `accept:`", "star")
        bare = [replace(each, text=" ".join(each.text.split())) for each in bare]
    return [each for each in bare if each.text]


def _several(
    question: GiftQuestion, right: Sequence[GiftAnswer], wrong: Sequence[GiftAnswer]
) -> dict[str, Value]:
    """A question with several right options: a list of them, the others rejected by name."""
    if not right:
        raise ValueError("no answer is marked as right")
    if len(right) == 1:
        raise ValueError("no answer has all of the credit, and only one has some")
    message = f"{len(right)} options are right; they are asked for as a list, and the others are not shown"
    question.advice(message, "name the options in the question if they belong to it", "several")
    note = "\n".join(f"{each.text}: {each.feedback}" for each in right if each.feedback)
    replies = {each.text: each.feedback or WRONG for each in wrong}
    return filled(list=[each.text for each in right], reject=replies, note=note)


def _numeric(question: GiftQuestion, body: str) -> dict[str, Value]:
    """A card that wants a number; of several, the one with all of the credit."""
    answers = _answers(question, body if body.lstrip().startswith(("=", "~")) else f"={body}")
    if not any(each.credit >= 100 for each in answers):
        raise ValueError("no number has all of the credit")
    numbers: dict[str, GiftAnswer] = {}
    for each in sorted(answers, key=lambda each: -each.credit):
        if each.text.strip("*"):  # a star has what is said to any other number
            for number in _numbers(question, each.text):
                numbers.setdefault(number, replace(each, sign="=", text=number))
    return _chosen(question, list(numbers.values()))


def _numbers(question: GiftQuestion, text: str) -> list[str]:
    """A number, and those that its tolerance or its range lets count, the middle one first.

    Raises:
        ValueError: a sentence, when it cannot be read.
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"the number `{text.strip()[:40]}` cannot be read")
    value, tolerance, highest = match.groups()
    if highest:
        low, high = float(value), float(highest)
    else:
        low, high = float(value) - float(tolerance or 0), float(value) + float(tolerance or 0)
    if low == high:
        return [value]
    whole = all(number.is_integer() for number in (low, high))
    if whole and 0 < high - low <= 2 * WIDEST:
        middle = value if not highest else str(int((low + high) // 2))
        return [middle, *(str(number) for number in range(int(low), int(high) + 1) if str(number) != middle)]
    if highest:
        raise ValueError(f"any number from {value} to {highest} is right; a card wants one, or a few")
    message = f"{value} give or take {tolerance} is right; the card wants {value}"
    question.advice(message, "add the other numbers that count under `accept:`", "tolerance")
    return [value]


def _matching(question: GiftQuestion, pairs: list[str]) -> Iterable[dict[str, Value]]:
    """A matching question as groups to sort into; numbers from 1 are an order.

    Where there are more right sides than left ones, each pair is a choice among all of them.
    """
    cut = [(left.strip(), right.strip()) for left, _, right in (pair.partition("->") for pair in pairs)]
    named = [(left, right) for left, right in cut if left]
    places = [str(number) for number in range(1, len(named) + 1)]
    if len(named) == len(cut) and sorted(right for _, right in named) == sorted(places):
        return [{"order": [left for left, _ in sorted(named, key=lambda pair: int(pair[1]))]}]
    options = list(dict.fromkeys(right for _, right in cut if right))
    if len(options) < 2 or not named:
        raise ValueError("all of these pairs have the same right side")
    if len(named) < len(cut):
        message = "there are wrong choices among the right sides, so each pair is a card with options"
        question.read.told(question.line, question.ask, message, "matching")
        # ids are made of the prompts: they would all have the same one
        asked = question.ask
        return (
            {"id": "", "ask": f"{asked} — {left}", "choose": options, "answer": right}
            for left, right in named
        )
    groups: dict[str, list[Value]] = {}
    for left, right in named:
        groups.setdefault(right, []).append(left)
    return [{"sort": groups}]
