"""An outline as JSON values; its keys are stable."""

from __future__ import annotations

from studykit.essays import timing
from studykit.essays.evidence import Evidence
from studykit.essays.model import Outline, Paragraph


def to_json(outline: Outline) -> dict[str, object]:
    """Give the outline as values that JSON can hold.

    `period` is in the notation of the deck format, `recall` lies in 0-1 or is null for what was never met.
    """
    question = outline.question
    return {
        "question": question.text,
        "command_term": question.term,
        "claim": question.claim.text if question.claim else None,
        "scope": question.scope,
        "period": str(question.years) if question.years else None,
        "cases": question.cases,
        "warnings": [{"code": warning.code, "message": warning.message} for warning in outline.warnings],
        "plan": list(outline.plans),
        "thesis": outline.thesis,
        "definitions": dict(outline.definitions),
        "paragraphs": [_paragraph(paragraph) for paragraph in outline.paragraphs],
        "counter": outline.counter,
        "conclusion": outline.conclusion,
        "minutes": dict(timing.minutes(outline.guide)),
    }


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    view = paragraph.perspective
    pieces = [*paragraph.evidence, *(piece for slot in paragraph.slots for piece in slot.evidence)]
    return {
        "theme": paragraph.theme,
        "side": paragraph.side,
        "point": paragraph.point,
        "evidence": [_evidence(piece) for piece in pieces],
        "because": paragraph.because,
        "perspective": None
        if view is None
        else {"historian": view.historian, "view": view.view, "verdict": view.verdict},
        "limits": paragraph.limits,
        "link": paragraph.link,
    }


def _evidence(piece: Evidence) -> dict[str, object]:
    return {
        "card": piece.card,
        "text": piece.text,
        "date": piece.date.text if piece.date else None,
        "source": piece.source,
        "recall": piece.recall,
    }
