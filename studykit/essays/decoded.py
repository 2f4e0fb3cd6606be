"""The question decoded, one line for each thing it asks for, so that she learns to do it herself."""

from __future__ import annotations

from collections.abc import Iterator

from studykit.essays.leaders import REGIONS
from studykit.essays.model import Outline
from studykit.essays.scope import LABELS
from studykit.essays.terms import TERMS

_NUMBERS = {1: "one", 2: "two", 3: "three"}


def decoded(outline: Outline) -> tuple[tuple[str, str], ...]:
    """Give label and text of each line."""
    return tuple(_lines(outline))


def _lines(outline: Outline) -> Iterator[tuple[str, str]]:
    question = outline.question
    term = TERMS[outline.term]
    yield (
        "Command term",
        f"{question.term}: {term.demand}" if question.term else f"none; nearest: {term.name}",
    )
    yield "Essay", term.shape
    if question.claim is not None and question.claim.text:
        yield ("Claim" if question.claim.quoted else "Factor"), question.claim.text
        if question.claim.rival is not None and not question.claim.linked and question.claim.rival.words:
            yield "Set against", question.claim.rival.typed
    yield "Scope", " and ".join(LABELS[scope] for scope in question.scopes) or "no scope word"
    years = question.years.spoken if question.years else None
    yield "Period", years or "none named: set it in the introduction"
    if question.people:
        yield "People", ", ".join(question.people)
    yield "Cases", _NUMBERS.get(question.cases, str(question.cases))
    if question.different_regions:
        region = REGIONS.get(outline.region or "")
        own = f" (yours: {region})" if region else ""
        yield "Regions", f"each case from a different one{own}"
