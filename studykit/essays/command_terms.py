"""Command terms: how each is told from a student's words."""

from __future__ import annotations

import re
from functools import cache

from studykit.essays import paper_two
from studykit.essays.language import is_ordinary, slips, stem
from studykit.essays.paper_two import Book
from studykit.essays.question_words import Words

EXTENT = re.compile(r"\b(?:what|wat|waht|wht|whta|which) (?:an? )?ext[ea]n[dt]s?\b")
HOW_FAR = re.compile(r"(?:^|[.?!;:,§] ?)(?:so |and )?how far\b")
AGREE = re.compile(r"\b(?:do|would|can|could|should) (?:you|we|one|i) (?:\w+ly )?(?:agree|accept|support)\b")

VERBS = ("analyse", "compare", "contrast", "discuss", "evaluate", "examine")
_BOTH = re.compile(r"^compare,? (?:and|&|or|then)(?: then| also)? contrast\b|^contrast (?:and|&) compare\b")
_BOTH_LATER = re.compile(r"\bcompare\b.*\b(?:and|then) (?:then )?contrast\b")
_OPENERS = frozenset(".?!;:,§-—–()")
_POLITE = frozenset(("please", "and", "then", "also", "now", "question", "essay", "title", "critically"))
_AMERICAN = {"analyze": "analyse", "analyses": "analyse", "analyzing": "analyse"}
_NOT_A_SLIP = frozenset(("contract", "contracts", "compete", "complete", "determine", "examined"))


def find_term(outside: Words, *, quoted: bool) -> str | None:
    """Give the command term of a question, read outside any quoted claim; None when there is none.

    "How far" and "do you agree" ask for what "to what extent" asks for, and count as it.
    """
    plain = outside.plain
    places = [(match.start(), "to what extent") for match in EXTENT.finditer(plain)]
    places += [(match.start(), "to what extent") for match in HOW_FAR.finditer(plain)]
    if (agree := AGREE.search(plain)) is not None:
        places.append((agree.start() + len(plain), "to what extent"))  # only when nothing else is found
    places += _verbs(outside, at_start=True)
    if not places:
        places = _verbs(outside, at_start=False)
    if not places and quoted and re.search(r"\bagree\b", plain):
        return "to what extent"
    return min(places)[1] if places else None


def _verbs(outside: Words, *, at_start: bool) -> list[tuple[int, str]]:
    """Find verbs that command, at the start of a sentence or clause or, failing that, anywhere."""
    found = []
    for index, word in enumerate(outside.words):
        verb = command_verb(word.text, strict=not at_start)
        if verb is None or (at_start and not _opens(outside, index)):
            continue
        before = outside.words[index - 1].text if index else ""
        if verb == "contrast" and before in ("in", "by", "the", "a", "this", "to", "not"):
            continue  # "in contrast to" commands nothing
        if verb == "compare" and before in ("the", "a", "this", "not"):
            continue
        rest = outside.plain[outside.offsets[index] :]
        rest = verb + rest[len(word.text) :]
        if verb in ("compare", "contrast"):
            rest = _corrected(rest)
            if _BOTH.match(rest) or (verb == "compare" and _BOTH_LATER.search(rest.split(" . ")[0])):
                verb = "compare and contrast"
        found.append((outside.offsets[index], verb))
    return found


def _corrected(rest: str) -> str:
    """Mend the slips in the words that may be the second half of "compare and contrast"."""
    words = rest.split(" ")
    return " ".join([*(command_verb(word, strict=False) or word for word in words[:6]), *words[6:]])


def _opens(outside: Words, index: int) -> bool:
    while index and (
        outside.words[index - 1].text in _POLITE or outside.words[index - 1].text.endswith("ly")
    ):
        index -= 1
    return index == 0 or outside.words[index - 1].text in _OPENERS


def command_verb(word: str, *, strict: bool) -> str | None:
    """Give the command verb a word is or was meant for."""
    word = _AMERICAN.get(word, word)
    if word in VERBS:
        return word
    if strict or len(word) < 5 or word in _NOT_A_SLIP:
        return None
    ordinary = is_ordinary(word)
    for verb in VERBS:
        distance = slips(word, verb)
        if (
            distance is not None
            and (distance <= 1 or not ordinary)
            and not (ordinary and word.endswith(("s", "d")))
        ):
            return verb
    return "discuss" if word == "discus" else None


@cache
def _nearest() -> Book:
    return paper_two.book(
        (each["phrases"], (place, each["term"]))
        for place, each in enumerate(paper_two.data()["nearest-terms"])
    )


def nearest_term(outside: Words) -> str:
    """Offer the command term nearest to what a question without one seems to ask."""
    found = [match.value for match in _nearest().find([stem(word.text) for word in outside.words])]
    return str(min(found)[1]) if found else "discuss"
