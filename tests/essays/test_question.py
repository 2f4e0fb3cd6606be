from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.errors import UsageError
from studykit.essays.known import Known
from studykit.essays.question import LONGEST, decode
from studykit.essays.words import tidy
from tests.essays.library import Shelf

NOTHING = Known({})


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Discuss the role of luck.", "discuss"),
        ("Evalaute the role of luck in one leader's rise.", "evaluate"),
        ("Critically examine the role of luck.", "examine"),
        ("With reference to one leader, analyze the role of luck.", "analyse"),
        ("Compare & contrast two leaders.", "compare and contrast"),
        ("Contrast and compare two leaders.", "compare and contrast"),
        ("Compare two leaders.", "compare"),
        ("Contrast two leaders.", "contrast"),
        ("Too wat extent was it luck?", "to what extent"),
        ("How far was it luck?", "to what extent"),
        ('"It was nothing but luck." Do you agree?', "to what extent"),
        ("In what ways, and to what extent, did luck help one leader?", "to what extent"),
        ("Evaluate how far luck helped one leader.", "evaluate"),
        ("In contrast to his rivals, was the leader lucky?", None),
        ("Why did the leader win, compared with his rivals?", None),
        ("Explain the role of luck.", None),
    ],
)
def test_the_command_term_is_told_from_a_students_words(question: str, term: str | None) -> None:
    assert decode(question, NOTHING).term == term


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("Assess the role of luck in his rise.", "evaluate"),
        ("Why did the leader win?", "analyse"),
        ("How important was luck for the leader?", "to what extent"),
        ("Explore the role of luck in his rise.", "discuss"),
        ("What were the differences between the leaders?", "compare and contrast"),
    ],
)
def test_without_a_term_the_nearest_is_offered(question: str, offered: str) -> None:
    decoded = decode(question, NOTHING)
    assert decoded.term is None
    assert decoded.offered == offered


@pytest.mark.parametrize(
    ("question", "claim", "quoted"),
    [
        ("To what extent did control of the Party explain Stalin's rise?", "control of the Party", False),
        ("Evaluate the role of propaganda in one leader's rise.", "propaganda", False),
        ("Evaluate the role that patronage played in one leader's rise.", "patronage", False),
        ("To what extent was one leader's rise due to luck?", "luck", False),
        ("Discuss how far rivals' errors made one leader's rise possible.", "rivals' errors", False),
        ('"The office made the man." Discuss.', "The office made the man", True),
        ("'Rivals' mistakes decided the struggle.' Discuss.", "Rivals' mistakes decided the struggle", True),
        ("“Luck decides.” To what extent do you agree?", "Luck decides", True),
        ("Rivals' errors decided the struggle. Discuss.", "Rivals' errors decided the struggle", True),
    ],
)
def test_the_claim_is_cut_out_of_the_question(question: str, claim: str, quoted: bool) -> None:
    found = decode(question, NOTHING).claim
    assert found is not None
    assert (found.text, found.quoted) == (claim, quoted)


def test_what_the_claim_is_set_against_is_told_apart_from_it() -> None:
    claim = decode("Discuss how far luck, rather than skill, explains one leader's rise.", NOTHING).claim
    assert claim is not None
    assert claim.rival is not None
    assert (claim.factor.typed, claim.rival.typed) == ("luck", "skill")


@pytest.mark.parametrize(
    ("question", "scope"),
    [
        ("Discuss the emergence of one authoritarian state.", "state"),
        ("Discuss how an authoritarian regime was established.", "state"),
        ("Discuss the rise to power of a leader in one authoritarian state.", "rise-of-a-leader"),
        ("Discuss how one leader established himself as dictator.", "rise-of-a-leader"),
        ("Discuss how one leader made his power secure.", "consolidation"),
        ("Discuss how one leader stayed in power.", "maintenance"),
        ("Discuss the impact of one leader's social policies.", "policies"),
        ("Discuss the importance of the Secretariat.", None),
    ],
)
def test_scope_words_tell_state_from_leader_and_rise_from_rule(question: str, scope: str | None) -> None:
    assert decode(question, NOTHING).scope == scope


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Discuss his rise between 1924 and 1929.", "1924/1929"),
        ("Discuss his rise, 1924-29.", "1924/1929"),
        ("Discuss his rule after 1929.", "from 1929"),
        ("Discuss his rise until 1928.", "until 1928"),
        ("Discuss the late 1920s in his rise.", "1925/1929"),
        ("Discuss the rise of one 20th century leader.", None),
    ],
)
def test_years_are_read_as_a_stretch(question: str, years: str | None) -> None:
    found = decode(question, NOTHING).years
    assert (None if found is None else str(found)) == years


@pytest.mark.parametrize(
    ("question", "cases", "regions"),
    [
        ("Discuss the rise of one leader.", 1, False),
        ("Discuss the rise of two leaders.", 2, False),
        ("Discuss the rise of two twentieth-century authoritarian rulers.", 2, False),
        ("Discuss the rise of three leaders.", 3, False),
        ("Discuss the rise of leaders from two different regions.", 2, True),
        ("Discuss the rise of one leader and one other ruler.", 2, False),
        ("Discuss two reasons for the rise of one leader.", 1, False),
        ("Discuss the defeat of two rivals by one leader.", 1, False),
        ("Discuss the part two leaders of the opposition played.", 1, False),
        ("Discuss the part of two Bolshevik leaders in one leader's rise.", 1, False),
        ("Discuss the role of regional secretaries in one leader's rise.", 1, False),
    ],
)
def test_cases_and_regions_are_counted(question: str, cases: int, regions: bool) -> None:
    decoded = decode(question, NOTHING)
    assert (decoded.cases, decoded.different_regions) == (cases, regions)


def test_people_are_named_as_they_are_written(small: Shelf) -> None:
    assert small.ask("Discuss why trotsky and ZINOVIEV lost.").people == ("Trotsky", "Zinoviev")


@pytest.mark.parametrize("empty", ["", "   ", "?!", '""'])
def test_an_empty_question_is_refused_with_a_sentence(empty: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        decode(empty, NOTHING)


def test_a_question_of_ten_kilobytes_is_refused_with_a_sentence() -> None:
    with pytest.raises(UsageError, match=f"{LONGEST:,} at most"):
        decode("Discuss luck. " * 800, NOTHING)


@pytest.mark.parametrize(
    "foreign",
    [
        "¿Hasta qué punto influyó la ideología en el ascenso de un líder?",
        "В какой степени пропаганда помогла Сталину?",
        "Erörtern Sie die Bedeutung der Propaganda für den Aufstieg Stalins.",
    ],
)
def test_another_language_is_refused_with_a_sentence(foreign: str) -> None:
    with pytest.raises(UsageError, match="English"):
        decode(foreign, NOTHING)


def test_quotes_round_the_whole_and_line_ends_do_not_matter() -> None:
    plain = decode("Discuss the role of luck in one leader's rise.", NOTHING)
    wrapped = decode('"Discuss the role of luck\n  in one leader\'s rise."', NOTHING)
    assert (wrapped.text, wrapped.term, wrapped.scope) == (plain.text, plain.term, plain.scope)


@given(st.text(max_size=200))
def test_any_text_is_decoded_or_refused_with_a_sentence(text: str) -> None:
    try:
        decoded = decode(text, NOTHING)
    except UsageError:
        return
    assert decoded.text == tidy(text)
