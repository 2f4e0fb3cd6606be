from __future__ import annotations

from pathlib import Path

from studykit.decks.library import CaseSummary
from studykit.study.collection import studied_cases

SHIPPED = Path("/shipped")


def case(slug: str, folder: str = "/shipped", order: int | None = None) -> CaseSummary:
    return CaseSummary(slug, f"{folder}/{slug}.yaml", order)


STALIN, MAO, CASTRO = case("stalin", order=1), case("mao", order=2), case("castro", "/mine")


def test_a_newcomer_studies_the_shipped_case_that_comes_first() -> None:
    assert studied_cases([MAO, STALIN, case("peron")], None, (), SHIPPED) == ("stalin",)


def test_cases_met_and_ones_own_are_studied() -> None:
    assert studied_cases([STALIN, MAO], None, {"mao"}, SHIPPED) == ("mao",)
    assert studied_cases([STALIN, MAO, CASTRO], None, (), SHIPPED) == ("castro",)
    assert studied_cases([STALIN, MAO, CASTRO], None, {"stalin"}, SHIPPED) == ("castro", "stalin")


def test_what_is_set_counts_in_its_order_as_long_as_it_is_there() -> None:
    assert studied_cases([STALIN, MAO], ["mao", "stalin"], {"stalin"}, SHIPPED) == ("mao", "stalin")
    assert studied_cases([STALIN, MAO], ["gone"], {"mao"}, SHIPPED) == ("mao",)
    assert studied_cases([], None, (), SHIPPED) == ()


def test_every_case_can_be_put_away() -> None:
    assert studied_cases([STALIN, CASTRO], (), {"stalin"}, SHIPPED) == ()
