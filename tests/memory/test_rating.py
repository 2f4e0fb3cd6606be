from __future__ import annotations

import pytest

from studykit.cards import KINDS
from studykit.memory.rating import suggest
from studykit.reviews import Rating
from studykit.verdict import Verdict


@pytest.mark.parametrize("kind", KINDS)
def test_correct_is_good_and_hard_after_a_hint(kind: str) -> None:
    assert suggest(Verdict.CORRECT, kind=kind, score=1.0) is Rating.GOOD
    assert suggest(Verdict.CORRECT, kind=kind, score=1.0, hinted=True) is Rating.HARD


@pytest.mark.parametrize("kind", KINDS)
def test_wrong_is_again(kind: str) -> None:
    assert suggest(Verdict.WRONG, kind=kind, score=0.9) is Rating.AGAIN


@pytest.mark.parametrize(("kind", "rating"), [("list", Rating.HARD), ("answer", Rating.AGAIN)])
def test_half_an_answer_is_hard_only_where_several_things_are_asked(kind: str, rating: Rating) -> None:
    assert suggest(Verdict.PARTIAL, kind=kind, score=0.5) is rating


@pytest.mark.parametrize("kind", ["list", "order", "points"])
def test_less_than_half_is_again(kind: str) -> None:
    assert suggest(Verdict.PARTIAL, kind=kind, score=0.49) is Rating.AGAIN


def test_easy_is_never_suggested() -> None:
    suggested = {
        suggest(verdict, kind=kind, score=1.0, hinted=hinted)
        for verdict in Verdict
        for kind in KINDS
        for hinted in (True, False)
    }
    assert Rating.EASY not in suggested
