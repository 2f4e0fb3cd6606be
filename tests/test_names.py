from __future__ import annotations

from studykit.names import MOST_COMPARED, Hints, nearest


def test_a_mistyped_name_is_told_the_nearest() -> None:
    assert nearest("Quizz", ["quiz", "deck"]) == "; did you mean `quiz`?"
    assert nearest("zzz", ["quiz", "deck"]) == "."


def test_a_report_of_many_unknown_names_stops_comparing_them() -> None:
    known = [f"card-{number}" for number in range(MOST_COMPARED // 10)]
    hints = Hints()
    found = [hints.nearest("quiz", ["quiz", *known[1:]]) for _ in range(30)]
    assert found == ["; did you mean `quiz`?"] * 10 + ["."] * 20
