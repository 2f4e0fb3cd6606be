"""Two answers at once, hedges, and what is added to a right answer."""

from __future__ import annotations

import pytest

from studykit.cards import Card
from tests.marking.making import marked, settled, term

BERIA = term("Who headed the secret police?", "Beria", "Lavrenti Beria")
STALIN = term("Who won?", "Stalin")
EXPELLED = term("In what year was Trotsky expelled from the Party?", "1927", date="1927-11")
BIRTHDAY = term("When did Stalin turn fifty?", "December 1929")
SPEAKER = term("Who follows the two presidents?", "the Speaker of the House")


@pytest.mark.parametrize(
    "answer",
    [
        "could be Beria could be Stalin",
        "it might be Beria, it might be Stalin",
        "Beria or Stalin",
        "Stalin / Beria",
        "Beria, Stalin",
        "Beria and Yezhov",
        "either Stalin or Beria",
        "Beria or maybe Stalin",
    ],
)
def test_two_names_are_no_answer_and_both_are_quoted(answer: str) -> None:
    found = marked(BERIA, answer, STALIN)
    assert found.verdict != "correct"
    assert "beria" in found.why.casefold()


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (EXPELLED, "1927 or 1929"),
        (EXPELLED, "1926 or 1927"),
        (EXPELLED, "1927 or 28"),
        (EXPELLED, "1927/28"),
        (EXPELLED, "1927/1929"),
        (EXPELLED, "1926-28"),
        (BIRTHDAY, "December 1929 or 1930"),
        (term("How many men were on the boat?", "82"), "82 or 81"),
        (term("How many senators are there?", "100"), "100 or 50 in total"),
        (SPEAKER, "speaker of the house or secretary of state"),
    ],
)
def test_a_hedge_is_not_right(card: Card, answer: str) -> None:
    assert settled(card, answer) != "correct"


@pytest.mark.parametrize(
    "answer",
    [
        "Beria, head of the police",
        "Beria, not Stalin",
        "Lavrenti Beria",
        "I think Beria",
        "it was Beria I'm not sure",
        "Beria, maybe",
    ],
)
def test_what_describes_the_answer_or_takes_another_back_is_no_second_answer(answer: str) -> None:
    assert settled(BERIA, answer, STALIN) == "correct"


def test_two_accepted_answers_are_no_hedge() -> None:
    card = term("Name one freedom.", "speech", "religion", "press")
    assert settled(card, "speech, religion and press") == "correct"
    assert settled(card, "speech or religion") == "correct"


def test_examples_are_no_second_answer() -> None:
    card = term("Whom did the Commissariat look after?", "ethnic minorities", "the minorities")
    other = term("Who lived in Kiev?", "Ukrainians")
    assert settled(card, "the minorities like Georgians and Ukrainians", other) in ("correct", "open")
    assert settled(card, "the minorities or Ukrainians", other) != "correct"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (EXPELLED, "he was expelled in 1927 and deported in 1929"),
        (EXPELLED, "1927, two years before 1929"),
        (EXPELLED, "November 1927"),
        (term("Who wrote Antigone?", "Sophocles"), "Sophocles (496 BC - 406 BC)"),
    ],
)
def test_a_true_extra_detail_never_hurts(card: Card, answer: str) -> None:
    assert settled(card, answer) in ("correct", "open")


@pytest.mark.parametrize(
    ("card", "answer", "quoted"),
    [
        (term("Who died in January?", "Lenin", date="1924-01"), "Lenin, in 1953", "1953"),
        (term("Who followed Lenin as premier?", "Rykov", date="1924"), "Rykov in 1929", "1929"),
    ],
)
def test_a_right_answer_with_a_false_year_is_partly_right_and_the_year_is_quoted(
    card: Card, answer: str, quoted: str
) -> None:
    found = marked(card, answer)
    assert found.verdict == "partial"
    assert quoted in found.why


def test_a_near_miss_of_the_author_is_told_what_it_is() -> None:
    card = term(
        "In which year did Stalin become General Secretary?",
        "1922",
        reject={"1924": "that is when Lenin died", "the October Revolution": "that was a coup, not a year"},
    )
    for answer in ("1924", "in 1924", "I think it was 1924", "nineteen twenty-four"):
        found = marked(card, answer)
        assert (found.verdict, found.sure) == ("wrong", True)
        assert "that is when Lenin died" in found.why
    assert "a coup" in marked(card, "october revolution").why
    assert settled(card, "1922, not 1924") == "correct"


def test_the_surname_of_a_near_miss_is_the_near_miss() -> None:
    card = term("Who was it?", "Che Guevara", reject={"Camilo Cienfuegos": "he died in 1959"})
    assert "he died in 1959" in marked(card, "Cienfuegos").why


@pytest.mark.parametrize("answer", ["the enemies of Menshevism", "the end of Menshevism"])
def test_what_is_built_on_a_wording_of_a_phrase_is_not_decided_for_it(answer: str) -> None:
    card = term("What did his critics say he stood for?", "a party of debate", "Menshevism")
    assert settled(card, answer) != "correct"


def test_what_the_prompt_says_is_no_second_answer() -> None:
    assert (
        settled("stalin-institutions/gensec-powers-line#general-secretary", "General Secretary, files")
        == "correct"
    )
