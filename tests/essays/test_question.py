from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studykit.errors import UsageError
from studykit.essays.known import Known
from studykit.essays.question import LONGEST, decode
from studykit.essays.question_words import tidy
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


def read(question: str) -> list[tuple[tuple[str, ...], bool, str]]:
    return [(each.factors, each.mattered, each.strength) for each in decode(question, NOTHING).claims]


@pytest.mark.parametrize(
    ("claim", "mattered", "strength"),
    [
        ("Force was the main reason for his rise.", True, "main"),
        ("Force was not the main reason for his rise.", False, "main"),
        ("Force alone explains his rise.", True, "only"),
        ("Force alone does not explain his rise.", False, "only"),
        ("Force isn't important.", False, "important"),
        ("Force was of great importance.", True, "important"),
        ("Force was of little importance.", False, "important"),
        ("Force played a part in his rise.", True, "part"),
        ("Force played no part in his rise.", False, "part"),
        ("Force played a minimal part in his rise.", False, "important"),
        ("He owed his rise to force.", True, "main"),
        ("He owed little of his rise to force.", False, "important"),
        ("Force was rarely decisive.", False, "main"),
        ("Force had nothing to do with his rise.", False, "part"),
        ("The importance of force cannot be denied.", True, "important"),
        ("Force was far from decisive.", False, "main"),
        ("No leader comes to power without force.", True, "needed"),
        ("He would have come to power without force.", False, "part"),
    ],
)
def test_what_is_claimed_of_a_factor_is_read(claim: str, mattered: bool, strength: str) -> None:
    assert read(f'"{claim}" Discuss.') == [(("force",), mattered, strength)]


@pytest.mark.parametrize(
    ("claim", "more", "less"),
    [
        ("Luck, rather than skill, explains his rise.", "chance", "leadership"),
        ("Luck mattered more than skill.", "chance", "leadership"),
        ("Luck mattered less than skill.", "leadership", "chance"),
        ("His rise owed more to luck than to skill.", "chance", "leadership"),
        ("It was luck, not skill, that made him leader.", "chance", "leadership"),
        ("It was not luck but skill that made him leader.", "leadership", "chance"),
        ("Luck was decisive, but skill hardly mattered.", "chance", "leadership"),
        ("Rather than skill, luck explains his rise.", "chance", "leadership"),
    ],
)
def test_two_factors_are_set_against_each_other(claim: str, more: str, less: str) -> None:
    reading = decode(f'"{claim}" Discuss.', NOTHING).reading
    assert reading.rival is not None
    assert (reading.claims[0].factor, reading.rival.factor) == (more, less)
    assert reading.claims[0].mattered


def test_a_list_of_factors_is_a_claim_on_each() -> None:
    found = read("Discuss the importance of propaganda, force and ideology in his rise to power.")
    assert [factors for factors, _, _ in found] == [("propaganda",), ("force",), ("ideology",)]
    assert [len(factors) for factors, _, _ in read("Discuss the role of conditions and methods.")] == [4, 4]


def test_the_words_of_a_rise_are_no_factors() -> None:
    assert read("Discuss the struggle for leadership and power of one leader.") == []
    assert read("Examine how one ruler took office and became leader.") == []


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
        ("Discuss the importance of luck.", None),
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


