from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studykit.authoring.import_result import Read
from studykit.cards import Points
from studykit.classes.card_results import MarkedAnswer
from studykit.classes.decisions import Decision, decision_line, offers, read_decisions, settled
from studykit.problems import Level
from studykit.verdict import Verdict
from tests.classes.marking import cards

WRONG, PARTLY, RIGHT = Verdict.WRONG, Verdict.PARTIAL, Verdict.CORRECT


def decided(*found: Decision) -> dict[tuple[str, str], Decision]:
    return {each.key: each for each in found}


def test_decisions_are_read_back_the_last_of_each_and_what_is_none_is_told() -> None:
    first, last = Decision("d/what", "staffing", WRONG), Decision("d/what", "staffing", RIGHT)
    lines = [decision_line(first), "nonsense\n", '{"card": 1}\n', decision_line(last)]
    read = Read("a.csv.decided")
    assert read_decisions(read, "".join(lines)) == decided(last)
    assert [(problem.line, problem.rule) for problem in read.problems] == [(2, "decision"), (3, "decision")]


def test_a_last_line_without_its_end_is_read_if_it_is_whole_and_left_out_as_advice_if_not() -> None:
    first, last = Decision("d/what", "staffing", WRONG), Decision("d/what", "jobs", RIGHT)
    written = (decision_line(first) + decision_line(last)).removesuffix("\n")
    read = Read("a.csv.decided")
    assert read_decisions(read, written) == decided(first, last)
    assert read.problems == []
    assert read_decisions(read, written[:-1]) == decided(first)
    assert [(problem.line, problem.level) for problem in read.problems] == [(2, Level.ADVICE)]


def test_a_decision_settles_all_who_typed_the_same_but_nothing_that_marking_is_sure_of(
    tmp_path: Path,
) -> None:
    what = cards(tmp_path)["what"]
    known = decided(Decision("d/what", "staffing", RIGHT))
    open_ = MarkedAnswer(what, " Staffing", WRONG, "", sure=False)
    assert (settled(open_, known).verdict, settled(open_, known).is_open) == (RIGHT, False)
    sure = MarkedAnswer(what, "staffing", WRONG, "no")
    assert settled(sure, known) is sure
    other = MarkedAnswer(what, "files", WRONG, "", sure=False)
    assert settled(other, known) is other


def test_what_was_decided_is_offered_for_the_card_or_for_the_point_it_makes(tmp_path: Path) -> None:
    known = cards(tmp_path)
    marked = [
        MarkedAnswer(known["what"], "staffing", WRONG, "", sure=False, open=(0,)),
        MarkedAnswer(known["what"], "Staffing", WRONG, "", sure=False, open=(0,)),
        MarkedAnswer(known["what"], "the weather", WRONG, "", sure=False, open=(0,)),
        MarkedAnswer(known["controls"], "jobs and files", PARTLY, "", sure=False, points=(1,), open=(0,)),
        MarkedAnswer(known["controls"], "the army", WRONG, "", sure=False, open=(0, 1)),
        MarkedAnswer(known["what"], "not asked about", WRONG, "", sure=False, open=(0,)),
        MarkedAnswer(known["method#castor-oil"], "violence", WRONG, "", sure=False),
    ]
    found = offers(
        marked,
        decided(
            Decision("d/what", "staffing", RIGHT, ("organisation and personnel",)),
            Decision("d/what", "the weather", WRONG),
            Decision("d/controls", "jobs and files", RIGHT, ("appointments in the Party",)),
            Decision("d/controls", "the army", WRONG),
            Decision("d/method#castor-oil", "violence", RIGHT),
        ),
    )
    assert [(str(each.card.id), each.key, each.answer, each.times, each.point) for each in found] == [
        ("d/what", "accept", "staffing", 2, ""),
        ("d/controls", "accept", "jobs and files", 1, "appointments in the Party"),
        ("d/controls", "reject", "the army", 1, ""),
        ("d/what", "reject", "the weather", 1, ""),
    ]


def test_a_point_is_the_one_that_was_decided_wherever_the_deck_has_it_by_now(tmp_path: Path) -> None:
    card = cards(tmp_path)["controls"]
    assert isinstance(card.expected, Points)
    first, second = card.expected.items
    lines = [
        decision_line(Decision(str(card.id), "jobs", PARTLY, (first.say,))),
        '{"card": "d/controls", "answer": "by place", "verdict": "partial", "points": [0]}\n',
    ]
    known = read_decisions(Read("a.csv.decided"), "".join(lines))
    for items, place in (((first, second), (0,)), ((second, first), (1,)), ((second, second), ())):
        mended = replace(card, expected=replace(card.expected, items=items))
        marked = MarkedAnswer(mended, "jobs", PARTLY, "", sure=False, open=(0, 1))
        by_place = MarkedAnswer(mended, "by place", PARTLY, "", sure=False, open=(0, 1))
        assert settled(marked, known).points == place
        assert settled(by_place, known).points == ()
        assert [each.point for each in offers([marked, by_place], known)] == [first.say] * len(place)


def test_what_the_deck_accepts_by_now_is_offered_no_more(tmp_path: Path) -> None:
    marked = [MarkedAnswer(cards(tmp_path)["what"], "staffing", RIGHT, "right")]
    assert offers(marked, decided(Decision("d/what", "staffing", RIGHT))) == []
