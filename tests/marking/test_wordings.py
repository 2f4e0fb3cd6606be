from __future__ import annotations

import pytest

from studykit.marking.text import tokens
from studykit.marking.wordings import stretches


def pieces(text: str, which: int, names: frozenset[str] = frozenset()) -> list[str]:
    found = tokens(text)
    numbers = stretches(found, names)[which]
    return [
        " ".join(t.text for t, n in zip(found, numbers, strict=True) if n == number and t.kind == "word")
        for number in sorted(set(numbers))
    ]


def test_slashes_and_brackets_set_alternatives_apart() -> None:
    assert pieces("held the votes / had majorities (in the Party)", 0)[:3] == [
        "held the votes",
        "had majorities",
        "in the party",
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("was arrogant and made enemies", ["was arrogant", "and made enemies"]),
        ("Kamenev and Zinoviev lost", ["kamenev and zinoviev lost"]),
        ("lost because they quarrelled", ["lost", "because they quarrelled"]),
    ],
)
def test_predicates_are_set_apart_and_names_are_not(text: str, clauses: list[str]) -> None:
    assert pieces(text, 1, frozenset({"kamenev", "zinoviev"})) == clauses


def test_a_name_with_a_colon_is_a_pair() -> None:
    assert len(set(stretches(tokens("Rykov: Premier"), frozenset())[0])) == 1
