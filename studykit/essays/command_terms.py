"""Command terms: how each is told from a student's words, slips of the pen mended."""

from __future__ import annotations

import re

from studykit.essays.paper_two import phrases, stemmed

_VERBS = (
    r"(?P<both>compare,? (?:and|&|or|then)(?: then| also)? contrast|contrast (?:and|&) compare|"
    r"compare(?=(?:(?! \. ).)* (?:and|then) (?:then )?contrast\b))|"
    r"(?P<verb>compare|contrast|analy[sz]e|discuss?|evaluate|examine)"
)
_EXTENT = r"(?P<extent>(?:what|wat|waht|wht|whta|which) (?:an? )?ext[ea]n[dt]s?)"
_POLITE = r"(?:(?:please|and|then|also|now|question|essay|title|\w+ly) )*"
_OPENING = re.compile(rf"(?:^|[.?!;:,§()—–-] ){_POLITE}(?:{_VERBS}|(?P<far>(?:so )?how far))\b|\b{_EXTENT}\b")
_WITHIN = re.compile(
    rf"(?<!\bin )(?<!\bby )(?<!\bthe )(?<!\ba )(?<!\bthis )(?<!\bto )(?<!\bnot )\b(?:{_VERBS})\b"
)
"""A verb in mid-sentence; "in contrast to" commands nothing."""
_AGREE = re.compile(r"\b(?:do|would|can|could|should) (?:you|we|one|i) (?:\w+ly )?(?:agree|accept|support)\b")
_SPELT = {"analyze": "analyse", "discus": "discuss"}


def find_term(plain: str, *, quoted: bool) -> str | None:
    """Give the command term of a question, read outside any quoted claim; None when there is none.

    "How far" and "do you agree" ask for what "to what extent" asks for, and count as it. `plain` are the words in
    lower case with one space between them.
    """
    found = _OPENING.search(plain)
    if found is None and _AGREE.search(plain):
        return "to what extent"
    found = found or _WITHIN.search(plain)
    if found is None:
        return "to what extent" if quoted and re.search(r"\bagree\b", plain) else None
    if found["both"]:
        return "compare and contrast"
    return _SPELT.get(found["verb"], found["verb"]) if found["verb"] else "to what extent"


def nearest_term(plain: str) -> str:
    """Offer the command term nearest to what a question without one seems to ask."""
    return _nearest(plain)[0]


def asked_by(plain: str) -> str:
    """Give the words by which a question without a command term asks; none where nothing asks."""
    return _nearest(plain)[1]


def _nearest(plain: str) -> tuple[str, str]:
    words = plain.split()
    found = phrases("terms").find([stemmed(word) for word in words])
    first = min(found, key=lambda match: match.value, default=None)
    if first is None:
        return "discuss", ""
    return str(first.value[1]), " ".join(words[first.start : first.end])
