from __future__ import annotations

from tests.cli.conftest import Home


def test_today_says_what_is_due_how_long_it_takes_and_what_to_type(home: Home) -> None:
    ran = home.run("today")
    assert ran.code == 0
    assert "Today: 10 questions, about " in ran.out
    assert "Tomorrow: " in ran.out
    assert "studykit quiz" in ran.out
    assert "studykit exam set DATE" in ran.out
    assert home.run().out == ran.out


def test_today_as_json(home: Home) -> None:
    told = home.run("today", "--json").json
    assert (told["questions"], told["new"]) == (10, 10)
    assert told["minutes"] > 0
    assert told["tomorrow"].keys() == {"day", "study_day", "questions", "minutes"}
    assert told["next_command"] == "studykit quiz"
    assert home.run("--json").json == told


def test_profiles_keep_people_apart_and_their_settings_too(home: Home) -> None:
    home.run("--profile", "ana", "config", "set", "new-cards", "1")
    assert home.run("today", "--json", "--profile", "ana").json["new"] == 1
    assert home.run("today", "--json", "--profile", "ben").json["new"] == 10


def test_a_card_with_an_error_is_left_out_and_named(home: Home) -> None:
    home.write("decks/broken.yaml", "deck: broken\ncards:\n  - id: half\n    ask: What?\n")
    ran = home.run("today")
    assert ran.code == 0
    assert "broken/half" in ran.err
    assert "deck check" in ran.err
