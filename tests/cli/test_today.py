from __future__ import annotations

from datetime import date, timedelta

from tests.cli.conftest import DECK, Home, Quiz


def test_a_file_whose_slug_another_has_is_named(home: Home) -> None:
    home.write("decks/other.yaml", DECK.replace("1924", "1925"))
    home.write("decks/torn.yaml", "deck: torn\n\t- x: [\n")
    told = " ".join(home.run("today").err.split())
    assert "2 files have errors and are left out (" in told
    assert "torn.yaml" in told
    assert ("other.yaml" in told) != ("tiny.yaml" in told)


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


def test_a_suspended_card_is_not_counted_among_those_that_are_asked(home: Home) -> None:
    cards = home.run("today", "--json").json["cards"]
    assert home.run("card", "tiny/year", "suspend").code == 0
    assert home.run("today", "--json").json["cards"] == cards - 1


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


def test_brief_says_today_in_one_line(home: Home) -> None:
    ran = home.run("today", "--brief")
    assert ran.code == 0
    assert ran.out.count("\n") == 1
    assert ran.out.startswith("10 questions, about ")
    home.run("exam", "set", "in 5 weeks")
    assert "35 days to the exam." in home.run("today", "--brief").out
    home.run("exam", "clear")
    home.run("config", "set", "new-cards", "0")
    assert home.run("today", "--brief").out == "Done for today.\n"


def test_essays_are_spoken_of_once_a_card_was_met(home: Home, quiz: Quiz) -> None:
    assert "Essays:" not in home.run("today").out
    assert home.run("today", "--json").json["essays"] is None
    child = quiz("tiny")
    child.expect("> ")
    child.sendline("1922")
    child.expect("more keys")
    child.send("q")
    child.wait()
    assert "Essays: enough dated facts for 0 of " in home.run("today").out
    assert home.run("today", "--json").json["essays"]["causes_ready"] == 0


def test_a_deck_to_be_met_by_a_day_stands_on_today_and_the_calendar(home: Home) -> None:
    today = date.today()  # noqa: DTZ011
    due = today + timedelta(days=8)
    home.run("config", "set", "cases", "none")
    home.run("config", "set", "rollover-hour", "0")
    deck = DECK.replace("deck: tiny", f"deck: more\ndue: {due}").replace("A tiny", "The assigned")
    home.write("decks/more.yaml", deck)
    day = f"{due:%A} {due.day} {due:%B}"
    shown = " ".join(home.run().out.split())
    assert f"To be met by {day}" in shown
    assert "The assigned deck, 3 of 3 cards still to meet." in shown
    assert home.run("today", "--json").json["assigned"] == [
        {"deck": "more", "title": "The assigned deck", "due": due.isoformat(), "cards": 3, "met": 0}
    ]
    without = home.run("calendar")
    assert (without.code, "That is 1 new card a day" in without.out) == (0, True)
    home.run("exam", "set", "in", "5", "weeks")
    planned = " ".join(home.run("calendar").out.split())
    assert f"To be met by {day}" in planned
    assert "If kept, all by " in planned
    overdue = f"due: {today - timedelta(days=20)}"
    home.write("decks/more.yaml", deck.replace(f"due: {due}", overdue))
    late = " ".join(home.run("calendar").out.split())
    assert ", which is over: The assigned deck, 3 of 3 cards still to meet. If kept, all by " in late
    home.write("decks/more.yaml", deck)
    home.run("exam", "pause", f"{today}", "to", f"{due}")
    assert "At 10 minutes a day, 0 of 3 will be." in " ".join(home.run("calendar").out.split())
