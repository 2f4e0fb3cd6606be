"""An outline as JSON values; its keys are stable."""

from __future__ import annotations

from studykit.essays.claims import Claim
from studykit.essays.material import Evidence
from studykit.essays.outline import Outline, Paragraph
from studykit.essays.paper_two import minutes


def to_json(outline: Outline) -> dict[str, object]:
    """Give the outline as values that JSON can hold.

    `period` and `date` are in the notation of the deck format, `recall` lies in 0-1 or is null for what was
    never met. `grid` stands in comparisons alone.
    """
    question, rival = outline.question, outline.question.reading.rival
    warnings = [{"code": warning.code, "message": warning.message} for warning in outline.warnings]
    said: dict[str, object] = {
        "question": question.text, "command_term": question.term, "scope": question.scope,
        "period": str(question.years) if question.years else None, "cases": list(outline.cases),
        "cases_wanted": question.cases, "regions": question.different_regions,
        "claims": [each for claim in question.claims for each in _claims(claim)],
        "rival": _claims(rival)[0] if rival else None, "degree": outline.degree, "warnings": warnings,
        "notes": list(outline.notes), "revise": list(outline.revise), "plan": list(outline.plans),
        "thesis": outline.thesis, "interplay": outline.interplay, "definitions": dict(outline.definitions),
        "paragraphs": [_paragraph(paragraph) for paragraph in outline.paragraphs], "counter": outline.counter,
        "counter_evidence": [_evidence(piece) for piece in outline.against],
        "answer": outline.answer, "conclusion": outline.conclusion, "doubt": outline.doubt,
        "minutes": dict(minutes(outline.guide)),
    }  # fmt: skip
    if outline.columns:
        rows = [{"factor": each.heading, "side": each.side, "cells": _cells(each)} for each in outline.grid]
        said["grid"] = {"columns": list(outline.columns), "rows": rows}
    return said


def _cells(paragraph: Paragraph) -> list[str]:
    return [half.says or f"To fill in: {half.prompt}" for half in paragraph.halves]


def _claims(claim: Claim) -> list[dict[str, object]]:
    said = {"polarity": "mattered" if claim.mattered else "did not", "strength": claim.strength}
    said |= {"leader": claim.of} if claim.of else {}
    return [{"factor": factor, "subject": claim.subject, **said} for factor in claim.factors or (None,)]


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    view = paragraph.perspective
    return {
        "factor": paragraph.factor, "subject": paragraph.subject, "side": paragraph.side,
        "heading": paragraph.heading, "point": paragraph.point,
        "evidence": [_evidence(piece) for piece in paragraph.pieces], "because": paragraph.because,
        "perspective": view and {
            "historian": view.historian, "view": view.view, "verdict": view.verdict, "work": paragraph.work,
        },
        "limits": paragraph.limits, "link": paragraph.link,
        "cases": [
            {
                "case": half.name, "says": half.says, "to_fill_in": half.prompt,
                "evidence": [piece.card for piece in half.evidence],
            }
            for half in paragraph.halves
        ],
    }  # fmt: skip


def _evidence(piece: Evidence) -> dict[str, object]:
    date = piece.date.text if piece.date else None
    return {
        "card": piece.card,
        "text": piece.text,
        "date": date,
        "source": piece.source,
        "recall": piece.recall,
    }
