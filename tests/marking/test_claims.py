from __future__ import annotations

import pytest

from studykit.marking.lexicon import Lexicon
from studykit.marking.reading import read
from studykit.marking.vocabulary import Vocabulary

NAMES = frozenset("stalin lenin trotsky kamenev zinoviev bukharin rykov tomsky".split())


def denied(text: str) -> set[str]:
    reading = read(text, Lexicon((), Vocabulary(), NAMES))
    return {word.text for word in reading.words if word.denied and word.names}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not Stalin", {"stalin"}),
        ("Left, not Right", {"right"}),
        ("not Stalin but Lenin", {"stalin"}),
        ("not Stalin, Lenin", {"stalin"}),
        ("he never resigned", {"resigned"}),
        ("he didn't lead the army", {"lead", "army"}),
        ("he had no access to files or records", {"access", "files", "records"}),
        ("nobody trusted him", {"trusted"}),
        ("I'm not sure but Stalin", set()),
        ("not only Stalin", set()),
        ("wasn't it Lenin?", set()),
        ("1924, no, 1922", {"1924"}),
        ("Stalin no wait Trotsky", {"stalin"}),
        ("Lenin, sorry, Stalin", {"lenin"}),
        ("1927 is wrong", {"1927"}),
        ("everyone except Trotsky", {"trotsky"}),
        ("few supporters", {"supporters"}),
        ("a few supporters", set()),
        ("had no credibility after attacking each other", {"credibility"}),
    ],
)
def test_what_a_not_reaches(text: str, words: set[str]) -> None:
    assert denied(text) == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Stalin expelled Trotsky", 1),
        ("Tomsky lost the unions and Rykov lost the premiership", 2),
        ("Zinoviev and Kamenev attacked Trotsky", 1),
        ("he was rude and should be removed", 2),
        ("because he was rude", 1),
        ("rude, arrogant, vain", 3),
    ],
)
def test_a_clause_has_its_own_subject(text: str, count: int) -> None:
    reading = read(text, Lexicon((), Vocabulary(), NAMES))
    assert len({word.clause for word in reading.words}) == count


def test_what_was_only_wished_is_told_from_what_was_done() -> None:
    reading = read("they wanted to separate from Britain", Lexicon((), Vocabulary()))
    assert [word.text for word in reading.words if word.wished] == ["separate", "from", "britain"]


def clauses(text: str) -> int:
    reading = read(text, Lexicon((), Vocabulary(), NAMES))
    return len({word.clause for word in reading.words})


def test_names_in_a_list_stand_in_one_clause() -> None:
    assert clauses("power was shared by Zinoviev, Kamenev and Stalin") == 1
    assert clauses("Stalin attacked Trotsky, Zinoviev and Kamenev") == 1
    assert clauses("Stalin attacked Trotsky, Zinoviev agreed") == 2


def test_a_pair_of_names_before_a_verb_begins_no_clause() -> None:
    assert clauses("he worked with Zinoviev and Kamenev and tricked Trotsky") == 1


def test_an_and_with_a_noun_and_its_helping_verb_begins_a_clause() -> None:
    assert denied("he did not act and the elites were afraid") == {"act"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he lost control of the machine", {"control", "machine"}),
        ("he abandoned the policy for industry", {"policy"}),
        ("he was against collective leadership", {"collective", "leadership"}),
        ("he turned against his allies", set()),
        ("he ended up as leader", set()),
    ],
)
def test_what_a_verb_of_ending_turns_round(text: str, words: set[str]) -> None:
    reading = read(text, Lexicon((), Vocabulary(), NAMES))
    assert {word.text for word in reading.words if word.reverser >= 0 and word.names} == words
