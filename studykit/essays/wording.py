"""Sentences an outline adds to a plan: thesis, links, counter-argument, conclusion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studykit.essays.language import ordinary_words

DEGREE = re.compile(
    r"\b(?:largely|mainly|mostly|partly|chiefly|primarily|principally|predominantly|above all|in part|only|"
    r"to (?:a|an|some|what|that|no|the)(?: \w+){0,2} (?:extent|degree)|to some extent|most important|less important|more important|"
    r"more than|less than|rather than|decisive(?:ly)?|entirely|hardly|scarcely|barely|significant(?:ly)?|considerabl[ey]|limited|"
    r"not (?:alone|enough|sufficient|the only|the main)|most of all|first of all|mattered most|weighed most|outweigh\w*|"
    r"(?:most|main|chief|single|key|crucial|secondary|lesser) (?:cause|reason|factor|importance|role))\b",
    re.IGNORECASE,
)
"""Words by which a thesis answers with a degree."""


def inner(sentence: str) -> str:
    """Give a sentence as it stands inside another: no full stop, a small letter unless it begins with a name."""
    text = sentence.strip().rstrip(".")
    first = re.match(r"[A-Za-z]+", text)
    if re.match(r"[A-Z]\w+ (?:in|of|for|and|to) [A-Z]", text):
        return text  # a name of several words: Socialism in One Country
    if first is None or first[0] == "I" or (len(first[0]) > 1 and first[0].isupper()):
        return text
    return text[:1].lower() + text[1:] if first[0].lower() in ordinary_words() else text


def ended(text: str) -> str:
    """Give a text that ends as a sentence does."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."


def with_degree(thesis: str, degree: str) -> str:
    """Give a thesis that answers with a degree, adding one where it has none."""
    return thesis if DEGREE.search(thesis) else f"{degree}: {inner(thesis)}."


def ranked_thesis(points: Sequence[str], degree: str | None) -> str:
    """Make a thesis of points in the order of their weight."""
    first, *others = points
    lead = f"{degree}: {inner(first)}" if degree else first.strip().rstrip(".")
    if not others:
        return f"{lead}; say how far this explains the outcome."
    rest = "; ".join(inner(point) for point in others[:2])
    return f"{lead}; this weighed most, though {rest}."


def counter(point: str, answer: str | None) -> str:
    """State the counter-argument and answer it."""
    reply = (
        f"Answer: {ended(answer)}" if answer else "Answer it: say why your first factor still weighs more."
    )
    return f"{ended(point)} {reply}"


def ranked_conclusion(points: Sequence[str]) -> str:
    """Make a judgement of points in the order of their weight."""
    if not points:
        return "Judge: which factor weighed most, and why the others weighed less. Add nothing new."
    places = ("First", "second", "third", "fourth")
    ranking = "; ".join(f"{place}: {inner(point)}" for place, point in zip(places, points, strict=False))
    return f"{ranking}. Judge on this ranking and add nothing new."


def link(term: str | None, side: str | None, claim: str | None, following: tuple[str, str] | None) -> str:
    """Link a paragraph back to the question and on to the next, in the way its command term asks for.

    `following` is the theme and the point of the next paragraph, None for the last.
    """
    named = f'"{claim}"' if claim else "the question"
    onward = "" if following is None else f" Next: {inner(following[0])}."
    if term == "examine" and following is not None:
        return f"Show how this worked on the next factor ({inner(following[0])}): {inner(following[1])}."
    if term in ("compare", "contrast", "compare and contrast"):
        return f"Say in one sentence, naming both sides, what this likeness or difference explains.{onward}"
    if term == "evaluate":
        return f"Weigh it: what it achieved against its limit, by the criterion.{onward}"
    if term == "analyse":
        return f"Name the mechanism once more (this happened so that ...).{onward}"
    if side == "against":
        return f"This limits {named}: say how far, and return to the thesis.{onward}"
    return f"Return to {named}: say how much of the outcome this explains.{onward}"