def test_a_name_of_the_case_is_the_subject(own: Shelf) -> None:
    claims = own.ask("Discuss why jiang jieshi lost to one leader.").claims
    assert [claim.subject for claim in claims] == ["Jiang Jieshi"]
    assert own.ask("Evaluate the role of the Red Army in one leader's rise.").claims[0].subject == "Red Army"
    # One card names it, and no list does: that makes no paragraph.
    assert own.ask("Evaluate the importance of the gold yuan in one leader's rise.").claims == ()


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
        "В какой степени пропаганда помогла Сталину?",
        "Erörtern Sie die Bedeutung der Propaganda für den Aufstieg Stalins.",
    ],
)
def test_another_language_is_refused_with_a_sentence(foreign: str) -> None:
    with pytest.raises(UsageError, match=r"English|auf Englisch"):
        decode(foreign, NOTHING)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("¿Hasta qué punto influyó la ideología en el ascenso de un líder?", "solo en inglés"),
        (
            "Evalúe el papel de la propaganda en el ascenso al poder de un líder autoritario.",
            "solo en inglés",
        ),
        ("Dans quelle mesure la propagande a-t-elle aidé un dirigeant à accéder au pouvoir ?", "en anglais"),
        ("Évaluez le rôle de l'idéologie dans l'ascension d'un dirigeant autoritaire.", "en anglais"),
    ],
)
def test_the_other_languages_of_the_exam_are_refused_in_themselves(question: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        decode(question, NOTHING)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wurde Stalin durch Propaganda mächtig?", "auf Englisch"),
        ("Warum gewann Stalin?", "auf Englisch"),
        ("Pourquoi Staline a gagné ?", "en anglais"),
        ("¿Por qué ganó Stalin?", "solo en inglés"),
    ],
)
def test_a_short_question_in_another_language_is_refused_in_it(both: Shelf, question: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        both.ask(question)
    assert both.ask("Was Stalin's propaganda decisive?").claims


def test_an_open_choice_is_no_claim_for_the_first(both: Shelf) -> None:
    for question, winner in (
        ("Was it luck or skill that brought one leader to power?", "leadership"),
        (
            "Examine the relative importance of force and party organisation in one leader's rise.",
            "party-machine",
        ),
    ):
        outline = both.outline(question)
        assert outline.question.reading.open
        assert outline.paragraphs[0].factor == winner
        assert outline.degree in ("large", "fully")


def test_success_is_no_succession(both: Shelf) -> None:
    assert both.ask("Discuss the reasons for the success of one leader in his rise to power.").claims == ()


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


@pytest.mark.parametrize(
    "question",
    [
        "Discuss the reasons why no rival was able to stop Stalin.",
        "Why did no rival stop Stalin?",
        "Assess the importance of the Testament, and of a decision not to publish it, for Stalin's rise.",
    ],
)
def test_what_is_asked_why_and_what_was_meant_not_to_be_are_no_denials(both: Shelf, question: str) -> None:
    claim = both.outline(question).question.claims[0]
    assert claim.mattered


def test_a_time_is_no_subject(both: Shelf) -> None:
    question = both.outline("How did Stalin win the struggle for power after Lenin's death?").question
    assert not [each.subject for each in question.claims if each.subject]


def test_either_or_is_read_across_small_words(both: Shelf) -> None:
    question = both.outline(
        "Was Stalin's success due to his own skill or to the folly of his opponents?"
    ).question
    assert question.reading.open
    assert question.claims[0].factor == "leadership"
    assert question.reading.rival is not None
    assert question.reading.rival.factor == "rivals"


@pytest.mark.parametrize(
    ("question", "more", "mattered"),
    [
        ("Ideology did not matter more than force.", "ideology", False),
        ("Chance was no more important than skill.", "chance", False),
        ("Force never mattered as much as persuasion.", "propaganda", True),
        ("It was not so much skill as his rivals' errors that made one leader.", "rivals", True),
        ("Leaders rise because of economic distress, not because of ideas.", "conditions-economic", True),
    ],
)
def test_a_comparison_may_be_denied(question: str, more: str, mattered: bool) -> None:
    claim = decode(f'"{question}" Discuss with reference to one leader.', NOTHING).claims[0]
    assert (claim.factor, claim.mattered, claim.strength) == (more, mattered, "more")


def test_a_continent_is_no_subject(both: Shelf) -> None:
    question = (
        "Compare and contrast how two leaders, one of them from Asia, were able to defeat their rivals."
    )
    claims = both.outline(question).question.claims
    assert [(each.subject, each.factors[0]) for each in claims] == [(None, "party-machine")]


def test_to_mean_everything_is_to_have_done_it_alone() -> None:
    asked = decode('"Force meant everything to one leader\'s rise." Discuss.', NOTHING)
    assert asked.claims[0].strength == "only"


def test_whom_nobody_feared_won_by_the_errors_of_others() -> None:
    asked = decode(
        '"Nobody feared Stalin until it was too late." How far does this explain his rise?', NOTHING
    )
    assert asked.claims[0].factor == "rivals"


def test_either_or_is_read_of_subjects_too(both: Shelf) -> None:
    asked = both.outline(
        "Discuss whether the weakness of the Right or the strength of the General Secretary decided it."
    ).question
    assert asked.reading.open
    assert asked.reading.rival is not None
    assert asked.reading.rival.subject == "General Secretary"
