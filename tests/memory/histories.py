"""Random histories: what a student may do to a log in any order, as a hypothesis strategy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from studykit.cards import CardId
from studykit.reviews import Amend, Exercise, LogRow, Rating, Review, Settle, Suspend, Undo
from studykit.verdict import Verdict

CARDS = (CardId("d/one"), CardId("d/two#gap"), CardId("d/two#back"))
START = date(2026, 1, 1)


@st.composite
def histories(draw: st.DrawFn, longest: int = 25) -> list[LogRow]:
    """Draw rows as they would be appended: undos and amends name rows that are there already."""
    rows: list[LogRow] = []
    for number in range(draw(st.integers(0, longest))):
        stamp: dict[str, Any] = {
            "id": f"{number:04d}",
            "device": "here",
            # A clock that stands still, jumps ahead or is set back.
            "at": draw(st.integers(0, 40)) * 1000,
        }
        reviews = [row for row in rows if isinstance(row, Review)]
        kind = draw(
            st.sampled_from(["review", "review", "review", "amend", "settle", "undo", "suspend", "exercise"])
        )
        if kind == "amend" and reviews:
            review = draw(st.sampled_from(reviews))
            rating = draw(st.sampled_from(Rating))
            verdict = draw(st.sampled_from([None, *Verdict]))
            rows.append(Amend(**stamp, card=review.card, review=review.id, rating=rating, verdict=verdict))
        elif kind == "settle" and reviews:
            review = draw(st.sampled_from(reviews))
            said = draw(st.sampled_from(["y", "n p", "3"]))
            rows.append(Settle(**stamp, card=review.card, review=review.id, open="0 2", said=said))
        elif kind == "undo" and rows:
            row = draw(st.sampled_from(rows))
            rows.append(Undo(**stamp, row=row.id, card=getattr(row, "card", None)))
        elif kind == "exercise":
            score, day = draw(st.floats(0, 1)), START + timedelta(days=draw(st.integers(0, 300)))
            rows.append(
                Exercise(**stamp, study_day=day, name="mock", value="Why?", score=score, seconds=60.0)
            )
        elif kind == "suspend":
            rows.append(Suspend(**stamp, card=draw(st.sampled_from(CARDS)), suspended=draw(st.booleans())))
        else:
            rows.append(_review(draw, stamp))
    return rows


def _review(draw: st.DrawFn, stamp: dict[str, Any]) -> Review:
    return Review(
        **stamp,
        card=draw(st.sampled_from(CARDS)),
        study_day=START + timedelta(days=draw(st.integers(0, 300))),
        answer=draw(st.text(max_size=8)),
        verdict=draw(st.sampled_from(Verdict)),
        score=draw(st.floats(0, 1)),
        rating=draw(st.sampled_from(Rating)),
        seconds=draw(st.floats(0, 600)),
        counts=draw(st.booleans()),
        hinted=draw(st.booleans()),
    )
