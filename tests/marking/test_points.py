"""Key points are to be made in any words."""

from __future__ import annotations

from itertools import permutations

import pytest

from studykit.cards import Card
from studykit.verdict import Verdict
from tests.marking.making import marked, points, settled, term

FALL = points(
    "How did Khrushchev come out on top after Stalin's death?",
    ("Beria was arrested and executed in 1953", "they got rid of Beria", "Beria was shot"),
    ("Malenkov was forced to resign", "Malenkov had to step down"),
    ("he used the Party apparatus", "he used his post as First Secretary"),
    need=2,
)
FEARED = points(
    "Why was Trotsky feared by other leaders?",
    ("he led the Red Army", "he had the army behind him"),
    ("they feared a military dictator like Napoleon", "he might become another Bonaparte"),
    ("he was radical", "his views were radical"),
    need=2,
)
RANK = points(
    "Why was the Party's word law?",
    "what the Party decided was binding like law",
    ("the government merely obeyed", "the government just did what the Party said"),
    "there was only one party",
    need=2,
)
OTHERS = [term("Who?", name) for name in ("Stalin", "Lenin", "Zinoviev", "Malenkov")]
JOINERS = (", ", " and ", " n ", "\n", " + ", " / ", " also ", "; ", " & ")


@pytest.mark.parametrize("joiner", JOINERS)
@pytest.mark.parametrize("card", [FALL, FEARED, RANK])
def test_two_points_in_the_words_of_the_card_are_both_made_whatever_joins_them(
    card: Card, joiner: str
) -> None:
    said = [one.say for one in card.expected.items]
    for one, other in permutations(range(3), 2):
        found = marked(card, joiner.join([said[one], said[other]]), *OTHERS)
        assert {one, other} <= set(found.points), (said[one], said[other])


@pytest.mark.parametrize(
    ("card", "answer", "made"),
    [
        (FALL, "they got rid of Beria", (0,)),
        (FALL, "beria was arested and executed", (0,)),
        (FALL, "Malenkov had to step down", (1,)),
        (FALL, "he used his post as First Secretary", (2,)),
        (FEARED, "he had the army behind him", (0,)),
        (FEARED, "his views were very radical", (2,)),
        (RANK, "there was only one party and the government merely obeyed it", (1, 2)),
        (RANK, "bc the gov just did whatever the party said", (1,)),
    ],
)
def test_a_point_said_plainly_is_made(card: Card, answer: str, made: tuple[int, ...]) -> None:
    found = marked(card, answer, *OTHERS)
    assert set(made) <= set(found.points) | set(found.open)


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (FALL, "Beria arrested Khrushchev and executed Malenkov"),
        (FALL, "he won an election in 1964"),
        (FALL, "Khrushchev came out on top after Stalin's death"),
        (FEARED, "he did not control the army and nobody thought he'd be a dictator"),
        (FEARED, "Why was Trotsky feared by other leaders?"),
        (FEARED, "it was important because it was significant and had a big impact on events"),
        (FEARED, "it changed things"),
        (RANK, "there were many parties"),
        (
            points("Why collectivise?", "to get grain for export", "to pay for industry"),
            "collectivisation economy kulaks farms control",
        ),
    ],
)
def test_the_question_stock_sentences_and_other_claims_earn_nothing_for_sure(card: Card, answer: str) -> None:
    assert marked(card, answer, *OTHERS).verdict != "correct"
    assert settled(card, answer, *OTHERS) in ("wrong", "open")


@pytest.mark.parametrize(
    "answer",
    [
        "Beria was arrested and executed in 1937",
        "it is not true that Beria was arrested",
        "Beria was arrested and executed in 1953 is wrong",
    ],
)
def test_a_wrong_year_or_a_denial_unmakes_a_point(answer: str) -> None:
    assert 0 not in marked(FALL, answer, *OTHERS).points


def test_the_verdict_follows_how_many_are_needed() -> None:
    answers = ("idk", "Malenkov was forced to resign", "Malenkov was forced to resign, Beria was shot")
    assert [settled(FALL, answer) for answer in answers] == ["wrong", "partial", "correct"]


def test_what_else_is_missing_is_named_as_any_one_of_it() -> None:
    found = marked(RANK, "there was only one party")
    assert (found.verdict, found.points) == ("partial", (2,))
    assert "one more of these would do" in found.why
    assert "there was only one party" not in found.why


@pytest.mark.parametrize(
    ("card", "answer", "made"),
    [
        ("stalin-institutions/earlier-posts", "supporters who later voted for him", 1),
        ("stalin-institutions/nobody-objected", "saw it as boring paperwork", 1),
        ("stalin-party-state/party-office-better", "one-party state", 1),
        ("stalin-ideology/turn-politics", "appealed to radicals in the Party", 1),
        ("stalin-historians/deutscher-thesis", "manipulated procedures", 1),
        ("stalin-party-machine/peasants-claim", "the peasants werent in the party", 1),
        ("stalin-party-machine/enrolment-taste", "he explained stuff simply n trotsky was a snob", 1),
        ("stalin-party-machine/enrolment-taste", "he spoke simply n trotsky was arrogant", 1),
        ("stalin-party-state/party-office-better", "bc the gov just did whatever the party said", 1),
        ("stalin-ideology/turn-politics", "made bukharin look out of date bc he was stuck defending nep", 1),
        (
            "stalin-legacy/funeral-absence",
            "Trotsky claimed Stalin told him the wrong date, but Service says he knew the date",
            2,
        ),
        ("stalin-testament/on-trotsky", "intelligent but overconfident", 2),
    ],
)
def test_what_students_write_for_a_point_is_made_or_open(card: str, answer: str, made: int) -> None:
    found = marked(card, answer)
    assert len(found.points) + len(found.open) >= made


CHOSEN = points(
    "In region A the harvest of 1927 was good and the taxes were high, "
    "in region B it was bad and the taxes were low. "
    "Where were reserves left, and what shows it?",
    "in region A, where the harvest was good",
)


@pytest.mark.parametrize("answer", ["region A, the harvest was good", "not in B, its harvest was bad"])
def test_what_is_chosen_from_a_long_prompt_is_not_refused_for_repeating_it(answer: str) -> None:
    found = marked(CHOSEN, answer)
    assert found.verdict is Verdict.CORRECT or not found.sure


def test_where_one_point_is_all_half_of_the_answers_are_expected_to_make_it() -> None:
    asked, point, answer = (
        "Why did the Left lose?",
        "it was divided and late to unite",
        "its members quarrelled",
    )
    alone = marked(points(asked, point), answer)
    one_of_two = marked(points(asked, point, "it had no posts", need=2), answer)
    assert (alone.verdict, alone.open) == (Verdict.CORRECT, (0,))
    assert (one_of_two.verdict, one_of_two.open) == (Verdict.WRONG, (0,))
