"""Several devices with one student's rows, as hypothesis strategies: who wrote what, and who knows what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.exams import Exam
from studykit.reviews import LogRow, Move, Practice, Setting
from tests.memory.histories import CARDS, START, histories

DEVICES = ("laptop", "phone", "desk")


@st.composite
def logs(draw: st.DrawFn) -> list[LogRow]:
    """Draw a log whose rows, of every kind, were written on several devices with clocks of their own."""
    rows = [replace(row, device=draw(st.sampled_from(DEVICES))) for row in draw(histories())]
    for number in range(draw(st.integers(0, 6))):
        rows.append(draw(_another(number)))
    return rows


@st.composite
def _another(draw: st.DrawFn, number: int) -> LogRow:
    """Draw a row of a kind that is no answer and changes none: a setting, an exam, a move, an outline."""
    stamp: dict[str, Any] = {
        "id": f"s{number}",
        "device": draw(st.sampled_from(DEVICES)),
        "at": draw(st.integers(0, 40)) * 1000,
    }
    card = draw(st.sampled_from(CARDS))
    match draw(st.sampled_from(["setting", "setting", "exam", "move", "practice"])):
        case "setting":
            value = draw(st.sampled_from(["0.8", "0.97", None]))
            return Setting(**stamp, name="desired-retention", value=value)
        case "exam":
            exam = Exam(START.replace(month=draw(st.integers(2, 12))), draw(st.integers(5, 60)), START)
            return Setting(**stamp, name="exam", value=draw(st.sampled_from([exam.to_text(), None])))
        case "move":
            return Move(**stamp, card=card, was=CardId("d/before"), keep=draw(st.booleans()))
        case _:
            return Practice(**stamp, card=card, study_day=START)
