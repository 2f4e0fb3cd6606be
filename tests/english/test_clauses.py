from __future__ import annotations

import pytest

from studykit.english.clauses import claims_of, either_of
from studykit.english.text import tokens


def denied(text: str) -> str:
    found = tokens(text)
    told = zip(found, claims_of(found), strict=True)
    return " ".join(token.text for token, claim in told if claim.denied and len(token.text) > 3)


def clauses(text: str) -> int:
    return len({claim.clause for claim in claims_of(tokens(text))})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not Stalin", "stalin"),
        ("Left, not Right", "right"),
        ("not Stalin but Lenin", "stalin"),
        ("not Stalin, Lenin", "stalin"),
        ("he never resigned", "never resigned"),
        ("he didn't lead the army", "lead army"),
        ("he had no access to files or records", "access files records"),
        ("nobody trusted him", "nobody trusted"),
        ("1924, no, 1922", "1924"),
        ("Stalin no wait Trotsky", "stalin"),
        ("Lenin, sorry, Stalin", "lenin"),
        ("Lenin is wrong", "lenin wrong"),
        ("Lenin is not true", "lenin"),
        ("everyone except Trotsky", "except trotsky"),
        ("anyone but Trotsky", "trotsky"),
        ("Stalin rather than Trotsky", "than trotsky"),
        ("he ceased to attack Trotsky", "ceased attack trotsky"),
        ("he no longer trusted Lenin", "longer trusted lenin"),
        ("it is not true that Lenin resigned", "true that lenin resigned"),
        ("it is wrong that Lenin resigned", "wrong that lenin resigned"),
        ("without any allies", "without allies"),
        ("he did not act and the elites were afraid", ""),
    ],
)
def test_what_a_denial_reaches(text: str, words: str) -> None:
    assert denied(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "I'm not sure but Stalin",
        "not only Stalin but Lenin",
        "a few supporters",
        "he did not fail to attack",
        "no doubt Lenin",
    ],
)
def test_what_only_looks_like_a_denial_denies_nothing(text: str) -> None:
    assert "lenin" not in denied(text)
    assert "stalin" not in denied(text)
    assert "supporters" not in denied(text)
    assert "attack" not in denied(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Stalin expelled Trotsky", 1),
        ("Tomsky resigned and Rykov attacked them", 2),
        ("he was rude and should be removed", 2),
        ("because he was rude", 1),
        ("rude, arrogant, vain", 3),
        ("he was rude n they were scared", 2),
    ],
)
def test_a_new_subject_or_a_mark_begins_a_clause(text: str, count: int) -> None:
    assert clauses(text) == count


@pytest.mark.parametrize("text", ["1922 or 1923", "1922/1923", "either 1922 or 1923"])
def test_the_two_sides_of_an_or_are_offered_as_one_of_several(text: str) -> None:
    found = tokens(text)
    claims = claims_of(found)
    either = either_of(found, claims)
    assert {
        claim.part for token, claim in zip(found, claims, strict=True) if token.kind == "number"
    } == either


def test_from_and_to_are_told_apart() -> None:
    found = tokens("from socialism to capitalism")
    sides = [claim.side for claim in claims_of(found)]
    assert sides == ["from", "from", "to", "to"]
