from __future__ import annotations

import pytest

from .making import marked, term

CARD = term(
    "In which year did Stalin become General Secretary?",
    "1922",
    reject={"1924": "that is when Lenin died", "the October Revolution": "that was a coup, not a year"},
)


@pytest.mark.parametrize("answer", ["1924", "in 1924", "I think it was 1924", "nineteen twenty-four"])
def test_a_near_miss_is_told_what_it_is(answer: str) -> None:
    found = marked(CARD, answer)
    assert found.verdict == "wrong"
    assert found.why == "1924 is one of the near misses: that is when Lenin died"


def test_articles_and_case_do_not_matter() -> None:
    assert "a coup" in marked(CARD, "october revolution").why


def test_a_right_answer_is_no_near_miss() -> None:
    assert marked(CARD, "1922, not 1924").verdict == "correct"


def test_why_never_begins_with_a_verdict() -> None:
    card = term("Who?", "Lenin", reject={"Wrong man": "no"})
    assert not marked(card, "wrong man").why.casefold().startswith(("correct", "partial", "wrong"))
