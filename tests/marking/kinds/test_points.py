from __future__ import annotations

import pytest

from tests.marking.making import marked, points, term

FALL = points(
    "How did Khrushchev come out on top after Stalin's death?",
    "Beria was arrested and executed in 1953",
    "Malenkov was forced to resign (1955)",
    "Khrushchev used his post as First Secretary / the Party apparatus",
    need=2,
)
FEARED = points(
    "Why was Trotsky feared by other leaders?",
    "He led the Red Army / had military power",
    "Fear of a military dictator like Napoleon (Bonapartism)",
    "He was radical",
    need=2,
)
ESSAY = points(
    "Why was Trotsky's 1924 essay a mistake?",
    "It attacked Kamenev and Zinoviev",
    "They hit back by exposing his Menshevik past",
)
SIDES = points(
    "What did the two sides want?",
    "The Left wanted rapid industrialisation",
    "The Right wanted to keep the NEP",
)
OTHERS = [term("Who?", name) for name in ("Stalin", "Lenin", "Trotsky", "Zinoviev")]


def made(card: object, answer: str) -> tuple[int, ...]:
    return marked(card, answer, *OTHERS).points  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("card", "answer", "expected"),
    [
        (FALL, "Beria was arrested and executed, then Malenkov had to resign", (0, 1)),
        (FALL, "they got rid of Beria by shooting him", (0,)),
        (FALL, "made malenkov step down", (1,)),
        (FALL, "he used the party machine as First Secretary", (2,)),
        (FALL, "beria was arested and exicuted", (0,)),
        (FEARED, "he had the army behind him", (0,)),
        (FEARED, "they thought he might end up as another Bonaparte", (1,)),
        (FEARED, "his views were very radical", (2,)),
        (ESSAY, "he slagged off Zinoviev and Kamenev in it", (0,)),
        (ESSAY, "they got him back by reminding everyone he had been a menshevik", (1,)),
        (SIDES, "Left wanted fast industrialisation, Right wanted to keep the NEP", (0, 1)),
    ],
)
def test_a_point_counts_in_any_words(card: object, answer: str, expected: tuple[int, ...]) -> None:
    assert made(card, answer) == expected


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (FALL, "Beria arrested Khrushchev and executed Malenkov"),
        (FALL, "Malenkov never resigned and Beria was not arrested"),
        (FALL, "he won an election in 1964"),
        (FALL, "Khrushchev came out on top after Stalin's death"),
        (FEARED, "because Stalin commanded the Red Army"),
        (FEARED, "he did not control the army and nobody thought he'd be a dictator"),
        (ESSAY, "Kamenev and Zinoviev wrote it to attack Trotsky"),
        (ESSAY, "it did not attack anyone"),
        (ESSAY, "it attacked Lenin and praised Kamenev and Zinoviev"),
        (SIDES, "Right wanted fast industrialisation, Left wanted to keep the NEP"),
    ],
)
def test_a_point_of_the_wrong_person_denied_or_swapped_is_not_made(card: object, answer: str) -> None:
    assert made(card, answer) == ()


def test_the_verdict_follows_how_many_are_needed() -> None:
    assert [
        marked(FALL, text).verdict.value
        for text in ("idk", "Malenkov resigned", "Malenkov resigned, Beria was shot")
    ] == [
        "wrong",
        "partial",
        "correct",
    ]


def test_why_counts_and_names_what_is_missing() -> None:
    assert marked(ESSAY, "it attacked Kamenev and Zinoviev").why == (
        "1 of 2 points: missing They hit back by exposing his Menshevik past"
    )


def test_why_says_that_it_is_the_wrong_way_round() -> None:
    assert "wrong way round" in marked(ESSAY, "Kamenev and Zinoviev wrote it to attack Trotsky", *OTHERS).why


def test_a_wrong_year_unmakes_a_point() -> None:
    assert made(FALL, "Beria was arrested and executed in 1953") == (0,)
    assert made(FALL, "Beria was arrested and executed in 1937") == ()


def test_a_point_that_names_nobody_is_not_made_of_somebody_else_than_the_prompt_speaks_of() -> None:
    card = points("How did Stalin make a desk job into a base of power?", "gave loyal people key Party posts")
    assert marked(card, "he put his own men in key posts", *OTHERS).verdict == "correct"
    assert marked(card, "Trotsky put his own men in key posts and they voted for him", *OTHERS).points == ()


def test_unnamed_opponents_are_not_the_one_they_oppose() -> None:
    card = points("How did the ban help Stalin?", "Opponents could be accused and expelled")
    assert marked(card, "he could expel people", *OTHERS).verdict == "correct"
    assert marked(card, "Stalin was expelled", *OTHERS).points == ()


def test_a_word_in_brackets_amid_a_sentence_is_no_alternative() -> None:
    card = points("What came first?", "The land decree (famine) was passed by the Congress")
    assert marked(card, "a land decree was passed").verdict == "correct"
    assert marked(card, "there was a famine").verdict == "wrong"


def test_all_hangs_on_a_word_that_turns_the_sense() -> None:
    card = points("Why did they ally?", "They wanted to stop Trotsky becoming leader")
    assert marked(card, "to prevent Trotsky from becoming leader", *OTHERS).verdict == "correct"
    assert marked(card, "they wanted Trotsky to be leader", *OTHERS).verdict == "wrong"


def test_a_heap_of_key_words_is_no_statement() -> None:
    card = points("Why collectivise?", "To get grain for export", "To pay for industry", need=2)
    assert marked(card, "collectivisation economy kulaks grain farms exports control industry").points == ()
    assert marked(card, "grain, exports, and money for industry").verdict == "correct"


def test_what_is_done_to_the_one_of_the_prompt_is_not_what_he_did() -> None:
    card = points("How did Stalin use the ban on factions?", "branded opponents as traitors")
    assert marked(card, "he called his rivals traitors", *OTHERS).verdict == "correct"
    assert marked(card, "his opponents branded him a traitor", *OTHERS).verdict == "wrong"
