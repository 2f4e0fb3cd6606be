from __future__ import annotations

import pytest

from studykit.english.proper_names import initials_of, is_title, names_in, surname_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Why did Kamenev fear the General Secretary in the USSR?", {"kamenev"}),
        ("the Left wanted war, the Right peace", {"left", "right"}),
        ("He turned left. Left again.", set()),
        ("the anti-Party group of Zinov'yev", {"zinovyev"}),
    ],
)
def test_names_are_words_with_a_capital_that_are_no_ordinary_words(text: str, names: set[str]) -> None:
    assert {name for name in names_in(text) if name != "party"} == names


@pytest.mark.parametrize("text", ["General Secretary", "Socialism in One Country", "Beria", "NEP"])
def test_names_and_titles_are_titles(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize("text", ["forming a faction", "Bukharin was naive about Stalin", "the head"])
def test_wordings_are_no_titles(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize(
    ("name", "enough"),
    [
        ("Leon Trotsky", "trotsky"),
        ("R. C. Tucker", "tucker"),
        ("Mao Zedong", "mao"),
        ("Trotsky", ""),
        ("General Secretary", ""),
        ("Left Opposition", ""),
    ],
)
def test_a_person_is_known_by_the_name_of_the_family(name: str, enough: str) -> None:
    assert surname_of(name) == enough


def test_where_a_person_is_asked_for_an_unusual_first_name_is_a_first_name() -> None:
    assert surname_of("Fulgencio Batista") == ""
    assert surname_of("Fulgencio Batista", person=True) == "batista"


def test_a_title_of_three_words_has_initials() -> None:
    assert initials_of("Socialism in One Country") == "sioc"
    assert initials_of("Red Army") == ""
