from __future__ import annotations

import pytest

from studykit.cards import Period
from studykit.essays.check import Expectation, is_dated, signals, years_in
from studykit.essays.own import OwnPlan

WANTED = Expectation(
    term="to what extent", period=Period.parse("1922/1929"), historians=frozenset({"deutscher"})
)
GOOD = OwnPlan(
    thesis=("To a large extent the office decided, more than ideas.",),
    points=("Appointments made majorities", "Recruits followed the office", "Rivals misjudged it"),
    evidence=("He became General Secretary in April 1922", "1925: Zinoviev outvoted"),
    counter=("Ideas won support, but votes were counted first",),
    historian=("Deutscher puts the machine first: convincing for 1925-27",),
    conclusion=("The office ranks first.",),
)


def missing(own: OwnPlan, wanted: Expectation = WANTED) -> list[str]:
    return [signal.code for signal in signals(own, wanted) if not signal.found]


def changed(**parts: tuple[str, ...]) -> OwnPlan:
    from dataclasses import replace

    return replace(GOOD, **parts)


def test_a_good_plan_misses_nothing() -> None:
    assert missing(GOOD) == []


@pytest.mark.parametrize(
    ("own", "code"),
    [
        (changed(thesis=()), "no-thesis"),
        (
            changed(thesis=("The office explains his rise because it gave him votes.",)),
            "thesis-without-judgement",
        ),
        (changed(points=("One point", "Another point")), "few-points"),
        (changed(points=("In 1924 Lenin died", "Second", "Third")), "narrative"),
        (changed(evidence=("He became General Secretary", "1925: Zinoviev outvoted")), "undated-evidence"),
        (changed(evidence=("The Terror of 1936-38",)), "outside-period"),
        (changed(counter=()), "no-counter-argument"),
        (changed(historian=()), "no-historian"),
        (changed(historian=("Deutscher",)), "historian-not-weighed"),
        (changed(conclusion=()), "no-conclusion"),
    ],
)
def test_each_gap_has_its_signal_and_no_other(own: OwnPlan, code: str) -> None:
    assert set(missing(own)) == {code}


def test_a_reason_is_thesis_enough_where_no_degree_is_asked_for() -> None:
    own = changed(thesis=("The office explains his rise because it gave him votes.",))
    assert missing(own, Expectation(term="discuss", historians=WANTED.historians)) == []


def test_years_outside_are_no_fault_in_a_question_on_keeping_power() -> None:
    wanted = Expectation(period=WANTED.period, historians=WANTED.historians, about_rise=False)
    assert missing(changed(evidence=("The Terror of 1936-38",)), wanted) == []


def test_signals_never_give_a_mark() -> None:
    for own in (GOOD, OwnPlan()):
        for signal in signals(own, WANTED):
            assert "mark" not in signal.message.lower()
            assert "/15" not in signal.message


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("1924", [1924]),
        ("1924-29", [1924, 1929]),
        ("from 1924 to 1929", [1924, 1929]),
        ("in '27", [1927]),
        ("340,000", []),
    ],
)
def test_years_are_read(line: str, years: list[int]) -> None:
    assert years_in(line) == years


def test_a_month_is_a_date_and_a_number_is_none() -> None:
    assert is_dated("in April he was appointed")
    assert not is_dated("600,000 members")
