from __future__ import annotations

import pytest

from studykit.marking.titles import acronyms_in, is_fixed, letters_for, titles_in


@pytest.mark.parametrize("text", ["General Secretary", "Socialism in One Country", "Beria"])
def test_names_and_titles_are_fixed(text: str) -> None:
    assert is_fixed(text, frozenset({"beria"}))


@pytest.mark.parametrize("text", ["forming a faction", "Bukharin was naive about Stalin", "the head"])
def test_wordings_are_not_fixed(text: str) -> None:
    assert not is_fixed(text, frozenset())


def test_every_word_of_a_title_belongs_to_it() -> None:
    assert titles_in("He became General Secretary in 1922") == {"general", "secretary"}


def test_capitals_alone_are_abbreviations() -> None:
    assert acronyms_in("an end to the NEP") == {"nep"}


def test_a_title_may_be_shortened_to_its_initials() -> None:
    assert letters_for("socialism", "Socialism in One Country was popular") == "sioc"
    assert letters_for("popular", "Socialism in One Country was popular") == ""
    assert letters_for("red", "the Red Army") == ""
