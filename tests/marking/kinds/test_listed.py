from __future__ import annotations

import pytest

from tests.marking.making import listed, marked, term, verdict

LEFT = listed("Name the leaders of the Left.", ("Trotsky", "Leon Trotsky"), "Zinoviev", "Kamenev")
RIGHT = [term("Who led the Right?", name) for name in ("Bukharin", "Rykov", "Tomsky")]


@pytest.mark.parametrize(
    "answer",
    [
        "Trotsky, Zinoviev and Kamenev",
        "kamenev zinoviev trotsky",
        "Trotskii, Zinov'yev & Kamenev",
        "troksy, zinovev, kamanev",
        "It was led by Leon Trotsky, together with Kamenev and Zinoviev.",
        "Trotsky\nZinoviev\nKamenev",
    ],
)
def test_all_items_in_any_order_and_form_are_right(answer: str) -> None:
    assert verdict(LEFT, answer, *RIGHT) == "correct"


@pytest.mark.parametrize(
    ("answer", "made"),
    [
        ("Trotsky", (0,)),
        ("kamenev and zinoviev", (1, 2)),
        ("Trotsky, Zinoviev, Bukharin", (0, 1)),
        ("Zinoviev, Kirov, Molotov", (1,)),
        ("Trotsky, Trotsky, Trotsky", (0,)),
    ],
)
def test_some_items_are_a_part_and_each_counts_once(answer: str, made: tuple[int, ...]) -> None:
    found = marked(LEFT, answer, *RIGHT)
    assert (found.verdict, found.points) == ("partial", made)


@pytest.mark.parametrize(
    "answer",
    [
        "Bukharin, Rykov, Tomsky",
        "trotsky zinoviev kamenev bukharin rykov tomsky",
        "not Trotsky, not Zinoviev, not Kamenev",
        "none of Trotsky Zinoviev Kamenev",
    ],
)
def test_others_stuffing_and_denial_are_wrong(answer: str) -> None:
    assert verdict(LEFT, answer, *RIGHT) == "wrong"


def test_one_wrong_extra_is_a_part_and_named() -> None:
    found = marked(LEFT, "Trotsky, Zinoviev, Kamenev, Bukharin", *RIGHT)
    assert (found.verdict, found.why) == ("partial", "bukharin does not belong there")


def test_as_many_as_needed_are_enough() -> None:
    card = listed(
        "Name two ways he used his office.",
        "Control appointments",
        "Access personnel files and records",
        "Control membership admissions",
        need=2,
    )
    assert verdict(card, "he decided who got jobs and had everyone's files") == "correct"
    assert verdict(card, "appointing people") == "partial"
    assert verdict(card, "he couldn't appoint anyone and had no access to files") == "wrong"
    assert verdict(card, "command the army, print money") == "wrong"


def test_what_belongs_to_one_name_is_not_given_to_another() -> None:
    card = listed(
        "Which jobs were lost?", ("Rykov: Premier", "Premier"), ("Tomsky: trade unions", "trade unions")
    )
    assert verdict(card, "Tomsky lost the trade unions and Rykov lost the premiership") == "correct"
    assert verdict(card, "rykov = prime minister, tomsky = unions") == "correct"
    assert verdict(card, "Rykov lost the trade unions and Tomsky lost the premiership") != "correct"


def test_why_says_what_is_missing() -> None:
    assert marked(LEFT, "Trotsky").why == "1 of 3 items: missing Zinoviev; Kamenev"


def test_one_thing_typed_makes_one_item() -> None:
    card = listed(
        "Where were votes held?", "Party congresses", "Party conferences", "Central Committee", need=2
    )
    assert marked(card, "party congress").points == (0,)
    assert len(marked(card, "party congress, central committee").points) == 2


def test_an_item_with_a_name_in_it_is_no_title() -> None:
    card = listed("Name two of his weaknesses.", "Naive about Stalin", "Lacked a base")
    assert marked(card, "naive, no base").verdict == "correct"


def test_two_items_joined_by_and_both_count_though_one_has_a_name() -> None:
    card = listed(
        "By which methods did he widen his power?",
        ("claiming to be heir to Lenin", "Lenin's heir"),
        "the Lenin Enrolment",
        ("shifting alliances", "alliances", "alliances with Left and Right"),
    )
    leaders = (term("Who led the Left?", "Trotsky"), term("Who led the Right?", "Bukharin"))
    assert marked(card, "the Lenin Enrolment and alliances", *leaders).points == (1, 2)
    assert marked(card, "alliances and the Lenin Enrolment", *leaders).points == (1, 2)


def test_a_name_that_tells_more_of_an_item_is_no_item_of_its_own() -> None:
    card = listed("Name the Big Three.", "Stalin", "Roosevelt", "Churchill")
    assert (
        marked(card, "Stalin for the USSR, Roosevelt for the USA and Churchill for Britain").verdict
        == "correct"
    )
    assert marked(card, "Stalin, Churchill, Attlee of Britain").points == (0, 2)


def test_german_spellings_of_russian_names_are_known() -> None:
    card = listed("Name three.", "Zinoviev", "Kamenev", "Bukharin")
    assert marked(card, "Sinowjew, Kamenew, Bucharin").verdict == "correct"
