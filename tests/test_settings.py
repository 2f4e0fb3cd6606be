from __future__ import annotations

from datetime import date

import pytest

from studykit.errors import NotFoundError, UsageError
from studykit.reviews import Setting
from studykit.settings import Settings, check, read

EXAM = (
    '{"day": "2027-02-07", "minutes": 10, "set_on": "2026-11-28", "case": CASE, "weekdays_off": [], '
    '"periods_off": [], "leave": []}'
)


def setting(at: int, name: str, value: str | None) -> Setting:
    return Setting(id=f"s{at}", device="here", at=at, name=name, value=value)


def test_without_rows_every_setting_has_its_default() -> None:
    assert read([]) == Settings(desired_retention=0.90, new_cards=10, rollover_hour=4, retry=None)


def test_the_newest_row_of_a_name_wins_in_whatever_order_rows_come() -> None:
    rows = [setting(2, "new-cards", "5"), setting(1, "new-cards", "20"), setting(3, "retry", "off")]
    assert read(rows) == read(rows[::-1]) == Settings(new_cards=5, retry=False)


def test_a_reset_gives_the_default_back() -> None:
    assert read([setting(1, "new-cards", "5"), setting(2, "new-cards", None)]) == Settings()


def test_names_and_values_of_a_newer_version_are_passed_over() -> None:
    assert read([setting(1, "dark-mode", "on"), setting(2, "retry", "sometimes")]) == Settings()


@pytest.mark.parametrize("case", ['["x"]', "5", "{}", "true"])
def test_an_exam_for_a_case_that_is_no_text_is_passed_over(case: str) -> None:
    one = EXAM.replace("CASE", case)
    rows = [setting(1, "exam/a", one), setting(2, "exam", EXAM.replace("CASE", "null"))]
    assert [exam.case for exam in read(rows).exams] == [None]


def test_an_exam_that_a_clock_set_thousands_of_years_away_is_not_planned_for() -> None:
    far = EXAM.replace("CASE", "null").replace("2027-02-07", "9999-12-31").replace("2026-11-28", "9999-12-30")
    assert read([setting(1, "exam", far)]).coming_exams(date(2026, 11, 28)) == ()


@pytest.mark.parametrize("name", ["exam", "exam/mao", "exam/"])
def test_an_exam_under_the_name_of_another_case_is_passed_over(name: str) -> None:
    """`exam clear` could not take it away."""
    assert read([setting(1, name, EXAM.replace("CASE", '"stalin"'))]).exams == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [("desired-retention", "0.99"), ("desired-retention", "nan"), ("new-cards", "-1"), ("retry", "maybe")],
)
def test_a_value_that_cannot_be_is_refused_with_what_may_be(name: str, value: str) -> None:
    with pytest.raises(UsageError, match="it may be"):
        check(name, value)


def test_an_unknown_setting_offers_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="did you mean `new-cards`"):
        check("new-card", "3")
