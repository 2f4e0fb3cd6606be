"""Several items are asked for."""

from __future__ import annotations

import pytest

from studykit.cards import Card
from tests.marking.making import listed, marked, settled, term

LEFT = listed("Name the leaders of the Left.", ("Trotsky", "Leon Trotsky"), "Zinoviev", "Kamenev")
RIGHT = [term("Who led the Right?", name) for name in ("Bukharin", "Rykov", "Tomsky")]
USES = listed(
    "Name two ways he used his office.",
    ("Control appointments", "who got which job", "appointing people"),
    ("Access personnel files and records", "files"),
    ("Control membership admissions", "who was admitted"),
    need=2,
)
VOTES = listed("Where were votes held?", "Party congresses", "Party conferences", "Central Committee", need=2)
STAGES = listed("Name the groups he defeated.", "Left Opposition", "United Opposition", "Right Opposition")


@pytest.mark.parametrize(
    "answer",
    [
        "Trotsky, Zinoviev and Kamenev",
        "kamenev zinoviev trotsky",
        "Trotskii, Zinov'yev & Kamenev",
        "troksy, zinovev, kamanev",
        "Sinowjew, Kamenew, Trotzki",
        "It was led by Leon Trotsky, together with Kamenev and Zinoviev.",
        "Trotsky\nZinoviev\nKamenev",
        "- Trotsky\n- Zinoviev\n- Kamenev",
        "Trotsky, Zinoviev, Kamenev, not Bukharin",
    ],
)
def test_all_items_in_any_order_and_form_are_right(answer: str) -> None:
    assert settled(LEFT, answer, *RIGHT) in ("correct", "open")
    assert marked(LEFT, answer, *RIGHT).verdict == "correct"


@pytest.mark.parametrize("joiner", [", ", "; ", " and ", " n ", " + ", " / ", " also ", " & ", " > ", "\n"])
def test_any_joiner_sets_items_apart(joiner: str) -> None:
    assert settled(LEFT, joiner.join(["Kamenev", "Trotsky", "Zinoviev"])) == "correct"
    assert settled(USES, joiner.join(["files", "who was admitted"])) == "correct"


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        ("Trotsky", (0,)),
        ("kamenev and zinoviev", (1, 2)),
        ("Trotsky, Trotsky, Trotsky", (0,)),
        ("Trotsky, Zinoviev, Bukharin", (0, 1)),
    ],
)
def test_some_items_are_a_part_and_each_counts_once(answer: str, made: tuple[int, ...]) -> None:
    found = marked(LEFT, answer, *RIGHT)
    assert (found.verdict, found.sure, found.points) == ("partial", True, made)


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (LEFT, "Bukharin, Rykov, Tomsky"),
        (LEFT, "trotsky zinoviev kamenev bukharin rykov tomsky"),
        (LEFT, "who led the Left?"),
        (LEFT, "the leaders of the left"),
        (USES, "command the army, print money"),
        (VOTES, "party assembly"),
    ],
)
def test_others_stuffing_and_the_question_are_wrong(card: Card, answer: str) -> None:
    assert settled(card, answer, *RIGHT) in ("wrong", "open")


def test_an_item_too_many_takes_full_marks_away_and_is_quoted() -> None:
    for answer in ("Trotsky, Zinoviev, Kamenev, Bukharin", "Bukharin, Trotsky, Kamenev and Zinoviev"):
        found = marked(LEFT, answer, *RIGHT)
        assert (found.verdict, found.sure) == ("partial", True)
        assert "bukharin" in found.why.casefold()


def test_an_item_that_the_author_rejects_takes_full_marks_away() -> None:
    card = listed(
        "Name two tasks.",
        "appointing officials",
        "keeping files",
        reject={"leading the army": "that was Trotsky's"},
    )
    assert settled(card, "appointing officials, keeping files") == "correct"
    assert settled(card, "appointing officials, keeping files, leading the army") != "correct"


def test_as_many_as_are_needed_are_enough() -> None:
    assert settled(USES, "who got which job, and the files") == "correct"
    assert settled(USES, "appointing people") == "partial"
    assert settled(USES, "he couldn't appoint anyone and had no access to files") in ("wrong", "open")


def test_one_thing_typed_makes_one_item() -> None:
    assert marked(VOTES, "party congress").points == (0,)
    assert marked(VOTES, "party congress, central committee").points == (0, 2)


@pytest.mark.parametrize(
    "answer", ["left, united, right", "the left, the right and the united", "Left, Right, United"]
)
def test_a_short_form_that_points_to_one_item_is_that_item(answer: str) -> None:
    assert marked(STAGES, answer).verdict == "correct"


def test_a_pair_of_name_and_thing_may_be_joined_in_any_way() -> None:
    card = listed(
        "Which jobs were lost?", ("Rykov: Premier", "Premier"), ("Tomsky: trade unions", "trade unions")
    )
    assert settled(card, "rykov premier, tomsky trade unions") in ("correct", "open")


def test_items_joined_by_and_both_count_though_one_has_a_name() -> None:
    card = listed(
        "By which methods did he widen his power?",
        ("claiming to be heir to Lenin", "Lenin's heir"),
        "the Lenin Enrolment",
        ("shifting alliances", "alliances"),
    )
    for answer in ("the Lenin Enrolment and alliances", "alliances and the Lenin Enrolment"):
        assert marked(card, answer, *RIGHT).points == (1, 2)


def test_a_name_that_tells_more_of_an_item_is_no_item_of_its_own() -> None:
    card = listed("Name the Big Three.", "Stalin", "Roosevelt", "Churchill")
    found = marked(card, "Stalin for the USSR, Roosevelt for the USA and Churchill for Britain")
    assert found.points == (0, 1, 2)


def test_names_typed_twice_or_in_capitals_change_nothing() -> None:
    found = marked(LEFT, "Trotsky, Kamenev", *RIGHT)
    for answer in ("TROTSKY, KAMENEV", "  Trotsky ,   Kamenev ", "Trotsky, Kamenev, Trotsky"):
        other = marked(LEFT, answer, *RIGHT)
        assert (other.verdict, other.points, other.sure) == (found.verdict, found.points, found.sure)


TRIPLE = listed("Which three states formed the Entente?", "Britain", "France", "Russia")
COMRADES = listed(
    "Name two leaders who landed with Castro.", "Che Guevara", "Raúl Castro", "Camilo Cienfuegos", need=2
)
PRICES = listed("Which prices were too high and which too low?", "industrial prices high", "farm prices low")


@pytest.mark.parametrize(
    "answer", ["uk france russia", "England, Frankreich, the Russians", "GB + France + Rusia"]
)
def test_a_state_is_known_by_its_other_names_and_its_people(answer: str) -> None:
    assert settled(TRIPLE, answer) == "correct"


@pytest.mark.parametrize("answer", ["che and raul", "Guevara, Cienfuegos", "Raul + Camilo Cienfuegos"])
def test_a_part_of_a_name_that_only_one_item_has_is_that_item(answer: str) -> None:
    assert settled(COMRADES, answer) == "correct"


def test_two_items_are_not_made_of_words_exchanged_between_them() -> None:
    assert settled(PRICES, "industry high, farm prices low") == "correct"
    assert settled(PRICES, "industrial low, farm high") != "correct"


def test_a_name_that_the_deck_does_not_know_settles_nothing() -> None:
    found = marked(TRIPLE, "France, Russia, Habsburg")
    assert found.verdict == "partial"
    assert not found.sure
